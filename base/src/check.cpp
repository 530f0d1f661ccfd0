// check.cpp - the end of the line for a broken invariant: name the place, then stop.
#include "stadga/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace stadga {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "stadga: internal error S9001: `%s` does not hold at %s:%d\n", condition,
               file, line);
  std::abort();
}

}  // namespace stadga
