// scenario_text.h - scenarios as rule text: from a case file and what is expected of it to a typfall that
// compiles to the same case, in canonical layout. Pure and thread-safe; equal input gives equal bytes.
#pragma once
#include <string>
#include <vector>

#include "stadga/base/result.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/model.h"
#include "stadga/engine/scenario.h"

namespace stadga::dsl {

// A whole file: comment lines (without `--`), then the scenarios. Types come from `ruleset`: a fact that it
// lacks is written with its name quoted. What belongs to a run and not to a case (case_id, request_id,
// purpose) is left out, and of a time only its day is kept. S3208: the case holds what the language cannot
// say (a line break in a text, a source that is no name, where a fact comes from that is left out).
[[nodiscard]] Result<std::string> scenario_text(const engine::Ruleset& ruleset,
                                                const std::vector<std::string>& comments,
                                                const std::vector<engine::Scenario>& scenarios,
                                                KeywordLanguage language);

// The keyword language that a rule set's own files are written in: that of the first file.
[[nodiscard]] KeywordLanguage keyword_language(const SourceSet& sources);

}  // namespace stadga::dsl
