// rule_set.h - the shipped rule sets as sources and compiled, for the tests of this folder.
#pragma once
#include <string>
#include <vector>

#include "rules/oracle.h"
#include "stadga/base/json.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/evaluate.h"

namespace stadga::rules {

[[nodiscard]] std::string read_file(const std::string& path_in_source_tree);
// Every .stadga file of a folder under rules/, paths relative to it, in order.
[[nodiscard]] dsl::SourceSet sources_of(const std::string& folder);
// A folder without its scenarios: faster to compile many times.
[[nodiscard]] dsl::SourceSet rules_of(const std::string& folder);
// Of rules/parkeringstillstand.
[[nodiscard]] dsl::SourceSet parking_sources();
[[nodiscard]] dsl::SourceSet parking_rules_only();

// Compiles and fails the running test with the diagnostics when there is no package.
[[nodiscard]] dsl::CompileResult compile_or_fail(const dsl::SourceSet& sources);
// Compiled once for the whole binary; shared, immutable.
[[nodiscard]] const dsl::CompileResult& parking();

// rules/ekonomiskt-bistand without its scenarios, with a made-up municipality 0001 beside the real ones: it
// reads ages on the month's first day and rounds a share to whole kronor. nullptr: it does not compile.
[[nodiscard]] const engine::Package* financial_aid();

// The engine's answer in the oracle's form. A case that is not valid gives status "invalid".
[[nodiscard]] Answer engine_answer(const engine::Package& package, const Json& case_file);
[[nodiscard]] Json decide_json(const engine::Package& package, const Json& case_file);

}  // namespace stadga::rules
