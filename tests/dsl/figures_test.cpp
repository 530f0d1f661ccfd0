// Tables, terms for each element, named elements, fractions, ages and periods: what the model holds of
// them, in both keyword languages, and what their author is told when they are wrong.
#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/shown.h"
#include "dsl/support.h"
#include "stadga/engine/scenario.h"

namespace stadga::dsl {
namespace {

using engine::Ruleset;
using test::shown;

engine::SourceFile household() {
  return test::file(test::root() / "tests" / "dsl" / "data" / "hushall_sv.stadga", "regler.stadga");
}

const Ruleset& base() {
  static const CompileResult result = compile({household()});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  static const Ruleset empty;
  return result.package ? result.package->base : empty;
}

std::string concludes(const std::string& id) {
  const auto& rules = base().rules;
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.id == id; });
  return found == rules.end() ? "no rule" : shown(base(), found->conclusion);
}
std::string requires_that(const std::string& id) {
  const auto& list = base().requirements;
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& r) { return r.id == id; });
  return found == list.end() ? "no requirement" : shown(base(), found->condition);
}

TEST(Figures, TablesAsWritten) {
  ASSERT_EQ(base().tables.size(), 4U);
  const engine::Table& costs = base().tables[0];
  EXPECT_EQ(costs.name, "personlig_kostnad");
  EXPECT_TRUE(costs.periods);
  ASSERT_EQ(costs.versions.size(), 2U);
  const engine::TableVersion& first = costs.versions[0];
  EXPECT_EQ(to_string(first.period->from), "2025-01-01");
  EXPECT_EQ(to_string(first.period->to), "2025-12-31");
  EXPECT_EQ(to_string(costs.versions[1].period->from), "2026-01-01");
  EXPECT_EQ(costs.versions[1].period->to, kMaxDate);
  EXPECT_EQ(first.citations.at(0).wording, "2024:1");
  EXPECT_EQ(first.note, "beloppen är påhittade");
  ASSERT_EQ(first.rows.size(), 4U);
  EXPECT_EQ(std::get<Money>(first.rows[1].value).ore, 230050);
  EXPECT_EQ(std::get<std::int64_t>(first.rows[1].keys[0].last), 6);
  EXPECT_EQ(std::get<std::int64_t>(first.rows[3].keys[0].last), 20);  // 7.. to the type's end
  EXPECT_FALSE(std::get<bool>(first.rows[0].keys[1].first));          // * is both answers
  EXPECT_TRUE(std::get<bool>(first.rows[0].keys[1].last));
  EXPECT_TRUE(base().tables[3].municipal);
  EXPECT_EQ(base().tables[3].only_in_favour, engine::Favour::kHigher);
  EXPECT_EQ(base().tables[3].versions.size(), 1U);
}

TEST(Figures, TermsForEachElement) {
  const engine::Term& age = base().terms.at(0);
  EXPECT_EQ(base().at(age.each).name, "Barn");
  EXPECT_EQ(concludes("H-1"), "age(@0.födelsedatum, last_of_month(månaden))");
  EXPECT_EQ(shown(base(), base().rules[1].condition), "all(lt(@0.födelsedatum, månaden), le(barnets_ålder(@0), 20))");
  EXPECT_EQ(concludes("H-2"), "ratio(table:personlig_kostnad(barnets_ålder(@0), @0.lunch, månaden), table:andel(boende), 4)~100u");
  EXPECT_EQ(base().rules[1].practices.size(), 1U);
}

TEST(Figures, SharesAndRounding) {
  EXPECT_EQ(concludes("H-4"),
            "add(list_sum(barn, lt(barnets_ålder(@0), 18), barnets_kostnad(@0)), "
            "scale(table:grundbelopp(månaden))*337/7500~1e)");
  EXPECT_EQ(concludes("H-5"), "scale(list_sum(inkomster, true, sub(@0.belopp, 100.00)))*1/4~1000D");
  EXPECT_EQ(concludes("H-7"), "workday(add_days(day, 21))");
}

TEST(Figures, PeriodsOfRules) {
  EXPECT_EQ(shown(base(), base().rules[4].condition), "all(ge(månaden, 2025-01-01), le(månaden, 2025-06-30))");
  EXPECT_EQ(shown(base(), base().requirements[1].applies), "all(ge(månaden, 2025-07-01), le(månaden, 2025-12-31))");
}

