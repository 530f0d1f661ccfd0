// waivers.h - a list of waivers inside a larger document.
#pragma once
#include <string>
#include <vector>

#include "model/reader.h"
#include "stadga/engine/waivers.h"

namespace stadga::engine {

[[nodiscard]] std::vector<Waiver> read_waiver_list(const JsonArray& list, const std::string& path,
                                                   ReadFailure& failure);

}  // namespace stadga::engine
