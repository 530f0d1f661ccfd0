// encode_arithmetic.cpp - numbers, amounts and dates. Beyond +-(2^53 - 1), or outside the calendar,
// a result is the state `error`, as in the evaluator.
#include "encoder.h"
#include "ranges.h"
#include "stadga/base/money.h"

namespace stadga::verify {

using engine::Expr;
using engine::Op;

Symbol Encoder::sum(const Symbol& a, const Symbol& b, bool subtract) {
  Symbol out(smt_);
  out.kind = a.kind;
  out.parts.push_back(subtract ? smt_.subtract(a.parts.at(0), b.parts.at(0))
                               : smt_.add(a.parts.at(0), b.parts.at(0)));
  out.states = logic_.first_of({&a, &b});
  const z3::expr fits = smt_.between(-kMaxExact, out.parts[0], kMaxExact);
  logic_.add_state(out, State::kError, smt_.all({out.states.known(smt_), smt_.negate(fits)}));
  return out;
}

// Sign and size apart: the solver divides towards minus infinity, the table speaks of sizes.
Symbol Encoder::scaled(const Expr& expr, const Symbol& value) {
  Symbol out = value;
  if (expr.denominator < 1 || expr.unit < 1) throw OutOfCore("rounding");
  const z3::expr product = smt_.times(value.parts.at(0), expr.numerator);
  const z3::expr negative = smt_.less(product, smt_.number(0));
  const z3::expr size =
      smt_.choose(negative, smt_.subtract(smt_.number(0), product), product);
  std::int64_t divisor = 0;
  if (__builtin_mul_overflow(expr.denominator, expr.unit, &divisor) || divisor > kMaxExact) {
    throw OutOfCore("rounding");
  }
  const z3::expr whole = smt_.divide(size, divisor);
  const z3::expr rest = smt_.remainder(size, divisor);
  const z3::expr half = smt_.number(divisor);
  const z3::expr twice = smt_.times(rest, 2);
  z3::expr up = smt_.truth(false);
  switch (expr.rounding) {
    case Rounding::kHalfUp: up = smt_.at_most(half, twice); break;
    case Rounding::kHalfEven:
      up = smt_.any({smt_.less(half, twice),
                     smt_.all({smt_.equal(half, twice),
                               smt_.equal(smt_.remainder(whole, 2), smt_.number(1))})});
      break;
    case Rounding::kUp: up = smt_.less(smt_.number(0), rest); break;
    case Rounding::kDown: break;
  }
  const z3::expr quotient = smt_.choose(up, smt_.add(whole, smt_.number(1)), whole);
  const z3::expr result = smt_.times(quotient, expr.unit);
  out.parts[0] = smt_.choose(negative, smt_.subtract(smt_.number(0), result), result);
  const z3::expr fits = smt_.at_most(quotient, smt_.number(kMaxExact / expr.unit));
  logic_.add_state(out, State::kError, smt_.all({out.states.known(smt_), smt_.negate(fits)}));
  return out;
}

Symbol Encoder::extreme(const std::vector<Symbol>& values, bool greatest) {
  Symbol out = values.at(0);
  std::vector<const Symbol*> pointers{&values[0]};
  for (std::size_t i = 1; i < values.size(); ++i) {
    pointers.push_back(&values[i]);
    const z3::expr mine = logic_.order(values[i]);
    const z3::expr best = logic_.order(out);
    z3::expr better = greatest ? smt_.less(best, mine) : smt_.less(mine, best);
    // "Ingen graens" never limits: any other value is the smaller one.
    better = smt_.choose(values[i].no_limit, smt_.truth(greatest),
                         smt_.choose(out.no_limit, smt_.truth(!greatest), better));
    out = logic_.choose(better, values[i], out);
  }
  out.states = logic_.first_of(pointers);
  return out;
}

Symbol Encoder::moved_date(const Expr& expr, const Symbol& date, const Symbol& step) {
  const bool back = expr.op == Op::kSubMonths || expr.op == Op::kSubDays;
  const bool months = expr.op == Op::kAddMonths || expr.op == Op::kSubMonths;
  const z3::expr amount =
      back ? smt_.subtract(smt_.number(0), step.parts.at(0)) : step.parts.at(0);
  const DateTerm start{date.parts.at(0), date.parts.at(1)};
  const DateResult moved =
      months ? calendar_.add_months(start, amount) : calendar_.add_days(start, amount);
  Symbol out = logic_.date(moved.date);
  out.states = logic_.first_of({&date, &step});
  logic_.add_state(out, State::kError, smt_.all({out.states.known(smt_), moved.outside}));
  return out;
}

// Completed months, floored to years; who is born on a day that the month lacks has attained on its
// last day, where the rule set says so.
z3::expr Encoder::age(const Symbol& born, const Symbol& on, engine::LeapRule leap) {
  z3::expr birthday = born.parts.at(1);
  if (leap == engine::LeapRule::kLastOfFebruary) {
    const z3::expr length = calendar_.month_length(on.parts.at(0));
    birthday = smt_.choose(smt_.less(length, birthday), length, birthday);
  }
  const z3::expr not_yet = smt_.less(on.parts.at(1), birthday);
  const z3::expr months = smt_.subtract(on.parts.at(0), born.parts.at(0));
  return smt_.divide(smt_.choose(not_yet, smt_.subtract(months, smt_.number(1)), months), 12);
}

Symbol Encoder::date_part(const Expr& expr, const std::vector<Symbol>& values) {
  constexpr std::int64_t kFirstYear = 1900;
  const z3::expr month = values.at(0).parts.at(0);
  const z3::expr day = values.at(0).parts.at(1);
  const auto days = [&](const Symbol& date) {
    return calendar_.day_number({date.parts.at(0), date.parts.at(1)});
  };
  const auto number = [&](const z3::expr& value) { return logic_.number(expr.type.kind, value); };
  Symbol out(smt_);
  switch (expr.op) {
    case Op::kAge: out = number(age(values[0], values.at(1), expr.leap)); break;
    case Op::kYearOf:
      out = number(smt_.add(smt_.divide(month, 12), smt_.number(kFirstYear)));
      break;
    case Op::kFirstOfMonth: out = logic_.date({month, smt_.number(1)}); break;
    case Op::kLastOfMonth: out = logic_.date({month, calendar_.month_length(month)}); break;
    case Op::kDayOfMonth: out = number(day); break;
    case Op::kDaysBetween: out = number(smt_.subtract(days(values.at(1)), days(values[0]))); break;
    default: out = number(smt_.subtract(values.at(1).parts.at(0), month)); break;
  }
  out.states = first_of(values);
  return out;
}

Symbol Encoder::arithmetic(const Expr& expr, const Scope& scope) {
  std::vector<Symbol> values;
  Exprs unlimited;
  for (const auto& value : arguments(expr, scope)) {
    values.push_back(logic_.exact(logic_.present(value)));
    unlimited.push_back(values.back().no_limit);
  }
  if (expr.op == Op::kLeast) return extreme(values, false);
  if (expr.op == Op::kGreatest) return extreme(values, true);
  Symbol out = values.at(0);
  switch (expr.op) {
    case Op::kAdd: out = sum(values.at(0), values.at(1), false); break;
    case Op::kSub: out = sum(values.at(0), values.at(1), true); break;
    case Op::kScale: out = scaled(expr, values.at(0)); break;
    case Op::kRatio: out = ratio(expr, values); break;
    case Op::kAge:
    case Op::kYearOf:
    case Op::kFirstOfMonth:
    case Op::kLastOfMonth:
    case Op::kDayOfMonth:
    case Op::kDaysBetween:
    case Op::kMonthsBetween: out = date_part(expr, values); break;
    default: out = moved_date(expr, values.at(0), values.at(1)); break;
  }
  const bool sized = expr.op == Op::kAdd || expr.op == Op::kSub || expr.op == Op::kScale;
  if (sized && always_fits(ruleset_, expr)) out.states = first_of(values);
  // "Ingen graens" stays without limit whatever is added to it.
  const z3::expr none = smt_.any(unlimited);
  out.no_limit = none;
  out.states.set(State::kError,
                 smt_.any({smt_.all({out.states[State::kError], smt_.negate(none)}),
                           first_of(values)[State::kError]}));
  return out;
}

}  // namespace stadga::verify
