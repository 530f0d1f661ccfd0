// ranges.h - between which numbers an expression lies, by what it is made of. Declared ranges count
// only where input is checked against them: facts and municipal parameters.
#pragma once
#include <algorithm>
#include <cstdint>

#include "stadga/engine/model.h"

namespace stadga::verify {

struct Range {
  std::int64_t low = INT64_MIN / 4, high = INT64_MAX / 4;
  // How many values; large for what has no bounds.
  [[nodiscard]] std::int64_t width() const { return high - low + 1; }
};

[[nodiscard]] Range range_of(const engine::Ruleset& ruleset, engine::ExprId id);
[[nodiscard]] Range range_of(const engine::Ruleset& ruleset, const engine::Expr& expr);
// No value of the expression is too large to be exact, so that it never fails for that.
[[nodiscard]] bool always_fits(const engine::Ruleset& ruleset, const engine::Expr& expr);

}  // namespace stadga::verify
