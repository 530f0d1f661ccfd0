// messages.h - what is said about a case that cannot be accepted, in both languages.
// Lower case, no full stop; user text in backticks and made printable. Holds text outside ASCII.
#pragma once
#include <string>
#include <string_view>

#include "stadga/base/result.h"
#include "stadga/base/text.h"

namespace stadga::engine::messages {

inline std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 80;  // bytes; long user text is cut at a character
  std::size_t end = text.size();
  if (end > kShown) {
    end = kShown;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  return "`" + printable(text.substr(0, end)) + (end < text.size() ? "…`" : "`");
}

inline LocalText at_byte(const LocalText& text, std::size_t offset) {
  const std::string n = std::to_string(offset);
  return {text.sv + " (byte " + n + ")", text.en + " (byte " + n + ")"};
}
inline LocalText not_object(const LocalText& what) {
  return {what.sv + " ska vara ett objekt", what.en + " must be an object"};
}
inline LocalText member_missing(std::string_view key) {
  return {quoted(key) + " saknas", quoted(key) + " is missing"};
}
inline LocalText unknown_key(std::string_view key, std::string_view nearest) {
  LocalText text{"okänd nyckel " + quoted(key), "unknown key " + quoted(key)};
  if (!nearest.empty()) {
    text.sv += "; menade du " + quoted(nearest) + "?";
    text.en += "; did you mean " + quoted(nearest) + "?";
  }
  return text;
}
inline LocalText wrong_type(const LocalText& expected, const LocalText& found) {
  return {"här ska stå " + expected.sv + ", inte " + found.sv,
          expected.en + " is needed here, not " + found.en};
}
inline LocalText outside(const std::string& value, const std::string& low,
                         const std::string& high) {
  return {value + " ligger utanför " + low + " till " + high,
          value + " lies outside " + low + " to " + high};
}
inline LocalText no_such_value(std::string_view value, const std::string& allowed,
                               std::string_view nearest) {
  LocalText text{quoted(value) + " är inget av värdena " + allowed,
                 quoted(value) + " is none of the values " + allowed};
  if (!nearest.empty()) {
    text.sv += "; menade du " + quoted(nearest) + "?";
    text.en += "; did you mean " + quoted(nearest) + "?";
  }
  return text;
}
inline LocalText not_a_date(std::string_view value) {
  return {quoted(value) + " är inget datum ÅÅÅÅ-MM-DD mellan 1900-01-01 och 2199-12-31",
          quoted(value) + " is no date YYYY-MM-DD between 1900-01-01 and 2199-12-31"};
}
inline LocalText not_money(std::string_view value) {
  return {quoted(value) + " är inget belopp; skriv t.ex. \"5220.00\" eller \"5220\"",
          quoted(value) + " is no amount; write for example \"5220.00\" or \"5220\""};
}
inline LocalText identifier_length(std::size_t length, std::uint32_t low, std::uint32_t high) {
  const std::string n = std::to_string(length);
  const std::string range = std::to_string(low) + "-" + std::to_string(high);
  return {"beteckningen har " + n + " tecken men ska ha " + range,
          "the identifier has " + n + " characters but must have " + range};
}
inline LocalText identifier_control() {
  return {"beteckningen innehåller styrtecken", "the identifier contains control characters"};
}
inline LocalText identifier_blank() {
  return {"beteckningen består bara av blanktecken", "the identifier consists of blanks only"};
}
inline LocalText identifier_pattern(std::string_view value, std::string_view pattern) {
  return {quoted(value) + " är inte skriven som " + quoted(pattern),
          quoted(value) + " is not written as " + quoted(pattern)};
}
inline LocalText too_many(std::size_t count, std::uint32_t limit) {
  const std::string n = std::to_string(count);
  const std::string most = std::to_string(limit);
  return {"listan har " + n + " poster men får ha högst " + most,
          "the list has " + n + " items but may have at most " + most};
}
inline LocalText empty_list() { return {"listan får inte vara tom", "the list must not be empty"}; }
inline LocalText null_not_allowed() {
  return {
      "null betyder att det är känt att det inte finns något, och det kan inte sägas här; "
      "utelämna uppgiften om den är okänd",
      "null says that there is known to be none, which cannot be said here; leave the fact "
      "out if it is unknown"};
}
inline LocalText bare_assessment() {
  return {
      "en bedömning skrivs {\"value\": …, \"assessor\": …, \"reason\": …}: vem som har bedömt "
      "och varför",
      "an assessment is written {\"value\": …, \"assessor\": …, \"reason\": …}: who judged and "
      "why"};
}
inline LocalText assessment_member(std::string_view key) {
  return {"en bedömning behöver " + quoted(key) + ", en text som inte är tom",
          "an assessment needs " + quoted(key) + ", a text that is not empty"};
}
inline LocalText assessment_value() {
  return {"en bedömning behöver `value`", "an assessment needs `value`"};
}
inline LocalText too_many_decimals(std::string_view number, int allowed) {
  return {quoted(number) + " har fler decimaler än " + std::to_string(allowed),
          quoted(number) + " has more decimals than " + std::to_string(allowed)};
}
inline LocalText unknown_reason() {
  return {"`unknown` ska vara en text som säger varför uppgiften är okänd",
          "`unknown` must be a text that says why the fact is unknown"};
}
inline LocalText decision_date_range() {
  return {"beslutsdagen ska ligga mellan 1900-01-01 och 2099-12-31",
          "the decision day must lie between 1900-01-01 and 2099-12-31"};
}
inline LocalText municipality_digits() {
  return {"kommunkoden ska vara en text med fyra siffror",
          "the municipality code must be a text of four digits"};
}
inline LocalText municipality_unknown(std::string_view code, const std::string& known) {
  return {"regelverket har ingen fil för kommun " + quoted(code) +
              (known.empty() ? "" : "; det har " + known),
          "the rule set has no file for municipality " + quoted(code) +
              (known.empty() ? "" : "; it has " + known)};
}
inline LocalText municipality_required() {
  return {"`municipality` saknas: regelverket lämnar något åt varje kommun att bestämma",
          "`municipality` is missing: the rule set leaves something to each municipality"};
}
inline LocalText wrong_source(std::string_view source, const std::string& allowed) {
  return {quoted(source) + " får inte lämna uppgiften; den ska komma från " + allowed,
          quoted(source) + " may not supply the fact; it must come from " + allowed};
}
inline LocalText provenance_required() {
  return {"uppgiften ska lämnas med ursprung", "the fact must come with its provenance"};
}
inline LocalText bad_time(std::string_view value) {
  return {quoted(value) + " är varken ett datum eller en tid i UTC (2026-11-20T10:00:00Z)",
          quoted(value) + " is neither a date nor a time in UTC (2026-11-20T10:00:00Z)"};
}
inline LocalText after_decision_day(const std::string& date, const std::string& decision) {
  return {date + " är efter beslutsdagen " + decision,
          date + " is after the decision day " + decision};
}
inline LocalText bad_text(std::size_t limit) {
  const std::string n = std::to_string(limit);
  return {"här ska stå en text med 1 till " + n + " tecken, utan styrtecken",
          "a text of 1 to " + n + " characters without control characters is needed here"};
}

// What stands in the file, said in words.
inline LocalText found_null() { return {"null", "null"}; }
inline LocalText found_bool() { return {"true eller false", "true or false"}; }
inline LocalText not_text() { return {"något annat", "something else"}; }
inline LocalText found_number() { return {"ett tal", "a number"}; }
inline LocalText found_text() { return {"en text", "a text"}; }
inline LocalText found_list() { return {"en lista", "a list"}; }
inline LocalText found_object() { return {"ett objekt", "an object"}; }

inline LocalText expected_enum(const std::string& values) {
  return {"ett av värdena " + values, "one of the values " + values};
}
inline LocalText expected_integer(const std::string& low, const std::string& high) {
  return {"ett heltal " + low + " till " + high, "an integer " + low + " to " + high};
}
inline LocalText expected_date() { return {"ett datum \"ÅÅÅÅ-MM-DD\"", "a date \"YYYY-MM-DD\""}; }
inline LocalText expected_money() {
  return {"ett belopp, t.ex. \"5220.00\" eller 5220", "an amount, for example \"5220.00\" or 5220"};
}

inline LocalText the_case() { return {"ärendet", "the case"}; }
inline LocalText member(std::string_view key) { return {quoted(key), quoted(key)}; }

}  // namespace stadga::engine::messages
