// The command line itself: exit status 2, near misses, aliases, help, message language.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(CliUsage, UnknownVerbIsUsageAndSuggestsTheNearest) {
  const Ran run = stadga({"chekc", "x", "--lang", "en"});
  EXPECT_EQ(run.exit, 2);
  EXPECT_THAT(run.err, HasSubstr("Did you mean \"check\"?"));
  EXPECT_THAT(run.out, IsEmpty());
}

TEST(CliUsage, UnknownOptionSuggestsTheNearest) {
  const Ran run = stadga({"decide", parking(), "--csae", "x", "--lang", "en"});
  EXPECT_EQ(run.exit, 2);
  EXPECT_THAT(run.err, HasSubstr("Did you mean --case"));
  EXPECT_THAT(run.out, IsEmpty());
}

TEST(CliUsage, WrongLinesAreUsage) {
  const std::vector<std::vector<std::string>> lines = {
      {},
      {"check"},
      {"decide", parking()},
      {"decide", parking(), "--case", "a", "--cases", "b"},
      {"decide", parking(), "--case", "a", "--head", "h"},
      {"decide", parking(), "--case", "a", "--format", "xml"},
      {"decide", parking(), "--case", "a", "--lang", "fi"},
      {"compile", parking()},
      {"log"},
      {"log", "polish", "x"},
      {"log", "prove", "x"},
      {"replay", "x", "--index", "-1"},
      {"replay", "x", "--index", "one"},
      {"diff", "a"},
      {"diff", "a", "b", "--from", "i morgon"},
      {"check", parking(), "surplus"},
  };
  for (const auto& line : lines) {
    const Ran run = stadga(line);
    EXPECT_EQ(run.exit, 2) << testing::PrintToString(line) << run.err;
    EXPECT_THAT(run.out, IsEmpty()) << testing::PrintToString(line);
    EXPECT_THAT(run.err, Not(IsEmpty())) << testing::PrintToString(line);
  }
}

TEST(CliUsage, WhatLaterVersionsHaveSaysSo) {
  const std::vector<std::vector<std::string>> lines = {
      {"rapport"}, {"serve"}, {"lsp"}, {"decide", parking(), "--case", "x", "--trace"}};
  for (auto line : lines) {
    line.insert(line.end(), {"--lang", "en"});
    const Ran run = stadga(line);
    EXPECT_EQ(run.exit, 2) << testing::PrintToString(line);
    EXPECT_THAT(run.err, HasSubstr("not in this version")) << testing::PrintToString(line);
  }
  const Ran help = stadga({"--help"});
  EXPECT_THAT(help.out, HasSubstr("\nÄnnu inte i den här versionen:\n"));
  for (const char* verb : {"report (rapport)", "serve", "lsp"}) {
    EXPECT_THAT(help.out, HasSubstr(std::string("\n  ") + verb)) << verb;
  }
  EXPECT_THAT(stadga({"log", "--help"}).out, HasSubstr("release-hold"));
}

// Words that only the parser's own English has.
TEST(CliUsage, SwedishHelpIsSwedishAndEnglishHelpIsEnglish) {
  const std::vector<std::vector<std::string>> pages = {
      {"check"}, {"compile"}, {"test"}, {"decide"}, {"log", "verify"}, {"log", "show"}, {"log", "decision"}, {"log", "prove"}, {"receipt", "verify"}, {"simulate"}, {"log", "export"}, {"log", "erase"}, {"log", "hold"}, {"log", "release-hold"},
      {"replay"}, {"explain"}, {"fmt"}, {"translate"}, {"schema"}, {"show", "tree"}, {"show", "where-used"}, {"needs"}};
  for (auto page : pages) {
    page.emplace_back("--help");
    const Ran swedish = stadga(page);
    EXPECT_EQ(swedish.exit, 0);
    for (const char* word : {"Usage", "OPTIONS", "Options", "Positionals", "REQUIRED", "Needs", "Excludes", "UINT", " the "}) {
      EXPECT_THAT(swedish.out, Not(HasSubstr(word))) << testing::PrintToString(page);
    }
    EXPECT_THAT(swedish.out, testing::StartsWith("Användning: stadga ")) << testing::PrintToString(page);
    page.insert(page.end(), {"--lang", "en"});
    EXPECT_THAT(stadga(page).out, testing::StartsWith("Usage: stadga ")) << testing::PrintToString(page);
  }
}

