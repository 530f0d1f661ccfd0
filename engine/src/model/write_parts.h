// write_parts.h - the small pieces that the canonical form is made of.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine::write_parts {

// Members that hold their default are left out.
inline void put(JsonObject& out, const char* key, bool value) {
  if (value) out[key] = true;
}
inline void put(JsonObject& out, const char* key, const std::string& value) {
  if (!value.empty()) out[key] = value;
}
inline void put(JsonObject& out, const char* key, JsonArray value) {
  if (!value.empty()) out[key] = std::move(value);
}

[[nodiscard]] JsonArray strings(const std::vector<std::string>& list);
[[nodiscard]] Json interval_json(const DateInterval& days);
[[nodiscard]] Json validity_json(const Validity& validity);
[[nodiscard]] Json type_json(const Ruleset& ruleset, const Type& type);
[[nodiscard]] JsonArray citations_json(const Ruleset& ruleset, const std::vector<Citation>& list);
[[nodiscard]] Json literal_json(const Ruleset& ruleset, const Type& type, const Literal& literal);
[[nodiscard]] Json dated_value_json(const Ruleset& ruleset, const Type& type,
                                    const DatedValue& value);
[[nodiscard]] JsonArray aliases_json(const Ruleset& ruleset, const Type& type,
                                     const std::vector<Alias>& list);
[[nodiscard]] JsonArray text_json(const Ruleset& ruleset, const Text& text);

}  // namespace stadga::engine::write_parts
