// Rule sets that nobody would write: exceptions shared and nested, guards that fail, stages missing
// or out of order. Solver and evaluator must read them alike, and every finding must replay.
#include <cstdlib>

#include "engine/random_model.h"
#include "probe.h"
#include "sampling.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

int models_wanted(int usual) {
  const char* text = std::getenv("STADGA_RANDOM_MODELS");
  return text == nullptr ? usual : std::atoi(text);
}

bool is_open(engine::CaseStatus status) {
  return status == engine::CaseStatus::kIncomplete ||
         status == engine::CaseStatus::kNeedsAssessment;
}

void compare_on(std::uint64_t seed, bool partial) {
  engine::testing::RandomModel random(seed);
  const engine::Package package{random.model().get(), {}};
  const engine::Ruleset& ruleset = package.base;
  Probe probe(ruleset, partial);
  SampleOptions options;
  options.seed = seed;
  options.unknown_percent = partial ? 25 : 0;
  Sampler sampler(ruleset, options);
  for (int i = 0; i < 12; ++i) {
    const std::string text = canonical_or_die(sampler.next());
    const auto reading = engine::read_case(package, text);
    ASSERT_TRUE(reading.value.has_value()) << text;
    const auto expected = engine::evaluate(ruleset, *reading.value);
    const auto answer = probe.ask(*reading.value);
    if (!answer && answer.error().message.en.find("go before") != std::string::npos) return;
    ASSERT_TRUE(answer.has_value()) << answer.error().message.en << " model " << seed;
    if (!answer.value()) continue;  // a list longer than its bound
    const auto& got = *answer.value();
    if (is_open(expected.status)) {
      EXPECT_TRUE(is_open(got.status))
          << "model " << seed << " " << engine::name(got.status) << " " << text;
    } else {
      EXPECT_STREQ(engine::name(got.status), engine::name(expected.status))
          << "model " << seed << " " << text;
      const bool ended = expected.status == engine::CaseStatus::kDetermined ||
                         expected.status == engine::CaseStatus::kReferred;
      EXPECT_EQ(got.stage.has_value(), ended) << "model " << seed << " " << text;
      EXPECT_EQ(got.stage.value_or(0), ended ? *expected.stage : 0)
          << "model " << seed << " " << text;
    }
    EXPECT_EQ(got.values, expected.values) << "model " << seed << " " << text;
  }
}

TEST(RandomModels, CompleteCasesMeanTheSameToSolverAndEvaluator) {
  for (int seed = 1; seed <= models_wanted(40); ++seed) {
    compare_on(static_cast<std::uint64_t>(seed), false);
  }
}

TEST(RandomModels, PartialCasesMeanTheSameToSolverAndEvaluator) {
  for (int seed = 1; seed <= models_wanted(40); ++seed) {
    compare_on(static_cast<std::uint64_t>(seed), true);
  }
}

// check() ends with an internal error when a witness does not replay or a proof does not survive.
TEST(RandomModels, EveryFindingReplaysAndEveryProofSurvives) {
  int findings = 0;
  for (int seed = 1; seed <= models_wanted(25); ++seed) {
    engine::testing::RandomModel random(static_cast<std::uint64_t>(seed));
    const engine::Package package{random.model().get(), {}};
    CheckOptions options;
    options.rlimit = 2'000'000;
    const auto result = check(package, options);
    ASSERT_TRUE(result.has_value()) << "model " << seed << " " << result.error().message.en;
    findings += static_cast<int>(refuted(*result).size());
  }
  EXPECT_GT(findings, 25);
}

}  // namespace
}  // namespace stadga::verify::testing
