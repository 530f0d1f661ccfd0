// decision_act.h - may this act follow that proposal? What the recorded result itself rules out is
// refused before the log is opened for writing.
#pragma once
#include <optional>

#include "console.h"
#include "options.h"
#include "stadga/audit/snapshot.h"

namespace stadga::cli {

[[nodiscard]] std::optional<Failed> check_act(audit::Snapshot& snapshot, const LogOptions& act);

}  // namespace stadga::cli
