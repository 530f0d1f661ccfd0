// knowledge.cpp - one small query per step; what a step reads is replaced by any pair of values that
// obeys the law.
#include "knowledge.h"

#include <set>

#include "walk.h"

namespace stadga::verify {
namespace {

using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using engine::TypeKind;

bool is_list_step(const Ruleset& ruleset, ExprId id) {
  const auto& expr = ruleset.at(id);
  switch (expr.op) {
    case Op::kSome:
    case Op::kEvery:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum: return true;
    default: break;
  }
  for (const ExprId arg : expr.args) {  // a count is known only by what it is compared with
    if (arg.valid() && ruleset.at(arg).op == Op::kCount && expr.type.kind == TypeKind::kBool) {
      return true;
    }
  }
  return false;
}

// The topmost list steps below (and at) `root`.
void list_steps(const Ruleset& ruleset, ExprId root, std::vector<ExprId>& out) {
  if (!root.valid()) return;
  if (is_list_step(ruleset, root)) {
    out.push_back(root);
    return;
  }
  for (const ExprId arg : ruleset.at(root).args) list_steps(ruleset, arg, out);
}

struct Pair {
  Symbol before, after;
};
struct RequirementPair {
  RequirementTerm before, after;
};

class Steps {
 public:
  Steps(Workbench& bench, Smt& smt, const CaseVars& before, const CaseVars& after)
      : smt_(smt), ruleset_(bench.ruleset()), before_(before), after_(after),
        session_(smt, before.domain, bench.rlimit()) {}

  StepsResult run() {
    collect_lists();
    complete_what_is_not_found();
    StepsResult out;
    out.all_hold = lists_hold() && terms_hold() && requirements_hold() && decision_holds();
    out.every_length = every_length_;
    out.used = used_;
    return out;
  }

 private:
  enum class Side { kBefore, kAfter };  // after, nothing is unknown

  // ---- pairs that obey the law -----------------------------------------------------------------

  z3::expr obeys(const Symbol& before, const Symbol& after) {
    Exprs same{smt_.equal(before.present, after.present), smt_.equal(before.no_limit, after.no_limit)};
    for (std::size_t i = 0; i < before.parts.size(); ++i) {
      same.push_back(smt_.equal(before.parts[i], after.parts[i]));
    }
    const z3::expr known = before.states.known(smt_);
    return smt_.any({before.states[State::kUnknown],
                     smt_.all({same_states(before.states, after.states),
                               smt_.any({smt_.negate(known), smt_.all(same)})})});
  }

  // An obstacle or a route that cannot hold is out before it is known whether it concerns the case:
  // then `not met` may become `not applicable`, which is the same for every stage; who asks which of
  // the two it is waits for the guard.
  z3::expr obeys(const Provision& provision, const RequirementTerm& before,
                 const RequirementTerm& after) {
    const bool fires = can_fire(provision);
    Exprs same{same_states(before.states, after.states), smt_.equal(before.met, after.met),
               smt_.equal(before.not_shown, after.not_shown)};
    const z3::expr which = smt_.all({smt_.equal(before.not_met, after.not_met),
                                     smt_.equal(before.not_applicable, after.not_applicable),
                                     same_states(before.guard, after.guard)});
    if (fires) {
      same.push_back(smt_.equal(smt_.any({before.not_met, before.not_applicable}),
                                smt_.any({after.not_met, after.not_applicable})));
      same.push_back(smt_.any({before.guard[State::kUnknown], which}));
    } else {
      same.push_back(which);
    }
    return smt_.any({before.states[State::kUnknown], smt_.all(same)});
  }

  [[nodiscard]] bool can_fire(const Provision& provision) const {
    const auto kind = ruleset_.requirements[provision.versions.front()].kind;
    return kind == engine::RequirementKind::kObstacle || kind == engine::RequirementKind::kRoute;
  }

  z3::expr same_states(const States& before, const States& after) {
    Exprs same;
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      same.push_back(smt_.equal(before.at(rank), after.at(rank)));
    }
    return smt_.all(same);
  }

