// coverage.h - which days of the horizon a provision or a parameter covers: an interval sweep.
#pragma once
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

struct Coverage {
  std::vector<DateInterval> missing;   // no version, and the law is not said to be silent
  std::vector<DateInterval> declared;  // no version, and the rule set says that there is none
  std::vector<DateInterval> doubled;   // two versions or more
};

// Sweeps versions over the horizon; the order of the versions does not matter.
[[nodiscard]] Coverage sweep(const std::vector<engine::Validity>& versions, const DateInterval& horizon);

// Versions of one provision id, in source order, as indexes into the rule set.
struct Provision {
  std::string id;
  bool is_rule = false;
  std::vector<std::uint32_t> versions;
};
[[nodiscard]] std::vector<Provision> requirement_provisions(const engine::Ruleset& ruleset);
[[nodiscard]] std::vector<Provision> rule_provisions(const engine::Ruleset& ruleset);
[[nodiscard]] std::vector<engine::Validity> validities(const engine::Ruleset& ruleset,
                                                       const Provision& provision);
// Decision days inside the horizon; those are the law days that the rule set answers for.
[[nodiscard]] DateInterval law_days(const engine::Ruleset& ruleset);

}  // namespace stadga::verify
