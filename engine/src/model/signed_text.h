// signed_text.h - hashes and signatures as text, where signed things are read.
#pragma once
#include <algorithm>
#include <optional>
#include <string>

#include "stadga/base/crypto.h"

namespace stadga::engine {

inline bool is_hash(const std::string& text) {
  constexpr std::size_t kHashLength = 71;  // "sha256:" and 64 hexadecimal digits
  return text.size() == kHashLength && text.starts_with("sha256:") &&
         text.find_first_not_of("0123456789abcdef", 7) == std::string::npos;
}

inline std::optional<Signature> signature_of(const std::string& text) {
  const auto bytes = from_base64(text);
  Signature out{};
  if (!bytes || bytes->size() != out.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

}  // namespace stadga::engine
