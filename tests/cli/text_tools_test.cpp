// fmt and translate through the command: what they write, and what they leave alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

std::string untidy(const Scratch& scratch) {
  return changed(small_rules(), scratch,
                 [](std::string& text) { replace_once(text, "  rekvisit   ålder", " rekvisit ålder"); });
}

TEST(CliFmt, CheckSaysWhatWouldChangeAndWritesNothing) {
  const Scratch scratch;
  const std::string folder = untidy(scratch);
  const auto before = scratch.contents();
  const Ran check = stadga({"fmt", folder, "--check"});
  EXPECT_EQ(check.exit, 1) << check.err;
  EXPECT_THAT(check.out, HasSubstr("regler.stadga"));
  EXPECT_EQ(scratch.contents(), before);
  EXPECT_EQ(stadga({"formatera", small_rules(), "--check"}).exit, 0);
  EXPECT_EQ(stadga({"fmt", parking(), "--check"}).exit, 0);
}

TEST(CliFmt, WritesOnceAndKeepsTheRules) {
  const Scratch scratch;
  const std::string folder = untidy(scratch);
  const Ran first = stadga({"fmt", folder, "--format", "json"});
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("{\"changed\":true,\"path\":\"regler.stadga\"}"));
  EXPECT_EQ(read_bytes(folder + "/regler.stadga"), read_bytes(small_rules() + "/regler.stadga"));
  const auto after = scratch.contents();
  EXPECT_THAT(stadga({"fmt", folder}).out, IsEmpty());
  EXPECT_EQ(scratch.contents(), after);
}

TEST(CliFmt, OneBadFileLeavesAllFilesAlone) {
  const Scratch scratch;
  const std::string folder = untidy(scratch);
  write_bytes(folder + "/typfall/trasig.stadga", "typfall \"x\"\n  utgår frän \"y\"\n");
  const auto before = scratch.contents();
  const Ran run = stadga({"fmt", folder});
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("trasig.stadga"));
  EXPECT_EQ(scratch.contents(), before);
}

TEST(CliFmt, StandardInputAndOutput) {
  const Ran run = stadga({"fmt", "-", "--stdout"}, {"krav K1   \"x\"\n stöd A\nslut", {}});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_EQ(run.out, "krav K1 \"x\"\n  stöd       A\nslut\n");
  EXPECT_EQ(stadga({"fmt", "-"}, {"krav K1 \"x\"\nslut", {}}).exit, 3);
  EXPECT_EQ(stadga({"fmt"}).exit, 2);
}

TEST(CliFmt, ALinkIsFollowedAndStaysALink) {
  const Scratch scratch;
  const std::string folder = untidy(scratch);
  const std::string link = scratch.path("link.stadga");
  fs::create_symlink(folder + "/regler.stadga", link);
  EXPECT_EQ(stadga({"fmt", link}).exit, 0);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(stadga({"fmt", folder, "--check"}).exit, 0);
}

TEST(CliTranslate, ThereAndBackIsByteForByteTheSame) {
  const Scratch scratch;
  const std::string english = scratch.path("en");
  const std::string swedish = scratch.path("sv");
  const Ran there = stadga({"translate", parking(), "--to", "en", "-o", english});
  ASSERT_EQ(there.exit, 0) << there.err;
  EXPECT_THAT(read_bytes(english + "/regler.stadga"), HasSubstr("\nform requirement PRH-F1 \"Foto\"\n"));
  ASSERT_EQ(stadga({"översätt", english, "--till", "sv", "-o", swedish}).exit, 0);
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(parking())) {
    if (entry.path().extension() != ".stadga") continue;
    const std::string name = fs::relative(entry.path(), parking()).generic_string();
    EXPECT_EQ(read_bytes(swedish + "/" + name), read_bytes(entry.path().string())) << name;
    ++compared;
  }
  EXPECT_GT(compared, 10);
}

TEST(CliTranslate, HashesAndDecisionsStay) {
  const Scratch scratch;
  ASSERT_EQ(stadga({"translate", parking(), "--to", "en", "-o", scratch.path("en")}).exit, 0);
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  EXPECT_EQ(stadga({"decide", scratch.path("en"), "--case", file, "--format", "json"}).out,
            stadga({"decide", parking(), "--case", file, "--format", "json"}).out);
  EXPECT_EQ(stadga({"test", scratch.path("en")}).exit, 0);
}

TEST(CliTranslate, OneFileGoesToStandardOutput) {
  const std::string file = small_rules() + "/typfall/alder.stadga";
  const Ran run = stadga({"translate", file, "--to", "en"});
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("scenario \"Den som är 70 år\"\n"));
  EXPECT_EQ(stadga({"translate", file, "--to", "sv"}).out, read_bytes(file));
  EXPECT_THAT(stadga({"translate", small_rules(), "--to", "en"}).out, HasSubstr("-- FIL regler.stadga\n"));
}

TEST(CliTranslate, NothingIsOverwrittenAndMistakesAreTold) {
  const Scratch scratch;
  const std::string folder = untidy(scratch);
  const auto before = scratch.contents();
  const Ran over = stadga({"translate", folder, "--to", "en", "-o", folder});
  EXPECT_EQ(over.exit, 3);
  EXPECT_THAT(over.err, HasSubstr("S6022"));
  EXPECT_EQ(scratch.contents(), before);
  const Ran bad = stadga({"translate", scratch.file("x.stadga", "krav K1\n"), "--to", "en"});
  EXPECT_EQ(bad.exit, 3);
  EXPECT_THAT(bad.out, IsEmpty());
  EXPECT_THAT(bad.err, HasSubstr("x.stadga:1"));
  EXPECT_EQ(stadga({"translate", folder}).exit, 2);
  EXPECT_EQ(stadga({"translate", folder, "--to", "fi"}).exit, 2);
}

}  // namespace
}  // namespace stadga::test
