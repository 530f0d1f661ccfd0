// points.h - the values to try at a place: the other answer, the other choices, and for what has an
// order the figures that the rules speak of.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "places.h"
#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::explain {

// Numbers as they are, amounts in oere, dates as day numbers: one order for all three.
[[nodiscard]] bool has_order(const engine::Type& type);
[[nodiscard]] std::optional<std::int64_t> to_number(const engine::Type& type, const Json& plain);
[[nodiscard]] Json from_number(const engine::Type& type, std::int64_t number);

// Of yes/no and choices: every other value, in declared order, `inget` last where the type has it.
[[nodiscard]] std::vector<Json> other_values(const engine::Ruleset& ruleset, const Place& place);

// Of what has an order: rising, without the present value, ends of the type included.
[[nodiscard]] std::vector<std::int64_t> points_for(const engine::Ruleset& ruleset,
                                                   const Place& place, Date decision_day);

}  // namespace stadga::explain
