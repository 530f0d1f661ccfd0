// definition.cpp - rules that define a term or settle a requirement, made into nodes for the fold
// of possible.h, and what comes out of it.
#include <algorithm>

#include "evaluate/format.h"
#include "evaluate/interpreter.h"

namespace stadga::engine {
namespace {

// The requirement states that a rule or a condition can give, as values of the fold.
Scalar standing_value(RequirementState state) { return static_cast<std::int64_t>(state); }

ResultKind result_kind(StateKind kind) {
  switch (kind) {
    case StateKind::kConflict:
      return ResultKind::kConflict;
    case StateKind::kGap:
      return ResultKind::kGap;
    case StateKind::kNotInForce:
      return ResultKind::kNotInForce;
    case StateKind::kNotCovered:
      return ResultKind::kNotCovered;
    default:
      return ResultKind::kError;
  }
}

StateKind state_kind(ResultKind kind) {
  switch (kind) {
    case ResultKind::kConflict:
      return StateKind::kConflict;
    case ResultKind::kGap:
      return StateKind::kGap;
    case ResultKind::kNotInForce:
      return StateKind::kNotInForce;
    case ResultKind::kNotCovered:
      return StateKind::kNotCovered;
    default:
      return StateKind::kError;
  }
}

PossibleResult result_of(const State& state) {
  if (state.is_value()) return {ResultKind::kValue, state.value};
  if (state.is_unknown()) return {ResultKind::kAny, {}};
  return {result_kind(state.kind), {}};
}

Guard guard_of(const State& state) {
  if (state.is_unknown()) return Guard::kUnknown;
  if (!state.is_value()) return Guard::kAbnormal;
  return state.is_true() ? Guard::kTrue : Guard::kFalse;
}

// Errors carry the rule that they happened in.
State placed(State state, const std::string& id) {
  if (state.kind == StateKind::kError && state.at.empty()) state.at = id;
  if (state.kind == StateKind::kNoLimit) return abnormal_state(StateKind::kError, id, "no_limit");
  return state;
}

void set_node(Definition& out, std::size_t node, State guard, State conclusion) {
  RuleNode& entry = out.nodes[node];
  entry.guard = guard_of(guard);
  entry.result = result_of(conclusion);
  if (entry.guard == Guard::kAbnormal) entry.trouble = result_of(guard);
  out.guards[node] = std::move(guard);
  out.conclusions[node] = std::move(conclusion);
}

std::size_t new_node(Definition& out, const Rule* rule) {
  out.nodes.emplace_back();
  out.rules.push_back(rule);
  out.guards.emplace_back();
  out.conclusions.emplace_back();
  out.open_law_days.emplace_back();
  return out.nodes.size() - 1;
}

// The first state among the nodes that the result rests on that explains it.
const State* explaining(const Definition& definition, const std::vector<std::size_t>& nodes,
                        StateKind kind) {
  for (const std::size_t node : nodes) {
    if (definition.guards[node].kind == kind) return &definition.guards[node];
    if (definition.conclusions[node].kind == kind) return &definition.conclusions[node];
  }
  return nullptr;
}

// Does a fact that is not known still decide between results?
bool waits_for_facts(const Definition& definition) {
  const std::vector<bool> own = reachable(definition.nodes);
  for (std::size_t i = 0; i < own.size(); ++i) {
    const bool exists = definition.rules[i] != nullptr || (i == 0 && definition.requirement) ||
                        definition.open_law_days[i].valid();
    if (!own[i] || !exists || definition.nodes[i].guard == Guard::kFalse) continue;
    if (definition.guards[i].is_unknown() || definition.conclusions[i].is_unknown()) return true;
  }
  return false;
}

bool is_known(const std::set<PossibleResult>& results) {
  return results.size() == 1 && results.begin()->kind != ResultKind::kAny;
}

// What the rules say, or nullopt while that depends on facts that are not known. Trouble in a
// guard shows only where it can change the result and no unknown fact can.
std::optional<PossibleResult> known_result(const Definition& definition) {
  const std::set<PossibleResult> open = possible(definition.nodes, Trouble::kOpen);
  if (is_known(open)) return *open.begin();
  if (waits_for_facts(definition)) return std::nullopt;
  const std::set<PossibleResult> shown = possible(definition.nodes, Trouble::kShown);
  return is_known(shown) ? std::optional(*shown.begin()) : std::nullopt;
}

// The rules behind a known result; those in trouble only explain trouble.
std::vector<std::size_t> nodes_behind(const Definition& definition, const PossibleResult& result) {
  std::vector<std::size_t> out;
  for (const std::size_t node : applied(definition.nodes)) {
    const bool trouble = definition.nodes[node].guard == Guard::kAbnormal;
    if (!trouble || result.kind != ResultKind::kValue) out.push_back(node);
  }
  return out;
}

}  // namespace

// The date that picks a provision's version: its own lagdag or the rule set's.
State Interpreter::law_day_of(ExprId own) { return own.valid() ? eval(own) : law_day_; }

// Put out of force by a trial (försök) that this municipality takes part in on the day.
bool Interpreter::disapplied(const std::string& id, Date day) const {
  return std::any_of(ruleset_.trials.begin(), ruleset_.trials.end(), [&](const Trial& trial) {
    return trial.days.contains(day) &&
           std::find(trial.disapplies.begin(), trial.disapplies.end(), id) !=
               trial.disapplies.end();
  });
}

void Interpreter::add_rule(Definition& out, const VersionGroup& group, const Element* of) {
  std::vector<const Validity*> versions;
  for (const std::uint32_t i : group.versions) versions.push_back(&ruleset_.rules[i].validity);
  const ExprId own_law_day = ruleset_.rules[group.versions[0]].law_day;
  const State law = law_day_of(own_law_day);
  const auto* day = std::get_if<Date>(&law.value);
  if (!law.is_value() || day == nullptr) {
    const std::size_t node = new_node(out, nullptr);
    out.nodes[node].is_default = ruleset_.rules[group.versions[0]].is_default;
    if (law.is_unknown()) out.open_law_days[node] = own_law_day;
    set_node(out, node, law.is_value() ? error_state("missing_value") : law, unknown_state());
    return;
  }
  VersionPick pick = pick_version(versions, *day);
  if (pick.in_force == InForce::kOne && disapplied(group.id, *day)) {
    pick.in_force = InForce::kNotInForce;
  }
  const Rule& rule = ruleset_.rules[group.versions[pick.first]];
  const std::size_t node = new_node(out, pick.in_force == InForce::kOne ? &rule : nullptr);
  out.nodes[node].is_default = rule.is_default;
  switch (pick.in_force) {
    case InForce::kNotInForce:
      set_node(out, node, value_state(false), unknown_state());
      return;
    case InForce::kNotCovered:
      set_node(out, node, abnormal_state(StateKind::kNotCovered, rule.id, "no_version"), {});
      return;
    case InForce::kSeveral: {
      State state = abnormal_state(StateKind::kConflict, rule.id, "two_versions");
      state.sides = version_sides(rule, ruleset_.rules[group.versions[pick.second]]);
      set_node(out, node, std::move(state), {});
      return;
    }
    case InForce::kOne:
      break;
  }
  State guard =
      rule.condition.valid() ? placed(eval(rule.condition, of), rule.id) : value_state(true);
  // The conclusion of a rule that does not apply is not looked at: it may not exist.
  State conclusion = unknown_state();
  if (!guard.is_false()) {
    conclusion = rule.term.valid()
                     ? placed(eval(rule.conclusion, of), rule.id)
                     : value_state(standing_value(rule.concludes_met ? RequirementState::kMet
                                                                     : RequirementState::kNotMet));
  }
  set_node(out, node, std::move(guard), std::move(conclusion));
}

// Fills in which node goes before which, by the version of each rule that was picked.
void Interpreter::link(Definition& out, const std::map<std::string, std::size_t>& places) {
  for (const auto& [id, node] : places) {
    const Rule* rule = out.rules[node];
    for (const Rule& candidate : ruleset_.rules) {
      if (rule == nullptr && candidate.id == id) {
        rule = &candidate;  // no single version: the first says what it goes before
        break;
      }
    }
    if (rule == nullptr) continue;
    for (const std::string& base : rule->goes_before) {
      const auto place = places.find(base);
      if (place == places.end() || place->second == node) continue;
      out.nodes[place->second].exceptions.push_back(node);
      out.nodes[node].top = false;
    }
  }
}

Definition Interpreter::define(TermId id, const Element* of) {
  Definition out;
  std::map<std::string, std::size_t> places;
  for (const VersionGroup& group : rules_) {
    if (ruleset_.rules[group.versions[0]].term != id) continue;
    places[group.id] = out.nodes.size();
    add_rule(out, group, of);
  }
  link(out, places);
  return out;
}

// The requirement itself is the first node: it always has something to say.
Definition Interpreter::define(const Requirement& version) {
  Definition out;
  out.requirement = &version;
  std::map<std::string, std::size_t> places{{version.id, 0}};
  new_node(out, nullptr);
  State condition = placed(eval(version.condition), version.id);
  if (condition.is_unknown() && version.not_shown_when.valid() &&
      eval(version.not_shown_when).is_true()) {
    condition = value_state(standing_value(RequirementState::kNotShown));
  } else if (condition.is_value()) {
    condition = value_state(
        standing_value(condition.is_true() ? RequirementState::kMet : RequirementState::kNotMet));
  }
  set_node(out, 0, value_state(true), std::move(condition));
  for (const VersionGroup& group : rules_) {
    if (ruleset_.rules[group.versions[0]].requirement != version.id) continue;
    places[group.id] = out.nodes.size();
    add_rule(out, group, nullptr);
  }
  link(out, places);
  return out;
}

const TermResult& Interpreter::term(TermId id, const Element* of) {
  if (ruleset_.at(id).each.valid()) {
    const RecordValue* record = of == nullptr ? nullptr : of->record;
    const auto key = std::make_pair(id.value, record);
    const auto known = element_terms_.find(key);
    if (known != element_terms_.end()) return known->second;
    // Seen from its own rules the element stands alone.
    const Element alone{nullptr, record, of == nullptr ? Place{} : of->place};
    TermResult result = evaluate_term(id, record == nullptr ? nullptr : &alone);
    return element_terms_.emplace(key, std::move(result)).first->second;
  }
  std::optional<TermResult>& memo = terms_.at(id.value);
  if (!memo) memo = evaluate_term(id, nullptr);
  return *memo;
}

TermResult Interpreter::evaluate_term(TermId id, const Element* of) {
  TermResult out;
  const Definition definition = define(id, of);
  const std::optional<PossibleResult> found = known_result(definition);
  if (!found) return out;
  const PossibleResult& result = *found;
  const std::vector<std::size_t> nodes = nodes_behind(definition, result);
  for (const std::size_t node : nodes) {
    if (definition.rules[node] != nullptr) out.applied.push_back(definition.rules[node]);
  }
  if (result.kind == ResultKind::kValue) {
    out.state = value_state(result.value);
    return out;
  }
  const StateKind kind = state_kind(result.kind);
  if (const State* why = explaining(definition, nodes, kind)) {
    out.state = *why;
    out.state.interval.reset();  // a term is one value or none; only a count itself has bounds
    return out;
  }
  const Term& term = ruleset_.at(id);
  out.state = abnormal_state(kind, term.name, kind == StateKind::kGap ? "no_rule" : "rules_differ");
  if (kind == StateKind::kConflict) {
    for (const std::size_t node : nodes) {
      if (definition.rules[node] == nullptr || !definition.guards[node].is_true()) continue;
      out.state.sides.push_back({definition.rules[node]->id, definition.rules[node]->title,
                                 plain_text(ruleset_, term.type, definition.conclusions[node])});
    }
  }
  return out;
}

// ---- requirements ------------------------------------------------------------------------------

std::optional<std::size_t> Interpreter::requirement_group(const std::string& id) const {
  const auto place = requirement_places_.find(id);
  return place == requirement_places_.end() ? std::nullopt : std::optional(place->second);
}

const Standing& Interpreter::standing(std::size_t group) {
  std::optional<Standing>& memo = standings_.at(group);
  if (!memo) memo = evaluate_requirement(group);
  return *memo;
}

Standing Interpreter::evaluate_requirement(std::size_t group) {
  const VersionGroup& versions = requirements_[group];
  std::vector<const Validity*> validities;
  for (const std::uint32_t i : versions.versions) {
    validities.push_back(&ruleset_.requirements[i].validity);
  }
  Standing out;
  const State law = law_day_of(ruleset_.requirements[versions.versions[0]].law_day);
  const auto* day = std::get_if<Date>(&law.value);
  if (!law.is_value() || day == nullptr) {
    if (law.is_unknown()) return out;
    out.kind = StandingKind::kAbnormal;
    out.why = law.is_value() ? error_state("missing_value") : law;
    return out;
  }
  VersionPick pick = pick_version(validities, *day);
  const Requirement& first = ruleset_.requirements[versions.versions[pick.first]];
  if (pick.in_force == InForce::kOne && disapplied(first.id, *day)) {
    pick.in_force = InForce::kNotInForce;
  }
  out.kind = StandingKind::kAbnormal;
  switch (pick.in_force) {
    case InForce::kOne:
      return settle(first);
    case InForce::kNotInForce:
      out.kind = StandingKind::kNotInForce;
      break;
    case InForce::kNotCovered:
      out.why = abnormal_state(StateKind::kNotCovered, first.id, "no_version");
      break;
    case InForce::kSeveral:
      out.why = abnormal_state(StateKind::kConflict, first.id, "two_versions");
      out.why.sides = version_sides(first, ruleset_.requirements[versions.versions[pick.second]]);
      break;
  }
  return out;
}

Standing Interpreter::settle(const Requirement& version) {
  Standing out;
  out.version = &version;
  const State applies =
      version.applies.valid() ? placed(eval(version.applies), version.id) : value_state(true);
  if (applies.is_false()) {
    out.kind = StandingKind::kNotApplicable;
    return out;
  }
  State settled = condition_with_exceptions(version, out);
  const bool fires =
      version.kind == RequirementKind::kObstacle || version.kind == RequirementKind::kRoute;
  const bool cannot_fire =
      fires && settled.is_value() && settled.value == standing_value(RequirementState::kNotMet);
  // An obstacle or a route whose condition is false is out, whether or not it concerns the case;
  // any other requirement says nothing until it is known to concern it.
  if (!cannot_fire && !applies.is_true()) {
    const std::vector<State> both{applies, fires ? settled : applies};
    settled = State(*hiding(both));
  }
  if (settled.is_unknown()) return out;
  if (!settled.is_value()) {
    out.kind = StandingKind::kAbnormal;
    out.why = std::move(settled);
    return out;
  }
  if (settled.value == standing_value(RequirementState::kMet)) {
    out.kind = StandingKind::kMet;
  } else if (settled.value == standing_value(RequirementState::kNotShown)) {
    out.kind = StandingKind::kNotShown;
  } else {
    out.kind = StandingKind::kNotMet;
    out.guard = applies;
  }
  return out;
}

// A value of standing_value(), unknown, or an abnormal state.
State Interpreter::condition_with_exceptions(const Requirement& version, Standing& out) {
  const Definition definition = define(version);
  const std::optional<PossibleResult> found = known_result(definition);
  if (!found) return unknown_state();
  const PossibleResult& result = *found;
  const std::vector<std::size_t> nodes = nodes_behind(definition, result);
  for (const std::size_t node : nodes) {
    if (definition.rules[node] != nullptr) out.settled_by.push_back(definition.rules[node]);
  }
  if (result.kind == ResultKind::kValue) return value_state(result.value);
  const StateKind kind = state_kind(result.kind);
  if (const State* why = explaining(definition, nodes, kind)) return *why;
  State state = abnormal_state(kind, version.id, "rules_differ");
  for (const std::size_t node : nodes) {
    if (!definition.guards[node].is_true()) continue;
    const Rule* rule = definition.rules[node];
    const Scalar& value = definition.conclusions[node].value;
    const bool met = value == standing_value(RequirementState::kMet);
    const bool not_shown = value == standing_value(RequirementState::kNotShown);
    state.sides.push_back({rule != nullptr ? rule->id : version.id,
                           rule != nullptr ? rule->title : version.title,
                           met         ? "met"
                           : not_shown ? "not_shown"
                                       : "not_met"});
  }
  return state;
}

Interpreter::Interpreter(const Ruleset& ruleset, const Case& facts)
    : ruleset_(ruleset),
      facts_(facts),
      requirements_(group_versions(ruleset.requirements)),
      rules_(group_versions(ruleset.rules)),
      terms_(ruleset.terms.size()),
      standings_(requirements_.size()) {
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    requirement_places_[requirements_[i].id] = i;
  }
  const ExprId law_day = ruleset.header.law_day;
  law_day_ = value_state(facts.decision_date);
  if (law_day.valid()) law_day_ = eval(law_day);
}

}  // namespace stadga::engine
