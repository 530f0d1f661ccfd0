// run.cpp - evaluates each scenario as a host would, from JSON text to decision, and compares.
#include <algorithm>
#include <set>

#include "evaluate/in_force.h"
#include "scenario/messages.h"
#include "stadga/engine/scenario.h"

namespace stadga::engine {
namespace {

std::string listed(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out.empty() ? messages::nothing() : out;
}

// A printed value as a scenario writes it: Booleans in the words of the rule language.
std::string printed(const Json& json) {
  if (const std::string* text = json.as_string()) return *text;
  if (const bool* value = json.as_bool()) return *value ? messages::yes() : messages::no();
  return canonical_or_die(json);
}

bool same_printed(const Json& json, const std::string& expected) {
  return printed(json) == expected ||
         (json.as_bool() != nullptr && canonical_or_die(json) == expected);
}

class Comparison {
 public:
  explicit Comparison(ScenarioOutcome& out) : out_(out) {}

  void problems(const Expectation& expected, const std::vector<CaseProblem>& found) {
    std::set<std::string> wanted;
    for (const auto& [code, path] : expected.problems) wanted.insert(code + " " + path);
    std::set<std::string> seen;
    for (const CaseProblem& problem : found) seen.insert(problem.code + " " + problem.path);
    if (wanted == seen) return;
    note(messages::problems(), listed({wanted.begin(), wanted.end()}),
         listed({seen.begin(), seen.end()}));
  }

  void decision(const Ruleset& ruleset, const Expectation& expected, const Evaluation& found) {
    text(messages::status(), expected.status, name(found.status));
    text(messages::outcome(), expected.outcome, found.outcome ? name(*found.outcome) : "");
    text(messages::referral(), expected.referral, found.referral ? found.referral->rule : "");
    for (const auto& [term, value] : expected.values) one_value(ruleset, term, value, found);
    std::vector<std::string> reasons;
    for (const Reason& reason : found.reasons) reasons.push_back(reason.rule);
    list(messages::reasons(), expected.reasons, reasons);
    std::vector<std::string> missing;
    for (const Missing& fact : found.missing) missing.push_back(fact.fact);
    list(messages::missing(), expected.missing, missing);
    for (const auto& [rule, state] : expected.indicators) indicator(rule, state, found);
  }

 private:
  void note(const LocalText& what, const std::string& expected, const std::string& found) {
    out_.differences.push_back(messages::differs(what, expected, found));
  }

  void text(const LocalText& what, const std::optional<std::string>& expected,
            const std::string& found) {
    if (!expected || *expected == found) return;
    note(what, *expected, found.empty() ? messages::nothing() : found);
  }

  void list(const LocalText& what, const std::optional<std::vector<std::string>>& expected,
            const std::vector<std::string>& found) {
    if (!expected || *expected == found) return;
    note(what, listed(*expected), listed(found));
  }

  void one_value(const Ruleset& ruleset, const std::string& term, const std::string& expected,
                 const Evaluation& found) {
    const bool declared = std::any_of(ruleset.terms.begin(), ruleset.terms.end(),
                                      [&](const Term& t) { return t.is_value && t.name == term; });
    if (!declared) {
      out_.differences.push_back(messages::unknown_value(term));
      return;
    }
    const auto value = found.values.find(term);
    if (value == found.values.end()) {
      if (expected != messages::no_value()) {
        note(messages::value(term), expected, messages::no_value());
      }
    } else if (!same_printed(value->second, expected)) {
      note(messages::value(term), expected, printed(value->second));
    }
  }

  void indicator(const std::string& rule, const std::string& state, const Evaluation& found) {
    std::vector<std::string> states;
    for (const Indicator& indicator : found.indicators) {
      if (indicator.rule == rule) states.push_back(indicator.state);
    }
    if (std::find(states.begin(), states.end(), state) == states.end()) {
      note(messages::indicator(rule), state, listed(states));
    }
  }

  ScenarioOutcome& out_;
};

void run_one(const Package& package, const Scenario& scenario, ScenarioOutcome& out,
             std::set<std::string>& reached) {
  const CaseReading reading = read_case(package, pretty(scenario.case_json));
  Comparison comparison(out);
  comparison.problems(scenario.expected, reading.problems);
  if (!reading.value) return;
  const Evaluation found = evaluate(*reading.ruleset, *reading.value);
  out.decision = canonical_or_die(decision_json(*reading.ruleset, *reading.value, found));
  comparison.decision(*reading.ruleset, scenario.expected, found);
  reached.insert(found.relied_on.begin(), found.relied_on.end());
}

// Every requirement and rule of the base and of each overlay, once, in source order.
std::vector<std::string> provisions_of(const Package& package) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  const auto take = [&](const Ruleset& ruleset) {
    for (const VersionGroup& group : group_versions(ruleset.requirements)) {
      if (seen.insert(group.id).second) out.push_back(group.id);
    }
    for (const VersionGroup& group : group_versions(ruleset.rules)) {
      if (seen.insert(group.id).second) out.push_back(group.id);
    }
  };
  take(package.base);
  for (const auto& [code, ruleset] : package.municipal) {
    static_cast<void>(code);
    take(ruleset);
  }
  return out;
}

}  // namespace

ScenarioReport run_scenarios(const Package& package, const std::vector<Scenario>& scenarios) {
  ScenarioReport report;
  for (const Scenario& scenario : scenarios) {
    ScenarioOutcome outcome{scenario.title, scenario.span, false, {}, ""};
    std::set<std::string> reached;
    run_one(package, scenario, outcome, reached);
    outcome.passed = outcome.differences.empty();
    for (const std::string& id : reached) ++report.coverage.provisions[id];
    report.outcomes.push_back(std::move(outcome));
  }
  for (const std::string& id : provisions_of(package)) {
    if (!report.coverage.provisions.contains(id)) report.coverage.never.push_back(id);
  }
  return report;
}

}  // namespace stadga::engine
