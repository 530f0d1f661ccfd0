// probe.h - windows for tests: what the encoding says about one given case or one given date.
// No solver type shows here, so that tests compare plain values with the evaluator's.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "stadga/base/date.h"
#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/base/result.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

struct ProbeAnswer {
  // kIncomplete stands for "not determined"; the solver does not tell what is missing.
  engine::CaseStatus status = engine::CaseStatus::kIncomplete;
  std::optional<std::uint32_t> stage;
  std::map<std::string, Json> values;  // known values of the declared terms
};

// Reads cases of one rule set; keeps the encoding between cases.
class Probe {
 public:
  Probe(const engine::Ruleset& ruleset, bool partial, bool summed = false);
  ~Probe();
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;
  // nullopt: the case lies outside the encoding: a list longer than its bound, a law day that is not known or outside
  // the horizon, months that do not rise where months in a row are asked for.
  [[nodiscard]] Result<std::optional<ProbeAnswer>> ask(const engine::Case& facts);
  // Is the evaluator's answer, with its numbers, among what the encoding allows? Where lists are summed
  // up (LongLists::kSummed) that is what "no case" rests on.
  [[nodiscard]] Result<bool> allows(const engine::Case& facts, const engine::Evaluation& evaluation);

  struct State;

 private:
  std::unique_ptr<State> state_;
};

// Do the steps of the law of knowledge hold? `same_case` false seeds a defect: the completed case is
// then not the partial one completed, but any other case.
[[nodiscard]] bool probe_knowledge(const engine::Package& package, bool same_case);

[[nodiscard]] std::optional<Date> probe_add_months(Date date, std::int64_t months);
// `general`: by day numbers also where a short step has a shorter way.
[[nodiscard]] std::optional<Date> probe_add_days(Date date, std::int64_t days, bool general);
[[nodiscard]] bool probe_is_valid(Date date);
[[nodiscard]] std::optional<std::int64_t> probe_scale(std::int64_t amount, std::int64_t numerator,
                                                      std::int64_t denominator, std::int64_t unit,
                                                      Rounding mode);

}  // namespace stadga::verify
