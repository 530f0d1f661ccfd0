// scenarios.h - `typfall` to case files and expectations.
//
// Facts are converted by their declared type. A quoted value is the JSON string as it stands, and in
// a scenario that expects an error any value is passed on by its shape: bad input can be written.
#pragma once
#include "sema/context.h"
#include "sema/lower.h"

namespace stadga::dsl::sema {

// `base` types the facts; `ids` are the provisions of the base and of every overlay.
[[nodiscard]] std::vector<engine::Scenario> lower_scenarios(const Lowered& base, const std::vector<std::string>& ids,
                                                            const Files& files, Diagnostics& diagnostics);

}  // namespace stadga::dsl::sema
