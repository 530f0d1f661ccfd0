// model_terms.h - what rules are written in: names of declarations, law, types, facts, expressions.
// Part of model.h; the meaning is in docs/semantics.md.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "stadga/base/date.h"
#include "stadga/base/money.h"

namespace stadga::engine {

template <typename Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;
  [[nodiscard]] bool valid() const { return value != UINT32_MAX; }
  friend auto operator<=>(const Id&, const Id&) = default;
};
using SourceId = Id<struct SourceTag>;
using EnumId = Id<struct EnumTag>;
using RecordId = Id<struct RecordTag>;
using FactId = Id<struct FactTag>;
using ParameterId = Id<struct ParameterTag>;
using TermId = Id<struct TermTag>;
using RequirementId = Id<struct RequirementTag>;
using RuleId = Id<struct RuleTag>;
using ExprId = Id<struct ExprTag>;
using TableId = Id<struct TableTag>;

struct Span {
  std::string file;        // as given to the compiler, relative to the rule-set folder
  std::uint32_t line = 0;  // 1-based; 0 = no place
  std::uint32_t column = 0;  // 1-based, in characters
};

// ---- law -------------------------------------------------------------------------------------

// Strongest first; the order is meaning (semantics 12). Sources below kForeskrift bind nobody.
enum class Weight { kLag, kForordning, kForeskrift, kPraxis, kAllmantRad, kRiktlinje, kSedvana };
[[nodiscard]] constexpr bool is_binding(Weight weight) { return weight <= Weight::kForeskrift; }

struct Source {
  std::string name;    // "TrF", as cited
  std::string act;     // "1998:1276", "TSFS 2009:73"; free text for a guideline or a practice
  std::string title;   // "trafikförordningen"
  Weight weight = Weight::kSedvana;
  std::optional<Date> verified_to;  // kontrollerad t.o.m.
  std::optional<Date> decided;      // riktlinje: day of the board's decision
  std::string note;                 // where a practice was observed, confidence tag
  bool from_overlay = false;
  Span span;
};

struct Citation {
  SourceId source;
  std::string chapter, section, stycke, mening, punkt;  // empty when not given; "19-20" allowed
  std::string wording;  // lydelse, "2014:1367"
  std::string quote;    // lagtext "…", may be empty
  friend bool operator==(const Citation&, const Citation&) = default;
};

// A version of a provision: closed interval of law days. `first_known` false means "utan känd
// första dag" (a practice observed, its beginning unknown); from is then kMinDate.
struct Validity {
  DateInterval days;
  bool first_known = true;
  bool introduced = false;  // "nytt": the law has nothing before; days before are not_in_force
  bool repealed = false;    // "upphävt": the law has nothing after
};

// ---- types -----------------------------------------------------------------------------------

enum class TypeKind { kBool, kEnum, kInt, kMonths, kDays, kDate, kMoney, kIdentifier, kPattern, kRecord, kList };

struct Type {
  TypeKind kind = TypeKind::kBool;
  bool assessment = false;  // bedömning: only a person can supply it, with name and reason
  bool optional = false;    // eller inget
  std::int64_t min = 0, max = 0;  // kInt, kMonths, kDays: inclusive; kMoney: in oere
  Date min_date = kMinDate, max_date = kMaxDate;  // kDate
  EnumId enumeration;             // kEnum
  RecordId record;                // kRecord; kList: the element
  std::uint32_t max_items = 0;    // kList
  bool non_empty = false;         // kList
  std::string pattern;            // kIdentifier: '#' a digit, '@' a Latin letter, '?' any one
                                  // character, else itself; empty = any. kPattern: unused
  std::uint32_t min_length = 0, max_length = 0;  // kIdentifier, in code points
  friend bool operator==(const Type&, const Type&) = default;
};

struct Enumeration {
  std::string name;  // the fact's or field's own name when written in place
  std::vector<std::string> values;
};

// int64 serves kInt, kMonths and kDays; std::string serves kIdentifier and kPattern.
struct EnumLiteral {
  std::uint32_t index = 0;
  friend auto operator<=>(const EnumLiteral&, const EnumLiteral&) = default;
};
using Literal = std::variant<bool, std::int64_t, Money, Date, EnumLiteral, std::string>;

// läses även: how an older system spells a value. Declared, never guessed; only for kBool and kEnum.
struct Alias {
  std::string text;  // the JSON string in the case
  Literal value;
};

struct Field {
  std::string name;
  Type type;
  std::vector<Alias> aliases;
  Span span;
};

// A bare record is a list's element without field names (`lista av datum`): it has one field,
// named "värde", and stands in a case as that value itself.
struct Record {
  std::string name;
  std::vector<Field> fields;
  bool bare = false;
  Span span;
};

