// rule_set.h - the shipped parking set as sources and compiled, for the tests of this folder.
#pragma once
#include <string>
#include <vector>

#include "rules/oracle.h"
#include "stadga/base/json.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/evaluate.h"

namespace stadga::rules {

[[nodiscard]] std::string read_file(const std::string& path_in_source_tree);
// Every .stadga file of rules/parkeringstillstand, paths relative to it.
[[nodiscard]] dsl::SourceSet parking_sources();
// The same without scenarios: faster to compile many times.
[[nodiscard]] dsl::SourceSet parking_rules_only();

// Compiles and fails the running test with the diagnostics when there is no package.
[[nodiscard]] dsl::CompileResult compile_or_fail(const dsl::SourceSet& sources);
// Compiled once for the whole binary; shared, immutable.
[[nodiscard]] const dsl::CompileResult& parking();

// The engine's answer in the oracle's form. A case that is not valid gives status "invalid".
[[nodiscard]] Answer engine_answer(const engine::Package& package, const Json& case_file);
[[nodiscard]] Json decide_json(const engine::Package& package, const Json& case_file);

}  // namespace stadga::rules
