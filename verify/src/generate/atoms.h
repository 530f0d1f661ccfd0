// atoms.h - the clauses of a rule set that decide, and the atoms that they are made of.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

enum class ClauseKind { kApplies, kCondition, kWhen };
[[nodiscard]] const char* name(ClauseKind kind);

// An atom may stand in several places of its clause; it is then one.
struct Atom {
  engine::ExprId expr;
  std::string words;  // "ålder är minst 18" in the language of the rule set's texts; may be empty
};

struct Clause {
  ClauseKind kind = ClauseKind::kCondition;
  std::string id, subject;   // subject: with its first day where there are several versions
  engine::Validity validity;
  engine::ExprId root;
  engine::ExprId applies;    // of a requirement's condition: when that counts; may be invalid
  engine::RecordId each;     // about each element of such lists
  bool from_overlay = false;
  std::vector<Atom> atoms;
};

// In source order: requirements, then rules. Clauses without an atom that reads anything are left out.
[[nodiscard]] std::vector<Clause> clauses_of(const engine::Ruleset& ruleset);

// What an atom reads: facts by index, definitions followed; about elements, the facts that hold such ones too.
[[nodiscard]] std::set<std::uint32_t> facts_of(const engine::Ruleset& ruleset, const Clause& clause,
                                               std::size_t atom);

// The place of an atom that is written there; nullopt for a junction or a literal.
[[nodiscard]] std::optional<std::size_t> place_of(const engine::Ruleset& ruleset, const Clause& clause,
                                                  engine::ExprId id);

[[nodiscard]] bool is_comparison(const engine::Expr& expr);
// Does the comparison hold where both sides are equal?
[[nodiscard]] bool holds_at_limit(engine::Op op);

}  // namespace stadga::verify
