// Semantics 7 to 10: requirements, their four states, and the stages of a decision.
#include <gmock/gmock.h>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;
using testing::evaluate_facts;
using ::testing::IsEmpty;
using testing::ModelBuilder;
using testing::paths_of;
using testing::rules_of;

class Stages : public ::testing::Test {
 protected:
  ModelBuilder model;
  FactId done = model.fact("klar", ModelBuilder::assessment());
  ExprId is_done = model.is(model.of(done));

  static std::string assessed(const std::string& fact, const char* value) {
    return "\"" + fact + "\": {\"value\": " + value +
           ", \"assessor\": \"handl\u00e4ggare\", \"reason\": \"utredning\"}";
  }
};

TEST_F(Stages, AnObstacleIsStatedAlone) {
  model.obstacle("H1", model.flag("hinder"));
  model.form("F1", model.flag("foto"));
  model.substance("K1", model.flag("villkor"));
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"hinder": true, "villkor": false})");
  EXPECT_EQ(found.status, CaseStatus::kDetermined);
  EXPECT_EQ(found.outcome, Outcome::kDismissal);
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("H1:applies"));
  EXPECT_THAT(found.missing, IsEmpty());
}

TEST_F(Stages, ADefectOfFormIsNeverARejection) {
  model.form("F1", model.flag("foto"));
  model.form("F2", model.flag("underskrift"));
  model.substance("K1", model.flag("villkor"));
  model.usual_stages();
  const Evaluation found =
      evaluate_facts(model, R"({"foto": false, "underskrift": false, "villkor": false})");
  EXPECT_EQ(found.status, CaseStatus::kReferred);
  EXPECT_FALSE(found.outcome.has_value());
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("F1:not_met", "F2:not_met"));
  ASSERT_TRUE(found.referral.has_value());
  EXPECT_EQ(found.referral->rule, "F1");
  EXPECT_EQ(found.referral->reason, "komplettering");
  EXPECT_EQ(found.referral->text, "F1 not met och F2 not met");
}

TEST_F(Stages, ARouteLeadsToAPerson) {
  model.route("V1", model.flag("v\u00e4g"));
  model.substance("K1", model.flag("villkor"));
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, "{\"v\u00e4g\": true}");
  EXPECT_EQ(found.status, CaseStatus::kReferred);
  EXPECT_EQ(found.referral->rule, "V1");
  EXPECT_EQ(found.referral->reason, "v\u00e4g");
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("V1:applies"));
}

TEST_F(Stages, ARejectionWaitsForTheFullPictureAndListsEveryFailure) {
  model.substance("K1", model.flag("a"));
  model.substance("K2", model.flag("b"));
  model.substance("K3", model.flag("c"));
  model.usual_stages();
  const Evaluation waiting = evaluate_facts(model, R"({"a": false})");
  EXPECT_EQ(waiting.status, CaseStatus::kIncomplete);
  EXPECT_THAT(paths_of(waiting.missing), ElementsAre("/facts/b", "/facts/c"));
  const Evaluation found = evaluate_facts(model, R"({"a": false, "b": true, "c": false})");
  EXPECT_EQ(found.outcome, Outcome::kRejection);
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("K1:not_met", "K3:not_met"));
  EXPECT_EQ(found.reasons[0].text, "K1 not met");
}

TEST_F(Stages, ARequirementThatIsSufficientAloneRejectsAndSaysWhatWasNotExamined) {
  model.substance("K1", model.flag("a")).sufficient_alone = true;
  model.substance("K2", model.flag("b"));
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": false})");
  EXPECT_EQ(found.outcome, Outcome::kRejection);
  EXPECT_THAT(found.not_examined, ElementsAre("K2"));
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("K1:not_met"));
}

