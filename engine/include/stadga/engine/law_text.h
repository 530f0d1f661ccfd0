// law_text.h - how a provision is cited in Swedish, whatever the message language: one wording for
// decisions, diagnostics and findings. Pure and thread-safe.
#pragma once
#include <string>

#include "stadga/engine/model.h"

namespace stadga::engine {

// "13 kap. 8 § första stycket tredje meningen trafikförordningen"
[[nodiscard]] std::string citation_text(const Ruleset& ruleset, const Citation& citation);
// The same with the act's number: "... trafikförordningen (1998:1276)"
[[nodiscard]] std::string numbered_citation_text(const Ruleset& ruleset, const Citation& citation);

}  // namespace stadga::engine
