// atoms.cpp - see atoms.h.
#include "generate/atoms.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "generate/text.h"
#include "walk.h"
#include "workbench.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;

bool is_junction(Op op) { return op == Op::kAll || op == Op::kAny || op == Op::kNot; }

bool same(const Ruleset& ruleset, ExprId a, ExprId b) {
  if (a == b) return true;
  const Expr& x = ruleset.at(a);
  const Expr& y = ruleset.at(b);
  const bool alike = x.op == y.op && x.literal == y.literal && x.fact == y.fact && x.parameter == y.parameter &&
                     x.term == y.term && x.requirement == y.requirement &&
                     x.requirement_state == y.requirement_state && x.field == y.field && x.depth == y.depth &&
                     x.empty_holds == y.empty_holds && x.numerator == y.numerator &&
                     x.denominator == y.denominator && x.unit == y.unit && x.rounding == y.rounding &&
                     x.table == y.table && x.leap == y.leap && x.args.size() == y.args.size();
  if (!alike) return false;
  for (std::size_t i = 0; i < x.args.size(); ++i) {
    if (!same(ruleset, x.args[i], y.args[i])) return false;
  }
  return true;
}

void collect(const Ruleset& ruleset, ExprId id, std::vector<Atom>& out) {
  const Expr& expr = ruleset.at(id);
  if (expr.op == Op::kLiteral) return;
  if (is_junction(expr.op)) {
    for (const ExprId part : expr.args) collect(ruleset, part, out);
    return;
  }
  const bool known = std::any_of(out.begin(), out.end(), [&](const Atom& a) { return same(ruleset, a.expr, id); });
  if (!known) out.push_back({id, words_of(ruleset, id)});
}

void add(const Ruleset& ruleset, Clause clause, std::vector<Clause>& out) {
  if (!clause.root.valid()) return;
  collect(ruleset, clause.root, clause.atoms);
  if (!clause.atoms.empty()) out.push_back(std::move(clause));
}

}  // namespace

const char* name(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::kApplies: return "applies";
    case ClauseKind::kCondition: return "condition";
    case ClauseKind::kWhen: return "when";
  }
  return "";
}

std::vector<Clause> clauses_of(const Ruleset& ruleset) {
  std::vector<Clause> out;
  for (const auto& one : ruleset.requirements) {
    Clause clause;
    clause.id = one.id;
    clause.subject = subject(ruleset.requirements, one);
    clause.validity = one.validity;
    clause.from_overlay = one.from_overlay;
    clause.kind = ClauseKind::kApplies;
    clause.root = one.applies;
    add(ruleset, clause, out);
    clause.kind = ClauseKind::kCondition;
    clause.root = one.condition;
    clause.applies = one.applies;
    add(ruleset, clause, out);
  }
  for (const auto& one : ruleset.rules) {
    Clause clause;
    clause.id = one.id;
    clause.subject = subject(ruleset.rules, one);
    clause.validity = one.validity;
    clause.from_overlay = one.from_overlay;
    clause.kind = ClauseKind::kWhen;
    clause.root = one.condition;
    if (one.term.valid()) clause.each = ruleset.at(one.term).each;
    add(ruleset, clause, out);
  }
  return out;
}

std::set<std::uint32_t> facts_of(const Ruleset& ruleset, const Clause& clause, std::size_t atom) {
  auto out = facts_read(ruleset, {clause.atoms.at(atom).expr});
  if (!clause.each.valid()) return out;
  const std::function<bool(const engine::Type&)> holds_elements = [&](const engine::Type& type) {
    if (!type.record.valid()) return false;
    if (type.kind == engine::TypeKind::kList && type.record == clause.each) return true;
    const auto& fields = ruleset.at(type.record).fields;
    return std::any_of(fields.begin(), fields.end(), [&](const auto& field) { return holds_elements(field.type); });
  };
  for (std::uint32_t i = 0; i < ruleset.facts.size(); ++i) {
    if (holds_elements(ruleset.facts[i].type)) out.insert(i);
  }
  return out;
}

std::optional<std::size_t> place_of(const Ruleset& ruleset, const Clause& clause, ExprId id) {
  for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
    if (same(ruleset, clause.atoms[i].expr, id)) return i;
  }
  return std::nullopt;
}

bool is_comparison(const Expr& expr) {
  switch (expr.op) {
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe: return true;
    default: return false;
  }
}

bool holds_at_limit(Op op) { return op == Op::kEq || op == Op::kLe || op == Op::kGe; }

}  // namespace stadga::verify
