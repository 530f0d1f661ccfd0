// encode_definitions.cpp - terms and requirements: rules by level, exceptions first, defaults last.
#include <algorithm>

#include "encoder.h"

namespace stadga::verify {
namespace {

using engine::Requirement;
using engine::Rule;
using engine::TypeKind;

// A requirement's result as a value: what a rule on it concludes.
enum : std::int64_t { kMet = 1, kNotMet = 2, kNotShown = 3 };

bool goes_before(const Rule& rule, const std::string& id) {
  return std::find(rule.goes_before.begin(), rule.goes_before.end(), id) != rule.goes_before.end();
}

// Is `id` a rule of the same definition, or the requirement that it settles?
bool defines(const std::vector<Provision>& rules, const Rule& rule, const std::string& id) {
  if (id == rule.id) return false;
  if (!rule.requirement.empty() && id == rule.requirement) return true;
  return std::any_of(rules.begin(), rules.end(),
                     [&](const Provision& other) { return other.id == id; });
}

}  // namespace

Symbol Encoder::guard(const Rule& rule) {
  const Symbol condition =
      rule.condition.valid() ? expr(rule.condition) : logic_.truth(smt_.truth(true));
  const z3::expr here = smt_.all({in_force(rule.validity), is_active(rule.id)});
  return logic_.choose(here, condition, logic_.truth(smt_.truth(false)));
}

std::vector<Provision> Encoder::rules_on(engine::TermId term, const std::string& requirement) {
  std::vector<Provision> out;
  for (auto& provision : rule_provisions(ruleset_)) {
    const Rule& first = ruleset_.rules[provision.versions.front()];
    const bool mine = requirement.empty() ? first.term == term : first.requirement == requirement;
    if (mine) out.push_back(std::move(provision));
  }
  return out;
}

// What a rule gives by itself: the version in force, or a state on a day without one or with two.
Possible Encoder::own_result(const Provision& provision) {
  Possible out = possibilities_.nothing();
  for (const auto index : provision.versions) {
    const Rule& rule = ruleset_.rules[index];
    const Symbol conclusion =
        rule.requirement.empty()
            ? expr(rule.conclusion)
            : logic_.number(TypeKind::kInt, smt_.number(rule.concludes_met ? kMet : kNotMet));
    // Versions exclude each other by date, so replacing is enough.
    if (rule.goes_before != ruleset_.rules[provision.versions.front()].goes_before) {
      throw OutOfCore("versions of a rule that go before different rules");
    }
    Symbol result = logic_.exact(conclusion);
    logic_.add_state(result, State::kError, smt_.all({result.states.known(smt_), result.no_limit}));
    out = possibilities_.replace(possibilities_.of_rule(guard(rule), result), out);
  }
  const Coverage days = sweep(validities(ruleset_, provision), law_days(ruleset_));
  const z3::expr active = is_active(provision.id);
  const auto state = [&](State s, const std::vector<DateInterval>& intervals) {
    return possibilities_.of_state(s, smt_.all({active, within(intervals)}));
  };
  out = possibilities_.replace(state(State::kNotCovered, days.missing), out);
  return possibilities_.replace(state(State::kConflict, days.doubled), out);
}

Possible Encoder::with_exceptions(const Provision& provision,
                                  const std::vector<Provision>& rules) {
  return possibilities_.replace(exceptions_of(provision.id, rules), own_result(provision));
}

Possible Encoder::exceptions_of(const std::string& id, const std::vector<Provision>& rules) {
  std::vector<Possible> out;
  for (const auto& provision : rules) {
    const Rule& rule = ruleset_.rules[provision.versions.front()];
    if (goes_before(rule, id)) out.push_back(with_exceptions(provision, rules));
  }
  return possibilities_.level(out);
}

// The rules that go before nothing: the ordinary ones, or those that stand last.
std::vector<Possible> Encoder::tops(const std::vector<Provision>& rules, bool defaults) {
  std::vector<Possible> out;
  for (const auto& provision : rules) {
    const Rule& rule = ruleset_.rules[provision.versions.front()];
    const bool top = std::none_of(rule.goes_before.begin(), rule.goes_before.end(),
                                  [&](const std::string& id) { return defines(rules, rule, id); });
    if (top && rule.is_default == defaults) out.push_back(with_exceptions(provision, rules));
  }
  return out;
}

const Settled& Encoder::term(engine::TermId id) {
  const auto found = terms_.find(id.value);
  if (found != terms_.end()) return found->second;
  const auto rules = rules_on(id, "");
  const Possible set = possibilities_.replace(possibilities_.level(tops(rules, false)),
                                              possibilities_.level(tops(rules, true)));
  Settled settled = possibilities_.settle(set, blank(ruleset_.at(id).type));
  return terms_.emplace(id.value, std::move(settled)).first->second;
}

// The requirement's own condition. `not_shown`: unknown, and the investigation is assessed complete.
Symbol Encoder::own_condition(const Requirement& requirement, z3::expr& not_shown) {
  Symbol condition = requirement.condition.valid() ? expr(requirement.condition)
                                                   : logic_.truth(smt_.truth(true));
  not_shown = smt_.truth(false);
  if (requirement.not_shown_when.valid()) {
    not_shown = smt_.all({condition.states[State::kUnknown],
                          logic_.is_true(expr(requirement.not_shown_when))});
  }
  return condition;
}

void Encoder::apply_version(RequirementTerm& out, const Requirement& version,
                            const std::vector<Provision>& rules) {
  z3::expr not_shown = smt_.truth(false);
  const Symbol condition = own_condition(version, not_shown);
  Symbol result = logic_.number(
      TypeKind::kInt,
      smt_.choose(not_shown, smt_.number(kNotShown),
                  smt_.choose(condition.parts[0], smt_.number(kMet), smt_.number(kNotMet))));
  result.states = condition.states;
  result.states.set(State::kUnknown, smt_.all({condition.states[State::kUnknown],
                                               smt_.negate(not_shown)}));
  const Possible own = possibilities_.of_rule(logic_.truth(smt_.truth(true)), result);
  auto level = tops(rules, false);
  level.push_back(possibilities_.replace(exceptions_of(version.id, rules), own));
  const Settled settled = possibilities_.settle(possibilities_.level(level), result);

  const Symbol applies =
      version.applies.valid() ? expr(version.applies) : logic_.truth(smt_.truth(true));
  const z3::expr here = smt_.all({in_force(version.validity), is_active(version.id)});
  add_standing(out, version, here, applies, settled);
}

// An obstacle or a route that cannot hold is out, whether or not it concerns the case; otherwise
// what is not known of `applies` stands before the condition.
void Encoder::add_standing(RequirementTerm& out, const Requirement& version, const z3::expr& here,
                           const Symbol& applies, const Settled& settled) {
  const Symbol& result = settled.value;
  const bool fires = version.kind == engine::RequirementKind::kObstacle ||
                     version.kind == engine::RequirementKind::kRoute;
  const z3::expr sure = logic_.is_true(applies);
  const z3::expr known = result.states.known(smt_);
  const auto is = [&](std::int64_t value) {
    return smt_.all({known, smt_.equal(result.parts[0], smt_.number(value))});
  };
  const z3::expr excluded = logic_.is_false(applies);
  const z3::expr cannot =
      fires ? smt_.all({is(kNotMet), smt_.negate(excluded)}) : smt_.truth(false);
  const z3::expr counts = smt_.all({here, sure});
  out.met = smt_.any({out.met, smt_.all({counts, is(kMet)})});
  out.not_met = smt_.any({out.not_met, smt_.all({here, smt_.any({smt_.all({sure, is(kNotMet)}),
                                                                 cannot})})});
  out.not_shown = smt_.any({out.not_shown, smt_.all({counts, is(kNotShown)})});
  out.own_conflict = smt_.any({out.own_conflict, smt_.all({counts, settled.own_conflict})});
  out.not_applicable =
      smt_.all({out.not_applicable, smt_.any({smt_.negate(here), excluded})});
  out.in_force = smt_.any({out.in_force, here});
  const z3::expr& open = result.states[State::kUnknown];
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    z3::expr hidden = smt_.all({applies.states.at(rank), smt_.negate(cannot)});
    if (fires && rank > 0) hidden = smt_.all({hidden, smt_.negate(open)});
    if (fires && rank == 0) {
      const z3::expr abnormal =
          smt_.all({smt_.negate(applies.states.known(smt_)), smt_.negate(applies.states.at(0))});
      hidden = smt_.any({hidden, smt_.all({abnormal, open})});
    }
    const z3::expr state = smt_.any({smt_.all({here, hidden}),
                                     smt_.all({counts, result.states.at(rank)})});
    out.states.set(rank, smt_.any({out.states.at(rank), state}));
  }
}

