// The text itself: same bytes twice, no codes to the applicant, nothing that reads as a refusal
// where nothing is decided, the law of the frame, bad input.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explain/support.h"

namespace stadga::explain {
namespace {

using test::practice_case;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFolders[] = {"parkeringstillstand", "ekonomiskt-bistand",
                                    "avgift-aldreomsorg"};

// Every scenario that can be read, to both readers in both languages.
void for_every_text(
    const std::function<void(const std::string& folder, const DecisionText&)>& look) {
  for (const char* folder : kFolders) {
    for (const engine::Scenario& one : test::rules(folder).scenarios) {
      if (!engine::read_case(test::package(folder), canonical_or_die(one.case_json)).value)
        continue;
      SCOPED_TRACE(std::string(folder) + ": " + one.title);
      for (const Reader reader : {Reader::kApplicant, Reader::kCaseworker}) {
        const auto language =
            reader == Reader::kApplicant ? MessageLanguage::kSwedish : MessageLanguage::kEnglish;
        look(folder, test::text_of(folder, one.case_json, {reader, language, {.trials = 60}}));
      }
    }
  }
}

TEST(DecisionText, IsTheSameBytesEveryTime) {
  const Json case_json = test::scenario("ekonomiskt-bistand", "Inkomsterna är större än behovet");
  for (const Reader reader : {Reader::kApplicant, Reader::kCaseworker}) {
    const Request request{reader, MessageLanguage::kSwedish, {}};
    const DecisionText once = test::text_of("ekonomiskt-bistand", case_json, request);
    const DecisionText twice = test::text_of("ekonomiskt-bistand", case_json, request);
    EXPECT_EQ(to_text(once), to_text(twice));
    EXPECT_EQ(canonical_or_die(to_json(once)), canonical_or_die(to_json(twice)));
  }
}

TEST(DecisionText, GivesTheApplicantNoCodesAndEverybodySentences) {
  for_every_text([](const std::string&, const DecisionText& text) {
    for (const Section& section : text.sections) {
      EXPECT_FALSE(section.heading.empty());
      for (const std::string& line : section.sentences)
        EXPECT_TRUE(line.ends_with('.') || line.ends_with(':')) << line;
      for (const std::string& line : section.points) {
        EXPECT_TRUE(line.ends_with('.') || line.ends_with('?') || line.ends_with(')')) << line;
      }
    }
    if (text.reader == Reader::kCaseworker) return;
    const std::string words = to_text(text);
    for (const char* code : {"PRH-", "EB-K", "EB-V", "AV-", "sha256", "/facts", "_", "[P]"})
      EXPECT_THAT(words, Not(HasSubstr(code)));
  });
}

TEST(DecisionText, WhatIsNotDecidedNeverReadsAsARefusal) {
  for_every_text([](const std::string&, const DecisionText& text) {
    if (text.status == "determined" || text.reader == Reader::kCaseworker) return;
    EXPECT_THAT(text.sections.front().heading, HasSubstr("inte avgjort"));
    EXPECT_THAT(text.sections.front().heading, Not(HasSubstr("avslag")));
    for (const Section& section : text.sections) {
      EXPECT_NE(section.id, "appeal");
      EXPECT_NE(section.id, "alternatives");
      EXPECT_NE(section.id, "values");
    }
  });
}

TEST(DecisionText, PlainIsOneSentenceALine) {
  const std::string plain = to_plain(
      test::text_of("prov", practice_case(), {Reader::kCaseworker, MessageLanguage::kSwedish, {}}));
  EXPECT_THAT(plain, Not(HasSubstr("\n\n")));
  EXPECT_THAT(plain, Not(HasSubstr("\n- ")));
  EXPECT_THAT(
      plain,
      HasSubstr("\nP-K1 Bor i kommunen, uppfyllt.\nSökanden bor i kommunen (1 § övningslagen).\n"));
}

TEST(DecisionText, AProposalSaysSoAndADecisionSaysHowItWasMade) {
  const std::string proposal = to_text(test::text_of(
      "parkeringstillstand", test::scenario("parkeringstillstand", "Ny ansökan, förare")));
  EXPECT_THAT(proposal, testing::StartsWith("Förslag till beslut: bifall\n"));
  EXPECT_THAT(proposal, HasSubstr("Det här är ett förslag, inget beslut.\n"));
  EXPECT_THAT(proposal, Not(HasSubstr("automatiserat")));
  const std::string decision = to_text(test::text_of("prov", practice_case()));
  EXPECT_THAT(decision, testing::StartsWith("Beslut: bifall\n"));
  EXPECT_THAT(decision, HasSubstr("(28 § första stycket förvaltningslagen)"));
  EXPECT_THAT(decision, HasSubstr("Ansvarig för beslutet: nämnden.\n"));
  EXPECT_THAT(decision, Not(HasSubstr("inget beslut")));
}

// The frame cites an act only on days when it is in force.
TEST(DecisionText, ActsAreNotCitedBeforeTheyAreInForce) {
  Json case_json = test::scenario("ekonomiskt-bistand", "Första dagen 2013");
  const std::string text = to_text(test::text_of(
      "ekonomiskt-bistand", case_json, {Reader::kCaseworker, MessageLanguage::kSwedish, {}}));
  EXPECT_THAT(text, HasSubstr("\nSkäl\n"));
  EXPECT_THAT(text, Not(HasSubstr("32 § förvaltningslagen (2017:900)")));
}

TEST(DecisionText, ATextOfTheCaseCannotWriteALineOfItsOwn) {
  Json case_json = practice_case();
  (*case_json.as_object())["case_id"] = "A-1";
  (*case_json.as_object())["facts"].as_object()->at("po\u00e4ng") =
      JsonObject{{"unknown", "registret\u2028svarade"}};
  const std::string text = to_text(test::text_of("prov", case_json));
  EXPECT_THAT(text, Not(HasSubstr("\u2028")));
}

TEST(DecisionText, ABadCaseIsItsProblemsAndNoText) {
  for (const char* bad : {"", "{", "[]", "{}", "{\"decision_date\":\"2026-13-01\"}",
                          "{\"decision_date\":\"2026-11-28\",\"facts\":{\"okand\":1}}"}) {
    const Explained out = explain(test::package("prov"), bad, {});
    EXPECT_FALSE(out.text.has_value()) << bad;
    EXPECT_FALSE(out.problems.empty()) << bad;
  }
}

}  // namespace
}  // namespace stadga::explain
