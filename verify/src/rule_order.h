// rule_order.h - the rules about one target, and which of them stands before which.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "encoder.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

// They give the same term its value, or settle the same requirement.
[[nodiscard]] bool same_target(const engine::Rule& a, const engine::Rule& b);

// An exception stands before what it goes before, and before all that that goes before (semantics 2).
class RuleOrder {
 public:
  // Of the target of `first`, or of a requirement. The rule set must outlive it.
  RuleOrder(const engine::Ruleset& ruleset, const engine::Rule& first);
  RuleOrder(const engine::Ruleset& ruleset, const engine::Requirement& requirement);

  [[nodiscard]] const std::vector<const engine::Rule*>& rules() const { return rules_; }
  // On some day.
  [[nodiscard]] bool before(const std::string& id, const std::string& other) const;
  // On the day of the case: versions of a rule may go before different rules.
  [[nodiscard]] z3::expr before(Smt& smt, Encoder& encoder, const std::string& id, const std::string& other) const;

 private:
  void follow();
  [[nodiscard]] z3::expr goes_before(Smt& smt, Encoder& encoder, const std::string& id, const std::string& base) const;

  std::vector<const engine::Rule*> rules_;  // source order, every version
  std::map<std::string, std::set<std::string>> behind_;
};

}  // namespace stadga::verify
