// Waivers of proofs through the command: review waive, and what check and compile make of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

// The small rules with a deadline that the prover has no words for (a working day).
std::string rules(const Scratch& scratch) {
  const std::string folder = changed(small_rules(), scratch, [](std::string& text) {
    replace_once(text, "källa Provlag  \"", "källa Provlag  sfs 2017:900  \"");
    replace_once(text, "krav S-K1",
                 "uppgift inkom : datum 2020-01-01..2030-12-31\n"
                 "  från   sökanden\n"
                 "  fråga  \"Vilken dag kom ansökan in?\"\n\n"
                 "krav S-K1");
    replace_once(text, "  när         ålder är minst 65\n",
                 "  när         inkom eller närmast följande vardag är tidigast 2025-01-01\n");
  });
  fs::create_directories(folder + "/granskning");
  write_bytes(folder + "/granskning/forfattare.json",
              R"({"format":"stadga-authors","stadga":1,"default":["Regelskrivare"]})");
  return folder;
}

std::string make_key(const Scratch& scratch, const std::string& folder, const std::string& owner,
                     bool demonstration = false) {
  const std::string path = scratch.path(owner + ".key");
  std::vector<std::string> line = {"review", "keygen", "--name", "prov-" + owner, "-o", path};
  if (demonstration) line.push_back("--demonstration");
  EXPECT_EQ(stadga(line).exit, 0);
  const std::string trusted = folder + "/granskning/granskare.txt";
  std::string key = read_bytes(path + ".pub");
  if (!key.empty()) key.pop_back();
  write_bytes(trusted, (fs::exists(trusted) ? read_bytes(trusted) : "") + key + " " + owner + "\n");
  return path;
}

void sign(const std::string& folder, const std::string& key, const std::string& reviewer) {
  const Ran run = stadga({"review", "sign", folder, "--key", key, "--reviewer", reviewer, "--day",
                          "2026-11-01", "--all"});
  EXPECT_EQ(run.exit, 0) << run.err;
}

Ran waive(const std::string& folder, const std::string& key, const std::vector<std::string>& ids,
          std::vector<std::string> more = {"--by", "anna, stadsjurist"}) {
  std::vector<std::string> line = {
      "review", "waive",     folder, "--key", key, "--reason", "räknat för hand mot almanackan",
      "--date", "2026-11-02"};
  for (const std::string& id : ids) line.insert(line.end(), {"--obligation", id});
  line.insert(line.end(), more.begin(), more.end());
  return stadga(line);
}

Json checked(const std::string& ruleset) {
  return parse(stadga({"check", ruleset, "--format", "json"}).out);
}

std::vector<Json> open_obligations(const Json& check) {
  std::vector<Json> out;
  for (const Json& one : *check.find("obligations")->as_array()) {
    const Json& verdict = *one.find("verdict");
    if (verdict == Json("out_of_core") || verdict == Json("undecided")) out.push_back(one);
  }
  return out;
}

std::vector<std::string> open_ids(const std::string& folder) {
  std::vector<std::string> out;
  for (const Json& one : open_obligations(checked(folder)))
    out.push_back(*one.find("id")->as_string());
  return out;
}

std::vector<std::string> states(const Json& check) {
  std::vector<std::string> out;
  for (const Json& one : open_obligations(check)) {
    const Json* waiver = one.find("waiver");
    out.push_back(waiver == nullptr ? "" : *waiver->find("state")->as_string());
  }
  return out;
}

Ran release(const std::string& folder, const std::string& target,
            std::vector<std::string> more = {}) {
  std::vector<std::string> line = {"compile",   folder,  "-o",        target,
                                   "--release", "--day", "2026-11-27"};
  line.insert(line.end(), more.begin(), more.end());
  return stadga(line);
}

struct Prepared {
  std::string folder, anna, bo;
  std::vector<std::string> open;
};

// Reviewed by two; nothing but proofs is in the way of a release.
Prepared prepared(const Scratch& scratch, bool demonstration = false) {
  Prepared out{rules(scratch), "", "", {}};
  out.anna = make_key(scratch, out.folder, "anna", demonstration);
  out.bo = make_key(scratch, out.folder, "bo", demonstration);
  sign(out.folder, out.anna, "anna");
  sign(out.folder, out.bo, "bo");
  out.open = open_ids(out.folder);
  EXPECT_THAT(out.open, Not(IsEmpty()));
  return out;
}

