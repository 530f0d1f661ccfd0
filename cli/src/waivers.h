// waivers.h - waivers of proofs beside what a check found, for the verbs that report it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "console.h"
#include "stadga/review/waivers.h"
#include "stadga/verify/waived.h"

namespace stadga::cli {

// Undecided or out of core: neither proved nor refuted.
[[nodiscard]] bool is_open(const verify::Obligation& obligation);
[[nodiscard]] std::vector<review::Asked> asked_of(const verify::CheckResult& result);
// Of what a bundle has recorded; nothing where no check was run.
[[nodiscard]] std::optional<std::vector<review::Asked>> asked_of(const Json& checks);

// The waivers of what a check has asked. `municipality`: only its obligations were asked, where it
// is given.
[[nodiscard]] std::vector<review::JudgedWaiver> judged_waivers(const engine::Package& package,
                                                               engine::Reviews reviews,
                                                               const std::string& municipality,
                                                               const verify::CheckResult& result);
// The best of each obligation, as reports show it.
[[nodiscard]] verify::Waivers beside(const std::vector<review::JudgedWaiver>& waivers);
// S7015 for each that does not count.
void warn_waivers(const Console& console, const std::vector<review::JudgedWaiver>& waivers);

// Does a release's record of its check name for each open obligation the waiver that its signatures
// give, and only such?
[[nodiscard]] bool recorded_as_found(const Json& checks,
                                     const std::vector<review::JudgedWaiver>& waivers);

}  // namespace stadga::cli
