// generate/text.h - what generated scenarios are called and note, in the language of the rule set's texts.
#pragma once
#include <optional>
#include <string>

#include "stadga/engine/model.h"

namespace stadga::verify {

struct Clause;

[[nodiscard]] bool speaks_swedish(const engine::Ruleset& ruleset);

// An atom in a few words of the rule language; empty where it takes more than a few.
[[nodiscard]] std::string words_of(const engine::Ruleset& ruleset, engine::ExprId atom);

// Where a case lies: the atom holds or not; or below, at or above its limit, at that value.
enum class Side { kTrue, kFalse, kBelow, kAt, kAbove };
struct Place {
  Side side = Side::kTrue;
  std::string value;  // "gångsträcka_meter 100"; of the last three
};
// "PRH-K2: rekvisitet på gränsen, längd 24 månader"
[[nodiscard]] std::string title_of(const engine::Ruleset& ruleset, const Clause& clause, std::size_t atom,
                                   const Place& place);
[[nodiscard]] std::string note_of(const engine::Ruleset& ruleset, const std::string& other);
[[nodiscard]] std::string also_tests(const engine::Ruleset& ruleset, const std::string& title);

// A number, an amount or a day with its unit.
[[nodiscard]] std::string unit_text(const engine::Ruleset& ruleset, const engine::Type& type, std::int64_t value);

}  // namespace stadga::verify
