// decide: the bytes, where a case comes from, and what cannot change them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(CliDecide, JsonIsTheCanonicalBytesAndOneNewline) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran run = stadga({"decide", parking(), "--case", file, "--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.err;
  const Json decision = parse(run.out);
  EXPECT_EQ(run.out, canonical_or_die(decision) + "\n");
  EXPECT_EQ(text_at(decision, {"status"}), "determined");
  EXPECT_EQ(text_at(decision, {"outcome"}), "bifall");
  EXPECT_EQ(text_at(decision, {"values", "giltig_till"}), "2031-11-21");
  EXPECT_EQ(text_at(decision, {"ruleset", "overlay", "municipality"}), "2281");
}

TEST(CliDecide, TheCaseMayComeOnStandardInput) {
  const std::string text = pretty(grant_case());
  const Scratch scratch;
  const Ran from_file =
      stadga({"decide", parking(), "--case", scratch.file("case.json", text), "--format", "json"});
  const Ran from_input =
      stadga({"decide", parking(), "--case", "-", "--format", "json"}, {text, {}});
  EXPECT_EQ(from_input.exit, 0) << from_input.err;
  EXPECT_EQ(from_input.out, from_file.out);
}

TEST(CliDecide, TheSameBytesFromBundleFolderLocaleAndZone) {
  const Scratch scratch;
  const std::string bundle = scratch.path("parking.bundle");
  ASSERT_EQ(stadga({"compile", parking(), "-o", bundle}).exit, 0);
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran folder = stadga({"decide", parking(), "--case", file, "--format", "json"});
  const Ran compiled = stadga({"decide", bundle, "--case", file, "--format", "json"});
  const Ran elsewhere =
      stadga({"decide", bundle, "--case", file, "--format", "json"},
             {"", {{"LC_ALL", "sv_SE.UTF-8"}, {"LANG", "tr_TR"}, {"TZ", "Pacific/Kiritimati"}}});
  EXPECT_EQ(folder.exit, 0) << folder.err;
  EXPECT_EQ(compiled.out, folder.out);
  EXPECT_EQ(elsewhere.out, folder.out);
}

TEST(CliDecide, ExitsZeroWheneverItPrintsAResult) {
  const Scratch scratch;
  const std::string empty = scratch.file("empty.json", grant_case_with([](JsonObject& top) {
                                           top["facts"] = JsonObject{};
                                           top.erase("provenance");
                                         }));
  const Ran run = stadga({"decide", parking(), "--case", empty, "--format", "json"});
  EXPECT_EQ(run.exit, 0) << run.err;
  const Json decision = parse(run.out);
  EXPECT_EQ(text_at(decision, {"status"}), "incomplete");
  EXPECT_EQ(decision.find("outcome"), nullptr);
}

TEST(CliDecide, TextAndPlainSayWhatTheBytesSay) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran text = stadga({"decide", parking(), "--case", file});
  EXPECT_EQ(text.exit, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("Förslag: bifall"));
  EXPECT_THAT(text.out, HasSubstr("giltig_till: 2031-11-21"));
  EXPECT_THAT(text.out, HasSubstr("PRH-K1"));
  const Ran plain =
      stadga({"decide", parking(), "--case", file, "--format", "plain", "--lang", "en"});
  EXPECT_THAT(plain.out, HasSubstr("Proposal: bifall (grant)."));
  EXPECT_THAT(plain.out, testing::Not(HasSubstr("\n ")));
}

std::string decided(const std::string& members) {
  return R"({"stadga":1,"decision_id":"sha256:0","kind":"proposal","status":"determined",)" + members + "}";
}
constexpr const char* kItems =
    R"("values":{"bistånd":"8082.50","giltig_till":"2027-01-01","tid":6},"items":[{"list":"kostnader","index":0,)"
    R"("kind":"boende","applied":"9000.00","granted":"6500.00","refused":"2500.00","text":"för dyrt",)"
    R"("citations":[{"text":"1 § lagen","weight":"lag"}]}])";

