#include "canonical/places.h"

namespace stadga::dsl::canonical {
namespace {

using syntax::Clause;
using syntax::Decl;

void put_clause(const syntax::File& file, const Decl& decl, const Clause& clause, std::uint32_t level,
                std::uint32_t parent, Places& out) {
  out.at.insert({clause.span.begin, {PlaceKind::kClause, clause.kw, level, &decl, parent}});
  if (clause.kw == syntax::Kw::kInForce && clause.expr.valid()) {
    out.dated_values.insert(file.at(clause.expr).span.begin);
  }
  for (const Clause& child : clause.children) {
    put_clause(file, decl, child, level + 1, clause.span.begin, out);
  }
}

void put_declaration(const syntax::File& file, const Decl& decl, Places& out) {
  out.at.insert({decl.span.begin, {PlaceKind::kDeclaration, decl.kw, 0, &decl, 0}});
  out.typed_names.insert(decl.name.span.begin);
  for (const Clause& clause : decl.clauses) put_clause(file, decl, clause, 1, 0, out);
  for (const syntax::Field& field : decl.fields) {
    out.at.insert({field.name.span.begin, {PlaceKind::kField, decl.kw, 1, &decl, 0}});
    out.typed_names.insert(field.name.span.begin);
  }
  for (const syntax::Stage& stage : decl.stages) {
    out.at.insert({stage.span.begin, {PlaceKind::kStage, decl.kw, 1, &decl, 0}});
  }
  for (const syntax::Member& fact : decl.facts) {
    if (!fact.path.empty()) {
      out.at.insert({fact.path.front().span.begin, {PlaceKind::kFact, decl.kw, 2, &decl, 0}});
    }
  }
  for (const syntax::Expected& expected : decl.expected) {
    out.at.insert({expected.span.begin, {PlaceKind::kExpectation, expected.kw, 2, &decl, 0}});
  }
}

}  // namespace

Places places_of(const syntax::File& file) {
  Places out;
  for (const Decl& decl : file.decls) put_declaration(file, decl, out);
  for (const syntax::Expr& expr : file.exprs) {
    if (expr.called) out.calls.insert(expr.span.begin);
  }
  return out;
}

}  // namespace stadga::dsl::canonical
