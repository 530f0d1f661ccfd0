// kind_conflict.cpp - conflict: two rules at one level apply and say different things; gap: a case
// that no stage, or no rule of a term that is needed, has an answer for.
#include <algorithm>

#include "kinds.h"
#include "messages.h"
#include "versions.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;

std::vector<std::string> rules_of_term(const engine::Ruleset& ruleset, std::uint32_t term) {
  std::vector<std::string> out;
  for (const auto& provision : rule_provisions(ruleset)) {
    const auto& first = ruleset.rules[provision.versions.front()];
    if (first.requirement.empty() && first.term.value == term) out.push_back(provision.id);
  }
  return out;
}

// The requirement itself and the rules on it: what its definition consists of.
std::vector<std::string> rules_of_requirement(const engine::Ruleset& ruleset,
                                              const std::string& id) {
  std::vector<std::string> out{id};
  for (const auto& provision : rule_provisions(ruleset)) {
    if (ruleset.rules[provision.versions.front()].requirement == id) out.push_back(provision.id);
  }
  return out;
}

struct Definition {
  std::string name;
  engine::Span span;
  std::vector<std::string> rules;
  bool is_value = false;
  std::uint32_t term = UINT32_MAX;
};

std::vector<Definition> definitions(const engine::Ruleset& ruleset) {
  std::vector<Definition> out;
  for (std::uint32_t i = 0; i < ruleset.terms.size(); ++i) {
    const auto& term = ruleset.terms[i];
    out.push_back({term.name, term.span, rules_of_term(ruleset, i), term.is_value, i});
  }
  for (const auto& provision : requirement_provisions(ruleset)) {
    auto rules = rules_of_requirement(ruleset, provision.id);
    if (rules.size() < 2) continue;
    const auto& first = ruleset.requirements[provision.versions.front()];
    out.push_back({provision.id, first.span, std::move(rules), false, UINT32_MAX});
  }
  return out;
}

z3::expr own_conflict(Workbench& bench, const Definition& definition) {
  if (definition.term != UINT32_MAX) {
    return bench.encoder().term_anywhere(engine::TermId{definition.term}).own_conflict;
  }
  return bench.encoder().requirement(definition.name).own_conflict;
}

// The rules whose results differ, as the engine names them; all of the definition's otherwise.
std::vector<std::string> sides(const Evaluation& evaluation, const Definition& definition) {
  std::vector<std::string> out;
  for (const auto& side : evaluation.conflict) out.push_back(side.rule);
  return out.empty() ? definition.rules : out;
}

// No case ends in the conflict, but a printed value can be lost to it.
void check_hidden_conflict(Workbench& bench, Obligation& obligation, const Definition& definition) {
  const auto& settled = bench.encoder().term(engine::TermId{definition.term});
  Question question;
  question.query = {settled.own_conflict, bench.encoder().outcome(engine::Outcome::kGrant)};
  question.shows = [&](const Shown& shown) {
      const auto& e = shown.evaluation;
    return e.outcome == engine::Outcome::kGrant && !e.values.contains(definition.name);
  };
  question.days = [&](const Evaluation&) { return starts_of(bench.ruleset(), definition.rules); };
  const Reply reply = bench.session().ask(question.query);
  obligation.rlimit_used += reply.used;
  if (bench.sums_up() && reply.answer != Answer::kNo) obligation.verdict = Verdict::kUndecided;
  if (bench.sums_up() || reply.answer != Answer::kYes) return;
  obligation.verdict = Verdict::kRefuted;
  obligation.severity = Severity::kWarning;
  obligation.code = "S2104";
  if (auto witness = bench.replayed(bench.vars(), *reply.model, question)) {
    Workbench::set_witness(obligation, *witness);
  }
  const auto text = messages::hidden_conflict(definition.name);
  obligation.message = text.message;
  obligation.help = text.help;
}

// The versions that are in force in the witness, not the first ones of their ids.
void point_at_versions(Obligation& o, const Witness& witness) {
  for (const std::string& id : o.rules) {
    const VersionPlace place = place_of_provision(witness, id);
    if (id == o.rules.front() && place.span.line != 0) o.span = place.span;
    for (const auto& citation : place.citations) {
      const bool said =
          std::find(o.citations.begin(), o.citations.end(), citation) != o.citations.end();
      if (!said) o.citations.push_back(citation);
    }
  }
}

void check_conflict(Workbench& bench, const Definition& definition, const Exprs& others) {
  Obligation obligation = bench.start("conflict", definition.name, definition.span);
  obligation.rules = definition.rules;
  bench.prove(std::move(obligation), [&](Obligation& o) {
    const z3::expr own = own_conflict(bench, definition);
    Question question;
    question.query = {bench.encoder().decision().states[State::kConflict], own};
    question.needs = {own};
    question.prefer = others;
    question.shows = [&](const Shown& shown) {
      const auto& e = shown.evaluation;
      return e.status == CaseStatus::kConflict && e.at == definition.name;
    };
    question.days = [&](const Evaluation& e) {
      return starts_of(bench.ruleset(), sides(e, definition));
    };
    const auto witness = bench.settle(o, question);
    if (witness) {
      o.rules = sides(witness->evaluation, definition);
      o.code = "S2103";
      point_at_versions(o, *witness);
      const auto text = messages::conflict(definition.name, o.rules);
      o.message = text.message;
      o.help = text.help;
    } else if (o.verdict == Verdict::kProved && definition.is_value) {
      check_hidden_conflict(bench, o, definition);
    }
  });
}

