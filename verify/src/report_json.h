// report_json.h - the parts that the JSON of `check` and of `diff` have in common.
#pragma once
#include "stadga/verify/check.h"

namespace stadga::verify {

[[nodiscard]] Json citation_json(const engine::Ruleset& ruleset, const engine::Citation& citation);
[[nodiscard]] Json both(const LocalText& text);
// `package`: whose sources the obligation cites.
[[nodiscard]] Json obligation_json(const engine::Package& package, const Obligation& o);
[[nodiscard]] Json ruleset_json(const engine::Package& package);

}  // namespace stadga::verify
