// national.h - what a municipality has decided instead of the law's own values, and what the law leaves without one.
#pragma once
#include "alternative.h"
#include "walk.h"

namespace stadga::verify {

// A deciding parameter or table that the municipality fills otherwise than the law does.
struct Deviation {
  Part part;
  std::uint32_t index = 0;
  bool national = true;  // the law has a value of its own on every day
  bool free = false;     // opened without saying that only the individual's favour is allowed
};
[[nodiscard]] std::vector<Deviation> deviations(const engine::Ruleset& ruleset);

[[nodiscard]] bool reads(const Reached& reached, const Deviation& deviation);
// Does the provision take part in something that is reached?
[[nodiscard]] bool reads(const engine::Ruleset& ruleset, const Reached& reached, const std::string& provision);

}  // namespace stadga::verify
