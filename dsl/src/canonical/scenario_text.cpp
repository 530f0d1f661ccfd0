// scenario_text.cpp - see scenario_text.h. One method for each kind of value, in the order of the grammar
// (syntax/grammar_scenario.cpp); what it writes is laid out by format(), which also reads it back.
#include "stadga/dsl/scenario_text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "messages/scenario.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"
#include "stadga/dsl/format.h"
#include "syntax/keywords.h"
#include "syntax/lexer.h"

namespace stadga::dsl {
namespace {

using engine::Type;
using engine::TypeKind;
using syntax::Kw;
using syntax::Language;

constexpr std::size_t kLongLine = 100;
constexpr std::size_t kDayLength = 10;  // of 2026-11-22, what a time begins with

std::string grouped(const std::string& digits) {
  constexpr std::size_t kUngrouped = 3;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % kUngrouped == 0) out += ' ';
    out += digits[i];
  }
  return out;
}

class Writer {
 public:
  Writer(const engine::Ruleset& ruleset, Language language) : ruleset_(ruleset), language_(language) {}

  void comment(const std::string& line) {
    check(line);
    out_ += line.empty() ? "--\n" : "-- " + line + "\n";
  }

  void scenario(const engine::Scenario& scenario) {
    out_ += "\n" + word(Kw::kScenario) + " " + quoted(scenario.title) + "\n";
    if (const Json* code = scenario.case_json.find("municipality")) clause(Kw::kMunicipality, bare_text(*code));
    if (const Json* day = scenario.case_json.find("decision_date")) clause(Kw::kDecisionDate, bare_text(*day));
    facts(scenario.case_json);
    if (!scenario.note.empty()) clause(Kw::kNote, quoted(scenario.note));
    out_ += "  " + word(Kw::kExpected) + "\n";
    expected(scenario.expected);
    out_ += word(Kw::kEnd) + "\n";
  }

  [[nodiscard]] const std::string& text() const { return out_; }
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  [[nodiscard]] std::string word(Kw kw) const { return std::string(phrase(kw, language_)); }
  void clause(Kw kw, const std::string& value) { out_ += "  " + word(kw) + " " + value + "\n"; }
  void line(const std::string& text) { out_ += "    " + text + "\n"; }

