// calendar_test.cpp - holidays and deadlines against tables computed by the definitions in
// 1-2 §§ lagen (1989:253) and 2 § lagen (1930:173); ages against counting birthdays.
#include "stadga/base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

namespace stadga {
namespace {

Date day(const std::string& text) { return parse_date(text).value(); }

std::set<std::string> holidays_off_sunday(int year) {
  std::set<std::string> out;
  for (Date at = *make_date(year, 1, 1); year_of(at) == year; at = *add_days(at, 1)) {
    if (is_public_holiday(at) && weekday_of(at) != Weekday::kSunday) out.insert(to_string(at));
  }
  return out;
}

TEST(Calendar, WeekdaysFollowEachOther) {
  EXPECT_EQ(weekday_of(day("2026-11-22")), Weekday::kSunday);
  EXPECT_EQ(weekday_of(day("1900-01-01")), Weekday::kMonday);
  EXPECT_EQ(weekday_of(day("2199-12-31")), Weekday::kTuesday);
}

TEST(Calendar, EasterOfKnownYears) {
  EXPECT_EQ(to_string(easter_sunday(2026)), "2026-04-05");
  EXPECT_EQ(to_string(easter_sunday(2027)), "2027-03-28");
  EXPECT_EQ(to_string(easter_sunday(2028)), "2028-04-16");
  EXPECT_EQ(to_string(easter_sunday(1943)), "1943-04-25");  // the latest possible
}

TEST(Calendar, EasterIsASundayBetweenItsLimits) {
  for (int year = 1900; year < 2200; ++year) {
    const Date easter = easter_sunday(year);
    EXPECT_EQ(weekday_of(easter), Weekday::kSunday) << year;
    EXPECT_GE(easter, *make_date(year, 3, 22));
    EXPECT_LE(easter, *make_date(year, 4, 25));
  }
}

TEST(Calendar, PublicHolidaysOnOtherDaysThanSundays) {
  EXPECT_EQ(holidays_off_sunday(2026),
            (std::set<std::string>{"2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06",
                                   "2026-05-01", "2026-05-14", "2026-06-06", "2026-06-20",
                                   "2026-10-31", "2026-12-25", "2026-12-26"}));
  EXPECT_EQ(holidays_off_sunday(2027),
            (std::set<std::string>{"2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29",
                                   "2027-05-01", "2027-05-06", "2027-06-26", "2027-11-06",
                                   "2027-12-25"}));  // 6 June and 26 December are Sundays
  EXPECT_EQ(holidays_off_sunday(2028),
            (std::set<std::string>{"2028-01-01", "2028-01-06", "2028-04-14", "2028-04-17",
                                   "2028-05-01", "2028-05-25", "2028-06-06", "2028-06-24",
                                   "2028-11-04", "2028-12-25", "2028-12-26"}));
}

// Three weeks from service, then 2 § lagen (1930:173).
TEST(Calendar, LastDayToAppeal) {
  const std::pair<const char*, const char*> cases[] = {
      {"2026-11-24", "2026-12-15"}, {"2026-12-03", "2026-12-28"}, {"2026-12-04", "2026-12-28"},
      {"2026-12-10", "2027-01-04"}, {"2027-03-05", "2027-03-30"}, {"2027-04-15", "2027-05-07"},
      {"2027-06-04", "2027-06-28"}};
  for (const auto& [served, last] : cases) {
    EXPECT_EQ(to_string(next_workday(*add_days(day(served), 21)).value()), last) << served;
  }
}

TEST(Calendar, TheEndOfTheCalendarHasNoNextWorkday) {
  EXPECT_FALSE(next_workday(kMaxDate).has_value());  // nyårsafton
}

TEST(Age, IsAttainedOnTheBirthday) {
  EXPECT_EQ(age_in_years(day("2010-05-02"), day("2026-05-01"), true), 15);
  EXPECT_EQ(age_in_years(day("2010-05-02"), day("2026-05-02"), true), 16);
  EXPECT_EQ(age_in_years(day("2026-05-02"), day("2026-05-02"), true), 0);
  EXPECT_EQ(age_in_years(day("2026-05-02"), day("2026-05-01"), true), -1);
  EXPECT_EQ(age_in_years(day("2026-05-02"), day("2025-05-02"), true), -1);
}

TEST(Age, OfWhoIsBornOnALeapDayFollowsTheDeclaredRule) {
  const Date born = day("2008-02-29");
  EXPECT_EQ(age_in_years(born, day("2026-02-28"), true), 18);
  EXPECT_EQ(age_in_years(born, day("2026-02-28"), false), 17);
  EXPECT_EQ(age_in_years(born, day("2026-03-01"), false), 18);
  EXPECT_EQ(age_in_years(born, day("2028-02-28"), true), 19);
  EXPECT_EQ(age_in_years(born, day("2028-02-29"), true), 20);
}

RC_GTEST_PROP(Age, CountsTheBirthdaysThatHaveBeen, ()) {
  const auto born = *rc::gen::inRange<std::int64_t>(0, 70000);
  const auto lived = *rc::gen::inRange<std::int64_t>(0, 39000);
  const Date from = from_day_number(born).value();
  const Date to = from_day_number(born + lived).value();
  std::int64_t birthdays = -1;
  for (int year = year_of(from); year <= year_of(to); ++year) {
    const auto exact = make_date(year, month_of(from), from.day);
    const Date birthday = exact ? *exact : *make_date(year, 3, 1);
    if (birthday <= to) ++birthdays;
  }
  RC_ASSERT(age_in_years(from, to, false) == birthdays);
}

}  // namespace
}  // namespace stadga