// As people write amounts, in the language of the messages; nothing of it is in the JSON form.
TEST(CliDecide, AmountsAndItemsAreShownWhateverTheOutcome) {
  const Scratch scratch;
  const auto shown = [&](const char* outcome, const char* language) {
    const std::string text = decided(std::string(R"("outcome":")") + outcome + "\"," + kItems);
    return stadga({"explain", scratch.file("beslut.json", text), "--lang", language}).out;
  };
  const std::string partial = shown("delavslag", "sv");
  EXPECT_THAT(partial, testing::StartsWith("Förslag: bifall till en del (delavslag)\n"));
  EXPECT_THAT(partial, HasSubstr("Värden\n  bistånd: 8 082,50 kr\n  giltig_till: 2027-01-01\n  tid: 6\n"));
  EXPECT_THAT(partial, HasSubstr("Det som har sökts\n  boende: sökt 9 000,00 kr, beviljat 6 500,00 kr, "
                                 "avslaget 2 500,00 kr\n    för dyrt\n    1 § lagen (lag)\n"));
  EXPECT_THAT(shown("delavslag", "en"), HasSubstr("boende: applied for SEK 9,000.00, granted SEK 6,500.00, rejected SEK 2,500.00\n"));
  const std::string rejection = shown("avslag", "sv");
  EXPECT_THAT(rejection, HasSubstr("Uträknat, inget av det beviljas\n  bistånd: 8 082,50 kr\n"));
  EXPECT_THAT(rejection, testing::Not(HasSubstr("giltig_till")));
  EXPECT_THAT(rejection, HasSubstr("boende: sökt 9 000,00 kr, godtaget i beräkningen 6 500,00 kr\n"));
  EXPECT_THAT(rejection, testing::Not(HasSubstr("beviljat")));
  EXPECT_THAT(shown("avvisning", "sv"), testing::Not(HasSubstr("kr")));
}

TEST(CliDecide, WhatStandsInTheWayIsSaidInWords) {
  const Scratch scratch;
  const auto shown = [&](const std::string& members) {
    const std::string text = R"({"stadga":1,"decision_id":"sha256:0","kind":"proposal",)" + members + "}";
    return stadga({"explain", scratch.file("beslut.json", text)}).out;
  };
  const std::string period = shown(R"("status":"not_covered","at":"norm","detail":"no_period")");
  EXPECT_THAT(period, testing::StartsWith("Inte avgjort: regelverket saknar det som gäller för ärendets tid\n"));
  EXPECT_THAT(period, HasSubstr("  gäller norm: regelverket har inga värden för den tid som ärendet avser\n"));
  EXPECT_THAT(shown(R"("status":"error","error":{"name":"division_by_zero","rule":"R1"})"),
              HasSubstr("  gäller R1: division med noll\n"));
  const std::string conflict = shown(R"("status":"conflict","at":"norm","conflict":[{"rule":"R1","title":"Ett","result":"1200.50"},)"
                                     R"({"rule":"R2","title":"Två","result":"3.00"}])");
  EXPECT_THAT(conflict, HasSubstr("R1 Ett: 1 200,50 kr\n"));
  // From a newer version: no word is known, and none is left out.
  EXPECT_THAT(shown(R"("status":"gap","at":"norm","detail":"some_new_thing")"), HasSubstr("  gäller norm: some new thing\n"));
  EXPECT_THAT(shown(R"("status":"incomplete","missing":[{"fact":"kostnader.1.skäligt_belopp","path":"/facts/kostnader/1/skäligt_belopp",)"
                    R"("question":"Vilka kostnader?"}])"),
              HasSubstr("/facts/kostnader/1/skäligt_belopp: skäligt belopp för nummer 2 under kostnader\n"));
}

TEST(CliDecide, AReferralTellsEachThingOnceAndAGateIsASentence) {
  const Ran referral = stadga({"decide", parking(), "--case", in_source("docs/forms/referral.case.json")});
  EXPECT_THAT(referral.out, testing::StartsWith("Till handläggare\n"));
  EXPECT_THAT(referral.out, HasSubstr("  Ärendet behöver kompletteras\n"));
  const std::string once = "ansökan behöver undertecknas";
  const std::size_t first = referral.out.find(once);
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(referral.out.find(once, first + 1), std::string::npos) << referral.out;
  const Ran rejection = stadga({"decide", parking(), "--case", in_source("docs/forms/rejection.case.json")});
  EXPECT_THAT(rejection.out,
              HasSubstr("Ska göras före beslutet\n  Den som är part ska få del av uppgifterna i ärendet och tillfälle "
                        "att yttra sig (25 § förvaltningslagen)\n"));
}

TEST(CliDecide, ExplainGivesTheSameWordsFromAFile) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran text = stadga({"decide", parking(), "--case", file});
  const Ran json = stadga({"decide", parking(), "--case", file, "--format", "json"});
  const std::string decision = scratch.file("decision.json", json.out);
  const Ran explained = stadga({"explain", decision});
  EXPECT_EQ(explained.exit, 0) << explained.err;
  EXPECT_EQ(explained.out, text.out);
  EXPECT_EQ(stadga({"förklara", decision}).out, text.out);
  EXPECT_EQ(stadga({"explain", file}).exit, 3);
}

