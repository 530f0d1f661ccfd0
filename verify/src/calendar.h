// calendar.h - dates as solver terms: (month since 1900-01, day), as in base/date.h.
//
// The pair makes adding months linear; a 48-month table gives the length of a month and is patched
// at 1900-02 and 2100-02, which are no leap months. Dates compare as month * 32 + day.
#pragma once
#include "smt.h"
#include "stadga/base/date.h"

namespace stadga::verify {

struct DateTerm {
  z3::expr month;
  z3::expr day;
};

// A date and whether it left the calendar on the way (then the pair means nothing).
struct DateResult {
  DateTerm date;
  z3::expr outside;
};

class Calendar {
 public:
  explicit Calendar(Smt& smt) : smt_(smt) {}

  [[nodiscard]] DateTerm constant(Date date);
  [[nodiscard]] z3::expr key(const DateTerm& date);  // month * 32 + day: the order of dates
  [[nodiscard]] z3::expr key(Date date);
  [[nodiscard]] z3::expr valid(const DateTerm& date);  // a day of the calendar
  [[nodiscard]] z3::expr within(const DateTerm& date, const DateInterval& days);
  [[nodiscard]] z3::expr month_length(const z3::expr& month);
  [[nodiscard]] DateResult add_months(const DateTerm& date, const z3::expr& months);
  [[nodiscard]] DateResult add_days(const DateTerm& date, const z3::expr& days);
  [[nodiscard]] z3::expr day_number(const DateTerm& date);  // days since 1900-01-01

 private:
  [[nodiscard]] z3::expr is_leap_february(const z3::expr& month);
  [[nodiscard]] DateResult add_few_days(const DateTerm& date, std::int64_t days);

  Smt& smt_;
};

}  // namespace stadga::verify
