// header.cpp - see header.h.
#include "sema/header.h"

#include <algorithm>
#include <array>

#include "messages/figures.h"
#include "messages/law.h"
#include "messages/names.h"
#include "sema/appeals.h"
#include "sema/applied.h"
#include "sema/clauses.h"
#include "sema/law.h"
#include "sema/law_day.h"

namespace stadga::dsl::sema {
namespace {

using engine::Outcome;
using engine::RequirementKind;
using engine::StageTest;
using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

void lower_horizon(const Context& context, const Decl& decl, engine::Header& header) {
  const Clause* clause = find_clause(decl.clauses, Kw::kAnswersFor);
  if (clause == nullptr) {
    if (!decl.broken) context.report(decl.span, messages::no_horizon());
    return;
  }
  header.horizon = {clause->date.value_or(kMinDate), clause->second_date.value_or(kMaxDecisionDate)};
  header.horizon_note = clause_text(clause->children, Kw::kNote);
  if (header.horizon.to < header.horizon.from) context.report(clause->span, messages::validity_reversed());
  if (header.horizon.to > kMaxDecisionDate) context.report(clause->span, messages::horizon_too_long());
}

void lower_leap_rule(const Context& context, const Decl& decl, engine::Header& header) {
  const Clause* clause = find_clause(decl.clauses, Kw::kLeapBirth);
  if (clause == nullptr) return;
  const bool march = clause->choice == Kw::kTurnsInMarch;
  header.leap_rule = march ? engine::LeapRule::kFirstOfMarch : engine::LeapRule::kLastOfFebruary;
  const bool cited = !lower_citations(context, clause->children).empty();
  if (!cited && !has_clause(clause->children, Kw::kNote)) context.report(clause->span, messages::leap_rule_bare());
}

struct TestRow {
  Kw kw;
  StageTest test;
  RequirementKind kind;
};
constexpr std::array kTests{
    TestRow{Kw::kObstacleExists, StageTest::kObstacle, RequirementKind::kObstacle},
    TestRow{Kw::kRouteApplies, StageTest::kRoute, RequirementKind::kRoute},
    TestRow{Kw::kFormFails, StageTest::kFormDefect, RequirementKind::kForm},
    TestRow{Kw::kNotAllMet, StageTest::kNotMet, RequirementKind::kSubstance},
    TestRow{Kw::kAllMet, StageTest::kAllMet, RequirementKind::kSubstance},
};

Outcome outcome_of(Kw kw) {
  switch (kw) {
    case Kw::kDismissal: return Outcome::kDismissal;
    case Kw::kRejection: return Outcome::kRejection;
    case Kw::kGrant: return Outcome::kGrant;
    default: return Outcome::kReferral;
  }
}

// Which outcome each test leads to (semantics 8 and 9): a defect of form is never a rejection.
Outcome outcome_after(StageTest test) {
  switch (test) {
    case StageTest::kObstacle: return Outcome::kDismissal;
    case StageTest::kFormDefect: case StageTest::kRoute: return Outcome::kReferral;
    case StageTest::kNotMet: return Outcome::kRejection;
    case StageTest::kAllMet: break;
  }
  return Outcome::kGrant;
}

void lower_only(const Context& context, const syntax::Stage& source, const TestRow& row, engine::Stage& stage) {
  for (const syntax::Name& id : source.only) {
    const auto found = context.symbols.provisions.find(id.text);
    if (found == context.symbols.provisions.end()) {
      const std::string near = nearest(id.text, keys(context.symbols.provisions));
      context.report(id.span, messages::unknown_provision(id.text, near));
      continue;
    }
    // A grant may name requirements of form beside those of substance.
    const bool fits = !found->second.is_rule &&
                      (found->second.kind == row.kind ||
                       (row.test == StageTest::kAllMet && found->second.kind == RequirementKind::kForm));
    if (!fits) context.report(id.span, messages::stage_wrong_kind(id.text, context.word(row.kw)));
    stage.only.push_back(id.text);
  }
}

void lower_states(const Context& context, const syntax::Stage& source, engine::Stage& stage) {
  if (!source.states.empty() && stage.outcome != Outcome::kGrant) {
    return context.report(source.states.front().span, messages::states_only_grant());
  }
  for (const syntax::Name& name : source.states) {
    const auto found = context.symbols.values.find(name.text);
    const bool value = found != context.symbols.values.end() && found->second.kind == Named::Kind::kTerm &&
                       context.ruleset.terms[found->second.index].is_value;
    if (value) {
      stage.requires_values.push_back(engine::TermId{found->second.index});
      continue;
    }
    std::vector<std::string> known;
    for (const engine::Term& term : context.ruleset.terms) {
      if (term.is_value) known.push_back(term.name);
    }
    context.report(name.span, messages::states_no_value(name.text, nearest(name.text, known)));
  }
}

}  // namespace

void lower_header(Context& context, const Decl& decl) {
  engine::Header& header = context.ruleset.header;
  header.name = decl.name.text;
  header.title = decl.title;
  header.span = context.span(decl.span);
  if (const Clause* clause = find_clause(decl.clauses, Kw::kVersion)) header.version = clause->name.text;
  if (const Clause* clause = find_clause(decl.clauses, Kw::kLanguage)) {
    header.language = clause->name.text;
    if (header.language != "sv" && header.language != "en") {
      context.report(clause->name.span, messages::unknown_language(header.language));
    }
  }
  lower_appeal(context, decl, header);
  lower_deciders(context, decl, header);
  bool adds_months = false;
  header.law_day = law_day_of(context, decl, adds_months);
  need_day_rule(context, decl, adds_months);
  lower_horizon(context, decl, header);
  lower_leap_rule(context, decl, header);
  header.all_municipalities = has_clause(decl.clauses, Kw::kAllMunicipalities);
  if (const Clause* clause = find_clause(decl.clauses, Kw::kCommunication)) {
    header.communication_before_adverse = true;
    header.communication_citations = lower_citations(context, clause->children);
  }
  header.review_note = clause_text(decl.clauses, Kw::kReview);
}

void lower_decision(Context& context, const Decl& decl) {
  engine::Decision& decision = context.ruleset.decision;
  decision.name = decl.name.text;
  decision.span = context.span(decl.span);
  for (std::size_t i = 0; i < decl.stages.size(); ++i) {
    const syntax::Stage& source = decl.stages[i];
    if (i > 0 && source.number <= decl.stages[i - 1].number) context.report(source.span, messages::stage_number());
    if (!source.outcome || !source.test) continue;
    const auto* row = std::find_if(kTests.begin(), kTests.end(), [&](const TestRow& r) { return r.kw == *source.test; });
    engine::Stage stage;
    stage.outcome = outcome_of(*source.outcome);
    stage.test = row->test;
    stage.span = context.span(source.span);
    if (stage.outcome != outcome_after(stage.test)) {
      context.report(source.span, messages::stage_outcome(context.word(*source.outcome), context.word(*source.test)));
    }
    lower_only(context, source, *row, stage);
    lower_states(context, source, stage);
    decision.stages.push_back(std::move(stage));
  }
  lower_applied_items(context, decl);
}

}  // namespace stadga::dsl::sema
