// usage_text.h - what the parser of the command line says, in the caller's language. It knows its own
// words in English only; here they become Swedish.
#pragma once
#include <string>

#include "console.h"

namespace stadga::cli {

// One word of a help page: "OPTIONS" -> "FLAGGOR". A word that is not known stays as it is.
[[nodiscard]] std::string help_label(const std::string& english);
// An error: "--log is required" -> "--log måste anges".
[[nodiscard]] LocalText usage_error(const std::string& english);

}  // namespace stadga::cli
