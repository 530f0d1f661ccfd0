// automatic.h - may the result be a decision, or only a proposal (contract, `kind`)?
#pragma once
#include <vector>

#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {

// Only where the rule set says so, the board has delegated to an automated function on that day,
// the outcome can be appealed by förvaltningsbesvär, no cited provision has another route, no gate
// is open, no warning stands, and no person has assessed anything in the case.
[[nodiscard]] bool may_be_automatic(const Ruleset& ruleset, const Case& facts,
                                    const Evaluation& result,
                                    const std::vector<Citation>& relied_on);

// The delegation in force on the day; nullptr for none.
[[nodiscard]] const Delegation* delegation_on(const Ruleset& ruleset, Date day);

}  // namespace stadga::engine
