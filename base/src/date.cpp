// date.cpp - civil dates over one table: the day number on which each of the 3600 months begins.
// The table is computed at compile time from the Gregorian leap rule, so 1900 and 2100 need no
// patch here; tests compare every day with std::chrono.
#include "stadga/base/date.h"

#include <algorithm>
#include <array>

#include "messages.h"

namespace stadga {
namespace {

constexpr std::int32_t kMonths = 3600;
constexpr int kFirstYear = 1900;

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int length_of_month(std::int32_t index) {
  constexpr std::array<int, 12> kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int in_year = index % 12;
  return in_year == 1 && is_leap(kFirstYear + index / 12) ? 29
                                                          : kLengths[static_cast<unsigned>(in_year)];
}

// kStarts[m] is the day number of the first day of month m; the last entry ends the calendar.
constexpr std::array<std::int32_t, kMonths + 1> make_starts() {
  std::array<std::int32_t, kMonths + 1> starts{};
  for (std::int32_t m = 0; m < kMonths; ++m) {
    const auto at = static_cast<unsigned>(m);
    starts[at + 1] = starts[at] + length_of_month(m);
  }
  return starts;
}
constexpr auto kStarts = make_starts();

void put(std::string& out, int value, int width) {
  std::string digits = std::to_string(value);
  out.append(static_cast<std::size_t>(width) - digits.size(), '0');
  out += digits;
}

// Value of `width` ASCII digits at `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t width) {
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string long_form(Date date, const std::array<const char*, 12>& names) {
  return std::to_string(date.day) + " " + names[static_cast<unsigned>(month_of(date) - 1)] + " " +
         std::to_string(year_of(date));
}

}  // namespace

int days_in_month(std::int32_t month) {
  return month < 0 || month >= kMonths ? 0 : length_of_month(month);
}

bool is_valid(Date date) { return date.day >= 1 && date.day <= days_in_month(date.month); }

std::optional<Date> make_date(int year, int month, int day) {
  if (year < kFirstYear || year >= kFirstYear + kMonths / 12 || month < 1 || month > 12) {
    return std::nullopt;
  }
  const Date date{(year - kFirstYear) * 12 + month - 1, day};
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return make_date(year, month, day);
}

std::string to_string(Date date) {
  std::string out;
  put(out, year_of(date), 4);
  out += '-';
  put(out, month_of(date), 2);
  out += '-';
  put(out, date.day, 2);
  return out;
}

std::string to_long_swedish(Date date) { return long_form(date, messages::kMonthsSwedish); }
std::string to_long_english(Date date) { return long_form(date, messages::kMonthsEnglish); }

int year_of(Date date) { return kFirstYear + date.month / 12; }
int month_of(Date date) { return date.month % 12 + 1; }

std::optional<Date> add_months_clamped(Date date, std::int64_t months) {
  if (!is_valid(date) || months < -kMonths || months > kMonths) return std::nullopt;
  const auto month = static_cast<std::int32_t>(date.month + months);
  if (month < 0 || month >= kMonths) return std::nullopt;
  return Date{month, std::min(date.day, length_of_month(month))};
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  constexpr std::int64_t kSpan = kStarts[kMonths];
  if (!is_valid(date) || days < -kSpan || days > kSpan) return std::nullopt;
  return from_day_number(day_number(date) + days);
}

std::int64_t days_between(Date from, Date to) { return day_number(to) - day_number(from); }

std::int64_t day_number(Date date) {
  return kStarts[static_cast<unsigned>(date.month)] + date.day - 1;
}

std::optional<Date> from_day_number(std::int64_t number) {
  if (number < 0 || number >= kStarts[kMonths]) return std::nullopt;
  const auto day = static_cast<std::int32_t>(number);
  const auto after = std::upper_bound(kStarts.begin(), kStarts.end(), day);
  const auto month = static_cast<std::int32_t>(after - kStarts.begin()) - 1;
  return Date{month, day - kStarts[static_cast<unsigned>(month)] + 1};
}

}  // namespace stadga
