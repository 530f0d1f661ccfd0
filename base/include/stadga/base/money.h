// money.h - amounts in whole oere with checked arithmetic.
//
// An amount lies within +-(2^53 - 1) oere; beyond it every operation is nullopt, which the engine
// reports as status `error` and the solver encodes with the same bound (semantics page, 16).
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stadga {

inline constexpr std::int64_t kMaxExact = 9007199254740991;  // 2^53 - 1

struct Money {
  std::int64_t ore = 0;
  friend auto operator<=>(const Money&, const Money&) = default;
};

[[nodiscard]] std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b);
[[nodiscard]] std::optional<std::int64_t> checked_sub(std::int64_t a, std::int64_t b);
[[nodiscard]] std::optional<std::int64_t> checked_mul(std::int64_t a, std::int64_t b);

enum class Rounding { kHalfUp, kHalfEven, kUp, kDown };  // kUp/kDown: away from / towards zero
// amount * numerator / denominator rounded to a multiple of `unit_ore`; nullopt on overflow or a
// denominator or unit below 1. One table for evaluator and solver; half up means away from zero.
[[nodiscard]] std::optional<std::int64_t> scale(std::int64_t amount, std::int64_t numerator,
                                                std::int64_t denominator, std::int64_t unit,
                                                Rounding mode);

// "5220", "5220.00", "-12.50": an optional minus, digits without leading zero, none or two decimals.
[[nodiscard]] std::optional<Money> parse_money(std::string_view text);
[[nodiscard]] std::string to_string(Money money);          // "5220.00"
[[nodiscard]] std::string to_text_swedish(Money money);    // "5 220,00 kr" with no-break spaces
[[nodiscard]] std::string to_text_english(Money money);    // "SEK 5,220.00"

}  // namespace stadga
