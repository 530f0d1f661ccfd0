// trials.cpp - see trials.h.
#include "sema/trials.h"

#include <algorithm>

#include "messages/law.h"
#include "messages/names.h"
#include "messages/trials.h"
#include "sema/clauses.h"
#include "sema/law.h"

namespace stadga::dsl::sema {
namespace {

using engine::Trial;
using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

bool is_sfs_number(const std::string& act) {
  const std::size_t colon = act.find(':');
  const auto digits = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  return colon == 4 && digits(std::string_view(act).substr(0, colon)) && digits(std::string_view(act).substr(colon + 1));
}

bool rests_on_statute(const engine::Ruleset& ruleset, const std::vector<engine::Citation>& citations) {
  return std::any_of(citations.begin(), citations.end(), [&](const engine::Citation& citation) {
    const engine::Source& source = ruleset.at(citation.source);
    return source.weight <= engine::Weight::kForordning && is_sfs_number(source.act);
  });
}

const Trial* find_trial(const engine::Ruleset& ruleset, const std::string& id) {
  const auto found = std::find_if(ruleset.trials.begin(), ruleset.trials.end(), [&](const Trial& t) { return t.id == id; });
  return found == ruleset.trials.end() ? nullptr : &*found;
}

// Only what the base has can be put out of force.
void lower_disapplied(const Context& context, const Clause& clause, Trial& out) {
  for (const syntax::Name& id : clause.names) {
    const auto of_base = [&](const auto& item) { return item.id == id.text && !item.from_overlay; };
    const engine::Ruleset& ruleset = context.ruleset;
    const bool own = std::none_of(ruleset.rules.begin(), ruleset.rules.end(), of_base) &&
                     std::none_of(ruleset.requirements.begin(), ruleset.requirements.end(), of_base);
    if (context.symbols.provisions.count(id.text) == 0) {
      context.report(id.span, messages::unknown_provision(id.text, nearest(id.text, keys(context.symbols.provisions))));
    } else if (own) {
      context.report(id.span, messages::disapplies_own(id.text));
    }
    out.disapplies.push_back(id.text);
  }
}

void declare_trial(Context& context, const Decl& decl) {
  if (const Trial* earlier = find_trial(context.ruleset, decl.name.text)) {
    const std::string where = earlier->span.file + ":" + std::to_string(earlier->span.line);
    return context.report(decl.name.span, messages::declared_twice(decl.name.text, where));
  }
  Trial out;
  out.id = decl.name.text;
  out.title = decl.title;
  out.span = context.span(decl.span);
  out.citations = lower_citations(context, decl.clauses);
  const bool cites = !out.citations.empty();  // else a missing basis or an unknown source is reported
  if (cites && !rests_on_statute(context.ruleset, out.citations)) {
    context.report(decl.span, messages::trial_without_statute(out.id));
  }
  if (const Clause* days = find_clause(decl.clauses, Kw::kParticipates)) {
    out.days = {days->date.value_or(kMinDate), days->second_date.value_or(kMaxDate)};
    if (out.days.to < out.days.from) context.report(days->span, messages::validity_reversed());
  }
  for (const Clause& clause : decl.clauses) {
    if (clause.kw == Kw::kDisapplies) lower_disapplied(context, clause, out);
  }
  context.ruleset.trials.push_back(std::move(out));
}

}  // namespace

void declare_trials(Context& context) {
  for (const Decl& decl : context.file->decls) {
    if (decl.kw == Kw::kTrial && !decl.name.text.empty()) declare_trial(context, decl);
  }
}

void lower_delegation(Context& context, const Decl& decl) {
  engine::Delegation out;
  out.citations = lower_citations(context, decl.clauses);
  out.span = context.span(decl.span);
  const Clause* in_force = find_clause(decl.clauses, Kw::kInForce);
  if (in_force == nullptr) return;  // reported
  if (in_force->expr.valid()) context.report(context.file->at(in_force->expr).span, messages::value_here());
  out.validity = lower_validity(context, in_force->validity);
  context.ruleset.delegations.push_back(std::move(out));
}

std::string trial_of(const Context& context, const Decl& decl, engine::Validity& validity) {
  const Clause* clause = find_clause(decl.clauses, Kw::kPartOfTrial);
  if (clause == nullptr || !context.overlay) return {};
  const Trial* trial = find_trial(context.ruleset, clause->name.text);
  if (trial == nullptr) {
    std::vector<std::string> known;
    for (const Trial& t : context.ruleset.trials) known.push_back(t.id);
    context.report(clause->name.span, messages::unknown_trial(clause->name.text, nearest(clause->name.text, known)));
    return {};
  }
  const bool within = trial->days.from <= validity.days.from && validity.days.to <= trial->days.to;
  if (!within && has_clause(decl.clauses, Kw::kInForce)) {
    const std::string from = to_string(trial->days.from);
    context.report(find_clause(decl.clauses, Kw::kInForce)->span,
                   messages::outside_trial(decl.name.text, trial->id, from, to_string(trial->days.to)));
  }
  validity.introduced = true;
  validity.repealed = true;
  return trial->id;
}

}  // namespace stadga::dsl::sema
