// json_soften.h - a copy of a JSON text that nlohmann's reader can finish.
//
// That reader ends at a number without a finite double and at a lone surrogate. Both leave the
// structure clear, and a case with such a slip should hear of its other slips too. The copy has
// the same length and the same grammar, so that every offset holds in both; the values are read
// from the original.
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
