// reader.h - strict reading of canonical objects: every member is checked and none is left over.
//
// The first mistake is kept and everything after it reads as a default, so that callers need no
// check after every member; they ask `failed()` at the end. No exceptions.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/names.h"
#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

// Where the first mistake of a whole bundle is kept.
struct ReadFailure {
  std::optional<std::string> path;
  void note(const std::string& where) {
    if (!path) path = where;
  }
  [[nodiscard]] bool failed() const { return path.has_value(); }
};

class ObjectReader {
 public:
  ObjectReader(const Json& json, std::string path, ReadFailure& failure)
      : object_(json.as_object()), path_(std::move(path)), failure_(failure) {
    if (object_ == nullptr) failure_.note(path_);
  }
  ObjectReader(const ObjectReader&) = delete;
  ObjectReader& operator=(const ObjectReader&) = delete;
  // Whatever nobody asked for is a mistake.
  ~ObjectReader() {
    if (object_ == nullptr) return;
    for (const auto& [key, value] : *object_) {
      static_cast<void>(value);
      if (!asked_.contains(key)) failure_.note(pointer(path_, key));
    }
  }

  [[nodiscard]] std::string at(std::string_view key) const { return pointer(path_, key); }
  void fail(std::string_view key) { failure_.note(at(key)); }

  // Another reader takes the other members.
  void ignore_rest() {
    if (object_ == nullptr) return;
    for (const auto& [key, value] : *object_) {
      static_cast<void>(value);
      asked_.insert(key);
    }
  }

  // nullptr when absent; with `required` that is a mistake.
  const Json* member(const char* key, bool required = false) {
    asked_.insert(key);
    const Json* found = nullptr;
    if (object_ != nullptr) {
      const auto place = object_->find(key);
      if (place != object_->end()) found = &place->second;
    }
    if (found == nullptr && required) fail(key);
    return found;
  }

  bool flag(const char* key) {
    const Json* found = member(key);
    if (found == nullptr) return false;
    const bool* value = found->as_bool();
    if (value == nullptr || !*value) fail(key);  // false is left out
    return value != nullptr && *value;
  }

  std::string text(const char* key, bool required = false) {
    const Json* found = member(key, required);
    if (found == nullptr) return "";
    const std::string* value = found->as_string();
    if (value == nullptr) fail(key);
    return value == nullptr ? "" : *value;
  }

  std::int64_t number(const char* key, bool required = false) {
    const Json* found = member(key, required);
    if (found == nullptr) return 0;
    const auto value = number_of(*found);
    if (!value) fail(key);
    return value.value_or(0);
  }

  std::uint32_t small(const char* key) {
    const std::int64_t value = number(key);
    if (value < 0 || value > INT32_MAX) fail(key);
    return value < 0 || value > INT32_MAX ? 0 : static_cast<std::uint32_t>(value);
  }

  std::optional<Date> date(const char* key) {
    const Json* found = member(key);
    if (found == nullptr) return std::nullopt;
    const std::optional<Date> value = date_of(*found);
    if (!value) fail(key);
    return value;
  }

  // A closed interval of days, [from, to].
  DateInterval interval(const char* key) {
    DateInterval out;
    const Json* found = member(key, true);
    const JsonArray* both = found == nullptr ? nullptr : found->as_array();
    const bool two = both != nullptr && both->size() == 2;
    const auto from = two ? date_of((*both)[0]) : std::nullopt;
    const auto to = two ? date_of((*both)[1]) : std::nullopt;
    if (from && to) {
      out = {*from, *to};
    } else {
      fail(key);
    }
    return out;
  }

  const JsonArray& list(const char* key, bool required = false) {
    static const JsonArray kEmpty;
    const Json* found = member(key, required);
    if (found == nullptr) return kEmpty;
    if (found->as_array() == nullptr) fail(key);
    return found->as_array() == nullptr ? kEmpty : *found->as_array();
  }

  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> out;
    for (const Json& element : list(key)) {
      if (const std::string* text = element.as_string()) {
        out.push_back(*text);
      } else {
        fail(key);
      }
    }
    return out;
  }

  template <typename E>
  E word_of(const char* key, std::optional<E> otherwise = std::nullopt) {
    const Json* found = member(key, !otherwise.has_value());
    if (found == nullptr) return otherwise.value_or(E{});
    const std::string* text = found->as_string();
    const std::optional<E> value = text == nullptr ? std::nullopt : from_word<E>(*text);
    if (!value) fail(key);
    return value.value_or(E{});
  }

  static std::optional<Date> date_of(const Json& json) {
    const std::string* text = json.as_string();
    return text == nullptr ? std::nullopt : parse_date(*text);
  }

  // Numbers beyond +-(2^53 - 1) are written as text.
  static std::optional<std::int64_t> number_of(const Json& json) {
    if (const std::int64_t* value = json.as_int()) return *value;
    const std::string* text = json.as_string();
    return text == nullptr ? std::nullopt : wide_number(*text);
  }

 private:
  static std::optional<std::int64_t> wide_number(const std::string& text) {
    constexpr std::size_t kMostDigits = 19;
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    if (text.size() == sign || text.size() - sign > kMostDigits || text[sign] == '0') {
      return std::nullopt;
    }
    std::uint64_t size = 0;
    for (const char c : std::string_view(text).substr(sign)) {
      if (c < '0' || c > '9') return std::nullopt;
      size = size * 10 + static_cast<std::uint64_t>(c - '0');
    }
    const std::uint64_t limit = static_cast<std::uint64_t>(INT64_MAX) + sign;
    if (size > limit || size <= static_cast<std::uint64_t>(kMaxExact)) return std::nullopt;
    return sign == 1 ? static_cast<std::int64_t>(0 - size) : static_cast<std::int64_t>(size);
  }

  const JsonObject* object_;
  std::string path_;
  ReadFailure& failure_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace stadga::engine
