// rule_order.cpp - see rule_order.h.
#include "rule_order.h"

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

}  // namespace stadga::verify
