// Semantics 14: versions, what is declared absent, what the rule set lacks, overlays' parameters.
#include <gmock/gmock.h>

#include "evaluate/in_force.h"
#include "model_builder.h"

namespace stadga::engine {
namespace {

using testing::evaluate_facts;
using testing::in_force;
using testing::ModelBuilder;

VersionPick pick(const std::vector<Validity>& versions, const char* on) {
  std::vector<const Validity*> list;
  for (const Validity& version : versions) list.push_back(&version);
  return pick_version(list, testing::day(on));
}

TEST(Versions, TheCornersOfEachVersionBelongToIt) {
  const std::vector<Validity> versions{in_force("2020-01-01", "2021-12-31"),
                                       in_force("2022-01-01", "2022-12-31")};
  EXPECT_EQ(pick(versions, "2019-12-31").in_force, InForce::kNotCovered);
  EXPECT_EQ(pick(versions, "2020-01-01").first, 0U);
  EXPECT_EQ(pick(versions, "2021-12-31").first, 0U);
  EXPECT_EQ(pick(versions, "2022-01-01").first, 1U);
  EXPECT_EQ(pick(versions, "2022-12-31").in_force, InForce::kOne);
  EXPECT_EQ(pick(versions, "2023-01-01").in_force, InForce::kNotCovered);
}

TEST(Versions, OnlyWhatIsDeclaredBeginsOrEndsTheLaw) {
  std::vector<Validity> versions{in_force("2020-01-01", "2020-12-31"),
                                 in_force("2022-01-01", "2022-12-31")};
  versions[0].introduced = true;
  versions[1].repealed = true;
  EXPECT_EQ(pick(versions, "2019-12-31").in_force, InForce::kNotInForce);
  EXPECT_EQ(pick(versions, "2021-06-01").in_force, InForce::kNotCovered);
  EXPECT_EQ(pick(versions, "2023-01-01").in_force, InForce::kNotInForce);
  versions[0].repealed = true;
  EXPECT_EQ(pick(versions, "2021-06-01").in_force, InForce::kNotInForce);
}

TEST(Versions, TwoAtOnceAreAConflictWithBothIntervals) {
  ModelBuilder model;
  const ExprId a = model.flag("a");
  model.substance("K1", a).validity = in_force("2020-01-01", "2026-06-30");
  model.substance("K1", a).validity = in_force("2026-01-01", "2030-12-31");
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true})");
  EXPECT_EQ(found.status, CaseStatus::kConflict);
  EXPECT_EQ(found.at, "K1");
  ASSERT_EQ(found.conflict.size(), 2U);
  EXPECT_EQ(found.conflict[1].result, "2026-01-01/2030-12-31");
  EXPECT_EQ(evaluate_facts(model, R"({"a": true})", "2027-01-01").outcome, Outcome::kGrant);
}

TEST(Time, OutsideItsHorizonTheRuleSetSaysSo) {
  ModelBuilder model;
  model.substance("K1", model.yes());
  model.rule("R1", model.term("v", ModelBuilder::boolean()), {}, model.yes());
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, "{}", "2019-12-31");
  EXPECT_EQ(found.status, CaseStatus::kNotCovered);
  EXPECT_EQ(found.detail, "outside_horizon");
  EXPECT_TRUE(found.values.empty());
  EXPECT_EQ(evaluate_facts(model, "{}", "2020-01-01").status, CaseStatus::kDetermined);
}

TEST(Time, WithoutAnyRequirementInForceThereIsNoLaw) {
  ModelBuilder model;
  Requirement& k1 = model.substance("K1", model.flag("a"));
  k1.validity = in_force("2025-01-01", "2026-12-31");
  k1.validity.introduced = true;
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"a": true})", "2024-12-31").status, CaseStatus::kNotInForce);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true})", "2025-01-01").status, CaseStatus::kDetermined);
  const Evaluation later = evaluate_facts(model, R"({"a": true})", "2027-01-01");
  EXPECT_EQ(later.status, CaseStatus::kNotCovered);
  EXPECT_EQ(later.at, "K1");
}

TEST(Time, ARequirementNotYetInForceDoesNotExist) {
  ModelBuilder model;
  model.substance("K1", model.flag("a"));
  Requirement& k2 = model.substance("K2", model.flag("b"));
  k2.validity = in_force("2027-01-01", "2030-12-31");
  k2.validity.introduced = true;
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": false})");
  EXPECT_EQ(found.outcome, Outcome::kGrant);
  EXPECT_EQ(found.reasons.size(), 1U);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "b": false})", "2027-01-01").outcome,
            Outcome::kRejection);
}

