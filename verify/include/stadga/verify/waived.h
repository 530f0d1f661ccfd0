// waived.h - reports of a check with what persons answer for beside it. A waiver changes no
// verdict.
#pragma once
#include <map>
#include <string>

#include "stadga/verify/check.h"

namespace stadga::verify {

// A person's answer for a proof that is lacking; what it is worth is the review room's business.
struct Waived {
  std::string by, reason, day;
  std::string state;  // "valid", else why it does not count: "stale", "unknown_key", …
  LocalText text;     // the same in words, a sentence without its full stop
  bool counts = false;
};
using Waivers = std::map<std::string, Waived>;  // by obligation id

// As in check.h. Every obligation has its "hash" (engine/identity.h) and, where there is one,
// "waiver".
[[nodiscard]] Json to_json(const engine::Package& package, const CheckResult& result,
                           const Waivers& waivers);
[[nodiscard]] std::string to_text(const engine::Package& package, const CheckResult& result,
                                  const Waivers& waivers, MessageLanguage language, bool plain);

}  // namespace stadga::verify
