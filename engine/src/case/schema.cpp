// schema.cpp - one schema for each type; every value may also be `{"unknown": "why"}`.
#include "stadga/engine/schema.h"

#include <algorithm>

#include "case/schema_patterns.h"
#include "stadga/engine/case.h"

namespace stadga::engine {
namespace {

// Characters that no text of a case may hold, as far as a schema can say it.
constexpr const char* kNoControls = "^[^\\u0000-\\u001F\\u007F]*$";
constexpr const char* kNotBlank = "\\S";

Json reference(const char* name) { return JsonObject{{"$ref", std::string("#/$defs/") + name}}; }

Json closed(JsonObject properties, JsonArray required) {
  JsonObject out{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

Json pattern(const std::string& text) { return JsonObject{{"pattern", text}}; }

Json date_schema(Date from, Date to) {
  JsonArray patterns{pattern(calendar_pattern())};
  if (from != kMinDate || to != kMaxDate) {
    patterns.push_back(pattern("^" + between_pattern(to_string(from), to_string(to)) + "$"));
  }
  return JsonObject{{"type", "string"}, {"format", "date"}, {"allOf", std::move(patterns)}};
}

Json money_schema(const Type& type) {
  const std::int64_t least = type.min >= 0 ? (type.min + 99) / 100 : type.min / 100;
  const std::int64_t most = type.max >= 0 ? type.max / 100 : -((-type.max + 99) / 100);
  const Json text = JsonObject{{"type", "string"}, {"pattern", amount_pattern(type.min, type.max)}};
  const Json whole = JsonObject{{"type", "integer"}, {"minimum", least}, {"maximum", most}};
  return JsonObject{{"anyOf", JsonArray{text, whole}}};
}

Json identifier_schema(const Type& type) {
  JsonArray patterns{pattern(kNoControls), pattern(kNotBlank)};
  if (!type.pattern.empty()) patterns.push_back(pattern(shape_pattern(type.pattern)));
  return JsonObject{{"type", "string"},
                    {"minLength", type.min_length},
                    {"maxLength", type.max_length},
                    {"allOf", std::move(patterns)}};
}

class SchemaWriter {
 public:
  explicit SchemaWriter(const Ruleset& ruleset) : ruleset_(ruleset) {}

  // A value where it may be unknown.
  [[nodiscard]] Json value(const Type& type, const std::vector<Alias>& aliases) const {
    JsonArray ways = type.assessment ? JsonArray{assessment(type, aliases)} : known(type, aliases);
    ways.push_back(reference("unknown"));
    return JsonObject{{"anyOf", std::move(ways)}};
  }

 private:
  // The ways to write a known value: its type's own, `null` where it may be inget, declared spellings.
  [[nodiscard]] JsonArray known(const Type& type, const std::vector<Alias>& aliases) const {
    JsonArray ways{plain(type)};
    if (type.optional) ways.push_back(JsonObject{{"type", "null"}});
    JsonArray spellings;
    for (const Alias& alias : aliases) spellings.emplace_back(alias.text);
    if (!spellings.empty()) ways.push_back(JsonObject{{"enum", std::move(spellings)}});
    return ways;
  }

  [[nodiscard]] Json assessment(const Type& type, const std::vector<Alias>& aliases) const {
    JsonArray ways = known(type, aliases);
    Json judged = ways.size() == 1 ? std::move(ways.front()) : Json(JsonObject{{"anyOf", std::move(ways)}});
    return closed({{"value", std::move(judged)}, {"assessor", reference("words")}, {"reason", reference("words")}},
                  {"assessor", "reason", "value"});
  }

  [[nodiscard]] Json plain(const Type& type) const {
    switch (type.kind) {
      case TypeKind::kBool: return JsonObject{{"type", "boolean"}};
      case TypeKind::kEnum: return choice(type);
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays:
        return JsonObject{{"type", "integer"}, {"minimum", type.min}, {"maximum", type.max}};
      case TypeKind::kDate: return date_schema(type.min_date, type.max_date);
      case TypeKind::kMoney: return money_schema(type);
      case TypeKind::kIdentifier:
      case TypeKind::kPattern: return identifier_schema(type);
      case TypeKind::kRecord: return record(type);
      case TypeKind::kList: return list(type);
    }
    return false;
  }

  [[nodiscard]] Json choice(const Type& type) const {
    JsonArray values;
    for (const std::string& name : ruleset_.at(type.enumeration).values) values.emplace_back(name);
    return JsonObject{{"enum", std::move(values)}};
  }

  [[nodiscard]] Json record(const Type& type) const {
    JsonObject fields;
    for (const Field& field : ruleset_.at(type.record).fields) fields.emplace(field.name, value(field.type, field.aliases));
    return closed(std::move(fields), {});
  }

  // The element of a bare record is its one field's value.
  [[nodiscard]] Json element(const Type& type) const {
    const Record& shape = ruleset_.at(type.record);
    if (shape.bare) return value(shape.fields.front().type, shape.fields.front().aliases);
    return JsonObject{{"anyOf", JsonArray{record(type), reference("unknown")}}};
  }

  [[nodiscard]] Json list(const Type& type) const {
    JsonObject out{{"type", "array"},
                   {"maxItems", type.max_items},
                   {"items", element(type)}};
    if (type.non_empty) out["minItems"] = 1;
    return out;
  }

  const Ruleset& ruleset_;
};

Json fact_schema(const Ruleset& ruleset, const Fact& fact) {
  Json out = SchemaWriter(ruleset).value(fact.type, fact.aliases);
  if (!fact.question.empty()) out.as_object()->emplace("description", fact.question);
  return out;
}

Json provenance_schema(const Fact& fact) {
  JsonArray sources;
  for (const std::string& source : fact.sources) sources.emplace_back(source);
  const Json source = sources.empty() ? reference("short_text") : Json(JsonObject{{"enum", std::move(sources)}});
  JsonArray required{"source"};
  if (fact.max_age_days && fact.provenance_required) required.emplace_back("at");
  return closed({{"source", source}, {"at", reference("time")}, {"document", reference("short_text")}},
                std::move(required));
}

JsonObject definitions() {
  const std::string clock = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?Z";
  std::string day = calendar_pattern();
  day.pop_back();
  return {{"unknown", closed({{"unknown", reference("words")}}, {"unknown"})},
          {"words", JsonObject{{"type", "string"}, {"pattern", kNotBlank}}},
          {"short_text",
           JsonObject{{"type", "string"}, {"minLength", 1}, {"maxLength", 200}, {"pattern", kNoControls}}},
          {"time", JsonObject{{"type", "string"}, {"pattern", day + "(?:" + clock + ")?$"}}}};
}

// The codes that have a file of their own, or any four digits; absent where none is accepted.
void add_municipality(const Package& package, JsonObject& properties, JsonArray& required) {
  if (package.base.header.all_municipalities) {
    properties["municipality"] = JsonObject{{"type", "string"}, {"pattern", "^[0-9]{4}$"}};
  } else if (!package.municipal.empty()) {
    JsonArray codes;
    for (const auto& [code, ruleset] : package.municipal) {
      static_cast<void>(ruleset);
      codes.emplace_back(code);
    }
    properties["municipality"] = JsonObject{{"enum", std::move(codes)}};
  }
  if (needs_municipality(package)) required.emplace_back("municipality");
}

// A known fact that must come with its provenance.
Json needs_provenance(const Fact& fact) {
  const Json known = JsonObject{{"not", reference("unknown")}};
  const Json has_fact = JsonObject{{"required", JsonArray{fact.name}},
                                   {"properties", JsonObject{{fact.name, known}}}};
  const Json when = JsonObject{{"required", JsonArray{"facts"}}, {"properties", JsonObject{{"facts", has_fact}}}};
  const Json then =
      JsonObject{{"required", JsonArray{"provenance"}},
                 {"properties", JsonObject{{"provenance", JsonObject{{"required", JsonArray{fact.name}}}}}}};
  return JsonObject{{"if", when}, {"then", then}};
}

}  // namespace

Json case_schema(const Package& package) {
  const Ruleset& ruleset = package.base;
  JsonObject facts;
  JsonObject provenance;
  JsonArray rules;
  for (const Fact& fact : ruleset.facts) {
    facts.emplace(fact.name, fact_schema(ruleset, fact));
    provenance.emplace(fact.name, provenance_schema(fact));
    if (fact.provenance_required) rules.push_back(needs_provenance(fact));
  }
  JsonObject properties{{"case_id", reference("short_text")},
                        {"request_id", reference("short_text")},
                        {"purpose", reference("short_text")},
                        {"decision_date", date_schema(kMinDate, kMaxDecisionDate)},
                        {"facts", closed(std::move(facts), {})},
                        {"provenance", closed(std::move(provenance), {})}};
  JsonArray required{"decision_date"};
  add_municipality(package, properties, required);
  Json out = closed(std::move(properties), std::move(required));
  JsonObject& top = *out.as_object();
  top["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  top["title"] = ruleset.header.title;
  top["$comment"] = ruleset.header.name + " " + ruleset.header.version + " " + ruleset.hash;
  top["$defs"] = definitions();
  if (!rules.empty()) top["allOf"] = std::move(rules);
  return out;
}

}  // namespace stadga::engine
