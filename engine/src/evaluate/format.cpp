#include "evaluate/format.h"

#include "evaluate/words.h"
#include "stadga/engine/law_text.h"

namespace stadga::engine {
namespace {

bool is_swedish(const Ruleset& ruleset) { return ruleset.header.language != "en"; }

std::string enum_text(const Ruleset& ruleset, const Type& type, EnumLiteral value) {
  if (!type.enumeration.valid()) return std::to_string(value.index);
  return ruleset.at(type.enumeration).values.at(value.index);
}

std::string number_text(const Type& type, std::int64_t value, bool swedish) {
  const std::string digits = std::to_string(value);
  if (type.kind == TypeKind::kMonths) return words::months(digits, swedish);
  if (type.kind == TypeKind::kDays) return words::days(digits, swedish);
  return digits;
}

}  // namespace

std::string readable(const Ruleset& ruleset, const Type& type, const State& state) {
  const bool swedish = is_swedish(ruleset);
  if (state.kind == StateKind::kNoLimit) return words::no_limit(swedish);
  if (!state.is_value()) return words::unknown(swedish);
  struct ToText {
    const Ruleset& ruleset;
    const Type& type;
    bool swedish;
    std::string operator()(std::monostate) const { return words::none(swedish); }
    std::string operator()(bool v) const { return words::yes_no(v, swedish); }
    std::string operator()(std::int64_t v) const { return number_text(type, v, swedish); }
    std::string operator()(Money v) const {
      return swedish ? to_text_swedish(v) : to_text_english(v);
    }
    std::string operator()(Date v) const {
      return swedish ? to_long_swedish(v) : to_long_english(v);
    }
    std::string operator()(EnumLiteral v) const { return enum_text(ruleset, type, v); }
    std::string operator()(const std::string& v) const { return v; }
  };
  return std::visit(ToText{ruleset, type, swedish}, state.value);
}

Json value_json(const Ruleset& ruleset, const Type& type, const Scalar& value) {
  struct ToJson {
    const Ruleset& ruleset;
    const Type& type;
    Json operator()(std::monostate) const { return {}; }
    Json operator()(bool v) const { return v; }
    Json operator()(std::int64_t v) const { return v; }
    Json operator()(Money v) const { return to_string(v); }
    Json operator()(Date v) const { return to_string(v); }
    Json operator()(EnumLiteral v) const { return enum_text(ruleset, type, v); }
    Json operator()(const std::string& v) const { return v; }
  };
  return std::visit(ToJson{ruleset, type}, value);
}

std::string plain_text(const Ruleset& ruleset, const Type& type, const State& state) {
  if (!state.is_value()) return words::unknown(is_swedish(ruleset));
  const Json json = value_json(ruleset, type, state.value);
  if (const std::string* text = json.as_string()) return *text;
  return canonical_or_die(json);
}

std::string text_of(Interpreter& interpreter, const Text& text) {
  std::string out;
  for (const TextPiece& piece : text) {
    if (!piece.value.valid()) {
      out += piece.literal;
      continue;
    }
    const Type& type = interpreter.ruleset().at(piece.value).type;
    out += readable(interpreter.ruleset(), type, interpreter.eval(piece.value));
  }
  return out;
}

std::string joined(const Ruleset& ruleset, const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += i + 1 == parts.size() ? words::last_and(is_swedish(ruleset)) : ", ";
    out += parts[i];
  }
  return out;
}

const char* weight_name(Weight weight) {
  return words::kWeights.at(static_cast<std::size_t>(weight));
}

Json citation_json(const Ruleset& ruleset, const Citation& citation) {
  JsonObject out;
  const auto put = [&out](const char* key, const std::string& text) {
    if (!text.empty()) out[key] = text;
  };
  const Source& source = ruleset.at(citation.source);
  put("act", source.act);
  put("source", source.name);
  put("chapter", citation.chapter);
  put("section", citation.section);
  put("stycke", citation.stycke);
  put("mening", citation.mening);
  put("punkt", citation.punkt);
  put("wording", citation.wording);
  put("text", numbered_citation_text(ruleset, citation));
  out["weight"] = weight_name(source.weight);
  return out;
}

}  // namespace stadga::engine
