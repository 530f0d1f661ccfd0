// review and compile --release through the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace fs = std::filesystem;

const char* const kAuthors = R"({"format":"stadga-authors","stadga":1,"default":["Regelskrivare"]})";

// The small rules with a law that has a number (invented for the test), and their author.
std::string rules(const Scratch& scratch) {
  const std::string folder = changed(small_rules(), scratch, [](std::string& text) {
    replace_once(text, "källa Provlag  \"", "källa Provlag  sfs 2017:900  \"");
  });
  fs::create_directories(folder + "/granskning");
  write_bytes(folder + "/granskning/forfattare.json", kAuthors);
  return folder;
}

// A key pair; gives the private file's path and adds the key to those that the rules trust.
std::string make_key(const Scratch& scratch, const std::string& folder, const std::string& name,
                     const std::string& owner, bool demonstration = false) {
  const std::string path = scratch.path(owner + ".key");
  std::vector<std::string> line = {"review", "keygen", "--name", name, "-o", path};
  if (demonstration) line.push_back("--demonstration");
  const Ran run = stadga(line);
  EXPECT_EQ(run.exit, 0) << run.err;
  const std::string trusted = folder + "/granskning/granskare.txt";
  std::string key = read_bytes(path + ".pub");
  if (!key.empty()) key.pop_back();
  write_bytes(trusted, (fs::exists(trusted) ? read_bytes(trusted) : "") + key + " " + owner + "\n");
  return path;
}

Ran sign(const std::string& folder, const std::string& key, const std::string& reviewer,
         const std::vector<std::string>& more = {"--all"}) {
  std::vector<std::string> line = {"review", "sign", folder, "--key", key, "--reviewer", reviewer,
                                   "--day", "2026-11-01"};
  line.insert(line.end(), more.begin(), more.end());
  return stadga(line);
}

// Signed by two whom the rules trust.
std::string reviewed(const Scratch& scratch, bool demonstration = false) {
  const std::string folder = rules(scratch);
  const std::string a = make_key(scratch, folder, "prov-1", "jurist1", demonstration);
  const std::string b = make_key(scratch, folder, "prov-2", "jurist2", demonstration);
  EXPECT_EQ(sign(folder, a, "jurist1").exit, 0);
  EXPECT_EQ(sign(folder, b, "jurist2").exit, 0);
  return folder;
}

Ran release(const std::string& folder, const std::string& target, std::vector<std::string> more = {}) {
  std::vector<std::string> line = {"compile", folder, "-o", target, "--release", "--day", "2026-11-27"};
  line.insert(line.end(), more.begin(), more.end());
  return stadga(line);
}

TEST(CliReview, AKeyIsPrivateAndNeverOverwritten) {
  const Scratch scratch;
  const std::string path = scratch.path("k");
  const Ran run = stadga({"review", "keygen", "--name", "prov", "-o", path});
  ASSERT_EQ(run.exit, 0) << run.err;
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const std::string secret = read_bytes(path);
  EXPECT_THAT(secret, HasSubstr("PRIVATE+KEY+prov+"));
  const std::string material = secret.substr(secret.rfind('+') + 1, 40);
  EXPECT_THAT(run.out + run.err, Not(HasSubstr(material)));
  EXPECT_EQ(run.out, read_bytes(path + ".pub"));
  const auto before = scratch.contents();
  EXPECT_EQ(stadga({"granska", "nyckel", "--name", "prov", "-o", path}).exit, 3);
  fs::remove(path);
  EXPECT_EQ(stadga({"review", "keygen", "--name", "prov", "-o", path}).exit, 3) << "the .pub is there";
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(stadga({"review", "keygen", "--name", "a b", "-o", scratch.path("x")}).exit, 3);
  EXPECT_EQ(stadga({"review", "keygen", "--name", "demonstration-a", "-o", scratch.path("x")}).exit, 3);
  EXPECT_FALSE(scratch.has("x"));
}