void check_decision_gap(Workbench& bench) {
  const auto& decision = bench.ruleset().decision;
  const auto at_decision = [&](const Shown& shown) {
    const auto& e = shown.evaluation;
    return e.status == CaseStatus::kGap &&
           ((e.at == decision.name && e.detail != "no_rule") || find_requirement(bench.ruleset(), e.at) != nullptr);
  };
  bench.prove(bench.start("gap", "decision", decision.span), [&](Obligation& o) {
    Question question;
    question.query = {bench.encoder().decision().own_gap};
    question.shows = at_decision;
    question.days = [&](const Evaluation& e) { return starts_of(bench.ruleset(), {e.at}); };
    const auto witness = bench.settle(o, question);
    if (!witness) return;
    o.code = "S2105";
    const auto& at = witness->evaluation.at;
    if (find_requirement(bench.ruleset(), at) != nullptr) {
      o.rules = {at};
      const VersionPlace place = place_of_provision(*witness, at);
      o.span = place.span;
      o.citations = place.citations;
    }
    const auto text = messages::gap_in_decision(o.rules.empty() ? "" : at,
                                                witness->evaluation.detail);
    o.message = text.message;
    o.help = text.help;
  });
}

// No other term and no stage has a gap in the case.
Exprs only_gap(Workbench& bench, std::uint32_t index) {
  Exprs out{bench.smt().negate(bench.encoder().decision().own_gap)};
  for (const auto other : live_terms(bench.ruleset())) {
    if (other == index) continue;
    out.push_back(
        bench.smt().negate(bench.encoder().term_anywhere(engine::TermId{other}).own_gap));
  }
  return out;
}

void check_term_gap(Workbench& bench, std::uint32_t index) {
  const auto& term = bench.ruleset().terms[index];
  Obligation obligation = bench.start("gap", term.name, term.span);
  obligation.rules = rules_of_term(bench.ruleset(), index);
  bench.prove(std::move(obligation), [&](Obligation& o) {
    Question question;
    question.query = {bench.encoder().decision().states[State::kGap],
                      bench.encoder().term_anywhere(engine::TermId{index}).own_gap};
    question.needs = {question.query.back()};
    question.prefer = only_gap(bench, index);
    question.shows = [&](const Shown& shown) {
      const auto& e = shown.evaluation;
      return e.status == CaseStatus::kGap && e.at == term.name;
    };
    const auto rules = o.rules;
    question.days = [&](const Evaluation&) { return starts_of(bench.ruleset(), rules); };
    if (!bench.settle(o, question)) return;
    o.code = "S2105";
    const auto text = messages::gap_in_term(term.name);
    o.message = text.message;
    o.help = text.help;
  });
}

// A call that finds a version for its period and no row for its keys.
void check_table_gap(Workbench& bench, std::uint32_t index) {
  const auto& table = bench.ruleset().tables[index];
  bench.prove(bench.start("gap", table.name, table.span), [&](Obligation& o) {
    const auto& decision = bench.encoder().decision();
    Question question;
    question.query = {decision.states[State::kNotCovered],
                      bench.encoder().no_row(engine::TableId{index})};
    question.needs = {question.query.back()};
    const std::string name = (table.municipal ? "kommun." : "") + table.name;
    question.shows = [name](const Shown& shown) {
      const auto& e = shown.evaluation;
      return e.status == CaseStatus::kNotCovered && e.at == name && e.detail == "no_row";
    };
    const auto witness = bench.settle(o, question);
    if (!witness) return;
    const VersionPlace place = place_of_table(*witness, engine::TableId{index});
    o.span = place.span;
    o.citations = place.citations;
    o.code = "S2105";
    const auto text = messages::gap_in_table(name);
    o.message = text.message;
    o.help = text.help;
  });
}

}  // namespace

void check_conflicts(Workbench& bench) {
  const auto all = definitions(bench.ruleset());
  for (const auto& definition : all) {
    Exprs others;  // a witness should show one conflict only
    try {
      for (const auto& other : all) {
        if (other.name == definition.name) continue;
        others.push_back(bench.smt().negate(own_conflict(bench, other)));
      }
    } catch (const OutOfCore&) {
      others.clear();  // each definition reports its own construct
    }
    check_conflict(bench, definition, others);
  }
}

void check_gaps(Workbench& bench) {
  check_decision_gap(bench);
  for (const auto index : live_terms(bench.ruleset())) check_term_gap(bench, index);
  for (std::uint32_t i = 0; i < bench.ruleset().tables.size(); ++i) check_table_gap(bench, i);
}

}  // namespace stadga::verify
