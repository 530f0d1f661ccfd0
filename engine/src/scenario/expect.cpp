// expect.cpp - what a scenario would say of a case as it is decided now.
#include <algorithm>

#include "stadga/engine/scenario.h"

namespace stadga::engine {

Expectation expectation_of(const Evaluation& found) {
  Expectation out;
  out.status = name(found.status);
  if (found.outcome) out.outcome = name(*found.outcome);
  if (found.referral) out.referral = found.referral->rule;
  for (const auto& [term, value] : found.values) {
    const std::string* text = value.as_string();
    out.values[term] = text != nullptr ? *text : canonical_or_die(value);
  }
  std::vector<std::string> reasons;
  for (const Reason& reason : found.reasons) reasons.push_back(reason.rule);
  if (!reasons.empty()) out.reasons = std::move(reasons);
  std::vector<std::string> missing;
  for (const Missing& fact : found.missing) missing.push_back(fact.fact);
  if (!missing.empty()) out.missing = std::move(missing);
  for (const Indicator& one : found.indicators) {
    const std::pair<std::string, std::string> said{one.rule, one.state};
    const bool known = std::find(out.indicators.begin(), out.indicators.end(), said) != out.indicators.end();
    if (!known && (one.state == "for" || one.state == "against")) out.indicators.push_back(said);
  }
  return out;
}

Expectation expectation_of(const Package& package, const Json& case_json) {
  const CaseReading reading = read_case(package, pretty(case_json));
  if (reading.value) return expectation_of(evaluate(*reading.ruleset, *reading.value));
  Expectation out;
  for (const CaseProblem& problem : reading.problems) out.problems.emplace_back(problem.code, problem.path);
  return out;
}

}  // namespace stadga::engine
