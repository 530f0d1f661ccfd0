// log export: a compilation that others can read and check, without what must never be compiled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "cli/command.h"
#include "stadga/audit/merkle.h"
#include "stadga/base/crypto.h"

namespace stadga::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class CliExport : public testing::Test {
 protected:
  void decide(const std::string& rules, const JsonObject& facts, const std::string& id = "AA-1") {
    const Json object(
        JsonObject{{"case_id", id}, {"decision_date", "2026-11-22"}, {"facts", facts}});
    const Ran run = stadga(
        {"decide", rules, "--case", scratch_.file("c.json", pretty(object)), "--log", log()});
    ASSERT_EQ(run.exit, 0) << run.err;
  }
  [[nodiscard]] std::string log() const { return scratch_.path("log"); }
  [[nodiscard]] Ran exported(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"log", "export", log()};
    line.insert(line.end(), more.begin(), more.end());
    return stadga(line);
  }

  Scratch scratch_;
};

TEST_F(CliExport, JsonLinesHoldEveryRecordWithItsParts) {
  decide(small_rules(), {{"ålder", 70}});
  const Ran run = exported();
  ASSERT_EQ(run.exit, 0) << run.err;
  const auto lines = lines_of(run.out);
  ASSERT_EQ(lines.size(), 3U);
  const Json record = parse(lines[2]);
  EXPECT_EQ(text_at(record, {"index"}), "2");
  EXPECT_EQ(text_at(record, {"kind"}), "proposal");
  EXPECT_EQ(text_at(parse(text_at(record, {"parts", "case"})), {"facts", "ålder"}), "70");
  EXPECT_EQ(text_at(parse(text_at(record, {"parts", "result"})), {"values", "avgift"}), "50.00");
  EXPECT_EQ(record.find("proof"), nullptr);
  EXPECT_EQ(exported({"--jsonl"}).out, run.out);
}

TEST_F(CliExport, ProofsHoldAgainstTheSignedCheckpoint) {
  decide(small_rules(), {{"ålder", 70}});
  decide(small_rules(), {{"ålder", 20}}, "AA-2");
  const Ran run = exported({"--with-proofs"});
  ASSERT_EQ(run.exit, 0) << run.err;
  for (const std::string& line : lines_of(run.out)) {
    const Json record = parse(line);
    // A receipt made of nothing but the line.
    std::string receipt = "c2sp.org/tlog-proof@v1\nindex " + text_at(record, {"index"}) + "\n";
    for (const Json& hash : *record.find("proof")->find("hashes")->as_array()) {
      receipt += *hash.as_string() + "\n";
    }
    receipt += "\n" + text_at(record, {"proof", "checkpoint"});
    const Ran checked =
        stadga({"receipt", "verify", scratch_.file("r", receipt), "--key", log() + "/log.pub",
                "--leaf", to_hex(audit::leaf_hash(text_at(record, {"entry"})))});
    EXPECT_EQ(checked.exit, 0) << checked.out << checked.err;
  }
  EXPECT_NE(parse(lines_of(run.out)[2]).find("salts"), nullptr);
}

TEST_F(CliExport, SealedHoldsNoContent) {
  decide(small_rules(), {{"ålder", 70}});
  const std::vector<std::vector<std::string>> forms = {
      {"--sealed"}, {"--sealed", "--csv"}, {"--sealed", "--with-proofs"}};
  for (const auto& form : forms) {
    const Ran run = exported(form);
    EXPECT_EQ(run.exit, 0) << run.err;
    EXPECT_THAT(run.out, Not(HasSubstr("AA-1")));
    EXPECT_THAT(run.out, Not(HasSubstr("ålder")));
    EXPECT_THAT(run.out, Not(HasSubstr("salt")));
  }
}

