// diff over rule sets that nobody would write: each beside itself with one small thing altered, and beside
// another. diff() ends with an internal error when a class does not replay under both or when "no case
// outside" does not survive random and boundary cases; so do the same questions asked the other way round.
#include <cstdlib>

#include "engine/random_model.h"
#include "stadga/verify/diff.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

using engine::Op;

int models_wanted(int usual) {
  const char* text = std::getenv("STADGA_RANDOM_MODELS");
  return text == nullptr ? usual : std::atoi(text);
}

engine::Package model(int seed) {
  engine::testing::RandomModel random(static_cast<std::uint64_t>(seed));
  return {random.model().get(), {}};
}

// One comparison, connective or number says something else; false where there is none to alter.
bool alter(engine::Ruleset& ruleset, std::size_t which) {
  std::size_t seen = 0;
  for (auto& expr : ruleset.exprs) {
    auto* number = std::get_if<std::int64_t>(&expr.literal);
    const bool literal = expr.op == Op::kLiteral && number != nullptr && *number > 0;
    const bool other = expr.op == Op::kAll || expr.op == Op::kAny || expr.op == Op::kLt || expr.op == Op::kGe;
    if (!literal && !other) continue;
    if (seen++ != which) continue;
    if (literal) *number -= 1;
    if (expr.op == Op::kLt) {
      expr.op = Op::kLe;
    } else if (expr.op == Op::kGe) {
      expr.op = Op::kGt;
    } else if (other) {
      expr.op = expr.op == Op::kAll ? Op::kAny : Op::kAll;
    }
    return true;
  }
  return false;
}

struct Seen {
  int proved = 0, different = 0, complete = 0;
};

Verdict verdict(const engine::Package& before, const engine::Package& after, Seen& seen, const std::string& name) {
  DiffOptions options;
  options.rlimit = 2'000'000;
  options.most_classes = 6;
  options.extremes = false;
  const auto result = diff(before, after, options);
  EXPECT_TRUE(result.has_value()) << name << " " << (result ? "" : result.error().message.en);
  if (!result) return Verdict::kOutOfCore;
  const Comparison& base = result->comparisons.at(0);
  seen.proved += base.verdict.verdict == Verdict::kProved ? 1 : 0;
  seen.different += static_cast<int>(base.classes.size());
  seen.complete += base.verdict.verdict == Verdict::kRefuted && base.complete ? 1 : 0;
  return base.verdict.verdict;
}

// What is no difference one way is none the other way.
void both_ways(const engine::Package& before, const engine::Package& after, Seen& seen, const std::string& name) {
  const Verdict there = verdict(before, after, seen, name);
  const Verdict back = verdict(after, before, seen, name + " back");
  const bool contradict = (there == Verdict::kProved && back == Verdict::kRefuted) ||
                          (there == Verdict::kRefuted && back == Verdict::kProved);
  EXPECT_FALSE(contradict) << name;
}

TEST(DiffRandom, OneThingAltered) {
  Seen seen;
  for (int seed = 1; seed <= models_wanted(10); ++seed) {
    const engine::Package before = model(seed);
    engine::Package after = before;
    if (!alter(after.base, static_cast<std::size_t>(seed % 5))) continue;
    both_ways(before, after, seen, "model " + std::to_string(seed));
  }
  EXPECT_GT(seen.proved, 0);
  EXPECT_GT(seen.different, 0);
  EXPECT_GT(seen.complete, 0);
}

TEST(DiffRandom, AnotherRuleSetOverTheSameFacts) {
  Seen seen;
  for (int seed = 1; seed <= models_wanted(3); ++seed) {
    both_ways(model(seed), model(seed + 1), seen, "models from " + std::to_string(seed));
  }
  EXPECT_GT(seen.different, 0);
}

}  // namespace
}  // namespace stadga::verify::testing
