#include "model/read_parts.h"

namespace stadga::engine {

template <typename T>
void ModelNames::take(const std::vector<T>& items, std::map<std::string, std::uint32_t>& names,
                      std::string T::*name, bool unique) {
  for (std::uint32_t i = static_cast<std::uint32_t>(unique ? names.size() : 0); i < items.size();
       ++i) {
    const bool fresh = names.try_emplace(items[i].*name, i).second;
    if (fresh || !unique) continue;
    failure_.note(items[i].*name);
    return;
  }
}

void ModelNames::refresh() {
  take(ruleset_.sources, sources_, &Source::name, true);
  take(ruleset_.records, records_, &Record::name, true);
  take(ruleset_.facts, facts_, &Fact::name, true);
  take(ruleset_.parameters, parameters_, &Parameter::name, true);
  take(ruleset_.terms, terms_, &Term::name, true);
  take(ruleset_.tables, tables_, &Table::name, true);
  take(ruleset_.requirements, requirements_, &Requirement::id, false);
}

std::uint32_t ModelNames::find(const std::map<std::string, std::uint32_t>& names,
                               const std::string& name, const std::string& path) {
  const auto place = names.find(name);
  if (place != names.end()) return place->second;
  failure_.note(path);
  return UINT32_MAX;
}

SourceId ModelNames::source(const std::string& name, const std::string& path) {
  return {find(sources_, name, path)};
}
RecordId ModelNames::record(const std::string& name, const std::string& path) {
  return {find(records_, name, path)};
}
FactId ModelNames::fact(const std::string& name, const std::string& path) {
  return {find(facts_, name, path)};
}
ParameterId ModelNames::parameter(const std::string& name, const std::string& path) {
  return {find(parameters_, name, path)};
}
TermId ModelNames::term(const std::string& name, const std::string& path) {
  return {find(terms_, name, path)};
}
TableId ModelNames::table(const std::string& name, const std::string& path) {
  return {find(tables_, name, path)};
}
RequirementId ModelNames::requirement(const std::string& id, const std::string& path) {
  return {find(requirements_, id, path)};
}

EnumId ModelNames::enumeration(const Enumeration& wanted, const std::string& path) {
  for (std::uint32_t i = 0; i < ruleset_.enumerations.size(); ++i) {
    const Enumeration& known = ruleset_.enumerations[i];
    if (known.name == wanted.name && known.values == wanted.values) return {i};
  }
  failure_.note(path);
  return {};
}

Type read_type(ModelNames& names, const Json& json, const std::string& path) {
  ObjectReader in(json, path, names.failure());
  Type out;
  out.kind = in.word_of<TypeKind>("kind");
  out.assessment = in.flag("assessment");
  out.optional = in.flag("optional");
  out.min = in.number("min");
  out.max = in.number("max");
  out.min_date = in.date("min_date").value_or(kMinDate);
  out.max_date = in.date("max_date").value_or(kMaxDate);
  if (const Json* json_enum = in.member("enum")) {
    ObjectReader of(*json_enum, in.at("enum"), names.failure());
    out.enumeration = names.enumeration({of.text("name"), of.texts("values")}, in.at("enum"));
  }
  const std::string record = in.text("record");
  if (!record.empty()) out.record = names.record(record, in.at("record"));
  out.max_items = in.small("max_items");
  out.non_empty = in.flag("non_empty");
  out.pattern = in.text("pattern");
  out.min_length = in.small("min_length");
  out.max_length = in.small("max_length");
  return out;
}

Validity read_validity(ReadFailure& failure, const Json& json, const std::string& path) {
  ObjectReader in(json, path, failure);
  Validity out;
  out.days = in.interval("days");
  out.first_known = !in.flag("first_unknown");
  out.introduced = in.flag("introduced");
  out.repealed = in.flag("repealed");
  return out;
}

std::vector<Citation> read_citations(ModelNames& names, ObjectReader& in, const char* key) {
  std::vector<Citation> out;
  for (const Json& json : in.list(key)) {
    ObjectReader entry(json, pointer(in.at(key), out.size()), names.failure());
    Citation citation;
    citation.source = names.source(entry.text("source", true), entry.at("source"));
    citation.chapter = entry.text("chapter");
    citation.section = entry.text("section");
    citation.stycke = entry.text("stycke");
    citation.mening = entry.text("mening");
    citation.punkt = entry.text("punkt");
    citation.wording = entry.text("wording");
    citation.quote = entry.text("quote");
    out.push_back(std::move(citation));
  }
  return out;
}

std::optional<Literal> read_literal(const Ruleset& ruleset, const Type& type, const Json& json) {
  switch (type.kind) {
    case TypeKind::kBool:
      if (const bool* value = json.as_bool()) return *value;
      return std::nullopt;
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays:
      if (const auto value = ObjectReader::number_of(json)) return *value;
      return std::nullopt;
    case TypeKind::kMoney:
      if (const auto value = ObjectReader::number_of(json)) return Money{*value};
      return std::nullopt;
    case TypeKind::kDate:
      if (const auto value = ObjectReader::date_of(json)) return *value;
      return std::nullopt;
    case TypeKind::kEnum: {
      const std::string* text = json.as_string();
      if (text == nullptr || !type.enumeration.valid()) return std::nullopt;
      const auto& values = ruleset.at(type.enumeration).values;
      for (std::uint32_t i = 0; i < values.size(); ++i) {
        if (values[i] == *text) return EnumLiteral{i};
      }
      return std::nullopt;
    }
    case TypeKind::kIdentifier:
    case TypeKind::kPattern:
      if (const std::string* text = json.as_string()) return *text;
      return std::nullopt;
    case TypeKind::kRecord:
    case TypeKind::kList:
      return std::nullopt;
  }
  return std::nullopt;
}

DatedValue read_dated_value(ModelNames& names, const Type& type, const Json& json,
                            const std::string& path) {
  ObjectReader in(json, path, names.failure());
  DatedValue out;
  if (const Json* validity = in.member("validity", true)) {
    out.validity = read_validity(names.failure(), *validity, in.at("validity"));
  }
  if (const Json* value = in.member("value")) {
    out.value = read_literal(names.ruleset(), type, *value);
    if (!out.value) in.fail("value");
  }
  out.citations = read_citations(names, in, "citations");
  out.from_overlay = in.flag("from_overlay");
  return out;
}

Text read_text(ModelNames& names, ObjectReader& in, const char* key) {
  Text out;
  for (const Json& piece : in.list(key)) {
    TextPiece entry;
    if (const std::string* literal = piece.as_string()) {
      entry.literal = *literal;
    } else {
      ObjectReader hole(piece, pointer(in.at(key), out.size()), names.failure());
      entry.value = read_expr(names, hole, "expr", true);
    }
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace stadga::engine
