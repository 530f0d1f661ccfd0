// spans.h - where each declaration and expression stands in the rule text. Kept beside the model
// in a bundle, outside every hash; both sides walk the model in the same order.
#pragma once
#include <string>

#include "model/reader.h"
#include "model/write.h"
#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

// {"files": ["regler.stadga", ...], "at": [file, line, column, ...]} for what stands beyond
// `start`; the header and the decision belong to the base.
[[nodiscard]] Json spans_json(const Ruleset& ruleset, const Extent& start);
void read_spans(Ruleset& ruleset, const Extent& start, const Json& json, const std::string& path,
                ReadFailure& failure);

}  // namespace stadga::engine
