// date_parts.cpp - what is read from dates: ages, months, working days.
#include "evaluate/interpreter.h"
#include "stadga/base/calendar.h"

namespace stadga::engine {
namespace {

State date_or_end(const std::optional<Date>& date) {
  return date ? value_state(*date) : error_state("calendar_overflow");
}

State of_one(const Expr& expr, Date date) {
  switch (expr.op) {
    case Op::kYearOf:
      return value_state(std::int64_t{year_of(date)});
    case Op::kFirstOfMonth:
      return value_state(Date{date.month, 1});
    case Op::kLastOfMonth:
      return value_state(Date{date.month, days_in_month(date.month)});
    case Op::kDayOfMonth:
      return value_state(std::int64_t{date.day});
    default:
      return date_or_end(next_workday(date));
  }
}

State of_two(const Expr& expr, Date first, Date second) {
  switch (expr.op) {
    case Op::kAge:
      return value_state(age_in_years(first, second, expr.leap == LeapRule::kLastOfFebruary));
    case Op::kDaysBetween:
      return value_state(days_between(first, second));
    default:
      return value_state(std::int64_t{second.month} - first.month);
  }
}

}  // namespace

State date_part(const Expr& expr, const std::vector<State>& arguments) {
  const auto* first = std::get_if<Date>(&arguments[0].value);
  if (first == nullptr) return error_state("missing_value");
  if (arguments.size() == 1) return of_one(expr, *first);
  const auto* second = std::get_if<Date>(&arguments[1].value);
  return second == nullptr ? error_state("missing_value") : of_two(expr, *first, *second);
}

}  // namespace stadga::engine