TEST_F(Stages, NotShownIsReachedOnlyThroughTheAssessmentThatTheInvestigationIsComplete) {
  model.get().facts[done.value].volunteered = true;
  model.substance("K1", model.flag("a")).not_shown_when = is_done;
  model.usual_stages();
  const Evaluation unknown = evaluate_facts(model, "{}");
  EXPECT_EQ(unknown.status, CaseStatus::kIncomplete);
  EXPECT_THAT(paths_of(unknown.missing), ElementsAre("/facts/a"));
  EXPECT_EQ(evaluate_facts(model, "{" + assessed("klar", "false") + "}").status,
            CaseStatus::kIncomplete);
  const Evaluation found = evaluate_facts(model, "{" + assessed("klar", "true") + "}");
  EXPECT_EQ(found.outcome, Outcome::kRejection);
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("K1:not_shown"));
  EXPECT_EQ(found.reasons[0].text, "K1 not shown");
  // What is known is not "not shown".
  const Evaluation met = evaluate_facts(model, R"({"a": true, )" + assessed("klar", "true") + "}");
  EXPECT_EQ(met.outcome, Outcome::kGrant);
}

TEST_F(Stages, WhereItDoesNotConcernTheCaseARequirementIsNeitherReasonNorHindrance) {
  model.substance("K1", model.flag("a"));
  model.substance("K2", model.flag("b")).applies = model.flag("g");
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": false, "g": false})");
  EXPECT_EQ(found.outcome, Outcome::kGrant);
  EXPECT_THAT(rules_of(found.reasons), ElementsAre("K1:met"));
  const Evaluation guard = evaluate_facts(model, R"({"a": true})");
  EXPECT_EQ(guard.status, CaseStatus::kIncomplete);
  EXPECT_THAT(paths_of(guard.missing), ElementsAre("/facts/g"));
}

TEST_F(Stages, AGrantNeedsAtLeastOneApplicableRequirement) {
  model.substance("K1", model.flag("a")).applies = model.flag("g");
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"g": false})");
  EXPECT_EQ(found.status, CaseStatus::kGap);
  EXPECT_EQ(found.detail, "no_applicable_requirement");
  model.form("F1", model.flag("foto"));
  EXPECT_EQ(evaluate_facts(model, R"({"g": false, "foto": true})").outcome, Outcome::kGrant);
}

TEST_F(Stages, AFailureThatNoStageCoversIsAGap) {
  model.obstacle("H1", model.flag("hinder"));
  model.substance("K1", model.flag("a"));
  model.stage(Outcome::kRejection, StageTest::kNotMet);
  model.stage(Outcome::kGrant, StageTest::kAllMet);
  const Evaluation found = evaluate_facts(model, R"({"hinder": true, "a": true})");
  EXPECT_EQ(found.status, CaseStatus::kGap);
  EXPECT_EQ(found.at, "H1");
  EXPECT_EQ(evaluate_facts(model, R"({"hinder": false, "a": true})").outcome, Outcome::kGrant);
  const Evaluation unknown = evaluate_facts(model, R"({"a": true})");
  EXPECT_THAT(paths_of(unknown.missing), ElementsAre("/facts/hinder"));
}

TEST_F(Stages, NoStageThatAppliesIsAGap) {
  model.substance("K1", model.flag("a"));
  model.stage(Outcome::kGrant, StageTest::kAllMet);
  const Evaluation found = evaluate_facts(model, R"({"a": false})");
  EXPECT_EQ(found.status, CaseStatus::kGap);
  EXPECT_EQ(found.at, "K1");
}

TEST_F(Stages, ALaterStageWaitsForAnEarlierOne) {
  model.obstacle("H1", model.flag("hinder"));
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": false})");
  EXPECT_EQ(found.status, CaseStatus::kIncomplete);
  EXPECT_THAT(paths_of(found.missing), ElementsAre("/facts/hinder"));
}

TEST_F(Stages, AnObstacleWhoseConditionIsFalseIsOutWhateverItsGuard) {
  model.obstacle("H1", model.flag("hinder")).applies = model.flag("g");
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"hinder": false, "a": true})").outcome, Outcome::kGrant);
  EXPECT_THAT(paths_of(evaluate_facts(model, R"({"hinder": true})").missing),
              ElementsAre("/facts/g"));
}

TEST_F(Stages, OnlyAssessmentsMissingIsForAPersonToJudge) {
  const FactId judged = model.fact("varaktigt", ModelBuilder::assessment());
  model.substance("K1", model.is(model.of(judged)));
  model.substance("K2", model.flag("a"));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, "{}").status, CaseStatus::kIncomplete);
  const Evaluation found = evaluate_facts(model, R"({"a": true})");
  EXPECT_EQ(found.status, CaseStatus::kNeedsAssessment);
  ASSERT_EQ(found.missing.size(), 1U);
  EXPECT_TRUE(found.missing[0].assessment);
}

