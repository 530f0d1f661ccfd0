// text.h - the few questions Stadga asks about Unicode text. Backed by utf8proc.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace stadga {

// Offset of the first byte that is not well-formed UTF-8 (surrogates and overlong forms included).
[[nodiscard]] std::optional<std::size_t> first_bad_utf8(std::string_view text);
[[nodiscard]] bool is_nfc(std::string_view utf8);     // precondition: well-formed
[[nodiscard]] std::string to_nfc(std::string_view utf8);
// For comparing what people call each other: compatibility composed, case folded, ignorable
// characters out, white space as single spaces. Precondition: well-formed.
[[nodiscard]] std::string fold_name(std::string_view utf8);
// Number of code points; columns in diagnostics count these.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8);
// Levenshtein distance over code points, for near-miss suggestions.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
// Escapes control characters (terminal escapes included) as \u{..} for messages.
[[nodiscard]] std::string printable(std::string_view utf8);

}  // namespace stadga
