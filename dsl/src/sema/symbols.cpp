// symbols.cpp - see symbols.h.
#include "sema/symbols.h"

#include <algorithm>

#include "stadga/base/text.h"

namespace stadga::dsl::sema {

std::string nearest(const std::string& name, const std::vector<std::string>& candidates) {
  const std::size_t allowed = std::clamp<std::size_t>(count_code_points(name) / 3, 1, 3);
  std::string best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace stadga::dsl::sema
