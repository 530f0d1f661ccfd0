// encode_stages.cpp - the stages of the decision, in written order, and how a case ends.
#include <algorithm>
#include <optional>

#include "encoder.h"

namespace stadga::verify {
namespace {

using engine::Outcome;
using engine::RequirementKind;
using engine::Stage;
using engine::StageTest;

// The kind that a stage looks for; a grant looks at two and catches neither.
std::optional<RequirementKind> kind_of(StageTest test) {
  switch (test) {
    case StageTest::kObstacle: return RequirementKind::kObstacle;
    case StageTest::kFormDefect: return RequirementKind::kForm;
    case StageTest::kRoute: return RequirementKind::kRoute;
    case StageTest::kNotMet: return RequirementKind::kSubstance;
    case StageTest::kAllMet: return std::nullopt;
  }
  return std::nullopt;
}

bool names(const Stage& stage, const std::string& id) {
  return stage.only.empty() || std::find(stage.only.begin(), stage.only.end(), id) != stage.only.end();
}

}  // namespace

// The requirements that a stage speaks about; a grant waits for the formal ones as well.
std::vector<Provision> Encoder::members(const Stage& stage) {
  const auto wanted = kind_of(stage.test);
  std::vector<Provision> out;
  for (auto& provision : requirement_provisions(ruleset_)) {
    const auto kind = ruleset_.requirements[provision.versions.front()].kind;
    const bool form = !wanted && kind == RequirementKind::kForm;
    const bool named = names(stage, provision.id) &&
                       kind == wanted.value_or(RequirementKind::kSubstance);
    if (form || named) out.push_back(std::move(provision));
  }
  return out;
}

// Does the requirement stand against the outcome: an obstacle or route that applies, another that
// is not met or not shown?
Symbol Encoder::stands_against(const Provision& provision) {
  const RequirementTerm& term = requirement(provision.id);
  const auto kind = ruleset_.requirements[provision.versions.front()].kind;
  const bool fires = kind == RequirementKind::kObstacle || kind == RequirementKind::kRoute;
  Symbol out = logic_.truth(fires ? term.met : smt_.any({term.not_met, term.not_shown}));
  out.states = term.states;
  return out;
}

std::vector<Symbol> Encoder::stand_against(const std::vector<Provision>& provisions) {
  std::vector<Symbol> out{logic_.truth(smt_.truth(false))};
  for (const auto& provision : provisions) out.push_back(stands_against(provision));
  return out;
}

// An obstacle, route or requirement that fails and has no stage.
Symbol Encoder::uncovered() {
  std::vector<Provision> found;
  for (auto& provision : requirement_provisions(ruleset_)) {
    const auto kind = ruleset_.requirements[provision.versions.front()].kind;
    const auto& stages = ruleset_.decision.stages;
    const bool covered = std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) {
      return kind_of(stage.test) == kind && names(stage, provision.id);
    });
    if (!covered) found.push_back(std::move(provision));
  }
  return logic_.any_of(stand_against(found));
}

// The full picture first: a rejection waits for every requirement, unless one that is known to fail
// is enough by itself.
Symbol Encoder::rejection(const std::vector<Provision>& provisions) {
  Exprs alone;
  for (const auto& provision : provisions) {
    const z3::expr fails = logic_.is_true(stands_against(provision));
    for (const auto index : provision.versions) {
      const auto& version = ruleset_.requirements[index];
      if (version.sufficient_alone) alone.push_back(smt_.all({in_force(version.validity), fails}));
    }
  }
  const auto ways = stand_against(provisions);
  Symbol full = logic_.any_of(ways);
  full.states = first_of(ways);
  return logic_.choose(smt_.any(alone), logic_.truth(smt_.truth(true)), full);
}

// Nothing stands against it; a grant with nothing that applies is a gap.
Symbol Encoder::grant(const std::vector<Provision>& provisions) {
  Symbol out = logic_.negate(logic_.any_of(stand_against(provisions)));
  Exprs met;
  for (const auto& provision : provisions) met.push_back(requirement(provision.id).met);
  const z3::expr nothing = smt_.all({logic_.is_true(out), smt_.negate(smt_.any(met))});
  logic_.add_state(out, State::kGap, nothing);
  return out;
}

Symbol Encoder::stage_test(const Stage& stage) {
  const auto provisions = members(stage);
  if (stage.test == StageTest::kNotMet) return rejection(provisions);
  if (stage.test == StageTest::kAllMet) return grant(provisions);
  return logic_.any_of(stand_against(provisions));
}

const DecisionTerm& Encoder::decision() {
  if (!decision_) decision_ = encode_decision();
  return *decision_;
}

// No requirement in force: the law says that there is none, or the rule set lacks it.
States Encoder::nothing_in_force() {
  Exprs silent;
  Exprs lacking;
  for (const auto& provision : requirement_provisions(ruleset_)) {
    if (ruleset_.requirements[provision.versions.front()].kind == RequirementKind::kRoute) continue;
    const RequirementTerm& term = requirement(provision.id);
    const Coverage days = sweep(validities(ruleset_, provision), law_days(ruleset_));
    silent.push_back(smt_.negate(smt_.any({term.in_force, within(days.doubled)})));
    lacking.push_back(smt_.all({is_active(provision.id), within(days.missing)}));
  }
  States out(smt_);
  if (silent.empty()) return out;
  const z3::expr none = smt_.all(silent);
  const z3::expr lacks = smt_.any(lacking);
  out.set(State::kNotCovered, smt_.all({none, lacks}));
  out.set(State::kNotInForce, smt_.all({none, smt_.negate(lacks)}));
  return out;
}

