// random_model.h - random rule sets for properties that must hold for every rule set: a dozen
// facts of all kinds, terms that read each other, exceptions, guards, lists, errors, any stages.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "model_builder.h"
#include "support/random_case.h"

namespace stadga::engine::testing {

class RandomModel {
 public:
  explicit RandomModel(std::uint64_t seed) : random_(seed) {
    for (const char* name : {"a", "b", "c", "d", "e"}) flags_.push_back(model_.fact(name, {}));
    flags_.push_back(model_.fact("judged", ModelBuilder::assessment()));
    numbers_.push_back(model_.fact("n", ModelBuilder::number(TypeKind::kInt, 0, 9)));
    numbers_.push_back(
        model_.fact("big", ModelBuilder::number(TypeKind::kInt, kMaxExact - 1, kMaxExact)));
    choice_ = model_.enumeration("choice", {"x", "y", "z"});
    choice_fact_ = model_.fact("choice", choice_);
    date_ = model_.fact("day", ModelBuilder::optional(ModelBuilder::date()));
    item_ = model_.record("Item", {{"ok", {}}, {"m", ModelBuilder::number(TypeKind::kInt, 0, 9)}});
    list_ = model_.fact("items", ModelBuilder::list_of(item_, 3));
    Type record =
        model_.record("Paper", {{"p", {}}, {"q", ModelBuilder::number(TypeKind::kInt, 0, 9)}});
    paper_ = model_.fact("paper", ModelBuilder::optional(record));
    add_terms();
    add_requirements();
    add_stages();
  }

  ModelBuilder& model() { return model_; }

 private:
  ExprId number(int depth) {
    switch (random_.below(depth <= 0 ? 3 : 7)) {
      case 0:
        return model_.integer(random_.between(0, 9));
      case 1:
        return model_.of(numbers_[random_.chance(60) ? 0 : 1]);
      case 2:
        if (!number_terms_.empty()) return model_.of(pick(number_terms_));
        return model_.integer(3);
      case 3: {
        const Op op = random_.chance(50) ? Op::kAdd : Op::kSub;
        return numeric(op, {number(depth - 1), number(depth - 1)});
      }
      case 4: {
        const Op op = random_.chance(50) ? Op::kLeast : Op::kGreatest;
        return numeric(op, {number(depth - 1), number(depth - 1)});
      }
      case 5:
        return numeric(Op::kCount, {model_.of(list_), element_condition()});
      default: {
        const Op op = random_.chance(60) ? Op::kListSum : Op::kListGreatest;
        return numeric(
            op, {model_.of(list_), element_condition(), model_.field(model_.element(item_), 1)});
      }
    }
  }

  ExprId numeric(Op op, std::vector<ExprId> args) {
    return model_.op(op, ModelBuilder::number(TypeKind::kInt, 0, 0), std::move(args));
  }

  ExprId element_condition() {
    const ExprId ok = model_.is(model_.field(model_.element(item_), 0));
    const ExprId small = model_.compare(Op::kLe, model_.field(model_.element(item_), 1),
                                        model_.integer(random_.between(0, 9)));
    switch (random_.below(4)) {
      case 0:
        return ok;
      case 1:
        return small;
      case 2:
        return model_.all({ok, small});
      default:
        return model_.any({model_.negate(ok), small});
    }
  }

