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

// Is the provision, a section of an act, the one that is cited or one of several ("2-4")? Sections with
// letters count as their number there: rather one too many.
[[nodiscard]] bool cites(const Citation& citation, const Citation& provision);

}  // namespace stadga::engine