  // The first thing that the language cannot say.
  std::string cannot(const std::string& what) {
    if (trouble_.empty()) trouble_ = what;
    return "\"\"";
  }
  void check(const std::string& text) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(text.begin(), text.end(), control)) cannot(text);
  }
  std::string quoted(const std::string& text) {
    check(text);
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }
  // A day or a municipality's code: written as it stands, and read back by format().
  std::string bare_text(const Json& value) {
    const std::string* text = value.as_string();
    return text == nullptr ? cannot(canonical_or_die(value)) : *text;
  }
  [[nodiscard]] bool is_name(const std::string& text) const {
    const auto tokens = syntax::lex(text).tokens;
    return tokens.size() == 2 && tokens.front().kind == syntax::Tok::kWord && !syntax::is_reserved(text, language_);
  }

  // ---- facts -----------------------------------------------------------------------------------

  void facts(const Json& case_json) {
    const Json* facts = case_json.find("facts");
    const JsonObject* members = facts == nullptr ? nullptr : facts->as_object();
    const Json* provenance = case_json.find("provenance");
    if (provenance != nullptr) check_provenance(*provenance, members);
    if (members == nullptr || members->empty()) return;
    out_ += "  " + word(Kw::kFacts) + "\n";
    std::set<std::string> known;
    for (const engine::Fact& fact : ruleset_.facts) {
      known.insert(fact.name);
      const auto found = members->find(fact.name);
      if (found == members->end()) continue;
      const Json* from = provenance == nullptr ? nullptr : provenance->find(fact.name);
      line(fitted(fact.name + " = ", found->second, fact.type) + supplied(from));
    }
    for (const auto& [name, value] : *members) {
      if (!known.contains(name)) line(quoted(name) + " = " + shape(value));
    }
  }

  // A record or a list that makes a long line is broken between its parts.
  std::string fitted(const std::string& head, const Json& value, const Type& type) {
    const std::string whole = head + typed(value, type, ", ");
    if (count_code_points(whole) + 4 <= kLongLine) return whole;
    return head + typed(value, type, ",\n      ");
  }

  void check_provenance(const Json& provenance, const JsonObject* facts) {
    if (provenance.as_object() == nullptr) return;
    for (const auto& [name, entry] : *provenance.as_object()) {
      if (facts == nullptr || !facts->contains(name)) cannot("/provenance/" + name);
    }
  }
  std::string supplied(const Json* entry) {
    if (entry == nullptr) return {};
    const auto part = [&](const char* key) {
      const Json* found = entry->find(key);
      return found == nullptr || found->as_string() == nullptr ? std::string() : *found->as_string();
    };
    const std::string source = part("source");
    if (!is_name(source)) return cannot("/provenance: " + source);
    std::string out = " " + word(Kw::kSuppliedBy) + " " + source;
    const std::string at = part("at");
    if (!at.empty()) out += " " + at.substr(0, kDayLength);
    const std::string document = part("document");
    return document.empty() ? out : out + " " + quoted(document);
  }

  // ---- values ----------------------------------------------------------------------------------

  std::string typed(const Json& value, const Type& type, const char* between = ", ") {
    if (const JsonObject* object = value.as_object()) {
      if (const Json* reason = only(*object, "unknown")) return unknown(*reason);
      if (type.assessment) return assessed(*object, type);
    }
    return plain(value, type, between);
  }
  static const Json* only(const JsonObject& object, const char* key) {
    const auto found = object.find(key);
    return object.size() == 1 && found != object.end() && found->second.as_string() != nullptr ? &found->second : nullptr;
  }
  std::string unknown(const Json& reason) { return word(Kw::kUnknown) + " " + quoted(*reason.as_string()); }

  std::string assessed(const JsonObject& object, const Type& type) {
    std::set<std::string> keys;
    for (const auto& [key, member] : object) {
      keys.insert(key);
      if (key != "value" && member.as_string() == nullptr) return shape(Json(object));
    }
    if (keys != std::set<std::string>{"assessor", "reason", "value"}) return cannot(canonical_or_die(Json(object)));
    return plain(object.at("value"), type, ", ") + " " + word(Kw::kAssessedBy) + " " +
           quoted(*object.at("assessor").as_string()) + " " + word(Kw::kBecause) + " " +
           quoted(*object.at("reason").as_string());
  }

  std::string plain(const Json& value, const Type& type, const char* between) {
    if (value.is_null()) return word(Kw::kNone);
    if (const auto* decimal = value.as_decimal()) return amount(decimal->text, type);
    if (const bool* truth = value.as_bool()) return word(*truth ? Kw::kYes : Kw::kNo);
    if (const std::int64_t* number = value.as_int()) return counted(*number, type);
    if (const std::string* text = value.as_string()) return string(*text, type);
    if (const JsonArray* items = value.as_array()) return list(*items, type, between);
    return record(*value.as_object(), type, between);
  }

  std::string string(const std::string& text, const Type& type) {
    switch (type.kind) {
      case TypeKind::kEnum: return is_name(text) ? text : quoted(text);
      case TypeKind::kDate: return parse_date(text) ? text : quoted(text);
      case TypeKind::kMoney: return parse_money(text) ? amount(text, type) : quoted(text);
      default: return quoted(text);
    }
  }

  // Below zero an amount has no decimals in the language: then the text itself stands, in quotes.
  std::string amount(const std::string& text, const Type& type) {
    const auto money = parse_money(text);
    if (!money || type.kind != TypeKind::kMoney) return cannot(text);
    const std::string printed = to_string(*money);  // "-5220.00"
    const std::size_t point = printed.find('.');
    const bool minus = money->ore < 0;
    if (minus && money->ore % 100 != 0) return quoted(printed);
    std::string out = (minus ? "-" : "") + grouped(printed.substr(minus ? 1 : 0, point - (minus ? 1 : 0)));
    if (money->ore % 100 != 0) out += "," + printed.substr(point + 1);
    return out + " " + word(Kw::kKr);
  }

  std::string counted(std::int64_t number, const Type& type) {
    const std::string digits = std::to_string(number);
    const std::string written = number < 0 ? "-" + grouped(digits.substr(1)) : grouped(digits);
    switch (type.kind) {
      case TypeKind::kMoney: return written + " " + word(Kw::kKr);
      case TypeKind::kMonths: return written + " " + word(number == 1 ? Kw::kMonth : Kw::kMonths);
      case TypeKind::kDays: return written + " " + word(number == 1 ? Kw::kDay : Kw::kDays);
      default: return written;
    }
  }

  std::string list(const JsonArray& items, const Type& type, const char* between) {
    if (type.kind != TypeKind::kList) return shape(Json(items));
    const engine::Record& record = ruleset_.at(type.record);
    Type element;
    element.kind = TypeKind::kRecord;
    element.record = type.record;
    if (record.bare) element = record.fields.front().type;
    std::vector<std::string> parts;
    for (const Json& item : items) parts.push_back(typed(item, element));
    return bracketed("[", parts, "]", between);
  }

  // Fields in their order; what the record lacks is quoted and stands last.
  std::string record(const JsonObject& object, const Type& type, const char* between) {
    if (type.kind != TypeKind::kRecord) return shape(Json(object));
    std::vector<std::string> parts;
    std::set<std::string> known;
    for (const engine::Field& field : ruleset_.at(type.record).fields) {
      known.insert(field.name);
      const auto found = object.find(field.name);
      if (found != object.end()) parts.push_back(field.name + " = " + typed(found->second, field.type));
    }
    for (const auto& [name, value] : object) {
      if (!known.contains(name)) parts.push_back(quoted(name) + " = " + shape(value));
    }
    return bracketed("{", parts, "}", between);
  }

  static std::string bracketed(const char* open, const std::vector<std::string>& parts, const char* close,
                               const char* between) {
    if (parts.empty()) return open + std::string(close);
    std::string out = open + std::string(" ");
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : between) + parts[i];
    return out + " " + close;
  }

  // A value without a type to go by: JSON in the language's clothes.
  std::string shape(const Json& value) {
    if (value.is_null()) return word(Kw::kNone);
    if (const bool* truth = value.as_bool()) return word(*truth ? Kw::kYes : Kw::kNo);
    if (const std::int64_t* number = value.as_int()) return std::to_string(*number);
    if (const std::string* text = value.as_string()) return quoted(*text);
    std::vector<std::string> parts;
    if (const JsonArray* items = value.as_array()) {
      for (const Json& item : *items) parts.push_back(shape(item));
      return bracketed("[", parts, "]", ", ");
    }
    if (value.as_object() == nullptr) return cannot(pretty(value));
    for (const auto& [name, member] : *value.as_object()) parts.push_back(quoted(name) + " = " + shape(member));
    return bracketed("{", parts, "}", ", ");
  }

  // ---- what is expected ------------------------------------------------------------------------

  void expected(const engine::Expectation& expected) {
    if (expected.status) line(word(Kw::kStatus) + " " + *expected.status);
    if (expected.outcome) line(word(Kw::kOutcome) + " " + *expected.outcome);
    for (const engine::Term& term : ruleset_.terms) {
      const auto found = expected.values.find(term.name);
      if (term.is_value && found != expected.values.end()) line(term.name + " = " + printed(found->second, term.type));
    }
    if (expected.reasons) line(word(Kw::kReasons) + " " + listed(*expected.reasons));
    if (expected.referral) line(word(Kw::kReferral) + " " + *expected.referral);
    if (expected.missing) line(word(Kw::kMissingFacts) + " " + listed(*expected.missing));
    for (const auto& [id, state] : expected.indicators) {
      line(word(Kw::kGuideline) + " " + id + " " + word(indicator(state)));
    }
    for (const auto& [code, path] : expected.problems) line(word(Kw::kProblem) + " " + code + " " + quoted(path));
  }
  static Kw indicator(const std::string& state) {
    if (state == "for") return Kw::kSpeaksFor;
    if (state == "against") return Kw::kSpeaksAgainst;
    return state == "not_covered" ? Kw::kNotCovered : Kw::kIsUnknown;
  }
  [[nodiscard]] std::string listed(const std::vector<std::string>& names) const {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out.empty() ? word(Kw::kNone) : out;
  }

  // A value as the engine prints it.
  std::string printed(const std::string& text, const Type& type) {
    if (text == syntax::keyword(Kw::kNoValue).swedish) return word(Kw::kNoValue);
    if (text == "null") return word(Kw::kNone);
    switch (type.kind) {
      case TypeKind::kBool: return word(text == "true" ? Kw::kYes : Kw::kNo);
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays: {
        const JsonReading number = read_json(text);
        const bool whole = number.problems.empty() && number.value.as_int() != nullptr;
        return whole ? counted(*number.value.as_int(), type) : quoted(text);
      }
      default: return string(text, type);
    }
  }

  const engine::Ruleset& ruleset_;
  Language language_;
  std::string out_;
  std::string trouble_;
};

