// Every safeguard of the parking set is removed in turn, in its text; the prover must notice, with
// a case that shows the finding when the engine decides it.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/mutants.h"
#include "rules/rule_set.h"
#include "stadga/verify/check.h"

namespace stadga::rules {
namespace {

bool has_uncovered_indicator(const Json& decision) {
  const Json* indicators = decision.find("indicators");
  if (indicators == nullptr || indicators->as_array() == nullptr) return false;
  return std::any_of(indicators->as_array()->begin(), indicators->as_array()->end(),
                     [](const Json& one) {
                       const Json* state = one.find("state");
                       return state != nullptr && *state == Json("not_covered");
                     });
}

// Does the engine show the finding on this case?
bool replays(const engine::Package& package, const std::string& kind, const Json& witness) {
  const Json decision = decide_json(package, witness);
  const Json* status = decision.find("status");
  if (status == nullptr) return false;
  if (kind != "date_coverage") return *status == Json(kind);
  return *status == Json("not_covered") || has_uncovered_indicator(decision);
}

void expect_found(const Mutant& mutant) {
  SCOPED_TRACE(mutant.what);
  const dsl::CompileResult compiled = compile_or_fail(mutant.sources);
  ASSERT_TRUE(compiled.package.has_value());
  verify::CheckOptions options;
  options.kinds = {mutant.kind};
  // The days of the base are all seen in its overlay; once is enough.
  if (mutant.kind == "date_coverage") options.municipality = "2281";
  const auto checked = verify::check(*compiled.package, options);
  ASSERT_TRUE(checked.has_value()) << checked.error().code << " " << checked.error().message.en;
  int refuted = 0;
  for (const verify::Obligation& one : checked->obligations) {
    if (one.verdict != verify::Verdict::kRefuted) continue;
    ++refuted;
    EXPECT_EQ(one.kind, mutant.kind);
    EXPECT_FALSE(one.witnesses.empty()) << one.id;
    for (const Json& witness : one.witnesses) {
      EXPECT_TRUE(replays(*compiled.package, mutant.kind, witness)) << one.id << "\n"
                                                                    << pretty(witness);
    }
  }
  EXPECT_GT(refuted, 0) << "the prover did not see it";
  EXPECT_EQ(verify::exit_status(*checked), 1);
}

void expect_all_found(const std::vector<Mutant>& mutants, std::size_t how_many) {
  EXPECT_EQ(mutants.size(), how_many);
  for (const Mutant& mutant : mutants) expect_found(mutant);
}

TEST(Mutation, AnExceptionThatGoesBeforeNothingConflicts) {
  expect_all_found(without_goes_before(parking_rules_only()), 3);
}
TEST(Mutation, WithoutTheDefaultThereIsAGap) {
  expect_all_found(without_defaults(parking_rules_only()), 1);
}
TEST(Mutation, WithoutAStageThereIsAGap) {
  expect_all_found(without_stages(parking_rules_only()), 6);
}
TEST(Mutation, AValidityThatEndsLeavesDaysUncovered) {
  // 1 dated value and 23 provisions of the base, 5 values of the overlay
  expect_all_found(with_validity_ended(parking_rules_only()), 28);
}
TEST(Mutation, ALawsValueThatIsDeletedLeavesDaysUncovered) {
  expect_all_found(without_national_values(parking_rules_only()), 1);
}
TEST(Mutation, AMunicipalValueThatIsDeletedLeavesDaysUncovered) {
  expect_all_found(without_overlay_values(parking_rules_only()), 5);
}

// ---- near misses: the same edits done properly must not be reported -----------------------------

void expect_proved(const std::vector<std::string>& kinds) {
  ASSERT_TRUE(parking().package.has_value());
  verify::CheckOptions options;
  options.kinds = kinds;
  const auto checked = verify::check(*parking().package, options);
  ASSERT_TRUE(checked.has_value()) << checked.error().code << " " << checked.error().message.en;
  EXPECT_FALSE(checked->obligations.empty());
  for (const verify::Obligation& one : checked->obligations) {
    EXPECT_EQ(one.verdict, verify::Verdict::kProved) << one.id << ": " << one.message.en;
  }
  EXPECT_EQ(verify::exit_status(*checked), 0);
}

TEST(NearMiss, TheShippedSetHasNoFinding) {
  expect_proved(
      {"conflict", "gap", "dead_rule", "date_coverage", "arithmetic", "nonbinding_adverse"});
}
TEST(NearMiss, LearningMoreNeverFlipsTheShippedSet) { expect_proved({"unknown_safety"}); }

void expect_nothing_found(const dsl::SourceSet& sources, const std::string& kind) {
  const dsl::CompileResult compiled = compile_or_fail(sources);
  ASSERT_TRUE(compiled.package.has_value());
  verify::CheckOptions options;
  options.kinds = {kind};
  const auto checked = verify::check(*compiled.package, options);
  ASSERT_TRUE(checked.has_value()) << checked.error().code << " " << checked.error().message.en;
  EXPECT_FALSE(checked->obligations.empty());
  EXPECT_EQ(verify::exit_status(*checked), 0);
}

TEST(NearMiss, AnEndedValueWithASuccessorIsCovered) {
  expect_nothing_found(with_successor_value(parking_rules_only()), "date_coverage");
}
TEST(NearMiss, ADefaultWrittenAsTheComplementLeavesNoGap) {
  const dsl::SourceSet sources = with_default_as_complement(parking_rules_only());
  expect_nothing_found(sources, "gap");
  expect_nothing_found(sources, "conflict");
}

}  // namespace
}  // namespace stadga::rules
