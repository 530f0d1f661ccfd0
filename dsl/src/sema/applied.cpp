// applied.cpp - see applied.h.
#include "sema/applied.h"

#include <algorithm>

#include "messages/decision.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

using engine::AppliedItems;
using engine::TypeKind;
using syntax::Applied;
using syntax::Clause;
using syntax::Kw;

bool lower_list(const Context& context, const Applied& source, AppliedItems& out) {
  const auto found = context.symbols.values.find(source.list.text);
  const bool fact = found != context.symbols.values.end() && found->second.kind == Named::Kind::kFact;
  if (!fact || context.ruleset.facts[found->second.index].type.kind != TypeKind::kList) {
    context.report(source.list.span, messages::applied_list(source.list.text));
    return false;
  }
  out.list = engine::FactId{found->second.index};
  const auto& items = context.ruleset.decision.items;
  const bool again = std::any_of(items.begin(), items.end(), [&](const AppliedItems& i) { return i.list == out.list; });
  if (again) context.report(source.list.span, messages::items_twice(source.list.text));
  return context.ruleset.at(out.list).type.record.valid();
}

void lower_label(const Context& context, const Applied& source, const engine::Record& record, AppliedItems& out) {
  const auto field = std::find_if(record.fields.begin(), record.fields.end(),
                                  [&](const engine::Field& f) { return f.name == source.label.text; });
  if (field == record.fields.end()) {
    std::vector<std::string> known;
    for (const engine::Field& f : record.fields) known.push_back(f.name);
    return context.report(source.label.span,
                          messages::unknown_field(record.name, source.label.text, nearest(source.label.text, known)));
  }
  const bool names = field->type.kind == TypeKind::kEnum || field->type.kind == TypeKind::kIdentifier;
  if (!names || field->type.optional) context.report(source.label.span, messages::applied_label(field->name));
  out.label = static_cast<std::uint32_t>(field - record.fields.begin());
}

void lower_granted(const Context& context, const Applied& source, engine::RecordId record, AppliedItems& out) {
  const auto found = context.symbols.values.find(source.granted.text);
  const bool term = found != context.symbols.values.end() && found->second.kind == Named::Kind::kTerm;
  if (term) out.granted = engine::TermId{found->second.index};
  const bool fits = term && context.ruleset.at(out.granted).each == record &&
                    context.ruleset.at(out.granted).type.kind == TypeKind::kMoney;
  if (!fits) context.report(source.granted.span, messages::granted_term(source.granted.text, source.list.text));
}

void lower_items(Context& context, const Clause& clause) {
  const Applied& source = clause.applied;
  AppliedItems out;
  out.span = context.span(clause.span);
  if (!lower_list(context, source, out)) return;
  const engine::RecordId record = context.ruleset.at(out.list).type.record;
  lower_label(context, source, engine::Record(context.ruleset.at(record)), out);
  lower_granted(context, source, record, out);
  engine::Type money;
  money.kind = TypeKind::kMoney;
  Expressions expressions(context, false);
  expressions.open_element(record, source.binder.text);
  out.applied = expressions.value(source.sought, money);
  context.ruleset.decision.items.push_back(std::move(out));
}

}  // namespace

void lower_applied_items(Context& context, const syntax::Decl& decl) {
  for (const Clause& clause : decl.clauses) {
    if (clause.kw == Kw::kDecidesEach) lower_items(context, clause);
  }
}

}  // namespace stadga::dsl::sema
