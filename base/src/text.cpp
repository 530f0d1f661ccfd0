// text.cpp - Unicode questions answered by utf8proc, with quick paths for plain Latin text:
// every code point below U+0300 is stable under NFC, and those are all whose bytes are below 0xCC.
#include "stadga/base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "stadga/base/check.h"

namespace stadga {
namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

// Length of the code point at `at`, its value in `code_point`; 0 where the bytes are not UTF-8.
std::size_t decode(std::string_view text, std::size_t at, utf8proc_int32_t& code_point) {
  const auto left = static_cast<utf8proc_ssize_t>(text.size() - at);
  const utf8proc_ssize_t length = utf8proc_iterate(bytes_of(text) + at, left, &code_point);
  return length > 0 ? static_cast<std::size_t>(length) : 0;
}

std::vector<utf8proc_int32_t> code_points(std::string_view text) {
  std::vector<utf8proc_int32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code_point = 0xFFFD;
    at += std::max<std::size_t>(1, decode(text, at, code_point));
    out.push_back(code_point);
  }
  return out;
}

// What a terminal or a reader could be misled by: controls, direction marks, line separators.
bool must_be_escaped(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

std::string hex(std::uint32_t value) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string out;
  do {
    out.insert(out.begin(), kDigits[value & 15U]);
    value >>= 4U;
  } while (value != 0);
  return out;
}

std::string mapped(std::string_view utf8, int options) {
  utf8proc_uint8_t* out = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(bytes_of(utf8), static_cast<utf8proc_ssize_t>(utf8.size()), &out,
                   static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  STADGA_CHECK(length >= 0);  // the text is well-formed, so only memory can fail
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code_point = 0;
    const std::size_t length = decode(text, at, code_point);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

bool is_nfc(std::string_view utf8) {
  const bool plain = std::all_of(utf8.begin(), utf8.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
  return plain || to_nfc(utf8) == utf8;
}

std::string to_nfc(std::string_view utf8) {
  return mapped(utf8, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold_name(std::string_view utf8) {
  const std::string folded =
      mapped(utf8, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                       UTF8PROC_IGNORE | UTF8PROC_LUMP);
  std::string out;
  for (const char c : folded) {
    const char plain = c == '\t' || c == '\n' ? ' ' : c;
    if (plain == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += plain;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t count_code_points(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto left = code_points(a);
  const auto right = code_points(b);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string printable(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t code_point = 0;
    const std::size_t length = decode(utf8, at, code_point);
    if (length == 0) {
      out += "\\x{" + hex(static_cast<unsigned char>(utf8[at])) + "}";
      ++at;
      continue;
    }
    if (must_be_escaped(code_point)) {
      out += "\\u{" + hex(static_cast<std::uint32_t>(code_point)) + "}";
    } else {
      out += utf8.substr(at, length);
    }
    at += length;
  }
  return out;
}

}  // namespace stadga
