// The fold over possible results against an oracle that enumerates every assignment of the unknown
// guards and works out each one by itself, over random trees and graphs of exceptions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "evaluate/possible.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;

// What one assignment says of one rule: absent, or results that met at its level.
class Oracle {
 public:
  Oracle(const RuleNodes& nodes, std::vector<bool> applies)
      : nodes_(nodes), applies_(std::move(applies)) {}

  PossibleResult run() const {
    for (const bool defaults : {false, true}) {
      const PossibleResult found = meet(tops(defaults));
      if (found.kind != ResultKind::kAbsent) return found;
    }
    return {ResultKind::kGap, {}};
  }

 private:
  std::vector<std::size_t> tops(bool defaults) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].top && nodes_[i].is_default == defaults) out.push_back(i);
    }
    return out;
  }

  PossibleResult of_rule(std::size_t rule) const {
    const PossibleResult exception = meet(nodes_[rule].exceptions);
    if (exception.kind != ResultKind::kAbsent) return exception;
    return applies_[rule] ? nodes_[rule].result : PossibleResult{};
  }

  // Written against the text of semantics 2, not as the fold does it.
  PossibleResult meet(const std::vector<std::size_t>& rules) const {
    std::vector<PossibleResult> found;
    for (const std::size_t rule : rules) {
      const PossibleResult result = of_rule(rule);
      if (result.kind != ResultKind::kAbsent) found.push_back(result);
    }
    if (found.empty()) return {};
    std::vector<PossibleResult> values;
    for (const PossibleResult& result : found) {
      if (result.kind == ResultKind::kConflict) return result;
      if (result.kind == ResultKind::kValue) values.push_back(result);
    }
    for (const PossibleResult& value : values) {
      if (value != values.front()) return {ResultKind::kConflict, {}};
    }
    for (const ResultKind kind : {ResultKind::kAny, ResultKind::kGap, ResultKind::kNotInForce,
                                  ResultKind::kNotCovered, ResultKind::kError}) {
      for (const PossibleResult& result : found) {
        if (result.kind == kind) return result;
      }
    }
    return values.front();
  }

  const RuleNodes& nodes_;
  std::vector<bool> applies_;
};

std::set<PossibleResult> by_enumeration(RuleNodes nodes, Trouble trouble) {
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool in_trouble = nodes[i].guard == Guard::kAbnormal;
    if (nodes[i].guard == Guard::kUnknown || (in_trouble && trouble == Trouble::kOpen)) {
      unknown.push_back(i);
    }
    if (in_trouble && trouble == Trouble::kShown) nodes[i].result = nodes[i].trouble;
  }
  std::set<PossibleResult> out;
  for (std::size_t bits = 0; bits < (std::size_t{1} << unknown.size()); ++bits) {
    std::vector<bool> applies(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      applies[i] = nodes[i].guard == Guard::kTrue || nodes[i].guard == Guard::kAbnormal;
    }
    for (std::size_t k = 0; k < unknown.size(); ++k) applies[unknown[k]] = (bits >> k & 1U) != 0;
    out.insert(Oracle(nodes, applies).run());
  }
  return out;
}

// Exceptions are earlier rules here, so that there is no cycle. With `graph` a rule may go before
// several others.
RuleNodes random_nodes(bool graph) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 9);
  RuleNodes nodes(count);
  for (std::size_t i = 0; i < count; ++i) {
    RuleNode& node = nodes[i];
    node.guard = *rc::gen::weightedElement<Guard>(
        {{3, Guard::kTrue}, {2, Guard::kFalse}, {5, Guard::kUnknown}, {1, Guard::kAbnormal}});
    const auto kind = *rc::gen::weightedElement<ResultKind>(
        {{8, ResultKind::kValue}, {1, ResultKind::kAny}, {1, ResultKind::kError}});
    node.result.kind = kind;
    if (node.guard == Guard::kAbnormal) {
      node.trouble.kind =
          *rc::gen::element(ResultKind::kConflict, ResultKind::kNotCovered, ResultKind::kError);
    }
    if (kind == ResultKind::kValue) node.result.value = *rc::gen::inRange<std::int64_t>(1, 3);
    node.is_default = *rc::gen::weightedElement<bool>({{4, false}, {1, true}});
    const std::size_t bases = i == 0 ? 0 : *rc::gen::inRange<std::size_t>(0, graph ? 3 : 2);
    std::set<std::size_t> chosen;
    for (std::size_t k = 0; k < bases; ++k) chosen.insert(*rc::gen::inRange<std::size_t>(0, i));
    for (const std::size_t base : chosen) nodes[base].exceptions.push_back(i);
    node.top = chosen.empty();
  }
  return nodes;
}

