// parser.h - one file of text to declarations and diagnostics. Never throws, never gives up: after a
// mistake it goes on at the next clause or declaration, so that one run shows every mistake.
#pragma once
#include "stadga/dsl/compile.h"
#include "syntax/ast.h"

namespace stadga::dsl::syntax {

struct ParseResult {
  File file;
  std::vector<Diagnostic> diagnostics;
};
[[nodiscard]] ParseResult parse(const std::string& path, std::string_view text);

}  // namespace stadga::dsl::syntax
