// diff: what changes between two versions of a rule set, as folders and as a compiled bundle.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const Json* member(const Json& json, const std::string& name) {
  const Json* out = json.find(name);
  EXPECT_NE(out, nullptr) << name;
  return out;
}

std::string with_age(const Scratch& scratch, const std::string& age) {
  return changed(small_rules(), scratch, [&](std::string& text) { replace_once(text, "ålder är minst 18", "ålder är minst " + age); });
}

TEST(CliDiff, TheSameRulesHaveNoDifference) {
  const Ran run = stadga({"diff", small_rules(), small_rules()});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("ingen skillnad"));
}

TEST(CliDiff, AClassIsToldInBothLanguagesAndForScreenReaders) {
  const Scratch scratch;
  const std::string after = with_age(scratch, "21");
  const Ran swedish = stadga({"jämför", small_rules(), after});
  EXPECT_EQ(swedish.exit, 1) << swedish.err;
  EXPECT_THAT(swedish.out, HasSubstr("1. bifall → avslag"));
  EXPECT_THAT(swedish.out, HasSubstr("Retroaktivt: ja"));
  const Ran english = stadga({"diff", small_rules(), after, "--lang", "en", "--format", "plain"});
  EXPECT_EQ(english.exit, 1);
  EXPECT_THAT(english.out, HasSubstr("1: bifall becomes avslag.\n"));
  const Ran later = stadga({"diff", small_rules(), after, "--from", "2020-01-01"});
  EXPECT_THAT(later.out, HasSubstr("2020-01-01"));
}

// The two case files of the JSON, put to `decide` with the rule set that they are for.
TEST(CliDiff, TheWitnessesShowTheDifference) {
  const Scratch scratch;
  const std::string after = with_age(scratch, "21");
  const std::string bundle = scratch.path("gammalt.stadga-bundle");
  ASSERT_EQ(stadga({"compile", small_rules(), "-o", bundle}).exit, 0);
  const Ran run = stadga({"diff", bundle, after, "--format", "json"});
  EXPECT_EQ(run.exit, 1) << run.err;
  const Json answer = parse(run.out);
  EXPECT_EQ(*member(answer, "stadga"), Json(1));
  const Json& found = member(answer, "obligations")->as_array()->front();
  EXPECT_EQ(*member(found, "kind"), Json("diff"));
  EXPECT_EQ(*member(found, "code"), Json("S2130"));
  const auto& witnesses = *member(found, "witnesses")->as_array();
  ASSERT_EQ(witnesses.size(), 2U);
  const std::vector<std::string> sides = {bundle, after};
  const std::vector<std::string> outcomes = {"bifall", "avslag"};
  for (std::size_t side = 0; side < 2; ++side) {
    const std::string file = scratch.file("case.json", canonical_or_die(witnesses[side]));
    const Ran decided = stadga({"decide", sides[side], "--case", file, "--format", "json"});
    EXPECT_EQ(decided.exit, 0) << decided.err;
    EXPECT_EQ(*member(parse(decided.out), "outcome"), Json(outcomes[side]));
  }
}

TEST(CliDiff, WhatCannotBeReadOrCompared) {
  EXPECT_EQ(stadga({"diff", small_rules(), "/ingenstans"}).exit, 3);
  const Ran unknown = stadga({"diff", small_rules(), small_rules(), "--municipality", "2281"});
  EXPECT_EQ(unknown.exit, 3);
  EXPECT_THAT(unknown.err, HasSubstr("S2192"));
  EXPECT_THAT(unknown.out, IsEmpty());
}

}  // namespace
}  // namespace stadga::test
