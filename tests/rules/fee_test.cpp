// The fee of rules/avgift-aldreomsorg against the law's shares in plain integers, and a municipality that
// declares whole kronor as its practice.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "rules/norm_oracle.h"
#include "rules/rule_set.h"
#include "stadga/engine/scenario.h"
#include "support/random_case.h"

namespace stadga::rules {
namespace {

// 2016 to 2026, in kronor.
constexpr std::array<std::int64_t, 11> kBaseAmount = {44300, 44800, 45500, 46500, 47300, 47600,
                                                      48300, 52500, 57300, 58800, 59200};

const engine::Package* fees() {
  static const dsl::CompileResult compiled = [] {
    dsl::SourceSet sources = rules_of("avgift-aldreomsorg");
    sources.push_back(
        {"kommuner/0001-prov.stadga",
         "kommun 0001 \"Prov\"\n  till avgift_\u00e4ldreomsorg\n\n"
         "k\u00e4lla Prov \"en p\u00e5hittad kommun f\u00f6r det h\u00e4r testet\" vikt riktlinje  beslutad 2026-01-01\n\n"
         "regel PROV-1 \"Hela kronor ned\u00e5t\"\n  st\u00f6d SoL 32 kap. 6 \u00a7\n  g\u00e4ller fr.o.m. 2025-07-01\n"
         "  g\u00e5r f\u00f6re AV-R1\n  r\u00e4ttsf\u00f6ljd h\u00f6gsta_avgift \u00e4r prisbasbelopp f\u00f6r avgiftsm\u00e5nad * 0,5392 / 12 "
         "avrundat till hel krona, ned\u00e5t\n  enligt praxis Prov\nslut\n"});
    return compile_or_fail(sources);
  }();
  return compiled.package ? &*compiled.package : nullptr;
}

struct FeeCase {
  int year = 2026, month = 1;
  bool single = true;
  std::int64_t income = 0, housing = 0, tariff = 0;  // in oere
};

// A twelfth of so many ten-thousandths, halves up.
std::int64_t twelfth(std::int64_t ore, std::int64_t ten_thousandths) {
  return (2 * ore * ten_thousandths + 120000) / 240000;
}

std::int64_t minimum_share(const FeeCase& facts) {
  const bool raised = facts.year > 2022 || (facts.year == 2022 && facts.month >= 8);
  if (raised) return facts.single ? 14789 : 12066;
  return facts.single ? 13546 : 11446;
}

std::map<std::string, std::string> expected(const FeeCase& facts) {
  const std::int64_t base = 100 * kBaseAmount.at(static_cast<std::size_t>(facts.year - 2016));
  const std::int64_t cap = twelfth(base, 5392);
  const std::int64_t minimum = twelfth(base, minimum_share(facts));
  const std::int64_t basis = (2 * facts.income + 12) / 24;
  const std::int64_t room = std::max<std::int64_t>(basis - minimum - facts.housing, 0);
  return {{"avgiftsunderlag", kronor(basis)},
          {"minimibelopp", kronor(minimum)},
          {"f\u00f6rbeh\u00e5llsbelopp", kronor(minimum + facts.housing)},
          {"avgiftsutrymme", kronor(room)},
          {"h\u00f6gsta_avgift", kronor(cap)},
          {"avgift", kronor(std::min({facts.tariff, cap, room}))}};
}

Json case_of(const FeeCase& facts, const char* municipality) {
  const Day month{std::chrono::year{facts.year} / facts.month / 1};
  const JsonObject known{{"avgiftsm\u00e5nad", day_text(month)},
                         {"insats", "hemtj\u00e4nst_eller_dagverksamhet"},
                         {"hush\u00e5ll", facts.single ? "ensamst\u00e5ende" : "makar_eller_sambor"},
                         {"v\u00e4ntad_inkomst", kronor(facts.income)},
                         {"boendekostnad", kronor(facts.housing)},
                         {"kommunens_avgift", kronor(facts.tariff)},
                         {"\u00e5beropar_annat_minimibelopp", false}};
  return JsonObject{{"case_id", "prov"}, {"municipality", municipality}, {"decision_date", "2026-03-10"}, {"facts", known}};
}

TEST(Fee, EveryAmountToTheOre) {
  ASSERT_NE(fees(), nullptr);
  constexpr std::uint64_t kSeed = 20151967;
  std::cout << "seed " << kSeed << "\n";
  support::Random random(kSeed);
  for (int i = 0; i < 1500 && !HasFailure(); ++i) {
    FeeCase facts;
    facts.year = static_cast<int>(random.between(2016, 2026));
    facts.month = static_cast<int>(random.between(facts.year == 2016 ? 7 : 1, 12));
    facts.single = random.chance(50);
    facts.income = random.between(0, 40000000);
    facts.housing = random.between(0, 1500000);
    facts.tariff = random.between(0, 500000);
    const Answer answer = engine_answer(*fees(), case_of(facts, "2281"));
    EXPECT_EQ(answer.outcome, "bifall");
    EXPECT_EQ(answer.values, expected(facts)) << pretty(case_of(facts, "2281"));
  }
}

TEST(FeeScenarios, AllHold) {
  const dsl::CompileResult whole = compile_or_fail(sources_of("avgift-aldreomsorg"));
  ASSERT_TRUE(whole.package.has_value());
  EXPECT_GE(whole.scenarios.size(), 30U);
  const auto report = engine::run_scenarios(*whole.package, whole.scenarios);
  for (const engine::ScenarioOutcome& one : report.outcomes) {
    EXPECT_TRUE(one.passed) << one.title << "\n" << (one.differences.empty() ? "" : one.differences[0].en);
  }
  EXPECT_TRUE(report.coverage.never.empty()) << ::testing::PrintToString(report.coverage.never);
}

// 2 660.05: the municipality's practice never passes the law's own ceiling.
TEST(Fee, AMunicipalityMayDeclareWholeKronor) {
  ASSERT_NE(fees(), nullptr);
  const FeeCase facts{2026, 3, true, 30000000, 0, 400000};
  EXPECT_EQ(engine_answer(*fees(), case_of(facts, "2281")).values["avgift"], "2660.05");
  EXPECT_EQ(engine_answer(*fees(), case_of(facts, "0001")).values["avgift"], "2660.00");
}

}  // namespace
}  // namespace stadga::rules
