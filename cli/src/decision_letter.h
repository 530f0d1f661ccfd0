// decision_letter.h - a decision object in words for the person it concerns: sentences, no codes. Like
// decision_text it reads only what the object says.
#pragma once
#include <string>

#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::cli {

[[nodiscard]] std::string decision_letter(const Json& decision, MessageLanguage language, bool plain);

}  // namespace stadga::cli
