// calendar.h - ages, public holidays and the last day to act. Pure and thread-safe.
//
// Holidays: 1 and 2 §§ lagen (1989:253) om allmänna helgdagar, wording 2004:1320, applied to the
// whole calendar: a deadline before 2005 is none of Stadga's work.
// Deadlines: 2 § lagen (1930:173) om beräkning av lagstadgad tid.
#pragma once
#include <cstdint>
#include <optional>

#include "stadga/base/date.h"

namespace stadga {

enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };
[[nodiscard]] Weekday weekday_of(Date date);

[[nodiscard]] Date easter_sunday(int year);      // påskdagen, 1900..2199
[[nodiscard]] bool is_public_holiday(Date date);  // Sundays included

// Is an act that is due on the day in time on the next weekday? Sundays, other public holidays,
// Saturdays, midsommarafton, julafton, nyårsafton.
[[nodiscard]] bool is_day_of_rest(Date date);
// The date itself or the first later day that is none of rest; nullopt beyond the calendar.
[[nodiscard]] std::optional<Date> next_workday(Date date);

// Whole years attained by the start of the day `on`; negative before birth. Who is born on
// 29 February attains a year, where that day does not exist, on 28 February if `on_last_of_february`,
// else on 1 March: no statute says which.
[[nodiscard]] std::int64_t age_in_years(Date born, Date on, bool on_last_of_february);

}  // namespace stadga
