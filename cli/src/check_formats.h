// check_formats.h - the result of `check` as other tools read it.
#pragma once
#include <string>

#include "stadga/base/json.h"
#include "stadga/verify/waived.h"

namespace stadga::cli {

// SARIF 2.1.0: one result for every obligation that is not proved, with its place in the rules.
[[nodiscard]] Json to_sarif(const verify::CheckResult& result, const verify::Waivers& waivers,
                            MessageLanguage language);
// JUnit: one test case an obligation; a refuted error fails, what is not decided is an error.
[[nodiscard]] std::string to_junit(const verify::CheckResult& result,
                                   const verify::Waivers& waivers, MessageLanguage language);

}  // namespace stadga::cli
