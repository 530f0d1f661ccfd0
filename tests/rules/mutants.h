// mutants.h - edits of the rule set's text: each removes one safeguard, or keeps it in other words.
#pragma once
#include <string>
#include <vector>

#include "stadga/dsl/compile.h"

namespace stadga::rules {

struct Mutant {
  std::string what;  // file, line and the edit
  std::string kind;  // the obligation that must be refuted
  dsl::SourceSet sources;
};

[[nodiscard]] std::vector<Mutant> without_goes_before(const dsl::SourceSet& sources);
[[nodiscard]] std::vector<Mutant> without_defaults(const dsl::SourceSet& sources);
[[nodiscard]] std::vector<Mutant> without_stages(const dsl::SourceSet& sources);
// Every validity of a provision or a value ends on 2030-12-31.
[[nodiscard]] std::vector<Mutant> with_validity_ended(const dsl::SourceSet& sources);
// The dated values of the law's own parameters, one line each.
[[nodiscard]] std::vector<Mutant> without_national_values(const dsl::SourceSet& sources);
[[nodiscard]] std::vector<Mutant> without_overlay_values(const dsl::SourceSet& sources);

[[nodiscard]] dsl::SourceSet with_successor_value(const dsl::SourceSet& sources);
[[nodiscard]] dsl::SourceSet with_default_as_complement(const dsl::SourceSet& sources);

}  // namespace stadga::rules
