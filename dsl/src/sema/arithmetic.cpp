// arithmetic.cpp - sums, products, days and extremes of values that are written out.
//
// Types carry ranges upward (saturating at the exact range), for the prover; they never decide.
#include <algorithm>

#include "messages/figures.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

std::int64_t clamped(std::optional<std::int64_t> value, bool towards_max) {
  return value.value_or(towards_max ? kMaxExact : -kMaxExact);
}

engine::Type sum_type(engine::Type left, const engine::Type& right, bool minus) {
  const std::int64_t low = minus ? right.max : right.min;
  const std::int64_t high = minus ? right.min : right.max;
  left.min = clamped(minus ? checked_sub(left.min, low) : checked_add(left.min, low), left.min > 0);
  left.max = clamped(minus ? checked_sub(left.max, high) : checked_add(left.max, high), left.max > 0);
  return left;
}

engine::Type date_type() {
  engine::Type type;
  type.kind = engine::TypeKind::kDate;
  return type;
}

}  // namespace

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;

ExprId Expressions::sum(const syntax::Expr& expr, const Type* expected) {
  const syntax::Expr& left_source = ast(expr.args[0]);
  const syntax::Expr& right_source = ast(expr.args[1]);
  for (const syntax::ExprId id : expr.args) {
    const syntax::Expr& term = ast(id);
    if (term.kind == ExprKind::kRound && !term.in_parentheses) return fail(term.span, messages::rounds_in_sum());
  }
  const bool number_wanted = expected != nullptr && is_number(expected->kind);
  const ExprId left = lower(expr.args[0], number_wanted ? expected : nullptr);
  if (!left.valid()) return {};
  const Type type = plain(type_of(left));
  const ExprId right = lower(expr.args[1], is_number(type.kind) ? &type : nullptr);
  if (!right.valid()) return {};
  if (!present(left, left_source) || !present(right, right_source)) return {};
  if (type.kind == TypeKind::kDate) return date_sum(expr, left, right);
  if (!is_number(type.kind) || !same_kind(type, type_of(right))) {
    return fail(expr.span, messages::cannot_add(describe_type(left), describe_type(right)));
  }
  const bool minus = expr.kind == ExprKind::kSubtract;
  return make(minus ? Op::kSub : Op::kAdd, sum_type(type, type_of(right), minus), {left, right}, expr.span);
}

ExprId Expressions::date_sum(const syntax::Expr& expr, ExprId left, ExprId right) {
  const bool minus = expr.kind == ExprKind::kSubtract;
  const syntax::Expr& right_source = ast(expr.args[1]);
  switch (type_of(right).kind) {
    case TypeKind::kMonths:
      adds_months_ = true;
      return make(minus ? Op::kSubMonths : Op::kAddMonths, date_type(), {left, right}, expr.span);
    case TypeKind::kDays:
      return make(minus ? Op::kSubDays : Op::kAddDays, date_type(), {left, right}, expr.span);
    case TypeKind::kDate:
      if (minus) return fail(expr.span, messages::date_difference());
      break;
    case TypeKind::kInt:
      if (right_source.unit == syntax::Unit::kYears) return fail(right_source.span, messages::years_are_no_length());
      if (right_source.kind == ExprKind::kNumber) return fail(right_source.span, messages::unit_missing(TypeKind::kMonths));
      break;
    default: break;
  }
  return fail(expr.span, messages::cannot_add(describe_type(left), describe_type(right)));
}

ExprId Expressions::neighbour_day(const syntax::Expr& expr) {
  const Type date = date_type();
  const ExprId day = lower(expr.args[0], &date);
  if (!day.valid()) return {};
  const syntax::Expr& source = ast(expr.args[0]);
  if (type_of(day).kind != TypeKind::kDate) {
    return fail(source.span, messages::wrong_type(messages::type_name(TypeKind::kDate), describe_type(day)));
  }
  if (!present(day, source)) return {};
  Type days;
  days.kind = TypeKind::kDays;
  days.min = days.max = 1;
  const ExprId one = literal(std::int64_t{1}, days, expr.span);
  return make(expr.kind == ExprKind::kDayBefore ? Op::kSubDays : Op::kAddDays, date, {day, one}, expr.span);
}

ExprId Expressions::extreme(const syntax::Expr& expr, const Type* expected) {
  const bool dates = expr.kind == ExprKind::kEarliest || expr.kind == ExprKind::kLatest;
  const bool least = expr.kind == ExprKind::kLeast || expr.kind == ExprKind::kEarliest;
  std::vector<ExprId> args;
  Type type;
  for (const syntax::ExprId id : expr.args) {
    const bool first = args.empty();
    const ExprId arg = lower(id, first ? expected : &type);
    if (!arg.valid() || !present(arg, ast(id))) return {};
    const Type found = plain(type_of(arg));
    if (!is_ordered(found.kind)) return fail(ast(id).span, messages::not_ordered(describe_type(arg)));
    if (dates != (found.kind == TypeKind::kDate)) return fail(ast(id).span, messages::superlative(dates));
    if (!first && !same_kind(type, found)) return mismatch(ast(id), args.front(), arg);
    if (first) {
      type = found;
    } else {
      type.min = least ? std::min(type.min, found.min) : std::max(type.min, found.min);
      type.max = least ? std::min(type.max, found.max) : std::max(type.max, found.max);
    }
    args.push_back(arg);
  }
  if (dates) type = date_type();
  return make(least ? Op::kLeast : Op::kGreatest, type, std::move(args), expr.span);
}

}  // namespace stadga::dsl::sema
