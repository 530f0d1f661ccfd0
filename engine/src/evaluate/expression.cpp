// expression.cpp - the interpreter's walk over expressions. A state that is not a value goes
// upward by the order of semantics 3, whatever the order of evaluation.
#include "evaluate/interpreter.h"
#include "evaluate/missing.h"

namespace stadga::engine {
namespace {

// A single value as the operators see it. Records and lists are reached with locate().
State scalar_state(const FactValue& fact) {
  if (fact.known == nullptr) return unknown_state();
  struct ToState {
    State operator()(NoneValue) const { return value_state(std::monostate{}); }
    State operator()(bool v) const { return value_state(v); }
    State operator()(std::int64_t v) const { return value_state(v); }
    State operator()(Money v) const { return value_state(v); }
    State operator()(Date v) const { return value_state(v); }
    State operator()(EnumLiteral v) const { return value_state(v); }
    State operator()(const std::string& v) const { return value_state(v); }
    State operator()(const RecordValue&) const { return error_state("not_a_value"); }
    State operator()(const ListValue&) const { return error_state("not_a_value"); }
  };
  return std::visit(ToState{}, *fact.known);
}

State negated(State state) {
  if (state.is_value()) state.value = Scalar(!state.is_true());
  return state;
}

}  // namespace

State Interpreter::eval(ExprId id, const Element* in) {
  const Expr& expr = ruleset_.at(id);
  switch (expr.op) {
    case Op::kLiteral:
      return value_state(scalar_of(expr.literal));
    case Op::kNone:
      return value_state(std::monostate{});
    case Op::kFact:
    case Op::kField:
    case Op::kElement:
      return eval_fact(id, in);
    case Op::kParameter:
      return eval_parameter(expr.parameter);
    case Op::kTerm:
      return term(expr.term, expr.args.empty() ? nullptr : element(expr.args[0], in)).state;
    case Op::kDecisionDay:
      return value_state(facts_.decision_date);
    case Op::kNot:
      return negated(eval(expr.args[0], in));
    case Op::kAll:
    case Op::kAny:
      return kleene(eval_arguments(expr, in), expr.op == Op::kAny);
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return compare(expr.op, eval(expr.args[0], in), eval(expr.args[1], in));
    case Op::kIsOneOf: {
      const State subject = eval(expr.args[0], in);
      std::vector<State> matches;
      for (std::size_t i = 1; i < expr.args.size(); ++i) {
        matches.push_back(compare(Op::kEq, subject, eval(expr.args[i], in)));
      }
      return kleene(matches, true);
    }
    case Op::kExists:
    case Op::kAbsent:
      return eval_exists(expr, in);
    case Op::kSome:
    case Op::kEvery:
    case Op::kCount:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum:
      return eval_list(expr, in);
    case Op::kRequirementIs:
      return eval_requirement_is(expr);
    case Op::kTable:
      return eval_table(expr, in);
    case Op::kQualified:
      return eval_qualified(expr, in);
    case Op::kMatches:
    case Op::kAdd:
    case Op::kSub:
    case Op::kScale:
    case Op::kLeast:
    case Op::kGreatest:
    case Op::kAddMonths:
    case Op::kSubMonths:
    case Op::kAddDays:
    case Op::kSubDays:
    case Op::kRatio:
    case Op::kAge:
    case Op::kYearOf:
    case Op::kFirstOfMonth:
    case Op::kLastOfMonth:
    case Op::kDayOfMonth:
    case Op::kDaysBetween:
    case Op::kMonthsBetween:
    case Op::kNextWorkday:
      return combine_values(expr, eval_arguments(expr, in));
  }
  return error_state("not_a_value");
}

std::vector<State> Interpreter::eval_arguments(const Expr& expr, const Element* in) {
  std::vector<State> out;
  out.reserve(expr.args.size());
  for (const ExprId argument : expr.args) out.push_back(eval(argument, in));
  return out;
}

State Interpreter::eval_fact(ExprId id, const Element* in) {
  const Expr& expr = ruleset_.at(id);
  if (expr.op == Op::kFact && not_found(expr.fact)) return value_state(false);
  const Located located = locate(id, in);
  return located.value != nullptr ? scalar_state(*located.value) : located.state;
}

bool Interpreter::not_found(FactId id) {
  const ExprId needed_when = ruleset_.at(id).needed_when;
  const FactValue& value = facts_.facts.at(id.value);
  if (!needed_when.valid() || value.known != nullptr || !value.unknown_reason.empty()) return false;
  const State needed = eval(needed_when);
  return needed.is_false() || (needed.is_unknown() && rests_on_volunteered(needed_when));
}

// Not known, but only for facts that nobody is asked for: nothing in the case points to it.
bool Interpreter::rests_on_volunteered(ExprId id) {
  MissingFacts asked(*this);
  asked.add(id, nullptr);
  return asked.list().empty();
}

const Element* Interpreter::element(ExprId id, const Element* in) const {
  const Expr& expr = ruleset_.at(id);
  if (expr.op != Op::kElement) return nullptr;
  for (std::uint32_t i = 0; i < expr.depth && in != nullptr; ++i) in = in->outer;
  return in;
}

Located Interpreter::locate(ExprId id, const Element* in) {
  const Expr& expr = ruleset_.at(id);
  if (expr.op == Op::kFact) return {&facts_.facts.at(expr.fact.value), {}};
  if (expr.op != Op::kField) return {nullptr, error_state("not_a_value")};
  State why;
  const RecordValue* owner = record(expr.args[0], in, why);
  if (owner == nullptr) return {nullptr, why};
  return {&owner->at(expr.field), {}};
}

const RecordValue* Interpreter::record(ExprId id, const Element* in, State& why) {
  const Expr& expr = ruleset_.at(id);
  if (expr.op == Op::kElement) {
    if (const Element* found = element(id, in)) return found->record;
    why = error_state("not_a_value");
    return nullptr;
  }
  const Located located = locate(id, in);
  if (located.value == nullptr || located.value->known == nullptr) {
    why = located.value == nullptr ? located.state : unknown_state();
    return nullptr;
  }
  const auto* found = std::get_if<RecordValue>(located.value->known.get());
  if (found == nullptr) why = error_state("missing_value");
  return found;
}

const ListValue* Interpreter::list(ExprId id, const Element* in, State& why) {
  static const ListValue kEmpty;
  const Expr& expr = ruleset_.at(id);
  if (expr.op == Op::kFact && not_found(expr.fact)) return &kEmpty;
  const Located located = locate(id, in);
  if (located.value == nullptr || located.value->known == nullptr) {
    why = located.value == nullptr ? located.state : unknown_state();
    return nullptr;
  }
  const auto* found = std::get_if<ListValue>(located.value->known.get());
  if (found == nullptr) why = error_state("missing_value");
  return found;
}

State Interpreter::eval_exists(const Expr& expr, const Element* in) {
  const bool exists = expr.op == Op::kExists;
  const Op inner = ruleset_.at(expr.args[0]).op;
  if (inner == Op::kFact || inner == Op::kField) {
    const Located located = locate(expr.args[0], in);
    if (located.value == nullptr) return located.state;
    if (located.value->known == nullptr) return unknown_state();
    return value_state(std::holds_alternative<NoneValue>(*located.value->known) != exists);
  }
  const State state = eval(expr.args[0], in);
  if (state.kind == StateKind::kNoLimit) return value_state(exists);
  return state.is_value() ? value_state(state.is_none() != exists) : state;
}

const DatedValue* Interpreter::dated_value(ParameterId id, State& state) const {
  const Parameter& parameter = ruleset_.at(id);
  const std::string name = (parameter.municipal ? "kommun." : "") + parameter.name;
  // What the municipality has decided stands before the national value of the same day.
  for (const bool overlay : {true, false}) {
    std::vector<const Validity*> versions;
    std::vector<const DatedValue*> values;
    for (const DatedValue& value : parameter.values) {
      if (value.from_overlay != overlay) continue;
      versions.push_back(&value.validity);
      values.push_back(&value);
    }
    const VersionPick pick = pick_version(versions, law_day());
    if (pick.in_force == InForce::kOne) return values[pick.first];
    if (pick.in_force == InForce::kSeveral) {
      state = abnormal_state(StateKind::kConflict, name, "two_versions");
      return nullptr;
    }
    if (pick.in_force == InForce::kNotInForce) {
      state = abnormal_state(StateKind::kNotInForce, name, "not_in_force");
    } else if (!state.is_abnormal()) {
      state = abnormal_state(StateKind::kNotCovered, name, "no_version");
    }
  }
  return nullptr;
}

State Interpreter::eval_parameter(ParameterId id) const {
  State state;
  const DatedValue* dated = dated_value(id, state);
  if (dated == nullptr) return state;
  return dated->value ? value_state(scalar_of(*dated->value)) : no_limit_state();
}

State Interpreter::eval_requirement_is(const Expr& expr) {
  const auto group = requirement_group(ruleset_.requirements.at(expr.requirement.value).id);
  if (!group) return error_state("not_a_value");
  const Standing& found = standing(*group);
  const bool asks_guard = expr.requirement_state == RequirementState::kNotApplicable ||
                          expr.requirement_state == RequirementState::kNotMet;
  if (found.kind == StandingKind::kNotMet && asks_guard && !found.guard.is_value()) {
    return found.guard;
  }
  switch (found.kind) {
    case StandingKind::kUnknown:
      return unknown_state();
    case StandingKind::kAbnormal:
      return found.why;
    case StandingKind::kNotInForce:
    case StandingKind::kNotApplicable:
      return value_state(expr.requirement_state == RequirementState::kNotApplicable);
    case StandingKind::kMet:
      return value_state(expr.requirement_state == RequirementState::kMet);
    case StandingKind::kNotMet:
      return value_state(expr.requirement_state == RequirementState::kNotMet);
    case StandingKind::kNotShown:
      return value_state(expr.requirement_state == RequirementState::kNotShown);
  }
  return unknown_state();
}

State Interpreter::eval_list(const Expr& expr, const Element* in) {
  State why;
  const ListValue* items = list(expr.args[0], in, why);
  if (items == nullptr) return why;
  std::vector<State> conditions;
  for (const RecordValue& item : items->items) {
    const Element element{in, &item, {}};
    conditions.push_back(eval(expr.args[1], &element));
  }
  const bool quantifier = expr.op == Op::kSome || expr.op == Op::kEvery || expr.op == Op::kCount;
  return quantifier ? eval_quantifier(expr, conditions) : eval_fold(expr, *items, conditions, in);
}

State Interpreter::eval_quantifier(const Expr& expr, const std::vector<State>& conditions) const {
  if (expr.op == Op::kSome) return kleene(conditions, true);
  if (expr.op == Op::kEvery) {
    return conditions.empty() ? value_state(expr.empty_holds) : kleene(conditions, false);
  }
  Interval interval;
  for (const State& condition : conditions) {
    if (condition.is_true()) ++interval.low;
    if (!condition.is_false()) ++interval.high;
  }
  if (const State* other = hiding(conditions)) {
    State out = *other;
    out.interval = interval;
    return out;
  }
  return value_state(interval.low);
}

State Interpreter::eval_fold(const Expr& expr, const ListValue& items,
                             const std::vector<State>& conditions, const Element* in) {
  std::vector<State> values;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (conditions[i].is_false()) continue;
    const Element element{in, &items.items[i], {}};
    values.push_back(conditions[i].is_true() ? eval(expr.args[2], &element) : conditions[i]);
  }
  if (expr.op == Op::kListSum) return sum_of(expr, values);
  if (values.empty()) return error_state("empty_list");
  return extreme_of(expr.op == Op::kListGreatest, values);
}

}  // namespace stadga::engine
