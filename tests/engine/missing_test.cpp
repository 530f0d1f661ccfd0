// Semantics 11: a fact is asked for iff it is unknown and reachable through what is not yet known.
#include <gmock/gmock.h>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;
using testing::evaluate_facts;
using ::testing::IsEmpty;
using testing::ModelBuilder;
using testing::paths_of;

class MissingFactsTest : public ::testing::Test {
 protected:
  ModelBuilder model;
  std::vector<std::string> ask(const std::string& facts) {
    return paths_of(evaluate_facts(model, facts).missing);
  }
};

TEST_F(MissingFactsTest, OnlyThroughWhatIsNotYetKnown) {
  const ExprId a = model.flag("a");
  const ExprId b = model.flag("b");
  const ExprId c = model.flag("c");
  model.substance("K1", model.any({model.all({a, b}), c}));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/a", "/facts/b", "/facts/c"));
  EXPECT_THAT(ask(R"({"a": false})"), ElementsAre("/facts/c"));
  EXPECT_THAT(ask(R"({"a": true})"), ElementsAre("/facts/b", "/facts/c"));
  EXPECT_THAT(ask(R"({"c": true})"), IsEmpty());
}

TEST_F(MissingFactsTest, InSourceOrderOnceEach) {
  const ExprId b = model.flag("b");
  const ExprId a = model.flag("a");
  model.substance("K1", model.all({a, b}));
  model.substance("K2", model.any({a, b}));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/b", "/facts/a"));
}

TEST_F(MissingFactsTest, GuardsFirst) {
  model.substance("K1", model.flag("a")).applies = model.flag("g");
  model.substance("K2", model.flag("b"));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/g", "/facts/b"));
  EXPECT_THAT(ask(R"({"g": true})"), ElementsAre("/facts/a", "/facts/b"));
  EXPECT_THAT(ask(R"({"g": false})"), ElementsAre("/facts/b"));
}

TEST_F(MissingFactsTest, EarlierStagesFirst) {
  model.route("V1", model.flag("v"));
  model.form("F1", model.flag("f"));
  model.substance("K1", model.flag("k"));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/v"));
  EXPECT_THAT(ask(R"({"v": false})"), ElementsAre("/facts/f"));
  EXPECT_THAT(ask(R"({"v": false, "f": true})"), ElementsAre("/facts/k"));
}

TEST_F(MissingFactsTest, ListElementsByTheirIndex) {
  const Type item =
      model.record("Post", {{"aktivt", ModelBuilder::boolean()}, {"till", ModelBuilder::date()}});
  const FactId list = model.fact("tidigare", ModelBuilder::list_of(item, 9));
  const ExprId active = model.is(model.field(model.element(item), 0));
  const ExprId late =
      model.compare(Op::kGe, model.field(model.element(item), 1), model.date("2026-01-15"));
  model.substance("K1", model.op(Op::kSome, ModelBuilder::boolean(),
                                 {model.of(list), model.all({active, late})}));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/tidigare"));
  EXPECT_THAT(ask(R"({"tidigare": []})"), IsEmpty());
  const Evaluation found = evaluate_facts(
      model, R"({"tidigare": [{"aktivt": false}, {"aktivt": true}, {"till": "2026-02-01"}]})");
  EXPECT_THAT(paths_of(found.missing),
              ElementsAre("/facts/tidigare/1/till", "/facts/tidigare/2/aktivt"));
  EXPECT_EQ(found.missing[0].fact, "tidigare.1.till");
  EXPECT_THAT(ask(R"({"tidigare": [{}, {"aktivt": true, "till": "2026-02-01"}]})"), IsEmpty());
}

TEST_F(MissingFactsTest, FieldsOfARecordAndTheRecordItself) {
  const Type record = model.record(
      "Intyg",
      {{"dag", ModelBuilder::date()}, {"sidor", ModelBuilder::number(TypeKind::kInt, 0, 9)}});
  const FactId id = model.fact("intyg", ModelBuilder::optional(record));
  model.substance("K1",
                  model.compare(Op::kGe, model.field(model.of(id), 0), model.date("2025-01-01")));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/intyg"));
  EXPECT_THAT(ask(R"({"intyg": {}})"), ElementsAre("/facts/intyg/dag"));
  EXPECT_EQ(evaluate_facts(model, R"({"intyg": {}})").missing[0].fact, "intyg.dag");
}

