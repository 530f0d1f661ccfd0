// definition_fold.cpp - the tree of exceptions, folded.
#include "definition_fold.h"

namespace stadga::verify {
namespace {

constexpr std::size_t kMostShared = 6;  // beyond it the encoding would be too large

}  // namespace

DefinitionFold::DefinitionFold(Smt& smt, std::vector<DefinitionNode> nodes)
    : smt_(smt), logic_(smt), possibilities_(smt), nodes_(std::move(nodes)) {
  for (const auto& node : nodes_) {
    for (std::size_t rank = 1; rank < kStates; ++rank) {
      trouble_ = trouble_ || !node.guard.states.at(rank).is_false();
    }
  }
}

// kOpen: a guard in trouble is as good as unknown. kShown: the rule applies and says its trouble.
std::vector<DefinitionFold::Node> DefinitionFold::prepared(Trouble trouble) {
  std::vector<Node> out;
  for (const auto& node : nodes_) {
    Node entry{node.guard, node.conclusion, {}, true};
    const z3::expr unknown = node.guard.states[State::kUnknown];
    const z3::expr abnormal =
        smt_.all({smt_.negate(node.guard.states.known(smt_)), smt_.negate(unknown)});
    entry.guard.states = States(smt_);
    if (trouble == Trouble::kOpen) {
      entry.guard.states.set(State::kUnknown, smt_.any({unknown, abnormal}));
    } else {
      entry.guard.states.set(State::kUnknown, unknown);
      entry.guard.parts[0] = smt_.any({abnormal, node.guard.parts[0]});
      for (std::size_t rank = 0; rank < kStates; ++rank) {
        entry.conclusion.states.set(
            rank, smt_.choose(abnormal, node.guard.states.at(rank), node.conclusion.states.at(rank)));
      }
    }
    out.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    for (const auto& base : nodes_[i].goes_before) {
      for (std::size_t j = 0; j < nodes_.size(); ++j) {
        if (j == i || nodes_[j].id != base) continue;
        out[j].exceptions.push_back(i);
        out[i].top = false;
      }
    }
  }
  return out;
}

// Rules that go before several others, and the exceptions below them, whose guard may be unknown.
std::vector<std::size_t> DefinitionFold::shared(const std::vector<Node>& nodes) const {
  std::vector<std::size_t> parents(nodes.size(), 0);
  for (const auto& node : nodes) {
    for (const auto exception : node.exceptions) ++parents[exception];
  }
  std::vector<std::size_t> stack;
  std::vector<bool> met(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (parents[i] > 1) stack.push_back(i);
  }
  while (!stack.empty()) {
    const std::size_t node = stack.back();
    stack.pop_back();
    if (met[node]) continue;
    met[node] = true;
    stack.insert(stack.end(), nodes[node].exceptions.begin(), nodes[node].exceptions.end());
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (met[i] && !nodes[i].guard.states[State::kUnknown].is_false()) out.push_back(i);
  }
  return out;
}

Possible DefinitionFold::fold(const std::vector<Node>& nodes) {
  auto open = shared(nodes);
  if (open.size() > kMostShared) throw OutOfCore("rules that go before several others");
  return split(nodes, std::move(open));
}

// Gives the last open guard each of the values that it may have.
Possible DefinitionFold::split(std::vector<Node> nodes, std::vector<std::size_t> open) {
  if (open.empty()) {
    return possibilities_.replace(level(nodes, tops(nodes, false)), level(nodes, tops(nodes, true)));
  }
  Node& node = nodes[open.back()];
  open.pop_back();
  const z3::expr unknown = node.guard.states[State::kUnknown];
  const z3::expr may_hold = smt_.any({unknown, logic_.is_true(node.guard)});
  const z3::expr may_fail = smt_.any({unknown, logic_.is_false(node.guard)});
  node.guard = logic_.truth(smt_.truth(true));
  const Possible holds = split(nodes, open);
  node.guard = logic_.truth(smt_.truth(false));
  const Possible fails = split(nodes, open);
  Possible out = possibilities_.either(may_hold, holds, may_fail, fails);
  out.uncertain = true;
  return out;
}

Possible DefinitionFold::of_node(const std::vector<Node>& nodes, std::size_t node) {
  const auto& entry = nodes[node];
  const Possible here = possibilities_.replace(level(nodes, entry.exceptions),
                                               possibilities_.of_rule(entry.guard, entry.conclusion));
  const z3::expr& placed = nodes_[node].placed;
  if (placed.is_true()) return here;
  return possibilities_.either(placed, here, smt_.negate(placed), possibilities_.nothing());
}

Possible DefinitionFold::level(const std::vector<Node>& nodes,
                               const std::vector<std::size_t>& members) {
  std::vector<Possible> sets;
  for (const auto member : members) sets.push_back(of_node(nodes, member));
  return possibilities_.level(sets);
}

std::vector<std::size_t> DefinitionFold::tops(const std::vector<Node>& nodes, bool defaults) const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].top && nodes_[i].is_default == defaults) out.push_back(i);
  }
  return out;
}

// A node counts while it is not replaced for certain.
void DefinitionFold::reach(const std::vector<Node>& nodes, std::size_t node,
                           const z3::expr& visited, Exprs& own) {
  const z3::expr here = smt_.all({visited, nodes_[node].placed});
  for (const auto exception : nodes[node].exceptions) reach(nodes, exception, here, own);
  const z3::expr open = level(nodes, nodes[node].exceptions).absent;
  own[node] = smt_.any({own[node], smt_.all({here, open})});
}

// Does a fact that is not known still decide between results?
z3::expr DefinitionFold::waits_for_facts(const std::vector<Node>& open) {
  Exprs own(nodes_.size(), smt_.truth(false));
  const auto ordinary = tops(open, false);
  for (const auto node : ordinary) reach(open, node, smt_.truth(true), own);
  const z3::expr unanswered = level(open, ordinary).absent;
  for (const auto node : tops(open, true)) reach(open, node, unanswered, own);
  Exprs out;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    const z3::expr unknown = smt_.any(
        {node.guard.states[State::kUnknown], node.conclusion.states[State::kUnknown]});
    out.push_back(
        smt_.all({own[i], node.exists, smt_.negate(logic_.is_false(node.guard)), unknown}));
  }
  return smt_.any(out);
}

Settled DefinitionFold::settle(const Symbol& prototype) {
  const Settled shown = possibilities_.settle(fold(prepared(Trouble::kShown)), prototype);
  if (!trouble_) return shown;
  const auto nodes = prepared(Trouble::kOpen);
  const Settled open = possibilities_.settle(fold(nodes), prototype);
  const z3::expr untroubled = smt_.negate(open.value.states[State::kUnknown]);
  Symbol rest = shown.value;
  const z3::expr waits = waits_for_facts(nodes);
  for (std::size_t rank = 1; rank < kStates; ++rank) {
    rest.states.set(rank, smt_.all({rest.states.at(rank), smt_.negate(waits)}));
  }
  rest.states.set(State::kUnknown, smt_.any({waits, shown.value.states[State::kUnknown]}));
  const auto pick = [&](const z3::expr& a, const z3::expr& b) {
    return smt_.choose(untroubled, a, smt_.all({b, smt_.negate(waits)}));
  };
  return {logic_.choose(untroubled, open.value, rest),
          pick(open.own_conflict, shown.own_conflict), pick(open.own_gap, shown.own_gap)};
}

}  // namespace stadga::verify
