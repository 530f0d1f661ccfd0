// walk.cpp - traversal of expressions, with definitions followed where the caller asks for it.
#include "walk.h"

#include "list_bounds.h"

namespace stadga::verify {
namespace {

using engine::ExprId;
using engine::Op;
using engine::Ruleset;

void add_valid(std::vector<ExprId>& out, ExprId id) {
  if (id.valid()) out.push_back(id);
}

// Follows terms and requirements into their definitions, each once.
class Reach {
 public:
  explicit Reach(const Ruleset& ruleset) : ruleset_(ruleset) {}
  Reach(const Ruleset& ruleset, const Varied& varied) : ruleset_(ruleset), varied_(&varied) {}

  void from(const std::vector<ExprId>& ids) {
    for (const ExprId id : ids) descend(id);
  }
  void from_fact(std::uint32_t fact) {
    if (!found_.facts.insert(fact).second) return;
    const ExprId needed_when = ruleset_.facts[fact].needed_when;
    if (needed_when.valid()) from({needed_when});
  }
  void from_term(std::uint32_t term) {
    if (!found_.terms.insert(term).second) return;
    for (const auto& rule : ruleset_.rules) {
      if (rule.term.value == term) from(roots(rule));
    }
  }
  void from_requirement(const std::string& id) {
    if (!found_.requirements.insert(id).second) return;
    for (const auto& requirement : ruleset_.requirements) {
      if (requirement.id == id) from(roots(requirement));
    }
    for (const auto& rule : ruleset_.rules) {
      if (rule.requirement == id) from(roots(rule));
    }
  }
  [[nodiscard]] const Reached& found() const { return found_; }

 private:
  void descend(ExprId id) {
    if (!id.valid()) return;
    const engine::Expr& expr = ruleset_.at(id);
    see(expr);
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
      if (i > 0 || !looks_past(expr)) descend(expr.args[i]);
    }
  }
  // A list operator over the varied list that asks about other fields of its elements only.
  bool looks_past(const engine::Expr& expr) const {
    if (varied_ == nullptr || varied_->fields.size() != 1 || !is_list_operator(expr.op)) return false;
    const engine::Expr& list = ruleset_.at(expr.args.at(0));
    if (list.op != Op::kFact || list.fact != varied_->fact) return false;
    bool asked = false;
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      walk(ruleset_, expr.args[i], [&](ExprId e) {
        const engine::Expr& part = ruleset_.at(e);
        asked = asked || (part.op == Op::kTerm && !part.args.empty()) ||
                (part.op == Op::kField && part.field == varied_->fields[0]);
      });
    }
    return !asked;
  }

  void see(const engine::Expr& expr) {
    if (expr.op == Op::kFact) from_fact(expr.fact.value);
    if (expr.op == Op::kTerm) from_term(expr.term.value);
    if (expr.op == Op::kParameter) found_.parameters.insert(expr.parameter.value);
    if (expr.op == Op::kTable) found_.tables.insert(expr.table.value);
    if (expr.op == Op::kRequirementIs) {
      from_requirement(ruleset_.requirements.at(expr.requirement.value).id);
    }
  }

  const Ruleset& ruleset_;
  const Varied* varied_ = nullptr;
  Reached found_;
};

}  // namespace

void walk(const Ruleset& ruleset, ExprId root, const std::function<void(ExprId)>& visit) {
  if (!root.valid()) return;
  std::vector<ExprId> stack{root};
  while (!stack.empty()) {
    const ExprId id = stack.back();
    stack.pop_back();
    visit(id);
    const auto& args = ruleset.at(id).args;
    for (auto it = args.rbegin(); it != args.rend(); ++it) {
      if (it->valid()) stack.push_back(*it);
    }
  }
}

std::vector<ExprId> roots(const engine::Requirement& requirement) {
  std::vector<ExprId> out;
  add_valid(out, requirement.applies);
  add_valid(out, requirement.condition);
  add_valid(out, requirement.not_shown_when);
  return out;
}

std::vector<ExprId> roots(const engine::Rule& rule) {
  std::vector<ExprId> out;
  add_valid(out, rule.condition);
  add_valid(out, rule.conclusion);
  return out;
}

std::vector<ExprId> deciding_roots(const Ruleset& ruleset) {
  std::vector<ExprId> out;
  for (const auto& requirement : ruleset.requirements) {
    for (const ExprId id : roots(requirement)) out.push_back(id);
  }
  for (const auto& rule : ruleset.rules) {
    for (const ExprId id : roots(rule)) out.push_back(id);
  }
  for (const auto& fact : ruleset.facts) add_valid(out, fact.needed_when);
  for (const auto& guarantee : ruleset.guarantees) {
    add_valid(out, guarantee.statement);
    add_valid(out, guarantee.when);
  }
  return out;
}

bool reads(const Ruleset& ruleset, const std::vector<ExprId>& from, const Varied& varied) {
  Reach reach(ruleset, varied);
  reach.from(from);
  reach.from({ruleset.header.law_day});
  return reach.found().facts.contains(varied.fact.value);
}

std::set<std::uint32_t> facts_read(const Ruleset& ruleset, const std::vector<ExprId>& from) {
  Reach reach(ruleset);
  reach.from(from);
  return reach.found().facts;
}

Reached reached(const Ruleset& ruleset, const From& from) {
  Reach reach(ruleset);
  reach.from(from.exprs);
  for (const auto term : from.terms) reach.from_term(term.value);
  for (const auto& id : from.requirements) reach.from_requirement(id);
  return reach.found();
}

std::set<std::uint32_t> live_terms(const Ruleset& ruleset) {
  Reach reach(ruleset);
  for (const auto& requirement : ruleset.requirements) reach.from_requirement(requirement.id);
  for (const auto& stage : ruleset.decision.stages) {
    for (const auto term : stage.requires_values) reach.from_term(term.value);
  }
  for (const auto& items : ruleset.decision.items) reach.from_term(items.granted.value);
  return reach.found().terms;
}

}  // namespace stadga::verify
