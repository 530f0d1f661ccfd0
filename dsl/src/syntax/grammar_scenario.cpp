// grammar_scenario.cpp - the lines of a scenario: facts as data, what is expected, and tables of both.
#include <array>

#include "syntax/grammar.h"
#include "syntax/rules.h"

namespace stadga::dsl::syntax::grammar {
namespace {

constexpr std::array kNamed{Kw::kStatus, Kw::kOutcome, Kw::kReferral};
constexpr std::array kListed{Kw::kReasons, Kw::kMissingFacts};
constexpr std::array kIndicatorStates{Kw::kSpeaksFor, Kw::kSpeaksAgainst, Kw::kIsUnknown, Kw::kNotCovered};
constexpr std::array kSettings{Kw::kDecisionDate, Kw::kMunicipality};
constexpr std::array kTexts{Kw::kStartsFrom, Kw::kNote};

const x3::rule<struct ValueRuleId, ValueId> value{"value"};
const x3::rule<struct DatumId, Value> datum{"datum"};
const x3::rule<struct MemberId, Member> member{"member"};
const x3::rule<struct FactPathId, Path> fact_path{"fact_path"};
const x3::rule<struct ExpectedId, Expected> expected{"expected"};
const x3::rule<struct ScenarioClauseId, Clause> scenario_clause{"scenario_clause"};
const x3::rule<struct ExpectedColumnId, Expected> expected_column{"expected_column"};
const x3::rule<struct FirstColumnId, Column> first_column{"first_column"};
const x3::rule<struct ColumnId, Column> column{"column"};
const x3::rule<struct ColumnsId, std::vector<Column>> columns{"columns"};
const x3::rule<struct FactCellId, Member> fact_cell{"fact_cell"};
const x3::rule<struct WordCellId, Expected> word_cell{"word_cell"};
const x3::rule<struct ListCellId, Expected> list_cell{"list_cell"};
const x3::rule<struct StateCellId, Expected> state_cell{"state_cell"};
const x3::rule<struct ValueCellId, Expected> value_cell{"value_cell"};
const x3::rule<struct NameCellId, CaseRow> name_cell{"name_cell"};
const x3::rule<struct DayCellId, CaseRow> day_cell{"day_cell"};
const x3::rule<struct MunicipalityCellId, CaseRow> municipality_cell{"municipality_cell"};

struct SetValueKind {
  ValueKind kind;
  template <class C>
  void operator()(C& c) const {
    x3::_val(c).kind = kind;
  }
};
constexpr SetValueKind kind(ValueKind k) { return {k}; }
constexpr SetUnit unit(Unit u) { return {u}; }
constexpr auto set_text = [](auto& c) { x3::_val(c).text = std::move(x3::_attr(c).text); };
constexpr auto set_assessor = [](auto& c) {
  x3::_val(c).assessed = true;
  x3::_val(c).assessor = std::move(x3::_attr(c).text);
};
constexpr auto set_document = [](auto& c) { x3::_val(c).document = std::move(x3::_attr(c).text); };
constexpr auto set_reason = [](auto& c) { x3::_val(c).reason = std::move(x3::_attr(c).text); };
constexpr auto raw_name = [](auto& c) {
  x3::_val(c).raw = true;
  x3::_val(c).path = {Name{std::move(x3::_attr(c).text), x3::_attr(c).span}};
};

const auto comma = tok(Tok::kComma);
const auto index = digits;  // a list's element, counted from 0
const auto fact_path_def = name[push] >> *((tok(Tok::kDot) | tok(Tok::kSlash)) > (name[push] | index[push]));

const auto value_unit = kw(Kw::kMonths)[unit(Unit::kMonths)] | kw(Kw::kMonth)[unit(Unit::kMonths)] |
                        kw(Kw::kDays)[unit(Unit::kDays)] | kw(Kw::kDay)[unit(Unit::kDays)] |
                        kw(Kw::kYears)[unit(Unit::kYears)] | kw(Kw::kKr)[unit(Unit::kMoney)];

const auto datum_def = spanned(
    ((kw(Kw::kUnknown)[kind(ValueKind::kUnknown)] >> -text[set_text]) | kw(Kw::kNone)[kind(ValueKind::kNone)] |
     kw(Kw::kYes)[kind(ValueKind::kYes)] | kw(Kw::kNo)[kind(ValueKind::kNo)] |
     quiet(month[set<&Value::date>][kind(ValueKind::kDate)]) |
     (number[set<&Value::number>][kind(ValueKind::kNumber)] >> -value_unit) |
     (tok(Tok::kMinus) > number[set<&Value::number>][kind(ValueKind::kNumber)] >> x3::eps[negate] >> -value_unit) |
     (decimal[set_decimal_money][kind(ValueKind::kNumber)] > kw(Kw::kKr)) |
     date[set<&Value::date>][kind(ValueKind::kDate)] | text[set_text][kind(ValueKind::kText)] |
     (tok(Tok::kLeftBrace)[kind(ValueKind::kRecord)] >
      *(member[add<&Value::members>] >> -comma) > tok(Tok::kRightBrace)) |
     (tok(Tok::kLeftBracket)[kind(ValueKind::kList)] > *(value[add<&Value::items>] >> -comma) >
      tok(Tok::kRightBracket)) |
     free_name[set_text][kind(ValueKind::kWord)]) >>
    -(kw(Kw::kAssessedBy) > text[set_assessor] > kw(Kw::kBecause) > text[set_reason]) >>
    -(kw(Kw::kSuppliedBy) > name[set<&Value::source>] >> -date[set<&Value::at>] >> -text[set_document]));

const auto value_def = nested(labelled(Label::kFactValue, datum[store_value]));

const auto member_def = (text[raw_name] | fact_path[set<&Member::path>]) >
                        ((tok(Tok::kEquals) > value[set<&Member::value>]) |
                         kw(Kw::kLeftOut)[assign<&Member::left_out, true>]);

const auto expected_def = spanned(
    (one_of(kNamed)[set<&Expected::kw>] > name[set<&Expected::name>]) |
    (one_of(kListed)[set<&Expected::kw>] >
     (kw(Kw::kNone) | (fact_path[add<&Expected::names>] % comma))) |
    (kw(Kw::kGuideline)[assign<&Expected::kw, Kw::kGuideline>] > name[set<&Expected::name>] >
     one_of(kIndicatorStates)[set<&Expected::state>]) |
    (kw(Kw::kProblem)[assign<&Expected::kw, Kw::kProblem>] > name[set<&Expected::name>] >
     rest_of_line[set<&Expected::text>]) |
    (name[set<&Expected::name>][assign<&Expected::is_value, true>] > tok(Tok::kEquals) >
     (kw(Kw::kNoValue)[assign<&Expected::no_value, true>] | value[set<&Expected::value>])));

const auto scenario_clause_def = spanned(
    (one_of(kTexts)[set<&Clause::kw>] > text[set<&Clause::text>]) |
    (kw(Kw::kMunicipality)[assign<&Clause::kw, Kw::kMunicipality>] > digits[set<&Clause::name>]) |
    (kw(Kw::kDecisionDate)[assign<&Clause::kw, Kw::kDecisionDate>] > date[set<&Clause::date>]) |
    kw(Kw::kFacts)[assign<&Clause::kw, Kw::kFacts>] | kw(Kw::kExpected)[assign<&Clause::kw, Kw::kExpected>] |
    kw(Kw::kRows)[assign<&Clause::kw, Kw::kRows>]);

// ---- tables ------------------------------------------------------------------------------------

const auto listed = kw(Kw::kNone) | (fact_path[add<&Expected::names>] % comma);
const auto expected_column_def = spanned(
    one_of(kNamed)[set<&Expected::kw>] | one_of(kListed)[set<&Expected::kw>] |
    (kw(Kw::kGuideline)[assign<&Expected::kw, Kw::kGuideline>] > name[set<&Expected::name>]) |
    name[set<&Expected::name>][assign<&Expected::is_value, true>]);
// The day and the municipality stand alone in their columns; looked at first, for an action is not undone.
const auto column_def = spanned(
    (&(one_of(kSettings) >> tok(Tok::kBar)) >> one_of(kSettings)[set<&Column::setting>]) |
    (kw(Kw::kExpected)[assign<&Column::expects, true>] > expected_column[set<&Column::expected>]) |
    fact_path[set<&Column::fact>]);
const auto first_column_def = kw(Kw::kRowName)[assign<&Column::is_name, true>] | column[self];
// A table's header is one line: what begins the next one is no column.
struct SameLine : x3::parser<SameLine> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C&, const R&, A&) const {
    return first != last && !first->first_on_line;
  }
};
constexpr SameLine same_line{};
const auto columns_def =
    tok(Tok::kBar) > first_column[push] > tok(Tok::kBar) > *(same_line >> column[push] > tok(Tok::kBar));

