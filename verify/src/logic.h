// logic.h - three-valued logic with named states over symbolic values (docs/semantics.md 3).
#pragma once
#include <vector>

#include "calendar.h"
#include "smt.h"
#include "stadga/engine/model.h"
#include "symbol.h"

namespace stadga::verify {

class Logic {
 public:
  explicit Logic(Smt& smt) : smt_(smt), calendar_(smt) {}

  [[nodiscard]] Symbol truth(const z3::expr& value);
  [[nodiscard]] Symbol number(engine::TypeKind kind, const z3::expr& value);
  [[nodiscard]] Symbol date(const DateTerm& value);

  [[nodiscard]] z3::expr is_true(const Symbol& value);   // known and true
  [[nodiscard]] z3::expr is_false(const Symbol& value);  // known and false

  // The state that shows when several values take part: the first in order.
  [[nodiscard]] States first_of(const std::vector<const Symbol*>& values);
  [[nodiscard]] Symbol all_of(const std::vector<Symbol>& values);
  [[nodiscard]] Symbol any_of(const std::vector<Symbol>& values);
  [[nodiscard]] Symbol negate(const Symbol& value);
  [[nodiscard]] Symbol compare(engine::Op op, const Symbol& a, const Symbol& b);
  // An error where an optional value is `inget` although a value is needed.
  [[nodiscard]] Symbol present(const Symbol& value);
  // Where the ends of an interval differ its states say so; the interval itself is dropped.
  [[nodiscard]] Symbol exact(const Symbol& value);
  [[nodiscard]] Symbol choose(const z3::expr& condition, const Symbol& a, const Symbol& b);
  // Both known values of the same type; `inget` equals `inget`.
  [[nodiscard]] z3::expr same_value(const Symbol& a, const Symbol& b);
  // The place of a value in its order: itself, or a date's key.
  [[nodiscard]] z3::expr order(const Symbol& value);
  // Adds a state to a value where `flag` holds and nothing earlier in the order does.
  void add_state(Symbol& value, State state, const z3::expr& flag);

 private:
  struct Ends {
    z3::expr low, high, usable;
  };
  [[nodiscard]] Ends ends(const Symbol& value);
  [[nodiscard]] Symbol compare_intervals(engine::Op op, const Symbol& a, const Symbol& b);
  [[nodiscard]] Symbol junction(const std::vector<Symbol>& values, bool conjunction);

  Smt& smt_;
  Calendar calendar_;
};

}  // namespace stadga::verify
