// check.h - a broken invariant inside Stadga. Inside a library a bug becomes the internal error
// S9001 where a Result is at hand; STADGA_CHECK is for what cannot continue, also in release.
#pragma once

namespace stadga {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}  // namespace stadga

// A macro because it must name the condition and the place.
#define STADGA_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::stadga::check_failed(#condition, __FILE__, __LINE__))
