// builder.h - from a parsed file to its canonical lines.
#pragma once
#include "canonical/lines.h"
#include "syntax/parser.h"

namespace stadga::dsl::canonical {

// `text` must outlive the lines; `parsed` is of it and without diagnostics.
[[nodiscard]] std::vector<Line> canonical_lines(std::string_view text, const syntax::ParseResult& parsed);

}  // namespace stadga::dsl::canonical
