// compile(): what the model holds of the rule text, for the parking set and for a set that uses every
// construct of the language; determinism; keyword languages; overlays.
#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/shown.h"
#include "dsl/support.h"
#include "stadga/base/json.h"

namespace stadga::dsl {
namespace {

using engine::Op;
using engine::Ruleset;

engine::Package package_of(const SourceSet& sources) {
  CompileResult result = compile(sources);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_TRUE(result.package.has_value());
  return result.package.value_or(engine::Package{});
}

SourceSet practice(const std::string& language) {
  return {test::file(test::root() / "tests" / "dsl" / "data" / ("bidrag_" + language + ".stadga"), "regler.stadga")};
}

const engine::Requirement& requirement(const Ruleset& ruleset, const std::string& id) {
  const auto found = std::find_if(ruleset.requirements.begin(), ruleset.requirements.end(), [&](const auto& r) { return r.id == id; });
  EXPECT_NE(found, ruleset.requirements.end()) << id;
  return *found;
}
const engine::Rule& rule(const Ruleset& ruleset, const std::string& id) {
  const auto found = std::find_if(ruleset.rules.begin(), ruleset.rules.end(), [&](const auto& r) { return r.id == id; });
  EXPECT_NE(found, ruleset.rules.end()) << id;
  return *found;
}
const engine::Fact& fact(const Ruleset& ruleset, const std::string& name) {
  const auto found = std::find_if(ruleset.facts.begin(), ruleset.facts.end(), [&](const auto& f) { return f.name == name; });
  EXPECT_NE(found, ruleset.facts.end()) << name;
  return *found;
}
const engine::Parameter& parameter(const Ruleset& ruleset, const std::string& name) {
  const auto found = std::find_if(ruleset.parameters.begin(), ruleset.parameters.end(), [&](const auto& p) { return p.name == name; });
  EXPECT_NE(found, ruleset.parameters.end()) << name;
  return *found;
}

using test::shown;

std::string shown(const Ruleset& ruleset, const engine::Text& text) {
  std::string out;
  for (const engine::TextPiece& piece : text) out += piece.value.valid() ? "{" + shown(ruleset, piece.value) + "}" : piece.literal;
  return out;
}

// ---- the parking rule set -----------------------------------------------------------------------------

TEST(Parking, Compiles) {
  const engine::Package package = package_of(test::parking(true));
  const Ruleset& base = package.base;
  EXPECT_EQ(base.header.name, "parkeringstillstånd");
  EXPECT_EQ(base.header.language, "sv");
  EXPECT_EQ(base.header.appeal, engine::AppealRoute::kAdministrative);
  EXPECT_EQ(base.header.appeal_citations.size(), 2U);
  EXPECT_TRUE(base.header.communication_before_adverse);
  EXPECT_EQ(to_string(base.header.horizon.from), "2018-07-01");
  EXPECT_FALSE(base.header.horizon_note.empty());
  EXPECT_EQ(base.rules.size(), 6U);
  EXPECT_EQ(base.requirements.size(), 16U);
  EXPECT_EQ(base.decision.stages.size(), 6U);
  EXPECT_EQ(base.decision.stages.back().requires_values.size(), 2U);
  EXPECT_EQ(base.hash.rfind("sha256:", 0), 0U);
}

TEST(Parking, ValidityPeriodAsWritten) {
  const Ruleset base = package_of(test::parking()).base;
  EXPECT_EQ(shown(base, rule(base, "PRH-R4").conclusion),
            "sub_days(add_months(giltig_från, least($längsta_giltighetstid, varaktighet_månader)), 1)");
  EXPECT_EQ(shown(base, rule(base, "PRH-R3").conclusion),
            "greatest(day, add_days(list_greatest(tidigare_tillstånd, all(eq(@0.status, aktivt), exists(@0.giltigt_till)), "
            "@0.giltigt_till), 1))");
  EXPECT_EQ(rule(base, "PRH-R5").goes_before, std::vector<std::string>{"PRH-R4"});
  EXPECT_TRUE(rule(base, "PRH-R2").is_default);
}

TEST(Parking, RequirementsAsWritten) {
  const Ruleset base = package_of(test::parking()).base;
  const engine::Requirement& k2 = requirement(base, "PRH-K2");
  EXPECT_EQ(shown(base, k2.condition), "eq(väsentliga_svårigheter, true)");
  EXPECT_EQ(shown(base, k2.applies), "one_of(ärende, ny, förnyelse)");
  EXPECT_EQ(shown(base, k2.not_shown_when), "eq(utredningen_är_slutförd, true)");
  ASSERT_EQ(k2.guidelines.size(), 2U);
  EXPECT_EQ(shown(base, k2.guidelines[0].condition), "any(eq(kan_gå, false), le(gångsträcka_meter, $gräns_förare))");
  EXPECT_EQ(shown(base, k2.guidelines[0].applies), "eq(roll, förare)");
  const engine::Citation& citation = k2.citations.at(0);
  EXPECT_EQ(base.at(citation.source).act, "1998:1276");
  EXPECT_EQ(citation.chapter, "13");
  EXPECT_EQ(citation.section, "8");
  EXPECT_EQ(citation.stycke, "1");
  EXPECT_EQ(citation.mening, "3");
  EXPECT_EQ(citation.wording, "2014:1367");
  EXPECT_FALSE(citation.quote.empty());
  EXPECT_EQ(rule(base, "PRH-R4").citations.at(0).stycke, "sista");
}

TEST(Parking, FactsAsWritten) {
  const Ruleset base = package_of(test::parking()).base;
  EXPECT_TRUE(fact(base, "varaktigt_funktionshinder").type.assessment);
  EXPECT_TRUE(fact(base, "utredningen_är_slutförd").volunteered);
  EXPECT_TRUE(fact(base, "läkarintyg").type.optional);
  EXPECT_TRUE(fact(base, "läkarintyg").not_after_decision_day);
  EXPECT_EQ(fact(base, "tidigare_tillstånd").type.max_items, 50U);
  EXPECT_EQ(fact(base, "polisanmälan_diarienummer").type.max_length, 64U);
  EXPECT_EQ(fact(base, "gångsträcka_meter").type.max, 100000);
  EXPECT_EQ(fact(base, "gångsträcka_meter").sources.front(), "läkarintyg");
}

TEST(Parking, OverlayFillsAndOnlyAppends) {
  const engine::Package package = package_of(test::parking());
  ASSERT_EQ(package.municipal.count("2281"), 1U);
  const Ruleset& overlaid = package.municipal.at("2281");
  EXPECT_EQ(overlaid.hash, package.base.hash);
  EXPECT_EQ(overlaid.overlay->name, "Sundsvall");
  EXPECT_EQ(overlaid.overlay->hash.rfind("sha256:", 0), 0U);
  const engine::Parameter& limit = parameter(overlaid, "gräns_förare");
  ASSERT_EQ(limit.values.size(), 1U);
  EXPECT_TRUE(limit.values[0].from_overlay);
  EXPECT_FALSE(limit.values[0].validity.first_known);
  EXPECT_EQ(std::get<std::int64_t>(*limit.values[0].value), 500);
  EXPECT_TRUE(parameter(package.base, "gräns_förare").values.empty());
  EXPECT_FALSE(parameter(overlaid, "äldsta_läkarintyg").values.at(0).value.has_value());  // no limit
  for (std::size_t i = 0; i < package.base.sources.size(); ++i) {
    EXPECT_EQ(overlaid.sources[i].name, package.base.sources[i].name);
  }
  EXPECT_TRUE(overlaid.sources.back().from_overlay);
  EXPECT_EQ(overlaid.requirements.size(), package.base.requirements.size());
}

TEST(Parking, OverlayMayAddRequirementsAndRules) {
  SourceSet sources = test::parking();
  const auto example = test::root() / "examples" / "dagens-praxis" / "2260-dagens-praxis.stadga";
  sources.push_back(test::file(example, "kommuner/2260-dagens-praxis.stadga"));
  const engine::Package package = package_of(sources);
  const Ruleset& overlaid = package.municipal.at("2260");
  EXPECT_GT(overlaid.requirements.size(), package.base.requirements.size());
  EXPECT_TRUE(overlaid.requirements.back().from_overlay);
  EXPECT_TRUE(overlaid.rules.back().from_overlay);
  EXPECT_EQ(package.base.hash, package_of(test::parking()).base.hash);
}

// ---- every construct -----------------------------------------------------------------------------------

TEST(Language, EveryConstructLowersAsWritten) {
  const Ruleset base = package_of(practice("sv")).base;
  EXPECT_EQ(base.header.version, "1.2-b");
  EXPECT_TRUE(base.header.all_municipalities);
  EXPECT_EQ(base.header.appeal, engine::AppealRoute::kLegality);
  EXPECT_EQ(base.sources[0].weight, engine::Weight::kAllmantRad);
  EXPECT_EQ(to_string(*base.sources[0].decided), "2019-11-05");
  EXPECT_EQ(to_string(*base.sources[0].verified_to), "2026-01-01");
  const engine::Citation& citation = parameter(base, "tak").citations.at(0);
  EXPECT_EQ(citation.chapter + "|" + citation.section + "|" + citation.stycke + "|" + citation.mening + "|" + citation.punkt + "|" +
                citation.wording + "|" + citation.quote,
            "1|2 a|2|1|3|2019:1|Taket är 5 220 kronor.");
  EXPECT_EQ(std::get<Money>(*parameter(base, "tak").values.at(1).value).ore, 530050);
  EXPECT_EQ(parameter(base, "golv").only_in_favour, engine::Favour::kHigher);
  EXPECT_TRUE(parameter(base, "mönster_nummer").guideline);
  EXPECT_EQ(fact(base, "roll").max_age_days, 90);
  EXPECT_TRUE(fact(base, "roll").provenance_required);
  EXPECT_TRUE(fact(base, "hinder").sensitive && fact(base, "hinder").never_compiled && fact(base, "hinder").type.assessment);
  EXPECT_EQ(fact(base, "hinder").type.kind, engine::TypeKind::kEnum);
  EXPECT_TRUE(fact(base, "hushåll").type.non_empty);
  EXPECT_EQ(fact(base, "nummer").type.pattern, "##-@?");
  EXPECT_EQ(to_string(fact(base, "dag").type.min_date), "2000-01-01");

  const engine::Requirement& h1 = requirement(base, "B-H1");
  EXPECT_TRUE(h1.validity.introduced);
  const engine::Requirement& v1 = requirement(base, "B-V1");
  EXPECT_FALSE(v1.validity.first_known);
  EXPECT_TRUE(v1.validity.repealed);
  EXPECT_EQ(shown(base, v1.text_met), "hyran {boende.hyra} är över {$tak}");
  const engine::Requirement& f1 = requirement(base, "B-F1");
  EXPECT_EQ(shown(base, f1.condition), "any(absent(nummer), eq(nummer, \"12-a!\"))");
  EXPECT_EQ(shown(base, f1.guidelines.at(0).condition), "matches(nummer, $mönster_nummer)");
  EXPECT_EQ(shown(base, f1.guidelines.at(0).text_against), "{nummer} liknar inte {mönstret}");
  EXPECT_EQ(f1.guidelines.at(0).citations.size(), 1U);
  EXPECT_EQ(f1.citations.size(), 1U);
  const engine::Requirement& k1 = requirement(base, "B-K1");
  EXPECT_TRUE(k1.sufficient_alone);
  EXPECT_EQ(k1.sufficient_author, "nämnden");
  EXPECT_EQ(shown(base, k1.applies), "not(eq(roll, ombud))");
  EXPECT_EQ(shown(base, k1.condition),
            "all(eq(behov, true), one_of(hinder, visst, stort), every1(hushåll, le(@0.ålder, 100)), "
            "every0(avgifter, not(one_of(@0.sort, el, hyra))), "
            "not(some(avgifter, all(exists(@0.belopp), ge(@0.belopp, 40000.00)))), is(B-F1, 3))");
}

TEST(Language, EveryExpressionLowersAsWritten) {
  const Ruleset base = package_of(practice("sv")).base;
  EXPECT_EQ(shown(base, rule(base, "B-R1").condition), "ge(count(hushåll, lt(@0.ålder, 18)), 1)");
  EXPECT_EQ(shown(base, rule(base, "B-R3").conclusion),
            "sub(list_sum(hushåll, true, @0.inkomst), list_sum(avgifter, exists(@0.belopp), @0.belopp))");
  EXPECT_EQ(shown(base, rule(base, "B-R4").conclusion),
            "least($tak, add(scale(belopp_totalt)*3, $golv), greatest(1.00, 2.50))");
  EXPECT_EQ(shown(base, rule(base, "B-R5").conclusion), "add_days(least(add_days(dag, 3), sub_months(day, 2)), 1)");
  EXPECT_EQ(shown(base, rule(base, "B-R6").conclusion), "none");
  EXPECT_EQ(shown(base, rule(base, "B-R6").condition),
            "all(gt(dag, day), ge(list_greatest(hushåll, true, @0.inkomst), 10.00))");
  EXPECT_EQ(rule(base, "B-R7").requirement, "B-F1");
  EXPECT_TRUE(rule(base, "B-R7").concludes_met);
  EXPECT_FALSE(rule(base, "B-R7").term.valid());
}

// ---- identity --------------------------------------------------------------------------------------------

std::string model_of(const SourceSet& sources) {
  const engine::Package package = package_of(sources);
  std::string out = canonical_or_die(engine::model_json(package.base));
  for (const auto& [code, ruleset] : package.municipal) out += code + ruleset.overlay->hash + canonical_or_die(engine::model_json(ruleset));
  return out;
}

TEST(Identity, TwoRunsGiveTheSameBytes) {
  SourceSet reversed = test::parking();
  std::reverse(reversed.begin(), reversed.end());
  EXPECT_EQ(model_of(test::parking()), model_of(test::parking()));
  EXPECT_EQ(model_of(test::parking()), model_of(reversed));
}

TEST(Identity, CommentsLayoutAndLineEndsAreNoMeaning) {
  SourceSet changed = test::parking();
  for (engine::SourceFile& source : changed) {
    std::string text;
    for (const char c : source.text) text += c == '\n' ? std::string("   -- en kommentar\r\n") : std::string(1, c);
    source.text = text;
  }
  EXPECT_EQ(model_of(test::parking()), model_of(changed));
}

TEST(Identity, AnotherTextIsAnotherHash) {
  SourceSet changed = test::parking();
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (engine::SourceFile& source : changed) {
      const std::size_t at = source.text.find(from);
      if (at != std::string::npos) source.text.replace(at, from.size(), to);
    }
  };
  replace("\"funktionshindret är varaktigt\"", "\"funktionshindret är bestående\"");
  EXPECT_NE(package_of(test::parking()).base.hash, package_of(changed).base.hash);
}

TEST(Identity, SwedishAndEnglishKeywordsGiveOneHash) {
  EXPECT_EQ(model_of(practice("sv")), model_of(practice("en")));
  const CompileResult swedish = compile(practice("sv"));
  const CompileResult english = compile(practice("en"));
  ASSERT_EQ(swedish.scenarios.size(), english.scenarios.size());
  for (std::size_t i = 0; i < swedish.scenarios.size(); ++i) {
    EXPECT_EQ(swedish.scenarios[i].case_json, english.scenarios[i].case_json);
    EXPECT_EQ(swedish.scenarios[i].expected.values, english.scenarios[i].expected.values);
  }
}

TEST(Identity, TranslationKeepsTheHashAndComesBack) {
  SourceSet english;
  for (const engine::SourceFile& source : test::parking(true)) {
    const auto there = translate(source, KeywordLanguage::kEnglish);
    ASSERT_TRUE(there.has_value()) << source.path;
    EXPECT_NE(*there, source.text) << source.path;
    const auto back = translate({source.path, *there}, KeywordLanguage::kSwedish);
    ASSERT_TRUE(back.has_value()) << source.path;
    EXPECT_EQ(*back, source.text) << source.path;
    english.push_back({source.path, *there});
  }
  EXPECT_EQ(model_of(test::parking(true)), model_of(english));
}

TEST(Identity, ABrokenFileIsNotTranslated) {
  EXPECT_FALSE(translate({"x", "krav A\n"}, KeywordLanguage::kEnglish).has_value());
}

// ---- what is left to `check` ---------------------------------------------------------------------------

std::string without(const std::string& text, const std::string& line) {
  const std::size_t at = text.find(line);
  EXPECT_NE(at, std::string::npos) << line;
  const std::size_t begin = text.rfind('\n', at) + 1;
  return text.substr(0, begin) + text.substr(text.find('\n', at) + 1);
}

TEST(LeftToCheck, MissingStagesDefaultsAndDaysCompile) {
  const std::string text = test::practice_base().text;
  for (const std::string line : {"  2. avslag", "  gäller  fr.o.m. 2015-01-01   60 månader", "  i övriga fall", "  1. till handläggare"}) {
    const CompileResult result = compile({{"regler.stadga", without(text, line)}});
    EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "") << line;
  }
}

TEST(LeftToCheck, TwoAnswersAtOnceCompile) {
  const std::string rule_text =
      "regel R8 \"a\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd dyrt är ja\nslut\n"
      "regel R9 \"b\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd dyrt är nej\nslut\n";
  EXPECT_TRUE(compile({test::practice_base(), {"tva.stadga", rule_text}}).package.has_value());
}

}  // namespace
}  // namespace stadga::dsl