RequirementTerm Encoder::encode_requirement(const Provision& provision) {
  RequirementTerm out(smt_);
  const auto rules = rules_on(engine::TermId{}, provision.id);
  for (const auto index : provision.versions) {
    apply_version(out, ruleset_.requirements[index], rules);
  }
  const Coverage days = sweep(validities(ruleset_, provision), law_days(ruleset_));
  const z3::expr active = is_active(provision.id);
  const z3::expr missing = smt_.all({active, within(days.missing)});
  const z3::expr doubled = smt_.all({active, within(days.doubled)});
  const z3::expr regular = smt_.negate(smt_.any({missing, doubled}));
  for (auto* state : {&out.met, &out.not_met, &out.not_shown, &out.not_applicable,
                      &out.own_conflict}) {
    *state = smt_.all({*state, regular});
  }
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.all({out.states.at(rank), regular}));
  }
  out.states.set(State::kNotCovered, smt_.any({out.states[State::kNotCovered], missing}));
  out.states.set(State::kConflict, smt_.any({out.states[State::kConflict], doubled}));
  return out;
}

const RequirementTerm& Encoder::requirement(const std::string& id) {
  const auto found = requirements_.find(id);
  if (found != requirements_.end()) return found->second;
  RequirementTerm out(smt_);
  for (const auto& provision : requirement_provisions(ruleset_)) {
    if (provision.id == id) out = encode_requirement(provision);
  }
  return requirements_.emplace(id, std::move(out)).first->second;
}

}  // namespace stadga::verify
