// possible.cpp - the fold over sets of possible results.
#include "possible.h"

namespace stadga::verify {
namespace {

constexpr auto kConflict = static_cast<std::size_t>(State::kConflict);
constexpr auto kFirstState = kConflict;  // `unknown` is never a member: it is several members

}  // namespace

Possible Possibilities::of_rule(const Symbol& guard, const Symbol& conclusion) {
  Possible out(smt_);
  const z3::expr unknown = guard.states[State::kUnknown];
  const z3::expr applies = smt_.any({logic_.is_true(guard), unknown});
  out.absent = smt_.any({logic_.is_false(guard), unknown});
  out.any = smt_.all({applies, conclusion.states[State::kUnknown]});
  for (std::size_t s = kFirstState; s < kStates; ++s) {
    out.may.set(s, smt_.all({applies, conclusion.states.at(s)}));
  }
  out.uncertain = !unknown.is_false() || !conclusion.states[State::kUnknown].is_false();
  Symbol value = conclusion;
  value.states = States(smt_);
  out.candidates.push_back({smt_.all({applies, conclusion.states.known(smt_)}), std::move(value)});
  return out;
}

Possible Possibilities::either(const z3::expr& where_a, const Possible& a,
                               const z3::expr& where_b, const Possible& b) {
  const auto join = [&](const z3::expr& x, const z3::expr& y) {
    return smt_.any({smt_.all({where_a, x}), smt_.all({where_b, y})});
  };
  Possible out(smt_);
  out.absent = join(a.absent, b.absent);
  out.any = join(a.any, b.any);
  for (std::size_t s = kFirstState; s < kStates; ++s) out.may.set(s, join(a.may.at(s), b.may.at(s)));
  for (const auto& c : a.candidates) out.candidates.push_back({smt_.all({where_a, c.may}), c.value});
  for (const auto& c : b.candidates) out.candidates.push_back({smt_.all({where_b, c.may}), c.value});
  out.own_conflict = join(a.own_conflict, b.own_conflict);
  out.uncertain = a.uncertain || b.uncertain;
  return out;
}

Possible Possibilities::replace(const Possible& exceptions, const Possible& base) {
  if (exceptions.candidates.empty() && exceptions.any.is_false()) return base;  // no rules at all
  Possible out = exceptions;
  const z3::expr& open = exceptions.absent;
  out.absent = smt_.all({open, base.absent});
  out.any = smt_.any({exceptions.any, smt_.all({open, base.any})});
  for (std::size_t s = kFirstState; s < kStates; ++s) {
    out.may.set(s, smt_.any({exceptions.may.at(s), smt_.all({open, base.may.at(s)})}));
  }
  for (const auto& c : base.candidates) {
    out.candidates.push_back({smt_.all({open, c.may}), c.value});
  }
  out.own_conflict =
      smt_.any({exceptions.own_conflict, smt_.all({open, base.own_conflict})});
  out.uncertain = exceptions.uncertain || base.uncertain;
  return out;
}

z3::expr Possibilities::has_value(const Possible& set) {
  Exprs parts{set.any};
  for (const auto& c : set.candidates) parts.push_back(c.may);
  return smt_.any(parts);
}

z3::expr Possibilities::equals_some(const Possible& set, const Symbol& value) {
  Exprs parts;
  for (const auto& c : set.candidates) {
    parts.push_back(smt_.all({c.may, logic_.same_value(c.value, value)}));
  }
  return smt_.any(parts);
}

// Two members of different sets are values that differ.
z3::expr Possibilities::differing(const Members& sets) {
  Exprs parts;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (std::size_t j = i + 1; j < sets.size(); ++j) {
      for (const auto& c : sets[i]->candidates) {
        for (const auto& d : sets[j]->candidates) {
          parts.push_back(
              smt_.all({c.may, d.may, smt_.negate(logic_.same_value(c.value, d.value))}));
        }
      }
    }
  }
  return smt_.any(parts);
}

