// show_evidence.h - what a bundle keeps of the questions that its proofs rest on.
#pragma once
#include <string>

#include "console.h"

namespace stadga::cli {

// `name` empty: all questions by number; an obligation: its own; a number: the script itself, for any solver.
[[nodiscard]] Exit show_evidence(const Json& checks, const std::string& name, Console& console);

}  // namespace stadga::cli
