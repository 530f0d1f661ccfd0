// operators.cpp - what operators do once their arguments are at hand. Arithmetic is exact and
// bounded; what leaves the bounds is an error state, never a wrapped number.
#include <compare>

#include "case/pattern.h"
#include "evaluate/interpreter.h"
#include "stadga/base/money.h"

namespace stadga::engine {
namespace {

__extension__ typedef __int128 Wide;

std::optional<std::int64_t> number_in(const Scalar& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* money = std::get_if<Money>(&value)) return money->ore;
  return std::nullopt;
}

Scalar number_like(const Scalar& model, std::int64_t number) {
  if (std::holds_alternative<Money>(model)) return Money{number};
  return number;
}

State checked(const Scalar& model, const std::optional<std::int64_t>& number) {
  return number ? value_state(number_like(model, *number)) : error_state("overflow");
}

// The state that keeps an operator from working on its arguments, if any. `inget` in arithmetic
// is an error; the compiler demands a guard, so only an unchecked model can get here.
std::optional<State> blocked(const std::vector<State>& arguments) {
  if (const State* other = hiding(arguments)) {
    State out = *other;
    out.interval.reset();
    return out;
  }
  for (const State& argument : arguments) {
    if (argument.is_none()) return error_state("missing_value");
  }
  return std::nullopt;
}

bool any_without_limit(const std::vector<State>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const State& s) { return s.kind == StateKind::kNoLimit; });
}

bool holds(Op op, std::strong_ordering order) {
  switch (op) {
    case Op::kEq:
      return order == 0;
    case Op::kNe:
      return order != 0;
    case Op::kLt:
      return order < 0;
    case Op::kLe:
      return order <= 0;
    case Op::kGt:
      return order > 0;
    default:
      return order >= 0;
  }
}

std::optional<Interval> interval_of(const State& state) {
  if (state.interval) return state.interval;
  if (!state.is_value()) return std::nullopt;
  const auto number = number_in(state.value);
  return number ? std::optional(Interval{*number, *number}) : std::nullopt;
}

// A count over unknown elements: the comparison is known when every pair of numbers agrees.
std::optional<bool> compare_intervals(Op op, const Interval& left, const Interval& right) {
  const bool less = left.high < right.low;
  const bool greater = left.low > right.high;
  const bool not_greater = left.high <= right.low;
  const bool not_less = left.low >= right.high;
  const bool equal = left.low == left.high && right.low == right.high && left.low == right.low;
  const auto decide = [](bool yes, bool no) {
    return yes ? std::optional(true) : no ? std::optional(false) : std::nullopt;
  };
  switch (op) {
    case Op::kEq:
      return decide(equal, less || greater);
    case Op::kNe:
      return decide(less || greater, equal);
    case Op::kLt:
      return decide(less, not_less);
    case Op::kLe:
      return decide(not_greater, greater);
    case Op::kGt:
      return decide(greater, not_greater);
    default:
      return decide(not_less, less);
  }
}

State add(const Expr& expr, const State& left, const State& right) {
  const auto a = number_in(left.value);
  const auto b = number_in(right.value);
  if (!a || !b) return error_state("missing_value");
  return checked(left.value, expr.op == Op::kAdd ? checked_add(*a, *b) : checked_sub(*a, *b));
}

State shift_date(Op op, const State& date, const State& amount) {
  const auto* day = std::get_if<Date>(&date.value);
  const auto number = number_in(amount.value);
  if (day == nullptr || !number) return error_state("missing_value");
  const bool back = op == Op::kSubMonths || op == Op::kSubDays;
  const std::int64_t signed_number = back ? -*number : *number;
  const bool months = op == Op::kAddMonths || op == Op::kSubMonths;
  const auto shifted =
      months ? add_months_clamped(*day, signed_number) : add_days(*day, signed_number);
  return shifted ? value_state(*shifted) : error_state("calendar_overflow");
}

State scale_number(const Expr& expr, const State& amount) {
  if (expr.denominator < 1 || expr.unit < 1) return error_state("division_by_zero");
  const auto number = number_in(amount.value);
  if (!number) return error_state("missing_value");
  return checked(amount.value,
                 scale(*number, expr.numerator, expr.denominator, expr.unit, expr.rounding));
}

