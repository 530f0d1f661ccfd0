// read_value.h - one fact's JSON, checked against its declared type at every depth.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "case/problems.h"
#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

struct ValueContext {
  const Ruleset& ruleset;
  Problems& problems;
  // Set where no date of the fact may be later.
  std::optional<Date> latest;
};

// On a problem the result is unknown and the problem is in the list.
// `aliases`: other spellings of a value that the rule set declares.
[[nodiscard]] FactValue read_value(const ValueContext& context, const Type& type,
                                   const std::vector<Alias>& aliases, const Json& json,
                                   const std::string& path);

}  // namespace stadga::engine
