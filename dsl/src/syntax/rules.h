// rules.h - the grammar's doors. Each reads one construct at `at`, advances it on success and leaves
// the furthest miss in the state on failure. No third-party type, no exception comes out.
#pragma once
#include "syntax/state.h"

namespace stadga::dsl::syntax {

[[nodiscard]] bool parse_head(ParseState& state, const Token*& at, const Token* end, Decl& out);
[[nodiscard]] bool parse_clause(ParseState& state, const Token*& at, const Token* end, Clause& out);
[[nodiscard]] bool parse_route(ParseState& state, const Token*& at, const Token* end, Clause& out);  // below a source
[[nodiscard]] bool parse_row(ParseState& state, const Token*& at, const Token* end, Row& out);
[[nodiscard]] bool parse_stage(ParseState& state, const Token*& at, const Token* end, Stage& out);
[[nodiscard]] bool parse_scenario_clause(ParseState& state, const Token*& at, const Token* end, Clause& out);
[[nodiscard]] bool parse_member(ParseState& state, const Token*& at, const Token* end, Member& out);
[[nodiscard]] bool parse_expected(ParseState& state, const Token*& at, const Token* end, Expected& out);
// A table of scenarios: its header, and a row read by the header's columns.
[[nodiscard]] bool parse_columns(ParseState& state, const Token*& at, const Token* end, std::vector<Column>& out);
[[nodiscard]] bool parse_case_row(ParseState& state, const Token*& at, const Token* end, const std::vector<Column>& columns, CaseRow& out);

}  // namespace stadga::dsl::syntax
