// world.h - the only place where clock and randomness enter; both go to the audit log alone.
#pragma once
#include <cstdint>
#include <span>

namespace stadga::cli {

// Milliseconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::int64_t now_in_milliseconds();
// Unpredictable bytes from the operating system; a system without them cannot go on.
void fill_random(std::span<std::uint8_t> bytes);

}  // namespace stadga::cli