struct Fact {
  std::string name;
  Type type;
  std::vector<std::string> sources;  // från: who may supply it, in order of preference
  std::string question;              // fråga
  std::optional<std::int64_t> max_age_days;  // provenance.at at most so old on the decision day
  bool provenance_required = false;
  bool sensitive = false;            // känslig
  bool never_compiled = false;       // aldrig i sammanställning
  bool not_after_decision_day = false;  // a (record's) date after the decision day is invalid input
  bool volunteered = false;          // frivillig: never listed in `missing`; absent blocks nothing
  // behövs när C (yes/no facts and lists only): while C is false, or rests on volunteered facts that
  // were left out, and the fact is left out, it counts as `nej` or empty, recorded as "not found"; nobody
  // is asked. "Bara när det åberopas" is C = nej. invalid = always needed.
  ExprId needed_when;
  std::vector<Alias> aliases;
  Span span;
};

// ---- expressions -----------------------------------------------------------------------------

// An expression yields a value, or one of the states of semantics 3. Arguments are in `args`.
enum class Op {
  kLiteral,      // literal
  kNone,         // inget
  kFact,         // fact
  kField,        // args[0] is a record value; field
  kElement,      // the element bound by the enclosing list operator, `depth` levels out (0 = inner)
  kParameter,    // parameter
  kTerm,         // term: its definition by rules
  kDecisionDay,  // beslutsdagen
  kNot,
  kAll, kAny,    // n-ary, Kleene, n >= 1
  kEq, kNe, kLt, kLe, kGt, kGe,  // equal types; enums only Eq/Ne
  kIsOneOf,      // args[0] equals one of args[1..] (literals)
  kMatches,      // args[0] identifier follows the pattern args[1]; in guidelines only
  kExists,       // finns: args[0] optional value is not inget
  kAbsent,       // saknas: args[0] optional value is inget
  kAdd, kSub,    // equal numeric types (Int, Months, Days, Money)
  kScale,        // args[0] * numerator / denominator rounded to unit by mode
  kLeast, kGreatest,        // n-ary, numbers or dates ("det minsta av", "det senaste av")
  kAddMonths,    // args[0] Date + args[1] Months; the day that does not exist -> month's last day
  kSubMonths,
  kAddDays,      // args[0] Date + args[1] Days
  kSubDays,
  // List operators: args[0] list, args[1] condition over kElement (may be a literal true);
  kSome,         // något i
  kEvery,        // varje i; the empty list gives the flag `empty_holds`
  kCount,        // antalet
  kListLeast, kListGreatest,  // args[2] value over kElement; no matching element -> error state
  kListSum,      // args[2] value over kElement
  kRequirementIs,  // requirement, requirement_state: is the requirement in that state
  kTable,        // table: args one value per key, then the period's date if the table has periods
  kRatio,        // args[0] amount * args[1] / args[2] rounded to unit by mode; args[1] and args[2] are
                 // two numbers, two counts of days or two of months, from small ranges; a divisor
                 // below 1 is an error state
  kAge,          // whole years that who is born on args[0] has attained on args[1] (kInt); leap
  kYearOf,       // args[0] date -> calendar year (kInt)
  kFirstOfMonth, kLastOfMonth,  // args[0] date -> date
  kDayOfMonth,   // args[0] date -> 1..31 (kInt)
  kDaysBetween,  // days from args[0] to args[1], negative backwards (kDays)
  kMonthsBetween,  // calendar months from args[0]'s month to args[1]'s (kMonths)
  kNextWorkday,  // args[0], or the first day after it that is no Saturday, Sunday, public holiday
                 // (1989:253), midsommarafton, julafton or nyårsafton: 2 § lagen (1930:173)
  kQualified     // args[0] list, args[1] condition and args[2] date over kElement, args[3] date: does
                 // args[3]'s month lie in a window? `numerator` consecutive months among the elements'
                 // months open a window of `denominator` months from the month after the last of
                 // them; months inside a window do not count towards the next
};

// When somebody born on 29 February attains an age in a year without that day.
enum class LeapRule { kLastOfFebruary, kFirstOfMarch };

enum class RequirementState { kNotApplicable, kMet, kNotMet, kNotShown };

struct Expr {
  Op op = Op::kLiteral;
  Type type;
  std::vector<ExprId> args;
  Literal literal = false;
  FactId fact;
  ParameterId parameter;
  TermId term;
  RequirementId requirement;
  RequirementState requirement_state = RequirementState::kMet;
  std::uint32_t field = 0;   // index into the record's fields
  std::uint32_t depth = 0;
  bool empty_holds = false;  // kEvery
  std::int64_t numerator = 1, denominator = 1, unit = 1;  // kScale; kRatio: unit; kQualified: see there
  Rounding rounding = Rounding::kHalfUp;                   // kScale, kRatio
  TableId table;
  LeapRule leap = LeapRule::kLastOfFebruary;  // kAge
  Span span;
};

}  // namespace stadga::engine
