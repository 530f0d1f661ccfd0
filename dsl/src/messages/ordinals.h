// ordinals.h - the words of a Swedish citation, for messages that name the law.
#pragma once
#include <array>
#include <string>

namespace stadga::dsl::messages {

inline std::string ordinal_word(const std::string& number) {
  constexpr std::array kWords{"första", "andra", "tredje", "fjärde", "femte",
                              "sjätte", "sjunde", "åttonde", "nionde", "tionde"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (number == std::to_string(i + 1)) return kWords[i];
  }
  return number;
}
inline std::string section_sign(const std::string& section) {
  return section.find('-') == std::string::npos ? " §" : " §§";
}

}  // namespace stadga::dsl::messages
