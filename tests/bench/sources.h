// sources.h - rule sets for benchmarks, compiled. A rule set that does not compile ends the program.
#pragma once
#include <string>

#include "stadga/dsl/compile.h"
#include "stadga/engine/model.h"
#include "stadga/verify/check.h"

namespace stadga::bench {

[[nodiscard]] engine::Package compiled(const dsl::SourceSet& sources);
[[nodiscard]] engine::Package compiled(const std::string& text);
// A folder of rules/, without its scenarios.
[[nodiscard]] engine::Package shipped(const std::string& folder);

// All obligations must be settled in the way given, else the program ends: a benchmark of a wrong answer is none.
void expect(const verify::CheckResult& result, verify::Verdict verdict);

}  // namespace stadga::bench
