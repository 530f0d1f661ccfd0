// possible.cpp - a fold over sets of results. Equal results at one level merge, different ones are
// a conflict; which of them meets which is decided over all rules of the level at once, because
// "conflict hides error hides value" is not associative pair by pair.
#include "evaluate/possible.h"

#include <map>

namespace stadga::engine {
namespace {

using Results = std::set<PossibleResult>;

// What the rules of one level have said so far.
struct Level {
  PossibleResult value;  // kAbsent or the one value
  bool differ = false;   // two different values, or a conflict from below
  bool any = false;
  PossibleResult abnormal;  // kAbsent or the state that hides the others
  friend auto operator<=>(const Level&, const Level&) = default;

  void add(const PossibleResult& result) {
    switch (result.kind) {
      case ResultKind::kAbsent:
        return;
      case ResultKind::kValue:
        differ = differ || (value.kind == ResultKind::kValue && value != result);
        value = result;
        return;
      case ResultKind::kAny:
        any = true;
        return;
      case ResultKind::kConflict:
        differ = true;
        return;
      default:
        if (abnormal.kind == ResultKind::kAbsent || result.kind < abnormal.kind) abnormal = result;
    }
  }

  [[nodiscard]] PossibleResult result() const {
    if (differ) return {ResultKind::kConflict, {}};
    if (any) return {ResultKind::kAny, {}};
    return abnormal.kind != ResultKind::kAbsent ? abnormal : value;
  }
};

class Fold {
 public:
  explicit Fold(const RuleNodes& nodes) : nodes_(nodes) {}

  Results level(const std::vector<std::size_t>& rules) {
    std::set<Level> levels{Level{}};
    for (const std::size_t rule : rules) {
      std::set<Level> next;
      for (const Level& level : levels) {
        for (const PossibleResult& result : of_rule(rule)) {
          Level more = level;
          more.add(result);
          next.insert(normal(more));
        }
      }
      levels = std::move(next);
    }
    Results out;
    for (const Level& level : levels) out.insert(level.result());
    return out;
  }

  // The rules that go before nothing: the ordinary ones, or those that stand last.
  [[nodiscard]] std::vector<std::size_t> tops(bool defaults) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].top && nodes_[i].is_default == defaults) out.push_back(i);
    }
    return out;
  }

 private:
  // Once two values differ nothing else matters; forgetting it keeps the set small.
  static Level normal(Level level) {
    if (level.differ) {
      level = Level{};
      level.differ = true;
    }
    return level;
  }

  const Results& of_rule(std::size_t rule) {
    const auto found = memo_.find(rule);
    if (found != memo_.end()) return found->second;
    const RuleNode& node = nodes_[rule];
    Results out = level(node.exceptions);
    if (out.erase(PossibleResult{}) != 0) {
      if (node.guard != Guard::kFalse) out.insert(node.result);
      if (node.guard != Guard::kTrue) out.insert(PossibleResult{});
    }
    return memo_.emplace(rule, std::move(out)).first->second;
  }

  const RuleNodes& nodes_;
  std::map<std::size_t, Results> memo_;
};

// Walks the rules that are not replaced for certain.
class Walk {
 public:
  explicit Walk(const RuleNodes& nodes)
      : nodes_(nodes),
        fold_(nodes),
        seen_(nodes.size(), false),
        own_(nodes.size(), false),
        sure_(nodes.size(), false) {
    const std::vector<std::size_t> ordinary = fold_.tops(false);
    visit(ordinary);
    if (fold_.level(ordinary).contains(PossibleResult{})) visit(fold_.tops(true));
  }

  [[nodiscard]] const std::vector<bool>& own() const { return own_; }
  [[nodiscard]] const std::vector<bool>& sure() const { return sure_; }

 private:
  void visit(const std::vector<std::size_t>& rules) {
    for (const std::size_t rule : rules) {
      if (seen_[rule]) continue;
      seen_[rule] = true;
      const RuleNode& node = nodes_[rule];
      visit(node.exceptions);
      if (!fold_.level(node.exceptions).contains(PossibleResult{})) continue;
      own_[rule] = true;
      if (node.guard == Guard::kTrue || node.guard == Guard::kAbnormal) sure_[rule] = true;
    }
  }

  const RuleNodes& nodes_;
  Fold fold_;
  std::vector<bool> seen_, own_, sure_;
};

std::set<PossibleResult> fold(const RuleNodes& nodes) {
  Fold fold(nodes);
  Results out = fold.level(fold.tops(false));
  if (out.erase(PossibleResult{}) != 0) out.merge(fold.level(fold.tops(true)));
  if (out.erase(PossibleResult{}) != 0) out.insert(PossibleResult{ResultKind::kGap, {}});
  return out;
}

// The unknown guards that more than one part of the fold depends on: those of rules that go before
// several others, and of the exceptions below them.
std::vector<std::size_t> shared_unknowns(const RuleNodes& nodes) {
  std::vector<std::size_t> parents(nodes.size(), 0);
  for (const RuleNode& node : nodes) {
    for (const std::size_t exception : node.exceptions) ++parents[exception];
  }
  std::vector<std::size_t> open;
  std::vector<bool> shared(nodes.size(), false);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (parents[i] > 1) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (shared[node]) continue;
    shared[node] = true;
    open.insert(open.end(), nodes[node].exceptions.begin(), nodes[node].exceptions.end());
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (shared[i] && nodes[i].guard == Guard::kUnknown) out.push_back(i);
  }
  return out;
}

}  // namespace

// The fold is exact where each unknown guard is met once. Guards that are met several times are
// first given each of their values; beyond a dozen of them the fold may see too many results,
// which only means that more stays unknown.
std::set<PossibleResult> possible(const RuleNodes& nodes, Trouble trouble) {
  constexpr std::size_t kMostShared = 12;
  RuleNodes fixed = nodes;
  for (RuleNode& node : fixed) {
    if (node.guard != Guard::kAbnormal) continue;
    node.guard = trouble == Trouble::kOpen ? Guard::kUnknown : Guard::kTrue;
    if (trouble == Trouble::kShown) node.result = node.trouble;
  }
  const std::vector<std::size_t> shared = shared_unknowns(fixed);
  if (shared.empty() || shared.size() > kMostShared) return fold(fixed);
  Results out;
  for (std::size_t bits = 0; bits < (std::size_t{1} << shared.size()); ++bits) {
    for (std::size_t k = 0; k < shared.size(); ++k) {
      fixed[shared[k]].guard = (bits >> k & 1U) != 0 ? Guard::kTrue : Guard::kFalse;
    }
    out.merge(fold(fixed));
  }
  return out;
}

std::vector<std::size_t> applied(const RuleNodes& nodes) {
  const Walk walk(nodes);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (walk.sure()[i]) out.push_back(i);
  }
  return out;
}

std::vector<bool> reachable(const RuleNodes& nodes) { return Walk(nodes).own(); }

}  // namespace stadga::engine
