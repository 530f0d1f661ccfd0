// Two solvers are asked the same; where they differ nothing is proved. And what a release keeps of it.
#include <sys/stat.h>

#include <filesystem>
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command.h"

namespace stadga::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;

// A program that says it is cvc5 and gives one answer to everything.
Setting solver(const Scratch& scratch, const std::string& answer) {
  const std::string path = scratch.file("solver", "#!/bin/sh\ncase \"$1\" in\n--version) echo 'This is cvc5 version 9.8.7';;\n"
                                                  "*) cat > /dev/null; " + answer + ";;\nesac\n");
  ::chmod(path.c_str(), 0700);
  return {"", {{"STADGA_CVC5", path}}};
}

Json summary(const Ran& run) {
  const Json json = parse(run.out);
  const Json* found = json.find("second_opinion");
  return found == nullptr ? Json() : *found;
}

std::int64_t number(const Json& json, const char* key) {
  const Json* found = json.find(key);
  return found == nullptr || found->as_int() == nullptr ? -1 : *found->as_int();
}

std::vector<std::vector<std::string>> table(const std::string& path) {
  std::vector<std::vector<std::string>> out;
  std::istringstream lines(read_bytes(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    out.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) out.back().push_back(cell);
  }
  return out;
}

TEST(SecondOpinion, OfARealSolverIsTheSame) {
  const Scratch scratch;
  const std::string folder = scratch.path("evidence");
  const Ran run = stadga({"check", small_rules(), "--second-opinion", "--evidence", folder, "--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.err;
  const Json told = summary(run);
  EXPECT_GT(number(told, "questions"), 5);
  EXPECT_EQ(number(told, "agrees"), number(told, "questions"));
  EXPECT_EQ(number(told, "unknown"), 0);
  const auto rows = table(folder + "/questions.tsv");
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(number(told, "questions")) + 1);
  int impossible = 0, declares = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].size(), 4U);
    EXPECT_EQ(rows[i][2], rows[i][3]);
    impossible += rows[i][2] == "unsat" ? 1 : 0;
    const std::string script = read_bytes(folder + "/" + rows[i][0] + ".smt2");
    EXPECT_THAT(script, StartsWith("(set-logic ALL)\n"));
    EXPECT_THAT(script, HasSubstr("\n(assert "));
    declares += script.find("(declare-fun ") != std::string::npos ? 1 : 0;
    EXPECT_THAT(script, EndsWith("(check-sat)\n"));
  }
  EXPECT_GT(impossible, 0);
  EXPECT_GT(declares, 5);
}

TEST(SecondOpinion, ASolverThatDisagreesIsAnInternalError) {
  const Scratch scratch;
  for (const char* answer : {"sat", "unsat"}) {
    const Ran run = stadga({"check", small_rules(), "--second-opinion", "--lang", "en"}, solver(scratch, std::string("echo ") + answer));
    EXPECT_EQ(run.exit, 70) << answer;
    EXPECT_THAT(run.err, HasSubstr("the two solvers disagree: z3 answers "));
    EXPECT_EQ(run.out, "");
  }
}

TEST(SecondOpinion, ASolverThatDoesNotKnowIsSaidSo) {
  const Scratch scratch;
  const Ran run = stadga({"check", small_rules(), "--second-opinion", "--format", "json"}, solver(scratch, "echo unknown"));
  EXPECT_EQ(run.exit, 0) << run.err;
  const Json told = summary(run);
  EXPECT_EQ(number(told, "unknown"), number(told, "questions"));
  EXPECT_EQ(text_at(told, {"version"}), "9.8.7");
}

TEST(SecondOpinion, WithoutASecondSolverNothingIsSaid) {
  const Scratch scratch;
  for (const Setting& setting : {Setting{"", {{"STADGA_CVC5", scratch.path("none")}}}, solver(scratch, "echo '(error \"what?\")'"),
                                 solver(scratch, "exit 3")}) {
    const Ran run = stadga({"check", small_rules(), "--second-opinion"}, setting);
    EXPECT_EQ(run.exit, 4);
    EXPECT_THAT(run.err, HasSubstr("S6029"));
    EXPECT_EQ(run.out, "");
  }
}

TEST(SecondOpinion, EvidenceIsNotWrittenOverAnything) {
  const Scratch scratch;
  const std::string folder = scratch.path("evidence");
  fs::create_directory(folder);
  const Ran run = stadga({"check", small_rules(), "--second-opinion", "--evidence", folder});
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.err, HasSubstr("S6022"));
  EXPECT_TRUE(fs::is_empty(folder));
}

// All but the steps of the solver, which has less to do.
std::string said(const Ran& run) { return std::regex_replace(run.out, std::regex("\"rlimit\":[0-9]+"), "\"rlimit\":0"); }

// The second run asks nothing again and says the same; an edit is asked about.
TEST(Cache, SaysTheSameAndSeesAnEdit) {
  const Scratch scratch;
  const std::string cache = scratch.path("answers");
  const auto check = [&](const std::string& rules) { return stadga({"check", rules, "--cache", cache, "--format", "json"}); };
  const Ran plain = stadga({"check", small_rules(), "--format", "json"});
  const Ran first = check(small_rules());
  const std::string kept = read_bytes(cache);
  const Ran second = check(small_rules());
  EXPECT_EQ(first.exit, 0) << first.err;
  EXPECT_EQ(said(second), said(first));
  EXPECT_EQ(said(first), said(plain));
  EXPECT_EQ(read_bytes(cache), kept);
  EXPECT_THAT(kept, StartsWith("stadga answers 1\n"));
  const std::string edited = changed(small_rules(), scratch, [](std::string& text) { replace_once(text, "  går före    S-R1\n", ""); });
  const Ran found = check(edited);
  EXPECT_EQ(found.exit, 1);
  EXPECT_EQ(said(found), said(stadga({"check", edited, "--format", "json"})));
  EXPECT_EQ(said(check(edited)), said(found));
  EXPECT_EQ(said(check(small_rules())), said(first));
}

TEST(Cache, ATornLineIsPassedOverAndAnotherFileIsRefused) {
  const Scratch scratch;
  const std::string cache = scratch.path("answers");
  const Ran first = stadga({"check", small_rules(), "--cache", cache, "--format", "json"});
  const std::string kept = read_bytes(cache);
  write_bytes(cache, kept.substr(0, kept.size() - 5) + "\nabc sat 1\n" + std::string(64, 'x') + " sat 1\n");
  EXPECT_EQ(said(stadga({"check", small_rules(), "--cache", cache, "--format", "json"})), said(first));
  const std::string other = scratch.file("notes", "mine\n");
  const Ran refused = stadga({"check", small_rules(), "--cache", other});
  EXPECT_EQ(refused.exit, 3);
  EXPECT_THAT(refused.err, HasSubstr("S6032"));
  EXPECT_EQ(read_bytes(other), "mine\n");
}

// It is believed: that is why a release does not read it.
TEST(Cache, IsKeyedByTheQuestion) {
  const Scratch scratch;
  const std::string cache = scratch.path("answers");
  ASSERT_EQ(stadga({"check", small_rules(), "--cache", cache}).exit, 0);
  const std::string one = read_bytes(cache);
  ASSERT_EQ(stadga({"check", small_rules(), "--cache", cache, "--effort", "2"}).exit, 0);
  EXPECT_GT(read_bytes(cache).size(), one.size());  // another budget is another question
}

}  // namespace
}  // namespace stadga::test
