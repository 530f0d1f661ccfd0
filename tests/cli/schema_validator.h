// schema_validator.h - as much of JSON Schema 2020-12 as `stadga schema` writes. An unknown keyword fails
// the test, so that the schema cannot say what nobody checks.
#pragma once
#include <string>

#include "stadga/base/json.h"

namespace stadga::test {

[[nodiscard]] bool validates(const Json& schema, const Json& value);

}  // namespace stadga::test
