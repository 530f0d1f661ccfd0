// logic.cpp - Kleene connectives and comparisons that carry states along.
#include "logic.h"

#include <utility>

namespace stadga::verify {

using engine::Op;
using engine::TypeKind;

Symbol Logic::truth(const z3::expr& value) {
  Symbol out(smt_);
  out.kind = TypeKind::kBool;
  out.parts.push_back(value);
  return out;
}

Symbol Logic::number(TypeKind kind, const z3::expr& value) {
  Symbol out(smt_);
  out.kind = kind;
  out.parts.push_back(value);
  return out;
}

Symbol Logic::date(const DateTerm& value) {
  Symbol out(smt_);
  out.kind = TypeKind::kDate;
  out.parts = {value.month, value.day};
  return out;
}

z3::expr Logic::is_true(const Symbol& value) {
  return smt_.all({value.states.known(smt_), value.parts.at(0)});
}

z3::expr Logic::is_false(const Symbol& value) {
  return smt_.all({value.states.known(smt_), smt_.negate(value.parts.at(0))});
}

States Logic::first_of(const std::vector<const Symbol*>& values) {
  States out(smt_);
  Exprs earlier;
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    Exprs here;
    for (const auto* value : values) here.push_back(value->states.at(rank));
    const z3::expr some = smt_.any(here);
    out.set(rank, smt_.all({some, smt_.negate(smt_.any(earlier))}));
    earlier.push_back(some);
  }
  return out;
}

// `conjunction`: one known false decides. Otherwise: one known true decides.
Symbol Logic::junction(const std::vector<Symbol>& values, bool conjunction) {
  Exprs deciding;
  std::vector<const Symbol*> pointers;
  for (const auto& value : values) {
    deciding.push_back(conjunction ? is_false(value) : is_true(value));
    pointers.push_back(&value);
  }
  const z3::expr decided = smt_.any(deciding);
  Symbol out = truth(conjunction ? smt_.negate(decided) : decided);
  const States states = first_of(pointers);
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.all({states.at(rank), smt_.negate(decided)}));
  }
  return out;
}

Symbol Logic::all_of(const std::vector<Symbol>& values) { return junction(values, true); }
Symbol Logic::any_of(const std::vector<Symbol>& values) { return junction(values, false); }

Symbol Logic::negate(const Symbol& value) {
  Symbol out = value;
  out.parts[0] = smt_.negate(value.parts.at(0));
  return out;
}

z3::expr Logic::order(const Symbol& value) {
  if (value.kind == TypeKind::kDate) return calendar_.key(DateTerm{value.parts.at(0), value.parts.at(1)});
  return value.parts.at(0);
}

z3::expr Logic::same_value(const Symbol& a, const Symbol& b) {
  Exprs equal;
  for (std::size_t i = 0; i < a.parts.size() && i < b.parts.size(); ++i) {
    equal.push_back(smt_.equal(a.parts[i], b.parts[i]));
  }
  const z3::expr absent = smt_.all({smt_.negate(a.present), smt_.negate(b.present)});
  return smt_.any({absent, smt_.all({a.present, b.present, smt_.all(equal)})});
}

void Logic::add_state(Symbol& value, State state, const z3::expr& flag) {
  const auto rank = static_cast<std::size_t>(state);
  Exprs earlier;
  for (std::size_t r = 0; r < rank; ++r) earlier.push_back(value.states.at(r));
  const z3::expr here = smt_.all({flag, smt_.negate(smt_.any(earlier))});
  value.states.set(rank, smt_.any({value.states.at(rank), here}));
  for (std::size_t r = rank + 1; r < kStates; ++r) {
    value.states.set(r, smt_.all({value.states.at(r), smt_.negate(here)}));
  }
}

Symbol Logic::present(const Symbol& value) {
  if (value.present.is_true()) return value;
  Symbol out = value;
  const z3::expr none = smt_.all({smt_.negate(value.present), value.states.known(smt_)});
  out.present = smt_.truth(true);
  add_state(out, State::kError, none);
  return out;
}

Symbol Logic::exact(const Symbol& value) {
  if (!value.interval) return value;
  Symbol out = value;
  out.interval = false;
  out.parts = {value.parts.at(0)};
  return out;
}

// Both ends of an interval, or the value itself; `usable`: the ends mean something.
Logic::Ends Logic::ends(const Symbol& value) {
  if (value.interval) return {value.parts.front(), value.parts.back(), value.bounded};
  return {order(value), order(value), value.states.known(smt_)};
}

// A count over elements that are not all known: the comparison is known when both ends agree,
// whatever keeps the elements from being known.
Symbol Logic::compare_intervals(Op op, const Symbol& left, const Symbol& right) {
  const Ends a = ends(left);
  const Ends b = ends(right);
  const z3::expr less = smt_.less(a.high, b.low);
  const z3::expr greater = smt_.less(b.high, a.low);
  const z3::expr equal = smt_.all({smt_.equal(a.low, a.high), smt_.equal(b.low, b.high),
                                   smt_.equal(a.low, b.low)});
  z3::expr yes = smt_.truth(false);
  z3::expr no = smt_.truth(false);
  switch (op) {
    case Op::kEq:
    case Op::kNe: yes = equal; no = smt_.any({less, greater}); break;
    case Op::kLt: yes = less; no = smt_.at_most(b.high, a.low); break;
    default: yes = smt_.at_most(a.high, b.low); no = greater; break;
  }
  if (op == Op::kNe) std::swap(yes, no);
  const z3::expr usable = smt_.all({a.usable, b.usable});
  Symbol undecided = truth(smt_.truth(false));
  undecided.states = first_of({&left, &right});
  const z3::expr open = smt_.negate(smt_.all({usable, smt_.any({yes, no})}));
  return choose(open, undecided, truth(yes));
}

Symbol Logic::compare(Op op, const Symbol& left, const Symbol& right) {
  if (op == Op::kGt) return compare(Op::kLt, right, left);
  if (op == Op::kGe) return compare(Op::kLe, right, left);
  if (left.interval || right.interval) return compare_intervals(op, left, right);
  // "Ingen graens": nothing to exceed or to fall short of, and equal to nothing.
  const z3::expr unlimited = smt_.any({left.no_limit, right.no_limit});
  if (op == Op::kEq || op == Op::kNe) {
    const z3::expr same = same_value(left, right);
    Symbol out = truth(op == Op::kEq ? same : smt_.negate(same));
    out.states = first_of({&left, &right});
    add_state(out, State::kError, smt_.all({out.states.known(smt_), unlimited}));
    return out;
  }
  const Symbol a = present(left);
  const Symbol b = present(right);
  const z3::expr holds = op == Op::kLt ? smt_.less(order(a), order(b))
                                       : smt_.at_most(order(a), order(b));
  Symbol out = truth(smt_.any({unlimited, holds}));
  out.states = first_of({&a, &b});
  return out;
}

Symbol Logic::choose(const z3::expr& condition, const Symbol& a, const Symbol& b) {
  if (condition.is_true()) return a;
  if (condition.is_false()) return b;
  Symbol out = a;
  for (std::size_t i = 0; i < a.parts.size() && i < b.parts.size(); ++i) {
    out.parts[i] = smt_.choose(condition, a.parts[i], b.parts[i]);
  }
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.choose(condition, a.states.at(rank), b.states.at(rank)));
  }
  out.present = smt_.choose(condition, a.present, b.present);
  out.no_limit = smt_.choose(condition, a.no_limit, b.no_limit);
  return out;
}

}  // namespace stadga::verify
