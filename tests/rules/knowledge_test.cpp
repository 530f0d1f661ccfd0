// The law of knowledge on the parking set: what is learnt later never changes what was determined,
// and where a fact came from never changes the answer.
#include <gtest/gtest.h>

#include <iostream>

#include "rules/case_builder.h"
#include "rules/names.h"
#include "rules/rule_set.h"

namespace stadga::rules {
namespace {

template <typename T>
void fill(Known<T>& unknown, const Known<T>& source) {
  if (!unknown) unknown = source;
}

// Every unknown of `partial`, list elements included, gets a value from another random case.
ParkingCase completed(ParkingCase partial, support::Random& random) {
  const ParkingCase other = random_parking_case(random, {0, 60});
  fill(partial.kind, other.kind);
  fill(partial.role, other.role);
  fill(partial.registered, other.registered);
  fill(partial.stays, other.stays);
  fill(partial.insists, other.insists);
  fill(partial.photo, other.photo);
  fill(partial.signature, other.signature);
  fill(partial.can_sign, other.can_sign);
  fill(partial.can_walk, other.can_walk);
  if (!partial.certificate) partial.certificate = std::optional(partial.day);
  fill(partial.police, other.police);
  fill(partial.permits, other.permits);
  fill(partial.metres, other.metres);
  fill(partial.months, other.months);
  fill(partial.lasting, other.lasting);
  fill(partial.difficulties, other.difficulties);
  fill(partial.needs_help, other.needs_help);
  for (Permit& permit : *partial.permits) {
    if (!permit.status) permit.status = static_cast<PermitStatus>(random.below(3));
    if (!permit.last_day) permit.last_day = std::optional(partial.day);
    if (!permit.blocked_for) permit.blocked_for = std::optional(BlockedFor::kLost);
  }
  return partial;
}

// "Not shown" is the documented exception: with the investigation assessed as complete, that an
// assessment is unknown is itself a finding.
bool rests_on_not_shown(const ParkingCase& facts) {
  return facts.investigated.value_or(false) &&
         (!facts.lasting || !facts.difficulties || !facts.needs_help);
}

void expect_values_kept(const Answer& before, const Answer& after) {
  for (const auto& [key, value] : before.values) {
    const auto found = after.values.find(key);
    ASSERT_NE(found, after.values.end()) << key;
    EXPECT_EQ(found->second, value) << key;
  }
}

TEST(Knowledge, LearningMoreNeverChangesADeterminedAnswer) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Package& package = *parking().package;
  constexpr std::uint64_t kSeed = 193017;
  std::cout << "seed " << kSeed << "\n";
  support::Random random(kSeed);
  int determined = 0, referred = 0;
  for (int i = 0; i < 2500 && !::testing::Test::HasFailure(); ++i) {
    const ParkingCase partial = random_parking_case(random, {10, 92});
    if (rests_on_not_shown(partial)) continue;
    const Answer before = engine_answer(package, case_file(partial));
    for (int way = 0; way < 2; ++way) {
      const ParkingCase whole = completed(partial, random);
      const Answer after = engine_answer(package, case_file(whole));
      SCOPED_TRACE("case " + std::to_string(i) + "\n" + to_text(before) + "\n" + to_text(after) +
                   "\n" + pretty(case_file(partial)) + pretty(case_file(whole)));
      expect_values_kept(before, after);
      if (before.status == "determined") {
        ++determined;
        EXPECT_EQ(before.outcome, after.outcome);
        EXPECT_EQ(before.reasons, after.reasons);
      }
      if (before.status != "determined" && before.status != "referred") continue;
      EXPECT_EQ(before.status, after.status);
      referred += before.status == "referred" ? 1 : 0;
    }
  }
  EXPECT_GT(determined, 200);
  EXPECT_GT(referred, 200);
}

Json with_provenance(Json file, const engine::Ruleset& rules, Day at) {
  JsonObject provenance;
  for (const engine::Fact& fact : rules.facts) {
    if (file.find("facts")->find(fact.name) == nullptr) continue;
    provenance[fact.name] = JsonObject{{"source", fact.sources.front()},
                                       {"at", day_text(at) + "T10:00:00Z"},
                                       {"document", "A-17"}};
  }
  (*file.as_object())["provenance"] = provenance;
  return file;
}

TEST(Knowledge, WhereAFactCameFromDoesNotChangeTheAnswer) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Package& package = *parking().package;
  support::Random random(27);
  for (int i = 0; i < 500 && !::testing::Test::HasFailure(); ++i) {
    const ParkingCase facts = random_parking_case(random, {15, 90});
    const Json bare = case_file(facts);
    const Json sourced = with_provenance(bare, package.base, facts.day - std::chrono::days{1});
    Json without = decide_json(package, bare), with = decide_json(package, sourced);
    EXPECT_NE(without.find("decision_id") == nullptr ? Json() : *without.find("decision_id"),
              with.find("decision_id") == nullptr ? Json() : *with.find("decision_id"));
    without.as_object()->erase("decision_id");
    with.as_object()->erase("decision_id");
    EXPECT_EQ(canonical_or_die(without), canonical_or_die(with)) << pretty(bare);
  }
}

TEST(Knowledge, FactsThatOnlyGuidelinesReadDoNotChangeTheAnswer) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Package& package = *parking().package;
  support::Random random(500);
  for (int i = 0; i < 500 && !::testing::Test::HasFailure(); ++i) {
    ParkingCase facts = random_parking_case(random, {5, 92});
    const Answer before = engine_answer(package, case_file(facts));
    facts.metres = static_cast<int>(random.between(0, 100000));
    facts.can_walk = random.chance(50);
    if (facts.certificate && *facts.certificate) facts.certificate = facts.day;
    if (facts.police && *facts.police) facts.police = "X";
    const Answer after = engine_answer(package, case_file(facts));
    EXPECT_EQ(before, after) << to_text(before) << "\n" << to_text(after);
  }
}

}  // namespace
}  // namespace stadga::rules
