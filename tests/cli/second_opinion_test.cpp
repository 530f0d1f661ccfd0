// Two solvers are asked the same; where they differ nothing is proved. And what a release keeps of it.
#include <sys/stat.h>

#include <filesystem>
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
  EXPECT_THAT(run.err, HasSubstr("S6019"));
  EXPECT_TRUE(fs::is_empty(folder));
}

}  // namespace
}  // namespace stadga::test
