// knowledge.h - the law of knowledge (docs/semantics.md 4), proved in steps.
//
// Two encodings of one case: one in which facts may be unknown, one in which they are known. What is
// not unknown in the first must be the same in the second. One query over the whole decision is far
// too large; but the law holds for a whole as soon as it holds for each step, given that it holds
// for what the step reads. Steps: list operators, terms, requirements, the decision.
#pragma once
#include "workbench.h"

namespace stadga::verify {

struct StepsResult {
  bool every_length = true;  // no list had to be cut short
  bool all_hold = false;
  std::uint64_t used = 0;
};

// `before` and `after` share their value variables (completion_of). Cases that rest on an assessment
// that something is not shown are left out.
[[nodiscard]] StepsResult prove_knowledge_in_steps(Workbench& bench, Smt& smt,
                                                   const CaseVars& before, const CaseVars& after);

}  // namespace stadga::verify
