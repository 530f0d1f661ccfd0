// json_soften.h - the copy of a JSON text that nlohmann's parser reads.
//
// The parser gives up at a lone surrogate and at a number without a finite binary value, although
// both leave the structure clear; and it converts decimals by way of the C locale, with an abort
// where the decimal point has two bytes. The copy has the same length and the same mistakes, so
// that every offset holds in both, but none of these three; values are read from the original.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace stadga {

struct JsonEscape {
  std::size_t length = 2;        // that it should have, when it is malformed
  std::uint32_t code_point = 1;  // of a good \u escape; a lone surrogate stands for itself
};

// The escape whose backslash is text[at].
[[nodiscard]] JsonEscape json_escape_at(std::string_view text, std::size_t at);
[[nodiscard]] bool is_surrogate(std::uint32_t code_point);

[[nodiscard]] std::string soften(std::string_view text);

}  // namespace stadga
