// ranges.h - between which numbers an expression lies, by what it is made of. Declared ranges count only
// where input is checked against them: facts and municipal values. Terms have the range of what their
// rules conclude, whatever they declare; kind_bounds.cpp holds them to it.
#pragma once
#include <cstdint>

#include "stadga/engine/model.h"

namespace stadga::verify {

// Whole numbers, lengths of time and amounts: what has a range at all.
[[nodiscard]] bool is_number(const engine::Type& type);

struct Range {
  std::int64_t low, high;
  // How many values; large for what has no bounds.
  [[nodiscard]] std::int64_t width() const { return high - low + 1; }
};

// What the expression would be worth if nothing were too large to be exact; its parts are values, and
// values are exact (semantics 16).
[[nodiscard]] Range range_of(const engine::Ruleset& ruleset, engine::ExprId id);
[[nodiscard]] Range range_of(const engine::Ruleset& ruleset, const engine::Expr& expr);
// Of values that rules give the term; {0, 0} where no rule does.
[[nodiscard]] Range range_of_term(const engine::Ruleset& ruleset, engine::TermId id);
// No value of the expression is too large to be exact, so that it never fails for that.
[[nodiscard]] bool always_fits(const engine::Ruleset& ruleset, const engine::Expr& expr);

}  // namespace stadga::verify