TEST(CliDecide, AResultThatCannotBeWrittenIsNoSuccess) {
  const Scratch scratch;
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const std::string line = std::string(STADGA_COMMAND) + " decide " + parking() + " --case " +
                           file + " >/dev/full 2>" + scratch.path("err");
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 5);
  EXPECT_THAT(read_bytes(scratch.path("err")), HasSubstr("S6006"));
}

TEST(CliDecide, LinkedRuleFilesAreReadAndLoopsAreNotEntered) {
  namespace fs = std::filesystem;
  const Scratch scratch;
  const std::string folder = scratch.path("rules");
  fs::create_directories(folder + "/kommuner");
  fs::create_symlink(parking() + "/regler.stadga", folder + "/regler.stadga");
  fs::create_symlink(parking() + "/kommuner/2281-sundsvall.stadga",
                     folder + "/kommuner/2281-sundsvall.stadga");
  fs::create_directory_symlink(folder, folder + "/kommuner/again");
  const std::string file = scratch.file("case.json", pretty(grant_case()));
  const Ran linked = stadga({"decide", folder, "--case", file, "--format", "json"});
  EXPECT_EQ(linked.exit, 0) << linked.err;
  EXPECT_EQ(linked.out, stadga({"decide", parking(), "--case", file, "--format", "json"}).out);

  fs::create_symlink(scratch.path("nowhere"), folder + "/extra.stadga");
  EXPECT_EQ(stadga({"decide", folder, "--case", file}).exit, 3);
}

TEST(CliBatch, OneResultALineInOrder) {
  const std::string one = canonical_or_die(grant_case());
  const std::string two = canonical_or_die(
      parse(grant_case_with([](JsonObject& top) { top["case_id"] = "PRH-2026-000777"; })));
  const Ran run = stadga({"decide", parking(), "--cases", "-"}, {one + "\n" + two + "\n", {}});
  EXPECT_EQ(run.exit, 0) << run.err;
  const std::size_t newline = run.out.find('\n');
  EXPECT_EQ(text_at(parse(run.out.substr(0, newline)), {"case_id"}), "PRH-2026-000123");
  EXPECT_EQ(text_at(parse(run.out.substr(newline + 1)), {"case_id"}), "PRH-2026-000777");
}

TEST(CliBatch, AnInvalidLineGivesItsErrorsInPlaceAndTheRestGoesOn) {
  const std::string good = canonical_or_die(grant_case());
  const std::string input = good + "\n{\"facts\":1}\n\nnot json\n" + std::string(1U << 21U, 'x') +
                            "\n" + good;  // the last line has no newline
  const Ran run = stadga({"decide", parking(), "--cases", "-", "--format", "text"}, {input, {}});
  EXPECT_EQ(run.exit, 3);
  std::vector<Json> lines;
  for (std::size_t at = 0; at < run.out.size();) {
    const std::size_t newline = run.out.find('\n', at);
    lines.push_back(parse(run.out.substr(at, newline - at)));
    at = newline + 1;
  }
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(text_at(lines[0], {"outcome"}), "bifall");
  EXPECT_EQ(lines[5], lines[0]);
  for (std::size_t i = 1; i <= 4; ++i) {
    EXPECT_EQ(text_at(lines[i], {"line"}), std::to_string(i + 1));
    EXPECT_EQ(text_at(lines[i], {"stadga"}), "1");
    ASSERT_NE(lines[i].find("errors"), nullptr);
    EXPECT_FALSE(lines[i].find("errors")->as_array()->empty());
  }
  EXPECT_THAT(canonical_or_die(lines[4]), HasSubstr("S4001"));
}

TEST(CliBatch, MemoryStaysFlat) {
  const std::string line = canonical_or_die(grant_case()) + "\n";
  const auto batch = [&](int lines) {
    std::string input;
    for (int i = 0; i < lines; ++i) input += line;
    return stadga({"decide", parking(), "--cases", "-"}, {input, {}});
  };
  const Ran few = batch(50);
  const Ran many = batch(4000);
  EXPECT_EQ(many.exit, 0) << many.err;
  EXPECT_EQ(many.out.size(), few.out.size() * 80);
  EXPECT_LT(many.peak_kib, few.peak_kib + 4096);
}

TEST(CliBatch, AnEmptyBatchIsEmpty) {
  const Ran run = stadga({"decide", parking(), "--cases", "-"});
  EXPECT_EQ(run.exit, 0);
  EXPECT_THAT(run.out, IsEmpty());
}

}  // namespace
}  // namespace stadga::test
