// write_parts.cpp - types, citations, literals, texts and provisions in the canonical form.
#include "model/write_parts.h"

#include "model/names.h"
#include "model/write.h"
#include "stadga/base/money.h"

namespace stadga::engine {

Json number_json(std::int64_t value) {
  if (value >= -kMaxExact && value <= kMaxExact) return value;
  return std::to_string(value);
}

namespace write_parts {
namespace {

void put_optional_date(JsonObject& out, const char* key, const std::optional<Date>& date) {
  if (date) out[key] = to_string(*date);
}

Json guideline_json(const Ruleset& ruleset, const Guideline& guideline) {
  JsonObject out{{"condition", expr_json(ruleset, guideline.condition)}};
  if (guideline.applies.valid()) out["applies"] = expr_json(ruleset, guideline.applies);
  put(out, "text_for", text_json(ruleset, guideline.text_for));
  put(out, "text_against", text_json(ruleset, guideline.text_against));
  put(out, "citations", citations_json(ruleset, guideline.citations));
  return out;
}

}  // namespace

JsonArray strings(const std::vector<std::string>& list) {
  return JsonArray(list.begin(), list.end());
}

Json interval_json(const DateInterval& days) {
  return JsonArray{to_string(days.from), to_string(days.to)};
}

Json validity_json(const Validity& validity) {
  JsonObject out{{"days", interval_json(validity.days)}};
  put(out, "first_unknown", !validity.first_known);
  put(out, "introduced", validity.introduced);
  put(out, "repealed", validity.repealed);
  return out;
}

Json type_json(const Ruleset& ruleset, const Type& type) {
  JsonObject out{{"kind", word(type.kind)}};
  put(out, "assessment", type.assessment);
  put(out, "optional", type.optional);
  if (type.min != 0) out["min"] = number_json(type.min);
  if (type.max != 0) out["max"] = number_json(type.max);
  if (type.min_date != kMinDate) out["min_date"] = to_string(type.min_date);
  if (type.max_date != kMaxDate) out["max_date"] = to_string(type.max_date);
  if (type.enumeration.valid()) {
    const Enumeration& enumeration = ruleset.at(type.enumeration);
    out["enum"] = JsonObject{{"name", enumeration.name}, {"values", strings(enumeration.values)}};
  }
  if (type.record.valid()) out["record"] = ruleset.at(type.record).name;
  if (type.max_items != 0) out["max_items"] = type.max_items;
  put(out, "non_empty", type.non_empty);
  put(out, "pattern", type.pattern);
  if (type.min_length != 0) out["min_length"] = type.min_length;
  if (type.max_length != 0) out["max_length"] = type.max_length;
  return out;
}

JsonArray citations_json(const Ruleset& ruleset, const std::vector<Citation>& list) {
  JsonArray out;
  for (const Citation& citation : list) {
    JsonObject entry;
    if (citation.source.valid()) entry["source"] = ruleset.at(citation.source).name;
    put(entry, "chapter", citation.chapter);
    put(entry, "section", citation.section);
    put(entry, "stycke", citation.stycke);
    put(entry, "mening", citation.mening);
    put(entry, "punkt", citation.punkt);
    put(entry, "wording", citation.wording);
    put(entry, "quote", citation.quote);
    out.emplace_back(std::move(entry));
  }
  return out;
}

Json literal_json(const Ruleset& ruleset, const Type& type, const Literal& literal) {
  struct Write {
    const Ruleset& ruleset;
    const Type& type;
    Json operator()(bool v) const { return v; }
    Json operator()(std::int64_t v) const { return number_json(v); }
    Json operator()(Money v) const { return number_json(v.ore); }
    Json operator()(Date v) const { return to_string(v); }
    Json operator()(EnumLiteral v) const {
      return type.enumeration.valid() ? ruleset.at(type.enumeration).values.at(v.index)
                                      : std::to_string(v.index);
    }
    Json operator()(const std::string& v) const { return v; }
  };
  return std::visit(Write{ruleset, type}, literal);
}

Json dated_value_json(const Ruleset& ruleset, const Type& type, const DatedValue& value) {
  JsonObject out{{"validity", validity_json(value.validity)}};
  if (value.value) out["value"] = literal_json(ruleset, type, *value.value);
  put(out, "citations", citations_json(ruleset, value.citations));
  put(out, "from_overlay", value.from_overlay);
  return out;
}

JsonArray text_json(const Ruleset& ruleset, const Text& text) {
  JsonArray out;
  for (const TextPiece& piece : text) {
    if (piece.value.valid()) {
      out.emplace_back(JsonObject{{"expr", expr_json(ruleset, piece.value)}});
    } else {
      out.emplace_back(piece.literal);
    }
  }
  return out;
}

}  // namespace write_parts

using namespace write_parts;  // NOLINT(google-build-using-namespace)

Json source_json(const Source& source) {
  JsonObject out{{"name", source.name}, {"weight", word(source.weight)}};
  put(out, "act", source.act);
  put(out, "title", source.title);
  put_optional_date(out, "verified_to", source.verified_to);
  put_optional_date(out, "decided", source.decided);
  put(out, "note", source.note);
  put(out, "from_overlay", source.from_overlay);
  return out;
}

Json cited_source_json(const Source& source) {
  Json out = source_json(source);
  out.as_object()->erase("verified_to");
  return out;
}

Json parameter_json(const Ruleset& ruleset, const Parameter& parameter) {
  JsonObject out{{"name", parameter.name}, {"type", type_json(ruleset, parameter.type)}};
  put(out, "municipal", parameter.municipal);
  put(out, "guideline", parameter.guideline);
  if (parameter.only_in_favour != Favour::kNone) out["favour"] = word(parameter.only_in_favour);
  put(out, "title", parameter.title);
  put(out, "citations", citations_json(ruleset, parameter.citations));
  JsonArray values;
  for (const DatedValue& value : parameter.values) {
    values.push_back(dated_value_json(ruleset, parameter.type, value));
  }
  put(out, "values", std::move(values));
  return out;
}

Json requirement_json(const Ruleset& ruleset, const Requirement& requirement) {
  JsonObject out{{"id", requirement.id},
                 {"title", requirement.title},
                 {"kind", word(requirement.kind)},
                 {"validity", validity_json(requirement.validity)},
                 {"condition", expr_json(ruleset, requirement.condition)}};
  put(out, "citations", citations_json(ruleset, requirement.citations));
  if (requirement.applies.valid()) out["applies"] = expr_json(ruleset, requirement.applies);
  if (requirement.not_shown_when.valid()) {
    out["not_shown_when"] = expr_json(ruleset, requirement.not_shown_when);
  }
  put(out, "text_met", text_json(ruleset, requirement.text_met));
  put(out, "text_not_met", text_json(ruleset, requirement.text_not_met));
  put(out, "text_not_shown", text_json(ruleset, requirement.text_not_shown));
  JsonArray guidelines;
  for (const Guideline& guideline : requirement.guidelines) {
    guidelines.push_back(guideline_json(ruleset, guideline));
  }
  put(out, "guidelines", std::move(guidelines));
  put(out, "sufficient_alone", requirement.sufficient_alone);
  put(out, "sufficient_author", requirement.sufficient_author);
  put(out, "sufficient_reason", requirement.sufficient_reason);
  if (requirement.law_day.valid()) out["law_day"] = expr_json(ruleset, requirement.law_day);
  put(out, "trial", requirement.trial);
  put(out, "from_overlay", requirement.from_overlay);
  return out;
}

Json rule_json(const Ruleset& ruleset, const Rule& rule) {
  JsonObject out{{"id", rule.id}, {"validity", validity_json(rule.validity)}};
  put(out, "title", rule.title);
  put(out, "citations", citations_json(ruleset, rule.citations));
  if (rule.term.valid()) out["term"] = ruleset.at(rule.term).name;
  put(out, "requirement", rule.requirement);
  put(out, "concludes_met", rule.concludes_met);
  if (rule.condition.valid()) out["condition"] = expr_json(ruleset, rule.condition);
  if (rule.conclusion.valid()) out["conclusion"] = expr_json(ruleset, rule.conclusion);
  put(out, "goes_before", strings(rule.goes_before));
  put(out, "default", rule.is_default);
  if (rule.law_day.valid()) out["law_day"] = expr_json(ruleset, rule.law_day);
  put(out, "practices", citations_json(ruleset, rule.practices));
  put(out, "trial", rule.trial);
  put(out, "text", text_json(ruleset, rule.text));
  put(out, "from_overlay", rule.from_overlay);
  return out;
}

}  // namespace stadga::engine
