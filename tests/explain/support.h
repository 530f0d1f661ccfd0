// support.h - the shipped rule sets with their scenarios, and cases as JSON, for the tests of this
// folder.
#pragma once
#include <functional>
#include <string>

#include "stadga/base/json.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/evaluate.h"
#include "stadga/explain/decision_text.h"

namespace stadga::explain::test {

// A folder under rules/, or "prov": the practice set of this folder; "prov-nytt": the same law, new
// in 2027. Compiled once; fails the test else.
[[nodiscard]] const dsl::CompileResult& rules(const std::string& folder);
[[nodiscard]] const engine::Package& package(const std::string& folder);
// The case of the scenario with this title.
[[nodiscard]] Json scenario(const std::string& folder, const std::string& title);
// A case of the practice set that is granted; `change` bends its facts.
[[nodiscard]] Json practice_case(const std::function<void(JsonObject& facts)>& change = nullptr);

[[nodiscard]] DecisionText text_of(const std::string& folder, const Json& case_json,
                                   const Request& request = {});
[[nodiscard]] std::string read_file(const std::string& path_in_source_tree);

}  // namespace stadga::explain::test
