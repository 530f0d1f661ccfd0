// assessments.h - what somebody has assessed in a case: which of it decided, and which of it would
// have had to be assessed again had the facts been others.
#pragma once
#include <string>
#include <vector>

#include "places.h"
#include "stadga/engine/evaluate.h"
#include "stadga/explain/alternatives.h"

namespace stadga::explain {

struct Assessment {
  Place place;
  std::string assessor, reason;  // as received
};

// Known ones, in source order; not of facts that are never compiled.
[[nodiscard]] std::vector<Assessment> assessments_of(const engine::Ruleset& ruleset,
                                                     const engine::Case& facts);

// Those without which status, outcome, values or items would not be what they are: the case is
// evaluated with each of them not known. On what is refused or referred only those that its reasons
// can rest on: that the rest must be known as well has not decided.
[[nodiscard]] std::vector<Assessment> decisive_assessments(const engine::Package& package,
                                                           const engine::Ruleset& ruleset,
                                                           const engine::Case& facts,
                                                           const engine::Evaluation& result);

// Pointers to the assessments that `changes` leave as they are, though they are of the same element
// or record, or asked for because of the fact that changes (behövs när).
[[nodiscard]] std::vector<std::string> to_reassess(const engine::Ruleset& ruleset,
                                                   const engine::Case& facts,
                                                   const std::vector<Change>& changes);

// Is what the two say about the case the same, reasons and questions aside?
[[nodiscard]] bool same_answer(const engine::Evaluation& a, const engine::Evaluation& b);

}  // namespace stadga::explain