// Walks the stages; `open` holds where no earlier one has ended the case.
struct Encoder::StageWalk {
  StageWalk(Smt& s) : smt(s), out(s), open(s.truth(true)) {}

  void end_in(const States& states, const z3::expr& where) {
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      out.states.set(rank, smt.any({out.states.at(rank), smt.all({where, states.at(rank)})}));
    }
  }
  void gap(const z3::expr& where) {
    out.own_gap = smt.any({out.own_gap, where});
    out.states.set(State::kGap, smt.any({out.states[State::kGap], where}));
  }

  Smt& smt;
  DecisionTerm out;
  z3::expr open;
};

DecisionTerm Encoder::encode_decision() {
  StageWalk walk(smt_);
  const States nothing = nothing_in_force();
  walk.end_in(nothing, walk.open);
  walk.open = nothing.known(smt_);
  const Symbol without_stage = uncovered();
  walk.end_in(without_stage.states, walk.open);
  walk.gap(smt_.all({walk.open, logic_.is_true(without_stage)}));
  walk.open = smt_.all({walk.open, logic_.is_false(without_stage)});
  for (const auto& stage : ruleset_.decision.stages) encode_stage(walk, stage);
  walk.gap(walk.open);
  return walk.out;
}

// Of the elements that a list sums up any state may show, and any of them may be granted less.
const Encoder::ItemRest& Encoder::item_rest(engine::FactId list, const z3::expr& count) {
  const auto found = item_rests_->find(list.value);
  if (found != item_rests_->end()) return found->second;
  ItemRest rest{any_state(count, true, true),
                smt_.all({smt_.less(smt_.number(0), count), smt_.fresh_bool("rest.refused")})};
  return item_rests_->emplace(list.value, std::move(rest)).first->second;
}

// What a grant waits for: each thing applied for, and what of it is granted. `refused`: less for some.
std::vector<Symbol> Encoder::items(z3::expr& refused) {
  std::vector<Symbol> needed;
  for (const auto& of : ruleset_.decision.items) {
    engine::Expr read;
    read.op = engine::Op::kFact;
    read.fact = of.list;
    const Symbol list = fact(read);
    Symbol whole = logic_.truth(smt_.truth(true));
    whole.states = list.states;
    needed.push_back(std::move(whole));
    if (has_rest(list)) {
      Symbol rest = logic_.truth(smt_.truth(true));
      const ItemRest& others = item_rest(of.list, list.parts[1]);
      rest.states = others.states;
      needed.push_back(std::move(rest));
      refused = smt_.any({refused, others.refused});
    }
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Scope scope{&list.items[i]};
      const z3::expr exists =
          smt_.all({list.states.known(smt_),
                    smt_.less(smt_.number(static_cast<std::int64_t>(i)), list.parts.at(0))});
      const Symbol applied = logic_.exact(logic_.present(encode(of.applied, scope)));
      const Symbol& granted = term_in(of.granted, scope).value;
      needed.push_back(only_states(exists, applied));
      needed.push_back(only_states(exists, granted));
      refused = smt_.any({refused, smt_.all({exists, smt_.less(granted.parts.at(0), applied.parts.at(0))})});
    }
  }
  return needed;
}

void Encoder::encode_stage(StageWalk& walk, const Stage& stage) {
  const Symbol test = stage_test(stage);
  walk.end_in(test.states, walk.open);
  if (stage.test == StageTest::kAllMet) {
    const z3::expr vacuous =
        smt_.all({test.states[State::kGap],
                  logic_.is_false(logic_.any_of(stand_against(members(stage))))});
    walk.out.own_gap = smt_.any({walk.out.own_gap, smt_.all({walk.open, vacuous})});
  }
  const z3::expr here = smt_.all({walk.open, logic_.is_true(test)});
  walk.open = smt_.all({walk.open, logic_.is_false(test)});
  std::vector<Symbol> values;
  for (const auto id : stage.requires_values) values.push_back(term(id).value);
  if (stage.outcome == Outcome::kGrant) {
    for (auto& value : items(walk.out.refused)) values.push_back(std::move(value));
  }
  const States needed = first_of(values);
  walk.end_in(needed, here);
  walk.out.applies_at.push_back(here);
  walk.out.ends_at.push_back(smt_.all({here, needed.known(smt_)}));
}

z3::expr Encoder::outcome(Outcome outcome) {
  const bool partial = outcome == Outcome::kPartial;
  Exprs parts;
  const auto& stages = ruleset_.decision.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].outcome == (partial ? Outcome::kGrant : outcome)) parts.push_back(decision().ends_at.at(i));
  }
  const z3::expr ends = smt_.any(parts);
  if (partial) return smt_.all({ends, decision().refused});
  return outcome == Outcome::kGrant ? smt_.all({ends, smt_.negate(decision().refused)}) : ends;
}

}  // namespace stadga::verify