constexpr auto set_row_name = [](auto& c) { x3::_val(c).name = std::move(x3::_attr(c)); };
const auto name_cell_def = text[set_row_name];
const auto day_cell_def = date[set<&CaseRow::day>];
const auto municipality_cell_def = digits[set<&CaseRow::municipality>];
const auto fact_cell_def = kw(Kw::kLeftOut)[assign<&Member::left_out, true>] | value[set<&Member::value>];
const auto word_cell_def = name[set<&Expected::name>];
const auto list_cell_def = listed;
const auto state_cell_def = one_of(kIndicatorStates)[set<&Expected::state>];
const auto value_cell_def = kw(Kw::kNoValue)[assign<&Expected::no_value, true>] | value[set<&Expected::value>];

BOOST_SPIRIT_DEFINE(value, datum, member, fact_path, expected, scenario_clause, expected_column, first_column, column,
                    columns, fact_cell, word_cell, list_cell, state_cell, value_cell, name_cell, day_cell, municipality_cell)

// What a cell says in a column that expects: the column tells what, the cell how much.
bool read_expected(ParseState& state, Iterator& at, Iterator end, Expected& out) {
  if (out.is_value) return run(state, value_cell, at, end, out);
  switch (out.kw) {
    case Kw::kGuideline: return run(state, state_cell, at, end, out);
    case Kw::kReasons: case Kw::kMissingFacts: return run(state, list_cell, at, end, out);
    default: return run(state, word_cell, at, end, out);
  }
}

