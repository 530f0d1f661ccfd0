// scenario_files.h - scenarios that the command writes: for every condition and limit of a rule set
// (`test --generate`), and of what a check found (`check --save-witnesses`).
#pragma once
#include <optional>

#include "console.h"
#include "load.h"
#include "options.h"
#include "stadga/verify/check.h"

namespace stadga::cli {

[[nodiscard]] Exit generate(const TestOptions& options, Console& console);

// Before the proofs: what is asked to be saved can be written there, as far as that can be told.
[[nodiscard]] std::optional<Failed> cannot_save(const CheckOptions& options);

// nullopt: written, or nothing to write; which has been said.
[[nodiscard]] std::optional<Failed> save_witnesses(const Loaded& loaded, const verify::CheckResult& result,
                                                   const CheckOptions& options, const Console& console);

}  // namespace stadga::cli
