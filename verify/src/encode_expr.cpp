// encode_expr.cpp - leaves, fields, comparisons and connectives.
#include "encoder.h"
#include "walk.h"

namespace stadga::verify {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::TypeKind;

Encoder::Encoder(Smt& smt, const engine::Ruleset& ruleset, const CaseVars& vars,
                 std::map<std::string, z3::expr> active)
    : smt_(smt), ruleset_(ruleset), vars_(vars), active_(std::move(active)), logic_(smt),
      calendar_(smt), where_(smt.truth(true)) {}

// The date that selects the law. Where a date of the case does, only law days that are known and inside the
// horizon are spoken of: in other cases the rule set does not answer.
const DateTerm& Encoder::law_day() {
  const ExprId chosen = ruleset_.header.law_day;
  if (!chosen.valid()) return vars_.day;
  if (law_day_) return *law_day_;
  const Symbol day = logic_.exact(logic_.present(expr(chosen)));
  law_day_ = DateTerm{day.parts.at(0), day.parts.at(1)};
  smt_.require(smt_.all({day.states.known(smt_), calendar_.within(*law_day_, law_days(ruleset_))}));
  return *law_day_;
}

z3::expr Encoder::within(const std::vector<DateInterval>& days) {
  Exprs parts;
  for (const auto& interval : days) parts.push_back(calendar_.within(law_day(), interval));
  return smt_.any(parts);
}

z3::expr Encoder::in_force(const engine::Validity& validity) {
  DateInterval days = validity.days;
  const DateInterval horizon = law_days(ruleset_);
  if (days.from <= horizon.from) days.from = kMinDate;  // bounds outside the horizon say nothing
  if (horizon.to <= days.to) days.to = kMaxDate;
  if (days.to < days.from) return smt_.truth(false);
  return calendar_.within(law_day(), days);
}

z3::expr Encoder::is_active(const std::string& id) const {
  const auto found = active_.find(id);
  return found == active_.end() ? smt_.truth(true) : found->second;
}

Symbol Encoder::expr(ExprId id) {
  const auto found = closed_.find(id.value);
  if (found != closed_.end()) return found->second;
  const Symbol value = encode(id, {});
  closed_.emplace(id.value, value);
  return value;
}

std::vector<Symbol> Encoder::arguments(const Expr& expr, const Scope& scope) {
  std::vector<Symbol> out;
  out.reserve(expr.args.size());
  for (const ExprId arg : expr.args) out.push_back(encode(arg, scope));
  return out;
}

Symbol Encoder::encode(ExprId id, const Scope& scope) {
  if (scope.empty()) {
    const auto found = closed_.find(id.value);
    if (found != closed_.end()) return found->second;
  }
  const Expr& expr = ruleset_.at(id);
  switch (expr.op) {
    case Op::kLiteral: return literal(expr);
    case Op::kNone: {
      Symbol out(smt_);
      out.kind = expr.type.kind;
      out.present = smt_.truth(false);
      return out;
    }
    case Op::kFact: return fact(expr);
    case Op::kField: return field(expr, scope);
    case Op::kElement: return element_of(expr, scope);
    case Op::kParameter: return parameter(expr.parameter);
    case Op::kTerm: {
      if (expr.args.empty()) return term(expr.term).value;
      const Symbol& element = element_of(ruleset_.at(expr.args[0]), scope);
      return term_in(expr.term, {&element}).value;
    }
    case Op::kTable: return table(expr, scope);
    case Op::kQualified: return qualified(expr, scope);
    case Op::kNextWorkday: throw OutOfCore("n\xc3\xa4rmast f\xc3\xb6ljande vardag");
    case Op::kDecisionDay: return logic_.date(vars_.day);
    case Op::kNot: return logic_.negate(encode(expr.args.at(0), scope));
    case Op::kAll: return logic_.all_of(arguments(expr, scope));
    case Op::kAny: return logic_.any_of(arguments(expr, scope));
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return logic_.compare(expr.op, encode(expr.args.at(0), scope),
                            encode(expr.args.at(1), scope));
    case Op::kIsOneOf: return is_one_of(expr, scope);
    case Op::kMatches: {
      // Only guidelines ask this, and they decide nothing: any answer, with the states kept.
      const auto values = arguments(expr, scope);
      Symbol out = logic_.truth(smt_.fresh_bool("matches"));
      out.states = logic_.first_of({&values.at(0), &values.at(1)});
      return out;
    }
    case Op::kExists:
    case Op::kAbsent: {
      const Symbol value = encode(expr.args.at(0), scope);
      const z3::expr exists = smt_.any({value.no_limit, value.present});
      Symbol out = logic_.truth(expr.op == Op::kExists ? exists : smt_.negate(exists));
      out.states = value.states;
      return out;
    }
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
    case Op::kMonthsBetween: return arithmetic(expr, scope);
    case Op::kSome:
    case Op::kEvery:
    case Op::kCount:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum: return list_operator(expr, scope);
    case Op::kRequirementIs: return requirement_is(expr);
  }
  throw OutOfCore("operator");
}

const Symbol& Encoder::element_of(const Expr& expr, const Scope& scope) const {
  if (expr.depth >= scope.size()) throw OutOfCore("a rule about elements, seen by itself");
  return *scope[scope.size() - 1 - expr.depth];
}

Symbol Encoder::literal(const Expr& expr) {
  const TypeKind kind = expr.type.kind;
  if (const auto* v = std::get_if<bool>(&expr.literal)) return logic_.truth(smt_.truth(*v));
  if (const auto* v = std::get_if<Date>(&expr.literal)) {
    return logic_.date(calendar_.constant(*v));
  }
  if (const auto* v = std::get_if<std::int64_t>(&expr.literal)) {
    return logic_.number(kind, smt_.number(*v));
  }
  if (const auto* v = std::get_if<Money>(&expr.literal)) {
    return logic_.number(kind, smt_.number(v->ore));
  }
  if (const auto* v = std::get_if<engine::EnumLiteral>(&expr.literal)) {
    return logic_.number(kind, smt_.number(v->index));
  }
  const auto& text = std::get<std::string>(expr.literal);
  for (std::size_t i = 0; i < vars_.identifiers.size(); ++i) {
    if (vars_.identifiers[i] == text) {
      return logic_.number(kind, smt_.number(static_cast<std::int64_t>(i)));
    }
  }
  return logic_.number(kind, smt_.number(-1));  // equal to no identifier
}

// A fact that is needed only when something points to it counts as "nej" while nothing does.
Symbol Encoder::fact(const Expr& expr) {
  const Symbol& value = vars_.facts.at(expr.fact.value);
  const ExprId needed_when = ruleset_.at(expr.fact).needed_when;
  if (!needed_when.valid() || value.states[State::kUnknown].is_false()) return value;
  const z3::expr nothing = smt_.all({value.states[State::kUnknown], points_to_nothing(expr.fact)});
  if (value.kind != TypeKind::kList) {
    return logic_.choose(nothing, logic_.truth(smt_.truth(false)), value);
  }
  Symbol out = value;
  out.parts[0] = smt_.choose(nothing, smt_.number(0), value.parts[0]);
  out.states.set(State::kUnknown,
                 smt_.all({value.states[State::kUnknown], smt_.negate(nothing)}));
  return out;
}

// A sign that nobody is asked for points to nothing while it is left out.
z3::expr Encoder::points_to_nothing(engine::FactId id) {
  const ExprId needed_when = ruleset_.at(id).needed_when;
  const Symbol needed = this->expr(needed_when);
  bool asked = false;
  bool volunteered = false;
  for (const auto read : facts_read(ruleset_, {needed_when})) {
    (ruleset_.facts[read].volunteered ? volunteered : asked) = true;
  }
  if (asked && volunteered && !needed.states[State::kUnknown].is_false()) {
    throw OutOfCore("beh\xc3\xb6vs n\xc3\xa4r");
  }
  return volunteered ? smt_.any({logic_.is_false(needed), needed.states[State::kUnknown]})
                     : logic_.is_false(needed);
}

Symbol Encoder::field(const Expr& expr, const Scope& scope) {
  const Symbol record = logic_.present(encode(expr.args.at(0), scope));
  Symbol out = record.fields.at(expr.field);
  // Where the record itself has a state, that one shows; its fields mean nothing.
  const z3::expr known = record.states.known(smt_);
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.choose(known, record.fields.at(expr.field).states.at(rank),
                                     record.states.at(rank)));
  }
  return out;
}

