// Semantics 3 and 6: the order of states, `alla av`, `nagon av`, counts, sums, `inget`, and
// arithmetic that leaves its bounds. A condition is read through the requirement that it decides.
#include <gmock/gmock.h>

#include "evaluate/state.h"
#include "model_builder.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;
using testing::ModelBuilder;

State of(StateKind kind) {
  State out;
  out.kind = kind;
  return out;
}

TEST(Kleene, FalseBeatsUnknownBeatsTheAbnormalStatesInTheirOrderBeatTrue) {
  const std::vector<State> order{value_state(false),         of(StateKind::kUnknown),
                                 of(StateKind::kConflict),   of(StateKind::kGap),
                                 of(StateKind::kNotInForce), of(StateKind::kNotCovered),
                                 of(StateKind::kError),      value_state(true)};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i; j < order.size(); ++j) {
      for (const auto& pair : {std::vector{order[i], order[j]}, std::vector{order[j], order[i]}}) {
        const State all = kleene(pair, false);
        EXPECT_EQ(all.kind, order[i].kind) << i << " " << j;
        EXPECT_EQ(all.value, order[i].value) << i << " " << j;
      }
    }
  }
}

TEST(Kleene, AnyOfIsTheDual) {
  EXPECT_TRUE(kleene({of(StateKind::kError), value_state(true)}, true).is_true());
  EXPECT_TRUE(kleene({of(StateKind::kUnknown), value_state(false)}, true).is_unknown());
  EXPECT_EQ(kleene({of(StateKind::kError), value_state(false)}, true).kind, StateKind::kError);
  EXPECT_TRUE(kleene({value_state(false)}, true).is_false());
}

// A rule set with one condition: bifall when it holds, avslag when it does not.
class Condition : public ::testing::Test {
 protected:
  ModelBuilder model;

  std::string outcome(ExprId condition, const std::string& facts) {
    model.get().requirements.clear();
    model.get().decision.stages.clear();
    model.substance("K1", condition);
    model.usual_stages();
    const Evaluation found = testing::evaluate_facts(model, facts);
    if (found.status == CaseStatus::kError) return "error:" + found.detail + "@" + found.at;
    return found.outcome ? name(*found.outcome) : name(found.status);
  }
};

TEST_F(Condition, UnknownIsNeverFalse) {
  const ExprId a = model.flag("a");
  EXPECT_EQ(outcome(a, "{}"), "incomplete");
  EXPECT_EQ(outcome(model.negate(a), "{}"), "incomplete");
  EXPECT_EQ(outcome(a, R"({"a": false})"), "avslag");
  EXPECT_EQ(outcome(a, R"({"a": true})"), "bifall");
}

TEST_F(Condition, AKnownPartSettlesAConjunctionWithUnknownParts) {
  const ExprId a = model.flag("a");
  const ExprId b = model.flag("b");
  EXPECT_EQ(outcome(model.all({a, b}), R"({"b": false})"), "avslag");
  EXPECT_EQ(outcome(model.any({a, b}), R"({"b": true})"), "bifall");
  EXPECT_EQ(outcome(model.all({a, b}), R"({"b": true})"), "incomplete");
}

class ListCondition : public Condition {
 protected:
  Type item = model.record("Post", {{"ok", ModelBuilder::boolean()},
                                    {"antal", ModelBuilder::number(TypeKind::kInt, -100, 100)},
                                    {"dag", ModelBuilder::optional(ModelBuilder::date())}});
  FactId list = model.fact("poster", ModelBuilder::list_of(item, 5));

  ExprId ok() { return model.is(model.field(model.element(item), 0)); }
  ExprId folded(Op op, ExprId condition, std::uint32_t field) {
    const ExprId value = model.field(model.element(item), field);
    Type type = model.type_of(value);
    type.optional = false;
    return model.op(op, type, {model.of(list), condition, value});
  }
  ExprId count() {
    return model.op(Op::kCount, ModelBuilder::number(TypeKind::kInt, 0, 5), {model.of(list), ok()});
  }
};

TEST_F(ListCondition, SomeAndEveryOverKnownAndUnknownElements) {
  const ExprId some = model.op(Op::kSome, ModelBuilder::boolean(), {model.of(list), ok()});
  EXPECT_EQ(outcome(some, "{}"), "incomplete");
  EXPECT_EQ(outcome(some, R"({"poster": []})"), "avslag");
  EXPECT_EQ(outcome(some, R"({"poster": [{}, {"ok": true}]})"), "bifall");
  EXPECT_EQ(outcome(some, R"({"poster": [{}, {"ok": false}]})"), "incomplete");
  const ExprId every = model.every(model.of(list), ok(), false);
  EXPECT_EQ(outcome(every, R"({"poster": [{}, {"ok": false}]})"), "avslag");
  EXPECT_EQ(outcome(every, R"({"poster": [{"ok": true}]})"), "bifall");
  EXPECT_EQ(outcome(every, R"({"poster": []})"), "avslag");
  EXPECT_EQ(outcome(model.every(model.of(list), ok(), true), R"({"poster": []})"), "bifall");
}

