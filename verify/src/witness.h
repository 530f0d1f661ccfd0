// witness.h - from any case that shows a finding to a small one that a person can read.
//
// Greedy, against the engine: a day near the start of the rules' validity, facts that do not matter
// left out, short lists, round numbers. Each step is kept only if the finding still shows.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "replay.h"

namespace stadga::verify {

struct Witness {
  Json case_file;
  engine::Case facts;          // the case as read
  engine::Ruleset ruleset;     // the rule set that decided it
  engine::Evaluation evaluation;
  std::vector<std::string> because;  // the facts that matter, in source order
  std::vector<std::string> assumes;  // municipal values that the finding rests on and nobody has decided
};

// nullopt: the case does not show the finding in the engine.
[[nodiscard]] std::optional<Witness> make_witness(const Replay& replay, const Json& case_file,
                                                  const Shows& shows, const Days& days);

}  // namespace stadga::verify
