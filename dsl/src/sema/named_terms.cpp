// named_terms.cpp - a term named outright, and the stages of a value: NAME, NAME.STAGE.
#include <algorithm>

#include "sema/expressions.h"
#include "sema/value_stages.h"

namespace stadga::dsl::sema {

using engine::ExprId;

engine::TermId Expressions::term_named(const syntax::Path& path) {
  const auto found = context_.symbols.values.find(path.front().text);
  if (found == context_.symbols.values.end() || found->second.kind != Named::Kind::kTerm || path.size() > 2) return {};
  if (path.size() == 1) return engine::TermId{found->second.index};
  const auto stages = context_.symbols.stages.find(path.front().text);
  if (stages == context_.symbols.stages.end()) return {};
  const auto stage = stages->second.find(path[1].text);
  return stage == stages->second.end() ? engine::TermId{} : stage->second;
}

// A field of the element comes before a value with stages of the same name.
bool Expressions::names_stage(const syntax::Path& path) const {
  if (path.size() < 2 || context_.symbols.stages.count(path.front().text) == 0) return false;
  return std::none_of(scopes_.begin(), scopes_.end(), [&](const Scope& scope) {
    const auto& fields = context_.ruleset.at(scope.record).fields;
    return std::any_of(fields.begin(), fields.end(), [&](const engine::Field& f) { return f.name == path.front().text; });
  });
}

ExprId Expressions::stage(const syntax::Path& path) {
  const engine::TermId term = value_stage(context_, path[0], path[1]);
  if (!term.valid()) return {};
  engine::Expr expr;
  expr.op = engine::Op::kTerm;
  expr.term = term;
  expr.type = context_.ruleset.at(term).type;
  const ExprId out = add(std::move(expr), path[0].span);
  paths_[out.value] = "t" + std::to_string(term.value);
  return out;
}

void Expressions::open_element(engine::RecordId record) { scopes_.push_back({next_scope_++, record}); }

}  // namespace stadga::dsl::sema