  ExprId condition(int depth) {
    constexpr Op kComparisons[] = {Op::kEq, Op::kNe, Op::kLt, Op::kLe, Op::kGt, Op::kGe};
    const std::uint64_t kinds = requirements_.empty() ? 10 : 12;
    switch (random_.below(depth <= 0 ? 5 : kinds)) {
      case 0:
      case 1:
        return model_.is(model_.of(pick(flags_)));
      case 2: {
        const ExprId subject = model_.of(choice_fact_);
        return model_.compare(random_.chance(50) ? Op::kEq : Op::kNe, subject,
                              model_.value(choice_, static_cast<std::uint32_t>(random_.below(3))));
      }
      case 3:
        if (!flag_terms_.empty()) return model_.is(model_.of(pick(flag_terms_)));
        return model_.yes();
      case 4:
        return model_.op(random_.chance(50) ? Op::kExists : Op::kAbsent, {},
                         {model_.of(random_.chance(50) ? date_ : paper_)});
      case 5:
        return model_.negate(condition(depth - 1));
      case 6:
        return model_.all({condition(depth - 1), condition(depth - 1)});
      case 7:
        return model_.any({condition(depth - 1), condition(depth - 1)});
      case 8:
        return model_.op(random_.chance(50) ? Op::kSome : Op::kEvery, {},
                         {model_.of(list_), element_condition()});
      case 9:
        return model_.compare(kComparisons[random_.below(6)], number(depth - 1), number(depth - 1));
      default:  // of an earlier requirement, so that there is no cycle
        return model_.standing(pick(requirements_),
                               static_cast<RequirementState>(random_.below(4)));
    }
  }

  template <typename T>
  const T& pick(const std::vector<T>& list) {
    return list[random_.below(list.size())];
  }

  // Later terms read earlier ones only, so that there is no cycle.
  void add_terms() {
    for (int i = 0; i < 4; ++i) {
      const bool is_flag = i % 2 == 0;
      const TermId term = model_.term(
          "t" + std::to_string(i), is_flag ? Type{} : ModelBuilder::number(TypeKind::kInt, 0, 0));
      add_rules(term, is_flag, i);
      (is_flag ? flag_terms_ : number_terms_).push_back(term);
    }
  }

  void add_rules(TermId term, bool is_flag, int index) {
    std::vector<std::string> ids;
    const auto count = 1 + random_.below(4);
    for (std::uint64_t k = 0; k < count; ++k) {
      const std::string id = "R" + std::to_string(index) + std::to_string(k);
      const ExprId guard = random_.chance(20) ? ExprId{} : condition(1);
      const ExprId conclusion = is_flag              ? condition(0)
                                : random_.chance(70) ? model_.integer(random_.between(1, 2))
                                                     : number(1);
      Rule& rule = model_.rule(id, term, guard, conclusion);
      rule.is_default = random_.chance(25);
      for (const std::string& base : ids) {
        if (random_.chance(35)) rule.goes_before.push_back(base);
      }
      ids.push_back(id);
    }
  }

  void add_requirements() {
    const auto count = 2 + random_.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto kind = static_cast<RequirementKind>(random_.below(4));
      const std::string id = "Q" + std::to_string(i);
      const ExprId rule_condition = condition(2);
      const ExprId applies = random_.chance(40) ? condition(1) : ExprId{};
      Requirement& requirement = model_.requirement(kind, id, rule_condition);
      requirement.applies = applies;
      requirement.sufficient_alone = random_.chance(15);
      if (random_.chance(30)) {
        const ExprId exception = condition(1);
        model_.settle("S" + std::to_string(i), id, random_.chance(50), exception,
                      random_.chance(80) ? std::vector{id} : std::vector<std::string>{});
      }
      requirements_.push_back(id);
    }
  }

  void add_stages() {
    std::vector<TermId> values;
    if (random_.chance(60)) values = {TermId{1}};
    model_.usual_stages(values);
    auto& stages = model_.get().decision.stages;
    if (random_.chance(20)) stages.erase(stages.begin() + static_cast<long>(random_.below(5)));
    if (random_.chance(20)) std::swap(stages[0], stages[1 + random_.below(stages.size() - 1)]);
  }

  support::Random random_;
  ModelBuilder model_;
  std::vector<FactId> flags_, numbers_;
  std::vector<TermId> flag_terms_, number_terms_;
  std::vector<std::string> requirements_;
  Type choice_, item_;
  FactId choice_fact_, date_, list_, paper_;
};

}  // namespace stadga::engine::testing
