#include "cli/schema_validator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>

#include "stadga/base/text.h"

namespace stadga::test {
namespace {

// std::regex reads bytes: the letters outside ASCII are left out, and no test needs them.
const std::regex& compiled(const std::string& pattern) {
  static std::map<std::string, std::regex> known;
  const auto found = known.find(pattern);
  if (found != known.end()) return found->second;
  std::string ascii = pattern;
  const std::string letters = "\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F";
  if (const auto at = ascii.find(letters); at != std::string::npos) ascii.erase(at, letters.size());
  return known.emplace(pattern, std::regex(ascii)).first->second;
}

class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  bool ok(const Json& schema, const Json& value) {
    if (const bool* always = schema.as_bool()) return *always;
    for (const auto& [key, rule] : *schema.as_object()) {
      if (!keyword(key, rule, schema, value)) return false;
    }
    return true;
  }

 private:
  bool keyword(const std::string& key, const Json& rule, const Json& schema, const Json& value) {
    static const std::vector<std::string> kNotes{"$schema", "$defs", "$comment", "title", "description", "format", "then"};
    if (std::find(kNotes.begin(), kNotes.end(), key) != kNotes.end()) return true;
    if (key == "$ref") return ok(*root_.find("$defs")->find(rule.as_string()->substr(8)), value);
    if (key == "type") return has_type(*rule.as_string(), value);
    if (key == "enum") return std::count(rule.as_array()->begin(), rule.as_array()->end(), value) > 0;
    if (key == "anyOf") return std::any_of(rule.as_array()->begin(), rule.as_array()->end(), [&](const Json& s) { return ok(s, value); });
    if (key == "allOf") return std::all_of(rule.as_array()->begin(), rule.as_array()->end(), [&](const Json& s) { return ok(s, value); });
    if (key == "not") return !ok(rule, value);
    if (key == "if") return !ok(rule, value) || ok(*schema.find("then"), value);
    if (key == "properties") return properties(rule, value);
    if (key == "additionalProperties") return closed(*schema.find("properties"), value);
    if (key == "required") return required(rule, value);
    return sized(key, rule, value);
  }

  bool sized(const std::string& key, const Json& rule, const Json& value) {
    const std::int64_t* number = value.as_int();
    const std::string* text = value.as_string();
    const JsonArray* list = value.as_array();
    if (key == "minimum") return number == nullptr || *number >= *rule.as_int();
    if (key == "maximum") return number == nullptr || *number <= *rule.as_int();
    if (key == "minLength") return text == nullptr || count_code_points(*text) >= static_cast<std::size_t>(*rule.as_int());
    if (key == "maxLength") return text == nullptr || count_code_points(*text) <= static_cast<std::size_t>(*rule.as_int());
    if (key == "pattern") return text == nullptr || std::regex_search(*text, compiled(*rule.as_string()));
    if (key == "minItems") return list == nullptr || list->size() >= static_cast<std::size_t>(*rule.as_int());
    if (key == "maxItems") return list == nullptr || list->size() <= static_cast<std::size_t>(*rule.as_int());
    if (key == "items") return list == nullptr || std::all_of(list->begin(), list->end(), [&](const Json& v) { return ok(rule, v); });
    ADD_FAILURE() << "keyword " << key;
    return false;
  }

  static bool has_type(const std::string& type, const Json& value) {
    if (type == "object") return value.as_object() != nullptr;
    if (type == "array") return value.as_array() != nullptr;
    if (type == "string") return value.as_string() != nullptr;
    if (type == "integer") return value.as_int() != nullptr;
    if (type == "boolean") return value.as_bool() != nullptr;
    return type == "null" && value.is_null();
  }
  bool properties(const Json& rule, const Json& value) {
    const JsonObject* object = value.as_object();
    return object == nullptr || std::all_of(object->begin(), object->end(), [&](const auto& member) {
             const Json* schema = rule.find(member.first);
             return schema == nullptr || ok(*schema, member.second);
           });
  }
  static bool closed(const Json& known, const Json& value) {
    const JsonObject* object = value.as_object();
    return object == nullptr || std::all_of(object->begin(), object->end(),
                                            [&](const auto& member) { return known.find(member.first) != nullptr; });
  }
  static bool required(const Json& names, const Json& value) {
    return value.as_object() == nullptr || std::all_of(names.as_array()->begin(), names.as_array()->end(), [&](const Json& name) {
             return value.find(*name.as_string()) != nullptr;
           });
  }

  const Json& root_;
};

}  // namespace

bool validates(const Json& schema, const Json& value) { return Validator(schema).ok(schema, value); }

}  // namespace stadga::test
