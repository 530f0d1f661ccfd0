// read.h - a Ruleset back from its canonical form.
#pragma once
#include "model/reader.h"
#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

// The base: everything but hash and spans. Names are resolved; types of expressions are as
// written. The result is well-formed only after validate() (validate.h).
[[nodiscard]] Ruleset read_model(const Json& json, const std::string& path, ReadFailure& failure);
// An overlaid rule set: the base with what overlay_json() says appended.
[[nodiscard]] Ruleset read_overlay(const Ruleset& base, const Json& json, const std::string& path,
                                   ReadFailure& failure);

}  // namespace stadga::engine
