// hash_name.h - how every hash of rules is made: domain separated and bound to the semantics.
#pragma once
#include <string>
#include <string_view>

#include "stadga/base/json.h"

namespace stadga::engine {

// "sha256:…" of LABEL, a zero byte and the canonical JSON of `value` with "semantics" added.
[[nodiscard]] std::string hash_name(std::string_view label, JsonObject value);

}  // namespace stadga::engine
