// checks.h - what only the whole rule set shows: versions that overlap, rules that go before what
// they cannot go before, and definitions that depend on themselves. Conflicts, gaps and days without
// a version are findings of `check`, not of the compiler.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void check_whole(const engine::Ruleset& ruleset, const Symbols& symbols, Diagnostics& diagnostics);

}  // namespace stadga::dsl::sema