  States any_states(Side side) {
    States out(smt_);
    Exprs earlier;
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      if (rank == 0 && side == Side::kAfter) continue;
      const z3::expr flag = smt_.all({smt_.fresh_bool("state"), smt_.negate(smt_.any(earlier))});
      out.set(rank, flag);
      earlier.push_back(flag);
    }
    return out;
  }

  Symbol any_value(const engine::Type& type, Side side) {
    Symbol out(smt_);
    out.kind = type.kind;
    out.states = any_states(side);
    if (type.optional) out.present = smt_.fresh_bool("present");
    if (type.kind == TypeKind::kBool) {
      out.parts.push_back(smt_.fresh_bool("value"));
    } else {
      out.parts.push_back(smt_.fresh_int("value"));
      if (type.kind == TypeKind::kDate) out.parts.push_back(smt_.fresh_int("value"));
    }
    return out;
  }

  Pair any_pair(const engine::Type& type) {
    Pair out{any_value(type, Side::kBefore), any_value(type, Side::kAfter)};
    smt_.require(obeys(out.before, out.after));
    return out;
  }

  RequirementTerm any_requirement(Side side, bool fires) {
    RequirementTerm out(smt_);
    out.states = any_states(side);
    const z3::expr known = out.states.known(smt_);
    Exprs taken;
    for (auto* state : {&out.not_applicable, &out.met, &out.not_met, &out.not_shown}) {
      *state = smt_.all({known, smt_.fresh_bool("standing"), smt_.negate(smt_.any(taken))});
      taken.push_back(*state);
    }
    smt_.require(smt_.any({smt_.negate(known), smt_.any(taken)}));
    if (!fires) return out;
    const States guard = any_states(side);
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      out.guard.set(rank, smt_.all({out.not_met, guard.at(rank)}));
    }
    return out;
  }

  // Whether a requirement is in force is a matter of the day alone.
  RequirementPair any_requirement_pair(const Provision& provision) {
    const bool fires = can_fire(provision);
    RequirementPair out{any_requirement(Side::kBefore, fires), any_requirement(Side::kAfter, fires)};
    Encoder days(smt_, ruleset_, before_);
    Exprs in_force;
    for (const auto index : provision.versions) {
      in_force.push_back(days.in_force(ruleset_.requirements[index].validity));
    }
    out.before.in_force = smt_.any(in_force);
    out.after.in_force = out.before.in_force;
    smt_.require(obeys(provision, out.before, out.after));
    smt_.require(smt_.negate(out.before.not_shown));
    return out;
  }

  // ---- what each step may take for granted -----------------------------------------------------

  // In a rule about elements they are part of the rule's own step: they ask about its element.
  void collect_lists() {
    std::set<std::uint32_t> of_elements;
    for (const auto& rule : ruleset_.rules) {
      if (!rule.term.valid() || !ruleset_.at(rule.term).each.valid()) continue;
      for (const ExprId root : roots(rule)) of_elements.insert(root.value);
    }
    for (const ExprId root : deciding_roots(ruleset_)) {
      if (of_elements.contains(root.value)) continue;
      std::vector<ExprId> found;
      list_steps(ruleset_, root, found);
      for (const ExprId id : found) lists_.push_back(id);
    }
  }

  // What counts as "nej" because nothing points to it is completed as "nej", also where a step takes
  // what points to it for granted.
  void complete_what_is_not_found() {
    Encoder plain(smt_, ruleset_, before_);
    complete(plain);
    complete(encoders({}, UINT32_MAX, "")->before);
  }
  void complete(Encoder& encoder) {
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      if (!ruleset_.facts[i].needed_when.valid()) continue;
      const Symbol& fact = before_.facts.at(i);
      const z3::expr counts = smt_.all(
          {fact.states[State::kUnknown], encoder.points_to_nothing(engine::FactId{i})});
      const z3::expr none = fact.kind == TypeKind::kList
                                ? smt_.equal(fact.parts.at(0), smt_.number(0))
                                : smt_.negate(fact.parts.at(0));
      smt_.require(smt_.any({smt_.negate(counts), none}));
    }
  }

  const Pair& element_pair(std::uint32_t term, const std::vector<unsigned>& element) {
    const auto place = std::make_pair(term, element);
    const auto found = element_pairs_.find(place);
    if (found != element_pairs_.end()) return found->second;
    return element_pairs_.emplace(place, any_pair(ruleset_.terms[term].type)).first->second;
  }

  void assume_elements(Encoder& encoder, Side side, std::uint32_t encoded) {
    const z3::expr no = smt_.truth(false);
    encoder.assume_elements(
        [this, side, encoded, no](engine::TermId id, const std::vector<unsigned>& element) {
          if (id.value == encoded) return std::optional<Settled>();
          const Pair& pair = element_pair(id.value, element);
          return std::optional(Settled{side == Side::kBefore ? pair.before : pair.after, no, no});
        });
  }

  const Pair& list_pair(ExprId id) {
    const std::string key = expression_key(ruleset_, id);
    const auto found = list_pairs_.find(key);
    if (found != list_pairs_.end()) return found->second;
    return list_pairs_.emplace(key, any_pair(ruleset_.at(id).type)).first->second;
  }

  const Pair& term_pair(std::uint32_t term) {
    const auto found = term_pairs_.find(term);
    if (found != term_pairs_.end()) return found->second;
    return term_pairs_.emplace(term, any_pair(ruleset_.terms[term].type)).first->second;
  }

  const RequirementPair& requirement_pair(const Provision& provision) {
    const auto found = requirement_pairs_.find(provision.id);
    if (found != requirement_pairs_.end()) return found->second;
    return requirement_pairs_.emplace(provision.id, any_requirement_pair(provision)).first->second;
  }

  struct Both {
    Encoder before, after;
  };

  // Encodings that take everything but the step itself for granted.
  std::unique_ptr<Both> encoders(ExprId list, std::uint32_t term, const std::string& requirement) {
    auto out = std::make_unique<Both>(
        Both{Encoder(smt_, ruleset_, before_), Encoder(smt_, ruleset_, after_)});
    if (!list.valid()) {
      for (const ExprId id : lists_) {
        const Pair& pair = list_pair(id);
        out->before.assume(id, pair.before);
        out->after.assume(id, pair.after);
      }
    }
    const z3::expr no = smt_.truth(false);
    assume_elements(out->before, Side::kBefore, term);
    assume_elements(out->after, Side::kAfter, term);
    for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
      if (i == term || ruleset_.terms[i].each.valid()) continue;
      const Pair& pair = term_pair(i);
      out->before.assume(engine::TermId{i}, Settled{pair.before, no, no});
      out->after.assume(engine::TermId{i}, Settled{pair.after, no, no});
    }
    for (const auto& provision : requirement_provisions(ruleset_)) {
      if (provision.id == requirement) continue;
      const RequirementPair& pair = requirement_pair(provision);
      out->before.assume(provision.id, pair.before);
      out->after.assume(provision.id, pair.after);
    }
    return out;
  }

  // ---- the steps -------------------------------------------------------------------------------

  bool holds(const z3::expr& law, const Exprs& given = {}) {
    Exprs query = given;
    query.push_back(smt_.negate(law));
    const Reply reply = session_.ask(query);
    used_ += reply.used;
    return reply.answer == Answer::kNo;
  }

  bool lists_hold() {
    std::set<std::string> done;
    for (const ExprId id : lists_) {
      if (!done.insert(expression_key(ruleset_, id)).second) continue;
      const auto both = encoders(id, UINT32_MAX, "");
      const z3::expr law = obeys(both->before.expr(id), both->after.expr(id));
      if (!holds(law, short_lists({id}))) return false;
    }
    return true;
  }

  // One step by itself needs the witnesses of its own operators only. A sum, or a count, is a fold of an
  // operation that obeys the law, so that what holds for a few elements holds for any number.
  Exprs short_lists(const std::vector<ExprId>& step) {
    Exprs out;
    const bool only_folds = operators(step) <= kFolds;
    for (const auto& [place, bound] : list_bounds(ruleset_, step, true)) {
      const bool told_apart = bound.slots <= before_.bounds.at(place).slots;
      every_length_ = every_length_ && told_apart && (bound.exact || only_folds);
      if (!place.is_fact) continue;
      out.push_back(smt_.at_most(before_.facts.at(place.owner).parts.at(0),
                                 smt_.number(bound.slots)));
    }
    return out;
  }

  static constexpr std::size_t kFolds = 3;  // fewer than the slots of a list that is cut
  [[nodiscard]] std::size_t operators(const std::vector<ExprId>& step) const {
    std::size_t found = 0;
    for (const ExprId root : step) {
      walk(ruleset_, root, [&](ExprId e) {
        if (ruleset_.at(e).op == Op::kQualified) found += kFolds;
        found += is_list_operator(ruleset_.at(e).op) ? 1 : 0;
      });
    }
    return found;
  }

  bool terms_hold() {
    for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
      const auto both = encoders({}, i, "");
      const engine::TermId id{i};
      if (ruleset_.terms[i].each.valid()) {
        if (!element_term_holds(*both, id)) return false;
        continue;
      }
      if (!holds(obeys(both->before.term(id).value, both->after.term(id).value))) return false;
    }
    return true;
  }

  // One element stands for any.
  bool element_term_holds(Both& both, engine::TermId id) {
    const engine::RecordId each = ruleset_.at(id).each;
    std::optional<Encoder::Scope> before, after;
    both.before.for_elements(each, [&](const z3::expr&, const Encoder::Scope& scope) {
      if (!before) before = scope;
    });
    both.after.for_elements(each, [&](const z3::expr&, const Encoder::Scope& scope) {
      if (!after) after = scope;
    });
    if (!before || !after) return true;  // no case has such an element
    std::vector<ExprId> step;
    for (const auto& rule : ruleset_.rules) {
      if (rule.term != id) continue;
      for (const ExprId root : roots(rule)) step.push_back(root);
    }
    return holds(obeys(both.before.term_in(id, *before).value, both.after.term_in(id, *after).value),
                 short_lists(step));
  }

  bool requirements_hold() {
    for (const auto& provision : requirement_provisions(ruleset_)) {
      const auto both = encoders({}, UINT32_MAX, provision.id);
      const RequirementTerm& before = both->before.requirement(provision.id);
      const z3::expr law = obeys(provision, before, both->after.requirement(provision.id));
      if (!holds(law, {smt_.negate(before.not_shown)})) return false;
    }
    return true;
  }

  bool decision_holds() {
    const auto both = encoders({}, UINT32_MAX, "");
    const auto& stages = ruleset_.decision.stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      Exprs same{both->after.decision().ends_at[i]};
      for (const auto id : stages[i].requires_values) {
        same.push_back(obeys(both->before.term(id).value, both->after.term(id).value));
      }
      if (!holds(smt_.all(same), {both->before.decision().ends_at[i]})) return false;
    }
    return true;
  }

  Smt& smt_;
  const Ruleset& ruleset_;
  const CaseVars& before_;
  const CaseVars& after_;
  Session session_;
  std::vector<ExprId> lists_;
  std::map<std::string, Pair> list_pairs_;
  std::map<std::uint32_t, Pair> term_pairs_;
  std::map<std::pair<std::uint32_t, std::vector<unsigned>>, Pair> element_pairs_;
  std::map<std::string, RequirementPair> requirement_pairs_;
  std::uint64_t used_ = 0;
  bool every_length_ = true;
};

}  // namespace

StepsResult prove_knowledge_in_steps(Workbench& bench, Smt& smt, const CaseVars& before,
                                     const CaseVars& after) {
  return Steps(bench, smt, before, after).run();
}

}  // namespace stadga::verify
