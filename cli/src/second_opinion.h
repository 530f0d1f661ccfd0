// second_opinion.h - the questions of a check put to cvc5, which shares no code with the solver that answered first.
//
// One process a question, fed through a pipe; limited by cvc5's own count of resources, so that two runs agree, and
// killed after ten minutes whatever it says. STADGA_CVC5 names the program, else the one on the path.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "console.h"
#include "stadga/base/result.h"
#include "stadga/verify/evidence.h"

namespace stadga::cli {

using Answered = std::function<void(std::size_t done, std::size_t all)>;

// Opinions in the order of the questions. Error S6029: there is no cvc5 here, or it cannot be run.
[[nodiscard]] Result<verify::SecondOpinion> second_opinion(const verify::Evidence& evidence, const Answered& answered);

// Nothing where there is one: asked before the proofs, which can take minutes.
[[nodiscard]] std::optional<Failed> no_second_solver();

// The same with progress and a note of what it came to; the scripts in `folder`, a new one, where that is named.
// Where the two solvers disagree it is an internal error.
[[nodiscard]] std::variant<verify::SecondOpinion, Failed> agreed(const verify::Evidence& evidence,
                                                                 const std::string& folder, const Console& console);

}  // namespace stadga::cli
