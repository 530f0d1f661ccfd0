// case_words.h - a case file in a line that a jurist reads.
#pragma once
#include <string>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

// "antal = 10 · beslutsdag 2026-01-01"; `plain` for screen readers. Facts in source order.
[[nodiscard]] std::string case_words(const engine::Ruleset& ruleset, const Json& case_file,
                                     MessageLanguage language, bool plain);
// ja/nej, inget, lists and records; a text as it is.
[[nodiscard]] std::string value_words(const Json& value, MessageLanguage language);

}  // namespace stadga::verify
