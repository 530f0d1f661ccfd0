// diff/words.h - what a comparison says to a jurist, in both languages.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "messages.h"
#include "stadga/verify/diff.h"

namespace stadga::verify::messages {

[[nodiscard]] LocalText diff_same_rules();
[[nodiscard]] LocalText diff_proved();
[[nodiscard]] LocalText diff_found(std::size_t classes, bool complete, bool cut);
[[nodiscard]] LocalText diff_no_common_day(const engine::Ruleset& before,
                                           const engine::Ruleset& after);
// Of days that only one covers nothing is said.
[[nodiscard]] LocalText diff_on_days(const LocalText& text, const DateInterval& days);
[[nodiscard]] LocalText diff_out_of_core(const std::string& construct);
// "bifall → avslag", "bistånd 5220.00 → 5120.00"
[[nodiscard]] LocalText diff_class(const DiffClass& found);
[[nodiscard]] LocalText diff_help(const std::string& municipality);
// `law`: the changes that are felt.
[[nodiscard]] LocalText retroactive(Verdict verdict, const std::optional<Date>& from,
                                    const std::vector<ChangedLaw>& law);

// {"status", "outcome", "reason"} in words.
[[nodiscard]] LocalText diff_ending(const JsonObject& ending);
[[nodiscard]] LocalText diff_kind(const std::string& kind);
// "-100,00" for an amount, "+2" for another number.
[[nodiscard]] std::string signed_change(std::int64_t change, bool money);

}  // namespace stadga::verify::messages
