// walk.h - visiting the expressions of a rule set that decide something.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

// Calls `visit` for `root` and everything below it, parents first. Invalid ids are skipped.
void walk(const engine::Ruleset& ruleset, engine::ExprId root,
          const std::function<void(engine::ExprId)>& visit);

// The expressions of a provision that take part in a decision; guidelines are left out.
[[nodiscard]] std::vector<engine::ExprId> roots(const engine::Requirement& requirement);
[[nodiscard]] std::vector<engine::ExprId> roots(const engine::Rule& rule);
// Every deciding root of the rule set, in source order.
[[nodiscard]] std::vector<engine::ExprId> deciding_roots(const engine::Ruleset& ruleset);

// Names of the facts that an expression reads, terms and requirements included.
[[nodiscard]] std::set<std::uint32_t> facts_read(const engine::Ruleset& ruleset,
                                                 const std::vector<engine::ExprId>& from);

// One number or list of a case: a fact, or a field path into it.
struct Varied {
  engine::FactId fact;
  std::vector<std::uint32_t> fields;
};
// Can expressions be worth something else where only that differs? A list operator that asks nothing
// about the field of the elements does not count as reading it.
[[nodiscard]] bool reads(const engine::Ruleset& ruleset, const std::vector<engine::ExprId>& from,
                         const Varied& varied);
// Everything that expressions, terms and requirements read, definitions followed; guidelines are left out.
struct Reached {
  std::set<std::uint32_t> facts, terms, parameters, tables;
  std::set<std::string> requirements;
};
struct From {
  std::vector<engine::ExprId> exprs;
  std::vector<engine::TermId> terms;
  std::vector<std::string> requirements;
};
[[nodiscard]] Reached reached(const engine::Ruleset& ruleset, const From& from);

// Terms that an outcome can depend on: required by a stage or read from one that is, or from a
// requirement or a rule on a requirement.
[[nodiscard]] std::set<std::uint32_t> live_terms(const engine::Ruleset& ruleset);

}  // namespace stadga::verify
