// guarantees.cpp - see guarantees.h.
#include "sema/guarantees.h"

#include <algorithm>

#include "messages/guarantees.h"
#include "messages/names.h"
#include "sema/clauses.h"
#include "sema/expressions.h"
#include "sema/law.h"
#include "sema/literals.h"

namespace stadga::dsl::sema {
namespace {

using engine::Guarantee;
using engine::GuaranteeKind;
using engine::Type;
using engine::TypeKind;
using syntax::Clause;
using syntax::Kw;

bool has_record(const Type& type) {
  return (type.kind == TypeKind::kRecord || type.kind == TypeKind::kList) && type.record.valid();
}

// Follows the names after the fact, through records and the elements of lists.
std::optional<Type> follow_fields(const Context& context, const syntax::Path& path, Type type, Guarantee& out) {
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!has_record(type)) {
      context.report(path[i].span, messages::no_record(path[i - 1].text));
      return std::nullopt;
    }
    const engine::Record& record = context.ruleset.at(type.record);
    const auto field = std::find_if(record.fields.begin(), record.fields.end(),
                                    [&](const engine::Field& f) { return f.name == path[i].text; });
    if (field == record.fields.end()) {
      std::vector<std::string> known;
      for (const engine::Field& f : record.fields) known.push_back(f.name);
      context.report(path[i].span, messages::unknown_field(record.name, path[i].text, nearest(path[i].text, known)));
      return std::nullopt;
    }
    out.with_fields.push_back(static_cast<std::uint32_t>(field - record.fields.begin()));
    type = field->type;
  }
  return type;
}

// What is varied: a number or a list has a direction, anything but a record can be another one.
std::optional<Type> lower_with(const Context& context, const syntax::Path& path, Guarantee& out) {
  const syntax::Name& first = path.front();
  const auto found = context.symbols.values.find(first.text);
  if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kFact) {
    std::vector<std::string> known;
    for (const engine::Fact& fact : context.ruleset.facts) known.push_back(fact.name);
    context.report(first.span, messages::guarantee_with_no_fact(first.text, nearest(first.text, known)));
    return std::nullopt;
  }
  out.with = engine::FactId{found->second.index};
  const std::optional<Type> type = follow_fields(context, path, context.ruleset.at(out.with).type, out);
  if (!type) return std::nullopt;
  const bool by_steps = out.kind == GuaranteeKind::kFallsAtMost || out.kind == GuaranteeKind::kRisesAtMost;
  const bool fits = out.kind == GuaranteeKind::kNeverDepends ? type->kind != TypeKind::kRecord
                                                             : is_number(type->kind) || (!by_steps && type->kind == TypeKind::kList);
  if (fits) return type;
  const LocalText described = describe(context.ruleset, *type);
  const std::string name = syntax::dotted(path);
  context.report(path.back().span, out.kind == GuaranteeKind::kNeverDepends ? messages::guarantee_with_record(name, described)
                                   : by_steps ? messages::guarantee_with_steps(name, described)
                                              : messages::guarantee_with_type(name, described));
  return std::nullopt;
}

std::optional<Type> lower_subject(Context& context, Expressions& expressions, const syntax::Path& path, Guarantee& out) {
  std::vector<std::string> known;
  for (const engine::Term& term : context.ruleset.terms) known.push_back(term.name);
  out.subject = expressions.term_named(path);
  const std::string name = syntax::dotted(path);
  if (!out.subject.valid()) {
    context.report(path.front().span, messages::guarantee_about_no_term(name, nearest(name, known)));
    return std::nullopt;
  }
  const engine::Term& term = context.ruleset.at(out.subject);
  if (term.each.valid()) {
    context.report(path.front().span, messages::guarantee_about_no_term(name, ""));
    return std::nullopt;
  }
  const bool by_steps = out.kind == GuaranteeKind::kFallsAtMost || out.kind == GuaranteeKind::kRisesAtMost;
  const bool fits = out.kind == GuaranteeKind::kNeverDepends || (by_steps ? is_number(term.type.kind) : is_ordered(term.type.kind));
  if (fits) return term.type;
  context.report(path.front().span, messages::guarantee_subject_type(name, describe(context.ruleset, term.type)));
  return std::nullopt;
}

// "500 kr" in the type of what moves; at least `least`.
std::int64_t lower_amount(Context& context, syntax::ExprId id, Type type, std::int64_t least) {
  type.assessment = type.optional = false;
  const auto literal = literal_at(context, id, type);
  const auto amount = literal ? rank(*literal) : std::nullopt;
  if (!amount) return least;  // reported
  if (*amount < least) context.report(context.file->at(id).span, messages::guarantee_amount(least));
  return std::max(*amount, least);
}

GuaranteeKind kind_of(Kw word) {
  switch (word) {
    case Kw::kNeverRises: return GuaranteeKind::kNeverRises;
    case Kw::kNeverFalls: return GuaranteeKind::kNeverFalls;
    case Kw::kFallsAtMost: return GuaranteeKind::kFallsAtMost;
    case Kw::kRisesAtMost: return GuaranteeKind::kRisesAtMost;
    default: return GuaranteeKind::kNeverDepends;
  }
}

void lower_two_cases(Context& context, Expressions& expressions, const syntax::Never& never, Guarantee& out) {
  out.kind = kind_of(never.kind);
  out.of_outcome = never.outcome;
  const auto subject = never.outcome ? std::optional<Type>{} : lower_subject(context, expressions, never.subject, out);
  const auto with = lower_with(context, never.with, out);
  if (!never.most.valid() || !subject || !with) return;
  out.most = lower_amount(context, never.most, *subject, 0);
  out.step = lower_amount(context, never.step, *with, 1);
}

// Guarantees share no id with each other, nor with provisions: a finding names what it is about.
void check_id(const Context& context, const syntax::Decl& decl) {
  const auto& guarantees = context.ruleset.guarantees;
  const auto earlier = std::find_if(guarantees.begin(), guarantees.end(), [&](const Guarantee& g) { return g.id == decl.name.text; });
  if (earlier != guarantees.end()) {
    const std::string where = earlier->span.file + ":" + std::to_string(earlier->span.line);
    context.report(decl.name.span, messages::declared_twice(decl.name.text, where));
  } else if (context.symbols.provisions.count(decl.name.text) != 0) {
    context.report(decl.name.span, messages::id_is_a_provision(decl.name.text));
  }
}

}  // namespace

void lower_guarantee(Context& context, const syntax::Decl& decl) {
  if (decl.name.text.empty()) return;  // its head could not be read
  check_id(context, decl);
  Expressions expressions(context, false);
  Guarantee out;
  out.id = decl.name.text;
  out.title = decl.title;
  out.citations = lower_citations(context, decl.clauses);
  out.span = context.span(decl.span);
  if (const Clause* when = find_clause(decl.clauses, Kw::kWhen)) out.when = expressions.condition(when->expr);
  expressions.assume(out.when);
  if (const Clause* clause = find_clause(decl.clauses, Kw::kStatement)) {
    if (clause->never) {
      lower_two_cases(context, expressions, *clause->never, out);
    } else {
      out.statement = expressions.condition(clause->expr);
    }
  }
  need_day_rule(context, decl, expressions.adds_months());
  context.ruleset.guarantees.push_back(std::move(out));
}

}  // namespace stadga::dsl::sema
