// The shipped scenarios hold, reach every provision, and are not passed by default.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/rule_set.h"
#include "stadga/engine/scenario.h"

namespace stadga::rules {
namespace {

TEST(Scenarios, AllHold) {
  ASSERT_TRUE(parking().package.has_value());
  EXPECT_GE(parking().scenarios.size(), 200U);
  const auto report = engine::run_scenarios(*parking().package, parking().scenarios);
  ASSERT_EQ(report.outcomes.size(), parking().scenarios.size());
  for (const engine::ScenarioOutcome& one : report.outcomes) {
    if (one.passed) continue;
    std::string text;
    for (const LocalText& difference : one.differences) text += "\n  " + difference.en;
    ADD_FAILURE() << one.span.file << ":" << one.span.line << " " << one.title << text << "\n"
                  << one.decision;
  }
}

TEST(Scenarios, EveryProvisionDecidesSomewhere) {
  ASSERT_TRUE(parking().package.has_value());
  const auto report = engine::run_scenarios(*parking().package, parking().scenarios);
  EXPECT_TRUE(report.coverage.never.empty()) << ::testing::PrintToString(report.coverage.never);
  for (const engine::Requirement& one : parking().package->base.requirements) {
    const auto found = report.coverage.provisions.find(one.id);
    ASSERT_NE(found, report.coverage.provisions.end()) << one.id;
    EXPECT_GT(found->second, 0U) << one.id;
  }
}

// A runner that says yes to everything would pass the two tests above.
TEST(Scenarios, AWrongAnswerFails) {
  ASSERT_TRUE(parking().package.has_value());
  std::vector<engine::Scenario> wrong;
  for (engine::Scenario one : parking().scenarios) {
    if (!one.expected.outcome) continue;
    one.expected.outcome = *one.expected.outcome == "bifall" ? "avslag" : "bifall";
    wrong.push_back(one);
  }
  ASSERT_GT(wrong.size(), 50U);
  const auto report = engine::run_scenarios(*parking().package, wrong);
  EXPECT_TRUE(std::none_of(report.outcomes.begin(), report.outcomes.end(),
                           [](const engine::ScenarioOutcome& one) { return one.passed; }));
}

TEST(Scenarios, TitlesAreUniqueAndExplainThemselves) {
  std::vector<std::string> titles;
  for (const engine::Scenario& one : parking().scenarios) titles.push_back(one.title);
  std::sort(titles.begin(), titles.end());
  EXPECT_EQ(std::adjacent_find(titles.begin(), titles.end()), titles.end());
}

}  // namespace
}  // namespace stadga::rules
