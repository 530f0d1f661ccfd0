// The language page is compiled: every block of it that is rule text is read as it stands, and no keyword
// is without an example.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "dsl/support.h"
#include "stadga/dsl/format.h"
#include "syntax/layout.h"
#include "syntax/parser.h"

namespace stadga::dsl {
namespace {

// The fenced blocks of docs/language.md that are rule text; what is none is fenced as ```text.
std::vector<std::string> blocks() {
  std::stringstream page(test::read(test::root() / "docs" / "language.md"));
  std::vector<std::string> out;
  std::optional<std::string> open;
  bool rules = false;
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("```", 0) != 0) {
      if (open) *open += line + "\n";
    } else if (open) {
      if (rules) out.push_back(*open);
      open.reset();
    } else {
      open = "";
      rules = line == "```";
    }
  }
  return out;
}

// The first line of every block that a test below compiles.
const std::vector<std::string> kCompiled{
    "typfall \"Ny ansökan",  "form requirement PRH-F3",     "uppgift hjälp_hemma", "ska alltid gälla G1", "försök FS1",
    "typfall \"Giltig till\"", "tabell norm_barn",            "begrepp kostnaden",   "regel SIDA-3",        "krav SIDA-K1",
    "-- regler.stadga",      "kommunen får bestämma tabell", "-- kommuner/2281",    "-- typfall/01",       "-- rules.stadga",
    "typfall \"Årets gränser\""};

std::string block(const std::string& start) {
  EXPECT_THAT(kCompiled, ::testing::Contains(::testing::StartsWith(start)));
  for (const std::string& text : blocks()) {
    if (text.rfind(start, 0) == 0) return text;
  }
  ADD_FAILURE() << start;
  return "";
}

TEST(LanguagePage, EveryBlockIsCompiled) {
  for (const std::string& text : blocks()) {
    const bool known = std::any_of(kCompiled.begin(), kCompiled.end(), [&](const std::string& start) { return text.rfind(start, 0) == 0; });
    EXPECT_TRUE(known) << "compile this block in a test, or fence it as ```text:\n" << text;
  }
  EXPECT_EQ(blocks().size(), kCompiled.size());
}

TEST(LanguagePage, EveryKeywordHasAnExample) {
  std::set<syntax::Kw> seen;
  for (const std::string& text : blocks()) {
    const syntax::ParseResult parsed = syntax::parse("sida.stadga", text);
    EXPECT_TRUE(parsed.diagnostics.empty()) << text;
    for (const std::uint16_t read : parsed.keyword_at) {
      if (read != syntax::kNoHead) seen.insert(syntax::kw_of_head(read));
    }
  }
  for (std::size_t i = 0; i < syntax::kKwCount; ++i) {
    const auto kw = static_cast<syntax::Kw>(i);
    EXPECT_TRUE(seen.contains(kw)) << "no example of `" << syntax::keyword(kw).swedish << "` in docs/language.md";
  }
}

void expect_passed(const CompileResult& result) {
  for (const engine::ScenarioOutcome& outcome : engine::run_scenarios(*result.package, result.scenarios).outcomes) {
    std::string told = outcome.title;
    for (const LocalText& difference : outcome.differences) told += "\n  " + difference.sv;
    EXPECT_TRUE(outcome.passed) << told;
  }
}

SourceSet whole_set() {
  return {{"regler.stadga", block("-- regler.stadga")},
          {"kommuner/2281-pahittad.stadga", block("-- kommuner/2281")},
          {"typfall/01-kortet.stadga", block("-- typfall/01")}};
}

TEST(LanguagePage, ItsWholeRuleSetHoldsInBothLanguages) {
  const CompileResult result = compile(whole_set());
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  EXPECT_EQ(result.scenarios.size(), 2U);
  expect_passed(result);
  SourceSet english;
  for (const engine::SourceFile& source : whole_set()) {
    EXPECT_EQ(format(source).text.value_or(""), source.text) << "the page shows what stadga fmt gives";
    english.push_back({source.path, translate(source, KeywordLanguage::kEnglish).value_or("")});
  }
  const CompileResult other = compile(english);
  EXPECT_EQ(test::all_text(other, MessageLanguage::kEnglish), "");
  ASSERT_TRUE(other.package.has_value());
  EXPECT_EQ(other.package->base.hash, result.package->base.hash);
}

TEST(LanguagePage, ItsEnglishRuleSetIsRead) {
  const CompileResult result = compile({{"rules.stadga", block("-- rules.stadga")}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kEnglish), "");
  EXPECT_TRUE(result.package.has_value());
}

