// diff/align.h - two rule sets over one kind of case: facts, records and enumerations of both, by
// name, so that one case file can be put to either. What only one of them takes as a case is
// listed, not solved.
#pragma once
#include <array>
#include <map>
#include <string>
#include <vector>

#include "stadga/engine/model.h"
#include "stadga/verify/diff.h"

namespace stadga::verify {

// 0: OLD, 1: NEW.
inline constexpr std::size_t kOld = 0;
inline constexpr std::size_t kNew = 1;

struct Joint {
  // The two rule sets with the same facts, records and enumerations. What one of them does not know
  // of, it does not read. Ranges are what both allow. Provisions, terms, parameters and tables keep
  // their ids.
  std::array<engine::Ruleset, 2> sides;
  // Both behind each other in one arena: what case variables and samples are made of.
  engine::Ruleset both;
  DateInterval law_days;                // that both answer for; none where `to` is before `from`
  std::uint32_t parameters_before = 0;  // in `both`, NEW's parameters follow OLD's
  // Per enumeration and value: may a case that is valid in both have it?
  std::vector<std::vector<bool>> allowed;
};

// Throws OutOfCore, with the name, where a fact is of another type in the two or no value of it
// suits both.
// `told`: what only one of them takes or prints, also where it throws.
[[nodiscard]] Joint align(const engine::Ruleset& before, const engine::Ruleset& after,
                          std::vector<InputChange>& told);

}  // namespace stadga::verify
