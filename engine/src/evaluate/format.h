// format.h - values, citations and lists as text, by type and language.
#pragma once
#include <string>
#include <vector>

#include "evaluate/interpreter.h"
#include "evaluate/state.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {

// For people: "6 months", "22 november 2026", "5 220,00 kr"; a value that is not known says so.
[[nodiscard]] std::string readable(const Ruleset& ruleset, const Type& type, const State& state);
// For conflicts and scenarios: as in the decision's JSON, "2031-11-21".
[[nodiscard]] std::string plain_text(const Ruleset& ruleset, const Type& type, const State& state);
[[nodiscard]] Json value_json(const Ruleset& ruleset, const Type& type, const Scalar& value);

[[nodiscard]] std::string text_of(Interpreter& interpreter, const Text& text);
// "a, b and c" in the rule set's language.
[[nodiscard]] std::string joined(const Ruleset& ruleset, const std::vector<std::string>& parts);
[[nodiscard]] const char* weight_name(Weight weight);
// SHA-256 over what was asked (docs/semantics.md, 21).
[[nodiscard]] std::string decision_id(const Ruleset& ruleset, const Case& facts);
[[nodiscard]] Json citation_json(const Ruleset& ruleset, const Citation& citation);

// The two versions of one provision that hold on the same day, with their first and last days.
template <typename T>
[[nodiscard]] std::vector<ConflictSide> version_sides(const T& first, const T& second) {
  std::vector<ConflictSide> out;
  for (const T* version : {&first, &second}) {
    const DateInterval& days = version->validity.days;
    out.push_back({version->id, version->title, to_string(days.from) + "/" + to_string(days.to)});
  }
  return out;
}

}  // namespace stadga::engine
