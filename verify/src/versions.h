// versions.h - the version of a provision or a table that a witness's day falls in: what a finding
// points at.
#pragma once
#include <string>

#include "witness.h"

namespace stadga::verify {

// What a finding about one version shows; no line where no version is known to hold.
struct VersionPlace {
  engine::Span span;
  std::vector<engine::Citation> citations;
};

// The first version where none, or no day, is known.
[[nodiscard]] VersionPlace place_of_provision(const Witness& witness, const std::string& id);
[[nodiscard]] VersionPlace place_of_table(const Witness& witness, engine::TableId table);

}  // namespace stadga::verify
