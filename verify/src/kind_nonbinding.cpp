// kind_nonbinding.cpp - nonbinding_adverse: a rejection, a dismissal, a shorter term or a lower
// amount that a case gets with all provisions, but not with those alone that bind somebody.
#include <algorithm>

#include "alternative.h"
#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;
using engine::Outcome;
using engine::Ruleset;

bool is_nonbinding(const Ruleset& ruleset, const std::vector<engine::Citation>& citations) {
  return std::none_of(citations.begin(), citations.end(), [&](const auto& citation) {
    return engine::is_binding(ruleset.at(citation.source).weight);
  });
}

// A provision with a version that rests on non-binding sources alone, and when that one holds.
struct Nonbinding {
  std::string id;
  std::vector<DateInterval> days;
};

std::vector<Nonbinding> nonbinding_provisions(const Ruleset& ruleset) {
  std::vector<Nonbinding> out;
  const auto add = [&](const std::string& id, const auto& item) {
    if (!is_nonbinding(ruleset, item.citations)) return;
    const auto same =
        std::find_if(out.begin(), out.end(), [&](const auto& other) { return other.id == id; });
    if (same == out.end()) {
      out.push_back({id, {item.validity.days}});
    } else {
      same->days.push_back(item.validity.days);
    }
  };
  for (const auto& requirement : ruleset.requirements) add(requirement.id, requirement);
  for (const auto& rule : ruleset.rules) add(rule.id, rule);
  return out;
}

using Ids = std::vector<std::string>;