TEST_F(Stages, ARequiredValueThatIsUnknownHoldsTheGrantBack) {
  const FactId months = model.fact("tid", ModelBuilder::number(TypeKind::kMonths, 1, 60));
  const TermId value = model.term("giltig_tid", ModelBuilder::number(TypeKind::kMonths, 1, 60));
  model.rule("R1", value, {}, model.of(months));
  model.substance("K1", model.flag("a"));
  model.usual_stages({value});
  const Evaluation waiting = evaluate_facts(model, R"({"a": true})");
  EXPECT_EQ(waiting.status, CaseStatus::kIncomplete);
  EXPECT_THAT(paths_of(waiting.missing), ElementsAre("/facts/tid"));
  // A rejection does not name the value and is not held back by it.
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})").outcome, Outcome::kRejection);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "tid": 12})").outcome, Outcome::kGrant);
}

TEST_F(Stages, AnExceptionSettlesTheRequirementWithItsOwnTextAndLaw) {
  model.form("F2", model.flag("underskrift"));
  Rule& rule = model.settle("R1", "F2", true, model.negate(model.flag("kan_skriva")), {"F2"});
  rule.text = ModelBuilder::text("kan inte skriva");
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"underskrift": false, "kan_skriva": false})");
  EXPECT_EQ(found.outcome, Outcome::kGrant);
  ASSERT_EQ(found.reasons.size(), 1U);
  EXPECT_EQ(found.reasons[0].text, "kan inte skriva");
  EXPECT_EQ(found.reasons[0].citations.size(), 2U);
  EXPECT_THAT(found.relied_on, ElementsAre("F2", "R1"));
  const Evaluation unknown = evaluate_facts(model, R"({"underskrift": false})");
  EXPECT_THAT(paths_of(unknown.missing), ElementsAre("/facts/kan_skriva"));
  EXPECT_EQ(evaluate_facts(model, R"({"underskrift": true})").outcome, Outcome::kGrant)
      << "the exception says the same, so it does not matter";
}

TEST_F(Stages, ARuleBesideTheRequirementThatDisagreesIsAConflict) {
  model.substance("K1", model.flag("a"));
  model.settle("R1", "K1", false, model.flag("b"), {});
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": true})");
  EXPECT_EQ(found.status, CaseStatus::kConflict);
  EXPECT_EQ(found.at, "K1");
  ASSERT_EQ(found.conflict.size(), 2U);
  EXPECT_EQ(found.conflict[0].result, "met");
  EXPECT_EQ(found.conflict[1].rule, "R1");
  EXPECT_EQ(found.conflict[1].result, "not_met");
  EXPECT_EQ(evaluate_facts(model, R"({"a": false, "b": true})").outcome, Outcome::kRejection);
}

TEST_F(Stages, ARequirementCanBeAskedAbout) {
  model.substance("K1", model.flag("a")).applies = model.flag("g");
  const ExprId not_met = model.standing("K1", RequirementState::kNotMet);
  const ExprId aside = model.standing("K1", RequirementState::kNotApplicable);
  model.route("V1", not_met);
  model.route("V2", aside);
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"g": true, "a": false})").referral->rule, "V1");
  EXPECT_EQ(evaluate_facts(model, R"({"g": false})").referral->rule, "V2");
  EXPECT_THAT(paths_of(evaluate_facts(model, "{}").missing), ElementsAre("/facts/g"));
}

TEST_F(Stages, AStageMayNameItsRequirements) {
  model.route("V1", model.flag("a"));
  model.route("V2", model.flag("b"));
  model.substance("K1", model.flag("c"));
  model.stage(Outcome::kReferral, StageTest::kRoute, {"V2"});
  model.stage(Outcome::kRejection, StageTest::kNotMet);
  model.stage(Outcome::kReferral, StageTest::kRoute, {"V1"});
  model.stage(Outcome::kGrant, StageTest::kAllMet);
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": false, "c": false})");
  EXPECT_EQ(found.outcome, Outcome::kRejection);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "b": true, "c": false})").referral->rule, "V2");
}

}  // namespace
}  // namespace stadga::engine
