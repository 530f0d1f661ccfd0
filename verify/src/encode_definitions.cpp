// encode_definitions.cpp - terms and requirements: rules by level, exceptions first, defaults last.
#include <algorithm>

#include "definition_fold.h"

#include "encoder.h"

namespace stadga::verify {
namespace {

using engine::Requirement;
using engine::Rule;
using engine::TypeKind;

// A requirement's result as a value: what a rule on it concludes.
enum : std::int64_t { kMet = 1, kNotMet = 2, kNotShown = 3 };

}  // namespace

Symbol Encoder::guard_in(const Rule& rule, const Scope& scope) {
  if (rule.law_day.valid()) throw OutOfCore("lagdag");
  const Where always(where_, scope.empty() ? smt_.truth(true) : where_);
  const Symbol condition =
      rule.condition.valid() ? expr_in(rule.condition, scope) : logic_.truth(smt_.truth(true));
  const z3::expr here = smt_.all({in_force(rule.validity), is_active(rule.id),
                                  smt_.negate(put_out_of_force(rule.id))});
  return logic_.choose(here, condition, logic_.truth(smt_.truth(false)));
}

Symbol Encoder::guard(const Rule& rule) {
  const engine::RecordId each = rule.term.valid() ? ruleset_.at(rule.term).each : engine::RecordId{};
  if (!each.valid()) return guard_in(rule, {});
  std::vector<Symbol> some;
  for_elements(each, [&](const z3::expr& exists, const Scope& scope) {
    some.push_back(logic_.choose(exists, guard_in(rule, scope), logic_.truth(smt_.truth(false))));
  });
  return some.empty() ? logic_.truth(smt_.truth(false)) : logic_.any_of(some);
}

// Elements of lists in elements are reached through the outer ones' slots.
void Encoder::for_elements(
    engine::RecordId each,
    const std::function<void(const z3::expr& exists, const Scope& scope)>& visit) {
  if (!each.valid()) return visit(smt_.truth(true), {});
  const std::function<void(const engine::Type&, const Symbol&, const z3::expr&)> search =
      [&](const engine::Type& type, const Symbol& value, const z3::expr& exists) {
        const z3::expr there =
            smt_.all({exists, value.present, value.states.known(smt_)});
        const auto fields = [&](const Symbol& record, const z3::expr& here) {
          const auto& declared = ruleset_.at(type.record).fields;
          for (std::size_t f = 0; f < declared.size(); ++f) {
            if (declared[f].type.record.valid()) search(declared[f].type, record.fields[f], here);
          }
        };
        if (type.kind == TypeKind::kRecord) return fields(value, there);
        for (std::size_t i = 0; i < value.items.size(); ++i) {
          const z3::expr here = smt_.all(
              {there, smt_.less(smt_.number(static_cast<std::int64_t>(i)), value.parts.at(0))});
          if (type.record == each) visit(here, {&value.items[i]});
          fields(value.items[i], here);
        }
      };
  for (std::size_t i = 0; i < ruleset_.facts.size(); ++i) {
    const auto& type = ruleset_.facts[i].type;
    if (type.record.valid()) search(type, vars_.facts[i], smt_.truth(true));
  }
}

// On the days of a trial that puts the provision out of force.
z3::expr Encoder::put_out_of_force(const std::string& id) {
  std::vector<DateInterval> days;
  for (const auto& trial : ruleset_.trials) {
    if (std::find(trial.disapplies.begin(), trial.disapplies.end(), id) != trial.disapplies.end()) {
      days.push_back(trial.days);
    }
  }
  return within(days);
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

// A rule as nodes: one for each set of rules that some version of it goes before. Of them at most one
// applies on a day. Days without a version, or with two, are the first one's (engine, link()).
std::vector<DefinitionNode> Encoder::nodes_of(const Provision& provision, const Scope& scope) {
  std::vector<Provision> kinds;
  for (const auto index : provision.versions) {
    const Rule& rule = ruleset_.rules[index];
    const auto same = std::find_if(kinds.begin(), kinds.end(), [&](const Provision& kind) {
      const Rule& first = ruleset_.rules[kind.versions.front()];
      return first.goes_before == rule.goes_before && first.is_default == rule.is_default;
    });
    if (same != kinds.end()) {
      same->versions.push_back(index);
    } else {
      kinds.push_back({provision.id, provision.is_rule, {index}});
    }
  }
  std::vector<DefinitionNode> out;
  const Coverage days = sweep(validities(ruleset_, provision), law_days(ruleset_));
  for (const Provision& kind : kinds) out.push_back(node_of(kind, days, out.empty(), scope));
  place(out, kinds, days);
  return out;
}

// The version in force says what the rule goes before; the first one where there is none, or two (engine, link()).
void Encoder::place(std::vector<DefinitionNode>& nodes, const std::vector<Provision>& kinds, const Coverage& days) {
  if (nodes.size() < 2) return;
  const z3::expr one = smt_.negate(smt_.any({within(days.doubled), put_out_of_force(kinds.front().id)}));
  Exprs others;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    Exprs here;
    for (const auto index : kinds[i].versions) here.push_back(in_force(ruleset_.rules[index].validity));
    nodes[i].placed = smt_.all({one, smt_.any(here)});
    others.push_back(nodes[i].placed);
  }
  nodes.front().placed = smt_.negate(smt_.any(others));
}

// The version in force, or a state on a day without one or with two.
DefinitionNode Encoder::node_of(const Provision& provision, const Coverage& days, bool shows_trouble,
                                const Scope& scope) {
  const Rule& first = ruleset_.rules[provision.versions.front()];
  DefinitionNode out{provision.id,      logic_.truth(smt_.truth(false)), conclusion_of(first, scope),
                     smt_.truth(false), first.goes_before,               first.is_default, smt_.truth(true)};
  const z3::expr tried = put_out_of_force(provision.id);
  for (const auto index : provision.versions) {
    const Rule& rule = ruleset_.rules[index];
    const z3::expr here =
        smt_.all({in_force(rule.validity), is_active(rule.id), smt_.negate(tried)});
    out.guard = logic_.choose(here, guard_in(rule, scope), out.guard);
    out.conclusion = logic_.choose(here, conclusion_of(rule, scope), out.conclusion);
    out.exists = smt_.any({out.exists, here});
  }
  const z3::expr active = is_active(provision.id);
  const auto trouble = [&](State state, const std::vector<DateInterval>& intervals) {
    const z3::expr here = smt_.all({active, within(intervals)});
    const Symbol guard = shows_trouble ? stand_in(out.guard, state) : logic_.truth(smt_.truth(false));
    out.guard = logic_.choose(here, guard, out.guard);
    // No version, or two: what it would have concluded is not known, whatever the others say.
    out.conclusion = logic_.choose(here, stand_in(out.conclusion, State::kUnknown), out.conclusion);
    out.exists = smt_.all({out.exists, smt_.negate(here)});
  };
  trouble(State::kNotCovered, days.missing);
  trouble(State::kConflict, days.doubled);
  return out;
}

// "Ingen graens" is no value for a definition.
Symbol Encoder::conclusion_of(const Rule& rule, const Scope& scope) {
  if (!rule.requirement.empty()) {
    return logic_.number(TypeKind::kInt, smt_.number(rule.concludes_met ? kMet : kNotMet));
  }
  const z3::expr applies = smt_.negate(logic_.is_false(guard_in(rule, scope)));
  const Where here(where_, smt_.all({scope.empty() ? smt_.truth(true) : where_, applies}));
  Symbol out = logic_.exact(expr_in(rule.conclusion, scope));
  logic_.add_state(out, State::kError, smt_.all({out.states.known(smt_), out.no_limit}));
  out.no_limit = smt_.truth(false);
  return out;
}

const Settled& Encoder::term(engine::TermId id) {
  const auto found = terms_.find(id.value);
  if (found != terms_.end()) return found->second;
  return terms_.emplace(id.value, settle_term(id, {})).first->second;
}

namespace {

void values_of(const Symbol& symbol, std::vector<unsigned>& out) {
  const auto add = [&out](const z3::expr& e) { out.push_back(Z3_get_ast_id(e.ctx(), e)); };
  for (const auto& part : symbol.parts) add(part);
  add(symbol.present);
  for (const auto& field : symbol.fields) values_of(field, out);
  for (const auto& item : symbol.items) values_of(item, out);
}

void states_of(const Symbol& symbol, std::vector<unsigned>& out) {
  for (const auto& flag : symbol.states.flags()) out.push_back(Z3_get_ast_id(flag.ctx(), flag));
  for (const auto& field : symbol.fields) states_of(field, out);
  for (const auto& item : symbol.items) states_of(item, out);
}

}  // namespace

std::vector<unsigned> identity_of(const Symbol& element) {
  std::vector<unsigned> out;
  values_of(element, out);
  return out;
}

// The slot that an element of the case stands in exists; an element of no slot is taken for one that does.
z3::expr Encoder::stands_in_slot(engine::RecordId each, const Scope& scope) {
  if (!each.valid() || scope.empty()) return smt_.truth(true);
  std::vector<unsigned> wanted;
  values_of(*scope.back(), wanted);
  Exprs some;
  for_elements(each, [&](const z3::expr& exists, const Scope& slot) {
    std::vector<unsigned> values;
    values_of(*slot.back(), values);
    if (values == wanted) some.push_back(exists);
  });
  return some.empty() ? smt_.truth(true) : smt_.any(some);
}

Settled Encoder::settle_term(engine::TermId id, const Scope& scope) {
  const Where here(where_, stands_in_slot(ruleset_.at(id).each, scope));
  std::vector<DefinitionNode> nodes;
  for (const auto& provision : rules_on(id, "")) {
    for (auto& node : nodes_of(provision, scope)) nodes.push_back(std::move(node));
  }
  return DefinitionFold(smt_, std::move(nodes)).settle(blank(ruleset_.at(id).type));
}

const Settled& Encoder::term_in(engine::TermId id, const Scope& scope) {
  if (!ruleset_.at(id).each.valid()) return term(id);
  std::vector<unsigned> key;
  values_of(*scope.back(), key);
  std::optional<Settled> taken;
  if (take_) taken = take_(id, key);
  states_of(*scope.back(), key);
  const auto place = std::make_pair(id.value, std::move(key));
  const auto found = element_terms_.find(place);
  if (found != element_terms_.end()) return found->second;
  Settled settled = taken ? std::move(*taken) : settle_term(id, {scope.back()});
  return element_terms_.emplace(place, std::move(settled)).first->second;
}

Settled Encoder::term_anywhere(engine::TermId id) {
  const engine::RecordId each = ruleset_.at(id).each;
  if (!each.valid()) return term(id);
  const z3::expr no = smt_.truth(false);
  Settled out{blank(ruleset_.at(id).type), no, no};
  for_elements(each, [&](const z3::expr& exists, const Scope& scope) {
    const Settled& one = term_in(id, scope);
    out.own_conflict = smt_.any({out.own_conflict, smt_.all({exists, one.own_conflict})});
    out.own_gap = smt_.any({out.own_gap, smt_.all({exists, one.own_gap})});
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      out.value.states.set(rank, smt_.any({out.value.states.at(rank),
                                           smt_.all({exists, one.value.states.at(rank)})}));
    }
  });
  return out;
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
  // The requirement itself is a node as well: it always has something to say.
  const z3::expr yes = smt_.truth(true);
  std::vector<DefinitionNode> nodes{
      DefinitionNode{version.id, logic_.truth(yes), result, yes, {}, false, yes}};
  for (const auto& provision : rules) {
    for (auto& node : nodes_of(provision, {})) nodes.push_back(std::move(node));
  }
  const Settled settled = DefinitionFold(smt_, std::move(nodes)).settle(result);

  const Symbol applies =
      version.applies.valid() ? expr(version.applies) : logic_.truth(smt_.truth(true));
  if (version.law_day.valid()) throw OutOfCore("lagdag");
  const z3::expr here = smt_.all({in_force(version.validity), is_active(version.id),
                                  smt_.negate(put_out_of_force(version.id))});
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
  // Not known to concern the case: what hides the other shows.
  States hidden = fires ? logic_.first_of({&applies, &result}) : applies.states;
  const z3::expr waiting = smt_.all({here, smt_.negate(smt_.any({sure, excluded, cannot}))});
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    const z3::expr state = smt_.any({smt_.all({waiting, hidden.at(rank)}),
                                     smt_.all({counts, result.states.at(rank)})});
    out.states.set(rank, smt_.any({out.states.at(rank), state}));
    const z3::expr open = smt_.all({here, cannot, applies.states.at(rank)});
    out.guard.set(rank, smt_.any({out.guard.at(rank), open}));
  }
}

RequirementTerm Encoder::encode_requirement(const Provision& provision) {
  const Where always(where_, smt_.truth(true));
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
    out.guard.set(rank, smt_.all({out.guard.at(rank), regular}));
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
