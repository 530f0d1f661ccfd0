// pattern.h - the shape of an identifier: '#' a digit, '@' a Latin letter, '?' any one character,
// else the character itself.
#pragma once
#include <string_view>

namespace stadga::engine {
[[nodiscard]] bool matches_pattern(std::string_view text, std::string_view pattern);
}  // namespace stadga::engine
