// unknown_safety, second half (semantics 11): a rule set that asks for what cannot matter, and one that
// is close to it and does not.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string requirement(const std::string& id, const std::string& condition) {
  return "krav " + id + " \"Krav " + id + "\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n" +
         "  rekvisit " + condition + "\nslut\n";
}

const std::string kDecision =
    "beslut prov\n"
    "  1. till handläggare när någon väg gäller\n"
    "  2. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  3. bifall när alla krav är uppfyllda\n"
    "slut\n";

std::string route(const std::string& id, const std::string& condition) {
  return "till handläggare " + id + " \"Väg " + id + "\"\n  stöd Lagen 1 §\n" +
         "  gäller fr.o.m. 2020-01-01\n  när " + condition + "\nslut\n";
}

engine::Package with(const std::string& rules) {
  return compiled(small(requirement("K1", "godkänd är ja") + rules + kDecision));
}

std::vector<std::string> asked(const Json& decision) {
  std::vector<std::string> out;
  for (const auto& missing : *decision.find("missing")->as_array()) {
    out.push_back(text_of(missing, "fact"));
  }
  return out;
}

// The case asks for `fact` alone; with any of the values it gets the same answer.
void expect_needless(const engine::Package& package, const Obligation& found, const std::string& fact) {
  ASSERT_EQ(found.verdict, Verdict::kRefuted) << found.id << " " << found.message.en;
  EXPECT_EQ(found.severity, Severity::kWarning);
  EXPECT_EQ(found.code, "S2112");
  ASSERT_EQ(found.witnesses.size(), 1U);
  const Json decision = decided(package, found.witnesses[0]);
  EXPECT_EQ(text_of(decision, "status"), "incomplete");
  EXPECT_EQ(asked(decision), std::vector<std::string>{fact}) << canonical_or_die(found.witnesses[0]);
  EXPECT_THAT(found.message.sv, HasSubstr(fact));
}

void expect_same_for(const engine::Package& package, Json witness, const std::string& fact,
                     const std::vector<Json>& values) {
  std::vector<std::string> outcomes;
  for (const Json& value : values) {
    auto& facts = *witness.as_object()->find("facts")->second.as_object();
    facts[fact] = value;
    const Json decision = decided(package, witness);
    outcomes.push_back(text_of(decision, "status") + " " + text_of(decision, "outcome"));
  }
  for (const auto& outcome : outcomes) EXPECT_EQ(outcome, outcomes.front());
}

TEST(Asking, AConditionThatHoldsForEveryValueAsksInVain) {
  const auto package = with(requirement("K2", "någon av (antal är minst 10, antal är mindre än 10)"));
  const auto result = checked(package, {"unknown_safety"});
  const auto* found = find(result, "unknown_safety/missing/K2");
  expect_needless(package, *found, "antal");
  if (!found->witnesses.empty()) expect_same_for(package, found->witnesses[0], "antal", {0, 9, 10, 100});
  EXPECT_EQ(refuted(result).size(), 1U);
  EXPECT_EQ(exit_status(result), 0);  // a warning
}

TEST(Asking, AConditionThatLeavesAValueOutDoesNot) {
  const auto package = with(requirement("K2", "någon av (antal är minst 10, antal är mindre än 9)"));
  EXPECT_THAT(not_proved(checked(package, {"unknown_safety"})), IsEmpty());
}

TEST(Asking, EveryValueOfAnEnumeration) {
  const auto package = with(requirement("K2", "slag är någon av a, b, c"));
  const auto result = checked(package, {"unknown_safety"});
  expect_needless(package, *find(result, "unknown_safety/missing/K2"), "slag");
  EXPECT_THAT(not_proved(checked(with(requirement("K2", "slag är någon av a, b")), {"unknown_safety"})),
              IsEmpty());
}

TEST(Asking, PartsThatExcludeEachOther) {
  const auto package = with(requirement(
      "K2", "någon av\n    - antal är minst 10\n    - alla av (slag är a, slag är b)"));
  const auto result = checked(package, {"unknown_safety"});
  expect_needless(package, *find(result, "unknown_safety/missing/K2"), "slag");
}

TEST(Asking, AFactReadTwiceThatMattersBothTimes) {
  const auto package = with(requirement(
      "K2", "någon av\n    - alla av (slag är a, antal är minst 10)\n    - alla av (slag är b, antal är minst 20)"));
  EXPECT_THAT(not_proved(checked(package, {"unknown_safety"})), IsEmpty());
}

TEST(Asking, OneElementCannotBeTwoThings) {
  const auto package = with(requirement(
      "K2", "någon av\n    - antal är minst 10\n    - alla av\n      - något i poster uppfyller slag är x\n"
            "      - något i poster uppfyller slag är y"));
  const auto result = checked(package, {"unknown_safety"});
  expect_needless(package, *find(result, "unknown_safety/missing/K2"), "poster.0.slag");
  const auto counted = with(requirement("K2", "antalet i poster där slag är x är minst 2"));
  EXPECT_THAT(not_proved(checked(counted, {"unknown_safety"})), IsEmpty());
}

TEST(Asking, WhatAnotherRouteOfTheSameStageNeedsIsNotAskedInVain) {
  const std::string both =
      "alla av\n    - något i poster uppfyller slag är x\n    - något i poster uppfyller slag är y";
  const auto alone = with(route("V1", both));
  const auto result = checked(alone, {"unknown_safety"});
  expect_needless(alone, *find(result, "unknown_safety/missing/V1"), "poster.0.slag");
  const auto together = with(route("V1", both) + route("V2", "inget i poster uppfyller slag är x"));
  EXPECT_THAT(not_proved(checked(together, {"unknown_safety"})), IsEmpty());
}

TEST(Asking, AConstructThatIsNotCoveredIsNeverAPass) {
  const auto package = with(requirement(
      "K2", "någon av\n    - antal är minst 10\n    - antalet i poster där slag är x är minst antal"));
  const auto result = checked(package, {"unknown_safety"});
  const auto* found = find(result, "unknown_safety/missing/K2");
  EXPECT_NE(found->verdict, Verdict::kProved);
  EXPECT_EQ(found->severity, Severity::kWarning);
}

}  // namespace
}  // namespace stadga::verify::testing