TEST(CliWaiver, AReleaseIsRefusedWaivedAcceptedAndRefusedAgain) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  const std::string target = scratch.path("r.bundle");
  const Ran refused = release(at.folder, target);
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.err,
              HasSubstr(at.open.front() + ": utanför det som kan bevisas; en jurist kan undanta"));

  const std::vector<std::string> all_but_one(at.open.begin() + 1, at.open.end());
  if (!all_but_one.empty()) {
    ASSERT_EQ(waive(at.folder, at.anna, all_but_one).exit, 0);
    EXPECT_EQ(release(at.folder, target).exit, 1);
  }
  const Ran done = waive(at.folder, at.anna, {at.open.front()});
  ASSERT_EQ(done.exit, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr(at.open.front() + ": undantaget från krav på bevis"));
  EXPECT_THAT(done.err, IsEmpty());
  const Ran accepted = release(at.folder, target, {"--format", "json"});
  ASSERT_EQ(accepted.exit, 0) << accepted.err << accepted.out;
  for (const std::string& id : at.open) {
    EXPECT_THAT(accepted.err,
                HasSubstr(id + ": Undantaget från krav på bevis av anna, stadsjurist 2026-11-02"));
  }
  EXPECT_EQ(parse(accepted.out).find("waived")->as_array()->size(), at.open.size());

  std::string text = read_bytes(at.folder + "/regler.stadga");
  replace_once(text, "avgift är 50 kr", "avgift är 60 kr");
  write_bytes(at.folder + "/regler.stadga", text);
  sign(at.folder, at.anna, "anna");
  sign(at.folder, at.bo, "bo");
  const Ran stale = release(at.folder, scratch.path("s.bundle"));
  EXPECT_EQ(stale.exit, 1);
  EXPECT_THAT(stale.err, HasSubstr("Undantag som inte räknas (reglerna har ändrats sedan dess)"));
  EXPECT_THAT(stale.err, Not(HasSubstr("granskare räknas)")));
  EXPECT_FALSE(scratch.has("s.bundle"));
}

TEST(CliWaiver, CheckListsItAndTheVerdictStays) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  const Ran before = stadga({"check", at.folder, "--format", "json"});
  EXPECT_EQ(before.exit, 4);
  EXPECT_THAT(before.out, Not(HasSubstr("\"waiver\"")));
  ASSERT_EQ(waive(at.folder, at.anna, at.open).exit, 0);
  const Ran after = stadga({"check", at.folder, "--format", "json"});
  EXPECT_EQ(after.exit, 4);
  const Json json = parse(after.out);
  EXPECT_EQ(open_obligations(json).size(), at.open.size());
  EXPECT_THAT(states(json), Each("valid"));
  EXPECT_EQ(*json.find("summary")->find("waived"), Json(static_cast<std::int64_t>(at.open.size())));
  const Json waiver = *open_obligations(json).front().find("waiver");
  EXPECT_EQ(*waiver.find("by"), Json("anna, stadsjurist"));
  EXPECT_EQ(*waiver.find("reason"), Json("räknat för hand mot almanackan"));
  EXPECT_EQ(*waiver.find("date"), Json("2026-11-02"));
  // What check calls an obligation's hash is what the waiver is bound to.
  const std::string file = read_bytes(at.folder + "/granskning/undantag.json");
  for (const Json& one : open_obligations(json))
    EXPECT_THAT(file, HasSubstr(*one.find("hash")->as_string()));
  for (const char* format : {"text", "plain", "junit", "sarif"}) {
    const Ran run = stadga({"check", at.folder, "--format", format});
    EXPECT_EQ(run.exit, 4) << format;
    EXPECT_THAT(run.out, HasSubstr("Undantaget från krav på bevis av anna, stadsjurist 2026-11-02"))
        << format;
  }
  EXPECT_THAT(stadga({"check", at.folder, "--format", "junit"}).out, HasSubstr("<error message="));
  EXPECT_THAT(stadga({"check", at.folder, "--lang", "en"}).out,
              HasSubstr("Proof waived by anna, stadsjurist on 2026-11-02"));
}