TEST(CliReview, TwoSignaturesMakeItReviewed) {
  const Scratch scratch;
  const std::string folder = rules(scratch);
  EXPECT_EQ(stadga({"review", "status", folder}).exit, 1);
  const std::string a = make_key(scratch, folder, "prov-1", "jurist1");
  const std::string b = make_key(scratch, folder, "prov-2", "jurist2");
  const Ran first = sign(folder, a, "jurist1");
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("S-K1: signerad"));
  EXPECT_THAT(first.err, IsEmpty());
  EXPECT_EQ(stadga({"review", "status", folder}).exit, 1);
  const std::string half = read_bytes(folder + "/granskning/signaturer.json");
  EXPECT_THAT(sign(folder, a, "jurist1").out, HasSubstr("redan signerad"));
  EXPECT_EQ(read_bytes(folder + "/granskning/signaturer.json"), half);
  ASSERT_EQ(stadga({"granska", "signera", folder, "--key", b, "--reviewer", "jurist2", "--all"}).exit, 0);
  const Ran done = stadga({"granska", "status", folder});
  EXPECT_EQ(done.exit, 0) << done.out;
  EXPECT_THAT(done.out, HasSubstr("Regelverket är granskat"));
  const Ran json = stadga({"review", "status", folder, "--format", "json"});
  EXPECT_EQ(text_at(parse(json.out), {"reviewed"}), "true");
  EXPECT_EQ(text_at(parse(json.out), {"trust"}), "self-declared");
}

TEST(CliReview, NothingIsWrittenWhereSigningIsRefused) {
  const Scratch scratch;
  const std::string folder = rules(scratch);
  const std::string key = make_key(scratch, folder, "prov-1", "jurist1");
  const auto before = scratch.contents();
  EXPECT_EQ(sign(folder, key, "regelskrivare").exit, 3);
  const Ran unknown = sign(folder, key, "jurist1", {"--rule", "S-K2", "--lang", "en"});
  EXPECT_EQ(unknown.exit, 3);
  EXPECT_THAT(unknown.err, HasSubstr("nearest is S-K1"));
  EXPECT_EQ(sign(folder, key + ".pub", "jurist1").exit, 3);
  EXPECT_EQ(sign(folder, key, "jurist1", {"--rule", "S-K1", "--author", "Annan"}).exit, 3);
  EXPECT_EQ(sign(folder, key, "jurist1", {}).exit, 2);
  EXPECT_EQ(sign(folder, key, "jurist1", {"--all", "--rule", "S-K1"}).exit, 2);
  EXPECT_EQ(scratch.contents(), before);
}

TEST(CliReview, AMalformedFileIsInvalidInputAndStays) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const std::string file = folder + "/granskning/signaturer.json";
  write_bytes(file, read_bytes(file) + " ");
  const auto before = scratch.contents();
  EXPECT_EQ(stadga({"review", "status", folder}).exit, 3);
  EXPECT_EQ(sign(folder, scratch.path("jurist1.key"), "jurist1").exit, 3);
  EXPECT_EQ(release(folder, scratch.path("r.bundle")).exit, 3);
  EXPECT_EQ(scratch.contents(), before);
  fs::remove(file);
  write_bytes(folder + "/granskning/granskare.txt", "ingen nyckel\n");
  EXPECT_EQ(stadga({"review", "status", folder}).exit, 3);
}

TEST(CliReview, AForgedSignatureIsAFinding) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const std::string file = folder + "/granskning/signaturer.json";
  std::string bytes = read_bytes(file);
  replace_once(bytes, "\"reviewer\":\"jurist1\"", "\"reviewer\":\"jurist9\"");
  write_bytes(file, bytes);
  const Ran run = stadga({"review", "status", folder});
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.out, HasSubstr("ogiltig underskrift"));
}

TEST(CliRelease, SignedAndProvedRulesAreReleasedAndTheBundleSaysSo) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const std::string bundle = scratch.path("r.bundle");
  const Ran run = release(folder, bundle);
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(read_bytes(bundle), HasSubstr("\"reviews\":"));
  EXPECT_EQ(stadga({"review", "status", bundle}).exit, 0);
  const std::string keys = folder + "/granskning/granskare.txt";
  const Ran pinned = stadga({"review", "status", bundle, "--keys", keys, "--format", "json"});
  EXPECT_EQ(pinned.exit, 0);
  EXPECT_EQ(text_at(parse(pinned.out), {"trust"}), "pinned");
  const std::string others = scratch.file("andra.txt", "# ingen\n");
  EXPECT_EQ(stadga({"review", "status", bundle, "--keys", others}).exit, 1);
  const std::string again = scratch.path("again.bundle");
  EXPECT_EQ(release(bundle, again).exit, 0);
  EXPECT_EQ(read_bytes(again), read_bytes(bundle));
  std::string forged = read_bytes(bundle);
  replace_once(forged, "\"reviewer\":\"jurist1\"", "\"reviewer\":\"jurist9\"");
  EXPECT_EQ(stadga({"review", "status", scratch.file("f.bundle", forged)}).exit, 3);
  std::string boasting = read_bytes(bundle);
  replace_once(boasting, "\"S-K1\":\"reviewed\"", "\"S-K1\":\"signed\"");
  const Ran told = stadga({"review", "status", scratch.file("b.bundle", boasting), "--lang", "en"});
  EXPECT_EQ(told.exit, 1);
  EXPECT_THAT(told.err, HasSubstr("S7011"));
}

