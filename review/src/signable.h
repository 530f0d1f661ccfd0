// signable.h - which texts a person can be held to have signed.
#pragma once
#include <string_view>

#include "stadga/base/text.h"

namespace stadga::review {

inline constexpr std::size_t kMaxText = 1000;  // bytes of a name, a reason or a statement

inline bool is_signable(std::string_view text) {
  return !text.empty() && text.size() <= kMaxText && !first_bad_utf8(text) && is_nfc(text) &&
         printable(text) == text && !fold_name(text).empty();
}

}  // namespace stadga::review
