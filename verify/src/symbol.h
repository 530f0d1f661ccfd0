// symbol.h - a symbolic value: what an expression can be, over all cases of a rule set.
//
// A value is known, or it is in exactly one of the states of docs/semantics.md 3. Both are carried
// as terms ("rails"): parts that mean something while no flag is true, and one flag per state. In
// an encoding where nothing may be unknown the flags fold to constants.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

#include "smt.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

// In the order of semantics 3: among several, the first one is what shows.
enum class State : std::size_t { kUnknown, kConflict, kGap, kNotInForce, kNotCovered, kError };
inline constexpr std::size_t kStates = 6;

// At most one flag is true; none: the value is known.
class States {
 public:
  explicit States(Smt& smt) : flags_(kStates, smt.truth(false)) {}
  [[nodiscard]] const z3::expr& operator[](State s) const {
    return flags_[static_cast<std::size_t>(s)];
  }
  [[nodiscard]] const z3::expr& at(std::size_t rank) const { return flags_[rank]; }
  void set(State s, const z3::expr& flag) { flags_[static_cast<std::size_t>(s)] = flag; }
  void set(std::size_t rank, const z3::expr& flag) { flags_[rank] = flag; }
  [[nodiscard]] z3::expr known(Smt& smt) const { return smt.negate(smt.any(flags_)); }
  [[nodiscard]] const Exprs& flags() const { return flags_; }

 private:
  Exprs flags_;
};

// A construct that has no encoding; becomes the verdict out_of_core. Stays inside verify/src.
struct OutOfCore : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Symbol {
  explicit Symbol(Smt& smt)
      : states(smt), present(smt.truth(true)), no_limit(smt.truth(false)), bounded(smt.truth(true)) {}

  engine::TypeKind kind = engine::TypeKind::kBool;
  // Scalar: one. Date: month, day. Interval (a count over unknown elements): low, high. List: how many
  // slots exist, and how many elements more where it has a rest.
  Exprs parts;
  States states;
  z3::expr present;   // optional types: not `inget`
  z3::expr no_limit;  // a municipality's "ingen graens"
  bool interval = false;
  z3::expr bounded;   // interval: its ends mean something (the list itself is known)
  std::vector<Symbol> fields;       // record
  std::vector<Symbol> items;        // list: the slots; slot i exists while i < parts[0]
};

}  // namespace stadga::verify
