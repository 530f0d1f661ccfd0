// provenance.h - where each fact comes from, checked against who may supply it and how old it may
// be (docs/semantics.md, 17).
#pragma once
#include <optional>
#include <vector>

#include "case/problems.h"
#include "stadga/base/json.h"
#include "stadga/engine/case.h"

namespace stadga::engine {

// Checks `provenance` (nullptr = not given). A fact that is too old becomes unknown, with the
// reason "too_old". `decision_date` is missing when it was itself a problem.
void apply_provenance(const Ruleset& ruleset, const Json* provenance,
                      std::optional<Date> decision_date, std::vector<FactValue>& facts,
                      Problems& problems);

}  // namespace stadga::engine
