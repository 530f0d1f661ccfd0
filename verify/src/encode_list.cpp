// encode_list.cpp - list operators over the slots of a list; a slot counts while it exists.
#include <algorithm>

#include "encoder.h"
#include "ranges.h"
#include "stadga/base/money.h"

namespace stadga::verify {

using engine::Expr;
using engine::Op;
using engine::TypeKind;

std::vector<Encoder::Element> Encoder::elements(const Expr& expr, const Symbol& list,
                                                const Scope& scope) {
  std::vector<Element> out;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Scope inner = scope;
    inner.push_back(&list.items[i]);
    const z3::expr exists =
        smt_.less(smt_.number(static_cast<std::int64_t>(i)), list.parts.at(0));
    out.push_back({exists, encode(expr.args.at(1), inner), inner});
  }
  return out;
}

Symbol Encoder::list_operator(const Expr& expr, const Scope& scope) {
  const Symbol list = logic_.present(encode(expr.args.at(0), scope));
  Symbol out(smt_);
  switch (expr.op) {
    case Op::kSome:
    case Op::kEvery: out = quantified(expr, list, scope); break;
    case Op::kCount: out = counted(expr, list, scope); break;
    case Op::kListSum: out = list_sum(expr, list, scope); break;
    default: out = list_extreme(expr, list, scope); break;
  }
  // An unknown list has no elements to speak of.
  const z3::expr known = list.states.known(smt_);
  out.bounded = known;
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.choose(known, out.states.at(rank), list.states.at(rank)));
  }
  return out;
}

Symbol Encoder::quantified(const Expr& expr, const Symbol& list, const Scope& scope) {
  const bool every = expr.op == Op::kEvery;
  std::vector<Symbol> values;
  for (auto& element : elements(expr, list, scope)) {
    // A slot that does not exist is neutral: true for `every`, false for `some`.
    values.push_back(logic_.choose(element.exists, element.matches,
                                   logic_.truth(smt_.truth(every))));
  }
  if (has_rest(list)) values.push_back(rest_of(expr, list, scope));
  Symbol out = logic_.truth(smt_.truth(every));
  if (!values.empty()) out = every ? logic_.all_of(values) : logic_.any_of(values);
  if (every && !expr.empty_holds) {
    const z3::expr length = has_rest(list) ? smt_.add(list.parts[0], list.parts[1]) : list.parts.at(0);
    const z3::expr empty = smt_.at_most(length, smt_.number(0));
    out = logic_.choose(empty, logic_.truth(smt_.truth(false)), out);
  }
  return out;
}

Symbol Encoder::counted(const Expr& expr, const Symbol& list, const Scope& scope) {
  z3::expr low = smt_.number(0);
  z3::expr high = smt_.number(0);
  std::vector<Symbol> states;
  for (auto& element : elements(expr, list, scope)) {
    const z3::expr yes = smt_.all({element.exists, logic_.is_true(element.matches)});
    const z3::expr maybe =
        smt_.all({element.exists, smt_.negate(logic_.is_false(element.matches))});
    low = smt_.add(low, smt_.choose(yes, smt_.number(1), smt_.number(0)));
    high = smt_.add(high, smt_.choose(maybe, smt_.number(1), smt_.number(0)));
    states.push_back(only_states(element.exists, element.matches));
  }
  if (has_rest(list)) {
    const Symbol& rest = rest_of(expr, list, scope);
    low = smt_.add(low, rest.parts[0]);
    high = smt_.add(high, rest.parts[0]);
    states.push_back(only_states(smt_.truth(true), rest));
  }
  Symbol out = logic_.number(TypeKind::kInt, low);
  out.states = first_of(states);
  if (std::any_of(out.states.flags().begin(), out.states.flags().end(),
                  [](const z3::expr& flag) { return !flag.is_false(); })) {
    out.parts.push_back(high);
    out.interval = true;
  }
  return out;
}

// The states of a value where it takes part, and nothing else.
Symbol Encoder::only_states(const z3::expr& where, const Symbol& value) {
  Symbol out = logic_.truth(smt_.truth(true));
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.all({where, value.states.at(rank)}));
  }
  return out;
}

States Encoder::first_of(const std::vector<Symbol>& values) {
  std::vector<const Symbol*> pointers;
  for (const auto& value : values) pointers.push_back(&value);
  return logic_.first_of(pointers);
}

namespace {

// Nothing is added to a municipality's "ingen graens", nor is it told from the other elements here.
const Symbol& limited(const Symbol& value) {
  if (!value.no_limit.is_false()) throw OutOfCore("ingen gr\xc3\xa4ns bland element");
  return value;
}

}  // namespace

Symbol Encoder::list_extreme(const Expr& expr, const Symbol& list, const Scope& scope) {
  if (has_rest(list)) throw OutOfCore("least or greatest of a long list");
  const bool greatest = expr.op == Op::kListGreatest;
  Symbol best = blank(expr.type);
  z3::expr found = smt_.truth(false);
  std::vector<Symbol> states;
  for (auto& element : elements(expr, list, scope)) {
    Symbol value = limited(logic_.exact(logic_.present(encode(expr.args.at(2), element.scope))));
    const z3::expr yes = smt_.all({element.exists, logic_.is_true(element.matches)});
    states.push_back(only_states(element.exists, element.matches));
    states.push_back(only_states(yes, value));
    value.states = States(smt_);
    const z3::expr mine = logic_.order(value);
    const z3::expr old = logic_.order(best);
    const z3::expr better =
        smt_.any({smt_.negate(found), greatest ? smt_.less(old, mine) : smt_.less(mine, old)});
    best = logic_.choose(smt_.all({yes, better}), value, best);
    found = smt_.any({found, yes});
  }
  best.states = first_of(states);
  logic_.add_state(best, State::kError,
                   smt_.all({best.states.known(smt_), smt_.negate(found)}));
  return best;
}

// Bounded once, at the end: the order of the elements cannot matter.
Symbol Encoder::list_sum(const Expr& expr, const Symbol& list, const Scope& scope) {
  z3::expr total = smt_.number(0);
  std::vector<Symbol> states;
  for (auto& element : elements(expr, list, scope)) {
    const Symbol value = limited(logic_.exact(logic_.present(encode(expr.args.at(2), element.scope))));
    const z3::expr yes = smt_.all({element.exists, logic_.is_true(element.matches)});
    states.push_back(only_states(element.exists, element.matches));
    states.push_back(only_states(yes, value));
    total = smt_.add(total, smt_.choose(yes, value.parts.at(0), smt_.number(0)));
  }
  if (has_rest(list)) {
    const Symbol& rest = rest_of(expr, list, scope);
    total = smt_.add(total, rest.parts[0]);
    states.push_back(only_states(smt_.truth(true), rest));
  }
  Symbol out = logic_.number(expr.type.kind, total);
  out.states = first_of(states);
  if (always_fits(ruleset_, expr)) return out;
  const z3::expr fits = smt_.between(-kMaxExact, total, kMaxExact);
  logic_.add_state(out, State::kError, smt_.all({out.states.known(smt_), smt_.negate(fits)}));
  return out;
}

}  // namespace stadga::verify
