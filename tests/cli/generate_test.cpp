// test --generate and check --save-witnesses as a user runs them: what is written where, and what never is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command.h"

namespace stadga::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(TestGenerate, WritesScenariosThatPassBesideTheRules) {
  const Scratch scratch;
  const std::string rules = changed(small_rules(), scratch, [](std::string&) {});
  const Ran shown = stadga({"test", rules, "--generate"});
  EXPECT_EQ(shown.exit, 0) << shown.err;
  EXPECT_THAT(shown.out, StartsWith("-- Genererade typfall: `stadga test --generate`.\n-- Regelverket litet 1, sha256:"));
  EXPECT_THAT(shown.out, HasSubstr("Ingen jurist har läst dem."));
  EXPECT_THAT(shown.out, HasSubstr("typfall \"S-R2: när på gränsen, ålder 65\""));
  EXPECT_THAT(shown.err, HasSubstr("6 typfall; 2 av 2 led skiljer resultatet"));
  const std::string target = rules + "/typfall/genererade.stadga";
  const Ran written = stadga({"test", rules, "--generate", "-o", target});
  EXPECT_EQ(written.exit, 0) << written.err;
  EXPECT_EQ(written.out, "");
  EXPECT_EQ(read_bytes(target), shown.out);
  EXPECT_EQ(stadga({"fmt", "--check", rules}).exit, 0);
  const Ran run = stadga({"test", rules});
  EXPECT_EQ(run.exit, 0) << run.out;
  EXPECT_EQ(stadga({"test", rules, "--generate", "--lang", "en"}).out, shown.out);
}