TEST_F(ListCondition, AComparedCountIsKnownWhenBothEndsAgree) {
  const ExprId least_two = model.compare(Op::kGe, count(), model.integer(2));
  EXPECT_EQ(outcome(least_two, R"({"poster": [{"ok": true}, {"ok": true}, {}]})"), "bifall");
  EXPECT_EQ(outcome(least_two, R"({"poster": [{"ok": true}, {}]})"), "incomplete");
  EXPECT_EQ(outcome(least_two, R"({"poster": [{"ok": false}, {}]})"), "avslag");
  const ExprId exactly = model.compare(Op::kEq, count(), model.integer(3));
  EXPECT_EQ(outcome(exactly, R"({"poster": [{"ok": true}, {}]})"), "avslag");
  EXPECT_EQ(outcome(exactly, R"({"poster": [{}, {}, {}]})"), "incomplete");
  const ExprId other = model.compare(Op::kNe, model.integer(3), count());
  EXPECT_EQ(outcome(other, R"({"poster": [{"ok": true}, {}]})"), "bifall");
}

TEST_F(ListCondition, ASumWithAnUnknownTermIsUnknown) {
  const ExprId positive = model.compare(Op::kGt, folded(Op::kListSum, ok(), 1), model.integer(0));
  EXPECT_EQ(outcome(positive, R"({"poster": [{"ok": true, "antal": 2}, {"ok": true}]})"),
            "incomplete");
  EXPECT_EQ(outcome(positive, R"({"poster": [{"ok": true, "antal": 2}, {"ok": false}]})"),
            "bifall");
  EXPECT_EQ(outcome(positive, R"({"poster": []})"), "avslag");
}

TEST_F(ListCondition, TheGreatestOfNothingIsAnErrorState) {
  const ExprId late =
      model.compare(Op::kGe, folded(Op::kListGreatest, ok(), 2), model.date("2025-01-01"));
  EXPECT_EQ(outcome(late, R"({"poster": [{"ok": true, "dag": "2025-06-01"},
                                         {"ok": true, "dag": "2024-06-01"}]})"),
            "bifall");
  EXPECT_EQ(outcome(late, R"({"poster": [{"ok": false, "dag": "2025-06-01"}]})"),
            "error:empty_list@K1");
  EXPECT_EQ(outcome(late, R"({"poster": [{"ok": true, "dag": null}]})"), "error:missing_value@K1");
}

TEST_F(ListCondition, ElementsOfTheOuterListAreReachable) {
  // Some post whose number is the greatest: no other post has a greater one.
  const ExprId mine = model.field(model.element(item, 1), 1);
  const ExprId other = model.field(model.element(item, 0), 1);
  const ExprId none_greater =
      model.every(model.of(list), model.compare(Op::kLe, other, mine), true);
  const ExprId some = model.op(Op::kSome, ModelBuilder::boolean(), {model.of(list), none_greater});
  EXPECT_EQ(outcome(some, R"({"poster": [{"antal": 3}, {"antal": 7}]})"), "bifall");
  EXPECT_EQ(outcome(some, R"({"poster": []})"), "avslag");
}

TEST_F(Condition, NoneIsKnownAndDiffersFromUnknown) {
  const FactId id = model.fact("datum", ModelBuilder::optional(ModelBuilder::date()));
  const ExprId exists = model.op(Op::kExists, ModelBuilder::boolean(), {model.of(id)});
  const ExprId absent = model.op(Op::kAbsent, ModelBuilder::boolean(), {model.of(id)});
  EXPECT_EQ(outcome(exists, "{}"), "incomplete");
  EXPECT_EQ(outcome(exists, R"({"datum": null})"), "avslag");
  EXPECT_EQ(outcome(absent, R"({"datum": null})"), "bifall");
  EXPECT_EQ(outcome(exists, R"({"datum": "2026-01-01"})"), "bifall");
  EXPECT_EQ(outcome(exists, R"({"datum": {"unknown": "registret svarade inte"}})"), "incomplete");
}

