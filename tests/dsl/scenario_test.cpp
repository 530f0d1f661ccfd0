// A scenario becomes a complete case file: facts by their declared type, changes on top of another
// scenario, and bad input where it is meant.
#include <gtest/gtest.h>

#include "dsl/support.h"
#include "stadga/base/json.h"

namespace stadga::dsl {
namespace {

CompileResult practice() {
  return compile({test::file(test::root() / "tests" / "dsl" / "data" / "bidrag_sv.stadga", "regler.stadga")});
}

TEST(Scenario, FactsAreConvertedByTheirType) {
  const CompileResult result = practice();
  ASSERT_EQ(result.scenarios.size(), 3U);
  const engine::Scenario& first = result.scenarios[0];
  EXPECT_EQ(first.title, "Ett ärende");
  EXPECT_EQ(first.note, "ett anmärkt fall");
  EXPECT_EQ(first.span.line, 172U);
  EXPECT_EQ(canonical_or_die(first.case_json),
            "{\"decision_date\":\"2026-03-01\",\"facts\":{\"avgifter\":[],\"boende\":{\"hyra\":\"4000.50\"},"
            "\"dag\":\"2026-02-01\",\"hinder\":{\"assessor\":\"handläggare\",\"reason\":\"utredning\",\"value\":\"stort\"},"
            "\"hushåll\":[{\"inkomst\":\"0.00\",\"ålder\":4},{\"inkomst\":\"100.00\",\"ålder\":40}],\"nummer\":null,"
            "\"roll\":\"sökande\",\"ålder\":40},\"municipality\":\"2281\","
            "\"provenance\":{\"roll\":{\"at\":\"2026-02-01\",\"document\":\"A-17\",\"source\":\"register\"}}}");
}

TEST(Scenario, ExpectationsAreKept) {
  const engine::Expectation expected = practice().scenarios.at(0).expected;
  EXPECT_EQ(expected.status, "determined");
  EXPECT_EQ(expected.outcome, "avslag");
  EXPECT_EQ(expected.values.at("bidrag"), "2.50");
  EXPECT_EQ(expected.values.at("slut_dag"), "2026-01-02");
  EXPECT_EQ(expected.reasons, std::vector<std::string>{"B-K1"});
  ASSERT_TRUE(expected.missing.has_value());
  EXPECT_TRUE(expected.missing->empty());
  const engine::Expectation second = practice().scenarios.at(1).expected;
  EXPECT_EQ(second.values.at("bidrag"), "inget värde");
  EXPECT_EQ(second.indicators, (std::vector<std::pair<std::string, std::string>>{{"B-F1", "not_covered"}}));
}

TEST(Scenario, ChangesOnTopOfAnother) {
  const Json* facts = nullptr;
  const CompileResult result = practice();
  facts = result.scenarios.at(1).case_json.find("facts");
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(facts->find("roll"), nullptr);                       // left out
  EXPECT_EQ(facts->find("boende"), nullptr);                     // unknown without a reason
  EXPECT_EQ(canonical_or_die(*facts->find("avgifter")), "{\"unknown\":\"registret svarade inte\"}");
  EXPECT_EQ(canonical_or_die(*facts->find("hushåll")), "[{}]");  // one element, nothing known of it
  EXPECT_EQ(canonical_or_die(*facts->find("ålder")), "40");      // as before
  EXPECT_EQ(result.scenarios.at(1).case_json.find("provenance"), nullptr);  // went with the fact
  EXPECT_EQ(*result.scenarios.at(1).case_json.find("decision_date")->as_string(), "2026-03-01");
}

TEST(Scenario, BadInputIsWrittenInQuotesOrExpected) {
  const CompileResult result = practice();
  const Json* facts = result.scenarios.at(2).case_json.find("facts");
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(*facts->find("ålder")->as_string(), "fyrtio");
  EXPECT_EQ(*facts->find("okänd_uppgift")->as_int(), 5);
  EXPECT_EQ(*facts->find("roll")->as_bool(), true);
  EXPECT_EQ(result.scenarios.at(2).expected.problems.at(2),
            (std::pair<std::string, std::string>{"S4012", "/facts/okänd_uppgift"}));
}

TEST(Scenario, EveryShippedScenarioHasItsCase) {
  const CompileResult result = compile(test::parking(true));
  EXPECT_GE(result.scenarios.size(), 60U);
  for (const engine::Scenario& scenario : result.scenarios) {
    EXPECT_NE(scenario.case_json.find("facts"), nullptr) << scenario.title;
    EXPECT_NE(scenario.case_json.find("decision_date"), nullptr) << scenario.title;
    EXPECT_EQ(scenario.case_json.find("case_id"), nullptr) << scenario.title;
  }
}

TEST(Scenario, WhatItStartsFromMayComeLaterButNotInACircle) {
  const std::string circle =
      "typfall \"A\"\n  utgår från \"B\"\n  beslutsdag 2026-01-01\n  väntat\n    status incomplete\nslut\n"
      "typfall \"B\"\n  utgår från \"A\"\n  beslutsdag 2026-01-01\n  väntat\n    status incomplete\nslut\n";
  const CompileResult result = compile({test::practice_base(), {"typfall/c.stadga", circle}});
  ASSERT_EQ(result.diagnostics.size(), 2U);
  EXPECT_EQ(result.diagnostics[0].code, "S3201");
  const std::string later =
      "typfall \"A\"\n  utgår från \"B\"\n  väntat\n    status incomplete\nslut\n"
      "typfall \"B\"\n  beslutsdag 2026-01-01\n  uppgifter\n    foto = nej\n  väntat\n    status incomplete\nslut\n";
  const CompileResult good = compile({test::practice_base(), {"typfall/c.stadga", later}});
  EXPECT_EQ(test::all_text(good, MessageLanguage::kSwedish), "");
  EXPECT_EQ(good.scenarios.at(0).case_json, good.scenarios.at(1).case_json);
}

}  // namespace
}  // namespace stadga::dsl
