// Semantics 2: rules that define a term, through the values that a decision prints.
#include <gmock/gmock.h>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;
using testing::evaluate_facts;
using testing::ModelBuilder;

// One requirement that is always met, so that the value alone decides the status.
class Definition : public ::testing::Test {
 protected:
  Definition() {
    model.substance("K1", model.yes());
    model.usual_stages({value});
  }
  ModelBuilder model;
  TermId value = model.term("belopp", ModelBuilder::number(TypeKind::kMoney, 0, 1'000'000));
  ExprId a = model.flag("a");
  ExprId b = model.flag("b");
  ExprId money(std::int64_t kronor) {
    return model.literal(ModelBuilder::number(TypeKind::kMoney, 0, 1'000'000), Money{kronor * 100});
  }
  std::string printed(const Evaluation& found) {
    const auto place = found.values.find("belopp");
    return place == found.values.end() ? name(found.status) : *place->second.as_string();
  }
};

TEST_F(Definition, AnExceptionAppliesWithoutItsBase) {
  model.rule("R1", value, a, money(1));
  model.rule("R2", value, b, money(2)).goes_before = {"R1"};
  EXPECT_EQ(printed(evaluate_facts(model, R"({"a": false, "b": true})")), "2.00");
  EXPECT_EQ(printed(evaluate_facts(model, R"({"a": true, "b": true})")), "2.00");
  EXPECT_EQ(printed(evaluate_facts(model, R"({"a": true, "b": false})")), "1.00");
}

TEST_F(Definition, EqualResultsMergeDifferentOnesAreAConflictWithBothSides) {
  model.rule("R1", value, a, money(1));
  model.rule("R2", value, b, money(2));
  const Evaluation conflict = evaluate_facts(model, R"({"a": true, "b": true})");
  EXPECT_EQ(conflict.status, CaseStatus::kConflict);
  EXPECT_EQ(conflict.at, "belopp");
  ASSERT_EQ(conflict.conflict.size(), 2U);
  EXPECT_EQ(conflict.conflict[0].rule, "R1");
  EXPECT_EQ(conflict.conflict[0].result, "1.00");
  EXPECT_EQ(conflict.conflict[1].rule, "R2");
  EXPECT_EQ(conflict.conflict[1].result, "2.00");
  EXPECT_FALSE(conflict.outcome.has_value());
}

TEST_F(Definition, EqualResultsKeepAllTheirRules) {
  model.rule("R1", value, a, money(1));
  model.rule("R2", value, b, money(1));
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": true})");
  EXPECT_EQ(printed(found), "1.00");
  EXPECT_THAT(found.relied_on, ElementsAre("K1", "R1", "R2"));
}

TEST_F(Definition, NoRuleIsTheDefaultAndWithoutOneAGap) {
  model.rule("R1", value, a, money(1));
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})").status, CaseStatus::kGap);
  model.rule("R9", value, {}, money(9)).is_default = true;
  EXPECT_EQ(printed(evaluate_facts(model, R"({"a": false})")), "9.00");
  EXPECT_EQ(printed(evaluate_facts(model, R"({"a": true})")), "1.00");
  EXPECT_EQ(evaluate_facts(model, "{}").status, CaseStatus::kIncomplete);
}

TEST_F(Definition, AnUnknownGuardThatCannotChangeTheValueDoesNotBlock) {
  model.rule("R1", value, {}, money(1));
  model.rule("R2", value, a, money(1));
  EXPECT_EQ(printed(evaluate_facts(model, "{}")), "1.00");
}

TEST_F(Definition, AnAppliedRuleThatFailsIsNamedInTheError) {
  const Type wide = ModelBuilder::number(TypeKind::kInt, 0, kMaxExact);
  const TermId n = model.term("n", wide);
  const ExprId big = model.literal(wide, kMaxExact);
  model.rule("R7", n, {}, model.op(Op::kAdd, wide, {big, big}));
  model.rule("R8", value, model.compare(Op::kGt, model.of(n), model.integer(0)), money(1));
  const Evaluation found = evaluate_facts(model, "{}");
  EXPECT_EQ(found.status, CaseStatus::kError);
  EXPECT_EQ(found.at, "R7");
  EXPECT_EQ(found.detail, "overflow");
  EXPECT_TRUE(found.values.empty());
}

