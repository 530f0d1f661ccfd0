// decide --log, log and replay through the command: recorded before printed, once, and nothing
// changed unseen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CliLog : public testing::Test {
 protected:
  Ran decide(const std::string& text, const std::vector<std::string>& more = {}) {
    std::vector<std::string> line = {
        "decide", parking(), "--case",   scratch_.file("case.json", text),
        "--log",  log(),     "--format", "json"};
    line.insert(line.end(), more.begin(), more.end());
    return stadga(line);
  }
  [[nodiscard]] std::string log() const { return scratch_.path("log"); }
  static std::string case_named(const std::string& id) {
    return grant_case_with([&](JsonObject& top) { top["case_id"] = id; });
  }
  [[nodiscard]] Json verify() const {
    return parse(stadga({"log", "verify", log(), "--format", "json"}).out);
  }

  Scratch scratch_;
};

TEST_F(CliLog, TheFirstDecisionMakesTheLogAndSaysThatItsKeyIsForDemonstration) {
  const Ran run = decide(pretty(grant_case()));
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("demonstration"));
  const Ran plain =
      stadga({"decide", parking(), "--case", scratch_.path("case.json"), "--format", "json"});
  EXPECT_EQ(run.out, plain.out);
  EXPECT_TRUE(fs::is_directory(log()));
  const Ran second = decide(case_named("PRH-2026-000200"));
  EXPECT_EQ(second.exit, 0) << second.err;
  EXPECT_THAT(second.err, Not(HasSubstr("demonstration")));
}

TEST_F(CliLog, VerifyAndReplayHoldAndChangeNothing) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  ASSERT_EQ(decide(case_named("PRH-2026-000201")).exit, 0);
  const auto before = scratch_.contents();
  const Ran verified = stadga({"log", "verify", log(), "--format", "json"});
  EXPECT_EQ(verified.exit, 0) << verified.out << verified.err;
  const Json report = parse(verified.out);
  EXPECT_EQ(text_at(report, {"ok"}), "true");
  EXPECT_EQ(text_at(report, {"decisions"}), "2");
  EXPECT_EQ(text_at(report, {"head"}), "signed");
  EXPECT_EQ(text_at(report, {"trust"}), "self-declared");

  const Ran replayed = stadga({"replay", log(), "--format", "json"});
  EXPECT_EQ(replayed.exit, 0) << replayed.out << replayed.err;
  EXPECT_EQ(text_at(parse(replayed.out), {"summary", "identical"}), "2");
  EXPECT_EQ(stadga({"spela-om", log()}).exit, 0);
  EXPECT_EQ(stadga({"log", "show", log()}).exit, 0);
  EXPECT_EQ(stadga({"log", "checkpoint", log()}).exit, 0);
  EXPECT_EQ(scratch_.contents(), before);
}

TEST_F(CliLog, ShowNamesTheCaseOfEachRecord) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  ASSERT_EQ(decide(case_named("PRH-2026-000201")).exit, 0);
  const Ran text = stadga({"log", "show", log()});
  EXPECT_THAT(text.out, HasSubstr("  proposal  PRH-2026-000123  "));
  EXPECT_THAT(text.out, HasSubstr("  proposal  PRH-2026-000201  "));
  const Json listed = parse(stadga({"log", "show", log(), "--format", "json"}).out);
  EXPECT_EQ(text_at(listed.find("records")->as_array()->back(), {"case_id"}), "PRH-2026-000201");
}

TEST_F(CliLog, PlainIsOneSentenceALine) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  for (const char* act : {"verify", "show"}) {
    const Ran plain = stadga({"log", act, log(), "--format", "plain"});
    EXPECT_EQ(plain.exit, 0);
    EXPECT_THAT(plain.out, Not(HasSubstr("\n ")));
    EXPECT_THAT(plain.out, Not(testing::ContainsRegex("[^.]\n")));
  }
  EXPECT_THAT(stadga({"log", "verify", log()}).out, testing::StartsWith("Loggen håller\n  "));
  const Ran none = stadga({"log", "show", log(), "--index", "99"});
  EXPECT_EQ(none.exit, 3);
  EXPECT_THAT(none.err, HasSubstr("S5011"));
}

TEST_F(CliLog, TheSameRequestTwiceIsOneRecordAndTheSameBytes) {
  const Ran first = decide(pretty(grant_case()));
  ASSERT_EQ(first.exit, 0) << first.err;
  const std::string records = text_at(verify(), {"records"});
  const Ran again = decide(pretty(grant_case()));
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(again.out, first.out);
  EXPECT_EQ(text_at(verify(), {"records"}), records);
}

