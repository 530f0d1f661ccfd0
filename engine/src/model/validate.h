// validate.h - is a model what the evaluator relies on? A bundle may come from anyone.
#pragma once
#include <optional>
#include <string>

#include "stadga/engine/model.h"

namespace stadga::engine {

// The first thing that is wrong, as the name of a declaration; nullopt when the model is
// well-typed, acyclic, and shallow enough to be evaluated on an ordinary stack.
[[nodiscard]] std::optional<std::string> validate(const Ruleset& ruleset);

}  // namespace stadga::engine