TEST(CliWaiver, StaleAndUnknownOnesAreWarnedOf) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  ASSERT_EQ(waive(at.folder, at.anna, at.open).exit, 0);
  std::string text = read_bytes(at.folder + "/regler.stadga");
  replace_once(text, "ålder är minst 18", "ålder är minst 17");
  write_bytes(at.folder + "/regler.stadga", text);
  const Ran stale = stadga({"check", at.folder});
  EXPECT_EQ(stale.exit, 4);
  for (const std::string& id : at.open)
    EXPECT_THAT(stale.err, HasSubstr("S7015 " + id + ": Undantag som inte räknas"));
  EXPECT_THAT(stale.out, HasSubstr("reglerna har ändrats sedan dess"));
  EXPECT_THAT(states(checked(at.folder)), Each("stale"));
  EXPECT_THAT(stadga({"review", "status", at.folder}).out,
              HasSubstr(at.open.front() + ": Undantag som inte räknas (reglerna"));

  replace_once(text, "inkom eller närmast följande vardag är tidigast 2025-01-01",
               "inkom är tidigast 2025-01-01");
  write_bytes(at.folder + "/regler.stadga", text);
  const Ran proved = stadga({"check", at.folder, "--lang", "en"});
  EXPECT_EQ(proved.exit, 0) << proved.out;
  EXPECT_THAT(proved.err, HasSubstr("S7015 " + at.open.front()));
  replace_once(text, "regel S-R2", "regel S-R9");
  write_bytes(at.folder + "/regler.stadga", text);
  EXPECT_THAT(stadga({"check", at.folder, "--lang", "en"}).err, HasSubstr("S7015"));
}

TEST(CliWaiver, NothingIsWrittenWhereItIsRefused) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  const auto before = scratch.contents();
  const auto refuse = [&](const std::vector<std::string>& ids, const std::vector<std::string>& more,
                          int exit) {
    const Ran run = waive(at.folder, at.anna, ids, more);
    EXPECT_EQ(run.exit, exit) << run.err;
    EXPECT_EQ(scratch.contents(), before);
    return run.err;
  };
  const std::vector<std::string> anna = {"--by", "anna"};
  EXPECT_THAT(refuse({"conflict/avgit"}, anna, 3), HasSubstr("S7013"));
  EXPECT_THAT(refuse({at.open.front(), "gap/decision/x"}, anna, 3), HasSubstr("S7013"));
  EXPECT_THAT(refuse({at.open.front()}, {"--by", "Regelskrivare, jurist"}, 3), HasSubstr("S7006"));
  EXPECT_THAT(refuse({at.open.front()}, {"--by", ", jurist"}, 3), HasSubstr("S7010"));
  refuse({}, anna, 2);
  refuse({at.open.front()}, {}, 2);
  refuse({at.open.front()}, {"--by", ""}, 2);
  EXPECT_EQ(stadga({"review", "waive", at.folder, "--key", at.anna, "--by", "anna", "--reason", "x",
                    "--date", "2026-13-01", "--obligation", at.open.front()})
                .exit,
            3);
  EXPECT_EQ(
      stadga({"review", "waive", at.folder + "/regler.stadga", "--key", at.anna, "--by", "anna",
              "--reason", "x", "--date", "2026-11-01", "--obligation", at.open.front()})
          .exit,
      3);
  EXPECT_EQ(scratch.contents(), before);
}

TEST(CliWaiver, ARefutedOrProvedObligationCannotBeWaived) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  std::string text = read_bytes(at.folder + "/regler.stadga");
  replace_once(text, "inkom eller närmast följande vardag är tidigast 2025-01-01",
               "ålder är minst 65");
  replace_once(text, "  går före    S-R1\n", "");
  write_bytes(at.folder + "/regler.stadga", text);
  const Ran refuted = waive(at.folder, at.anna, {"conflict/avgift"});
  EXPECT_EQ(refuted.exit, 3);
  EXPECT_THAT(refuted.err, HasSubstr("S7014"));
  EXPECT_THAT(refuted.err, HasSubstr("motbevisat"));
  EXPECT_THAT(waive(at.folder, at.anna, {"gap/decision"}).err, HasSubstr("S7014"));
  EXPECT_FALSE(fs::exists(at.folder + "/granskning/undantag.json"));
}

TEST(CliWaiver, AKeyThatDoesNotCountIsSaidAtOnceAndReleasesNothing) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  const std::string stranger = scratch.path("stranger.key");
  ASSERT_EQ(stadga({"review", "keygen", "--name", "stranger", "-o", stranger}).exit, 0);
  const Ran run = waive(at.folder, stranger, at.open);
  EXPECT_EQ(run.exit, 0);
  EXPECT_THAT(run.err, HasSubstr("okänd nyckel"));
  EXPECT_THAT(release(at.folder, scratch.path("r")).err,
              HasSubstr("Undantag som inte räknas (okänd nyckel)"));
  EXPECT_THAT(waive(at.folder, at.bo, at.open).err, HasSubstr("någon annans"));
  EXPECT_EQ(release(at.folder, scratch.path("r")).exit, 1);
  EXPECT_EQ(waive(at.folder, at.bo, at.open, {"--by", "Bo, förvaltningsjurist"}).err, "");
  EXPECT_EQ(release(at.folder, scratch.path("r")).exit, 0);
}

