// Dates against std::chrono, day by day, and the vectors of lag (1930:173).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

#include "stadga/base/date.h"

namespace stadga {
namespace {

namespace chr = std::chrono;

chr::year_month_day chrono_of(Date date) {
  return chr::year{year_of(date)} / month_of(date) / date.day;
}

TEST(Date, AgreesWithChronoOnEveryDayOfTheCalendar) {
  const chr::sys_days first = chr::year{1900} / 1 / 1;
  const chr::sys_days last = chr::year{2199} / 12 / 31;
  std::int64_t number = 0;
  Date previous{};
  for (chr::sys_days day = first; day <= last; day += chr::days{1}, ++number) {
    const chr::year_month_day ymd{day};
    const auto date = make_date(static_cast<int>(ymd.year()),
                                static_cast<int>(static_cast<unsigned>(ymd.month())),
                                static_cast<int>(static_cast<unsigned>(ymd.day())));
    ASSERT_TRUE(date.has_value()) << number;
    ASSERT_TRUE(is_valid(*date));
    ASSERT_EQ(day_number(*date), number);
    ASSERT_EQ(from_day_number(number), date);
    ASSERT_EQ(chrono_of(*date), ymd);
    ASSERT_EQ(parse_date(to_string(*date)), date);
    if (number > 0) {
      ASSERT_LT(previous, *date);
      ASSERT_EQ(add_days(previous, 1), date);
      ASSERT_EQ(add_days(*date, -1), previous);
    }
    previous = *date;
  }
  EXPECT_EQ(previous, kMaxDate);
  EXPECT_EQ(from_day_number(number), std::nullopt);
  EXPECT_EQ(from_day_number(-1), std::nullopt);
}

TEST(Date, LengthOfEveryMonthAgreesWithChrono) {
  for (std::int32_t month = 0; month < 3600; ++month) {
    const auto last = chr::year{1900 + month / 12} / (month % 12 + 1) / chr::last;
    ASSERT_EQ(days_in_month(month), static_cast<int>(static_cast<unsigned>(last.day()))) << month;
  }
  EXPECT_EQ(days_in_month(1), 28);            // 1900 is no leap year
  EXPECT_EQ(days_in_month(100 * 12 + 1), 29);  // 2000 is
  EXPECT_EQ(days_in_month(200 * 12 + 1), 28);  // 2100 is not
  EXPECT_EQ(days_in_month(-1), 0);
  EXPECT_EQ(days_in_month(3600), 0);
}

TEST(Date, AddingMonthsFollowsTheActOnComputingTime) {
  struct Vector {
    const char* start;
    int months;
    const char* end;
  };
  for (const Vector& v : {Vector{"2026-08-31", 6, "2027-02-28"}, Vector{"2027-08-31", 6, "2028-02-29"},
                          Vector{"2026-10-31", 4, "2027-02-28"}, Vector{"2028-02-29", 60, "2033-02-28"},
                          Vector{"2026-11-22", 60, "2031-11-22"}, Vector{"2026-01-31", 1, "2026-02-28"},
                          Vector{"2026-01-31", 2, "2026-03-31"}, Vector{"2026-03-31", -1, "2026-02-28"},
                          Vector{"1900-01-31", 1, "1900-02-28"}, Vector{"2100-01-31", 1, "2100-02-28"},
                          Vector{"2199-12-31", 0, "2199-12-31"}}) {
    const auto end = add_months_clamped(parse_date(v.start).value(), v.months);
    ASSERT_TRUE(end.has_value()) << v.start;
    EXPECT_EQ(to_string(*end), v.end) << v.start << " + " << v.months;
  }
  EXPECT_EQ(add_months_clamped(kMaxDate, 1), std::nullopt);
  EXPECT_EQ(add_months_clamped(kMinDate, -1), std::nullopt);
  EXPECT_EQ(add_months_clamped(kMinDate, INT64_MAX), std::nullopt);
  EXPECT_EQ(add_months_clamped(kMaxDate, INT64_MIN), std::nullopt);
  EXPECT_EQ(add_days(kMaxDate, INT64_MAX), std::nullopt);
  EXPECT_EQ(add_days(kMinDate, INT64_MIN), std::nullopt);
}

Date any_date() {
  return from_day_number(*rc::gen::inRange<std::int64_t>(0, day_number(kMaxDate) + 1)).value();
}

RC_GTEST_PROP(DateProperty, AddingOnceIsNeverBeforeAddingTwice, ()) {
  const Date d = any_date();
  const int m = *rc::gen::inRange(0, 400);
  const int n = *rc::gen::inRange(0, 400);
  const auto once = add_months_clamped(d, m + n);
  const auto first = add_months_clamped(d, m);
  if (!once || !first) return;
  const auto twice = add_months_clamped(*first, n);
  RC_ASSERT(twice.has_value());
  RC_ASSERT(*once >= *twice);
  RC_ASSERT(once->month == d.month + m + n);
}

RC_GTEST_PROP(DateProperty, AddingMonthsKeepsOrderAndDayWhereItExists, ()) {
  const Date a = any_date();
  const Date b = any_date();
  const int n = *rc::gen::inRange(-400, 400);
  const auto x = add_months_clamped(a, n);
  const auto y = add_months_clamped(b, n);
  if (!x || !y) return;
  if (a <= b) RC_ASSERT(*x <= *y);
  RC_ASSERT(x->day == std::min(a.day, days_in_month(x->month)));
  RC_ASSERT(is_valid(*x));
}

RC_GTEST_PROP(DateProperty, DaysBetweenInvertsAddDays, ()) {
  const Date a = any_date();
  const Date b = any_date();
  RC_ASSERT(add_days(a, days_between(a, b)) == b);
}

TEST(Date, ReadsOnlyTheOneSpelling) {
  EXPECT_EQ(to_string(parse_date("2028-02-29").value()), "2028-02-29");
  for (const char* bad : {"", "2026-02-29", "2100-02-29", "1899-12-31", "2200-01-01", "2026-13-01",
                          "2026-00-10", "2026-01-00", "2026-01-32", "2026-1-01", "2026-01-1",
                          "20260101", "2026/01/01", " 2026-01-01", "2026-01-01 ", "2026-01-01T00",
                          "+026-01-01", "-026-01-01", "2026-0a-01", "2026-01-1\xcc"}) {
    EXPECT_EQ(parse_date(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(parse_date(std::string_view("2026-01-0\0", 10)), std::nullopt);
}

TEST(Date, LongForms) {
  const Date date = parse_date("2026-11-02").value();
  EXPECT_EQ(to_long_swedish(date), "2 november 2026");
  EXPECT_EQ(to_long_english(date), "2 November 2026");
  EXPECT_EQ(kMaxDecisionDate, parse_date("2099-12-31"));
}

}  // namespace
}  // namespace stadga
