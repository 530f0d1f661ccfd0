#include "reach.h"

#include <algorithm>

namespace stadga::explain {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;

// The record whose field an expression names.
std::uint32_t record_of(const Ruleset& ruleset, const Expr& field) {
  return ruleset.at(field.args.at(0)).type.record.value;
}

class Walker {
 public:
  explicit Walker(const Ruleset& ruleset) : ruleset_(ruleset) {}

  void requirement(const std::string& id) {
    if (!requirements_.insert(id).second) return;
    for (const engine::Requirement& version : ruleset_.requirements) {
      if (version.id != id) continue;
      cite(version.citations);
      for (const ExprId part :
           {version.applies, version.condition, version.not_shown_when, version.law_day})
        expr(part);
    }
    for (const engine::Rule& rule : ruleset_.rules) {
      if (rule.requirement == id) this->rule(rule);
    }
  }

  void term(engine::TermId id) {
    if (!out_.terms.insert(id).second) return;
    for (const engine::Rule& rule : ruleset_.rules) {
      if (rule.term == id) this->rule(rule);
    }
  }

  void expr(ExprId id) {
    if (!id.valid() || !seen_.insert(id).second) return;
    const Expr& at = ruleset_.at(id);
    if (at.op == Op::kFact) fact(at.fact);
    if (at.op == Op::kField) out_.fields.insert({record_of(ruleset_, at), at.field});
    if (at.op == Op::kTerm) term(at.term);
    if (at.op == Op::kRequirementIs) requirement(ruleset_.requirements.at(at.requirement.value).id);
    if (at.op == Op::kParameter) parameter(ruleset_.at(at.parameter));
    if (at.op == Op::kTable) table(ruleset_.at(at.table));
    for (const ExprId part : at.args) expr(part);
  }

  Reach take() { return std::move(out_); }

 private:
  void fact(engine::FactId id) {
    if (out_.facts.insert(id).second) expr(ruleset_.at(id).needed_when);
  }
  void rule(const engine::Rule& rule) {
    cite(rule.citations);
    cite(rule.practices);
    for (const ExprId part : {rule.condition, rule.conclusion, rule.law_day}) expr(part);
  }
  void parameter(const engine::Parameter& parameter) {
    for (const engine::DatedValue& value : parameter.values) cite(value.citations);
  }
  void table(const engine::Table& table) {
    for (const engine::TableVersion& version : table.versions) cite(version.citations);
  }
  void cite(const std::vector<engine::Citation>& citations) {
    for (const engine::Citation& one : citations) {
      if (!out_.cites(one)) out_.citations.push_back(one);
    }
  }

  const Ruleset& ruleset_;
  Reach out_;
  std::set<std::string> requirements_;
  std::set<ExprId> seen_;
};

// Every expression below `id` with that operation, terms' rules included.
class CutFinder {
 public:
  CutFinder(const Ruleset& ruleset, Op cut, Walker& walker)
      : ruleset_(ruleset), cut_(cut), walker_(walker) {}
  void term(engine::TermId id) {
    if (!terms_.insert(id).second) return;
    for (const engine::Rule& rule : ruleset_.rules) {
      if (rule.term == id) expr(rule.conclusion);
    }
  }

 private:
  void expr(ExprId id) {
    if (!id.valid()) return;
    const Expr& at = ruleset_.at(id);
    if (at.op == cut_) {
      for (const ExprId part : at.args) walker_.expr(part);
      return;
    }
    if (at.op == Op::kTerm) term(at.term);
    for (const ExprId part : at.args) expr(part);
  }

  const Ruleset& ruleset_;
  Op cut_;
  Walker& walker_;
  std::set<engine::TermId> terms_;
};

}  // namespace

bool Reach::cites(const engine::Citation& citation) const {
  return std::find(citations.begin(), citations.end(), citation) != citations.end();
}

Reach reach_of(const Ruleset& ruleset, const std::vector<std::string>& requirements) {
  Walker walker(ruleset);
  for (const std::string& id : requirements) walker.requirement(id);
  return walker.take();
}

Reach reach_of(const Ruleset& ruleset, ExprId expr) {
  Walker walker(ruleset);
  walker.expr(expr);
  return walker.take();
}

Reach reach_of_everything(const Ruleset& ruleset) {
  Reach out;
  for (std::uint32_t i = 0; i < ruleset.facts.size(); ++i) out.facts.insert(engine::FactId{i});
  for (std::uint32_t i = 0; i < ruleset.records.size(); ++i) {
    for (std::uint32_t k = 0; k < ruleset.records[i].fields.size(); ++k) out.fields.insert({i, k});
  }
  return out;
}

Reach reach_of(const Ruleset& ruleset, const engine::AppliedItems& items) {
  Walker walker(ruleset);
  walker.expr(items.applied);
  walker.term(items.granted);
  Reach out = walker.take();
  out.facts.insert(items.list);
  return out;
}

Reach reach_of_cut(const Ruleset& ruleset, engine::TermId term) {
  Walker walker(ruleset);
  const bool higher = ruleset.at(term).favour != engine::Favour::kLower;
  CutFinder(ruleset, higher ? Op::kLeast : Op::kGreatest, walker).term(term);
  return walker.take();
}

Births births_of(const Ruleset& ruleset) {
  Births out;
  for (const Expr& age : ruleset.exprs) {
    if (age.op != Op::kAge) continue;
    const Expr& born = ruleset.at(age.args.at(0));
    if (born.op == Op::kFact) out.facts.insert(born.fact);
    if (born.op == Op::kField) out.fields.insert({record_of(ruleset, born), born.field});
  }
  return out;
}

}  // namespace stadga::explain