Error cannot_say(const std::string& what) {
  const messages::Advice advice = messages::not_in_scenario(what);
  return {Failure::kInvalidInput, advice.code, advice.message, what};
}

}  // namespace

Result<std::string> scenario_text(const engine::Ruleset& ruleset, const std::vector<std::string>& comments,
                                  const std::vector<engine::Scenario>& scenarios, KeywordLanguage language) {
  Writer writer(ruleset, language == KeywordLanguage::kSwedish ? Language::kSwedish : Language::kEnglish);
  for (const std::string& line : comments) writer.comment(line);
  for (const engine::Scenario& scenario : scenarios) writer.scenario(scenario);
  if (!writer.trouble().empty()) return cannot_say(writer.trouble());
  const FormatResult laid_out = format({"", writer.text()});
  if (laid_out.text) return *laid_out.text;
  return cannot_say(laid_out.diagnostics.empty() ? "" : laid_out.diagnostics.front().message.en);
}

KeywordLanguage keyword_language(const SourceSet& sources) {
  if (sources.empty()) return KeywordLanguage::kSwedish;
  const std::string& text = sources.front().text;
  const bool swedish = syntax::file_language(text, syntax::lex(text)) == Language::kSwedish;
  return swedish ? KeywordLanguage::kSwedish : KeywordLanguage::kEnglish;
}

}  // namespace stadga::dsl