bool read_cell(ParseState& state, Iterator& at, Iterator end, const Column& of, CaseRow& row) {
  if (of.is_name) return run(state, name_cell, at, end, row);
  if (of.setting == Kw::kDecisionDate) return run(state, day_cell, at, end, row);
  if (of.setting == Kw::kMunicipality) return run(state, municipality_cell, at, end, row);
  if (of.expects) {
    Expected cell = of.expected;
    const Span span = at->span;
    if (!read_expected(state, at, end, cell)) return false;
    cell.span = span;
    row.expected.push_back(std::move(cell));
    return true;
  }
  Member cell;
  cell.path = of.fact;
  if (!run(state, fact_cell, at, end, cell)) return false;
  row.facts.push_back(std::move(cell));
  return true;
}

}  // namespace
}  // namespace stadga::dsl::syntax::grammar

namespace stadga::dsl::syntax {

bool parse_scenario_clause(ParseState& state, const Token*& at, const Token* end, Clause& out) {
  return grammar::run(state, grammar::scenario_clause, at, end, out);
}
bool parse_member(ParseState& state, const Token*& at, const Token* end, Member& out) {
  return grammar::run(state, grammar::member, at, end, out);
}
bool parse_columns(ParseState& state, const Token*& at, const Token* end, std::vector<Column>& out) {
  return grammar::run(state, grammar::columns, at, end, out);
}

// A blank cell says nothing: the fact is as the scenario has it, and nothing is expected.
bool parse_case_row(ParseState& state, const Token*& at, const Token* end, const std::vector<Column>& columns, CaseRow& out) {
  const auto bar = [&] { return at->kind == Tok::kBar && (out.span.line == 0 || !at->first_on_line); };
  const auto missed = [&] {
    state.miss(at, slot(Tok::kBar));
    return false;
  };
  state.restart();
  if (!bar()) return missed();
  out.span = at->span;
  for (const Column& column : columns) {
    ++at;
    state.restart();
    if (!bar() && !grammar::read_cell(state, at, end, column, out)) return false;
    if (!bar()) return missed();
  }
  ++at;
  return true;
}
bool parse_expected(ParseState& state, const Token*& at, const Token* end, Expected& out) {
  return grammar::run(state, grammar::expected, at, end, out);
}

}  // namespace stadga::dsl::syntax
