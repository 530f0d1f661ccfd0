// expressions.cpp - the walk over conditions and values; literals and groups. See expressions.h.
#include "sema/expressions.h"

#include "messages/figures.h"
#include "messages/names.h"
#include "messages/types.h"

namespace stadga::dsl::sema {

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;
using syntax::Unit;

ExprId Expressions::fail(const syntax::Span& at, messages::Advice advice) {
  context_.report(at, std::move(advice));
  return {};
}

ExprId Expressions::add(engine::Expr expr, const syntax::Span& at) {
  expr.span = context_.span(at);
  context_.ruleset.exprs.push_back(std::move(expr));
  return ExprId{static_cast<std::uint32_t>(context_.ruleset.exprs.size() - 1)};
}

ExprId Expressions::make(Op op, Type type, std::vector<ExprId> args, const syntax::Span& at) {
  engine::Expr expr;
  expr.op = op;
  expr.type = std::move(type);
  expr.args = std::move(args);
  return add(std::move(expr), at);
}

ExprId Expressions::make_bool(Op op, std::vector<ExprId> args, const syntax::Span& at) {
  return make(op, Type{}, std::move(args), at);
}

ExprId Expressions::literal(engine::Literal value, Type type, const syntax::Span& at) {
  engine::Expr expr;
  expr.op = Op::kLiteral;
  expr.type = std::move(type);
  expr.literal = std::move(value);
  return add(std::move(expr), at);
}

std::string Expressions::shown(const syntax::Expr& expr) const {
  std::string out;
  if (expr.kind == ExprKind::kMunicipal) out = context_.word(syntax::Kw::kMunicipality) + ".";
  for (const syntax::Name& name : expr.path) out += (&name == &expr.path.front() ? "" : ".") + name.text;
  return out;
}

ExprId Expressions::condition(syntax::ExprId id) {
  if (!id.valid()) return {};
  const ExprId lowered = lower(id, nullptr);
  if (!lowered.valid()) return {};
  const syntax::Expr& source = ast(id);
  if (type_of(lowered).kind != TypeKind::kBool) {
    return fail(source.span, messages::no_condition(describe_type(lowered)));
  }
  const bool named = source.kind == ExprKind::kPath || source.kind == ExprKind::kMunicipal;
  const bool bare = named && !source.called && !source.period.valid();
  if (bare) return fail(source.span, messages::bare_yes_no(shown(source)));
  return lowered;
}

ExprId Expressions::value(syntax::ExprId id, const Type& type) {
  if (!id.valid()) return {};
  const syntax::Expr& source = ast(id);
  if (source.kind == ExprKind::kNone) {
    if (!type.optional) return fail(source.span, messages::wrong_type(describe(context_.ruleset, type), {"inget", "none"}));
    return make(Op::kNone, type, {}, source.span);
  }
  const ExprId lowered = lower(id, &type);
  if (!lowered.valid()) return {};
  if (!same_values(context_.ruleset, type_of(lowered), type)) {
    return fail(source.span, messages::wrong_type(describe(context_.ruleset, plain(type)), describe_type(lowered)));
  }
  if (!type.optional && !present(lowered, source)) return {};
  return lowered;
}

// False, with a diagnostic, for a value that may be none where that is not known to be excluded.
bool Expressions::present(ExprId id, const syntax::Expr& source) {
  if (!type_of(id).optional || guarded(id)) return true;
  context_.report(source.span, messages::unguarded(shown(source)));
  return false;
}

ExprId Expressions::lower(syntax::ExprId id, const Type* expected) {
  const syntax::Expr& expr = ast(id);
  switch (expr.kind) {
    case ExprKind::kPath: case ExprKind::kMunicipal: return name_or_call(expr, expected);
    case ExprKind::kTheValue: return the_value(expr.span);
    case ExprKind::kMonth: return fail(expr.span, messages::month_here());
    case ExprKind::kNumber: return number(expr, expected);
    case ExprKind::kDate: {
      Type type;
      type.kind = TypeKind::kDate;
      type.min_date = type.max_date = expr.date;
      return literal(expr.date, type, expr.span);
    }
    case ExprKind::kText: {
      Type type;
      type.kind = expected != nullptr && expected->kind == TypeKind::kPattern ? TypeKind::kPattern : TypeKind::kIdentifier;
      return literal(expr.text, type, expr.span);
    }
    case ExprKind::kYes: case ExprKind::kNo: return literal(expr.kind == ExprKind::kYes, Type{}, expr.span);
    case ExprKind::kNone: return fail(expr.span, messages::is_none());
    case ExprKind::kNoLimit: return fail(expr.span, messages::no_limit_here());
    case ExprKind::kDecisionDay: {
      Type type;
      type.kind = TypeKind::kDate;
      return make(Op::kDecisionDay, type, {}, expr.span);
    }
    case ExprKind::kAll: case ExprKind::kAny: case ExprKind::kNot: return group(expr);
    case ExprKind::kIs: case ExprKind::kIsNot: case ExprKind::kAtLeast: case ExprKind::kAtMost:
    case ExprKind::kMoreThan: case ExprKind::kLessThan: case ExprKind::kBefore: case ExprKind::kAfter:
    case ExprKind::kNotBefore: case ExprKind::kNotAfter: case ExprKind::kOneOf: case ExprKind::kNotOneOf:
    case ExprKind::kExists: case ExprKind::kAbsent: case ExprKind::kFollows: return comparison(expr);
    case ExprKind::kAdd: case ExprKind::kSubtract: return sum(expr, expected);
    case ExprKind::kMultiply: case ExprKind::kDivide: case ExprKind::kPercent: return product(expr, expected);
    case ExprKind::kRound: return rounded(expr, expected);
    case ExprKind::kFirstOfMonth: case ExprKind::kLastOfMonth: case ExprKind::kNextWorkday: case ExprKind::kYearOf:
    case ExprKind::kDayOfMonth: case ExprKind::kDaysBetween: case ExprKind::kMonthsBetween: return date_value(expr);
    case ExprKind::kAge: return age(expr);
    case ExprKind::kQualified: return qualified(expr);
    case ExprKind::kDayBefore: case ExprKind::kDayAfter: return neighbour_day(expr);
    case ExprKind::kLeast: case ExprKind::kGreatest: case ExprKind::kEarliest: case ExprKind::kLatest:
      return expr.over_list ? over_list(expr) : extreme(expr, expected);
    case ExprKind::kCount: case ExprKind::kSum: return over_list(expr);
    case ExprKind::kSome: case ExprKind::kNoneIn: case ExprKind::kEvery: return list_operator(expr);
    case ExprKind::kRequirementMet: case ExprKind::kRequirementNotMet: case ExprKind::kRequirementNotShown:
    case ExprKind::kRequirementNotApplicable: return requirement_is(expr);
  }
  return {};
}

ExprId Expressions::number(const syntax::Expr& expr, const Type* expected) {
  if (expr.decimals != 0) return fail(expr.span, messages::decimals_here());
  Type type;
  type.min = type.max = expr.number;
  switch (expr.unit) {
    case Unit::kNone: case Unit::kYears: type.kind = TypeKind::kInt; break;
    case Unit::kMonths: type.kind = TypeKind::kMonths; break;
    case Unit::kDays: type.kind = TypeKind::kDays; break;
    case Unit::kMoney: type.kind = TypeKind::kMoney; break;
  }
  const bool wants_unit = expected != nullptr && is_number(expected->kind) && expected->kind != TypeKind::kInt;
  if (wants_unit && expr.unit == Unit::kNone) return fail(expr.span, messages::unit_missing(expected->kind));
  if (wants_unit && expected->kind == TypeKind::kMonths && expr.unit == Unit::kYears) {
    return fail(expr.span, messages::years_are_no_length());
  }
  if (expected != nullptr && is_number(expected->kind) && type.kind != expected->kind) {
    return fail(expr.span, messages::unit_wrong(messages::type_name(expected->kind), messages::type_name(type.kind)));
  }
  if (type.kind == TypeKind::kMoney) return literal(Money{expr.number}, type, expr.span);
  return literal(expr.number, type, expr.span);
}

ExprId Expressions::group(const syntax::Expr& expr) {
  const Guards outer = guards_;
  std::vector<ExprId> args;
  bool whole = true;
  for (const syntax::ExprId id : expr.args) {
    const ExprId arg = condition(id);
    whole = whole && arg.valid();
    args.push_back(arg);
    if (!arg.valid() || expr.kind == ExprKind::kNot) continue;
    guards_.merge(known_when(arg, expr.kind == ExprKind::kAll));
  }
  guards_ = outer;
  if (!whole) return {};
  const Op op = expr.kind == ExprKind::kAll ? Op::kAll : expr.kind == ExprKind::kAny ? Op::kAny : Op::kNot;
  return make_bool(op, std::move(args), expr.span);
}

ExprId Expressions::requirement_is(const syntax::Expr& expr) {
  const syntax::Name& id = expr.path.front();
  const auto found = context_.symbols.provisions.find(id.text);
  if (found == context_.symbols.provisions.end() || found->second.is_rule) {
    return fail(id.span, messages::unknown_provision(id.text, nearest(id.text, keys(context_.symbols.provisions))));
  }
  engine::Expr out;
  out.op = Op::kRequirementIs;
  out.requirement = found->second.first;
  switch (expr.kind) {
    case ExprKind::kRequirementNotMet: out.requirement_state = engine::RequirementState::kNotMet; break;
    case ExprKind::kRequirementNotShown: out.requirement_state = engine::RequirementState::kNotShown; break;
    case ExprKind::kRequirementNotApplicable:
      out.requirement_state = engine::RequirementState::kNotApplicable;
      break;
    default: out.requirement_state = engine::RequirementState::kMet; break;
  }
  return add(std::move(out), expr.span);
}

}  // namespace stadga::dsl::sema