TEST(Figures, ElementsByName) {
  EXPECT_EQ(requires_that("H-K1"),
            "some(barn, gt(list_greatest(@0.egna_inkomster, absent(@0.till), @0.belopp), "
            "list_greatest(inkomster, true, @0.belopp)))");
  EXPECT_EQ(requires_that("H-K2"), "not(qualified6/24(tidigare, true, @0.värde, månaden))");
  EXPECT_EQ(requires_that("H-K3"),
            "all(le(count(storlekar, ge(@0.värde, 3)), 2), every0(storlekar, le(@0.värde, 19)), "
            "ge(days_between(inflyttad, day), 30), ge(months_between(inflyttad, månaden), 1), ge(year(inflyttad), 2021), "
            "ge(day_of_month(last_of_month(månaden)), 28), "
            "le(list_sum(inkomster, true, @0.belopp), table:tak(personer)), "
            "not(some(inkomster, all(exists(@0.till), lt(@0.till, first_of_month(månaden))))))");
}

// From rule text to a decided case: tables by period and age, a half share, an Easter that moves the last day.
TEST(Figures, ACaseIsDecided) {
  const CompileResult result = compile({household()});
  ASSERT_TRUE(result.package.has_value());
  ASSERT_EQ(result.scenarios.size(), 1U);
  for (const engine::ScenarioOutcome& outcome : engine::run_scenarios(*result.package, result.scenarios).outcomes) {
    for (const LocalText& difference : outcome.differences) ADD_FAILURE() << difference.sv;
    EXPECT_TRUE(outcome.passed) << outcome.title << "\n" << outcome.decision;
  }
}

TEST(Figures, BothLanguagesGiveOneHash) {
  const auto english = translate(household(), KeywordLanguage::kEnglish);
  ASSERT_TRUE(english.has_value());
  EXPECT_NE(english->find("for every"), std::string::npos);
  const CompileResult result = compile({{"regler.stadga", *english}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kEnglish), "");
  ASSERT_TRUE(result.package.has_value());
  EXPECT_EQ(result.package->base.hash, base().hash);
  EXPECT_EQ(translate({"regler.stadga", *english}, KeywordLanguage::kSwedish), household().text);
}

