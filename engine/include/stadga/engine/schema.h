// schema.h - JSON Schema 2020-12 of a case file, made from a rule set's facts.
//
// What the schema accepts, read_case accepts, but for what a schema cannot say: that dates lie on or
// before the decision day, how old a fact may be, Unicode form, control characters outside ASCII, size
// and depth of the file. It is stricter in one thing: amounts are texts or whole kronor.
// Pure and thread-safe.
#pragma once
#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

[[nodiscard]] Json case_schema(const Package& package);

}  // namespace stadga::engine
