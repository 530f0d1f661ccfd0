// schema_patterns.h - regular expressions (ECMA-262) for dates, amounts and identifiers within bounds.
#pragma once
#include <string>
#include <string_view>

#include "stadga/base/date.h"

namespace stadga::engine {

// YYYY-MM-DD of a day that exists, 1900-01-01 to 2199-12-31.
[[nodiscard]] std::string calendar_pattern();
// Texts of the shape of `low` and `high`, between them by characters: both have one length, digits may
// differ, all else is alike.
[[nodiscard]] std::string between_pattern(std::string_view low, std::string_view high);
// "5220", "5220.00", "-1.50": amounts from `low` to `high` oere, inclusive, as texts.
[[nodiscard]] std::string amount_pattern(std::int64_t low, std::int64_t high);
// An identifier's shape: '#' a digit, '@' a Latin letter, '?' any one character, else itself.
[[nodiscard]] std::string shape_pattern(std::string_view shape);

}  // namespace stadga::engine
