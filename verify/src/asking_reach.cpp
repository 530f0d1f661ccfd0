// asking_reach.cpp - one query over partial cases, with a limit of its own: without an answer the
// question stays open.
#include "asking_reach.h"

#include <algorithm>

#include "walk.h"

namespace stadga::verify {
namespace {

constexpr std::uint64_t kLimit = 8'000'000;

bool reads_term(const engine::Ruleset& ruleset, const std::vector<engine::ExprId>& from,
                engine::TermId term) {
  bool found = false;
  for (const auto root : from) {
    walk(ruleset, root, [&](engine::ExprId id) {
      found = found || (ruleset.at(id).op == engine::Op::kTerm && ruleset.at(id).term == term);
    });
  }
  return found;
}

}  // namespace

AskingReach::AskingReach(Workbench& bench)
    : bench_(bench),
      vars_(make_case_vars(smt_, bench.ruleset(), Knowledge::kPartial)),
      encoder_(smt_, bench.ruleset(), vars_) {
  session_.emplace(smt_, vars_.domain, std::min(bench.rlimit(), kLimit));
}

// Nothing but stages, and rules on values that stages name, reads it: else it is asked about earlier.
bool AskingReach::only_a_required_value(engine::TermId term) const {
  const auto& ruleset = bench_.ruleset();
  for (const auto& requirement : ruleset.requirements) {
    if (reads_term(ruleset, roots(requirement), term)) return false;
  }
  for (const auto& rule : ruleset.rules) {
    if (!reads_term(ruleset, roots(rule), term)) continue;
    if (!rule.requirement.empty() || rule.term == term || !only_a_required_value(rule.term)) {
      return false;
    }
  }
  return true;
}

bool AskingReach::never_asked(const engine::Rule& rule, engine::ExprId root) {
  if (!rule.requirement.empty() || !vars_.exact_lists || !only_a_required_value(rule.term)) {
    return false;
  }
  Exprs asks;
  const auto& stages = bench_.ruleset().decision.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (!stages[i].requires_values.empty()) asks.push_back(encoder_.decision().applies_at[i]);
  }
  const z3::expr guard_open = smt_.negate(encoder_.logic().is_false(encoder_.guard(rule)));
  const Reply reply = session_->ask(
      {smt_.any(asks), guard_open, encoder_.expr(root).states[State::kUnknown]});
  return reply.answer == Answer::kNo;
}

}  // namespace stadga::verify
