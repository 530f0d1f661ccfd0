// dates.cpp - values of dates: months, years, ages, lengths, working days, and windows of months.
#include "messages/figures.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

engine::Type typed(engine::TypeKind kind, std::int64_t min = 0, std::int64_t max = 0) {
  engine::Type type;
  type.kind = kind;
  type.min = min;
  type.max = max;
  return type;
}

}  // namespace

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;

ExprId Expressions::operand_date(syntax::ExprId id) {
  const Type date = typed(TypeKind::kDate);
  const ExprId out = lower(id, &date);
  if (!out.valid()) return {};
  const syntax::Expr& source = ast(id);
  if (type_of(out).kind != TypeKind::kDate) {
    return fail(source.span, messages::wrong_type(messages::type_name(TypeKind::kDate), describe_type(out)));
  }
  return present(out, source) ? out : ExprId{};
}

ExprId Expressions::date_value(const syntax::Expr& expr) {
  std::vector<ExprId> args;
  for (const syntax::ExprId id : expr.args) {
    args.push_back(operand_date(id));
    if (!args.back().valid()) return {};
  }
  // Types tell the whole range: no bound of a date is known here that could be passed on.
  const std::int64_t days = stadga::days_between(kMinDate, kMaxDate);
  const std::int64_t months = kMaxDate.month - kMinDate.month;
  switch (expr.kind) {
    case ExprKind::kFirstOfMonth: return make(Op::kFirstOfMonth, typed(TypeKind::kDate), std::move(args), expr.span);
    case ExprKind::kLastOfMonth: return make(Op::kLastOfMonth, typed(TypeKind::kDate), std::move(args), expr.span);
    case ExprKind::kNextWorkday: return make(Op::kNextWorkday, typed(TypeKind::kDate), std::move(args), expr.span);
    case ExprKind::kYearOf:
      return make(Op::kYearOf, typed(TypeKind::kInt, year_of(kMinDate), year_of(kMaxDate)), std::move(args), expr.span);
    case ExprKind::kDayOfMonth: {
      const Op inner = context_.ruleset.at(args.front()).op;  // the number of days of a month
      const std::int64_t low = inner == Op::kLastOfMonth ? 28 : 1;
      const std::int64_t high = inner == Op::kFirstOfMonth ? 1 : 31;
      return make(Op::kDayOfMonth, typed(TypeKind::kInt, low, high), std::move(args), expr.span);
    }
    case ExprKind::kDaysBetween: return make(Op::kDaysBetween, typed(TypeKind::kDays, -days, days), std::move(args), expr.span);
    default: return make(Op::kMonthsBetween, typed(TypeKind::kMonths, -months, months), std::move(args), expr.span);
  }
}

// No statute says when who is born on 29 February attains an age in other years: the rule set must.
ExprId Expressions::age(const syntax::Expr& expr) {
  const ExprId day = operand_date(expr.args[0]);
  const ExprId birth = operand_date(expr.args[1]);
  if (!day.valid() || !birth.valid()) return {};
  if (!context_.ruleset.header.leap_rule) return fail(expr.span, messages::no_leap_rule());
  const ExprId out = make(Op::kAge, typed(TypeKind::kInt, 0, year_of(kMaxDate) - year_of(kMinDate)), {birth, day}, expr.span);
  context_.ruleset.exprs[out.value].leap = *context_.ruleset.header.leap_rule;
  return out;
}

ExprId Expressions::qualified(const syntax::Expr& expr) {
  const ExprId month = operand_date(expr.args[0]);
  if (!month.valid()) return {};
  const bool counts = expr.number >= 1 && expr.number <= 1200 && expr.window >= 1 && expr.window <= 1200;
  if (!counts) return fail(expr.span, messages::window_counts());
  const ExprId list = list_of(expr);
  if (!list.valid()) return {};
  const Guards outer = guards_;
  scopes_.push_back({next_scope_++, type_of(list).record, expr.binder.text});
  const ExprId where = expr.where.valid() ? condition(expr.where) : literal(true, Type{}, expr.span);
  assume(where);
  const ExprId value = where.valid() ? operand_date(expr.value) : ExprId{};
  scopes_.pop_back();
  guards_ = outer;
  if (!value.valid()) return {};
  const ExprId out = make_bool(Op::kQualified, {list, where, value, month}, expr.span);
  context_.ruleset.exprs[out.value].numerator = expr.number;
  context_.ruleset.exprs[out.value].denominator = expr.window;
  return out;
}

// An open end tests one side only.
ExprId Expressions::within(const syntax::Period& period, syntax::ExprId id) {
  const ExprId day = operand_date(id);
  if (!day.valid()) return {};
  const auto bound = [&](Date date) {
    Type type = typed(TypeKind::kDate);
    type.min_date = type.max_date = date;
    return literal(date, type, period.span);
  };
  std::vector<ExprId> tests;
  if (period.from != kMinDate) tests.push_back(make_bool(Op::kGe, {day, bound(period.from)}, period.span));
  if (period.to != kMaxDate) tests.push_back(make_bool(Op::kLe, {day, bound(period.to)}, period.span));
  if (tests.size() == 1) return tests.front();
  return make_bool(Op::kAll, std::move(tests), period.span);
}

ExprId Expressions::both(ExprId first, ExprId second, const syntax::Span& at) {
  if (!first.valid() || !second.valid()) return first.valid() ? first : second;
  return make_bool(Op::kAll, {first, second}, at);
}

}  // namespace stadga::dsl::sema
