// grammar_table.cpp - one row of a table: `| 1..2 | ja | 3 060 |`.
#include "syntax/grammar.h"
#include "syntax/rules.h"

namespace stadga::dsl::syntax::grammar {
namespace {

const x3::rule<struct CellId, Cell> cell{"cell"};
const x3::rule<struct RowId, Row> row{"row"};

// A bar of the same row: the next line's begins another.
struct InnerBar : x3::parser<InnerBar> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, const R&, A&) const {
    if (first != last && first->kind == Tok::kBar && !first->first_on_line) {
      ++first;
      return true;
    }
    x3::get<StateTag>(context).miss(first, slot(Label::kRowBar));
    return false;
  }
};
constexpr InnerBar inner_bar{};

const auto cell_def =
    spanned(tok(Tok::kStar)[assign<&Cell::all, true>] |
            (sum[set<&Cell::first>] >>
             -(tok(Tok::kRange)[assign<&Cell::open, true>] >> -sum[set<&Cell::last>][assign<&Cell::open, false>])));
const auto row_def =
    spanned(tok(Tok::kBar) > cell[add<&Row::cells>] > *(inner_bar >> cell[add<&Row::cells>]) > inner_bar);

BOOST_SPIRIT_DEFINE(cell, row)

}  // namespace
}  // namespace stadga::dsl::syntax::grammar

namespace stadga::dsl::syntax {

bool parse_row(ParseState& state, const Token*& at, const Token* end, Row& out) {
  return grammar::run(state, grammar::row, at, end, out);
}

}  // namespace stadga::dsl::syntax
