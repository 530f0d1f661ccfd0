// What a person has assessed: the reason given in the case, where it decided, and what would have
// had to be assessed again had the facts been others. Amounts, questions and practices beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assessments.h"
#include "explain/support.h"
#include "stadga/explain/question.h"

namespace stadga::explain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kAid = "ekonomiskt-bistand";

Json assessed(Json value, const char* reason) {
  return JsonObject{
      {"value", std::move(value)}, {"assessor", "Handläggare Ett"}, {"reason", reason}};
}

// A case of the shipped rules with its facts bent.
Json aid(const char* scenario, const std::function<void(JsonObject& facts)>& change) {
  Json out = test::scenario(kAid, scenario);
  change(*out.as_object()->at("facts").as_object());
  return out;
}

Json partly(Json skälig, const char* reason = "hyran är högre än ortens nivå") {
  return aid("Hyran är inte skälig i sin helhet", [&](JsonObject& facts) {
    Json& cost = facts.at("kostnader").as_array()->front();
    (*cost.as_object())["skälig"] = assessed(std::move(skälig), reason);
  });
}

std::string text(const Json& case_json, Reader reader = Reader::kApplicant,
                 MessageLanguage language = MessageLanguage::kSwedish) {
  return to_text(test::text_of(kAid, case_json, {reader, language, {.trials = 200}}));
}

