// possible.h - poss(): the results that a definition can have when each unknown guard may be true
// or false independently (docs/semantics.md, 1 and 2). One fold over the tree of exceptions serves
// terms and requirements; tests compare it with an enumeration of all assignments.
#pragma once
#include <compare>
#include <cstddef>
#include <set>
#include <vector>

#include "evaluate/state.h"

namespace stadga::engine {

enum class ResultKind { kAbsent, kValue, kAny, kConflict, kGap, kNotInForce, kNotCovered, kError };

// kAny: an unknown conclusion. It stays open beside a value (equal or not?) and beside an error.
struct PossibleResult {
  ResultKind kind = ResultKind::kAbsent;
  Scalar value;
  friend auto operator<=>(const PossibleResult&, const PossibleResult&) = default;
};

enum class Guard { kTrue, kFalse, kUnknown, kAbnormal };

// One rule of a definition.
struct RuleNode {
  Guard guard = Guard::kTrue;
  PossibleResult result;                // what it concludes when it applies
  PossibleResult trouble;               // kAbnormal: the guard's own state
  std::vector<std::size_t> exceptions;  // rules that go before this one
  bool top = true;                      // goes before nothing
  bool is_default = false;              // stands last (only read where top)
};
using RuleNodes = std::vector<RuleNode>;  // source order; exceptions are acyclic

// How a guard in an abnormal state counts. kOpen: like an unknown one, so that trouble which cannot
// change the result does not matter (as a false part settles a conjunction beside an error).
// kShown: the rule's result is the trouble.
enum class Trouble { kOpen, kShown };

// Never empty; kAbsent never remains (it is kGap).
[[nodiscard]] std::set<PossibleResult> possible(const RuleNodes& nodes, Trouble trouble);
// The rules that the result rests on, in source order: applied and not replaced.
[[nodiscard]] std::vector<std::size_t> applied(const RuleNodes& nodes);
// Can the rule's own guard and conclusion still matter, or is it replaced for certain?
[[nodiscard]] std::vector<bool> reachable(const RuleNodes& nodes);

}  // namespace stadga::engine
