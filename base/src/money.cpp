// money.cpp - checked integer arithmetic. Products are formed in 128 bits, where two 64-bit
// factors cannot overflow; what leaves this file lies within +-(2^53 - 1).
#include "stadga/base/money.h"

namespace stadga {
namespace {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

std::optional<std::int64_t> bounded(Int128 value) {
  if (value > kMaxExact || value < -kMaxExact) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

// Digits of the whole kronor in groups of three, without sign.
std::string grouped(std::uint64_t kronor, std::string_view separator) {
  const std::string digits = std::to_string(kronor);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string two_digits(std::uint64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
  return bounded(static_cast<Int128>(a) + b);
}

std::optional<std::int64_t> checked_sub(std::int64_t a, std::int64_t b) {
  return bounded(static_cast<Int128>(a) - b);
}

std::optional<std::int64_t> checked_mul(std::int64_t a, std::int64_t b) {
  return bounded(static_cast<Int128>(a) * b);
}

std::optional<std::int64_t> scale(std::int64_t amount, std::int64_t numerator,
                                  std::int64_t denominator, std::int64_t unit, Rounding mode) {
  if (denominator < 1 || unit < 1) return std::nullopt;
  // Sign and size apart: C++ division truncates and the solver's floors; sizes have one meaning.
  const Int128 product = static_cast<Int128>(amount) * numerator;
  const bool negative = product < 0;
  const Uint128 size =
      negative ? Uint128{0} - static_cast<Uint128>(product) : static_cast<Uint128>(product);
  const Uint128 divisor = static_cast<Uint128>(denominator) * static_cast<Uint128>(unit);
  Uint128 quotient = size / divisor;
  const Uint128 rest = size % divisor;
  const Uint128 twice = 2 * rest;  // rest < 2^126
  switch (mode) {
    case Rounding::kHalfUp:
      if (twice >= divisor) ++quotient;
      break;
    case Rounding::kHalfEven:
      if (twice > divisor || (twice == divisor && quotient % 2 == 1)) ++quotient;
      break;
    case Rounding::kUp:
      if (rest != 0) ++quotient;
      break;
    case Rounding::kDown:
      break;
  }
  if (quotient > static_cast<Uint128>(kMaxExact / unit)) return std::nullopt;
  const auto result = static_cast<std::int64_t>(quotient) * unit;
  return negative ? -result : result;
}

std::optional<Money> parse_money(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::size_t whole = 0;
  while (whole < text.size() && text[whole] >= '0' && text[whole] <= '9') ++whole;
  const std::string_view decimals = text.substr(whole);
  if (whole == 0 || whole > 14 || (whole > 1 && text[0] == '0')) return std::nullopt;
  std::int64_t ore = 0;
  for (const char c : text.substr(0, whole)) ore = ore * 10 + (c - '0');
  ore *= 100;
  if (!decimals.empty()) {
    if (decimals.size() != 3 || decimals[0] != '.') return std::nullopt;
    for (const char c : decimals.substr(1)) {
      if (c < '0' || c > '9') return std::nullopt;
    }
    ore += (decimals[1] - '0') * 10 + (decimals[2] - '0');
  }
  // One spelling for zero, so that equal amounts have equal bytes.
  if (ore > kMaxExact || (negative && ore == 0)) return std::nullopt;
  return Money{negative ? -ore : ore};
}

std::string to_string(Money money) {
  const std::uint64_t size = magnitude(money.ore);
  return (money.ore < 0 ? "-" : "") + std::to_string(size / 100) + "." + two_digits(size % 100);
}

std::string to_text_swedish(Money money) {
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  constexpr const char* kMinus = "\xe2\x88\x92";
  const std::uint64_t size = magnitude(money.ore);
  std::string out = money.ore < 0 ? kMinus : "";
  out += grouped(size / 100, kNoBreakSpace) + "," + two_digits(size % 100);
  out += kNoBreakSpace;
  return out + "kr";
}

std::string to_text_english(Money money) {
  const std::uint64_t size = magnitude(money.ore);
  return (money.ore < 0 ? "-SEK " : "SEK ") + grouped(size / 100, ",") + "." +
         two_digits(size % 100);
}

}  // namespace stadga
