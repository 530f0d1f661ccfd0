// operations.h - messages for the people who run the command, on stderr. Never personal data,
// never part of a result, never the audit trail.
#pragma once
#include <string>

#include "console.h"

namespace stadga::cli {

void note(const Console& console, const LocalText& text);
void warn(const Console& console, const LocalText& text);

}  // namespace stadga::cli
