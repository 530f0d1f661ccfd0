// branches.h - which ways through the rules the scenarios have taken: each rule's condition true, false
// and unknown, each requirement in each state that it can have, each provision of law.
// Pure and thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stadga/engine/model.h"
#include "stadga/engine/scenario.h"

namespace stadga::engine {

struct BranchCount {
  std::string branch;           // "true", "false", "unknown"; "met", "not_met", "not_shown", "not_applicable"
  std::uint32_t scenarios = 0;  // that took it
};
struct ProvisionBranches {
  std::string id, title;
  bool is_rule = false;
  Span span;
  std::vector<BranchCount> branches;  // those that it can take, in this order
};
struct LawCount {
  std::string law;              // "13 kap. 8 § första stycket tredje meningen trafikförordningen"
  std::uint32_t scenarios = 0;  // in which a provision that cites it decided something
};
struct BranchCoverage {
  std::vector<ProvisionBranches> provisions;  // source order, those of overlays last
  std::vector<LawCount> law;                  // as first cited
};
// A scenario whose case is invalid input takes no branch. States outside the listed ones (a conflict,
// an error) count as none of them.
[[nodiscard]] BranchCoverage branch_coverage(const Package& package, const std::vector<Scenario>& scenarios);

}  // namespace stadga::engine