TEST_F(CliLog, TheSameKeyWithAnotherRequestIsAFindingAndPrintsNothing) {
  const auto with_request = [](int metres) {
    return grant_case_with([&](JsonObject& top) {
      top["request_id"] = "R-1";
      facts_of(top)["gångsträcka_meter"] = metres;
    });
  };
  ASSERT_EQ(decide(with_request(80)).exit, 0);
  const Ran other = decide(with_request(90));
  EXPECT_EQ(other.exit, 1);
  EXPECT_THAT(other.out, IsEmpty());
  EXPECT_THAT(other.err, Not(IsEmpty()));
  EXPECT_EQ(text_at(verify(), {"ok"}), "true");
  EXPECT_EQ(text_at(verify(), {"decisions"}), "1");
}

TEST_F(CliLog, ChangedFactsOfACaseAreANewRecord) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const Ran changed =
      decide(grant_case_with([](JsonObject& top) { facts_of(top)["gångsträcka_meter"] = 90; }));
  EXPECT_EQ(changed.exit, 0) << changed.err;
  EXPECT_EQ(text_at(verify(), {"decisions"}), "2");
}

// A byte of the record's own text, in each file where it stands; every byte is tests/fault's.
TEST_F(CliLog, AChangedRecordIsFound) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  int changed = 0;
  const auto sound = scratch_.contents();
  for (const auto& [path, bytes] : sound) {
    const std::size_t at = bytes.find("\"ruleset\"");
    if (path.find("/log/") == std::string::npos || at == std::string::npos) continue;
    std::string bent = bytes;
    bent[at + 2] = static_cast<char>(bent[at + 2] ^ 1);
    write_bytes(path, bent);
    const Ran run = stadga({"log", "verify", log(), "--format", "json"});
    EXPECT_EQ(run.exit, 1) << path << run.out << run.err;
    EXPECT_EQ(text_at(parse(run.out), {"ok"}), "false");
    EXPECT_EQ(stadga({"log", "show", log()}).exit, 1) << path;
    write_bytes(path, bytes);
    ++changed;
  }
  EXPECT_GT(changed, 0) << "the record's text was found in no file of the log";
  EXPECT_EQ(stadga({"log", "verify", log()}).exit, 0);
}

TEST_F(CliLog, ADeletedLogIsNotRebornWhereItsHeadIsKept) {
  const std::string head = scratch_.path("head");
  ASSERT_EQ(decide(pretty(grant_case()), {"--head", head}).exit, 0);
  ASSERT_TRUE(fs::exists(head));
  fs::remove_all(log());
  const Ran run = decide(case_named("PRH-2026-000300"), {"--head", head});
  EXPECT_NE(run.exit, 0);
  EXPECT_TRUE(run.exit == 1 || run.exit == 5) << run.exit << run.err;
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_FALSE(fs::exists(log()));
}

TEST_F(CliLog, ALogThatCannotBeWrittenIsStorageAndPrintsNothing) {
  const std::string file = scratch_.file("plain-file", "not a folder");
  const Ran run =
      stadga({"decide", parking(), "--case", scratch_.file("case.json", pretty(grant_case())),
              "--log", file + "/log", "--format", "json"});
  EXPECT_EQ(run.exit, 5) << run.err;
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, Not(IsEmpty()));
}

TEST_F(CliLog, AGivenKeySignsAndItsPublicHalfPinsTheLog) {
  const std::string seed(64, '7');
  const Ran run = decide(pretty(grant_case()), {"--key", scratch_.file("seed", seed + "\n")});
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.err, Not(HasSubstr("demonstration")));
  const Ran pinned =
      stadga({"log", "verify", log(), "--key", log() + "/log.pub", "--format", "json"});
  EXPECT_EQ(pinned.exit, 0) << pinned.out << pinned.err;
  EXPECT_EQ(text_at(parse(pinned.out), {"trust"}), "pinned");
  EXPECT_EQ(stadga({"decide", parking(), "--case", scratch_.path("case.json"), "--log",
                    scratch_.path("other"), "--key", scratch_.file("short", "abc")})
                .exit,
            3);
  EXPECT_FALSE(scratch_.has("other"));
}

TEST_F(CliLog, TheDecisionThatFollowsAProposalIsALaterRecord) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const Json listed = parse(stadga({"log", "show", log(), "--format", "json"}).out);
  std::string index;
  for (const Json& record : *listed.find("records")->as_array()) {
    if (text_at(record, {"kind"}) == "proposal") index = text_at(record, {"index"});
  }
  ASSERT_FALSE(index.empty()) << canonical_or_die(listed);
  const std::vector<std::string> act = {
      "log",   "decision",   log(),       "--index", index, "--name", "handläggare 17",
      "--day", "2026-11-24", "--decider", "employee", "--delegation", "delegationsordning 4.2"};
  auto followed = act;
  followed.emplace_back("--followed");
  EXPECT_EQ(stadga(followed).exit, 0) << stadga(followed).err;
  auto silent = act;
  EXPECT_EQ(stadga(silent).exit, 2);
  auto unexplained = act;
  unexplained.emplace_back("--deviated");
  EXPECT_EQ(stadga(unexplained).exit, 2);
  EXPECT_EQ(text_at(verify(), {"ok"}), "true");
  EXPECT_EQ(stadga({"replay", log()}).exit, 0);
}

