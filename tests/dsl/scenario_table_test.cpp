// Scenarios in a table: one for each row, with what the scenario says beside the table in common.
#include <gtest/gtest.h>

#include "dsl/construct_support.h"
#include "stadga/base/json.h"

namespace stadga::dsl {
namespace {

using test::told;

const std::string kTable =
    "typfall \"Ålder och foto\"\n"
    "  beslutsdag 2026-11-22\n"
    "  uppgifter\n"
    "    ärende = ny\n"
    "    foto = ja\n"
    "  rader\n"
    "    | namn     | ålder | intyg.utfärdat | foto      | väntat utfall | väntat giltig_till | väntat saknas | väntat riktmärke F1 |\n"
    "    | \"barn\"   | 3     | 2026-10-01     |           | bifall        | 2031-11-21         | inget         |                     |\n"
    "    | \"vuxen\"  | 40    |                | nej       |               | inget värde        | foto, längd   | talar för           |\n"
    "    |          | 40    | okänd \"brev\"   | utelämnas |               |                    |               |                     |\n"
    "  väntat\n"
    "    status incomplete\n"
    "slut\n";

TEST(ScenarioTable, EachRowIsAScenario) {
  const CompileResult result = test::with(kTable);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_EQ(result.scenarios.size(), 3U);
  const engine::Scenario& child = result.scenarios[0];
  EXPECT_EQ(child.title, "Ålder och foto (barn)");
  EXPECT_EQ(child.span.line, 8U);
  EXPECT_EQ(canonical_or_die(child.case_json),
            "{\"decision_date\":\"2026-11-22\",\"facts\":{\"foto\":true,\"intyg\":{\"utfärdat\":\"2026-10-01\"},\"ärende\":\"ny\",\"ålder\":3}}");
  EXPECT_EQ(child.expected.status, "incomplete");
  EXPECT_EQ(child.expected.outcome, "bifall");
  EXPECT_EQ(child.expected.values.at("giltig_till"), "2031-11-21");
  EXPECT_EQ(child.expected.missing, std::vector<std::string>{});
  const engine::Scenario& adult = result.scenarios[1];
  EXPECT_EQ(canonical_or_die(adult.case_json), "{\"decision_date\":\"2026-11-22\",\"facts\":{\"foto\":false,\"ärende\":\"ny\",\"ålder\":40}}");
  EXPECT_FALSE(adult.expected.outcome.has_value());
  EXPECT_EQ(adult.expected.values.at("giltig_till"), "inget värde");
  EXPECT_EQ(adult.expected.missing, (std::vector<std::string>{"foto", "längd"}));
  EXPECT_EQ(adult.expected.indicators, (std::vector<std::pair<std::string, std::string>>{{"F1", "for"}}));
  const engine::Scenario& third = result.scenarios[2];
  EXPECT_EQ(third.title, "Ålder och foto (3)");
  EXPECT_EQ(canonical_or_die(third.case_json),
            "{\"decision_date\":\"2026-11-22\",\"facts\":{\"intyg\":{\"utfärdat\":{\"unknown\":\"brev\"}},\"ärende\":\"ny\",\"ålder\":40}}");
}

TEST(ScenarioTable, ReadsTheSameInEnglish) {
  const std::string english = test::there_and_back(kTable);
  EXPECT_NE(english.find("| name "), std::string::npos);
  EXPECT_NE(english.find("expected outcome"), std::string::npos);
  const CompileResult swedish = test::with(kTable);
  const CompileResult other = test::with(english);
  ASSERT_EQ(other.scenarios.size(), 3U) << test::all_text(other, MessageLanguage::kSwedish);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(other.scenarios[i].title, swedish.scenarios[i].title);
    EXPECT_EQ(other.scenarios[i].case_json, swedish.scenarios[i].case_json);
    EXPECT_EQ(other.scenarios[i].expected.values, swedish.scenarios[i].expected.values);
  }
}

TEST(ScenarioTable, MayComeAfterWhatIsExpectedAndBeStartedFrom) {
  const std::string text =
      "typfall \"T\"\n  beslutsdag 2026-11-22\n  uppgifter\n    foto = ja\n  väntat\n    status incomplete\n"
      "  rader\n    | ålder |\n    | 3 |\n    | 4 |\nslut\n"
      "typfall \"U\"\n  utgår från \"T\"\n  väntat\n    status incomplete\nslut\n";
  const CompileResult result = test::with(text);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_EQ(result.scenarios.size(), 3U);
  EXPECT_EQ(canonical_or_die(result.scenarios[2].case_json), "{\"decision_date\":\"2026-11-22\",\"facts\":{\"foto\":true}}");
}

std::string table(const std::string& rows) {
  return told("typfall \"T\"\n  beslutsdag 2026-11-22\n  rader\n" + rows + "  väntat\n    status incomplete\nslut\n");
}

TEST(ScenarioTable, MistakesAreTold) {
  EXPECT_EQ(table(""), "S3206 1");
  EXPECT_EQ(table("    | ålder |\n"), "S3206 1");
  EXPECT_EQ(table("    | ålder | foto |\n    | 3 |\n    | 3 | ja |\n"), "S3206 5");
  EXPECT_EQ(table("    | ålder | foto |\n    | 3 | ja | nej |\n"), "S3206 5");
  EXPECT_EQ(table("    | ålder | foto |\n    | 3 ja |\n"), "S3206 5");
  EXPECT_EQ(table("    | ålder | foto |\n    | 3 4 | ja |\n"), "S1101 5");
  EXPECT_EQ(table("    | oldern | foto |\n    | 3 | ja |\n    | 4 | ja |\n"), "S3203 4");  // told once, at the header
  EXPECT_EQ(table("    | ålder | foto |\n    | ja | ja |\n    | 4 | 5 |\n"), "S3204 5, S3204 6");
  EXPECT_EQ(table("    | ålder | ålder |\n    | 3 | 4 |\n"), "S3206 4");
  EXPECT_EQ(table("    | ålder | väntat bistand |\n    | 3 | 4 |\n"), "S3205 4");
  EXPECT_EQ(table("    | ålder | väntat utfall |\n    | 3 | biffall |\n"), "S3205 5");
  EXPECT_EQ(table("    | namn | ålder |\n    | \"a\" | 4 |\n    | \"a\" | 5 |\n"), "S3206 6");
  EXPECT_EQ(table("    ålder = 3\n"), "S1101 4");
  EXPECT_EQ(told("typfall \"T\"\n  beslutsdag 2026-11-22\n  rader\n    | ålder |\n    | 3 |\nslut\n"), "S2023 1");
  EXPECT_EQ(told("typfall \"T\"\n  beslutsdag 2026-11-22\n  uppgifter\n    | ålder |\n  väntat\n    status incomplete\nslut\n"), "S1101 4");
  EXPECT_EQ(told("krav K9 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rekvisit foto är ja\n  | 3 |\nslut\n"), "S2021 5");
}

// ---- the day, the municipality, elements of lists --------------------------------------------------

const std::string kYear =
    "typfall \"År\"\n"
    "  uppgifter\n"
    "    tillstånd = [ { status = aktivt }, { status = utgånget } ]\n"
    "  rader\n"
    "    | namn    | kommun | beslutsdag | tillstånd.0.giltigt_till | tillstånd.1 | tillstånd.2.status |\n"
    "    | \"a\"     | 2281   | 2025-12-31 | 2026-01-31               |             | aktivt             |\n"
    "    | \"b\"     |        | 2026-01-01 | inget                    | utelämnas   |                    |\n"
    "    | \"c\"     | 0180   | 2026-01-02 |                          | { status = aktivt, giltigt_till = okänd } | |\n"
    "  väntat\n"
    "    status incomplete\n"
    "slut\n";

TEST(ScenarioTable, ARowHasItsDayItsMunicipalityAndItsElements) {
  const CompileResult result = test::with(kYear);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_EQ(result.scenarios.size(), 3U);
  EXPECT_EQ(canonical_or_die(result.scenarios[0].case_json),
            "{\"decision_date\":\"2025-12-31\",\"facts\":{\"tillstånd\":[{\"giltigt_till\":\"2026-01-31\",\"status\":\"aktivt\"},"
            "{\"status\":\"utgånget\"},{\"status\":\"aktivt\"}]},\"municipality\":\"2281\"}");
  EXPECT_EQ(canonical_or_die(result.scenarios[1].case_json),
            "{\"decision_date\":\"2026-01-01\",\"facts\":{\"tillstånd\":[{\"giltigt_till\":null,\"status\":\"aktivt\"}]}}");
  EXPECT_EQ(canonical_or_die(result.scenarios[2].case_json),
            "{\"decision_date\":\"2026-01-02\",\"facts\":{\"tillstånd\":[{\"status\":\"aktivt\"},{\"status\":\"aktivt\"}]},"
            "\"municipality\":\"0180\"}");
}

TEST(ScenarioTable, TheDayAndTheMunicipalityHaveTheirKeywordsInEnglish) {
  const std::string english = test::there_and_back(kYear);
  EXPECT_NE(english.find("| municipality | decision date |"), std::string::npos) << english;
  const CompileResult swedish = test::with(kYear);
  const CompileResult other = test::with(english);
  ASSERT_EQ(other.scenarios.size(), 3U) << test::all_text(other, MessageLanguage::kEnglish);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(other.scenarios[i].case_json, swedish.scenarios[i].case_json);
}

TEST(ScenarioTable, ARowStandsBeforeTheScenario) {
  const std::string text =
      "typfall \"T\"\n  kommun 2281\n  beslutsdag 2026-11-22\n  rader\n    | beslutsdag | kommun |\n    | 2027-01-01 | |\n    | | 0180 |\n"
      "  väntat\n    status incomplete\nslut\n";
  const CompileResult result = test::with(text);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_EQ(result.scenarios.size(), 2U);
  EXPECT_EQ(canonical_or_die(result.scenarios[0].case_json), "{\"decision_date\":\"2027-01-01\",\"facts\":{},\"municipality\":\"2281\"}");
  EXPECT_EQ(canonical_or_die(result.scenarios[1].case_json), "{\"decision_date\":\"2026-11-22\",\"facts\":{},\"municipality\":\"0180\"}");
}

TEST(ScenarioTable, ElementsAreNamedInLinesToo) {
  const std::string text =
      "uppgift månaderna : lista av månad högst 3\n"
      "typfall \"T\"\n  beslutsdag 2026-11-22\n  uppgifter\n    tillstånd.0 = { status = aktivt }\n    tillstånd.0.status = utgånget\n"
      "    tillstånd.1.giltigt_till = okänd \"brev\"\n    månaderna.0 = 2026-01\n  väntat\n    status incomplete\nslut\n";
  const CompileResult result = test::with(text);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_EQ(result.scenarios.size(), 1U);
  EXPECT_EQ(canonical_or_die(result.scenarios[0].case_json),
            "{\"decision_date\":\"2026-11-22\",\"facts\":{\"månaderna\":[\"2026-01-01\"],\"tillstånd\":[{\"status\":\"utgånget\"},"
            "{\"giltigt_till\":{\"unknown\":\"brev\"}}]}}");
}

TEST(ScenarioTable, BadCellsAreTold) {
  EXPECT_EQ(table("    | beslutsdag |\n    | i_går |\n"), "S1101 5");
  EXPECT_EQ(table("    | beslutsdag |\n    | 2026-02-30 |\n"), "S1013 5");
  EXPECT_EQ(table("    | kommun |\n    | Sundsvall |\n"), "S1101 5");
  EXPECT_EQ(table("    | kommun | kommun |\n    | 2281 | 2281 |\n"), "S3206 4");
  EXPECT_EQ(table("    | beslutsdag | beslutsdag |\n    | 2026-01-01 | |\n"), "S3206 4");
  EXPECT_EQ(table("    | tillstånd.status |\n    | aktivt |\n    | aktivt |\n"), "S3207 4");
  EXPECT_EQ(table("    | tillstånd.5.status |\n    | aktivt |\n"), "S3207 4");
  EXPECT_EQ(table("    | tillstånd.1.status |\n    | aktivt |\n"), "S3207 4");
  EXPECT_EQ(table("    | tillstånd.0.status |\n    | ja |\n"), "S3204 5");
  EXPECT_EQ(table("    | tillstånd.0.fel |\n    | ja |\n"), "S2005 4");
  EXPECT_EQ(table("    | foto.0 |\n    | ja |\n"), "S2005 4");
  EXPECT_EQ(table("    | tillstånd | tillstånd.0 |\n    | [ { status = aktivt }, { status = aktivt } ] | utelämnas |\n"), "S3207 4");
  const std::string two = "typfall \"T\"\n  rader\n    | beslutsdag |\n    | 2026-01-01 |\n    | |\n  väntat\n    status incomplete\nslut\n";
  EXPECT_EQ(told(two), "S3202 5");
}

}  // namespace
}  // namespace stadga::dsl
