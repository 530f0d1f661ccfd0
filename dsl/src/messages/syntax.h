// syntax.h - texts about how a file is written, S1xxx, in both languages. A catalogue: the one kind
// of source besides the keyword table that holds letters outside ASCII.
//
// Wording: lower case, no full stop, what is wrong first; what to do is in the help.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "messages/advice.h"
#include "syntax/state.h"

namespace stadga::dsl::messages {

[[nodiscard]] Advice lex_problem(syntax::LexProblemKind kind, std::string_view token);
[[nodiscard]] Advice literal_problem(syntax::LiteralProblemKind kind, std::string_view token);

// "here a condition was expected, but `text` stands here". `found` is the token as people see it.
[[nodiscard]] Advice unexpected(const syntax::ParseState& state, const syntax::Token& found);
[[nodiscard]] Advice too_deep();
[[nodiscard]] Advice no_declaration(const syntax::ParseState& state, const syntax::Token& found);
[[nodiscard]] Advice missing_end(const std::string& keyword, const std::string& name);
[[nodiscard]] Advice stray_end();
[[nodiscard]] Advice unknown_clause(const syntax::ParseState& state, const syntax::Token& found);
[[nodiscard]] Advice quote_without_citation();
[[nodiscard]] Advice indicator_text_alone();

}  // namespace stadga::dsl::messages
