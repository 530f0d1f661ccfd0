// json_soften.cpp - lone surrogates become U+FFFD; what follows the whole part of a well-formed
// number becomes an exponent of zeros (`12.50` -> `12e00`), in a long integer what follows the
// first digit. Text after a syntax error may come out odd; nobody reads that far.
#include "json_soften.h"

#include <algorithm>
#include <optional>

namespace stadga {
namespace {

// Longer than any integer of the profile, and without danger of overflow.
constexpr std::size_t kLongInteger = 18;

bool is_digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (is_digit(text, at)) ++at;
  return at;
}

std::optional<std::uint32_t> hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return std::nullopt;
  std::uint32_t unit = 0;
  for (const char c : text.substr(at, 4)) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto digit = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    if (digit == std::string_view::npos) return std::nullopt;
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
  }
  return unit;
}

std::size_t soften_string(std::string& text, std::size_t at) {
  ++at;
  while (at < text.size() && text[at] != '"') {
    if (text[at] != '\\') {
      ++at;
      continue;
    }
    const JsonEscape escape = json_escape_at(text, at);
    if (is_surrogate(escape.code_point)) text.replace(at + 2, 4, "fffd");
    at += escape.length;
  }
  return at + 1;
}

// A malformed number stays as it is: the parser stops at it before it converts anything.
std::size_t soften_number(std::string& text, std::size_t at) {
  const std::size_t whole = skip_digits(text, at);
  std::size_t end = whole;
  if (end < text.size() && text[end] == '.') {
    if (!is_digit(text, end + 1)) return end + 1;
    end = skip_digits(text, end + 1);
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    ++end;
    if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;
    if (!is_digit(text, end)) return end;
    end = skip_digits(text, end);
  }
  if (text[at] == '0' && whole - at > 1) return end;
  const std::size_t mark = whole - at > kLongInteger ? at + 1 : whole;
  if (mark == end) return end;
  text[mark] = 'e';
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(mark) + 1,
            text.begin() + static_cast<std::ptrdiff_t>(end), '0');
  return end;
}

}  // namespace

bool is_surrogate(std::uint32_t code_point) { return code_point >= 0xD800 && code_point <= 0xDFFF; }

JsonEscape json_escape_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at + 1] != 'u') return {};
  const auto unit = hex4(text, at + 2);
  if (!unit) return {6, 1};
  if (*unit >= 0xD800 && *unit <= 0xDBFF && text.substr(at + 6, 2) == "\\u") {
    const auto low = hex4(text, at + 8);
    if (!low) return {6, 1};  // of a pair whose second half is malformed
    if (*low >= 0xDC00 && *low <= 0xDFFF) {
      return {12, 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00)};
    }
  }
  return {6, *unit};
}

std::string soften(std::string_view text) {
  std::string copy(text);
  std::size_t at = 0;
  while (at < copy.size()) {
    if (copy[at] == '"') {
      at = soften_string(copy, at);
    } else if (is_digit(copy, at)) {
      at = soften_number(copy, at);
    } else {
      ++at;
    }
  }
  return copy;
}

}  // namespace stadga
