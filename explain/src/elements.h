// elements.h - one place of a case in words: which field, of which element, under which fact.
#pragma once
#include <optional>
#include <string>

#include "stadga/base/result.h"
#include "stadga/engine/case.h"
#include "stadga/engine/model.h"

namespace stadga::explain {

[[nodiscard]] const engine::Fact* fact_named(const engine::Ruleset& ruleset,
                                             const std::string& name);
[[nodiscard]] std::string quoted(const std::string& text, MessageLanguage language);
// The fact and everything in it have a pointer into the case file; is this the whole fact?
[[nodiscard]] bool is_whole_fact(const std::string& path);
// Of a fact, a field or an element; nullopt where the path leads nowhere.
[[nodiscard]] std::optional<engine::Type> type_at(const engine::Ruleset& ruleset,
                                                  const std::string& path);
// "uppgiften ”belopp” för nummer 1 (boende) under ”kostnader”"; what kind it is stays unsaid where
// it is sensitive.
[[nodiscard]] std::string part_words(const engine::Ruleset& ruleset, const engine::Case& facts,
                                     const std::string& path, MessageLanguage language);
// The same, or for a whole fact "bedömningen ”rätt kommun”".
[[nodiscard]] std::string place_words(const engine::Ruleset& ruleset, const engine::Case& facts,
                                      const std::string& path, MessageLanguage language);

}  // namespace stadga::explain
