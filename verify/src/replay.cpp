// replay.cpp - the same doors as a host uses: read_case, then evaluate.
#include "replay.h"

#include "stadga/base/money.h"

namespace stadga::verify {

std::optional<engine::Case> Replay::read(const Json& case_file) const {
  const auto text = canonical(case_file);
  if (!text) return std::nullopt;
  engine::CaseReading reading = engine::read_case(*package_, *text);
  return std::move(reading.value);
}

std::optional<engine::Evaluation> Replay::run(const Json& case_file) const {
  const auto facts = read(case_file);
  if (!facts) return std::nullopt;
  return engine::evaluate(ruleset(), *facts);
}

std::optional<engine::Evaluation> Replay::run_if(const Json& case_file,
                                                 const Shows& shows) const {
  const auto facts = read(case_file);
  if (!facts) return std::nullopt;
  engine::Evaluation evaluation = engine::evaluate(ruleset(), *facts);
  if (!shows({evaluation, *facts, ruleset()})) return std::nullopt;
  return evaluation;
}

const engine::Ruleset& Replay::ruleset() const {
  const auto found = package_->municipal.find(municipality_);
  return found == package_->municipal.end() ? package_->base : found->second;
}

std::optional<std::int64_t> printed_number(const Json& printed) {
  if (const auto* number = printed.as_int()) return *number;
  const auto* text = printed.as_string();
  const auto amount = text == nullptr ? std::nullopt : parse_money(*text);
  return amount ? std::optional(amount->ore) : std::nullopt;
}

}  // namespace stadga::verify
