// diff/asks.h - what two rule sets ask for and print while facts are missing. Proofs speak of cases
// with their facts; this looks at random cases that lack some, and tells what it sees. It proves
// nothing.
#pragma once
#include <vector>

#include "diff/case.h"
#include "stadga/verify/diff.h"

namespace stadga::verify {

// Facts that only one of the two asks for in some case, and values that are printed otherwise.
[[nodiscard]] std::vector<InputChange> asks_otherwise(const Joint& joint, const Compared& compared,
                                                      const PairReplay& pair);

}  // namespace stadga::verify
