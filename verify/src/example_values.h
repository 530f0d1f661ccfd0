// example_values.h - the parts of a case file that carry no meaning of their own.
#pragma once
#include <cstdint>
#include <string>

#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

// The index-th text that the identifier type allows; different indexes differ while they can.
[[nodiscard]] std::string sample_identifier(const engine::Type& type, std::int64_t index);
// An assessment as a case file writes it, with an assessor and a reason.
[[nodiscard]] Json assessed(Json value);
// Provenance for a fact that must have it: its first source, on the decision day.
[[nodiscard]] Json example_provenance(const engine::Fact& fact, Date day);

}  // namespace stadga::verify
