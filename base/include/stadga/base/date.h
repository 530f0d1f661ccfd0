// date.h - civil dates as (month index, day), 1900-01-01 to 2199-12-31.
//
// The pair is the representation that the solver can reason about quickly (docs/design/verify.md)
// and the one the evaluator uses, so that both add months in the same way.
// Adding months follows 1 section of lag (1930:173): if the day does not exist in the final month,
// the last day of that month counts. All functions are pure and thread-safe.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stadga {

struct Date {
  std::int32_t month = 0;  // months since 1900-01, 0..3599
  std::int32_t day = 1;    // 1..days_in_month(month)
  friend auto operator<=>(const Date&, const Date&) = default;
};

inline constexpr Date kMinDate{0, 1};
inline constexpr Date kMaxDate{3599, 31};
inline constexpr Date kMaxDecisionDate{2399, 31};  // 2099-12-31

[[nodiscard]] int days_in_month(std::int32_t month);  // month 0..3599
[[nodiscard]] bool is_valid(Date date);

// nullopt for a day that does not exist or lies outside the calendar.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);
// Exactly YYYY-MM-DD; anything else is nullopt.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string to_string(Date date);            // YYYY-MM-DD
[[nodiscard]] std::string to_long_swedish(Date date);      // 22 november 2026
[[nodiscard]] std::string to_long_english(Date date);      // 22 November 2026
[[nodiscard]] int year_of(Date date);
[[nodiscard]] int month_of(Date date);  // 1..12

// nullopt when the result would leave the calendar.
[[nodiscard]] std::optional<Date> add_months_clamped(Date date, std::int64_t months);
[[nodiscard]] std::optional<Date> add_days(Date date, std::int64_t days);
[[nodiscard]] std::int64_t days_between(Date from, Date to);  // to - from
// Days since 1900-01-01 and back; used by add_days and by tests.
[[nodiscard]] std::int64_t day_number(Date date);
[[nodiscard]] std::optional<Date> from_day_number(std::int64_t number);

// A closed interval of days; empty when to < from.
struct DateInterval {
  Date from = kMinDate;
  Date to = kMaxDate;
  [[nodiscard]] bool contains(Date date) const { return from <= date && date <= to; }
  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

}  // namespace stadga
