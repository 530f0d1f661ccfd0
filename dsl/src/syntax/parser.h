// parser.h - one file of text to declarations and diagnostics. Never throws, never gives up: after a
// mistake it goes on at the next clause or declaration, so that one run shows every mistake.
#pragma once
#include "stadga/dsl/compile.h"
#include "syntax/ast.h"
#include "syntax/token.h"

namespace stadga::dsl::syntax {

struct ParseResult {
  File file;
  std::vector<Diagnostic> diagnostics;
  TokenStream stream;                     // laid out
  std::vector<std::uint16_t> keyword_at;  // per token: 1 + the keyword read there, or 0
};
[[nodiscard]] ParseResult parse(const std::string& path, std::string_view text);

}  // namespace stadga::dsl::syntax