TEST_F(CliExport, WhatNeverEntersACompilationIsNotThere) {
  const std::string rules = changed(small_rules(), scratch_, [](std::string& text) {
    replace_once(text, "krav S-K1",
                 "uppgift fackligt : ja/nej\n  från   sökanden\n  fråga  \"Är du med i facket?\"\n"
                 "  aldrig i sammanställning\n\nkrav S-K1");
    replace_once(text, "  rekvisit   ålder är minst 18\n",
                 "  rekvisit   fackligt är ja\n");
  });
  decide(rules, {{"ålder", 70}, {"fackligt", true}});
  decide(rules, {{"ålder", 71}}, "AA-2");  // its result asks for the fact
  for (const std::string form : {"--with-proofs", "--csv"}) {
    const Ran run = exported({form});
    ASSERT_EQ(run.exit, 0) << run.err;
    EXPECT_THAT(run.out, Not(HasSubstr("fackligt")));
    EXPECT_THAT(run.out, Not(HasSubstr("S-K1")));
    EXPECT_THAT(run.out, HasSubstr("AA-1"));
  }
  const Json record = parse(lines_of(exported({"--with-proofs"}).out)[2]);
  EXPECT_EQ(text_at(parse(text_at(record, {"parts", "case"})), {"facts", "ålder"}), "70");
  EXPECT_EQ(text_at(record, {"redacted"}), R"(["case","result"])");
  EXPECT_EQ(record.find("salts")->find("case"), nullptr);
}