TEST(Figures, AMunicipalityFillsATable) {
  const std::string head = "kommun 2281 \"Sundsvall\"\n  till hushåll\nkälla Nämnd \"nämndens beslut\" vikt riktlinje\n";
  const auto filled = [&](const std::string& rows) {
    return compile({household(), {"kommuner/2281.stadga", head + "bestämmer tak\n  stöd Nämnd\n  gäller fr.o.m. 2026-01-01\n" + rows + "slut\n"}});
  };
  const CompileResult good = filled("  | 1.. | 12 000 |\n");
  EXPECT_EQ(test::all_text(good, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(good.package.has_value());
  const engine::Table& table = good.package->municipal.at("2281").tables[3];
  ASSERT_EQ(table.versions.size(), 2U);
  EXPECT_TRUE(table.versions[1].from_overlay);
  const CompileResult worse = filled("  | 1..2 | 12 000 |\n  | 3.. | 9 000 |\n");
  ASSERT_EQ(worse.diagnostics.size(), 1U);
  EXPECT_EQ(worse.diagnostics[0].code, "S3012");
}

// ---- what is wrong ------------------------------------------------------------------------------------

std::string codes(const std::string& text) {
  std::string out;
  for (const Diagnostic& d : compile({household(), {"tillägg.stadga", text}}).diagnostics) {
    out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}
std::string condition(const std::string& c) {
  return codes("krav K9 \"p\"\n  stöd Övning\n  gäller fr.o.m. 2025-01-01\n  rekvisit " + c + "\nslut\n");
}
std::string table(const std::string& rest) { return codes("tabell prov " + rest + "slut\n"); }

TEST(Tables, CallsAreChecked) {
  EXPECT_EQ(condition("personlig_kostnad(3, ja) för månaden är minst 1 kr"), "");
  EXPECT_EQ(condition("personlig_kostnad(3, personer är minst 2) för månaden är minst 1 kr"), "");
  EXPECT_EQ(condition("personlig_kostnad(3) för månaden är minst 1 kr"), "S2041");
  EXPECT_EQ(condition("personlig_kostnad är minst 1 kr"), "S2041");
  EXPECT_EQ(condition("personlig_kostnad(3, ja) är minst 1 kr"), "S2042");
  EXPECT_EQ(condition("andel(ensam) för månaden är minst 1"), "S2042");
  EXPECT_EQ(condition("andel(annan) är minst 1"), "S2004");
  EXPECT_EQ(condition("andel(boende) är minst 1 kr"), "S2006");
  EXPECT_EQ(condition("personlig_kostnad(3 kr, ja) för månaden är minst 1 kr"), "S2006");
  EXPECT_EQ(condition("personlig_kostnad(personer, 1) för månaden är minst 1 kr"), "S2003");
  EXPECT_EQ(condition("personlig_kostnad(personer, ja) för personer är minst 1 kr"), "S2003");
  EXPECT_EQ(condition("personer(3) är minst 1"), "S2040");
  EXPECT_EQ(condition("kommun.andel(ensam) är minst 1"), "S2040");
  EXPECT_EQ(condition("grundbelopp.x är minst 1"), "S2040");
  EXPECT_EQ(condition("något x i inkomster uppfyller personlig_kostnad(3, x.till är före beslutsdagen) för månaden är minst 1 kr"),
            "S2011");
}

TEST(Tables, RowsAndVersionsAreChecked) {
  const std::string head = "( k : heltal 0..9, b : ja/nej ) : kronor 0..100 \"t\"\n  stöd Övning\n  gäller fr.o.m. 2025-01-01\n";
  EXPECT_EQ(table(head + "  | 0..3 | ja | 1 |\n  | 4.. | * | 2 |\n"), "");
  EXPECT_EQ(table(head + "  | 0..3 | ja | 1 |\n  | 3 | * | 2 |\n"), "S3020");
  EXPECT_EQ(table(head + "  | 0..3 | ja |\n"), "S2044");
  EXPECT_EQ(table(head + "  | 0..3 | ja..nej | 1 |\n"), "S2044");
  EXPECT_EQ(table(head + "  | 0..3 | ja | 1..2 |\n"), "S2044");
  EXPECT_EQ(table(head + "  | 3..0 | ja | 1 |\n"), "S2009");
  EXPECT_EQ(table(head + "  | 3..10 | ja | 1 |\n"), "S3011");
  EXPECT_EQ(table(head + "  | 3 | ja | 101 |\n"), "S3011");
  EXPECT_EQ(table(head + "  | 3 | ja | 1,5 |\n"), "S2006");
  EXPECT_EQ(table(head + "  | 3 | ja | personer |\n"), "S2003");
  EXPECT_EQ(table(head + "  | | ja | 1 |\n  | 2 | ja | 1 |\n"), "S1101");
  EXPECT_EQ(table(head), "S2023");
  EXPECT_EQ(table("( k : Inkomst ) : kronor 0..100 \"t\"\n  stöd Övning\n  gäller fr.o.m. 2025-01-01\n  | * | 1 |\n"), "S2003");
  EXPECT_EQ(table(": kronor 0..100 \"t\"\n  | 1 |\n"), "S3001 S3002");
  const std::string version = "tabell andel ( boende : val { ensam, delat } ) : heltal 0..4 \"t\"\n  stöd Övning\n";
  EXPECT_EQ(codes(version + "  gäller fr.o.m. 2025-01-01\n  | * | 1 |\nslut\n"), "S3021");
  EXPECT_EQ(codes(version + "  gäller fr.o.m. 2010-01-01 t.o.m. 2020-12-31\n  | * | 1 |\nslut\n"), "");
  EXPECT_EQ(codes(version + "  gäller fr.o.m. 2010-01-01 t.o.m. 2020-12-31\n  tillämpas på 2010-01\n  | * | 1 |\nslut\n"), "S2043");
  EXPECT_EQ(codes("tabell andel ( boende : val { ensam } ) : heltal 0..4 \"t\"\n  stöd Övning\n  gäller fr.o.m. 2010-01-01 t.o.m. 2020-12-31\n"
                  "  | * | 1 |\nslut\n"),
            "S2043");
  EXPECT_EQ(codes("krav K9 \"p\"\n  stöd Övning\n  gäller fr.o.m. 2025-01-01\n  rekvisit personer är 1\n  | 1 | 2 |\nslut\n"), "S2021");
}

TEST(Elements, TheirNamesAndTerms) {
  EXPECT_EQ(condition("något x i barn uppfyller x.barnets_ålder är minst 3"), "");
  EXPECT_EQ(condition("något i barn uppfyller barnets_ålder är minst 3"), "");
  EXPECT_EQ(condition("barnets_ålder är minst 3"), "S2045");
  EXPECT_EQ(condition("något x i inkomster uppfyller x.barnets_ålder är minst 3"), "S2005");
  EXPECT_EQ(condition("något x i barn uppfyller något x i barn uppfyller x.lunch är ja"), "S2002");
  EXPECT_EQ(condition("något x i barn uppfyller något y i x.egna_inkomster uppfyller alla av (x.lunch är ja, y.belopp är 1 kr)"), "");
  EXPECT_EQ(condition("det senaste av x.till för varje x i inkomster är före beslutsdagen"), "S2011");
  EXPECT_EQ(condition("det senaste av x.till för varje x i inkomster där x.till finns är före beslutsdagen"), "");
  EXPECT_EQ(condition("värdet är 3"), "S2045");
  EXPECT_EQ(condition("något i tidigare uppfyller värdet är före beslutsdagen"), "");
  EXPECT_EQ(condition("något x i personer uppfyller x är 3"), "S2003");
  EXPECT_EQ(codes("begrepp b för varje x i personer : ja/nej\n"), "S2045");
  EXPECT_EQ(codes("begrepp b för varje x i tidigare : ja/nej\n"), "S2045");
  EXPECT_EQ(codes("begrepp b för varje x i brn : ja/nej\n"), "S2001");
  EXPECT_EQ(codes("begrepp b för varje x i barn.egna_inkomster : ja/nej\n"), "");
}

TEST(Fractions, SayTheirRounding) {
  const std::string money = "summan av belopp i inkomster";
  EXPECT_EQ(condition("(" + money + ") / 12 är minst 1 kr"), "S2046");
  EXPECT_EQ(condition("25 procent av (" + money + ") är minst 1 kr"), "S2046");
  EXPECT_EQ(condition("(" + money + ") / 12 avrundat till öre, uppåt är minst 1 kr"), "");
  EXPECT_EQ(condition("(" + money + ") * personer är minst 1 kr"), "");
  EXPECT_EQ(condition("(" + money + ") * personer / andel(boende) avrundat till öre, uppåt är minst 1 kr"), "");
  EXPECT_EQ(condition("(" + money + ") / 0 avrundat till öre, uppåt är minst 1 kr"), "S2009");
  EXPECT_EQ(condition("(" + money + ") * 0,5 är minst 1 kr"), "S2046");
  EXPECT_EQ(condition("personer * 3 / 2 avrundat till hel krona, uppåt är minst 1"), "S2046");
  EXPECT_EQ(condition("personer * 3 / 2 avrundat till heltal, uppåt är minst 1"), "");
  EXPECT_EQ(condition("5 kr + (" + money + ") / 2 avrundat till öre, uppåt är minst 1 kr"), "S2046");
  EXPECT_EQ(condition("(" + money + ") * kalenderåret för månaden är minst 1 kr"), "S2047");
  EXPECT_EQ(condition("(" + money + ") * (" + money + ") är minst 1 kr"), "S2014");
  EXPECT_EQ(condition("personer är minst 1,5"), "S2006");
  EXPECT_EQ(condition("(" + money + ") * 99999999999,99 * 99999999999,99 avrundat till öre, uppåt är minst 1 kr"), "S2009");
}

TEST(Ages, NeedARuleForLeapDays) {
  EXPECT_EQ(condition("åldern beslutsdagen för den som är född inflyttad är minst 3"), "");
  EXPECT_EQ(condition("åldern beslutsdagen för den som är född personer är minst 3"), "S2003");
  engine::SourceFile without = household();
  const std::size_t begin = without.text.find("  den som är född");
  without.text.erase(begin, without.text.find("\n\n", begin) - begin);
  const CompileResult result = compile({without});
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].code, "S3022");
  engine::SourceFile bare = household();
  const std::size_t note = bare.text.find("    anmärkning \"valt");
  bare.text.erase(note, bare.text.find('\n', note) - note);
  ASSERT_EQ(compile({bare}).diagnostics.size(), 1U);
}

TEST(Periods, AreWhole) {
  const std::string head = "regel R9 \"r\"\n  stöd Övning\n  gäller fr.o.m. 2025-01-01\n  rättsföljd avdrag är 1 kr\n";
  EXPECT_EQ(codes(head + "  tillämpas på 2026-01 för månaden\nslut\n"), "");
  EXPECT_EQ(codes(head + "  tillämpas på fr.o.m. 2026-02-15 för beslutsdagen\nslut\n"), "");
  EXPECT_EQ(codes(head + "  tillämpas på 2026-01\nslut\n"), "S2043");
  EXPECT_EQ(codes(head + "  tillämpas på 2026-01 t.o.m. 2025-01 för månaden\nslut\n"), "S3004");
  EXPECT_EQ(codes(head + "  tillämpas på 2026-13 för månaden\nslut\n"), "S1013");
  EXPECT_EQ(codes(head + "  tillämpas på 2026-01 för personer\nslut\n"), "S2003");
  EXPECT_EQ(codes(head + "  i övriga fall\n  tillämpas på 2026-01 för månaden\nslut\n"), "S2022");
  EXPECT_EQ(condition("månaden är 2026-01"), "S2003");
  EXPECT_EQ(condition("månaden ligger inom 0 månader efter 6 månader i följd bland m för varje m i tidigare"), "S2009");
  EXPECT_EQ(condition("månaden ligger inom 24 månader efter 6 månader i följd bland till i inkomster"), "S2011");
}

}  // namespace
}  // namespace stadga::dsl
