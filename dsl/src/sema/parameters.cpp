// parameters.cpp - see parameters.h. How much of the horizon the values cover is for `check` to say.
#include "sema/parameters.h"

#include <algorithm>

#include "messages/law.h"
#include "sema/clauses.h"
#include "sema/expressions.h"
#include "sema/law.h"
#include "sema/literals.h"

namespace stadga::dsl::sema {
namespace {

using engine::DatedValue;
using engine::Literal;
using engine::Parameter;
using engine::Type;
using engine::TypeKind;
using syntax::Clause;
using syntax::Decl;
using syntax::ExprKind;
using syntax::Kw;

bool allowed_type(const Type& type) {
  if (type.optional || type.assessment) return false;
  return type.kind != TypeKind::kRecord && type.kind != TypeKind::kList && type.kind != TypeKind::kIdentifier;
}

// A municipality that may deviate in favour only is compared with the national values of its days.
void check_favour(const Context& context, const Parameter& parameter, const DatedValue& value, const syntax::Span& at) {
  if (parameter.only_in_favour == engine::Favour::kNone || !value.value) return;
  for (const DatedValue& national : parameter.values) {
    if (national.from_overlay || !national.value || !overlap(national.validity.days, value.validity.days)) continue;
    const auto mine = rank(*value.value);
    const auto theirs = rank(*national.value);
    if (!mine || !theirs) continue;
    const bool worse = parameter.only_in_favour == engine::Favour::kHigher ? *mine < *theirs : *mine > *theirs;
    if (worse) return context.report(at, messages::worse_for_individual());
  }
}

void add_value(Context& context, engine::ParameterId id, const Clause& clause, std::vector<engine::Citation> citations) {
  if (!clause.expr.valid()) return context.report(clause.span, messages::value_missing());
  const Type type = context.ruleset.at(id).type;
  const syntax::Expr& source = context.file->at(clause.expr);
  DatedValue out;
  out.validity = lower_validity(context, clause.validity);
  out.citations = std::move(citations);
  out.from_overlay = context.overlay;
  out.span = context.span(clause.span);
  if (source.kind == ExprKind::kNoLimit) {
    if (!context.overlay) return context.report(source.span, messages::no_limit_nationally());
  } else {
    out.value = literal_at(context, clause.expr, type);
    if (!out.value) return;
    check_bounds(context, source.span, type, *out.value);
  }
  Parameter& parameter = context.ruleset.parameters[id.value];
  for (const DatedValue& earlier : parameter.values) {
    const bool clash = earlier.from_overlay == out.from_overlay && overlap(earlier.validity.days, out.validity.days);
    if (!clash) continue;
    const Date day = std::max(earlier.validity.days.from, out.validity.days.from);
    const std::string where = earlier.span.file + ":" + std::to_string(earlier.span.line);
    context.report(clause.span, messages::versions_overlap(parameter.name, to_string(day), where));
    break;
  }
  if (out.from_overlay) check_favour(context, parameter, out, clause.span);
  parameter.values.push_back(std::move(out));
}

void add_values(Context& context, const Decl& decl, engine::ParameterId id, const std::vector<engine::Citation>& citations) {
  for (const Clause& clause : decl.clauses) {
    if (clause.kw == Kw::kInForce) add_value(context, id, clause, citations);
  }
}

bool only_no_limit(const Context& context, const Decl& decl) {
  return std::all_of(decl.clauses.begin(), decl.clauses.end(), [&](const Clause& clause) {
    if (clause.kw != Kw::kInForce) return true;
    return clause.expr.valid() && context.file->at(clause.expr).kind == ExprKind::kNoLimit;
  });
}

std::optional<engine::ParameterId> declared(const Context& context, const Decl& decl) {
  if (decl.kw == Kw::kParameter) {
    const auto found = context.symbols.values.find(decl.name.text);
    if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kParameter) return std::nullopt;
    return engine::ParameterId{found->second.index};
  }
  const auto found = context.symbols.municipal.find(decl.name.text);
  if (found == context.symbols.municipal.end()) return std::nullopt;
  return found->second;
}

bool same_place(const engine::Span& a, const engine::Span& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

}  // namespace

void lower_parameter(Context& context, const Decl& decl) {
  const std::optional<engine::ParameterId> id = declared(context, decl);
  if (!id || !same_place(context.ruleset.at(*id).span, context.span(decl.span))) return;  // declared twice
  const Type type = context.ruleset.at(*id).type;
  if (!allowed_type(type)) context.report(decl.type.span, messages::parameter_type());
  const std::vector<engine::Citation> citations = lower_citations(context, decl.clauses);
  Parameter& parameter = context.ruleset.parameters[id->value];
  parameter.citations = citations;
  if (const Clause* clause = find_clause(decl.clauses, Kw::kOnlyInFavour)) {
    parameter.only_in_favour = favour_of(context, *clause, type);
  }
  add_values(context, decl, *id, citations);
}

void lower_filling(Context& context, const Decl& decl) {
  const auto found = context.symbols.municipal.find(decl.name.text);
  if (found == context.symbols.municipal.end()) {
    if (decl.name.text.empty()) return;
    std::vector<std::string> known = keys(context.symbols.municipal);
    for (const std::string& table : keys(context.symbols.municipal_tables)) known.push_back(table);
    const std::string near = nearest(decl.name.text, known);
    return context.report(decl.name.span, messages::not_opened(decl.name.text, near));
  }
  for (const DatedValue& value : context.ruleset.at(found->second).values) {
    if (!value.from_overlay) continue;
    const std::string where = value.span.file + ":" + std::to_string(value.span.line);
    return context.report(decl.name.span, messages::set_twice(decl.name.text, where));
  }
  const bool basis = has_clause(decl.clauses, Kw::kBasis);
  if (!basis && !decl.broken && !only_no_limit(context, decl)) {
    context.report(decl.span, messages::missing_basis(context.word(decl.kw) + " " + decl.name.text));
  }
  add_values(context, decl, found->second, lower_citations(context, decl.clauses));
}

}  // namespace stadga::dsl::sema
