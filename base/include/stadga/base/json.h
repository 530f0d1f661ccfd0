// json.h - strict reading and canonical writing of the SJ1 profile (docs/audit-format.md).
//
// SJ1 is a subset of RFC 8785: UTF-8 without byte order mark, unique sorted keys, integers within
// +-(2^53 - 1), strings in NFC without U+0000 or lone surrogates, depth at most 32.
// No third-party type appears here. Values are immutable in use and safe to share between threads.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "stadga/base/result.h"

namespace stadga {

class Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::map<std::string, Json, std::less<>>;  // sorted by bytes

struct JsonNull {
  friend bool operator==(const JsonNull&, const JsonNull&) = default;
};

class Json {
 public:
  Json() : value_(JsonNull{}) {}
  Json(bool v) : value_(v) {}                              // NOLINT(google-explicit-constructor)
  Json(int v) : value_(static_cast<std::int64_t>(v)) {}    // NOLINT(google-explicit-constructor)
  Json(std::int64_t v) : value_(v) {}                      // NOLINT(google-explicit-constructor)
  Json(std::uint32_t v) : value_(static_cast<std::int64_t>(v)) {}  // NOLINT
  Json(std::uint64_t v) : value_(static_cast<std::int64_t>(v)) {}  // NOLINT
  Json(std::string v) : value_(std::move(v)) {}            // NOLINT(google-explicit-constructor)
  Json(std::string_view v) : value_(std::string(v)) {}     // NOLINT(google-explicit-constructor)
  Json(const char* v) : value_(std::string(v)) {}          // NOLINT(google-explicit-constructor)
  Json(JsonArray v) : value_(std::move(v)) {}              // NOLINT(google-explicit-constructor)
  Json(JsonObject v) : value_(std::move(v)) {}             // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool is_null() const { return std::holds_alternative<JsonNull>(value_); }
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* as_int() const { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const JsonArray* as_array() const { return std::get_if<JsonArray>(&value_); }
  [[nodiscard]] const JsonObject* as_object() const { return std::get_if<JsonObject>(&value_); }
  [[nodiscard]] JsonArray* as_array() { return std::get_if<JsonArray>(&value_); }
  [[nodiscard]] JsonObject* as_object() { return std::get_if<JsonObject>(&value_); }
  // Member of an object, or nullptr when absent or when this is no object.
  [[nodiscard]] const Json* find(std::string_view key) const;
  // A number with decimals or exponent, kept as its text and never converted (money is read from
  // it by rule); only the strict reader makes one, and the canonical writer refuses it.
  struct Decimal {
    std::string text;
    friend bool operator==(const Decimal&, const Decimal&) = default;
  };
  Json(Decimal v) : value_(std::move(v)) {}                // NOLINT(google-explicit-constructor)
  [[nodiscard]] const Decimal* as_decimal() const { return std::get_if<Decimal>(&value_); }

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<JsonNull, bool, std::int64_t, std::string, JsonArray, JsonObject, Decimal> value_;
};

struct JsonLimits {
  std::size_t max_bytes = 1U << 20U;  // 1 MiB, as a case
  int max_depth = 32;
  bool require_canonical = false;  // for the log's own records: bytes must equal canonical(value)
};

// One problem of a JSON text. `path` is an RFC 6901 pointer where one is known; syntax errors,
// duplicate keys and bad UTF-8 name a byte offset.
struct JsonProblem {
  std::string code;  // S4001 too large, S4002 not UTF-8/BOM, S4003 syntax, S4004 duplicate key,
                     // S4005 depth, S4006 number, S4007 not NFC, S4008 forbidden character
  std::string path;
  std::size_t offset = 0;
  LocalText message;
};

// Strict reading: every deviation is reported, duplicate keys and bad UTF-8 end the list.
// Never throws; recursion is bounded by max_depth.
struct JsonReading {
  Json value;
  // Empty means value is good. With only S4006, S4007 and S4008 the value is there as well, so
  // that the caller can report its own findings too (a number out of range reads as 0).
  std::vector<JsonProblem> problems;
};
[[nodiscard]] JsonReading read_json(std::string_view text, const JsonLimits& limits = {});

// Canonical bytes. Precondition: integers within +-(2^53 - 1), valid UTF-8, no Decimal; a value
// that breaks it gives the internal error S9001 (never partial output).
[[nodiscard]] Result<std::string> canonical(const Json& value);
// For values that this program built itself and that hold by construction; aborts otherwise.
[[nodiscard]] std::string canonical_or_die(const Json& value);
// Two-space indented form for people; not canonical.
[[nodiscard]] std::string pretty(const Json& value);

// Appends "/token" with ~0 and ~1 escapes to an RFC 6901 pointer.
[[nodiscard]] std::string pointer(std::string_view parent, std::string_view token);
[[nodiscard]] std::string pointer(std::string_view parent, std::size_t index);

}  // namespace stadga