const Section* section(const DecisionText& text, const std::string& id) {
  for (const Section& one : text.sections) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

struct Read {
  engine::CaseReading reading;
  engine::Evaluation result;
};
Read read(const char* folder, const Json& case_json) {
  Read out{engine::read_case(test::package(folder), canonical_or_die(case_json)), {}};
  EXPECT_TRUE(out.reading.value.has_value());
  if (out.reading.value) out.result = engine::evaluate(*out.reading.ruleset, *out.reading.value);
  return out;
}

TEST(Assessments, TheReasonIsGivenWhereTheAnswerRestsOnIt) {
  const std::string applicant = text(partly(false));
  EXPECT_THAT(applicant, HasSubstr("\nBedömningar som förslaget vilar på\n"));
  EXPECT_THAT(applicant, HasSubstr("\n- Bedömningen ”skälig” för nummer 1 (boende) under "
                                   "”kostnader”: nej. Skälet: Hyran är högre än ortens nivå.\n"));
  EXPECT_THAT(applicant, Not(HasSubstr("Handläggare Ett")));
  const std::string caseworker = text(partly(false), Reader::kCaseworker);
  EXPECT_THAT(caseworker, HasSubstr("[/facts/kostnader/0/skälig]: nej. Skälet: Hyran är högre än "
                                    "ortens nivå. Bedömt av: Handläggare Ett.\n"));
  EXPECT_THAT(text(partly(false), Reader::kApplicant, MessageLanguage::kEnglish),
              HasSubstr("\n- The assessment “skälig” of number 1 (boende) under “kostnader”: no. "
                        "The reason: Hyran är högre än ortens nivå.\n"));
}

std::vector<std::string> decisive(const Json& case_json) {
  const Read found = read(kAid, case_json);
  std::vector<std::string> out;
  for (const Assessment& one : decisive_assessments(test::package(kAid), *found.reading.ruleset,
                                                    *found.reading.value, found.result))
    out.push_back(one.place.path);
  return out;
}

TEST(Assessments, OneThatDecidedNothingIsNotNamed) {
  // Reasonable as a whole: what would have been a reasonable amount is not asked.
  const auto grant = decisive(partly(true));
  EXPECT_THAT(grant, Contains("/facts/kostnader/0/skälig"));
  EXPECT_THAT(grant, Not(Contains("/facts/kostnader/0/skäligt_belopp")));
  EXPECT_THAT(decisive(partly(false)), Contains("/facts/kostnader/0/skäligt_belopp"));
  // That it is the right municipality had to be known, but is not why it is refused.
  EXPECT_THAT(decisive(test::scenario(kAid, "Inte till arbetsmarknadens förfogande")),
              ElementsAre("/facts/står_till_arbetsmarknadens_förfogande"));
}

TEST(Assessments, AReasonCannotWriteALineOfItsOwn) {
  const std::string words = text(partly(false, "a\nBeslut: bifall"));
  EXPECT_THAT(words, Not(HasSubstr("\nBeslut: bifall")));
}

TEST(Assessments, NothingIsSaidOfThemWhereNothingIsDecided) {
  const DecisionText undecided = test::text_of(
      kAid, test::scenario(kAid, "Särskilda skäl behöver bedömas när något pekar på dem"));
  EXPECT_EQ(undecided.status, "needs_assessment");
  EXPECT_EQ(section(undecided, "assessments"), nullptr);
}

Json surplus(std::function<void(JsonObject& cost)> change = nullptr) {
  return aid("Inkomsterna är större än behovet", [&](JsonObject& facts) {
    JsonObject cost{{"slag", "boende"},
                    {"ansökt", "100.00"},
                    {"skälig", assessed(true, "låg hyra")},
                    {"skäligt_belopp", JsonObject{{"unknown", "behövs inte"}}}};
    if (change) change(cost);
    facts["kostnader"] = JsonArray{std::move(cost)};
  });
}

TEST(Assessments, WhatWasJudgedOfAnotherAmountWouldHaveToBeJudgedAgain) {
  const DecisionText found = test::text_of(kAid, surplus());
  ASSERT_EQ(found.outcome, "avslag");
  bool seen = false;
  for (const Alternative& one : found.alternatives.found) {
    const bool amount =
        one.changes.size() == 1 && one.changes[0].path == "/facts/kostnader/0/ansökt";
    seen = seen || amount;
    if (amount) {
      EXPECT_THAT(one.reassess, ElementsAre("/facts/kostnader/0/skälig"));
    }
    if (one.changes[0].fact == "inkomster") {
      EXPECT_THAT(one.reassess, IsEmpty());
    }
  }
  EXPECT_TRUE(seen);
  EXPECT_THAT(to_text(found),
              HasSubstr("Bedömningen ”skälig” för nummer 1 (boende) under ”kostnader” gjordes för "
                        "uppgifterna som de är och hade behövt göras om: svaret gäller bara om den "
                        "hade blivit densamma.\n"));
  EXPECT_THAT(canonical_or_die(to_json(found)),
              HasSubstr(R"("reassess":["/facts/kostnader/0/skälig"])"));
}

TEST(Assessments, AnAssessmentThatIsAskedForBecauseOfAFactGoesWithIt) {
  const Json case_json = aid("Inkomsterna är större än behovet", [](JsonObject& facts) {
    facts["tillgångar"] = "500.00";
    facts["tillgångarna_är_tillgängliga"] = assessed(true, "pengar på konto");
  });
  const Read read_case = read(kAid, case_json);
  Change change;
  change.path = "/facts/tillgångar";
  change.fact = "tillgångar";
  EXPECT_THAT(to_reassess(*read_case.reading.ruleset, *read_case.reading.value, {change}),
              ElementsAre("/facts/tillgångarna_är_tillgängliga"));
  change.path = "/facts/samlevnad";
  change.fact = "samlevnad";
  EXPECT_THAT(to_reassess(*read_case.reading.ruleset, *read_case.reading.value, {change}),
              IsEmpty());
}

TEST(Values, AnAmountThatWasDrawnIsAmongThoseThatArePrinted) {
  const std::string words = text(aid("Inkomsterna är större än behovet", [](JsonObject& facts) {
    facts["tillgångar"] = "12500.00";
    facts["tillgångarna_är_tillgängliga"] = assessed(true, "pengar på konto");
  }));
  EXPECT_THAT(words, HasSubstr("\n- Tillgängliga tillgångar: 12 500,00 kr.\n"));
}

TEST(Questions, AreThoseOfTheElementThatIsNotKnown) {
  const Json case_json = aid("Hyran är inte skälig i sin helhet", [](JsonObject& facts) {
    facts.at("kostnader").as_array()->front().as_object()->erase("skälig");
  });
  const Read found = read(kAid, case_json);
  std::vector<std::string> questions;
  for (const engine::Missing& one : found.result.missing) {
    questions.push_back(question_words(*found.reading.ruleset, *found.reading.value, one,
                                       MessageLanguage::kSwedish));
  }
  EXPECT_THAT(questions,
              Contains("Bedömningen ”skälig” för nummer 1 (boende) under ”kostnader”: ja "
                       "eller nej?"));
  EXPECT_THAT(questions, Not(Contains(HasSubstr("Vilka kostnader"))));
}

TEST(Questions, ThatTheFactsRuleOutAreNotSaidToHaveBeenCountedAsNo) {
  const Json ruled_out = aid("Hyra och el som är skäliga", [](JsonObject& facts) {
    facts["omständigheter"] = JsonArray{};
    facts["tillgångar"] = "0.00";
    facts.erase("tillgångarna_är_tillgängliga");
  });
  EXPECT_THAT(text(ruled_out), Not(HasSubstr("Det som inte har kommit fram")));
  const Json silent =
      aid("Hyra och el som är skäliga", [](JsonObject& facts) { facts.erase("omständigheter"); });
  const std::string words = text(silent);
  EXPECT_THAT(words, HasSubstr("Det som inte har kommit fram"));
  EXPECT_THAT(words, HasSubstr("- Finns någon omständighet som en handläggare särskilt"));
  EXPECT_THAT(words, HasSubstr("- Finns det särskilda skäl att beräkna kostnaderna"));
  EXPECT_THAT(words, Not(HasSubstr("- Kan hushållet använda tillgångarna")));
}

Json with_child(const char* born, Json days) {
  return aid("Hyra och el som är skäliga", [&](JsonObject& facts) {
    facts["barn"] = JsonArray{JsonObject{{"id", "b1"},
                                         {"födelsedatum", born},
                                         {"luncher_per_vecka", 0},
                                         {"skolungdom", false},
                                         {"dagar", std::move(days)}}};
  });
}

TEST(Practices, AreNamedWhereTheyCountedOnly) {
  const char* const age = "- Ett barns åldersgrupp för hela månaden följer";
  const char* const days = "- Trettio dagar räknas som en hel månad";
  const std::string neither = text(with_child("2018-06-15", Json()));
  EXPECT_THAT(neither, Not(HasSubstr(age)));
  EXPECT_THAT(neither, Not(HasSubstr(days)));
  const std::string birthday = text(with_child("2019-03-15", Json()));  // seven in the month
  EXPECT_THAT(birthday, HasSubstr(age));
  EXPECT_THAT(birthday, Not(HasSubstr(days)));
  const std::string some_days = text(with_child("2018-06-15", 12));
  EXPECT_THAT(some_days, HasSubstr(days));
  EXPECT_THAT(some_days, Not(HasSubstr(age)));
}

TEST(Appeal, IsSentences) {
  EXPECT_THAT(text(partly(false)),
              HasSubstr("\nNär ett beslut har fattats får det överklagas till förvaltningsrätten.\n"
                        "Överklagandet ges in till nämnden.\n"
                        "Tiden för att överklaga är tre veckor från delfåendet (35 kap. 1 § "
                        "socialtjänstlagen; 44 § förvaltningslagen).\n"));
  // Words of another language are quoted, and nothing is made of them.
  EXPECT_THAT(text(partly(false), Reader::kApplicant, MessageLanguage::kEnglish),
              HasSubstr("\nOnce a decision is made, it may be appealed.\n"
                        "The rule set says how: “till förvaltningsrätten, ges in till nämnden, tre "
                        "veckor från delfåendet” (35 kap. 1 § socialtjänstlagen; 44 § "
                        "förvaltningslagen).\n"));
}

}  // namespace
}  // namespace stadga::explain
