// question.h - what is asked of a case, in words: the fact's own question, or, where one part of it
// is not known, which part and whose.
#pragma once
#include <string>

#include "stadga/base/result.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "stadga/engine/model.h"

namespace stadga::explain {

// "Bedömningen ”skälig” för nummer 2 (boende) under ”kostnader”: ja eller nej?". `facts` was read
// with `ruleset`, and `missing` is of its evaluation.
[[nodiscard]] std::string question_words(const engine::Ruleset& ruleset, const engine::Case& facts,
                                         const engine::Missing& missing, MessageLanguage language);

}  // namespace stadga::explain
