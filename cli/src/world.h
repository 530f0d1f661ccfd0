// world.h - the only place where clock and randomness enter: for the audit log, for review keys and
// for the day of a signature or a release. Neither reaches a decision.
#pragma once
#include <cstdint>
#include <span>

#include "stadga/base/date.h"

namespace stadga::cli {

// Milliseconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::int64_t now_in_milliseconds();
// The day it is in UTC.
[[nodiscard]] Date today();
// Unpredictable bytes from the operating system; a system without them cannot go on.
void fill_random(std::span<std::uint8_t> bytes);

}  // namespace stadga::cli
