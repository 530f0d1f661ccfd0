// ast.h - a file as written: plain structs with spans, expressions and scenario values in arenas.
//
// INVARIANT: an id is smaller than the ids of what contains it, so the tree is acyclic, and no
// destructor or copy recurses.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/date.h"
#include "syntax/keywords.h"

namespace stadga::dsl::syntax {

struct Name {
  std::string text;
  Span span;
};
using Path = std::vector<Name>;  // certificate.issued
[[nodiscard]] inline std::string dotted(const Path& path) {
  std::string out;
  for (const Name& name : path) out += (out.empty() ? "" : ".") + name.text;
  return out;
}

struct QuotedText {
  std::string text;
  Span span;
};

struct ExprId {
  std::uint32_t value = UINT32_MAX;
  [[nodiscard]] bool valid() const { return value != UINT32_MAX; }
};
struct ValueId {
  std::uint32_t value = UINT32_MAX;
  [[nodiscard]] bool valid() const { return value != UINT32_MAX; }
};

enum class Unit : std::uint8_t { kNone, kMonths, kDays, kYears, kMoney };

enum class ExprKind : std::uint8_t {
  kPath, kMunicipal, kTheValue, kNumber, kDate, kMonth, kText, kYes, kNo, kNone, kNoLimit, kDecisionDay,
  kAll, kAny, kNot,
  kIs, kIsNot, kAtLeast, kAtMost, kMoreThan, kLessThan,  // comparison: args[0], args[1]
  kBefore, kAfter, kNotBefore, kNotAfter,
  kOneOf, kNotOneOf,  // args[0] against args[1..]
  kExists, kAbsent, kFollows,
  kAdd, kSubtract, kMultiply, kDivide, kPercent, kRound, kDayBefore, kDayAfter,
  kFirstOfMonth, kLastOfMonth, kNextWorkday, kYearOf, kDayOfMonth,  // args[0]
  kAge, kDaysBetween, kMonthsBetween,                               // args[0], args[1]
  kLeast, kGreatest, kEarliest, kLatest,  // of written values: args; over a list: value, list, where
  kCount, kSum, kSome, kNoneIn, kEvery,   // list, where
  kQualified,  // args[0] lies in a window; value, list, where; number: in a row, window: its length
  kRequirementMet, kRequirementNotMet, kRequirementNotShown, kRequirementNotApplicable,
};

struct Expr {
  ExprKind kind = ExprKind::kPath;
  Span span;
  std::vector<ExprId> args;
  Path path;             // kPath; kMunicipal and requirements: one name
  Path list;             // list operators
  ExprId value, where;   // list operators, over each element
  Name binder;           // list operators: the element's name, or empty
  bool called = false;   // kPath, kMunicipal: NAME(args), a table
  ExprId period;         // kPath, kMunicipal: NAME for E, a table with periods
  std::string text;      // kText
  std::int64_t number = 0;  // kNumber; oere when the unit is money
  std::int64_t window = 0;  // kQualified
  std::uint32_t decimals = 0;  // kNumber without unit: number is that many tenths of tenths
  Unit unit = Unit::kNone;
  Date date;             // kDate; kMonth: its first day
  std::optional<Kw> round_to, round_mode;   // kRound
  bool in_parentheses = false;
  bool over_list = false;                   // kLeast and its kin
  std::optional<bool> empty_holds;          // kEvery
};

enum class TypeWord : std::uint8_t {
  kBool, kChoice, kInt, kMonths, kDays, kYears, kDate, kMoney, kIdentifier, kPattern, kAssessment,
  kRecord, kList, kMonth,
};
struct Bound {  // one end of a range
  std::int64_t number = 0;
  Date date;
  Unit unit = Unit::kNone;
  bool is_date = false, is_month = false;  // a month: its first day
};
struct Type {
  TypeWord word = TypeWord::kBool;
  Span span;
  std::vector<Name> values;  // kChoice
  std::optional<Bound> min, max;
  Name name;                 // kRecord, kList
  std::vector<Type> element; // kList of values: their type
  std::int64_t max_items = 0;
  bool non_empty = false, optional = false;
  bool assessed = false;  // bedömning av
  std::string pattern;
};

struct Citation {
  Name source;
  std::string chapter, section, stycke, mening, punkt, wording, quote;
  Span span;
};

struct Validity {
  Date from = kMinDate, to = kMaxDate;
  bool first_known = true, introduced = false, repealed = false;
  Span span;
};

// "Y", "true" as yes: how an older system spells a value.
struct AlsoRead {
  std::vector<QuotedText> texts;
  std::optional<Kw> answer;  // kYes, kNo
  Name value;                // of a choice
};

// SUBJECT never rises with WITH; SUBJECT, or the outcome, never depends on WITH; SUBJECT falls at most MOST when WITH
// rises by STEP.
struct Never {
  Kw kind = Kw::kNeverRises;
  Path subject, with;
  bool outcome = false;
  ExprId most, step;
};

// decides each BINDER in LIST: applied for SOUGHT, granted TERM, named FIELD.
struct Applied {
  Name binder, list, granted, label;
  ExprId sought;
};

// What a version of a table, or a rule, is about: days from the first to the last.
struct Period {
  Date from = kMinDate, to = kMaxDate;
  bool any = false;  // `periods`: versions will say which
  Span span;
};

// A clause is one keyword-led line (with its bullets). Which clauses a declaration may have is
// decided in sema, so that a misplaced one gets its own message.
struct Clause {
  Kw kw = Kw::kEnd;
  Span span;
  Name name;                  // a name or an id
  std::vector<Name> names;    // supplied by, goes before
  QuotedText text;
  QuotedText second_text;     // sufficient alone: the reason
  std::optional<Date> date;
  std::optional<Date> second_date;
  std::int64_t number = 0;
  ExprId expr;
  std::optional<Kw> choice;   // appeal route; effect: kIsMet or kIsNotMet
  Citation citation;
  Validity validity;
  Name stage;                 // effect: the stage of the value
  AlsoRead also;
  std::optional<Never> never;
  Applied applied;
  Period period;
  std::vector<Clause> children;  // indented below: a quote, what speaks for
};

struct Field {
  Name name;
  Type type;
  std::vector<AlsoRead> also;
};

// One place in a table's row: a value, a band, or everything.
struct Cell {
  ExprId first, last;
  bool all = false;   // *
  bool open = false;  // 7.. to the end
  Span span;
};
struct Row {
  std::vector<Cell> cells;
  Span span;
};

struct Stage {
  std::int64_t number = 0;
  Span span;
  std::optional<Kw> outcome, test;
  std::vector<Name> only;
  std::vector<Name> states;
};

enum class ValueKind : std::uint8_t {
  kWord, kYes, kNo, kNumber, kDate, kText, kNone, kRecord, kList, kUnknown,
};
struct Member;
struct Value {
  ValueKind kind = ValueKind::kWord;
  Span span;
  std::string text;  // kWord, kText; kUnknown: the reason
  std::int64_t number = 0;
  Unit unit = Unit::kNone;
  Date date;
  std::vector<Member> members;  // kRecord
  std::vector<ValueId> items;   // kList
  bool assessed = false;
  std::string assessor, reason;
  Name source;  // of a whole fact: who supplied it, when, in which document
  std::optional<Date> at;
  std::string document;
};
struct Member {
  Path path;
  bool raw = false;       // a quoted name is taken as it is
  bool left_out = false;  // left out
  ValueId value;
};

// One line of the expectations.
struct Expected {
  Kw kw = Kw::kStatus;
  bool is_value = false;  // NAME = VALUE
  Span span;
  Name name;
  std::vector<Path> names;
  std::string text;  // an error's path
  std::optional<Kw> state;
  ValueId value;
  bool no_value = false;
};

// A table of scenarios: what its columns set or expect, and the rows, each read by its columns.
struct Column {
  Span span;
  bool is_name = false, expects = false;
  std::optional<Kw> setting;  // kDecisionDate, kMunicipality: what the scenario has beside its facts
  Path fact;
  Expected expected;
};
struct CaseRow {
  Span span;
  QuotedText name;
  std::optional<Date> day;
  Name municipality;
  std::vector<Member> facts;
  std::vector<Expected> expected;
};

struct Decl {
  Kw kw = Kw::kEnd;
  Span span;       // of the head line
  Span end;        // where the declaration ends
  Name name;
  std::string title;
  Type type;
  bool guideline = false;   // the municipality may set a guideline
  std::optional<Kw> act_kind, weight, favour;
  std::string act;
  std::vector<Field> fields;   // a record's; a table's keys
  bool is_table = false;       // the municipality may set a table
  std::vector<Row> rows;       // of a table
  Name binder;                 // a term for each element: the element's name
  Path each;                   // and its list
  std::vector<Clause> clauses;
  std::vector<Stage> stages;
  std::vector<Member> facts;        // scenarios
  std::vector<Expected> expected;   // scenarios
  std::vector<Column> columns;      // scenarios in a table
  std::vector<CaseRow> case_rows;
  std::vector<Name> value_stages;   // of a term: in stages
  bool broken = false;  // a part of it could not be read; nothing is concluded from what is missing
};

struct File {
  std::string path;
  Language language = Language::kSwedish;
  std::vector<Decl> decls;
  std::vector<Expr> exprs;
  std::vector<Value> values;

  [[nodiscard]] const Expr& at(ExprId id) const { return exprs[id.value]; }
  [[nodiscard]] const Value& at(ValueId id) const { return values[id.value]; }
};

}  // namespace stadga::dsl::syntax
