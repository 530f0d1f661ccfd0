// literals.h - readers of single terminals. Each consumes and returns true, or records what it
// wanted in the state and returns false. A literal that is written right but means nothing (30
// February) is consumed and reported apart, so that the rest of the clause is still read.
#pragma once
#include "syntax/state.h"

namespace stadga::dsl::syntax {

bool read_name(ParseState& state, const Token*& at, Name& out);
bool read_free_name(ParseState& state, const Token*& at, Name& out);
bool read_text(ParseState& state, const Token*& at, QuotedText& out);
bool read_number(ParseState& state, const Token*& at, std::int64_t& out);
struct Decimal {
  std::int64_t digits = 0;      // 0,5392: 5392
  std::uint32_t decimals = 0;   // 4
  Span span;
};
bool read_decimal(ParseState& state, const Token*& at, Decimal& out);
bool read_date(ParseState& state, const Token*& at, Date& out);
bool read_month(ParseState& state, const Token*& at, Date& out);            // 2026-01: its first day
bool read_digits(ParseState& state, const Token*& at, Name& out);           // "2281", "0180"
bool read_provision_number(ParseState& state, const Token*& at, std::string& out);  // 8, 8 a, 19-20
bool read_ordinal(ParseState& state, const Token*& at, std::string& out);   // "1".."10", "sista"
bool read_act_number(ParseState& state, const Token*& at, std::string& out);  // 1998:1276
bool read_rest_of_line(ParseState& state, const Token*& at, std::string& out);

// Kronor to oere; an amount beyond the exact range is reported and becomes 0.
// An amount with decimals, in oere; anything but two decimals is reported.
[[nodiscard]] std::int64_t decimal_ore(ParseState& state, const Decimal& decimal);
[[nodiscard]] inline Date last_day_of(Date month) { return {month.month, days_in_month(month.month)}; }
[[nodiscard]] std::int64_t to_ore(ParseState& state, std::int64_t kronor);
// Weeks to days, likewise.
[[nodiscard]] std::int64_t to_days(ParseState& state, std::int64_t weeks);

}  // namespace stadga::dsl::syntax
