// findings.h - the texts of what `log verify` can find, by kind.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::audit {

// Message of a kind such as "leaf_mismatch"; `detail` is appended after a colon where not empty.
[[nodiscard]] LocalText finding_text(const std::string& kind, const std::string& detail);

}  // namespace stadga::audit
