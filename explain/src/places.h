// places.h - the single values of a case that may be varied, with where they stand and what they
// are.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reach.h"
#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "stadga/engine/model.h"

namespace stadga::explain {

struct Place {
  std::string path;  // /facts/inkomster/0/belopp
  engine::FactId fact;
  engine::Type type;
  std::optional<Json> before;  // plain value as received; absent: not known
  bool is_protected = false;
};

struct Places {
  std::vector<Place> all;      // in source order of facts, elements and fields
  std::uint32_t withheld = 0;  // facts within reach that are never compiled
};

// Yes/no, choices, numbers, amounts and dates within `reach`; nothing in a list of unknown length.
[[nodiscard]] Places places_of(const engine::Ruleset& ruleset, const engine::Case& facts,
                               const Reach& reach);

// "inkomster/0/belopp" of a path in words is made from these.
struct Step {
  std::string name;                    // of the fact or field; empty for an element of a list
  std::optional<std::uint32_t> index;  // of the element
};
[[nodiscard]] std::vector<Step> steps_of(const std::string& path);
// The value at a path of a case file; nullptr where there is none.
[[nodiscard]] const Json* value_at(const Json& json, const std::string& path);

}  // namespace stadga::explain
