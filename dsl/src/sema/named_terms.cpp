// named_terms.cpp - a term named outright, and the stages of a value: NAME, NAME.STAGE.
#include <algorithm>

#include "messages/figures.h"
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

ExprId Expressions::never(const syntax::Span& at) { return literal(false, engine::Type{}, at); }

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
  std::string key = "t" + std::to_string(term.value);
  const engine::RecordId each = context_.ruleset.at(term).each;
  if (each.valid()) {
    const ExprId owner = element_of(each, path[0]);
    if (!owner.valid()) return {};
    key += paths_[owner.value];
    expr.args = {owner};
  }
  const ExprId out = add(std::move(expr), path[0].span);
  paths_[out.value] = key;
  return out;
}

// The innermost element of that record, for a term that is asked for without its element.
ExprId Expressions::element_of(engine::RecordId record, const syntax::Name& name) {
  for (std::size_t depth = 0; depth < scopes_.size(); ++depth) {
    if (scopes_[scopes_.size() - 1 - depth].record == record) return element(depth, name.span);
  }
  const engine::TermId term{context_.symbols.values.at(name.text).index};
  const ElementTerm& each = context_.symbols.element_terms.at(term);
  return fail(name.span, messages::needs_element(name.text, each.binder, each.list));
}

}  // namespace stadga::dsl::sema
