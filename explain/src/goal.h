// goal.h - what a search looks for: another outcome, an item granted in full, a better date.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reach.h"
#include "stadga/explain/alternatives.h"

namespace stadga::explain {

struct Goal {
  About about = About::kOutcome;
  std::string subject;
  Reach reach;
  std::function<bool(const engine::Evaluation&)> reached;
  // What the changed case gives for an item or a value; nullopt for an outcome.
  std::function<std::optional<Json>(const engine::Evaluation&)> value;
  // kValue: is the first a better one than the second?
  std::function<bool(const Json&, const Json&)> better;
  bool sets = true;  // whether several facts at once are tried
};

// In the order of the text; empty where the outcome leaves nothing to look for.
[[nodiscard]] std::vector<Goal> goals_of(const engine::Ruleset& ruleset,
                                         const engine::Evaluation& result);

// The outcome's goal, one requirement at a time: that it no longer stands against the applicant.
[[nodiscard]] std::vector<Goal> parts_of(const engine::Ruleset& ruleset,
                                         const engine::Evaluation& result);

// Fewer requirements stand against the applicant than before, and nothing else has come in their
// place.
[[nodiscard]] bool is_progress(const engine::Evaluation& before, const engine::Evaluation& now);

}  // namespace stadga::explain