// Every set has a member that is absent, equal to `value`, a state from `from_state` on, or "any".
z3::expr Possibilities::all_agree(const Members& sets, const Symbol* value,
                                  std::size_t from_state, bool with_any) {
  Exprs every;
  for (const auto* set : sets) {
    Exprs some{set->absent};
    if (value != nullptr) some.push_back(equals_some(*set, *value));
    if (with_any) some.push_back(set->any);
    for (std::size_t s = from_state; s < kStates; ++s) some.push_back(set->may.at(s));
    every.push_back(smt_.any(some));
  }
  return smt_.all(every);
}

z3::expr Possibilities::can_agree(const Members& sets, std::size_t from_state, bool with_any) {
  Exprs ways{all_agree(sets, nullptr, from_state, with_any)};
  for (const auto* set : sets) {
    for (const auto& c : set->candidates) {
      ways.push_back(all_agree(sets, &c.value, from_state, with_any));
    }
  }
  return smt_.any(ways);
}

Possible Possibilities::level(const std::vector<Possible>& all) {
  Members sets;
  for (const auto& set : all) sets.push_back(&set);
  if (all.empty()) return nothing();
  if (all.size() == 1) return all.front();
  Possible out(smt_);
  Exprs absent;
  Exprs any;
  Exprs conflicts;
  Exprs own{differing(sets)};
  for (const auto* set : sets) {
    absent.push_back(set->absent);
    any.push_back(set->any);
    conflicts.push_back(set->may.at(kConflict));
    own.push_back(set->own_conflict);
    out.uncertain = out.uncertain || set->uncertain;
    for (const auto& c : set->candidates) {
      const z3::expr here = all_agree(sets, &c.value, kStates, false);
      out.candidates.push_back({smt_.all({c.may, here}), c.value});
    }
  }
  out.absent = smt_.all(absent);
  out.own_conflict = smt_.any(own);
  conflicts.push_back(own.front());
  out.may.set(kConflict, smt_.any(conflicts));
  const z3::expr some = smt_.any(any);
  out.any = some.is_false() ? some : smt_.all({some, can_agree(sets, kConflict + 1, true)});
  for (std::size_t s = kConflict + 1; s < kStates; ++s) {
    Exprs here;
    for (const auto* set : sets) here.push_back(set->may.at(s));
    const z3::expr state = smt_.any(here);
    out.may.set(s, state.is_false() ? state : smt_.all({state, can_agree(sets, s, false)}));
  }
  return out;
}

// More than one member.
z3::expr Possibilities::several(const Possible& set) {
  Exprs pairs{set.any};
  Exprs kinds{set.absent, has_value(set)};
  for (std::size_t s = kFirstState; s < kStates; ++s) kinds.push_back(set.may.at(s));
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    for (std::size_t j = i + 1; j < kinds.size(); ++j) pairs.push_back(smt_.all({kinds[i], kinds[j]}));
  }
  for (std::size_t i = 0; i < set.candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < set.candidates.size(); ++j) {
      const auto& a = set.candidates[i];
      const auto& b = set.candidates[j];
      pairs.push_back(smt_.all({a.may, b.may, smt_.negate(logic_.same_value(a.value, b.value))}));
    }
  }
  return smt_.any(pairs);
}

Settled Possibilities::settle(const Possible& set, const Symbol& prototype) {
  Symbol value = prototype;
  value.states = States(smt_);
  bool first = true;
  for (const auto& c : set.candidates) {
    if (c.may.is_false()) continue;
    value = first ? c.value : logic_.choose(c.may, c.value, value);
    first = false;
  }
  const z3::expr unknown = set.uncertain ? several(set) : smt_.truth(false);
  const z3::expr one = smt_.negate(unknown);
  value.states = States(smt_);
  value.states.set(State::kUnknown, unknown);
  for (std::size_t s = kFirstState; s < kStates; ++s) {
    value.states.set(s, smt_.all({one, set.may.at(s)}));
  }
  const z3::expr gap = smt_.all({one, set.absent});
  value.states.set(State::kGap, smt_.any({value.states[State::kGap], gap}));
  return {value, smt_.all({one, set.may.at(kConflict), set.own_conflict}), gap};
}

}  // namespace stadga::verify