TEST(LanguagePage, ItsScenarioIsRead) {
  SourceSet sources = test::parking();
  const std::string earlier =
      "typfall \"En fullständig ansökan\"\n  beslutsdag 2026-11-22\n  uppgifter\n    läkarintyg = { utfärdat = 2026-10-01 }\n"
      "  väntat\n    status incomplete\nslut\n\n";
  sources.push_back({"typfall/sida.stadga", earlier + block("typfall")});
  const CompileResult result = compile(sources);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_EQ(result.scenarios.size(), 2U);
}

TEST(LanguagePage, ItsEnglishExampleIsRead) {
  const std::string example = block("form requirement PRH-F3");
  SourceSet sources = test::parking();
  for (engine::SourceFile& source : sources) {
    const std::size_t begin = source.text.find("formkrav PRH-F3");
    if (begin == std::string::npos) continue;
    const std::size_t end = source.text.find("\nslut\n", begin) + 6;
    source.text.erase(begin, end - begin);
  }
  sources.push_back({"sida.stadga", example});
  const CompileResult result = compile(sources);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_TRUE(result.package.has_value());
}

// What the page shows beside the practice rule set; `before` declares what it takes for granted.
void expect_read(const std::string& path, const std::string& before, const std::string& start) {
  const CompileResult result = compile({test::practice_base(), {path, before + block(start)}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "") << start;
  EXPECT_TRUE(result.package.has_value()) << start;
}

TEST(LanguagePage, ItsNewerExamplesAreRead) {
  expect_read("sida.stadga", "", "uppgift hjälp_hemma");
  expect_read("sida.stadga", "värde bidrag : kronor 0..10 000\n", "ska alltid gälla G1");
  expect_read("kommuner/sida.stadga",
              "kommun 2281 \"Övning\"\n  till övning\nkälla Försökslag sfs 2024:1 \"en påhittad försökslag\" vikt lag\n", "försök FS1");
}

TEST(LanguagePage, ItsTableOfScenariosIsReadAndHolds) {
  const CompileResult result = compile({test::practice_base(), {"typfall/sida.stadga", block("typfall \"Giltig till\"")}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  ASSERT_EQ(result.scenarios.size(), 2U);
  EXPECT_EQ(result.scenarios[0].title, "Giltig till (kort)");
  expect_passed(result);
}

TEST(LanguagePage, ItsYearOfEdgesIsReadAndHolds) {
  const engine::SourceFile overlay{"kommuner/2281-prov.stadga", "kommun 2281 \"Övning\"\n  till övning\n"};
  const CompileResult result = compile({test::practice_base(), overlay, {"typfall/sida.stadga", block("typfall \"Årets gränser\"")}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  ASSERT_EQ(result.scenarios.size(), 3U);
  expect_passed(result);
  const engine::SourceFile shown{"typfall/sida.stadga", block("typfall \"Årets gränser\"")};
  EXPECT_EQ(format(shown).text.value_or(""), shown.text);
}

// The examples of tables, elements, shares and periods stand together in one rule set.
TEST(LanguagePage, ItsFiguresAreRead) {
  const std::string declared =
      "regelverk sida \"Sida\"\n  version 1\n  prövar beslutsdagar fr.o.m. 2025-01-01 t.o.m. 2030-12-31\n"
      "  den som är född 29 februari fyller år 28 februari\n    anmärkning \"valt för provet\"\n"
      "källa Övning \"övningsregler\" vikt lag\nkälla Delning \"delning efter dagar\" vikt praxis\n"
      "post Barn { födelsedatum : datum, lunch : ja/nej }\npost Inkomst { belopp : kronor 0..100 000 }\n"
      "uppgift barn : lista av Barn högst 3\nuppgift inkomster : lista av Inkomst högst 3\n"
      "uppgift tidigare_månader : lista av månad högst 36\nuppgift månaden : månad 2025-01..2030-12\n"
      "uppgift inflyttad : datum\nuppgift födelsedag : datum\nuppgift grundbelopp : kronor 0..10 000\n"
      "uppgift dagar_kvar : dagar 0..31\nuppgift dagar_i_månaden : dagar 28..31\nvärde bidraget : kronor 0..1 000 000\n"
      "beslut sida\n  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
      "  2. bifall när alla krav är uppfyllda anger bidraget\nslut\n";
  std::string text = declared;
  for (const char* start : {"tabell norm_barn", "kommunen får bestämma tabell", "begrepp kostnaden", "regel SIDA-3", "krav SIDA-K1"}) {
    text += block(start);
  }
  const CompileResult result = compile({{"regler.stadga", text}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  EXPECT_EQ(result.package->base.tables.size(), 2U);
  EXPECT_EQ(result.package->base.rules.size(), 3U);
}

}  // namespace
}  // namespace stadga::dsl