TEST(CliWaiver, AForgedOneIsAFindingEvenBesideAGoodOne) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  ASSERT_EQ(waive(at.folder, at.anna, at.open).exit, 0);
  ASSERT_EQ(waive(at.folder, at.bo, {at.open.front()}, {"--by", "bo"}).exit, 0);
  EXPECT_THAT(waive(at.folder, at.bo, {at.open.front()}, {"--by", "bo"}).out,
              HasSubstr("redan undantaget"));
  EXPECT_EQ(stadga({"review", "status", at.folder}).exit, 0);
  const std::string file = at.folder + "/granskning/undantag.json";
  std::string bytes = read_bytes(file);
  replace_once(bytes, "\"by\":\"bo\"", "\"by\":\"ba\"");
  write_bytes(file, bytes);
  EXPECT_EQ(stadga({"review", "status", at.folder}).exit, 1);
  EXPECT_THAT(states(checked(at.folder)), Each("valid"));
  const Ran run = release(at.folder, scratch.path("r"));
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.err, HasSubstr("ogiltig underskrift"));
  write_bytes(file, bytes + " ");
  EXPECT_EQ(stadga({"check", at.folder}).exit, 3);
  EXPECT_EQ(stadga({"review", "status", at.folder}).exit, 3);
  EXPECT_EQ(release(at.folder, scratch.path("r")).exit, 3);
  EXPECT_EQ(waive(at.folder, at.anna, at.open).exit, 3);
  EXPECT_EQ(read_bytes(file), bytes + " ");
  EXPECT_FALSE(scratch.has("r"));
}

TEST(CliWaiver, ABundleCarriesThemAndTellsWhereItBoasts) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  ASSERT_EQ(waive(at.folder, at.anna, at.open).exit, 0);
  const std::string bundle = scratch.path("r.bundle");
  ASSERT_EQ(release(at.folder, bundle).exit, 0);
  const Ran status = stadga({"review", "status", bundle, "--format", "json"});
  EXPECT_EQ(status.exit, 0) << status.err;
  const Json told_of = parse(status.out);
  const JsonArray& listed = *told_of.find("waivers")->as_array();
  ASSERT_EQ(listed.size(), at.open.size());
  for (const Json& one : listed) EXPECT_EQ(*one.find("state"), Json("valid"));
  EXPECT_THAT(states(checked(bundle)), Each("valid"));
  ASSERT_EQ(release(bundle, scratch.path("again")).exit, 0);
  EXPECT_EQ(read_bytes(scratch.path("again")), read_bytes(bundle));
  std::string forged = read_bytes(bundle);
  replace_once(forged, "\"day\":\"2026-11-02\"", "\"day\":\"2026-11-03\"");
  const Ran refused = stadga({"review", "status", scratch.file("f.bundle", forged)});
  EXPECT_EQ(refused.exit, 3);
  EXPECT_THAT(refused.err, HasSubstr("S4041"));
  std::string boasting = read_bytes(bundle);
  replace_once(boasting, "\"date\":\"2026-11-02\"", "\"date\":\"2026-11-03\"");
  const Ran told = stadga({"review", "status", scratch.file("b.bundle", boasting)});
  EXPECT_EQ(told.exit, 1);
  EXPECT_THAT(told.err, HasSubstr("S7011"));
}

TEST(CliWaiver, AnOrdinaryBundleWithChecksRecordsThemToo) {
  const Scratch scratch;
  const Prepared at = prepared(scratch);
  ASSERT_EQ(waive(at.folder, at.anna, at.open).exit, 0);
  const std::string bundle = scratch.path("c.bundle");
  ASSERT_EQ(stadga({"compile", at.folder, "-o", bundle, "--check"}).exit, 0);
  EXPECT_THAT(read_bytes(bundle), HasSubstr("\"waiver\":{\"by\":\"anna, stadsjurist\""));
  EXPECT_THAT(read_bytes(bundle), Not(HasSubstr("\"reviews\":")));
}

TEST(CliWaiver, ADemonstrationKeyWaivesOnlyInADemonstration) {
  const Scratch scratch;
  const Prepared at = prepared(scratch, true);
  EXPECT_THAT(waive(at.folder, at.anna, at.open).err, HasSubstr("demonstrationsnyckel"));
  EXPECT_EQ(release(at.folder, scratch.path("r")).exit, 1);
  EXPECT_EQ(release(at.folder, scratch.path("r"), {"--demonstration"}).exit, 0);
  EXPECT_THAT(read_bytes(scratch.path("r")), HasSubstr("\"demonstration\":true,\"reviewers\""));
}

}  // namespace
}  // namespace stadga::test
