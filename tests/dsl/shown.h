// shown.h - an expression of the model as nested text, so that a test can say the whole of it.
#pragma once
#include <string>

#include "stadga/engine/model.h"

namespace stadga::dsl::test {

// Unit and mode, where they do anything: "~100u" is whole kronor, half up.
inline std::string rounding(const engine::Expr& expr) {
  static constexpr const char* kModes[] = {"u", "e", "U", "D"};  // half up, half even, up, down
  const bool plain = expr.unit == 1 && expr.denominator == 1 && expr.op == engine::Op::kScale;
  return plain ? "" : "~" + std::to_string(expr.unit) + kModes[static_cast<int>(expr.rounding)];
}

inline std::string shown(const engine::Ruleset& ruleset, engine::ExprId id) {
  if (!id.valid()) return "-";
  const engine::Expr& expr = ruleset.at(id);
  const auto args = [&] {
    std::string out;
    for (const engine::ExprId arg : expr.args) out += (out.empty() ? "" : ", ") + shown(ruleset, arg);
    return "(" + out + ")";
  };
  switch (expr.op) {
    case engine::Op::kLiteral: {
      if (const auto* v = std::get_if<bool>(&expr.literal)) return *v ? "true" : "false";
      if (const auto* v = std::get_if<std::int64_t>(&expr.literal)) return std::to_string(*v);
      if (const auto* v = std::get_if<Money>(&expr.literal)) return to_string(*v);
      if (const auto* v = std::get_if<Date>(&expr.literal)) return to_string(*v);
      if (const auto* v = std::get_if<engine::EnumLiteral>(&expr.literal)) return ruleset.at(expr.type.enumeration).values.at(v->index);
      return "\"" + std::get<std::string>(expr.literal) + "\"";
    }
    case engine::Op::kNone: return "none";
    case engine::Op::kFact: return ruleset.at(expr.fact).name;
    case engine::Op::kTerm: return ruleset.at(expr.term).name + (expr.args.empty() ? "" : args());
    case engine::Op::kParameter: return "$" + ruleset.at(expr.parameter).name;
    case engine::Op::kElement: return "@" + std::to_string(expr.depth);
    case engine::Op::kField: return shown(ruleset, expr.args[0]) + "." + ruleset.at(ruleset.at(expr.args[0]).type.record).fields.at(expr.field).name;
    case engine::Op::kDecisionDay: return "day";
    case engine::Op::kNot: return "not" + args();
    case engine::Op::kAll: return "all" + args();
    case engine::Op::kAny: return "any" + args();
    case engine::Op::kEq: return "eq" + args();
    case engine::Op::kNe: return "ne" + args();
    case engine::Op::kLt: return "lt" + args();
    case engine::Op::kLe: return "le" + args();
    case engine::Op::kGt: return "gt" + args();
    case engine::Op::kGe: return "ge" + args();
    case engine::Op::kIsOneOf: return "one_of" + args();
    case engine::Op::kMatches: return "matches" + args();
    case engine::Op::kExists: return "exists" + args();
    case engine::Op::kAbsent: return "absent" + args();
    case engine::Op::kAdd: return "add" + args();
    case engine::Op::kSub: return "sub" + args();
    case engine::Op::kScale: {
      const std::string under = expr.denominator == 1 ? "" : "/" + std::to_string(expr.denominator);
      return "scale" + args() + "*" + std::to_string(expr.numerator) + under + rounding(expr);
    }
    case engine::Op::kRatio: return "ratio" + args() + rounding(expr);
    case engine::Op::kLeast: return "least" + args();
    case engine::Op::kGreatest: return "greatest" + args();
    case engine::Op::kAddMonths: return "add_months" + args();
    case engine::Op::kSubMonths: return "sub_months" + args();
    case engine::Op::kAddDays: return "add_days" + args();
    case engine::Op::kSubDays: return "sub_days" + args();
    case engine::Op::kSome: return "some" + args();
    case engine::Op::kEvery: return std::string("every") + (expr.empty_holds ? "0" : "1") + args();
    case engine::Op::kCount: return "count" + args();
    case engine::Op::kListLeast: return "list_least" + args();
    case engine::Op::kListGreatest: return "list_greatest" + args();
    case engine::Op::kListSum: return "list_sum" + args();
    case engine::Op::kTable: return "table:" + ruleset.at(expr.table).name + args();
    case engine::Op::kAge: return std::string("age") + (expr.leap == engine::LeapRule::kFirstOfMarch ? "_march" : "") + args();
    case engine::Op::kYearOf: return "year" + args();
    case engine::Op::kFirstOfMonth: return "first_of_month" + args();
    case engine::Op::kLastOfMonth: return "last_of_month" + args();
    case engine::Op::kDayOfMonth: return "day_of_month" + args();
    case engine::Op::kDaysBetween: return "days_between" + args();
    case engine::Op::kMonthsBetween: return "months_between" + args();
    case engine::Op::kNextWorkday: return "workday" + args();
    case engine::Op::kQualified:
      return "qualified" + std::to_string(expr.numerator) + "/" + std::to_string(expr.denominator) + args();
    case engine::Op::kRequirementIs:
      return "is(" + ruleset.requirements.at(expr.requirement.value).id + ", " + std::to_string(static_cast<int>(expr.requirement_state)) + ")";
  }
  return "?";
}

}  // namespace stadga::dsl::test
