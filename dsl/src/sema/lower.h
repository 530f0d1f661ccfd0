// lower.h - parsed files to a rule set: names first, then bodies, then what only the whole shows.
#pragma once
#include "sema/context.h"
#include "syntax/ast.h"

namespace stadga::dsl::sema {

struct Lowered {
  engine::Ruleset ruleset;
  Symbols symbols;
};
using Files = std::vector<const syntax::File*>;

[[nodiscard]] Lowered lower_base(const Files& files, Diagnostics& diagnostics);
// An overlay is lowered onto a copy of the base: it only appends.
[[nodiscard]] Lowered lower_overlay(const Lowered& base, const syntax::File& file, Diagnostics& diagnostics);

}  // namespace stadga::dsl::sema
