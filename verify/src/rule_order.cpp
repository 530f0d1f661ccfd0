// rule_order.cpp - see rule_order.h.
#include "rule_order.h"

#include <algorithm>

namespace stadga::verify {

using engine::Rule;

bool same_target(const Rule& a, const Rule& b) {
  return a.requirement == b.requirement && (!a.requirement.empty() || a.term == b.term);
}

RuleOrder::RuleOrder(const engine::Ruleset& ruleset, const Rule& first) {
  for (const Rule& rule : ruleset.rules) {
    if (same_target(rule, first)) rules_.push_back(&rule);
  }
  follow();
}

RuleOrder::RuleOrder(const engine::Ruleset& ruleset, const engine::Requirement& requirement) {
  for (const Rule& rule : ruleset.rules) {
    if (rule.requirement == requirement.id) rules_.push_back(&rule);
  }
  follow();
}

void RuleOrder::follow() {
  std::map<std::string, std::set<std::string>> next;
  for (const Rule* rule : rules_) next[rule->id].insert(rule->goes_before.begin(), rule->goes_before.end());
  for (const auto& [id, direct] : next) {
    std::vector<std::string> open(direct.begin(), direct.end());
    std::set<std::string>& behind = behind_[id];
    while (!open.empty()) {
      const std::string one = open.back();
      open.pop_back();
      const auto further = next.find(one);
      if (!behind.insert(one).second || further == next.end()) continue;
      open.insert(open.end(), further->second.begin(), further->second.end());
    }
  }
}

bool RuleOrder::before(const std::string& id, const std::string& other) const {
  const auto known = behind_.find(id);
  return known != behind_.end() && known->second.contains(other);
}

// Where every version says so no day is asked.
z3::expr RuleOrder::goes_before(Smt& smt, Encoder& encoder, const std::string& id, const std::string& base) const {
  Exprs days;
  bool always = true;
  for (const Rule* rule : rules_) {
    if (rule->id != id) continue;
    const bool so = std::find(rule->goes_before.begin(), rule->goes_before.end(), base) != rule->goes_before.end();
    if (so) days.push_back(encoder.in_force(rule->validity));
    always = always && so;
  }
  return always ? smt.truth(true) : smt.any(days);
}

// Directly, or through another that does; what goes before what has no circles.
z3::expr RuleOrder::before(Smt& smt, Encoder& encoder, const std::string& id, const std::string& other) const {
  if (!before(id, other)) return smt.truth(false);
  std::set<std::string> direct;
  for (const Rule* rule : rules_) {
    if (rule->id == id) direct.insert(rule->goes_before.begin(), rule->goes_before.end());
  }
  Exprs ways;
  for (const std::string& one : direct) {
    const z3::expr rest = one == other ? smt.truth(true) : before(smt, encoder, one, other);
    ways.push_back(smt.all({goes_before(smt, encoder, id, one), rest}));
  }
  return smt.any(ways);
}

}  // namespace stadga::verify
