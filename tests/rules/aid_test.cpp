// Costs, incomes, the work incentive and the outcome of rules/ekonomiskt-bistand against arithmetic by hand.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "rules/aid_oracle.h"
#include "rules/rule_set.h"

namespace stadga::rules {
namespace {

constexpr const char* kMunicipality = "2281";

std::string signed_kronor(std::int64_t ore) { return ore < 0 ? "-" + kronor(-ore) : kronor(ore); }

std::string told(const Aid& aid) {
  return aid.outcome + " " + kronor(aid.costs) + " " + kronor(aid.incomes) + " " +
         signed_kronor(aid.deficit) + " " + kronor(aid.aid);
}
std::string told(Answer answer) {
  return answer.outcome + " " + answer.values["godtagna_kostnader"] + " " +
         answer.values["r\u00e4knade_inkomster"] + " " + answer.values["underskott"] + " " +
         answer.values["bist\u00e5nd"];
}

TEST(Aid, EveryAmountToTheOre) {
  ASSERT_NE(financial_aid(), nullptr);
  constexpr std::uint64_t kSeed = 2025400;
  std::cout << "seed " << kSeed << "\n";
  support::Random random(kSeed);
  std::map<std::string, int> outcomes;
  int incentives = 0;
  for (int i = 0; i < 2500 && !HasFailure(); ++i) {
    const AidCase facts = random_aid_case(random);
    const Aid wanted = expected_aid(facts);
    const Json file = aid_case_file(facts, kMunicipality);
    EXPECT_EQ(told(engine_answer(*financial_aid(), file)), told(wanted)) << "case " << i << "\n" << pretty(file);
    outcomes[wanted.outcome] += 1;
    incentives += in_window(facts.granted.at("v0"), facts.household.month) ? 1 : 0;
  }
  for (const char* outcome : {"bifall", "delavslag", "avslag"}) EXPECT_GT(outcomes[outcome], 200) << outcome;
  EXPECT_GT(incentives, 300);
}

AidCase plain() {
  AidCase facts;
  facts.household.month = facts.household.decided = Day{std::chrono::year{2026} / 3 / 1};
  return facts;
}

std::vector<std::string> missing(const AidCase& facts, const std::vector<std::string>& left_out) {
  Json file = aid_case_file(facts, kMunicipality);
  for (const std::string& name : left_out) file.as_object()->at("facts").as_object()->erase(name);
  return engine_answer(*financial_aid(), file).missing;
}

TEST(AidQuestions, OnlyWhatTheCaseCallsFor) {
  ASSERT_NE(financial_aid(), nullptr);
  const std::vector<std::string> months = {"beviljade_m\u00e5nader"};
  EXPECT_TRUE(missing(plain(), months).empty());  // no wage: nobody's months matter
  AidCase wage = plain();
  wage.incomes = {{IncomeKind::kWage, "v0", 500000, Day{std::chrono::year{2026} / 2 / 25}}};
  EXPECT_EQ(missing(wage, months), std::vector<std::string>{"/facts/beviljade_m\u00e5nader"});
  wage.incomes[0].kind = IncomeKind::kBenefit;
  EXPECT_TRUE(missing(wage, months).empty());

  const std::vector<std::string> available = {"tillg\u00e5ngarna_\u00e4r_tillg\u00e4ngliga"};
  EXPECT_TRUE(missing(plain(), available).empty());
  AidCase rich = plain();
  rich.assets = 100;
  EXPECT_EQ(missing(rich, available), std::vector<std::string>{"/facts/tillg\u00e5ngarna_\u00e4r_tillg\u00e4ngliga"});
}

// What a person must judge leaves the norm known.
TEST(AidQuestions, TheNormNeedsNoAssessment) {
  ASSERT_NE(financial_aid(), nullptr);
  Json file = aid_case_file(plain(), kMunicipality);
  JsonObject& facts = *file.as_object()->at("facts").as_object();
  for (const char* name : {"kostnader", "inkomster", "tillg\u00e5ngar", "r\u00e4tt_kommun", "omst\u00e4ndigheter",
                           "st\u00e5r_till_arbetsmarknadens_f\u00f6rfogande", "beviljade_m\u00e5nader"}) {
    facts.erase(name);
  }
  const Answer answer = engine_answer(*financial_aid(), file);
  EXPECT_EQ(answer.values.at("norm"), "5220.00");
  EXPECT_EQ(answer.values.count("bist\u00e5nd"), 0U);
}

}  // namespace
}  // namespace stadga::rules