State ratio(const Expr& expr, const std::vector<State>& arguments) {
  const auto amount = number_in(arguments[0].value);
  const auto parts = number_in(arguments[1].value);
  const auto whole = number_in(arguments[2].value);
  if (!amount || !parts || !whole) return error_state("missing_value");
  if (*whole < 1 || expr.unit < 1) return error_state("division_by_zero");
  return checked(arguments[0].value,
                 scale(*amount, *parts, *whole, expr.unit, expr.rounding));
}

}  // namespace

Scalar scalar_of(const Literal& literal) {
  return std::visit([](const auto& value) { return Scalar(value); }, literal);
}

State compare(Op op, const State& left, const State& right) {
  const bool ordering = op != Op::kEq && op != Op::kNe;
  if (left.interval || right.interval) {
    const auto a = interval_of(left);
    const auto b = interval_of(right);
    const auto known = a && b ? compare_intervals(op, *a, *b) : std::nullopt;
    if (known) return value_state(*known);
  }
  const std::vector<State> both{left, right};
  if (const State* other = hiding(both)) {
    State out = *other;
    out.interval.reset();
    return out;
  }
  if (any_without_limit(both)) return ordering ? value_state(true) : error_state("no_limit");
  if (ordering && (left.is_none() || right.is_none())) return error_state("missing_value");
  return value_state(holds(op, left.value <=> right.value));
}

State combine_values(const Expr& expr, const std::vector<State>& arguments) {
  if (const auto state = blocked(arguments)) return *state;
  if (expr.op == Op::kLeast || expr.op == Op::kGreatest) {
    return extreme_of(expr.op == Op::kGreatest, arguments);
  }
  if (expr.op == Op::kMatches) {
    if (any_without_limit(arguments)) return value_state(true);
    const auto* text = std::get_if<std::string>(&arguments[0].value);
    const auto* pattern = std::get_if<std::string>(&arguments[1].value);
    if (text == nullptr || pattern == nullptr) return error_state("missing_value");
    return value_state(matches_pattern(*text, *pattern));
  }
  if (any_without_limit(arguments)) return no_limit_state();
  switch (expr.op) {
    case Op::kAdd:
    case Op::kSub:
      return add(expr, arguments[0], arguments[1]);
    case Op::kScale:
      return scale_number(expr, arguments[0]);
    case Op::kRatio:
      return ratio(expr, arguments);
    case Op::kAge:
    case Op::kYearOf:
    case Op::kFirstOfMonth:
    case Op::kLastOfMonth:
    case Op::kDayOfMonth:
    case Op::kDaysBetween:
    case Op::kMonthsBetween:
    case Op::kNextWorkday:
      return date_part(expr, arguments);
    default:
      return shift_date(expr.op, arguments[0], arguments[1]);
  }
}

// No limit is beyond every number: it never is the least, and always the greatest.
State extreme_of(bool greatest, const std::vector<State>& values) {
  if (const auto state = blocked(values)) return *state;
  const State* found = nullptr;
  for (const State& value : values) {
    if (value.kind == StateKind::kNoLimit) {
      if (greatest) return no_limit_state();
    } else if (found == nullptr ||
               (greatest ? found->value < value.value : value.value < found->value)) {
      found = &value;
    }
  }
  return found != nullptr ? *found : no_limit_state();
}

// The sum is formed in 128 bits and bounded once, so that the order of terms cannot matter.
State sum_of(const Expr& expr, const std::vector<State>& values) {
  if (const auto state = blocked(values)) return *state;
  if (any_without_limit(values)) return no_limit_state();
  Wide total = 0;
  for (const State& value : values) {
    const auto number = number_in(value.value);
    if (!number) return error_state("missing_value");
    total += *number;
  }
  if (total > kMaxExact || total < -kMaxExact) return error_state("overflow");
  const auto sum = static_cast<std::int64_t>(total);
  return value_state(expr.type.kind == TypeKind::kMoney ? Scalar(Money{sum}) : Scalar(sum));
}

}  // namespace stadga::engine
