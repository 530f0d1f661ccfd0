// format.h - the canonical layout of a rule file: blanks and columns only, never a token or a comment.
// Pure and thread-safe; equal bytes in give equal bytes out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "stadga/dsl/compile.h"

namespace stadga::dsl {

struct FormatResult {
  std::optional<std::string> text;      // absent when the file is not well formed, or `altered`
  std::vector<Diagnostic> diagnostics;  // errors of form, why a file has no layout
  // The laid-out text was read back and did not say the same: a bug of ours, and nothing to write.
  bool altered = false;
};
// Line breaks are the author's; indents, gaps and columns are not. At most two blank lines in a row, one
// newline at the end, no blanks at line ends. format(format(x)) = format(x).
[[nodiscard]] FormatResult format(const engine::SourceFile& source);

}  // namespace stadga::dsl
