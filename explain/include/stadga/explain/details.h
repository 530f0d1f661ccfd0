// details.h - the engine's names for what stands in the way of an answer ("no_period"), in words.
#pragma once
#include <string>
#include <string_view>

#include "stadga/base/result.h"

namespace stadga::explain {

// Lower case, no full stop. A name that is not known is given back with spaces for underscores, so
// that a newer decision still reads.
[[nodiscard]] LocalText detail_words(std::string_view detail);

}  // namespace stadga::explain
