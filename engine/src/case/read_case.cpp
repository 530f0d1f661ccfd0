// read_case.cpp - a case as received: the members around the facts, then facts and provenance.
//
// Every problem is collected. Where the JSON itself cannot be read, or the municipality cannot be
// resolved, the base rule set still serves to check the rest, so that one report is enough.
#include "case/messages.h"
#include "case/problems.h"
#include "case/provenance.h"
#include "case/read_value.h"
#include "stadga/engine/case.h"

namespace stadga::engine {
namespace {

constexpr std::size_t kLongestId = 200;
constexpr const char* kDefaultPurpose = "handl\xc3\xa4ggning";

// What was received, with amounts written as numbers with decimals turned into texts: the only
// JSON that has no canonical form.
Json without_decimals(const Json& json) {
  if (const Json::Decimal* decimal = json.as_decimal()) {
    return decimal->text.size() - decimal->text.find('.') == 2 ? decimal->text + "0"
                                                               : decimal->text;
  }
  if (const JsonArray* array = json.as_array()) {
    JsonArray out;
    for (const Json& element : *array) out.push_back(without_decimals(element));
    return out;
  }
  if (const JsonObject* object = json.as_object()) {
    JsonObject out;
    for (const auto& [key, value] : *object) out[key] = without_decimals(value);
    return out;
  }
  return json;
}

bool is_municipality_code(std::string_view text) {
  return text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

class CaseReader {
 public:
  CaseReader(const Package& package, const Json& json) : package_(package), json_(json) {}

  // `problems` may already hold what the JSON reader found.
  CaseReading run(Problems problems) {
    problems_ = std::move(problems);
    CaseReading reading;
    reading.ruleset = &package_.base;
    Case out;
    if (json_.as_object() == nullptr) {
      problems_.add("S4010", "", messages::not_object(messages::the_case()));
    } else {
      read_envelope(out);
      reading.ruleset = read_municipality(out);
      read_facts(*reading.ruleset, out);
    }
    if (problems_.empty()) {
      reading.value = std::move(out);
    } else {
      reading.problems = problems_.take_all();
    }
    return reading;
  }

 private:
  void read_envelope(Case& out) {
    reject_unknown_keys(problems_, *json_.as_object(), "",
                        {"case_id", "request_id", "purpose", "decision_date", "municipality",
                         "facts", "provenance"});
    out.case_id = read_text("case_id");
    out.request_id = read_text("request_id");
    out.purpose = json_.find("purpose") != nullptr ? read_text("purpose") : kDefaultPurpose;
    read_decision_date(out);
  }

  std::string read_text(const char* key) {
    const Json* member = json_.find(key);
    if (member == nullptr) return "";
    const std::string* text = member->as_string();
    if (text != nullptr && is_plain_text(*text, kLongestId)) return *text;
    problems_.add("S4029", pointer("", key), messages::bad_text(kLongestId));
    return "";
  }

  void read_decision_date(Case& out) {
    const Json* member = json_.find("decision_date");
    if (member == nullptr) {
      problems_.add("S4011", "/decision_date", messages::member_missing("decision_date"));
      return;
    }
    const std::string* text = member->as_string();
    if (text == nullptr) {
      problems_.add("S4013", "/decision_date",
                    messages::wrong_type(messages::expected_date(), messages::not_text()));
      return;
    }
    decision_date_ = parse_date(*text);
    if (!decision_date_) {
      problems_.add("S4016", "/decision_date", messages::not_a_date(*text));
    } else if (*decision_date_ > kMaxDecisionDate) {
      problems_.add("S4023", "/decision_date", messages::decision_date_range());
    } else {
      out.decision_date = *decision_date_;
    }
  }

  const Ruleset* read_municipality(Case& out) {
    const Json* member = json_.find("municipality");
    if (member == nullptr) {
      if (needs_municipality(package_)) {
        problems_.add("S4031", "/municipality", messages::municipality_required());
      }
      return &package_.base;
    }
    const std::string* code = member->as_string();
    if (code == nullptr || !is_municipality_code(*code)) {
      problems_.add("S4024", "/municipality", messages::municipality_digits());
      return &package_.base;
    }
    out.municipality = *code;
    const auto overlaid = package_.municipal.find(*code);
    if (overlaid != package_.municipal.end()) return &overlaid->second;
    if (!package_.base.header.all_municipalities) {
      problems_.add("S4030", "/municipality", messages::municipality_unknown(*code, known_codes()));
    }
    return &package_.base;
  }

  [[nodiscard]] std::string known_codes() const {
    constexpr std::size_t kShown = 10;
    std::string out;
    std::size_t count = 0;
    for (const auto& [code, ruleset] : package_.municipal) {
      static_cast<void>(ruleset);
      if (count++ == kShown) return out + ", ...";
      out += (out.empty() ? "" : ", ") + code;
    }
    return out;
  }

  void read_facts(const Ruleset& ruleset, Case& out) {
    const Json* facts = json_.find("facts");
    const Json none = JsonObject{};
    if (facts == nullptr) facts = &none;
    out.facts.resize(ruleset.facts.size());
    if (facts->as_object() == nullptr) {
      problems_.add("S4010", "/facts", messages::not_object(messages::member("facts")));
      return;
    }
    std::vector<std::string> names;
    for (const Fact& fact : ruleset.facts) names.push_back(fact.name);
    reject_unknown_keys(problems_, *facts->as_object(), "/facts", names);
    for (std::size_t i = 0; i < ruleset.facts.size(); ++i) {
      const Fact& fact = ruleset.facts[i];
      const Json* value = facts->find(fact.name);
      if (value == nullptr) continue;
      const ValueContext context{ruleset, problems_,
                                 fact.not_after_decision_day ? decision_date_ : std::nullopt};
      out.facts[i] = read_value(context, fact.type, fact.aliases, *value,
                                pointer("/facts", fact.name));
    }
    const Json* provenance = json_.find("provenance");
    apply_provenance(ruleset, provenance, decision_date_, out.facts, problems_);
    out.received_facts = without_decimals(*facts);
    if (provenance != nullptr) out.received_provenance = *provenance;
  }

  const Package& package_;
  const Json& json_;
  Problems problems_;
  std::optional<Date> decision_date_;
};

bool is_readable(const std::vector<JsonProblem>& problems) {
  for (const JsonProblem& problem : problems) {
    if (problem.code != "S4006" && problem.code != "S4007" && problem.code != "S4008") return false;
  }
  return true;
}

}  // namespace

bool needs_municipality(const Package& package) {
  if (package.municipal.empty()) return false;
  for (const Parameter& parameter : package.base.parameters) {
    if (parameter.municipal && parameter.values.empty()) return true;
  }
  for (const Table& table : package.base.tables) {
    if (table.municipal && table.versions.empty()) return true;
  }
  return false;
}

CaseReading read_case(const Package& package, std::string_view json) {
  JsonReading text = read_json(json);
  const bool readable = is_readable(text.problems);
  Problems problems;
  problems.take(std::move(text.problems));
  if (readable) return CaseReader(package, text.value).run(std::move(problems));
  CaseReading reading;
  reading.problems = problems.take_all();
  return reading;
}

}  // namespace stadga::engine