TEST(CliRelease, CarriesWhatItsProofsRestOn) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const std::string bundle = scratch.path("r.bundle");
  ASSERT_EQ(release(folder, bundle).exit, 0);
  const Ran listed = stadga({"show", "evidence", bundle, "--format", "json"});
  ASSERT_EQ(listed.exit, 0) << listed.err;
  const Json list = parse(listed.out);
  EXPECT_EQ(text_at(list, {"second_opinion", "solver"}), "cvc5");
  const JsonArray& questions = *list.find("questions")->as_array();
  ASSERT_GT(questions.size(), 5U);
  const std::string obligation = text_at(questions[0], {"obligation"});
  EXPECT_EQ(text_at(questions[0], {"z3"}), text_at(questions[0], {"cvc5"}));
  EXPECT_THAT(stadga({"show", "evidence", bundle, obligation}).out, HasSubstr("1  " + obligation + ": z3 "));
  const Ran script = stadga({"show", "evidence", bundle, "1"});
  EXPECT_THAT(script.out, ::testing::StartsWith("(set-logic ALL)"));
  EXPECT_THAT(script.out, ::testing::EndsWith("(check-sat)\n"));
  EXPECT_EQ(stadga({"show", "evidence", bundle, std::to_string(questions.size() + 1)}).exit, 3);
  EXPECT_THAT(stadga({"show", "evidence", folder}).err, HasSubstr("S6030"));
}

TEST(CliRelease, ASolverThatDisagreesIsInTheWay) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const std::string liar = scratch.file("solver", "#!/bin/sh\ncat > /dev/null\n[ \"$1\" = --version ] && echo This is cvc5 version 9 || echo sat\n");
  fs::permissions(liar, fs::perms::owner_all);
  const std::string target = scratch.path("r.bundle");
  const Ran run = stadga({"compile", folder, "-o", target, "--release", "--day", "2026-11-27"}, {"", {{"STADGA_CVC5", liar}}});
  EXPECT_EQ(run.exit, 70);
  EXPECT_FALSE(fs::exists(target));
}

TEST(CliRelease, RefusalNamesEverythingInTheWay) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  std::string text = read_bytes(folder + "/regler.stadga");
  replace_once(text, "  går före    S-R1\n", "");
  replace_once(text, "kontrollerad t.o.m. 2030-12-31", "kontrollerad t.o.m. 2026-01-01");
  write_bytes(folder + "/regler.stadga", text);
  const std::string target = scratch.path("r.bundle");
  const Ran run = release(folder, target, {"--lang", "en"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("conflict/avgift: refuted"));
  EXPECT_THAT(run.err, HasSubstr("S-R2: unreviewed: does not count, the rule has changed"));
  EXPECT_THAT(run.err, HasSubstr("was checked up to 2026-01-01"));
  EXPECT_THAT(run.err, Not(HasSubstr("S-K1: unreviewed")));
  EXPECT_FALSE(fs::exists(target));
}

TEST(CliRelease, LawThatWasCheckedTooLongAgoIsNamed) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch);
  const Ran run = stadga({"compile", folder, "-o", scratch.path("r"), "--release", "--day", "2031-01-01"});
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.err, HasSubstr("kontrollerad till och med 2030-12-31"));
  EXPECT_EQ(stadga({"compile", folder, "-o", scratch.path("r"), "--release", "--day", "2031-02-30"}).exit, 3);
  EXPECT_EQ(stadga({"compile", folder, "-o", scratch.path("r"), "--demonstration"}).exit, 2);
  EXPECT_FALSE(scratch.has("r"));
}

TEST(CliRelease, ADemonstrationIsReleasedOnlyAsOne) {
  const Scratch scratch;
  const std::string folder = reviewed(scratch, true);
  const std::string target = scratch.path("r.bundle");
  const Ran refused = release(folder, target);
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.err, HasSubstr("demonstrationsnyckel"));
  EXPECT_EQ(release(folder, target, {"--demonstration"}).exit, 0);
  EXPECT_THAT(read_bytes(target), HasSubstr("\"demonstration\":true"));
  EXPECT_EQ(stadga({"review", "status", target}).exit, 1);
  EXPECT_EQ(stadga({"review", "status", target, "--demonstration"}).exit, 0);
}

}  // namespace
}  // namespace stadga::test
