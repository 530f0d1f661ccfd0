// messages.h - the texts of base in both languages: month names and the reader's complaints.
// The one file of this room that holds characters outside ASCII.
#pragma once
#include <array>

#include "stadga/base/result.h"

namespace stadga::messages {

inline constexpr std::array<const char*, 12> kMonthsSwedish{
    "januari", "februari", "mars",      "april",   "maj",      "juni",
    "juli",    "augusti",  "september", "oktober", "november", "december"};
inline constexpr std::array<const char*, 12> kMonthsEnglish{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

inline LocalText too_large(const std::string& limit) {
  return {"texten är större än " + limit + " byte", "the text is larger than " + limit + " bytes"};
}
inline LocalText byte_order_mark() {
  return {"texten börjar med en byteordningsmarkering; spara som UTF-8 utan BOM",
          "the text begins with a byte order mark; save it as UTF-8 without BOM"};
}
inline LocalText bad_utf8() {
  return {"texten är inte giltig UTF-8", "the text is not well-formed UTF-8"};
}
inline LocalText ends_early() {
  return {"texten tar slut mitt i ett värde", "the text ends in the middle of a value"};
}
inline LocalText expected_value() {
  return {"här väntades ett värde", "a value was expected here"};
}
inline LocalText expected_key() {
  return {"här väntades ett nyckelnamn inom citattecken", "a quoted key was expected here"};
}
inline LocalText expected_colon() {
  return {"här väntades `:` efter nyckeln", "`:` was expected after the key"};
}
inline LocalText expected_separator(char close) {
  return {std::string("här väntades `,` eller `") + close + "`",
          std::string("`,` or `") + close + "` was expected here"};
}
inline LocalText trailing_text() {
  return {"text efter värdets slut", "text after the end of the value"};
}
inline LocalText bad_escape() {
  return {"okänd eller ofullständig escapesekvens", "unknown or incomplete escape sequence"};
}
inline LocalText control_character() {
  return {"styrtecken i en sträng måste skrivas som escapesekvens",
          "a control character in a string must be written as an escape sequence"};
}
inline LocalText malformed_number() {
  return {"talet är felskrivet",
          "malformed number"};
}
inline LocalText number_too_large() {
  return {"heltalet ligger utanför ±9007199254740991", "the integer lies outside ±9007199254740991"};
}
inline LocalText negative_zero() {
  return {"minus noll är inget tal här; skriv 0", "minus zero is no number here; write 0"};
}
inline LocalText duplicate_key(const std::string& key) {
  return {"nyckeln `" + key + "` förekommer två gånger", "the key `" + key + "` occurs twice"};
}
inline LocalText too_deep(int limit) {
  const std::string n = std::to_string(limit);
  return {"nästlingen är djupare än " + n + " nivåer", "nested deeper than " + n + " levels"};
}
inline LocalText not_nfc(bool key) {
  return key ? LocalText{"nyckeln är inte skriven i NFC (sammansatta tecken)",
                         "the key is not in Unicode normal form C"}
             : LocalText{"texten är inte skriven i NFC (sammansatta tecken)",
                         "the text is not in Unicode normal form C"};
}
inline LocalText zero_character() {
  return {"tecknet U+0000 är inte tillåtet", "the character U+0000 is not allowed"};
}
inline LocalText lone_surrogate() {
  return {"en ensam surrogat är inget tecken", "a lone surrogate is no character"};
}
inline LocalText not_canonical() {
  return {"texten är inte skriven på kanonisk form", "the text is not in canonical form"};
}
inline LocalText no_canonical_form() {
  return {"värdet har ingen kanonisk form", "the value has no canonical form"};
}

}  // namespace stadga::messages
