// check, compile and test through the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Json* first_refuted(const Json& answer, const std::string& kind) {
  for (const Json& obligation : *answer.find("obligations")->as_array()) {
    if (text_at(obligation, {"kind"}) == kind && text_at(obligation, {"verdict"}) == "refuted") {
      return &obligation;
    }
  }
  return nullptr;
}

TEST(CliCheck, TheShippedRuleSetHolds) {
  const Ran run = stadga({"check", parking(), "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.out.substr(0, 4000) << run.err;
  const Json answer = parse(run.out);
  EXPECT_EQ(text_at(answer, {"stadga"}), "1");
  EXPECT_EQ(text_at(answer, {"summary", "refuted"}), "0");
  EXPECT_NE(text_at(answer, {"summary", "proved"}), "0");
  EXPECT_EQ(stadga({"kontrollera", parking(), "--format", "json"}).out, run.out);
}

TEST(CliCheck, AConflictIsAFindingWhoseWitnessIsACase) {
  const Scratch scratch;
  const std::string folder = changed_parking(
      scratch, [](std::string& text) { replace_once(text, "  går före    PRH-R4\n", ""); });
  const Ran run = stadga({"check", folder, "--format", "json"});
  ASSERT_EQ(run.exit, 1) << run.err;
  const Json answer = parse(run.out);
  const Json* conflict = first_refuted(answer, "conflict");
  ASSERT_NE(conflict, nullptr) << run.out.substr(0, 4000);
  const Json& witness = conflict->find("witnesses")->as_array()->front();
  const Ran replayed =
      stadga({"decide", folder, "--case", scratch.file("witness.json", canonical_or_die(witness)),
              "--format", "json"});
  EXPECT_EQ(replayed.exit, 0) << replayed.out;
  EXPECT_EQ(text_at(parse(replayed.out), {"status"}), "conflict");
  const Ran text = stadga({"check", folder});
  EXPECT_EQ(text.exit, 1);
  EXPECT_THAT(text.out, HasSubstr("PRH-R4"));
}

TEST(CliCheck, OtherToolsReadTheSameFindings) {
  const Scratch scratch;
  const std::string folder = changed_parking(
      scratch, [](std::string& text) { replace_once(text, "  går före    PRH-R4\n", ""); });
  const Ran sarif = stadga({"check", folder, "--format", "sarif"});
  EXPECT_EQ(sarif.exit, 1);
  const Json log = parse(sarif.out);
  EXPECT_EQ(text_at(log, {"version"}), "2.1.0");
  const Json& first = log.find("runs")->as_array()->front();
  ASSERT_FALSE(first.find("results")->as_array()->empty());
  EXPECT_THAT(sarif.out, HasSubstr("\"uri\":\"regler.stadga\""));
  EXPECT_THAT(sarif.out, HasSubstr("\"level\":\"error\""));
  const Ran junit = stadga({"check", folder, "--format", "junit"});
  EXPECT_EQ(junit.exit, 1);
  EXPECT_THAT(junit.out, HasSubstr("<failure message="));
  EXPECT_EQ(stadga({"decide", folder, "--case", "x", "--format", "sarif"}).exit, 2);
}

TEST(CliCheck, OneMunicipalityOrAnOverlayFromOutside) {
  EXPECT_EQ(stadga({"check", parking(), "--municipality", "2281"}).exit, 0);
  const Ran unknown = stadga({"check", parking(), "--municipality", "0180"});
  EXPECT_EQ(unknown.exit, 3);
  EXPECT_THAT(unknown.err, HasSubstr("2281"));
  EXPECT_EQ(stadga({"check", parking(), "--overlay", "/dev/null/none"}).exit, 3);
}

TEST(CliCheck, SourceErrorsAreInvalidInputWithAPlace) {
  const Scratch scratch;
  const std::string folder = changed_parking(scratch, [](std::string& text) {
    replace_once(text, "rekvisit   foto är ja", "rekvisit   fotto är ja");
  });
  const Ran text = stadga({"check", folder});
  EXPECT_EQ(text.exit, 3);
  EXPECT_THAT(text.out, IsEmpty());
  EXPECT_THAT(text.err, HasSubstr("regler.stadga:"));
  const Ran json = stadga({"check", folder, "--format", "json"});
  EXPECT_EQ(json.exit, 3);
  const Json answer = parse(json.out);
  ASSERT_NE(answer.find("errors"), nullptr) << json.out;
  EXPECT_THAT(text_at(answer.find("errors")->as_array()->front(), {"path"}),
              HasSubstr("regler.stadga:"));
}

TEST(CliCompile, WritesTheSameBytesAndSaysTheirName) {
  const Scratch scratch;
  const std::string one = scratch.path("one.bundle");
  const std::string two = scratch.path("two.bundle");
  const Ran first = stadga({"compile", parking(), "-o", one, "--format", "json"});
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(stadga({"bygg", parking(), "-o", two}).exit, 0);
  EXPECT_EQ(read_bytes(one), read_bytes(two));
  const std::string name = text_at(parse(first.out), {"bundle"});
  EXPECT_THAT(name, HasSubstr("sha256:"));
  EXPECT_THAT(read_bytes(one), HasSubstr("\"obligations\""));
  ASSERT_EQ(stadga({"compile", parking(), "--unchecked", "-o", two}).exit, 0);
  EXPECT_THAT(read_bytes(two), HasSubstr("not_run"));
}

TEST(CliCompile, ReleaseRefusesAndWritesNothing) {
  const Scratch scratch;
  const Ran run = stadga({"compile", parking(), "-o", scratch.path("r.bundle"), "--release"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("granskad"));
  EXPECT_THAT(scratch.contents(), IsEmpty());
}

TEST(CliCompile, FailuresLeaveTheOldFileAlone) {
  const Scratch scratch;
  const std::string target = scratch.file("old.bundle", "old");
  const std::string broken = scratch.file("broken.stadga", "regelverk");
  EXPECT_EQ(stadga({"compile", broken, "-o", target}).exit, 3);
  EXPECT_EQ(read_bytes(target), "old");
  const Ran nowhere = stadga({"compile", parking(), "--unchecked", "-o", scratch.path("no/x")});
  EXPECT_EQ(nowhere.exit, 5);
  EXPECT_THAT(nowhere.out, IsEmpty());
}

TEST(CliCompile, ADamagedBundleIsInvalidInput) {
  const Scratch scratch;
  const std::string bundle = scratch.path("a.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "--unchecked", "-o", bundle}).exit, 0);
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  std::string bytes = read_bytes(bundle);
  replace_once(bytes, "funktionshindret är varaktigt", "funktionshindret var varaktigt");
  const Ran run = stadga({"decide", scratch.file("b.bundle", bytes), "--case", file});
  EXPECT_EQ(run.exit, 3) << run.out;
  EXPECT_THAT(run.out, IsEmpty());
}

TEST(CliTest, TheScenariosHoldAndCoverageIsPerProvision) {
  const Ran run = stadga({"test", parking(), "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.out.substr(0, 4000) << run.err;
  const Json answer = parse(run.out);
  EXPECT_EQ(text_at(answer, {"summary", "failed"}), "0");
  EXPECT_NE(text_at(answer, {"summary", "passed"}), "0");
  EXPECT_NE(text_at(answer, {"coverage", "provisions", "PRH-K1"}), "(absent)");
  EXPECT_EQ(stadga({"testa", parking()}).exit, 0);
}

TEST(CliTest, AFailedScenarioIsAFindingAndNoneIsNoSuccess) {
  const Scratch scratch;
  const std::string folder = changed_parking(
      scratch, [](std::string& text) { replace_once(text, "60 månader", "59 månader"); });
  const Ran failing = stadga({"test", folder});
  EXPECT_EQ(failing.exit, 1) << failing.err;
  EXPECT_THAT(failing.out, HasSubstr("stämmer inte"));
  std::filesystem::remove_all(folder + "/typfall");
  const Ran none = stadga({"test", folder});
  EXPECT_EQ(none.exit, 1);
  EXPECT_THAT(none.err, HasSubstr("S6011"));
}

TEST(CliTest, ABundleCarriesItsScenarios) {
  const Scratch scratch;
  const std::string bundle = scratch.path("a.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "--unchecked", "-o", bundle}).exit, 0);
  const Ran folder = stadga({"test", parking(), "--format", "json"});
  EXPECT_EQ(stadga({"test", bundle, "--format", "json"}).out, folder.out);
}

}  // namespace
}  // namespace stadga::test
