// skip.h - what the machine forbids (mounting, ptrace) is reported as skipped, with the reason.
#pragma once
#include <gtest/gtest.h>

#include <string>

namespace stadga::fault {

// Used as `return skip(reason);`. The one place in the tests that skips.
inline void skip(const std::string& reason) { GTEST_SKIP() << reason; }

}  // namespace stadga::fault