TEST(TestGenerate, ReportsEachPartAsJson) {
  const Ran ran = stadga({"test", small_rules(), "--generate", "--format", "json"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const Json report = parse(ran.out);
  EXPECT_THAT(text_at(report, {"text"}), HasSubstr("typfall \"S-K1: rekvisitet på gränsen, ålder 18\""));
  EXPECT_EQ(canonical_or_die(*report.find("summary")),
            R"({"atoms":2,"condition":0,"none":0,"out_of_core":0,"result":2,"scenarios":6,"undecided":0})");
  EXPECT_EQ(canonical_or_die(*report.find("provisions")->find("S-K1")),
            R"({"condition":0,"none":0,"out_of_core":0,"result":1,"undecided":0})");
  const Json& atom = report.find("atoms")->as_array()->front();
  EXPECT_EQ(text_at(atom, {"words"}), "ålder är minst 18");
  EXPECT_EQ(text_at(atom, {"found"}), "result");
}

TEST(TestGenerate, NothingIsWrittenOverAndNeverABundle) {
  const Scratch scratch;
  const std::string rules = changed(small_rules(), scratch, [](std::string&) {});
  const std::string there = scratch.file("mina.stadga", "-- mina egna\n");
  const Ran refused = stadga({"test", rules, "--generate", "-o", there});
  EXPECT_EQ(refused.exit, 3);
  EXPECT_THAT(refused.err, HasSubstr("S6022"));
  EXPECT_EQ(read_bytes(there), "-- mina egna\n");
  const Ran forced = stadga({"test", rules, "--generate", "-o", there, "--force"});
  EXPECT_EQ(forced.exit, 3);
  EXPECT_THAT(forced.err, HasSubstr("S6031"));
  EXPECT_EQ(read_bytes(there), "-- mina egna\n");

  const std::string bundle = scratch.path("litet.stadga");
  ASSERT_EQ(stadga({"compile", rules, "-o", bundle}).exit, 0);
  const std::string bytes = read_bytes(bundle);
  for (const std::string& target : {bundle, scratch.file("annat.txt", "x"), rules}) {
    const Ran never = stadga({"test", bundle, "--generate", "-o", target, "--force"});
    EXPECT_EQ(never.exit, 3) << target;
    EXPECT_THAT(never.err, HasSubstr("S6027"));
  }
  EXPECT_EQ(read_bytes(bundle), bytes);
  // What a bundle carries can be read all the same.
  EXPECT_EQ(stadga({"test", bundle, "--generate"}).out, stadga({"test", rules, "--generate"}).out);
}

// What stadga wrote is written over on demand, until somebody has changed it.
TEST(TestGenerate, OnlyWhatStandsAsItWasWrittenIsWrittenOver) {
  const Scratch scratch;
  const std::string rules = changed(small_rules(), scratch, [](std::string&) {});
  const std::string target = scratch.path("genererade.stadga");
  ASSERT_EQ(stadga({"test", rules, "--generate", "-o", target}).exit, 0);
  const std::string written = read_bytes(target);
  EXPECT_THAT(written, HasSubstr("\n-- Som den skrevs: sha256:"));
  EXPECT_EQ(stadga({"test", rules, "--generate", "-o", target}).exit, 3);
  EXPECT_EQ(stadga({"test", rules, "--generate", "-o", target, "--force"}).exit, 0);
  EXPECT_EQ(read_bytes(target), written);
  std::string edited = written;
  replace_once(edited, "slut\n", "slut\n-- en jurists anmärkning\n");
  for (const std::string& text : {edited, written + "-- och en till\n", std::string()}) {
    write_bytes(target, text);
    const Ran refused = stadga({"test", rules, "--generate", "-o", target, "--force"});
    EXPECT_EQ(refused.exit, 3);
    EXPECT_THAT(refused.err, HasSubstr("S6031"));
    EXPECT_EQ(read_bytes(target), text);
  }
}

TEST(TestGenerate, AReportOfTestsIsRefusedClearly) {
  const Ran ran = stadga({"test", small_rules(), "--generate", "--format", "junit"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("skriver typfall och kör inga"));
}

TEST(TestGenerate, WhatIsAskedWrongly) {
  EXPECT_EQ(stadga({"test", small_rules(), "-o", "x.stadga"}).exit, 2);
  EXPECT_EQ(stadga({"test", small_rules(), "--force"}).exit, 2);
  EXPECT_EQ(stadga({"check", small_rules(), "--force"}).exit, 2);
  const Ran unknown = stadga({"test", small_rules(), "--generate", "--municipality", "9999"});
  EXPECT_EQ(unknown.exit, 3);
  EXPECT_THAT(unknown.err, HasSubstr("S6005"));
}

// Two rules that both apply, and neither goes before the other.
std::string conflicting(const Scratch& scratch) {
  return changed(small_rules(), scratch, [](std::string& text) {
    if (text.find("  går före    S-R1\n") != std::string::npos) replace_once(text, "  går före    S-R1\n", "");
  });
}

TEST(SaveWitnesses, AFindingIsKeptAsAScenario) {
  const Scratch scratch;
  const std::string rules = conflicting(scratch);
  const Ran plain = stadga({"check", rules});
  EXPECT_EQ(plain.exit, 1);
  const std::string file = rules + "/typfall/fynd.stadga";
  const Ran saved = stadga({"check", rules, "--save-witnesses", file});
  EXPECT_EQ(saved.exit, 1) << saved.err;
  EXPECT_EQ(saved.out, plain.out);
  EXPECT_THAT(saved.err, HasSubstr("skriven: " + file));
  const std::string text = read_bytes(file);
  EXPECT_THAT(text, HasSubstr("typfall \"Fynd conflict/avgift\""));
  EXPECT_THAT(text, HasSubstr("Väntat är vad reglerna gör nu, inte vad lagen vill."));
  EXPECT_THAT(text, HasSubstr("    status conflict\n"));
  EXPECT_EQ(stadga({"fmt", "--check", rules}).exit, 0);
  EXPECT_THAT(stadga({"test", rules}).out, testing::Not(HasSubstr("stämmer inte: Fynd")));

  const std::string folder = scratch.path("fynd");
  EXPECT_EQ(stadga({"check", rules, "--save-witnesses", folder}).exit, 1);
  EXPECT_THAT(read_bytes(folder + "/fynd-conflict.stadga"), HasSubstr("typfall \"Fynd conflict/avgift\""));
  const Ran again = stadga({"check", rules, "--save-witnesses", folder});
  EXPECT_EQ(again.exit, 3);
  EXPECT_THAT(again.err, HasSubstr("S6022"));
  EXPECT_EQ(stadga({"check", rules, "--save-witnesses", folder, "--force"}).exit, 1);
}

// Before the proofs, so that nobody waits for them in vain.
TEST(SaveWitnesses, WhatCannotBeWrittenIsSaidBeforeTheProofs) {
  const Scratch scratch;
  const std::string rules = conflicting(scratch);
  const std::string file = scratch.file("vanlig", "x");
  for (const std::string& target : {file + "/fynd", file + "/fynd.stadga", file, std::string("/proc/ingenstans/fynd.stadga")}) {
    const Ran ran = stadga({"check", rules, "--save-witnesses", target});
    EXPECT_EQ(ran.exit, 5) << target << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("S6006")) << target;
    EXPECT_EQ(ran.out, "") << "the proofs were run for " << target;
  }
  const std::string own = scratch.file("mina.stadga", "-- mina egna\n");
  const Ran refused = stadga({"check", rules, "--save-witnesses", own, "--force"});
  EXPECT_EQ(refused.exit, 3);
  EXPECT_THAT(refused.err, HasSubstr("S6031"));
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(read_bytes(own), "-- mina egna\n");
  EXPECT_FALSE(scratch.has("fynd.stadga"));
}

// What has been proved is told, also where its cases cannot be kept after all.
TEST(SaveWitnesses, TheFindingsAreToldWhereTheWriteFails) {
  const Scratch scratch;
  const std::string rules = conflicting(scratch);
  const Ran plain = stadga({"check", rules, "--format", "json"});
  ASSERT_EQ(plain.exit, 1);
  const std::string folder = scratch.path("fynd");
  ASSERT_EQ(stadga({"check", rules, "--save-witnesses", folder}).exit, 1);
  const Ran again = stadga({"check", rules, "--save-witnesses", folder, "--format", "json"});
  EXPECT_EQ(again.exit, 3);
  EXPECT_EQ(again.out, plain.out);
  EXPECT_THAT(again.err, HasSubstr("S6022"));
}

TEST(SaveWitnesses, NoFindingWritesNothing) {
  const Scratch scratch;
  const Ran ran = stadga({"check", small_rules(), "--save-witnesses", scratch.path("fynd")});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("inget fynd att spara"));
  EXPECT_FALSE(scratch.has("fynd"));
}

}  // namespace
}  // namespace stadga::test
