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

// Two rules that answer the same question differently.
std::string conflicting_rules(const Scratch& scratch) {
  return changed(small_rules(), scratch,
                 [](std::string& text) { replace_once(text, "  går före    S-R1\n", ""); });
}

TEST(CliCheck, RulesThatHold) {
  const Ran run = stadga({"check", small_rules(), "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
  const Json answer = parse(run.out);
  EXPECT_EQ(text_at(answer, {"stadga"}), "1");
  EXPECT_EQ(text_at(answer, {"summary", "refuted"}), "0");
  EXPECT_NE(text_at(answer, {"summary", "proved"}), "0");
  EXPECT_EQ(stadga({"kontrollera", small_rules(), "--format", "json"}).out, run.out);
  EXPECT_EQ(stadga({"check", small_rules()}).exit, 0);
  const Ran plain = stadga({"check", small_rules(), "--format", "plain", "--lang", "en"});
  EXPECT_EQ(plain.exit, 0);
  EXPECT_THAT(plain.out, Not(HasSubstr("\n ")));
}

TEST(CliCheck, AConflictIsAFindingWhoseWitnessIsACase) {
  const Scratch scratch;
  const std::string folder = conflicting_rules(scratch);
  const Ran run = stadga({"check", folder, "--format", "json"});
  ASSERT_EQ(run.exit, 1) << run.err;
  const Json answer = parse(run.out);
  const Json* conflict = first_refuted(answer, "conflict");
  ASSERT_NE(conflict, nullptr) << run.out;
  const Json& witness = conflict->find("witnesses")->as_array()->front();
  const std::string file = scratch.file("witness.json", canonical_or_die(witness));
  const Ran replayed = stadga({"decide", folder, "--case", file, "--format", "json"});
  EXPECT_EQ(replayed.exit, 0) << replayed.out;
  EXPECT_EQ(text_at(parse(replayed.out), {"status"}), "conflict");
  const Ran text = stadga({"check", folder});
  EXPECT_EQ(text.exit, 1);
  EXPECT_THAT(text.out, HasSubstr("S-R2"));
  EXPECT_THAT(text.out, HasSubstr("S2103"));
}

TEST(CliCheck, OtherToolsReadTheSameFindings) {
  const Scratch scratch;
  const std::string folder = conflicting_rules(scratch);
  const Ran sarif = stadga({"check", folder, "--format", "sarif"});
  EXPECT_EQ(sarif.exit, 1);
  const Json log = parse(sarif.out);
  EXPECT_EQ(text_at(log, {"version"}), "2.1.0");
  const Json& first = log.find("runs")->as_array()->front();
  EXPECT_EQ(first.find("results")->as_array()->size(), 1U);
  EXPECT_THAT(sarif.out, HasSubstr("\"uri\":\"regler.stadga\""));
  EXPECT_THAT(sarif.out, HasSubstr("\"level\":\"error\""));
  const Ran junit = stadga({"check", folder, "--format", "junit"});
  EXPECT_EQ(junit.exit, 1);
  EXPECT_THAT(junit.out, HasSubstr("failures=\"1\" errors=\"0\""));
  EXPECT_THAT(junit.out, HasSubstr("<failure message="));
  EXPECT_EQ(stadga({"decide", folder, "--case", "x", "--format", "sarif"}).exit, 2);
}

TEST(CliCheck, AnUnknownMunicipalityOrOverlayIsInvalidInput) {
  const Ran unknown = stadga({"check", parking(), "--municipality", "0180"});
  EXPECT_EQ(unknown.exit, 3);
  EXPECT_THAT(unknown.err, HasSubstr("2281"));
  EXPECT_EQ(stadga({"check", parking(), "--overlay", "/dev/null/none"}).exit, 3);
  const Scratch scratch;
  const std::string overlay = scratch.file("9999-x.stadga", "kommun 9999 \"Prov\"\n  till fel\n");
  EXPECT_EQ(stadga({"check", small_rules(), "--overlay", overlay}).exit, 3);
}

TEST(CliCheck, SourceErrorsAreInvalidInputWithAPlace) {
  const Scratch scratch;
  const std::string folder = changed(small_rules(), scratch, [](std::string& text) {
    replace_once(text, "rekvisit   ålder", "rekvisit   ålldern");
  });
  const Ran text = stadga({"check", folder});
  EXPECT_EQ(text.exit, 3);
  EXPECT_THAT(text.out, IsEmpty());
  EXPECT_THAT(text.err, HasSubstr("regler.stadga:"));
  for (const char* verb : {"check", "test"}) {
    const Ran json = stadga({verb, folder, "--format", "json"});
    EXPECT_EQ(json.exit, 3);
    const Json answer = parse(json.out);
    ASSERT_NE(answer.find("errors"), nullptr) << json.out;
    EXPECT_THAT(text_at(answer.find("errors")->as_array()->front(), {"path"}),
                HasSubstr("regler.stadga:"));
  }
}

TEST(CliCompile, WritesTheSameBytesAndSaysTheirName) {
  const Scratch scratch;
  const std::string one = scratch.path("one.bundle");
  const std::string two = scratch.path("two.bundle");
  const Ran first = stadga({"compile", small_rules(), "-o", one, "--format", "json"});
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(stadga({"bygg", small_rules(), "-o", two}).exit, 0);
  EXPECT_EQ(read_bytes(one), read_bytes(two));
  EXPECT_THAT(text_at(parse(first.out), {"bundle"}), HasSubstr("sha256:"));
  EXPECT_THAT(read_bytes(one), HasSubstr("not_run"));
}

TEST(CliCompile, CheckRecordsWhatTheProofsSaid) {
  const Scratch scratch;
  const std::string sound = scratch.path("sound.bundle");
  const Ran run = stadga({"compile", small_rules(), "--check", "-o", sound});
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(read_bytes(sound), HasSubstr("\"obligations\""));
  const std::string bad = scratch.path("bad.bundle");
  const Ran refuted =
      stadga({"compile", conflicting_rules(scratch), "--check", "-o", bad, "--lang", "en"});
  EXPECT_EQ(refuted.exit, 0);
  EXPECT_THAT(refuted.err, HasSubstr("1 refuted"));
  EXPECT_THAT(read_bytes(bad), HasSubstr("\"refuted\""));
}

TEST(CliCompile, ReleaseRefusesAndWritesNothing) {
  const Scratch scratch;
  const Ran run = stadga({"compile", small_rules(), "-o", scratch.path("r.bundle"), "--release"});
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
  const Ran nowhere = stadga({"compile", small_rules(), "-o", scratch.path("no/x")});
  EXPECT_EQ(nowhere.exit, 5);
  EXPECT_THAT(nowhere.out, IsEmpty());
}

TEST(CliCompile, ADamagedBundleIsInvalidInput) {
  const Scratch scratch;
  const std::string bundle = scratch.path("a.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "-o", bundle}).exit, 0);
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  std::string bytes = read_bytes(bundle);
  replace_once(bytes, "funktionshindret är varaktigt", "funktionshindret var varaktigt");
  const Ran run = stadga({"decide", scratch.file("b.bundle", bytes), "--case", file});
  EXPECT_EQ(run.exit, 3) << run.out;
  EXPECT_THAT(run.out, IsEmpty());
}

TEST(CliTest, AnOverlayBesideTheRuleSetBringsItsScenarios) {
  const Scratch scratch;
  const auto overlay = [&](const std::string& status) {
    return scratch.file("9999-prov.stadga",
                        "kommun 9999 \"Prov\"\n  till parkeringstillstånd\n"
                        "typfall \"Kommunens eget\"\n  kommun 9999\n  beslutsdag 2026-11-22\n"
                        "  väntat\n    status " +
                            status + "\nslut\n");
  };
  const Ran none = stadga({"test", parking(), "--format", "json"});
  const Ran run = stadga({"test", parking(), "--overlay", overlay("incomplete"), "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr("Kommunens eget"));
  EXPECT_THAT(none.out, Not(HasSubstr("Kommunens eget")));
  EXPECT_EQ(stadga({"test", parking(), "--overlay", overlay("determined")}).exit, 1);
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
  const std::string folder = changed(small_rules(), scratch, [](std::string& text) {
    replace_once(text, "avgift är 50 kr", "avgift är 51 kr");
  });
  const Ran failing = stadga({"test", folder});
  EXPECT_EQ(failing.exit, 1) << failing.err;
  EXPECT_THAT(failing.out, HasSubstr("Den som är 70 år"));
  std::filesystem::remove_all(folder + "/typfall");
  const Ran none = stadga({"test", folder});
  EXPECT_EQ(none.exit, 1);
  EXPECT_THAT(none.err, HasSubstr("S6011"));
}

TEST(CliTest, BranchesThatNoScenarioTakesAreListed) {
  const Ran run = stadga({"test", small_rules(), "--format", "json"});
  const Json answer = parse(run.out);
  EXPECT_EQ(text_at(answer, {"coverage", "branches", "S-K1"}), R"({"met":1,"not_met":1,"unknown":0})");
  EXPECT_EQ(text_at(answer, {"coverage", "branches", "S-R1"}), R"({"true":2})");
  EXPECT_EQ(text_at(answer, {"coverage", "branches", "S-R2"}), R"({"false":1,"true":1,"unknown":0})");
  EXPECT_EQ(text_at(answer, {"coverage", "untouched"}),
            R"([{"branch":"unknown","provision":"S-K1"},{"branch":"unknown","provision":"S-R2"}])");
  EXPECT_EQ(text_at(answer, {"coverage", "law", "2 § påhittad lag, bara för prov"}), "2");
  EXPECT_EQ(text_at(answer, {"coverage", "law", "4 § påhittad lag, bara för prov"}), "1");
  const Ran text = stadga({"test", small_rules()});
  EXPECT_THAT(text.out, HasSubstr("Inget typfall prövar:\n"));
  EXPECT_THAT(text.out, HasSubstr("  S-R2 (regler.stadga:38): okänt\n"));
  EXPECT_THAT(text.out, testing::EndsWith("2 typfall stämmer, 0 stämmer inte\n"));
}

TEST(CliTest, PlainIsOneSentenceALineAndJunitOneCaseAScenario) {
  const Scratch scratch;
  const std::string folder = changed(small_rules(), scratch, [](std::string& text) {
    replace_once(text, "avgift är 50 kr", "avgift är 51 kr");
  });
  const Ran plain = stadga({"test", folder, "--format", "plain"});
  EXPECT_THAT(plain.out, Not(HasSubstr("\n ")));
  EXPECT_THAT(plain.out, Not(testing::ContainsRegex("[^.]\n")));
  const Ran junit = stadga({"test", folder, "--format", "junit"});
  EXPECT_EQ(junit.exit, 1);
  EXPECT_THAT(junit.out, HasSubstr("<testsuite name=\"stadga test\" tests=\"2\" failures=\"1\" errors=\"0\">"));
  EXPECT_THAT(junit.out, HasSubstr("classname=\"typfall/alder.stadga\" name=\"Den som är 70 år\""));
  EXPECT_THAT(junit.out, HasSubstr("<failure message=\"avgift"));
  EXPECT_EQ(stadga({"test", folder, "--format", "sarif"}).exit, 2);
}

TEST(CliTest, ABundleCarriesItsScenarios) {
  const Scratch scratch;
  const std::string bundle = scratch.path("a.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "-o", bundle}).exit, 0);
  const Ran folder = stadga({"test", parking(), "--format", "json"});
  EXPECT_EQ(stadga({"test", bundle, "--format", "json"}).out, folder.out);
}

}  // namespace
}  // namespace stadga::test
