// provisions.cpp - see provisions.h.
#include "sema/provisions.h"

#include "messages/figures.h"
#include "messages/law.h"
#include "sema/clauses.h"
#include "sema/expressions.h"
#include "sema/law.h"
#include "sema/law_day.h"
#include "sema/trials.h"
#include "sema/value_stages.h"

namespace stadga::dsl::sema {
namespace {

using engine::ExprId;
using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

ExprId condition_of(Expressions& expressions, const std::vector<Clause>& clauses, Kw kw) {
  const Clause* clause = find_clause(clauses, kw);
  return clause == nullptr ? ExprId{} : expressions.condition(clause->expr);
}

// `applies to A to B for DAY`, as a condition.
ExprId period_of(const Context& context, Expressions& expressions, const Decl& decl) {
  const Clause* clause = find_clause(decl.clauses, Kw::kAppliesTo);
  if (clause == nullptr) return {};
  if (clause->period.any || !clause->expr.valid()) {
    if (!decl.broken) context.report(clause->span, messages::period_of_no_table(clause->period.any));
    return {};
  }
  if (clause->period.to < clause->period.from) context.report(clause->span, messages::period_reversed());
  return expressions.within(clause->period, clause->expr);
}

engine::Text text_of(Expressions& expressions, const std::vector<Clause>& clauses, Kw kw) {
  const Clause* clause = find_clause(clauses, kw);
  return clause == nullptr ? engine::Text{} : expressions.text(clause->text);
}

engine::Validity validity_of(const Context& context, const Decl& decl) {
  const Clause* clause = find_clause(decl.clauses, Kw::kInForce);
  if (clause == nullptr) return {};
  if (clause->expr.valid()) context.report(context.file->at(clause->expr).span, messages::value_here());
  return lower_validity(context, clause->validity);
}

// Adds months as well: the caller asks whether it did.
engine::Guideline guideline_of(Context& context, const Clause& clause, bool& adds_months) {
  Expressions expressions(context, true);
  engine::Guideline out;
  out.applies = condition_of(expressions, clause.children, Kw::kAppliesWhen);
  expressions.assume(out.applies);
  out.condition = expressions.condition(clause.expr);
  out.text_for = text_of(expressions, clause.children, Kw::kSpeaksFor);
  out.text_against = text_of(expressions, clause.children, Kw::kSpeaksAgainst);
  out.citations = lower_citations(context, clause.children);
  out.span = context.span(clause.span);
  adds_months = adds_months || expressions.adds_months();
  return out;
}

void lower_stage_effect(Context& context, const Clause& effect, Expressions& expressions, engine::Rule& rule) {
  rule.term = value_stage(context, effect.name, effect.stage);
  if (!rule.term.valid()) return;
  if (effect.choice) return context.report(effect.name.span, messages::target_is_no_requirement(effect.name.text));
  rule.conclusion = expressions.value(effect.expr, engine::Type(context.ruleset.at(rule.term).type));
}

void lower_effect(Context& context, const Decl& decl, const Clause& effect, Expressions& expressions, engine::Rule& rule) {
  const std::string& name = effect.name.text;
  if (!effect.stage.text.empty()) return lower_stage_effect(context, effect, expressions, rule);
  const auto provision = context.symbols.provisions.find(name);
  if (provision != context.symbols.provisions.end() && !provision->second.is_rule) {
    if (!effect.choice) return context.report(effect.name.span, messages::target_needs_state(name));
    if (rule.is_default) context.report(decl.span, messages::default_of_requirement());
    rule.requirement = name;
    rule.concludes_met = *effect.choice == Kw::kIsMet;
    return;
  }
  const auto value = context.symbols.values.find(name);
  if (value == context.symbols.values.end() || value->second.kind != Named::Kind::kTerm) {
    std::vector<std::string> known = keys(context.symbols.provisions);
    for (const engine::Term& term : context.ruleset.terms) known.push_back(term.name);
    return context.report(effect.name.span, messages::unknown_target(name, nearest(name, known)));
  }
  rule.term = engine::TermId{value->second.index};
  if (effect.choice) return context.report(effect.name.span, messages::target_is_no_requirement(name));
  rule.conclusion = expressions.value(effect.expr, engine::Type(context.ruleset.at(rule.term).type));
}

// A rule about a term for each element is read for one of them.
void open_element(const Context& context, const Clause& effect, Expressions& expressions) {
  const auto value = context.symbols.values.find(effect.name.text);
  if (value == context.symbols.values.end() || value->second.kind != Named::Kind::kTerm) return;
  const auto each = context.symbols.element_terms.find(engine::TermId{value->second.index});
  if (each == context.symbols.element_terms.end()) return;
  expressions.open_element(context.ruleset.terms[value->second.index].each, each->second.binder);
}

}  // namespace

void lower_requirement(Context& context, const Decl& decl, engine::RequirementId id) {
  Expressions expressions(context, false);
  engine::Requirement out = context.ruleset.requirements[id.value];
  out.citations = lower_citations(context, decl.clauses);
  out.validity = validity_of(context, decl);
  const ExprId period = period_of(context, expressions, decl);
  out.applies = condition_of(expressions, decl.clauses, Kw::kAppliesWhen);
  out.applies = expressions.both(period, out.applies, decl.span);
  expressions.assume(out.applies);
  const bool route = decl.kw == Kw::kToCaseworker;
  out.condition = condition_of(expressions, decl.clauses, route ? Kw::kWhen : Kw::kCondition);
  out.not_shown_when = condition_of(expressions, decl.clauses, Kw::kNotShownWhen);
  out.text_not_met = text_of(expressions, decl.clauses, Kw::kTextNotMet);
  out.text_not_shown = text_of(expressions, decl.clauses, Kw::kTextNotShown);
  expressions.assume(out.condition);  // only its own text is written when it holds
  out.text_met = text_of(expressions, decl.clauses, route ? Kw::kText : Kw::kTextMet);
  bool adds_months = expressions.adds_months();
  out.law_day = law_day_of(context, decl, adds_months);
  out.trial = trial_of(context, decl, out.validity);
  for (const Clause& clause : decl.clauses) {
    if (clause.kw == Kw::kGuideline) out.guidelines.push_back(guideline_of(context, clause, adds_months));
  }
  if (const Clause* alone = find_clause(decl.clauses, Kw::kSufficientAlone)) {
    out.sufficient_alone = true;
    out.sufficient_author = alone->text.text;
    out.sufficient_reason = alone->second_text.text;
  }
  need_day_rule(context, decl, adds_months);
  context.ruleset.requirements[id.value] = std::move(out);
}

void lower_rule(Context& context, const Decl& decl, engine::RuleId id) {
  Expressions expressions(context, false);
  engine::Rule out = context.ruleset.rules[id.value];
  out.citations = lower_citations(context, decl.clauses);
  out.validity = validity_of(context, decl);
  for (const Clause& clause : decl.clauses) {
    if (clause.kw != Kw::kGoesBefore) continue;
    for (const syntax::Name& name : clause.names) out.goes_before.push_back(name.text);
  }
  out.is_default = has_clause(decl.clauses, Kw::kOtherwise);
  if (out.is_default && has_clause(decl.clauses, Kw::kWhen)) context.report(decl.span, messages::when_and_otherwise());
  const Clause* effect = find_clause(decl.clauses, Kw::kEffect);
  if (effect != nullptr) open_element(context, *effect, expressions);
  const ExprId period = period_of(context, expressions, decl);
  if (period.valid() && out.is_default) context.report(decl.span, messages::period_and_otherwise());
  out.condition = expressions.both(period, condition_of(expressions, decl.clauses, Kw::kWhen), decl.span);
  expressions.assume(out.condition);
  if (effect != nullptr) lower_effect(context, decl, *effect, expressions, out);
  for (const Clause& clause : decl.clauses) {
    if (clause.kw != Kw::kByPractice) continue;
    if (auto citation = lower_citation(context, clause.citation)) out.practices.push_back(std::move(*citation));
  }
  out.text = text_of(expressions, decl.clauses, Kw::kText);
  bool adds_months = expressions.adds_months();
  out.law_day = law_day_of(context, decl, adds_months);
  out.trial = trial_of(context, decl, out.validity);
  need_day_rule(context, decl, adds_months);
  context.ruleset.rules[id.value] = std::move(out);
}

}  // namespace stadga::dsl::sema
