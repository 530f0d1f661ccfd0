// gaps.h - the blanks between two tokens of one line.
#pragma once
#include "syntax/token.h"

namespace stadga::dsl::canonical {

// `apart`: there were blanks between them.
// What the lexer reads as one when it stands together is never put together, nor the other way about.
[[nodiscard]] std::uint32_t gap_between(syntax::Tok left, syntax::Tok right, bool apart);

}  // namespace stadga::dsl::canonical
