#include "stadga/base/calendar.h"

#include <algorithm>

namespace stadga {
namespace {

// 1900-01-01 was a Monday.
constexpr std::int64_t kDaysInWeek = 7;

Date on(int year, int month, int day) { return *make_date(year, month, day); }

// The Saturday in the week that begins on the given day.
Date saturday_from(Date first) {
  const auto ahead = static_cast<std::int64_t>(Weekday::kSaturday) -
                     static_cast<std::int64_t>(weekday_of(first));
  return *add_days(first, (ahead + kDaysInWeek) % kDaysInWeek);
}

Date midsummer_day(int year) { return saturday_from(on(year, 6, 20)); }
Date all_saints_day(int year) { return saturday_from(on(year, 10, 31)); }

bool is_fixed_holiday(int month, int day) {
  return (month == 1 && (day == 1 || day == 6)) || (month == 5 && day == 1) ||
         (month == 6 && day == 6) || (month == 12 && (day == 25 || day == 26));
}

}  // namespace

Weekday weekday_of(Date date) {
  return static_cast<Weekday>(day_number(date) % kDaysInWeek);
}

// The Gregorian computus in its anonymous form (Meeus, Astronomical Algorithms, chapter 8).
Date easter_sunday(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int weekday =
      (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * weekday) / 451;
  const int march_days = epact + weekday - 7 * late + 114;
  return on(year, march_days / 31, march_days % 31 + 1);
}

bool is_public_holiday(Date date) {
  if (weekday_of(date) == Weekday::kSunday) return true;
  if (is_fixed_holiday(month_of(date), date.day)) return true;
  const int year = year_of(date);
  constexpr std::int64_t kGoodFriday = -2, kEasterMonday = 1, kAscension = 39;
  const std::int64_t from_easter = days_between(easter_sunday(year), date);
  return from_easter == kGoodFriday || from_easter == kEasterMonday || from_easter == kAscension ||
         date == midsummer_day(year) || date == all_saints_day(year);
}

bool is_day_of_rest(Date date) {
  const int month = month_of(date);
  const bool eve = (month == 12 && (date.day == 24 || date.day == 31)) ||
                   date == *add_days(midsummer_day(year_of(date)), -1);
  return eve || weekday_of(date) == Weekday::kSaturday || is_public_holiday(date);
}

std::optional<Date> next_workday(Date date) {
  std::optional<Date> day = date;
  while (day && is_day_of_rest(*day)) day = add_days(*day, 1);
  return day;
}

std::int64_t age_in_years(Date born, Date on_day, bool on_last_of_february) {
  const std::int32_t birthday = on_last_of_february
                                    ? std::min(born.day, days_in_month(on_day.month))
                                    : born.day;
  const std::int64_t months = std::int64_t{on_day.month} - born.month -
                              (on_day.day < birthday ? 1 : 0);
  constexpr std::int64_t kMonthsInYear = 12;
  return months >= 0 ? months / kMonthsInYear : -((-months + kMonthsInYear - 1) / kMonthsInYear);
}

}  // namespace stadga
