// calendar.cpp - date arithmetic as linear terms. The tests compare it with base/date.h.
#include "calendar.h"

#include <optional>

namespace stadga::verify {
namespace {

constexpr std::int64_t kLastMonth = 3599;
constexpr std::int64_t kFebruary1900 = 1;
constexpr std::int64_t kFebruary2100 = 2401;
constexpr std::int64_t kFewDays = 28;  // a step that crosses at most one month

std::optional<std::int64_t> numeral(const z3::expr& value) {
  std::int64_t out = 0;
  if (value.is_numeral() && value.is_numeral_i64(out)) return out;
  return std::nullopt;
}

}  // namespace

DateTerm Calendar::constant(Date date) { return {smt_.number(date.month), smt_.number(date.day)}; }

z3::expr Calendar::key(const DateTerm& date) {
  return smt_.add(smt_.times(date.month, 32), date.day);
}

z3::expr Calendar::key(Date date) {
  return smt_.number(std::int64_t{date.month} * 32 + date.day);
}

z3::expr Calendar::valid(const DateTerm& date) {
  return smt_.all({smt_.between(0, date.month, kLastMonth), smt_.at_most(smt_.number(1), date.day),
                   smt_.at_most(date.day, month_length(date.month))});
}

z3::expr Calendar::within(const DateTerm& date, const DateInterval& days) {
  const z3::expr day = key(date);
  Exprs parts;
  if (days.from > kMinDate) parts.push_back(smt_.at_most(key(days.from), day));
  if (days.to < kMaxDate) parts.push_back(smt_.at_most(day, key(days.to)));
  return smt_.all(parts);
}

z3::expr Calendar::is_leap_february(const z3::expr& month) {
  return smt_.all({smt_.equal(smt_.remainder(month, 48), smt_.number(1)),
                   smt_.negate(smt_.equal(month, smt_.number(kFebruary1900))),
                   smt_.negate(smt_.equal(month, smt_.number(kFebruary2100)))});
}

z3::expr Calendar::month_length(const z3::expr& month) {
  const z3::expr of_year = smt_.remainder(month, 12);
  const auto is = [&](std::int64_t value) { return smt_.equal(of_year, smt_.number(value)); };
  const z3::expr february =
      smt_.choose(is_leap_february(month), smt_.number(29), smt_.number(28));
  const z3::expr other = smt_.choose(smt_.any({is(3), is(5), is(8), is(10)}), smt_.number(30),
                                     smt_.number(31));
  return smt_.choose(is(1), february, other);
}

DateResult Calendar::add_months(const DateTerm& date, const z3::expr& months) {
  const z3::expr month = smt_.add(date.month, months);
  const z3::expr length = month_length(month);
  const z3::expr day = smt_.choose(smt_.at_most(date.day, length), date.day, length);
  return {{month, day}, smt_.negate(smt_.between(0, month, kLastMonth))};
}

// A step of at most 28 days stays in its month or enters a neighbouring one; no day numbers needed.
DateResult Calendar::add_few_days(const DateTerm& date, std::int64_t days) {
  const z3::expr day = smt_.add(date.day, smt_.number(days));
  const z3::expr length = month_length(date.month);
  const z3::expr before = smt_.less(day, smt_.number(1));
  const z3::expr after = smt_.less(length, day);
  const z3::expr previous = smt_.subtract(date.month, smt_.number(1));
  const z3::expr next = smt_.add(date.month, smt_.number(1));
  const z3::expr month = smt_.choose(before, previous, smt_.choose(after, next, date.month));
  const z3::expr moved =
      smt_.choose(before, smt_.add(day, month_length(previous)),
                  smt_.choose(after, smt_.subtract(day, length), day));
  return {{month, moved}, smt_.negate(smt_.between(0, month, kLastMonth))};
}

z3::expr Calendar::day_number(const DateTerm& date) {
  static constexpr std::int64_t kBefore[] = {0,   31,  59,  90,  120, 151,
                                             181, 212, 243, 273, 304, 334};
  const z3::expr year = smt_.divide(date.month, 12);
  const z3::expr of_year = smt_.remainder(date.month, 12);
  z3::expr before = smt_.number(0);
  for (std::int64_t m = 1; m < 12; ++m) {
    before = smt_.choose(smt_.equal(of_year, smt_.number(m)), smt_.number(kBefore[m]), before);
  }
  // Leap days of earlier years: every fourth year from 1904 (year 4) on, but for 2100 (year 200).
  const z3::expr earlier = smt_.divide(smt_.add(year, smt_.number(3)), 4);
  const z3::expr no_1900 =
      smt_.choose(smt_.less(smt_.number(0), year), smt_.number(1), smt_.number(0));
  const z3::expr no_2100 =
      smt_.choose(smt_.less(smt_.number(200), year), smt_.number(1), smt_.number(0));
  const z3::expr february = smt_.add(smt_.times(year, 12), smt_.number(1));
  const z3::expr past_february = smt_.less(smt_.number(1), of_year);
  const z3::expr this_year =
      smt_.choose(smt_.all({past_february, is_leap_february(february)}), smt_.number(1),
                  smt_.number(0));
  const z3::expr leap_days =
      smt_.add(smt_.subtract(smt_.subtract(earlier, no_1900), no_2100), this_year);
  return smt_.add(smt_.add(smt_.add(smt_.times(year, 365), leap_days), before),
                  smt_.subtract(date.day, smt_.number(1)));
}

DateResult Calendar::add_days(const DateTerm& date, const z3::expr& days) {
  const auto fixed = numeral(days);
  if (fixed && *fixed >= -kFewDays && *fixed <= kFewDays) return add_few_days(date, *fixed);
  // The result is the date whose day number is right: it exists and is unique inside the calendar.
  const DateTerm result{smt_.fresh_int("month"), smt_.fresh_int("day")};
  const z3::expr target = smt_.add(day_number(date), days);
  const z3::expr inside = smt_.between(0, target, stadga::day_number(kMaxDate));
  smt_.require(valid(result));
  smt_.require(smt_.any({smt_.negate(inside), smt_.equal(day_number(result), target)}));
  return {result, smt_.negate(inside)};
}

}  // namespace stadga::verify