TEST(CliUsage, ErrorsOfTheLineAreInTheCallersLanguage) {
  EXPECT_THAT(stadga({"check"}).err, HasSubstr("REGELVERK måste anges"));
  EXPECT_THAT(stadga({"check", "--lang", "en"}).err, HasSubstr("RULESET is required"));
  EXPECT_THAT(stadga({"decide", "r", "--case", "a", "--cases", "b"}).err, HasSubstr("kan inte användas tillsammans med"));
  EXPECT_THAT(stadga({"decide", "r", "--case", "a", "--head", "h"}).err, HasSubstr("--head kräver --log"));
  EXPECT_THAT(stadga({"check", "r", "--lang", "fi"}).err, HasSubstr("fi är inget av {"));
}

TEST(CliUsage, HelpAndVersionAreResults) {
  const Ran help = stadga({"--help", "--lang", "en"});
  EXPECT_EQ(help.exit, 0);
  EXPECT_THAT(help.out, HasSubstr("replay (spela-om)"));
  EXPECT_EQ(stadga({"decide", "--help"}).exit, 0);
  const Ran version = stadga({"--version"});
  EXPECT_EQ(version.exit, 0);
  EXPECT_THAT(version.out, HasSubstr("semantics 1"));
}

TEST(CliUsage, SwedishVerbsAreTheSameVerbs) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran english = stadga({"decide", parking(), "--case", file, "--format", "json"});
  const Ran swedish = stadga({"pröva", parking(), "--case", file, "--format", "json"});
  // A terminal may send the letter as o and a combining mark.
  const Ran decomposed = stadga({"pro\xCC\x88va", parking(), "--case", file, "--format=json"});
  const Ran before = stadga({"--format", "json", "decide", parking(), "--case", file});
  EXPECT_EQ(english.exit, 0) << english.err;
  EXPECT_THAT(english.out, Not(IsEmpty()));
  EXPECT_EQ(swedish.out, english.out);
  EXPECT_EQ(decomposed.out, english.out);
  EXPECT_EQ(before.out, english.out);
}

TEST(CliUsage, LanguageChangesMessagesOnly) {
  const Scratch scratch;
  const std::string bad = scratch.file("bad.json", "{}");
  const Ran swedish = stadga({"decide", parking(), "--case", bad});
  const Ran english = stadga({"decide", parking(), "--case", bad, "--lang", "en"});
  EXPECT_THAT(swedish.err, HasSubstr("fel S4011 /decision_date"));
  EXPECT_THAT(english.err, HasSubstr("error S4011 /decision_date"));
  const std::string good = scratch.file("good.json", pretty(grant_case()));
  EXPECT_EQ(stadga({"decide", parking(), "--case", good, "--format", "json", "--lang", "sv"}).out,
            stadga({"decide", parking(), "--case", good, "--format", "json", "--lang", "en"}).out);
}

TEST(CliUsage, AFileThatIsNotThereIsInvalidInput) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  EXPECT_EQ(stadga({"decide", scratch.path("none"), "--case", file}).exit, 3);
  EXPECT_EQ(stadga({"decide", parking(), "--case", scratch.path("none")}).exit, 3);
  EXPECT_EQ(stadga({"decide", parking(), "--cases", scratch.path("none")}).exit, 3);
  EXPECT_EQ(stadga({"check", scratch.path("none")}).exit, 3);
  EXPECT_EQ(stadga({"log", "verify", scratch.path("none")}).exit, 3);
  EXPECT_EQ(stadga({"replay", scratch.path("none")}).exit, 3);
  EXPECT_EQ(stadga({"explain", scratch.path("none")}).exit, 3);
  const Ran json = stadga({"check", scratch.path("none"), "--format", "json"});
  EXPECT_EQ(json.exit, 3);
  EXPECT_THAT(json.out, HasSubstr("\"code\":\"S6001\""));
}

TEST(CliUsage, NoColourEver) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  EXPECT_THAT(stadga({"decide", parking(), "--case", file}).out, Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace stadga::test
