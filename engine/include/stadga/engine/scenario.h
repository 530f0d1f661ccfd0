// scenario.h - typfall: example cases with expected results, written by legal staff.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {

struct Expectation {
  std::optional<std::string> status, outcome, referral;
  std::map<std::string, std::string> values;        // printed form; "inget värde" = must be absent
  std::optional<std::vector<std::string>> reasons;  // exactly, in order
  std::optional<std::vector<std::string>> missing;  // exactly, in order; "läkarintyg.utfärdat"
  std::vector<std::pair<std::string, std::string>> indicators;  // requirement id, state
  std::vector<std::pair<std::string, std::string>> problems;    // code, path
};

struct Scenario {
  std::string title, note;
  Json case_json;           // a complete case file
  Expectation expected;
  Span span;
};

// All that a scenario can say of a result: status, outcome, printed values, reasons, referral, what is
// missing, guidelines that speak for or against. Lists that are empty are left unsaid.
[[nodiscard]] Expectation expectation_of(const Evaluation& found);
// Of a case file as it is now; one that is no valid case expects its problems.
[[nodiscard]] Expectation expectation_of(const Package& package, const Json& case_json);

struct ScenarioOutcome {
  std::string title;
  Span span;
  bool passed = false;
  std::vector<LocalText> differences;
  std::string decision;     // bytes, when the case was valid
};

struct Coverage {           // what the scenarios reached
  std::map<std::string, std::uint32_t> provisions;  // id -> scenarios in which it decided something
  std::vector<std::string> never;                   // ids never reached, source order
};

struct ScenarioReport {
  std::vector<ScenarioOutcome> outcomes;
  Coverage coverage;
};
[[nodiscard]] ScenarioReport run_scenarios(const Package& package, const std::vector<Scenario>& scenarios);

}  // namespace stadga::engine
