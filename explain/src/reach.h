// reach.h - what a requirement or a term can rest on, read from the model alone: the facts, fields
// and provisions on any way from it, whatever the case.
#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::explain {

using FieldOf = std::pair<std::uint32_t, std::uint32_t>;  // record, field

struct Reach {
  std::set<engine::FactId> facts;
  std::set<FieldOf> fields;
  std::set<engine::TermId> terms;
  std::vector<engine::Citation> citations;  // of the provisions on the way, as they come

  [[nodiscard]] bool cites(const engine::Citation& citation) const;
};

// Requirements by id, every version.
[[nodiscard]] Reach reach_of(const engine::Ruleset& ruleset,
                             const std::vector<std::string>& requirements);
// An expression; every fact and field there is.
[[nodiscard]] Reach reach_of(const engine::Ruleset& ruleset, engine::ExprId expr);
[[nodiscard]] Reach reach_of_everything(const engine::Ruleset& ruleset);
// What an item's granted and applied amounts can rest on.
[[nodiscard]] Reach reach_of(const engine::Ruleset& ruleset, const engine::AppliedItems& items);
// What can cut a value short: the arguments of `det minsta av` (`största` where lower is better) in
// its rules.
[[nodiscard]] Reach reach_of_cut(const engine::Ruleset& ruleset, engine::TermId term);

// Dates that an age is counted from: dates of birth, found by how they are used.
struct Births {
  std::set<engine::FactId> facts;
  std::set<FieldOf> fields;
};
[[nodiscard]] Births births_of(const engine::Ruleset& ruleset);

}  // namespace stadga::explain
