// explain --rules: the whole text of a decision, from a case or from a decision with its case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string rejection_case() { return in_source("docs/forms/rejection.case.json"); }
std::string rejection() { return in_source("docs/forms/rejection.answer.json"); }

Ran explained(std::vector<std::string> more) {
  std::vector<std::string> all{"explain", rejection_case(), "--rules", parking()};
  all.insert(all.end(), more.begin(), more.end());
  return stadga(all);
}

TEST(CliExplainCase, SaysWhatAnotherOutcomeWouldHaveRequired) {
  const Ran applicant = explained({"--to", "applicant"});
  EXPECT_EQ(applicant.exit, 0) << applicant.err;
  EXPECT_THAT(applicant.out, testing::StartsWith("Förslag till beslut: avslag\n"));
  EXPECT_THAT(applicant.out, HasSubstr("\nVad som hade krävts för ett annat utfall\n"));
  EXPECT_THAT(applicant.out,
              HasSubstr("\n- Om bedömningen hade varit ja på frågorna ”Innebär funktionshindret "
                        "väsentliga svårigheter att förflytta sig på egen hand?” och "
                        "”Behöver sökanden regelbundet hjälp av föraren utanför fordonet?” hade "
                        "förslaget blivit bifall.\n"));
  EXPECT_THAT(applicant.out, Not(HasSubstr("PRH-K")));
  const Ran caseworker = explained({});
  EXPECT_EQ(caseworker.out, explained({"--till", "handläggare"}).out);
  EXPECT_THAT(caseworker.out, HasSubstr("PRH-K2 "));
  EXPECT_THAT(caseworker.out, HasSubstr("[/facts/väsentliga_svårigheter]"));
}

TEST(CliExplainCase, TheLanguageOfExplanationIsAnArgument) {
  EXPECT_THAT(explained({"--lang", "en"}).out,
              testing::StartsWith("Proposed decision: rejection (avslag)\n"));
  EXPECT_EQ(explained({"--lang", "sv"}).out, explained({}).out);
}

TEST(CliExplainCase, PlainAndJsonSayTheSame) {
  const Ran plain = explained({"--format", "plain"});
  EXPECT_THAT(plain.out, testing::StartsWith("Förslag till beslut: avslag.\n"));
  EXPECT_THAT(plain.out, Not(HasSubstr("\n- ")));
  const Json json = parse(explained({"--format", "json"}).out);
  EXPECT_EQ(text_at(json, {"outcome"}), "avslag");
  EXPECT_EQ(text_at(json, {"to"}), "caseworker");
  for (const Json& section : *json.find("sections")->as_array()) {
    EXPECT_THAT(plain.out, HasSubstr(text_at(section, {"heading"}) + ".\n"));
  }
  EXPECT_FALSE(json.find("alternatives")->find("found")->as_array()->empty());
}

TEST(CliExplainCase, ABundleGivesTheSameBytesAsItsFolder) {
  const Scratch scratch;
  const std::string bundle = scratch.path("prh.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "-o", bundle}).exit, 0);
  const Ran ran = stadga({"explain", rejection_case(), "--bundle", bundle});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, explained({}).out);
}

TEST(CliExplainCase, ADecisionIsExplainedOnlyByTheRulesAndTheCaseItCameFrom) {
  const Ran same =
      stadga({"explain", rejection(), "--rules", parking(), "--case", rejection_case()});
  EXPECT_EQ(same.exit, 0) << same.err;
  EXPECT_EQ(same.out, explained({}).out);
  const Ran other = stadga({"explain", rejection(), "--rules", parking(), "--case",
                            in_source("docs/forms/grant.case.json")});
  EXPECT_EQ(other.exit, 1);
  EXPECT_EQ(other.out, "");
  EXPECT_THAT(other.err, HasSubstr("S6025"));
  const Ran alone = stadga({"explain", rejection(), "--rules", parking()});
  EXPECT_EQ(alone.exit, 3);
  EXPECT_THAT(alone.err, HasSubstr("S6026"));
}

TEST(CliExplainCase, BadInputIsAnErrorAndNoText) {
  const Ran bad = stadga({"explain", in_source("docs/forms/invalid.case.json"), "--rules",
                          parking(), "--format", "json"});
  EXPECT_EQ(bad.exit, 3);
  EXPECT_FALSE(parse(bad.out).find("errors")->as_array()->empty());
  const Scratch scratch;
  EXPECT_EQ(stadga({"explain", scratch.file("x", "{"), "--rules", parking()}).exit, 3);
  EXPECT_EQ(stadga({"explain", scratch.path("none"), "--rules", parking()}).exit, 3);
  EXPECT_EQ(stadga({"explain", rejection_case(), "--rules", scratch.path("none")}).exit, 3);
  EXPECT_EQ(
      stadga({"explain", rejection_case(), "--rules", parking(), "--case", rejection_case()}).exit,
      3);
  EXPECT_EQ(stadga({"explain", rejection(), "--case", rejection_case()}).exit, 2);
}

}  // namespace
}  // namespace stadga::test
