// options_review.h - the options of `review keygen`, `sign` and `waive`.
#pragma once
#include <string>
#include <vector>

#include "options.h"

namespace CLI {
class App;
}

namespace stadga::cli {

void add_keygen(CLI::App& app, ReviewOptions& options, MessageLanguage language);
void add_sign(CLI::App& app, ReviewOptions& options, MessageLanguage language);
void add_waive(CLI::App& app, ReviewOptions& options, MessageLanguage language);
// An option that may be given several times, with one value each time.
void add_repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                    const std::string& text);

}  // namespace stadga::cli