TEST_F(CliExport, CsvIsAPlainTableWithoutFormulas) {
  decide(small_rules(), {{"ålder", 70}}, "=HYPERLINK(\"x\";\"y\")");
  decide(small_rules(), {{"ålder", 17}}, "@sum, \"quoted\"");
  decide(small_rules(), {{"ålder", 30}}, "-1+1");
  const Ran run = exported({"--csv", "--with-proofs"});
  ASSERT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.out, testing::StartsWith("index,time,kind,leaf,content,case_id,case_seq,"));
  EXPECT_THAT(run.out, HasSubstr(",values.avgift,proof_size,proof\r\n"));
  EXPECT_THAT(run.out, HasSubstr(R"-(,"'=HYPERLINK(""x"";""y"")",1,)-"));
  EXPECT_THAT(run.out, HasSubstr(R"(,"'@sum, ""quoted""",1,)"));
  EXPECT_THAT(run.out, HasSubstr(",'-1+1,1,"));
  EXPECT_THAT(run.out, HasSubstr(",bifall,50.00,5,"));
  EXPECT_THAT(run.out, Not(ContainsRegex("[,\n][=+@\t-]")));
}

// What `--with-proofs` is in a table: two columns, each row's own, and nothing that opens a part.
TEST_F(CliExport, ProofsInATableAreTwoColumns) {
  decide(small_rules(), {{"ålder", 70}});
  const auto plain = lines_of(exported({"--csv"}).out);
  const auto proved = lines_of(exported({"--csv", "--with-proofs"}).out);
  const auto json = lines_of(exported({"--with-proofs"}).out);
  ASSERT_EQ(proved.size(), 4U);
  ASSERT_EQ(plain.size(), proved.size());
  const auto whole = [](const std::string& line) { return line.substr(0, line.size() - 1); };
  EXPECT_EQ(proved[0], whole(plain[0]) + ",proof_size,proof\r");
  for (std::size_t row = 1; row < proved.size(); ++row) {
    const Json record = parse(json[row - 1]);
    std::string joined;
    for (const Json& hash : *record.find("proof")->find("hashes")->as_array()) {
      joined += (joined.empty() ? "" : " ") + *hash.as_string();
    }
    if (joined.front() == '+') joined.insert(0, "'");
    EXPECT_EQ(proved[row], whole(plain[row]) + ",3," + joined + "\r");
  }
}

TEST_F(CliExport, NothingOfTheLogIsOverwritten) {
  namespace fs = std::filesystem;
  decide(small_rules(), {{"ålder", 70}});
  fs::rename(log() + "/head", scratch_.path("head"));
  fs::create_directory(log() + "/sub");
  fs::create_symlink(log(), scratch_.path("door"));
  fs::create_hard_link(log() + "/keys.db", scratch_.path("twin"));
  fs::create_symlink(scratch_.path("head"), scratch_.path("alias"));
  const auto before = scratch_.contents();
  for (const std::string name :
       {"log/log.db", "log/keys.db", "log/keys.db-wal", "log/log.lock", "log/log.pub", "log/new",
        "log/sub/new", "door/new", "./log/../log/new", "twin", "head", "alias"}) {
    for (const bool force : {true, false}) {
      std::vector<std::string> more = {"--head", scratch_.path("head"), "-o", scratch_.path(name)};
      if (force) more.emplace_back("--force");
      const Ran run = exported(more);
      EXPECT_EQ(run.exit, 3) << name << run.err;
      EXPECT_THAT(run.err, HasSubstr("S6033")) << name;
      EXPECT_EQ(scratch_.contents(), before) << name;
    }
  }
  const std::string key = scratch_.file("log.pub", read_bytes(log() + "/log.pub"));
  const Ran over_key = exported({"--head", scratch_.path("head"), "--key", key, "-o", key, "--force"});
  EXPECT_EQ(over_key.exit, 3);
  EXPECT_EQ(read_bytes(key), read_bytes(log() + "/log.pub"));
  EXPECT_EQ(exported({"--head", scratch_.path("head"), "-o", scratch_.path("out")}).exit, 0);
}

TEST_F(CliExport, OnlyAFileIsReplaced) {
  decide(small_rules(), {{"ålder", 70}});
  const std::string pipe = scratch_.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  ASSERT_EQ(::symlink(pipe.c_str(), scratch_.path("to-pipe").c_str()), 0);
  ASSERT_EQ(::symlink("/dev/null", scratch_.path("to-null").c_str()), 0);
  ASSERT_EQ(::mkdir(scratch_.path("folder").c_str(), 0700), 0);
  ASSERT_EQ(::symlink("folder", scratch_.path("to-folder").c_str()), 0);
  for (const char* name : {"pipe", "to-pipe", "to-null", "folder", "to-folder"}) {
    struct stat was {}, is {};
    ASSERT_EQ(::lstat(scratch_.path(name).c_str(), &was), 0);
    const Ran run = exported({"-o", scratch_.path(name), "--force"});
    EXPECT_NE(run.exit, 0) << name;
    EXPECT_THAT(run.out, IsEmpty()) << name;
    ASSERT_EQ(::lstat(scratch_.path(name).c_str(), &is), 0) << name;
    EXPECT_EQ(was.st_ino, is.st_ino) << name;
    EXPECT_EQ(was.st_mode, is.st_mode) << name;
  }
}

TEST_F(CliExport, AFileIsWholeNewAndItsOwnersAlone) {
  decide(small_rules(), {{"ålder", 70}});
  const std::string file = scratch_.path("out.jsonl");
  const Ran first = exported({"-o", file, "--format", "json"});
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(text_at(parse(first.out), {"records"}), "3");
  EXPECT_EQ(read_bytes(file), exported().out);
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  decide(small_rules(), {{"ålder", 20}}, "AA-2");
  const auto before = scratch_.contents();
  const Ran again = exported({"-o", file});
  EXPECT_EQ(again.exit, 3);
  EXPECT_THAT(again.err, HasSubstr("S6022"));
  EXPECT_EQ(scratch_.contents(), before);
  EXPECT_EQ(exported({"-o", file, "--force"}).exit, 0);
  EXPECT_EQ(read_bytes(file), exported().out);
  EXPECT_EQ(exported({"-o", scratch_.path("no/such/folder")}).exit, 5);
}

TEST_F(CliExport, ADamagedLogIsNotExported) {
  decide(small_rules(), {{"ålder", 70}});
  std::string head = read_bytes(log() + "/head");
  head[head.size() - 10] = head[head.size() - 10] == 'A' ? 'B' : 'A';
  write_bytes(log() + "/head", head);
  const auto before = scratch_.contents();
  const Ran run = exported({"-o", scratch_.path("out")});
  EXPECT_EQ(run.exit, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_EQ(scratch_.contents(), before);
  EXPECT_EQ(exported({"--csv", "--jsonl"}).exit, 2);
  EXPECT_EQ(exported({"--force"}).exit, 2);
}

}  // namespace
}  // namespace stadga::test
