// decision_text.h - a decision object (docs/contract.md) in words. Reads only what the object says;
// nothing is looked up, so that a recorded decision reads the same for ever.
#pragma once
#include <string>

#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::cli {

// True for an object that carries what a decision must carry.
[[nodiscard]] bool is_decision(const Json& value);
// `plain`: one sentence a line, no indentation, for screen readers.
[[nodiscard]] std::string decision_text(const Json& decision, MessageLanguage language, bool plain);

}  // namespace stadga::cli