TEST(Time, ALackingVersionOfOneRequirementNeverFallsThrough) {
  ModelBuilder model;
  model.substance("K1", model.flag("a"));
  model.substance("K2", model.flag("b")).validity = in_force("2020-01-01", "2024-12-31");
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": true})");
  EXPECT_EQ(found.status, CaseStatus::kNotCovered);
  EXPECT_EQ(found.at, "K2");
}

TEST(Time, RulesHaveVersionsToo) {
  ModelBuilder model;
  const TermId v = model.term("v", ModelBuilder::number(TypeKind::kInt, 0, 9));
  model.substance("K1", model.yes());
  model.rule("R1", v, {}, model.integer(1)).validity = in_force("2020-01-01", "2025-12-31");
  model.rule("R1", v, {}, model.integer(2)).validity = in_force("2026-01-01", "2027-12-31");
  model.usual_stages({v});
  EXPECT_EQ(*evaluate_facts(model, "{}", "2025-12-31").values.at("v").as_int(), 1);
  EXPECT_EQ(*evaluate_facts(model, "{}", "2026-01-01").values.at("v").as_int(), 2);
  const Evaluation lacking = evaluate_facts(model, "{}", "2028-01-01");
  EXPECT_EQ(lacking.status, CaseStatus::kNotCovered);
  EXPECT_EQ(lacking.at, "R1");
}

TEST(Time, AnExceptionStaysWhenItsBaseIsRepealed) {
  ModelBuilder model;
  const TermId v = model.term("v", ModelBuilder::number(TypeKind::kInt, 0, 9));
  model.substance("K1", model.yes());
  Rule& base = model.rule("R1", v, {}, model.integer(1));
  base.validity = in_force("2020-01-01", "2025-12-31");
  base.validity.repealed = true;
  model.rule("R2", v, model.flag("a"), model.integer(2)).goes_before = {"R1"};
  model.usual_stages({v});
  EXPECT_EQ(*evaluate_facts(model, R"({"a": true})").values.at("v").as_int(), 2);
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})").status, CaseStatus::kGap);
}

class Parameters : public ::testing::Test {
 protected:
  Parameters() {
    model.substance("K1", model.compare(Op::kLe, model.of(distance), model.of(limit)));
    model.usual_stages();
  }
  ModelBuilder model;
  FactId distance = model.fact("meter", ModelBuilder::number(TypeKind::kInt, 0, 10000));
  ParameterId limit = model.parameter("gr\u00e4ns", ModelBuilder::number(TypeKind::kInt, 1, 1000));
};

TEST_F(Parameters, AreReadOnTheLawDay) {
  model.dated(limit, in_force("2020-01-01", "2025-12-31"), std::int64_t{100});
  model.dated(limit, in_force("2026-01-01", "2026-12-31"), std::int64_t{200});
  const std::string facts = R"({"meter": 150})";
  EXPECT_EQ(evaluate_facts(model, facts, "2025-12-31").outcome, Outcome::kRejection);
  EXPECT_EQ(evaluate_facts(model, facts, "2026-01-01").outcome, Outcome::kGrant);
  const Evaluation lacking = evaluate_facts(model, facts, "2027-01-01");
  EXPECT_EQ(lacking.status, CaseStatus::kNotCovered);
  EXPECT_EQ(lacking.at, "gr\u00e4ns");
}

TEST_F(Parameters, TwoValuesOnOneDayAreAConflict) {
  model.dated(limit, in_force("2020-01-01", "2026-12-31"), std::int64_t{100});
  model.dated(limit, in_force("2026-01-01", "2030-12-31"), std::int64_t{200});
  EXPECT_EQ(evaluate_facts(model, R"({"meter": 150})").status, CaseStatus::kConflict);
}

TEST_F(Parameters, WhatTheMunicipalityDecidesStandsBeforeTheNationalValue) {
  model.dated(limit, in_force("2020-01-01", "2030-12-31"), std::int64_t{100});
  model.dated(limit, in_force("2026-01-01", "2026-12-31"), std::int64_t{200}).from_overlay = true;
  const std::string facts = R"({"meter": 150})";
  EXPECT_EQ(evaluate_facts(model, facts, "2026-06-01").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, facts, "2027-06-01").outcome, Outcome::kRejection);
}

TEST_F(Parameters, NoLimitBindsNobody) {
  model.dated(limit, in_force("2020-01-01", "2030-12-31"), std::nullopt);
  EXPECT_EQ(evaluate_facts(model, R"({"meter": 10000})").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, "{}").status, CaseStatus::kIncomplete);
}

}  // namespace
}  // namespace stadga::engine