TEST_F(MissingFactsTest, TermsLeadOnToTheirRules) {
  const TermId t = model.term("t", ModelBuilder::boolean(), false);
  model.rule("R1", t, model.flag("g1"), model.flag("c1"));
  model.rule("R2", t, model.flag("g2"), model.flag("c2"));
  model.rule("R3", t, model.flag("g3"), model.no()).is_default = true;
  model.substance("K1", model.is(model.of(t)));
  model.usual_stages();
  EXPECT_THAT(ask(R"({"g1": false, "g2": true})"), ElementsAre("/facts/c2"));
  EXPECT_THAT(ask(R"({"g1": false, "g2": false})"), ElementsAre("/facts/g3"));
}

TEST_F(MissingFactsTest, AReplacedRuleIsNotAskedAbout) {
  const TermId t = model.term("t", ModelBuilder::boolean(), false);
  const ExprId g1 = model.flag("g1");  // first, so that it is first in source order
  model.rule("R1", t, g1, model.flag("c1"));
  model.rule("R2", t, model.flag("g2"), model.flag("c2")).goes_before = {"R1"};
  model.substance("K1", model.is(model.of(t)));
  model.usual_stages();
  EXPECT_THAT(ask(R"({"g2": true})"), ElementsAre("/facts/c2"));
  EXPECT_THAT(ask(R"({"g2": false})"), ElementsAre("/facts/g1", "/facts/c1"));
}

// An obstacle that cannot hold is out for the stages whatever its guard. A rule that asks whether it
// is "inte tillämpligt" or "inte uppfyllt" waits for the guard: either answer could turn.
TEST_F(MissingFactsTest, WhoAsksWhetherAnObstacleAppliesWaitsForItsGuard) {
  for (const auto asked : {RequirementState::kNotApplicable, RequirementState::kNotMet}) {
    ModelBuilder own;
    own.obstacle("H1", own.flag("c")).applies = own.flag("g");
    own.substance("K1", own.standing("H1", asked));
    own.usual_stages();
    EXPECT_THAT(paths_of(evaluate_facts(own, R"({"c": false})").missing), ElementsAre("/facts/g"));
    const bool not_applicable = asked == RequirementState::kNotApplicable;
    const auto outside = evaluate_facts(own, R"({"c": false, "g": false})");
    EXPECT_EQ(outside.outcome, not_applicable ? Outcome::kGrant : Outcome::kRejection);
    const auto inside = evaluate_facts(own, R"({"c": false, "g": true})");
    EXPECT_EQ(inside.outcome, not_applicable ? Outcome::kRejection : Outcome::kGrant);
  }
}

TEST_F(MissingFactsTest, AnObstacleThatCannotHoldIsNotMetForTheStagesAlone) {
  model.obstacle("H1", model.flag("c")).applies = model.flag("g");
  model.substance("K1", model.negate(model.standing("H1", RequirementState::kMet)));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"c": false})").outcome, Outcome::kGrant);
}

TEST_F(MissingFactsTest, VolunteeredFactsAreNeverAskedFor) {
  const FactId id = model.fact("a", ModelBuilder::boolean());
  model.at(id).volunteered = true;
  model.substance("K1", model.all({model.is(model.of(id)), model.flag("b")}));
  model.usual_stages();
  EXPECT_THAT(ask("{}"), ElementsAre("/facts/b"));
}

TEST_F(MissingFactsTest, SaysTheQuestionTheSourcesAndWhyItIsUnknown) {
  model.substance("K1", model.flag("foto"));
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"foto": {"unknown": "ej inkommet"}})");
  ASSERT_EQ(found.missing.size(), 1U);
  EXPECT_EQ(found.missing[0].fact, "foto");
  EXPECT_EQ(found.missing[0].question, "foto?");
  EXPECT_THAT(found.missing[0].sources, ElementsAre("s\u00f6kanden"));
  EXPECT_EQ(found.missing[0].reason, "ej inkommet");
}

TEST_F(MissingFactsTest, NothingIsAskedOnceTheOutcomeIsKnown) {
  const TermId value = model.term("v", ModelBuilder::number(TypeKind::kInt, 0, 9));
  const FactId n = model.fact("n", ModelBuilder::number(TypeKind::kInt, 0, 9));
  model.rule("R1", value, {}, model.of(n));
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  EXPECT_THAT(ask(R"({"a": true})"), IsEmpty());
}

}  // namespace
}  // namespace stadga::engine
