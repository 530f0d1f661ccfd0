// cone.cpp - a walk over ids with a set of what was met. Recursion is as deep as rules nest, which
// the compiler and the bundle's reader bound.
#include "cone.h"

#include <algorithm>

#include "stadga/engine/bundle.h"

namespace stadga::review {

using namespace engine;  // NOLINT(google-build-using-namespace): the model's words throughout

namespace {

bool same_target(const Rule& a, const Rule& b) {
  return a.term == b.term && a.requirement == b.requirement;
}

bool names(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

// False when it was met before.
bool ConeWalk::add(PartKind kind, const std::string& name) {
  std::string part(word(kind));
  if (!name.empty()) part += " " + name;
  if (cone_.contains(part)) return false;
  cone_.emplace(std::move(part), part_hash(ruleset_, kind, name));
  return true;
}

void ConeWalk::provision(const std::string& id) {
  self_ = id;
  for (const Requirement& requirement : ruleset_.requirements) {
    if (requirement.id != id) continue;
    reads_of(requirement);
    for (const Rule& on_it : ruleset_.rules) {
      if (on_it.requirement == id) rule(on_it);
    }
  }
  for (const Rule& own : ruleset_.rules) {
    if (own.id != id) continue;
    if (own.term.valid()) add(PartKind::kTerm, ruleset_.at(own.term).name);
    reads_of(own);
    exceptions_to(own);
  }
  for (const Guarantee& guarantee : ruleset_.guarantees) {
    if (guarantee.id == id) reads_of(guarantee);
  }
}

void ConeWalk::frame() {
  law_day(ExprId{});
  for (const AppliedItems& items : ruleset_.decision.items) {
    fact(items.list);
    expression(items.applied);
  }
}

void ConeWalk::overlay(const Ruleset& base) {
  for (std::size_t i = 0; i < base.parameters.size(); ++i) {
    const Parameter& parameter = base.parameters[i];
    if (ruleset_.parameters.at(i).values.size() == parameter.values.size()) continue;
    cone_.emplace("parameter " + parameter.name,
                  part_hash(base, PartKind::kParameter, parameter.name));
  }
  for (std::size_t i = 0; i < base.tables.size(); ++i) {
    const Table& table = base.tables[i];
    if (ruleset_.tables.at(i).versions.size() == table.versions.size()) continue;
    cone_.emplace("table " + table.name, part_hash(base, PartKind::kTable, table.name));
  }
  for (const Trial& trial : ruleset_.trials) {
    for (const std::string& id : trial.disapplies) {
      const bool is_rule = std::any_of(base.rules.begin(), base.rules.end(),
                                       [&](const Rule& other) { return other.id == id; });
      add(is_rule ? PartKind::kRule : PartKind::kRequirement, id);
    }
  }
}

void ConeWalk::expression(ExprId id) {
  if (!id.valid()) return;
  const Expr& expr = ruleset_.at(id);
  for (const ExprId argument : expr.args) expression(argument);
  switch (expr.op) {
    case Op::kFact:
      return fact(expr.fact);
    case Op::kTerm:
      return term(expr.term);
    case Op::kParameter:
      add(PartKind::kParameter, ruleset_.at(expr.parameter).name);
      return;
    case Op::kTable:
      add(PartKind::kTable, ruleset_.at(expr.table).name);
      return;
    case Op::kRequirementIs:
      return requirement(ruleset_.requirements.at(expr.requirement.value).id);
    default:
      return type(expr.type);
  }
}

void ConeWalk::text(const Text& text) {
  for (const TextPiece& piece : text) expression(piece.value);
}

void ConeWalk::type(const Type& type) {
  if (type.record.valid()) record(type.record);
}

void ConeWalk::fact(FactId id) {
  const Fact& fact = ruleset_.at(id);
  if (!add(PartKind::kFact, fact.name)) return;
  type(fact.type);
  expression(fact.needed_when);
}

void ConeWalk::record(RecordId id) {
  const Record& record = ruleset_.at(id);
  if (!add(PartKind::kRecord, record.name)) return;
  for (const Field& field : record.fields) type(field.type);
}

void ConeWalk::term(TermId id) {
  const Term& term = ruleset_.at(id);
  if (!add(PartKind::kTerm, term.name)) return;
  type(term.type);
  if (term.each.valid()) record(term.each);
  for (const Rule& definition : ruleset_.rules) {
    if (definition.term == id) rule(definition);
  }
}

void ConeWalk::requirement(const std::string& id) {
  if (id != self_ && !add(PartKind::kRequirement, id)) return;
  if (id == self_) return;
  for (const Requirement& version : ruleset_.requirements) {
    if (version.id == id) reads_of(version);
  }
  for (const Rule& on_it : ruleset_.rules) {
    if (on_it.requirement == id) rule(on_it);
  }
}

// One version; the hash is that of all, so every version's reads count even if it was met before.
void ConeWalk::rule(const Rule& rule) {
  if (rule.id != self_) add(PartKind::kRule, rule.id);
  reads_of(rule);
}

void ConeWalk::reads_of(const Requirement& requirement) {
  expression(requirement.applies);
  expression(requirement.condition);
  expression(requirement.not_shown_when);
  law_day(requirement.law_day);
  text(requirement.text_met);
  text(requirement.text_not_met);
  text(requirement.text_not_shown);
  for (const Guideline& guideline : requirement.guidelines) {
    expression(guideline.condition);
    expression(guideline.applies);
    text(guideline.text_for);
    text(guideline.text_against);
  }
}

void ConeWalk::reads_of(const Rule& rule) {
  expression(rule.condition);
  expression(rule.conclusion);
  law_day(rule.law_day);
  text(rule.text);
}

void ConeWalk::reads_of(const Guarantee& guarantee) {
  expression(guarantee.statement);
  expression(guarantee.when);
  if (guarantee.subject.valid()) term(guarantee.subject);
  if (guarantee.with.valid()) fact(guarantee.with);
}

// What goes before it takes its place; what applies "in all other cases" yields to every other.
void ConeWalk::exceptions_to(const Rule& subject) {
  for (const Rule& other : ruleset_.rules) {
    if (other.id == subject.id || other.id == self_ || !same_target(other, subject)) continue;
    if (!names(other.goes_before, subject.id) && !(subject.is_default && !other.is_default)) continue;
    if (!add(PartKind::kRule, other.id)) continue;
    for (const Rule& version : ruleset_.rules) {
      if (version.id != other.id) continue;
      reads_of(version);
      exceptions_to(version);
    }
  }
}

void ConeWalk::law_day(ExprId own) {
  if (own.valid()) return expression(own);
  if (!ruleset_.header.law_day.valid()) return;
  if (add(PartKind::kLawDay, "")) expression(ruleset_.header.law_day);
}

}  // namespace stadga::review
