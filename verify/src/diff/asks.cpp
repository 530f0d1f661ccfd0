// diff/asks.cpp - see diff/asks.h. Holds text for people.
#include "diff/asks.h"

#include <set>

#include "sampling.h"

namespace stadga::verify {
namespace {

constexpr int kSamples = 300;
constexpr std::uint64_t kSeed = 20260102;
constexpr int kUnknownPercent = 30;

std::set<std::string> asked(const engine::Evaluation& evaluation) {
  std::set<std::string> out;
  for (const auto& missing : evaluation.missing) out.insert(missing.fact);
  return out;
}

LocalText only_one_asks(std::size_t side) {
  if (side == kOld)
    return {"frågas inte längre efter i alla ärenden som saknar uppgifter",
            "no longer asked for in every case that lacks facts"};
  return {"frågas nu efter i fler ärenden som saknar uppgifter",
          "now asked for in more cases that lack facts"};
}

}  // namespace

std::vector<InputChange> asks_otherwise(const Joint& joint, const Compared& compared,
                                        const PairReplay& pair) {
  SampleOptions options;
  options.seed = kSeed;
  options.unknown_percent = kUnknownPercent;
  options.municipality = compared.municipality;
  Sampler sampler(joint.both, options);
  std::array<std::set<std::string>, 2> only;
  std::set<std::string> values;
  for (int i = 0; i < kSamples; ++i) {
    const Json file = sampler.next();
    if (!pair.is_valid(file)) continue;
    const auto seen = pair.observe(file);
    if (!seen) continue;
    for (const Move& move : seen->moves) values.insert(move.name);
    for (const std::size_t side : {kOld, kNew}) {
      const auto other = asked(seen->evaluations[1 - side]);
      for (const auto& fact : asked(seen->evaluations[side])) {
        if (!other.contains(fact)) only[side].insert(fact);
      }
    }
  }
  std::vector<InputChange> out;
  for (const std::size_t side : {kOld, kNew}) {
    for (const auto& fact : only[side]) out.push_back({fact, only_one_asks(side), false, true});
  }
  for (const auto& name : values) {
    out.push_back({name,
                   {"anges annorlunda i ärenden som saknar uppgifter",
                    "stated otherwise in cases that lack facts"},
                   false,
                   true});
  }
  return out;
}

}  // namespace stadga::verify