TEST_F(Condition, ARecordMayBeKnownToBeAbsentOrPartlyKnown) {
  const Type record = model.record("Intyg", {{"dag", ModelBuilder::date()}});
  const FactId id = model.fact("intyg", ModelBuilder::optional(record));
  const ExprId exists = model.op(Op::kExists, ModelBuilder::boolean(), {model.of(id)});
  const ExprId late =
      model.compare(Op::kGe, model.field(model.of(id), 0), model.date("2025-01-01"));
  EXPECT_EQ(outcome(exists, R"({"intyg": {}})"), "bifall");
  EXPECT_EQ(outcome(exists, R"({"intyg": null})"), "avslag");
  EXPECT_EQ(outcome(late, R"({"intyg": {}})"), "incomplete");
  EXPECT_EQ(outcome(model.all({exists, late}), R"({"intyg": null})"), "avslag");
}

TEST_F(Condition, OverflowIsAnErrorStateThatNamesItsRule) {
  const Type wide = ModelBuilder::number(TypeKind::kInt, -kMaxExact, kMaxExact);
  const FactId id = model.fact("n", wide);
  const ExprId sum = model.op(Op::kAdd, wide, {model.of(id), model.integer(1)});
  const ExprId positive = model.compare(Op::kGt, sum, model.integer(0));
  EXPECT_EQ(outcome(positive, R"({"n": 9007199254740990})"), "bifall");
  EXPECT_EQ(outcome(positive, R"({"n": 9007199254740991})"), "error:overflow@K1");
  // A false part still settles the conjunction.
  EXPECT_EQ(outcome(model.all({positive, model.no()}), R"({"n": 9007199254740991})"), "avslag");
}

TEST_F(Condition, DatesLeaveTheCalendarAsAnError) {
  const FactId id = model.fact("dag", ModelBuilder::date());
  const ExprId later =
      model.op(Op::kAddMonths, ModelBuilder::date(), {model.of(id), model.months(12)});
  const ExprId check = model.compare(Op::kGt, later, model.date("2000-01-01"));
  EXPECT_EQ(outcome(check, R"({"dag": "2198-12-31"})"), "bifall");
  EXPECT_EQ(outcome(check, R"({"dag": "2199-12-31"})"), "error:calendar_overflow@K1");
}

TEST_F(Condition, TheOrderOfOperandsDoesNotChangeTheState) {
  const ExprId a = model.flag("a");
  const FactId n = model.fact("n", ModelBuilder::number(TypeKind::kInt, 0, kMaxExact));
  const ExprId big = model.op(Op::kAdd, model.type_of(model.of(n)), {model.of(n), model.of(n)});
  const ExprId error = model.compare(Op::kGt, big, model.integer(0));
  const std::string facts = R"({"n": 9007199254740991})";
  EXPECT_EQ(outcome(model.all({a, error}), facts), "incomplete");
  EXPECT_EQ(outcome(model.all({error, a}), facts), "incomplete");
  EXPECT_EQ(outcome(model.any({error, a}), R"({"n": 9007199254740991, "a": true})"), "bifall");
}

// Found by formal_test: the bounds of a count went with an error out of the term that counted.
TEST_F(Condition, OnlyACountItselfHasBounds) {
  const Type number = ModelBuilder::number(TypeKind::kInt, 0, kMaxExact);
  const Type item = model.record("Item", {{"m", number}});
  const FactId items = model.fact("items", ModelBuilder::list_of(item, 3));
  const ExprId twice = model.op(Op::kAdd, number, {model.field(model.element(item), 0), model.field(model.element(item), 0)});
  const ExprId count = model.op(Op::kCount, number, {model.of(items), model.compare(Op::kGt, twice, model.integer(0))});
  const TermId term = model.term("antal", number, false);
  model.rule("R1", term, {}, count);
  const std::string facts = R"({"items": [{"m": 9007199254740991}]})";
  EXPECT_EQ(outcome(model.compare(Op::kLe, count, model.integer(3)), facts), "bifall");
  EXPECT_EQ(outcome(model.compare(Op::kLe, model.of(term), model.integer(3)), facts), "error:overflow@R1");
}

TEST_F(Condition, ASumOfWhatHasNoLimitHasNone) {
  const Type number = ModelBuilder::number(TypeKind::kInt, 0, 9);
  const Type item = model.record("Item", {{"m", number}});
  const FactId items = model.fact("items", ModelBuilder::list_of(item, 3));
  const ParameterId limit = model.parameter("tak", number);
  model.dated(limit, testing::in_force("2020-01-01", "2030-12-31"), std::nullopt);
  const ExprId sum = model.op(Op::kListSum, number, {model.of(items), model.yes(), model.of(limit)});
  const ExprId within = model.compare(Op::kLe, model.integer(5), sum);
  EXPECT_EQ(outcome(within, R"({"items": [{"m": 1}, {"m": 2}]})"), "bifall");
  EXPECT_EQ(outcome(within, R"({"items": []})"), "avslag");
}

}  // namespace
}  // namespace stadga::engine
