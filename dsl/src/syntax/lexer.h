// lexer.h - text to tokens. Never fails: what is no token becomes kError with a problem beside it.
#pragma once
#include "syntax/token.h"

namespace stadga::dsl::syntax {

[[nodiscard]] TokenStream lex(std::string_view text);

// The value of a text token: without quotes, escapes resolved.
[[nodiscard]] std::string text_value(std::string_view token);

}  // namespace stadga::dsl::syntax
