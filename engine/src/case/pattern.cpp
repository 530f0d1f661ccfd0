// pattern.cpp - both texts are well-formed UTF-8 and are compared one code point at a time.
#include "case/pattern.h"

#include <cstddef>

namespace stadga::engine {
namespace {

std::string_view next_code_point(std::string_view& rest) {
  std::size_t length = 1;
  while (length < rest.size() && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  const std::string_view out = rest.substr(0, length);
  rest.remove_prefix(length);
  return out;
}

bool is_digit(std::string_view c) { return c.size() == 1 && c[0] >= '0' && c[0] <= '9'; }

// A-Z, a-z and the letters of U+00C0..U+024F (Latin with marks) without the two signs among them.
bool is_latin_letter(std::string_view c) {
  if (c.size() == 1) return (c[0] >= 'A' && c[0] <= 'Z') || (c[0] >= 'a' && c[0] <= 'z');
  if (c.size() != 2) return false;
  const unsigned code_point = ((static_cast<unsigned char>(c[0]) & 0x1FU) << 6U) |
                              (static_cast<unsigned char>(c[1]) & 0x3FU);
  constexpr unsigned kTimes = 0xD7;
  constexpr unsigned kDivision = 0xF7;
  return code_point >= 0xC0 && code_point <= 0x24F && code_point != kTimes &&
         code_point != kDivision;
}

bool fits(std::string_view c, std::string_view shape) {
  if (shape == "#") return is_digit(c);
  if (shape == "@") return is_latin_letter(c);
  return shape == "?" || c == shape;
}

}  // namespace

bool matches_pattern(std::string_view text, std::string_view pattern) {
  while (!text.empty() && !pattern.empty()) {
    if (!fits(next_code_point(text), next_code_point(pattern))) return false;
  }
  return text.empty() && pattern.empty();
}

}  // namespace stadga::engine
