// grammar_table.cpp - one row of a table: `| 1..2 | ja | 3 060 |`.
#include "syntax/grammar.h"
#include "syntax/rules.h"

namespace stadga::dsl::syntax::grammar {
namespace {

const x3::rule<struct CellId, Cell> cell{"cell"};
const x3::rule<struct RowId, Row> row{"row"};

const auto bar = tok(Tok::kBar);
const auto cell_def =
    spanned(tok(Tok::kStar)[assign<&Cell::all, true>] |
            (sum[set<&Cell::first>] >>
             -(tok(Tok::kRange)[assign<&Cell::open, true>] >> -sum[set<&Cell::last>][assign<&Cell::open, false>])));
const auto row_def = spanned(bar > cell[add<&Row::cells>] > *(bar >> cell[add<&Row::cells>]) > bar);

BOOST_SPIRIT_DEFINE(cell, row)

}  // namespace
}  // namespace stadga::dsl::syntax::grammar

namespace stadga::dsl::syntax {

bool parse_row(ParseState& state, const Token*& at, const Token* end, Row& out) {
  return grammar::run(state, grammar::row, at, end, out);
}

}  // namespace stadga::dsl::syntax
