// law.h - what in the cited law stands in the way of a release. Pure and thread-safe.
#pragma once
#include <vector>

#include "stadga/base/date.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"

namespace stadga::review {

struct LawObstacle {
  std::string source;  // its name in the rule set
  LocalText message;
};
// Binding sources (lag, förordning, föreskrift) that were never checked or not up to `day`; lag and
// förordning without a number of the statute book. Base first, then overlays; each source once.
[[nodiscard]] std::vector<LawObstacle> law_obstacles(const engine::Package& package, Date day);

}  // namespace stadga::review
