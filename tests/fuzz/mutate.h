// mutate.h - random damage to a text: bytes, spans, swaps, repetition. Seeded; test code only.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "support/random_case.h"

namespace stadga::support {

inline std::string damage(std::string text, Random& random) {
  static constexpr std::array<std::string_view, 24> kPieces = {
      "\"", "{", "}", "[", "]", ",", ":", "-", "slut", "när", "alla av", "är", "null", "true",
      "-1", "9007199254740992", "1e400", "\xEF\xBB\xBF", "\xC3", "a\xCC\x8A", "\\u0000", "2026-02-30",
      "\n", "("};
  const auto times = 1 + random.below(4);
  for (std::uint64_t i = 0; i < times && !text.empty(); ++i) {
    const auto at = random.below(text.size());
    const auto span = std::min<std::uint64_t>(random.below(40), text.size() - at);
    switch (random.below(6)) {
      case 0: text[at] = static_cast<char>(random.below(256)); break;
      case 1: text.erase(at, span); break;
      case 2: text.insert(at, kPieces[random.below(kPieces.size())]); break;
      case 3: text.insert(random.below(text.size()), text.substr(at, span)); break;
      case 4: text.resize(at); break;
      default: std::swap(text[at], text[random.below(text.size())]); break;
    }
  }
  return text;
}

}  // namespace stadga::support
