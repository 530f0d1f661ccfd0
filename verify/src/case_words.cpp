// case_words.cpp - see case_words.h. Holds text for people.
#include "case_words.h"

#include <vector>

namespace stadga::verify {
namespace {

std::string say(MessageLanguage language, const char* sv, const char* en) {
  return language == MessageLanguage::kSwedish ? sv : en;
}

}  // namespace

std::string value_words(const Json& value, MessageLanguage language) {
  if (value.is_null()) return say(language, "inget", "none");
  if (const auto* truth = value.as_bool())
    return *truth ? say(language, "ja", "yes") : say(language, "nej", "no");
  if (const auto* items = value.as_array()) {
    std::string out;
    for (const auto& item : *items) out += (out.empty() ? "" : ", ") + value_words(item, language);
    return "[ " + out + (out.empty() ? "]" : " ]");
  }
  if (const auto* record = value.as_object()) {
    const bool assessed = record->contains("value") && record->contains("assessor");
    if (assessed) return value_words(record->at("value"), language);
    std::string out;
    for (const auto& [key, field] : *record) {
      out += (out.empty() ? "" : ", ") + key + " = " + value_words(field, language);
    }
    return "{ " + out + (out.empty() ? "}" : " }");
  }
  const auto* text = value.as_string();
  return text != nullptr ? *text : canonical_or_die(value);
}

std::string case_words(const engine::Ruleset& ruleset, const Json& case_file,
                       MessageLanguage language, bool plain) {
  std::vector<std::string> parts;
  const Json* facts = case_file.find("facts");
  for (const auto& fact : ruleset.facts) {
    const Json* value = facts == nullptr ? nullptr : facts->find(fact.name);
    if (value == nullptr) continue;
    parts.push_back(fact.name + " = " + value_words(*value, language));
  }
  if (const Json* day = case_file.find("decision_date")) {
    parts.push_back(say(language, "beslutsdag ", "decision day ") + value_words(*day, language));
  }
  if (const Json* code = case_file.find("municipality")) {
    parts.push_back(say(language, "kommun ", "municipality ") + value_words(*code, language));
  }
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : plain ? ", " : " · ") + part;
  return out;
}

}  // namespace stadga::verify