bool contains(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// The rule set without some provisions. Their places stay, so that references to them hold: they
// are versions of law that has ended.
Ruleset without(Ruleset ruleset, const Ids& ids) {
  const auto end = [&](auto& item) {
    if (!contains(ids, item.id)) return;
    item.validity = {};
    item.validity.days = {kMinDate, kMinDate};
    item.validity.repealed = true;
  };
  for (auto& requirement : ruleset.requirements) end(requirement);
  for (auto& rule : ruleset.rules) end(rule);
  return ruleset;
}

// What is looked at: an adverse outcome, or a value of a grant.
struct Matter {
  std::string name;
  std::optional<Outcome> outcome;
  engine::TermId term;
  engine::Span span;
};

std::vector<Matter> matters(const Ruleset& ruleset) {
  std::vector<Matter> out;
  for (const Outcome outcome : {Outcome::kDismissal, Outcome::kRejection}) {
    for (const auto& stage : ruleset.decision.stages) {
      if (stage.outcome != outcome) continue;
      out.push_back({engine::name(outcome), outcome, {}, stage.span});
      break;
    }
  }
  for (const auto& stage : ruleset.decision.stages) {
    if (stage.outcome != Outcome::kGrant || ruleset.decision.items.empty()) continue;
    out.push_back({engine::name(Outcome::kPartial), Outcome::kPartial, {}, stage.span});
    break;
  }
  for (const auto& stage : ruleset.decision.stages) {
    if (stage.outcome != Outcome::kGrant) continue;
    for (const auto id : stage.requires_values) {
      const auto& term = ruleset.at(id);
      const bool listed = std::any_of(out.begin(), out.end(),
                                      [&](const Matter& m) { return m.name == term.name; });
      if (term.favour != engine::Favour::kNone && !listed) {
        out.push_back({term.name, std::nullopt, id, term.span});
      }
    }
  }
  return out;
}

class NonbindingAdverse {
 public:
  NonbindingAdverse(Workbench& bench, std::vector<Nonbinding> found)
      : bench_(bench), found_(std::move(found)) {
    for (const auto& n : found_) all_.push_back(n.id);
  }

  void run() {
    for (const auto& matter : matters(bench_.ruleset())) {
      Obligation obligation = bench_.start("nonbinding_adverse", matter.name, matter.span);
      bench_.prove(std::move(obligation), [&](Obligation& o) { check(o, matter); });
    }
  }

 private:
  void check(Obligation& o, const Matter& matter) {
    if (found_.empty()) {
      o.verdict = Verdict::kProved;  // nothing of the kind is in the rule set
      return;
    }
    if (bench_.ruleset().header.law_day.valid()) throw OutOfCore("lagdag");
    const auto witness = bench_.settle(o, question(matter, {}));
    if (!witness) return;
    Ids named = involved(matter, *witness, {});
    name_others(o, matter, named);
    o.code = "S2110";
    o.rules = in_source_order(named);
    if (const auto* item = find_requirement(bench_.ruleset(), o.rules.front())) o.span = item->span;
    if (const auto* item = find_rule(bench_.ruleset(), o.rules.front())) o.span = item->span;
    const Evaluation bound = evaluate(witness->ruleset, all_, witness->facts);
    o.replayed.front().as_object()->insert_or_assign("without", result_of(matter, bound));
    o.replayed.front().as_object()->insert_or_assign("with",
                                                     result_of(matter, witness->evaluation));
    const LocalText otherwise = messages::ending(result_of(matter, bound));
    const LocalText provisions = messages::provisions(bench_.ruleset(), o.rules);
    const auto text = matter.outcome
                          ? messages::nonbinding_outcome(matter.name, provisions, otherwise)
                          : messages::nonbinding_value(matter.name, provisions, otherwise);
    o.message = text.message;
    o.help = text.help;
  }

  // The question with `off` (already named) provisions taken away from both sides.
  Question question(const Matter& matter, const Ids& off) {
    Encoder& with = encoder(off);
    Encoder& bound = encoder(all_);
    Question out;
    if (matter.outcome) {
      out.query = {with.outcome(*matter.outcome), bench_.smt().negate(bound.outcome(*matter.outcome)),
                   bound.decision().states.known(bench_.smt())};
    } else {
      const auto& term = bench_.ruleset().at(matter.term);
      Logic& logic = with.logic();
      const z3::expr mine = logic.order(with.term(matter.term).value);
      const z3::expr other = logic.order(bound.term(matter.term).value);
      out.query = {granted(with), granted(bound),
                   term.favour == engine::Favour::kHigher ? bench_.smt().less(mine, other)
                                                          : bench_.smt().less(other, mine)};
    }
    out.shows = [this, matter, off](const Shown& shown) {
      const Evaluation with_eval =
          off.empty() ? shown.evaluation : evaluate(shown.ruleset, off, shown.facts);
      return adverse(matter, with_eval, evaluate(shown.ruleset, all_, shown.facts));
    };
    out.days = [this](const Evaluation&) { return starts_of(bench_.ruleset(), all_); };
    return out;
  }

  z3::expr granted(Encoder& encoder) {
    return bench_.smt().any({encoder.outcome(Outcome::kGrant), encoder.outcome(Outcome::kPartial)});
  }
  static bool granted(const Evaluation& e) {
    return e.outcome == Outcome::kGrant || e.outcome == Outcome::kPartial;
  }

  // An encoding in which the given provisions do not exist while their non-binding version holds.
  Encoder& encoder(const Ids& off) {
    if (off.empty()) return bench_.encoder();
    const auto known = encoders_.find(off);
    if (known != encoders_.end()) return *known->second;
    std::map<std::string, z3::expr> active;
    for (const auto& n : found_) {
      if (!contains(off, n.id)) continue;
      active.emplace(n.id, bench_.smt().negate(bench_.encoder().within(n.days)));
    }
    return *encoders_
                .emplace(off, std::make_unique<Encoder>(bench_.smt(), bench_.ruleset(),
                                                        bench_.vars(), std::move(active)))
                .first->second;
  }

  // The engine's answer without the given provisions, on the day of the case.
  Evaluation evaluate(const Ruleset& ruleset, const Ids& off, const engine::Case& facts) const {
    Ids gone;
    for (const auto& n : found_) {
      const bool holds = std::any_of(n.days.begin(), n.days.end(), [&](const DateInterval& days) {
        return days.contains(facts.decision_date);
      });
      if (holds && contains(off, n.id)) gone.push_back(n.id);
    }
    return engine::evaluate(without(ruleset, gone), facts);
  }

  bool adverse(const Matter& matter, const Evaluation& with, const Evaluation& bound) const {
    // A case that is not complete without them says nothing about what they do.
    if (bound.status == CaseStatus::kIncomplete || bound.status == CaseStatus::kNeedsAssessment) {
      return false;
    }
    if (matter.outcome) return with.outcome == matter.outcome && bound.outcome != matter.outcome;
    if (!granted(with) || !granted(bound)) return false;
    const auto mine = with.values.find(matter.name);
    const auto other = bound.values.find(matter.name);
    return mine != with.values.end() && other != bound.values.end() &&
           worse(bench_.ruleset().at(matter.term), mine->second, other->second);
  }

  // Provisions that alone bring the result about, or without which it does not come.
  Ids involved(const Matter& matter, const Witness& witness, const Ids& off) {
    const engine::Case& facts = witness.facts;
    const Ruleset& ruleset = witness.ruleset;
    const Evaluation bound = evaluate(ruleset, all_, facts);
    Ids out;
    for (const auto& id : all_) {
      if (contains(off, id)) continue;
      Ids others;
      for (const auto& other : all_) {
        if (other != id) others.push_back(other);
      }
      Ids this_too = off;
      this_too.push_back(id);
      const bool enough = adverse(matter, evaluate(ruleset, others, facts), bound);
      const bool needed = !adverse(matter, evaluate(ruleset, this_too, facts), bound);
      if (enough || needed) out.push_back(id);
    }
    if (!out.empty()) return out;
    for (const auto& id : all_) {  // several that replace each other: all that hold
      if (!contains(off, id)) out.push_back(id);
    }
    return out;
  }

  // Takes the named ones away and asks again, until no case is left: then all are named.
  void name_others(Obligation& o, const Matter& matter, Ids& named) {
    while (named.size() < all_.size()) {
      const Question next = question(matter, named);
      const Verdicted result = bench_.decide(next);
      o.rlimit_used += result.used;
      if (!result.witness) return;
      const Ids more = involved(matter, *result.witness, named);
      named.insert(named.end(), more.begin(), more.end());
    }
  }

  Ids in_source_order(const Ids& ids) const {
    Ids out;
    for (const auto& id : all_) {
      if (contains(ids, id)) out.push_back(id);
    }
    return out;
  }

  JsonObject result_of(const Matter& matter, const Evaluation& evaluation) const {
    JsonObject out{{"status", engine::name(evaluation.status)}};
    if (evaluation.outcome) out["outcome"] = engine::name(*evaluation.outcome);
    const auto value = evaluation.values.find(matter.name);
    if (!matter.outcome && value != evaluation.values.end()) out["value"] = value->second;
    return out;
  }

  Workbench& bench_;
  std::vector<Nonbinding> found_;
  Ids all_;
  std::map<Ids, std::unique_ptr<Encoder>> encoders_;
};

}  // namespace

void check_nonbinding_adverse(Workbench& bench) {
  NonbindingAdverse(bench, nonbinding_provisions(bench.ruleset())).run();
}

}  // namespace stadga::verify
