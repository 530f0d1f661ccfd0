// simulation.h - what a recorded decision becomes under other rules. Values: outcomes, and amounts
// with their differences; never a fact, and of other values no more than that they differ.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/engine/evaluate.h"

namespace stadga::cli {

enum class Effect { kSame, kOtherOutcome, kOtherValues, kUnreadable, kErased };
[[nodiscard]] const char* to_string(Effect effect);  // "same", "other_outcome", ...

// Amounts where both sides are amounts or absent; else only the name is told.
struct ValueChange {
  std::string name;
  bool amount = false;
  std::optional<Money> before, after;
};

struct Verdict {
  std::string status, outcome;  // outcome: determined alone has one
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

struct Simulated {
  std::uint64_t index = 0;
  Effect effect = Effect::kSame;
  std::string decision_id;  // of the recorded decision; empty where it was erased
  Verdict before, after;
  std::vector<ValueChange> values;  // those that differ
  std::vector<std::string> codes;   // why the case cannot be read under the new rules
};

[[nodiscard]] Simulated compare(std::uint64_t index, const Json& recorded,
                                const engine::DecideResult& other);

// Sums of what both sides have as an amount, by the value's name; nullopt where it overflows.
struct AmountSum {
  std::optional<Money> before = Money{}, after = Money{};
};
using AmountSums = std::map<std::string, AmountSum>;
void add_amounts(const Json& recorded, const engine::DecideResult& other, AmountSums& sums);

}  // namespace stadga::cli