TEST_F(Definition, TheConclusionOfARuleThatDoesNotApplyIsNotLookedAt) {
  const Type item = model.record("Post", {{"dag", ModelBuilder::date()}});
  const FactId list = model.fact("poster", ModelBuilder::list_of(item, 3));
  const TermId last = model.term("sista", ModelBuilder::date());
  const ExprId dag = model.field(model.element(item), 0);
  model.rule("R1", last, a,
             model.op(Op::kListGreatest, ModelBuilder::date(), {model.of(list), model.yes(), dag}));
  model.rule("R2", last, {}, model.date("2026-02-03")).is_default = true;
  model.rule("R3", value, {}, money(1));
  const Evaluation found = evaluate_facts(model, R"({"a": false, "poster": []})");
  EXPECT_EQ(*found.values.at("sista").as_string(), "2026-02-03");
  const Evaluation empty = evaluate_facts(model, R"({"a": true, "poster": []})");
  EXPECT_EQ(empty.status, CaseStatus::kDetermined) << "a value that is not required never blocks";
  EXPECT_FALSE(empty.values.contains("sista"));
}

TEST_F(Definition, ValuesArePrintedByTypeWhateverTheStatus) {
  model.rule("R1", value, a, money(1234));
  const Type choice = model.enumeration("sort", {"liten", "stor"});
  model.rule("R2", model.term("sort", choice), {}, model.value(choice, 1));
  model.rule("R3", model.term("flagga", ModelBuilder::boolean()), {}, model.yes());
  model.rule("R4", model.term("antal", ModelBuilder::number(TypeKind::kInt, 0, 9)), {},
             model.integer(7));
  model.rule("R5", model.term("dag", ModelBuilder::date()), {}, model.date("2026-02-28"));
  model.rule("R6", model.term("inre", ModelBuilder::boolean(), false), {}, model.yes());
  const Evaluation found = evaluate_facts(model, "{}");
  EXPECT_EQ(found.status, CaseStatus::kIncomplete);
  const Json values = JsonObject(found.values.begin(), found.values.end());
  EXPECT_EQ(canonical_or_die(values),
            R"({"antal":7,"dag":"2026-02-28","flagga":true,"sort":"stor"})");
}

TEST_F(Definition, MonthsAreAddedOnceFromTheStartAndClampToTheMonth) {
  const FactId start = model.fact("start", ModelBuilder::date());
  const TermId end = model.term("slut", ModelBuilder::date());
  model.rule("R1", value, {}, money(1));
  const ExprId later =
      model.op(Op::kAddMonths, ModelBuilder::date(), {model.of(start), model.months(60)});
  Type days = ModelBuilder::number(TypeKind::kDays, 1, 1);
  model.rule(
      "R2", end, {},
      model.op(Op::kSubDays, ModelBuilder::date(), {later, model.literal(days, std::int64_t{1})}));
  const auto last_day = [&](const char* from) {
    const std::string facts = R"({"start": ")" + std::string(from) + R"("})";
    return *evaluate_facts(model, facts).values.at("slut").as_string();
  };
  EXPECT_EQ(last_day("2026-11-22"), "2031-11-21");
  EXPECT_EQ(last_day("2024-02-29"), "2029-02-27");
  EXPECT_EQ(last_day("2026-01-01"), "2030-12-31");
}

TEST_F(Definition, AShareIsRoundedByItsRule) {
  const Type money_type = ModelBuilder::number(TypeKind::kMoney, 0, 1'000'000);
  const FactId amount = model.fact("amount", money_type);
  Expr third;
  third.op = Op::kScale;
  third.type = money_type;
  third.args = {model.of(amount)};
  third.numerator = 1;
  third.denominator = 3;
  third.unit = 100;
  third.rounding = Rounding::kHalfUp;
  model.rule("R1", value, {}, model.add(third));
  EXPECT_EQ(printed(evaluate_facts(model, R"({"amount": "100.00"})")), "33.00");
  EXPECT_EQ(printed(evaluate_facts(model, R"({"amount": "100.50"})")), "34.00");
}

}  // namespace
}  // namespace stadga::engine
