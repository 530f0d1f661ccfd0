// The bad example: what two municipal engines do today, written as conditions. The prover refutes
// it, and the municipality that keeps the same figures as guidelines passes.
#include <gtest/gtest.h>

#include <algorithm>

#include "rules/case_builder.h"
#include "rules/rule_set.h"
#include "stadga/verify/check.h"

namespace stadga::rules {
namespace {

constexpr const char* kCode = "2260";

dsl::SourceSet with_practice() {
  dsl::SourceSet sources = parking_rules_only();
  sources.push_back({"kommuner/2260-dagens-praxis.stadga",
                     read_file("examples/dagens-praxis/2260-dagens-praxis.stadga")});
  return sources;
}

const engine::Package& practice() {
  static const dsl::CompileResult compiled = compile_or_fail(with_practice());
  return *compiled.package;
}

Json as_practice(Json file) {
  (*file.as_object())["municipality"] = kCode;
  return file;
}

TEST(Practice, IsRefutedAsAdverseOnNonBindingSourcesAlone) {
  ASSERT_TRUE(compile_or_fail(with_practice()).package.has_value());
  verify::CheckOptions options;
  options.municipality = kCode;
  options.kinds = {"conflict",      "gap",        "dead_rule",
                   "date_coverage", "arithmetic", "nonbinding_adverse"};
  const auto checked = verify::check(practice(), options);
  ASSERT_TRUE(checked.has_value()) << checked.error().code << " " << checked.error().message.en;
  int refuted = 0;
  for (const verify::Obligation& one : checked->obligations) {
    if (one.verdict != verify::Verdict::kRefuted || one.severity != verify::Severity::kError) {
      continue;
    }
    ++refuted;
    EXPECT_EQ(one.kind, "nonbinding_adverse") << one.id << ": " << one.message.en;
    EXPECT_FALSE(one.witnesses.empty()) << one.id;
    for (const Json& witness : one.witnesses) {
      const Answer adverse = engine_answer(practice(), witness);
      EXPECT_EQ(adverse.status, "determined") << pretty(witness);
    }
  }
  EXPECT_GT(refuted, 0);
  EXPECT_EQ(verify::exit_status(*checked), 1);
}

TEST(Practice, TheSameFiguresAsGuidelinesAreNoFinding) {
  verify::CheckOptions options;
  options.municipality = "2281";
  options.kinds = {"nonbinding_adverse"};
  const auto checked = verify::check(practice(), options);
  ASSERT_TRUE(checked.has_value()) << checked.error().code << " " << checked.error().message.en;
  EXPECT_FALSE(checked->obligations.empty());
  EXPECT_EQ(verify::exit_status(*checked), 0);
}

ParkingCase driver_of(int metres, int months) {
  support::Random random(7);
  ParkingCase facts = random_parking_case(random, {0, 100});
  facts.day = Day{std::chrono::year{2026} / 11 / 22};
  facts.certificate = facts.day;
  facts.kind = Kind::kNew;
  facts.role = Role::kDriver;
  facts.registered = Registered::kHere;
  facts.permits = std::vector<Permit>{};
  facts.can_walk = true;
  facts.metres = metres;
  facts.months = months;
  return facts;
}

TEST(Practice, ReproducesTheMetreLimit) {
  const auto outcome = [](int metres) {
    return engine_answer(practice(), as_practice(case_file(driver_of(metres, 1200)))).outcome;
  };
  EXPECT_EQ(outcome(500), "bifall");
  EXPECT_EQ(outcome(501), "avslag");
}

TEST(Practice, ReproducesOneAndTwoYears) {
  const auto last_day = [](int months) {
    return engine_answer(practice(), as_practice(case_file(driver_of(80, months))))
        .values["giltig_till"];
  };
  EXPECT_EQ(last_day(11), "2027-11-21");
  EXPECT_EQ(last_day(1200), "2028-11-21");
}

TEST(Practice, RefusesShortDuration) {
  const Answer five = engine_answer(practice(), as_practice(case_file(driver_of(80, 5))));
  EXPECT_EQ(five.outcome, "avslag");
  const Answer law = engine_answer(practice(), case_file(driver_of(80, 5)));
  EXPECT_EQ(law.outcome, "bifall");
}

}  // namespace
}  // namespace stadga::rules
