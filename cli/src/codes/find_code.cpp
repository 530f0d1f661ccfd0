#include <algorithm>
#include <array>

#include "codes/code_page.h"

namespace stadga::cli {

const CodePage* find_code(std::string_view code) {
  for (const auto pages : {syntax_codes(), rule_codes(), law_codes(), case_codes(), command_codes()}) {
    const auto found = std::find_if(pages.begin(), pages.end(), [&](const CodePage& p) { return p.code.substr(1) == code.substr(1); });
    if (found != pages.end()) return &*found;
  }
  return nullptr;
}

bool looks_like_code(std::string_view word) {
  return word.size() == 5 && (word[0] == 'S' || word[0] == 's') &&
         word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace stadga::cli