RC_GTEST_PROP(Possible, TreesGiveExactlyTheEnumeratedResults, ()) {
  const RuleNodes nodes = random_nodes(false);
  for (const Trouble trouble : {Trouble::kOpen, Trouble::kShown}) {
    RC_ASSERT(possible(nodes, trouble) == by_enumeration(nodes, trouble));
  }
}

RC_GTEST_PROP(Possible, GraphsGiveExactlyTheEnumeratedResults, ()) {
  const RuleNodes nodes = random_nodes(true);
  for (const Trouble trouble : {Trouble::kOpen, Trouble::kShown}) {
    RC_ASSERT(possible(nodes, trouble) == by_enumeration(nodes, trouble));
  }
}

RC_GTEST_PROP(Possible, TheOrderOfRulesDoesNotMatter, ()) {
  const RuleNodes nodes = random_nodes(true);
  std::vector<std::size_t> order(nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  RuleNodes shuffled(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    shuffled[order[i]] = nodes[i];
    for (std::size_t& exception : shuffled[order[i]].exceptions) exception = order[exception];
  }
  RC_ASSERT(possible(shuffled, Trouble::kShown) == possible(nodes, Trouble::kShown));
}

RuleNode rule(Guard guard, std::int64_t value) {
  RuleNode out;
  out.guard = guard;
  out.result = {ResultKind::kValue, value};
  return out;
}
PossibleResult value(std::int64_t number) { return {ResultKind::kValue, number}; }

TEST(Possible, AnExceptionNeedNotSatisfyTheConditionOfItsBase) {
  RuleNodes nodes{rule(Guard::kFalse, 1), rule(Guard::kTrue, 2)};
  nodes[0].exceptions = {1};
  nodes[1].top = false;
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(value(2)));
  EXPECT_THAT(applied(nodes), ElementsAre(1));
}

TEST(Possible, AnExceptionThatAppliesReplacesItsBase) {
  RuleNodes nodes{rule(Guard::kTrue, 1), rule(Guard::kTrue, 2)};
  nodes[0].exceptions = {1};
  nodes[1].top = false;
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(value(2)));
  EXPECT_THAT(reachable(nodes), ElementsAre(false, true));
}

TEST(Possible, EqualResultsMergeAndKeepAllTheirRules) {
  const RuleNodes nodes{rule(Guard::kTrue, 7), rule(Guard::kFalse, 8), rule(Guard::kTrue, 7)};
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(value(7)));
  EXPECT_THAT(applied(nodes), ElementsAre(0, 2));
}

TEST(Possible, DifferentResultsConflict) {
  const RuleNodes nodes{rule(Guard::kTrue, 7), rule(Guard::kTrue, 8)};
  EXPECT_THAT(possible(nodes, Trouble::kShown),
              ElementsAre(PossibleResult{ResultKind::kConflict, {}}));
}

TEST(Possible, TheDefaultStandsLastAndThenComesTheGap) {
  RuleNodes nodes{rule(Guard::kFalse, 1), rule(Guard::kTrue, 5)};
  nodes[1].is_default = true;
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(value(5)));
  nodes[1].guard = Guard::kFalse;
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(PossibleResult{ResultKind::kGap, {}}));
}

TEST(Possible, AnUnknownGuardThatChangesNothingLeavesTheResultKnown) {
  RuleNodes nodes{rule(Guard::kTrue, 3), rule(Guard::kUnknown, 3)};
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(value(3)));
  nodes[1].result = value(4);
  EXPECT_EQ(possible(nodes, Trouble::kShown).size(), 2U);
}

TEST(Possible, TroubleInAGuardThatCannotChangeTheResultDoesNotMatter) {
  RuleNodes nodes{rule(Guard::kTrue, 3), rule(Guard::kAbnormal, 3)};
  nodes[1].trouble.kind = ResultKind::kError;
  EXPECT_THAT(possible(nodes, Trouble::kOpen), ElementsAre(value(3)));
  EXPECT_THAT(possible(nodes, Trouble::kShown),
              ElementsAre(PossibleResult{ResultKind::kError, {}}));
  nodes[1].result = value(4);
  EXPECT_EQ(possible(nodes, Trouble::kOpen).size(), 2U);
}

TEST(Possible, AnUnknownConclusionIsAnyValue) {
  RuleNodes nodes{rule(Guard::kTrue, 3)};
  nodes[0].result = {ResultKind::kAny, {}};
  EXPECT_THAT(possible(nodes, Trouble::kShown), ElementsAre(PossibleResult{ResultKind::kAny, {}}));
}

}  // namespace
}  // namespace stadga::engine
