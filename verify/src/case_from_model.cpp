// case_from_model.cpp - from a solver model to a case file that a person could have written.
#include "case_vars.h"
#include "example_values.h"

namespace stadga::verify {
namespace {

using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

class Reader {
 public:
  Reader(const Ruleset& ruleset, const CaseVars& vars, const z3::model& model)
      : ruleset_(ruleset), vars_(vars), model_(model) {}

  [[nodiscard]] bool truth(const z3::expr& value) const { return model_.eval(value, true).is_true(); }
  [[nodiscard]] std::int64_t number(const z3::expr& value) const {
    std::int64_t out = 0;
    return model_.eval(value, true).is_numeral_i64(out) ? out : 0;
  }
  [[nodiscard]] Date date(const z3::expr& month, const z3::expr& day) const {
    return {static_cast<std::int32_t>(number(month)), static_cast<std::int32_t>(number(day))};
  }
  [[nodiscard]] bool is_unknown(const Symbol& symbol) const {
    return truth(symbol.states[State::kUnknown]);
  }

  [[nodiscard]] Json value(const Symbol& symbol, const Type& type) const {
    if (!truth(symbol.present)) return Json{};
    switch (type.kind) {
      case TypeKind::kBool: return truth(symbol.parts[0]);
      case TypeKind::kEnum:
        return ruleset_.at(type.enumeration)
            .values.at(static_cast<std::size_t>(number(symbol.parts[0])));
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays: return number(symbol.parts[0]);
      case TypeKind::kMoney: return to_string(Money{number(symbol.parts[0])});
      case TypeKind::kDate: return to_string(date(symbol.parts[0], symbol.parts[1]));
      case TypeKind::kIdentifier:
      case TypeKind::kPattern: return identifier(number(symbol.parts[0]), type);
      case TypeKind::kRecord: return record(symbol, type.record);
      case TypeKind::kList: break;
    }
    JsonArray items;
    for (std::int64_t i = 0; i < number(symbol.parts[0]); ++i) {
      items.push_back(record(symbol.items.at(static_cast<std::size_t>(i)), type.record));
    }
    return items;
  }

 private:
  [[nodiscard]] Json record(const Symbol& symbol, engine::RecordId id) const {
    const auto& fields = ruleset_.at(id).fields;
    if (ruleset_.at(id).bare) {
      if (is_unknown(symbol.fields.at(0))) return JsonObject{{"unknown", "saknas"}};
      return value(symbol.fields[0], fields.front().type);
    }
    JsonObject out;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      if (is_unknown(symbol.fields.at(f))) continue;
      Json read = value(symbol.fields[f], fields[f].type);
      out[fields[f].name] = fields[f].type.assessment ? assessed(std::move(read)) : std::move(read);
    }
    return out;
  }

  // Codes beyond the texts that rules compare with are any other texts; the shape is the type's.
  [[nodiscard]] std::string identifier(std::int64_t code, const Type& type) const {
    if (code < static_cast<std::int64_t>(vars_.identifiers.size())) {
      return vars_.identifiers[static_cast<std::size_t>(code)];
    }
    return sample_identifier(type, code - static_cast<std::int64_t>(vars_.identifiers.size()));
  }

  const Ruleset& ruleset_;
  const CaseVars& vars_;
  const z3::model& model_;
};

engine::Literal literal_of(const Reader& reader, const Symbol& symbol, const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool: return reader.truth(symbol.parts[0]);
    case TypeKind::kEnum:
      return engine::EnumLiteral{static_cast<std::uint32_t>(reader.number(symbol.parts[0]))};
    case TypeKind::kMoney: return Money{reader.number(symbol.parts[0])};
    case TypeKind::kDate: return reader.date(symbol.parts[0], symbol.parts[1]);
    case TypeKind::kIdentifier:
    case TypeKind::kPattern: return std::string();
    default: return reader.number(symbol.parts[0]);
  }
}

}  // namespace

Json case_from_model(const Ruleset& ruleset, const CaseVars& vars, const z3::model& model,
                     const std::string& municipality) {
  const Reader reader(ruleset, vars, model);
  const Date day = reader.date(vars.day.month, vars.day.day);
  JsonObject facts;
  JsonObject provenance;
  for (std::size_t i = 0; i < ruleset.facts.size(); ++i) {
    const auto& fact = ruleset.facts[i];
    if (reader.is_unknown(vars.facts[i])) continue;
    Json value = reader.value(vars.facts[i], fact.type);
    facts[fact.name] = fact.type.assessment ? assessed(std::move(value)) : std::move(value);
    if (fact.provenance_required) provenance[fact.name] = example_provenance(fact, day);
  }
  JsonObject out{{"decision_date", to_string(day)}, {"facts", std::move(facts)}};
  if (!municipality.empty()) out["municipality"] = municipality;
  if (!provenance.empty()) out["provenance"] = std::move(provenance);
  return out;
}

std::map<std::uint32_t, engine::Literal> open_parameters(const Ruleset& ruleset,
                                                         const CaseVars& vars,
                                                         const z3::model& model) {
  const Reader reader(ruleset, vars, model);
  std::map<std::uint32_t, engine::Literal> out;
  for (const auto& [index, symbol] : vars.open) {
    out.emplace(index, literal_of(reader, symbol, ruleset.parameters[index].type));
  }
  return out;
}

}  // namespace stadga::verify