Symbol Encoder::is_one_of(const Expr& expr, const Scope& scope) {
  const Symbol value = encode(expr.args.at(0), scope);
  std::vector<Symbol> equal;
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    equal.push_back(logic_.compare(Op::kEq, value, encode(expr.args[i], scope)));
  }
  return logic_.any_of(equal);
}

// Some value of a type, to stand where a state shows.
Symbol Encoder::blank(const engine::Type& type) {
  Symbol out(smt_);
  out.kind = type.kind;
  out.parts.push_back(type.kind == TypeKind::kBool ? smt_.truth(false) : smt_.number(0));
  if (type.kind == TypeKind::kDate) out.parts.push_back(smt_.number(1));
  return out;
}

// A parameter by decision day: the overlay's version where there is one, else the national one.
Symbol Encoder::parameter(engine::ParameterId id) {
  const auto open = vars_.open.find(id.value);
  if (open != vars_.open.end()) return open->second;
  const auto& declared = ruleset_.at(id);
  Symbol out = stand_in(blank(declared.type), State::kNotCovered);
  for (const bool overlay : {false, true}) {
    std::vector<engine::Validity> versions;
    for (const auto& version : declared.values) {
      if (version.from_overlay != overlay) continue;
      versions.push_back(version.validity);
      Symbol value = blank(declared.type);
      if (version.value) {
        Expr constant;
        constant.type = declared.type;
        constant.literal = *version.value;
        value = literal(constant);
      }
      value.no_limit = smt_.truth(!version.value.has_value());
      out = logic_.choose(in_force(version.validity), value, out);
    }
    if (versions.empty()) continue;
    const Coverage days = sweep(versions, law_days(ruleset_));
    const z3::expr silent =
        smt_.all({within(days.declared), out.states[State::kNotCovered]});
    out = logic_.choose(silent, stand_in(out, State::kNotInForce), out);
    out = logic_.choose(within(days.doubled), stand_in(out, State::kConflict), out);
  }
  return out;
}

Symbol Encoder::stand_in(const Symbol& like, State state) {
  Symbol out = like;
  out.no_limit = smt_.truth(false);
  out.states = States(smt_);
  out.states.set(state, smt_.truth(true));
  return out;
}

Symbol Encoder::requirement_is(const Expr& expr) {
  const auto& state = requirement(ruleset_.requirements.at(expr.requirement.value).id);
  z3::expr holds = state.met;
  switch (expr.requirement_state) {
    case engine::RequirementState::kNotApplicable: holds = state.not_applicable; break;
    case engine::RequirementState::kMet: break;
    case engine::RequirementState::kNotMet: holds = state.not_met; break;
    case engine::RequirementState::kNotShown: holds = state.not_shown; break;
  }
  Symbol out = logic_.truth(holds);
  out.states = state.states;
  const bool asks_guard = expr.requirement_state == engine::RequirementState::kNotApplicable ||
                          expr.requirement_state == engine::RequirementState::kNotMet;
  for (std::size_t rank = 0; asks_guard && rank < kStates; ++rank) {
    out.states.set(rank, smt_.any({out.states.at(rank), state.guard.at(rank)}));
  }
  return out;
}

}  // namespace stadga::verify
