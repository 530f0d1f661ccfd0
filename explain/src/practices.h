// practices.h - did a practice count in this case, or was it only read on the way?
#pragma once
#include "stadga/engine/evaluate.h"

namespace stadga::explain {

// A practice that a rule follows counts where the rule does. One that only fills a place which a
// municipality may fill counts where another filling would give the case another answer.
[[nodiscard]] bool counted(const engine::Ruleset& ruleset, const engine::Case& facts,
                           const engine::Evaluation& result, const engine::Citation& practice);

}  // namespace stadga::explain