TEST_F(CliLog, AProposalIsDecidedOnce) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const auto act = [this](const std::string& day, const std::string& how) {
    std::vector<std::string> all = {"log",    "decision", log(), "--index",   "2",     "--name",
                                    "N",      "--day",    day,   "--decider", "board", how};
    if (how == "--deviated") all.insert(all.end(), {"--reason", "sakkunnigt utlåtande"});
    return stadga(all);
  };
  const Ran first = act("2026-11-24", "--followed");
  ASSERT_EQ(first.exit, 0) << first.err;
  const Ran again = act("2026-11-24", "--followed");
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(again.out, first.out);
  for (const Ran& other : {act("2026-11-25", "--followed"), act("2026-11-24", "--deviated")}) {
    EXPECT_EQ(other.exit, 1);
    EXPECT_THAT(other.out, IsEmpty());
    EXPECT_THAT(other.err, HasSubstr("S5018"));
  }
  EXPECT_EQ(text_at(verify(), {"records"}), "4");
  EXPECT_EQ(text_at(verify(), {"ok"}), "true");
}

// A head from yesterday's backup: nothing is recorded on it, and it is named.
TEST_F(CliLog, AHeadPutBackIsAFinding) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  fs::copy(fs::path(log()) / "head", scratch_.path("old-head"));
  ASSERT_EQ(decide(case_named("A-2")).exit, 0);
  fs::copy(scratch_.path("old-head"), fs::path(log()) / "head", fs::copy_options::overwrite_existing);
  const Ran refused = decide(case_named("A-3"));
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("S5017"));
  const Ran verified = stadga({"log", "verify", log()});
  EXPECT_EQ(verified.exit, 1);
  EXPECT_THAT(verified.out, HasSubstr("head_rolled_back"));
}

TEST_F(CliLog, APipeInPlaceOfAFileIsNotWaitedFor) {
  const std::string pipe = scratch_.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::string given = scratch_.file("case.json", pretty(grant_case()));
  EXPECT_EQ(stadga({"decide", parking(), "--case", pipe}).exit, 3);
  EXPECT_EQ(stadga({"decide", parking(), "--cases", pipe}).exit, 3);
  EXPECT_EQ(stadga({"decide", pipe, "--case", given}).exit, 3);
  EXPECT_EQ(stadga({"decide", parking(), "--case", given, "--log", log(), "--key", pipe}).exit, 3);
  EXPECT_EQ(stadga({"decide", parking(), "--case", scratch_.path(".")}).exit, 3);
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  EXPECT_EQ(stadga({"log", "verify", log(), "--key", pipe}).exit, 3);
  fs::remove(fs::path(log()) / "log.db");
  ASSERT_EQ(::mkfifo((log() + "/log.db").c_str(), 0600), 0);
  EXPECT_EQ(stadga({"log", "verify", log()}).exit, 1);
  EXPECT_EQ(decide(case_named("A-2")).exit, 1);
  // What a shell has opened already is meant as a pipe.
  EXPECT_EQ(stadga({"decide", parking(), "--case", "/dev/stdin"}, {pretty(grant_case()), {}}).exit, 0);
}

TEST_F(CliLog, AnActThatTheProposalRulesOutIsRefused) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const auto act = [this](const std::vector<std::string>& more) {
    std::vector<std::string> all = {"log", "decision", log(), "--index", "2", "--name", "N", "--followed"};
    all.insert(all.end(), more.begin(), more.end());
    return stadga(all).exit;
  };
  EXPECT_EQ(act({"--day", "2026-11-24", "--decider", "automated function"}), 3);
  EXPECT_EQ(act({"--day", "2026-11-24", "--decider", "employee"}), 3);
  EXPECT_EQ(act({"--day", "1999-01-01", "--decider", "board"}), 3);
  EXPECT_EQ(text_at(verify(), {"records"}), "3");
  EXPECT_EQ(act({"--day", "2026-11-24", "--decider", "board"}), 0);
}

TEST_F(CliLog, AnOptionGivenEmptyIsNotAnOptionLeftOut) {
  const std::string file = scratch_.file("case.json", pretty(grant_case()));
  const Ran ran = stadga({"decide", parking(), "--case", file, "--log", ""});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_EQ(ran.out, "");
}

