// examples/pahittad-forsokslag: an invented trial law on top of the real set, on its days and beside them.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/rule_set.h"
#include "stadga/engine/scenario.h"

namespace stadga::rules {
namespace {

constexpr const char* kFile = "examples/pahittad-forsokslag/0999-pahittad.stadga";

TEST(TrialExample, TheTrialHoldsOnItsDaysAndTheLawRevives) {
  dsl::SourceSet sources = rules_of("ekonomiskt-bistand");
  sources.push_back({"kommuner/0999-pahittad.stadga", read_file(kFile)});
  const dsl::CompileResult result = compile_or_fail(sources);
  ASSERT_TRUE(result.package.has_value());
  ASSERT_EQ(result.scenarios.size(), 3U);
  for (const engine::ScenarioOutcome& one : engine::run_scenarios(*result.package, result.scenarios).outcomes) {
    EXPECT_TRUE(one.passed) << one.title << "\n" << (one.differences.empty() ? "" : one.differences[0].en) << "\n" << one.decision;
  }
  const engine::Ruleset& rules = result.package->municipal.at("0999");
  ASSERT_EQ(rules.trials.size(), 1U);
  EXPECT_EQ(rules.trials[0].disapplies, std::vector<std::string>{"EB-I3"});
}

TEST(TrialExample, SaysThatItIsInventedAndIsNotAmongTheRules) {
  EXPECT_NE(read_file(kFile).find("P\u00c5HITTAT EXEMPEL"), std::string::npos);
  for (const engine::SourceFile& file : sources_of("ekonomiskt-bistand")) {
    EXPECT_EQ(file.text.find("F\u00f6rs\u00f6kslagen"), std::string::npos) << file.path;
    EXPECT_FALSE(file.path.starts_with("kommuner/0999")) << file.path;
  }
}

}  // namespace
}  // namespace stadga::rules
