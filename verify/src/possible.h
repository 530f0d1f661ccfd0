// possible.h - poss(T): the set of results that a definition can have while each unknown guard may
// be true or false (docs/semantics.md 1 and 2), as terms.
//
// A set holds: absent, any value (an unknown conclusion), values, states. Where nothing is unknown
// it has exactly one member in every case.
#pragma once
#include <vector>

#include "logic.h"
#include "symbol.h"

namespace stadga::verify {

struct Candidate {
  z3::expr may;  // this value is a possible result
  Symbol value;
};

struct Possible {
  explicit Possible(Smt& smt)
      : absent(smt.truth(true)), any(smt.truth(false)), may(smt), own_conflict(smt.truth(false)) {}

  z3::expr absent;
  z3::expr any;
  std::vector<Candidate> candidates;
  States may;             // several flags may be true: possible states
  z3::expr own_conflict;  // a conflict that arises here, not in what a guard reads
  bool uncertain = false;  // some guard or conclusion may be unknown: several members possible
};

// A settled definition: one symbol, and where its conflict or gap comes from.
struct Settled {
  Symbol value;
  z3::expr own_conflict;
  z3::expr own_gap;
};

class Possibilities {
 public:
  explicit Possibilities(Smt& smt) : smt_(smt), logic_(smt) {}

  [[nodiscard]] Possible nothing() { return Possible(smt_); }
  // The result of one rule: its conclusion where the guard holds, else absent. The guard is true,
  // false or unknown.
  [[nodiscard]] Possible of_rule(const Symbol& guard, const Symbol& conclusion);
  // Both sets, each where its condition holds; the conditions need not exclude each other.
  [[nodiscard]] Possible either(const z3::expr& where_a, const Possible& a, const z3::expr& where_b,
                                const Possible& b);
  // Exceptions first; the base only where they are absent.
  [[nodiscard]] Possible replace(const Possible& exceptions, const Possible& base);
  // Results at one level: equal ones merge, different ones conflict. All at once: a pairwise fold
  // would let an error hide one of two values that differ.
  [[nodiscard]] Possible level(const std::vector<Possible>& sets);
  // One result is known, several are unknown, none is a gap. `prototype` gives the type.
  [[nodiscard]] Settled settle(const Possible& set, const Symbol& prototype);

 private:
  using Members = std::vector<const Possible*>;
  [[nodiscard]] z3::expr has_value(const Possible& set);
  [[nodiscard]] z3::expr equals_some(const Possible& set, const Symbol& value);
  [[nodiscard]] z3::expr differing(const Members& sets);
  [[nodiscard]] z3::expr all_agree(const Members& sets, const Symbol* value, std::size_t from_state,
                                   bool with_any);
  [[nodiscard]] z3::expr can_agree(const Members& sets, std::size_t from_state, bool with_any);
  [[nodiscard]] z3::expr several(const Possible& set);

  Smt& smt_;
  Logic logic_;
};

}  // namespace stadga::verify