TEST_F(CliLog, EvidenceOfALogThatDoesNotHoldIsRefused) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  fs::remove(fs::path(log()) / "head");
  EXPECT_EQ(stadga({"replay", log()}).exit, 1);
  EXPECT_EQ(stadga({"log", "prove", log(), "--index", "2"}).exit, 1);
  EXPECT_EQ(stadga({"log", "checkpoint", log()}).exit, 1);
}

// The bundle's bytes are changed in place, the file stays a database.
TEST_F(CliLog, ReplayOfAChangedBundleIsAFindingAndNotAQuestion) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const std::string words = "rörelsehindrade";
  int changed = 0;
  for (const auto& [path, bytes] : scratch_.contents()) {
    if (!path.ends_with(".db")) continue;
    std::string other = bytes;
    for (std::size_t at = 0; (at = other.find(words, at)) != std::string::npos; ++changed) other[at] = 'R';
    if (other != bytes) write_bytes(path, other);
  }
  ASSERT_GT(changed, 0);
  EXPECT_EQ(stadga({"log", "verify", log()}).exit, 1);
  const Ran run = stadga({"replay", log(), "--format", "json"});
  EXPECT_EQ(run.exit, 1) << run.out << run.err;
  EXPECT_EQ(text_at(parse(run.out), {"summary", "artefact_damaged"}), "1");
  EXPECT_EQ(text_at(parse(run.out), {"summary", "artefact_missing"}), "0");
  EXPECT_THAT(stadga({"replay", log()}).out, HasSubstr("regelverket i loggen har ändrats"));
}

TEST_F(CliLog, TheOneWhoDecidedMayBeNamedInSwedish) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const auto act = [this](const std::string& decider) {
    return stadga({"log", "decision", log(), "--index", "2", "--name", "N", "--followed", "--day", "2026-11-24",
                   "--delegation", "4.2", "--decider", decider});
  };
  EXPECT_EQ(act("nämndeman").exit, 2);
  EXPECT_EQ(act("automatiserad funktion").exit, 3);  // a proposal is a person's to decide
  const Ran swedish = act("anställd");
  EXPECT_EQ(swedish.exit, 0) << swedish.err;
  EXPECT_EQ(act("employee").out, swedish.out);  // the same act
  const Ran shown = stadga({"log", "show", log(), "--index", "3", "--format", "json"});
  EXPECT_THAT(shown.out, HasSubstr(R"(\"kind\":\"employee\")"));
  EXPECT_THAT(stadga({"log", "decision", "--help"}).out, HasSubstr("nämnd, utskott, anställd"));
}

TEST_F(CliLog, ReplayOfOneRecordAndOfNone) {
  ASSERT_EQ(decide(pretty(grant_case())).exit, 0);
  const Ran beyond = stadga({"replay", log(), "--index", "999"});
  EXPECT_EQ(beyond.exit, 3) << beyond.err;
  const Ran proof = stadga({"log", "prove", log(), "--index", "0"});
  EXPECT_EQ(proof.exit, 0) << proof.err;
  EXPECT_THAT(proof.out, testing::StartsWith("c2sp.org/tlog-proof@v1\nextra "));
  EXPECT_THAT(proof.out, HasSubstr("\nindex 0\n"));
}

TEST_F(CliLog, FolderAndBundleAreTheSameArtefact) {
  const auto records = [this] { return std::stoi(text_at(verify(), {"records"})); };
  ASSERT_EQ(decide(case_named("A-1")).exit, 0);
  const int one = records();
  ASSERT_EQ(decide(case_named("A-2")).exit, 0);
  const int two = records();
  const std::string bundle = scratch_.path("parking.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "-o", bundle}).exit, 0);
  const std::string file = scratch_.file("case.json", case_named("A-3"));
  ASSERT_EQ(stadga({"decide", bundle, "--case", file, "--log", log()}).exit, 0);
  EXPECT_EQ(records() - two, two - one);
}

TEST_F(CliLog, AFolderThatIsNoLogIsInvalidInput) {
  const std::string empty = scratch_.path("empty");
  fs::create_directory(empty);
  EXPECT_EQ(stadga({"log", "verify", empty}).exit, 3);
  EXPECT_EQ(stadga({"replay", empty}).exit, 3);
  EXPECT_TRUE(fs::is_empty(empty));
}

TEST_F(CliLog, ABatchIsRecordedLineByLine) {
  const std::string input = canonical_or_die(parse(case_named("A-1"))) + "\n{}\n" +
                            canonical_or_die(parse(case_named("A-2"))) + "\n";
  const Ran run = stadga({"decide", parking(), "--cases", "-", "--log", log()}, {input, {}});
  EXPECT_EQ(run.exit, 3) << run.err;
  EXPECT_EQ(text_at(verify(), {"decisions"}), "2");
  EXPECT_EQ(stadga({"replay", log()}).exit, 0);
}

}  // namespace
}  // namespace stadga::test
