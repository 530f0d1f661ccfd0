// model.h - the Ruleset: the checked, typed, exception-preserving model of a body of rules.
//
// It is the centre of the house: dsl makes it, verify proves things about it, the evaluator applies
// it, a bundle carries it. It is plain data: value types, ids into arenas, no pointers, source order
// kept everywhere. Equal rule text gives equal model; spans are carried for messages only and are
// not part of any hash. A Ruleset is immutable in use and safe to share between threads.
//
// Meaning: docs/semantics.md. INVARIANT: a Ruleset from dsl is well-typed and acyclic (terms are
// listed in dependency order is NOT guaranteed; the reference graph of terms is acyclic).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "stadga/base/date.h"
#include "stadga/base/money.h"

namespace stadga::engine {

inline constexpr int kSemantics = 1;  // the meaning; a new number when it changes

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

struct Field {
  std::string name;
  Type type;
  Span span;
};

struct Record {
  std::string name;
  std::vector<Field> fields;
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
  kRequirementIs // requirement, requirement_state: is the requirement in that state
};

struct EnumLiteral {
  std::uint32_t index = 0;
  friend auto operator<=>(const EnumLiteral&, const EnumLiteral&) = default;
};
// int64 serves kInt, kMonths and kDays; std::string serves kIdentifier and kPattern.
using Literal = std::variant<bool, std::int64_t, Money, Date, EnumLiteral, std::string>;

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
  std::int64_t numerator = 1, denominator = 1, unit = 1;  // kScale
  Rounding rounding = Rounding::kHalfUp;
  Span span;
};

// A text with holes: literal pieces and expressions formatted by type and language.
struct TextPiece {
  std::string literal;
  ExprId value;  // valid() = a hole
};
using Text = std::vector<TextPiece>;  // empty = none

// ---- parameters ------------------------------------------------------------------------------

struct DatedValue {
  Validity validity;
  std::optional<Literal> value;  // nullopt = "ingen gräns"
  std::vector<Citation> citations;
  bool from_overlay = false;
  Span span;
};

enum class Favour { kNone, kHigher, kLower };  // which direction is to the individual's benefit

// A dated value of the law, or a place that a municipality may fill (semantics 18).
struct Parameter {
  std::string name;
  Type type;                 // its min/max are the bounds of what a municipality may decide
  bool municipal = false;    // kommunen får bestämma; written kommun.NAME in rules
  bool guideline = false;    // a riktmärke: may appear only in guideline conditions
  Favour only_in_favour = Favour::kNone;
  std::string title;
  std::vector<Citation> citations;  // what opens it
  std::vector<DatedValue> values;   // national ones first, then the overlay's
  Span span;
};

// ---- requirements and rules --------------------------------------------------------------------

enum class RequirementKind {
  kObstacle,     // prövningshinder: applies when its condition holds -> avvisning
  kForm,         // formkrav: a defect when not met -> komplettering
  kRoute,        // väg till handläggare: taken when its condition holds -> referred
  kSubstance,    // krav: a condition of the law -> avslag when not met or not shown
};

// riktmärke: speaks for or against, is shown beside the assessment, never decides.
struct Guideline {
  ExprId condition;  // Bool over facts and (guideline) parameters
  ExprId applies;    // optional
  Text text_for, text_against;
  std::vector<Citation> citations;  // in addition to those of the parameters it reads
  Span span;
};

// One version of a requirement. Versions share the id and must not overlap in validity.
struct Requirement {
  std::string id;    // "PRH-K2"
  std::string title;
  RequirementKind kind = RequirementKind::kSubstance;
  std::vector<Citation> citations;
  Validity validity;
  ExprId applies;    // tillämpas när; invalid = always
  ExprId condition;  // rekvisit: obstacle and route: it applies; form and substance: it is met
  ExprId not_shown_when;  // inte visat när: with it true, an unknown condition is `not shown`
  Text text_met, text_not_met, text_not_shown;  // obstacle/route: text_met is its text
  std::vector<Guideline> guidelines;
  bool sufficient_alone = false;  // räcker ensamt för avslag
  std::string sufficient_author, sufficient_reason;
  bool from_overlay = false;
  Span span;
};

// Gives a term its value, or settles a requirement, when its condition holds.
struct Rule {
  std::string id;
  std::string title;
  std::vector<Citation> citations;
  Validity validity;
  // Exactly one target. A rule on a requirement says met or not met.
  TermId term;
  std::string requirement;  // id of the requirement (all its versions); empty if a term is the target
  bool concludes_met = false;
  ExprId condition;   // invalid = always
  ExprId conclusion;  // for terms
  std::vector<std::string> goes_before;  // går före: ids of rules or of the target requirement
  bool is_default = false;  // i övriga fall: stands last
  Text text;
  bool from_overlay = false;
  Span span;
};

// A name that rules define: an intermediate (term) or an output (value) of the decision.
struct Term {
  std::string name;
  Type type;
  bool is_value = false;      // värde: appears in the decision's `values`
  Favour favour = Favour::kNone;
  Span span;
};

// ---- the decision ------------------------------------------------------------------------------

enum class Outcome { kDismissal /*avvisning*/, kReferral, kRejection /*avslag*/, kGrant /*bifall*/ };

enum class StageTest {
  kObstacle,    // ett prövningshinder finns
  kFormDefect,  // ett formkrav brister
  kRoute,       // en väg gäller
  kNotMet,      // minst ett krav inte är uppfyllt eller inte är visat
  kAllMet,      // alla krav är uppfyllda
};

struct Stage {
  Outcome outcome = Outcome::kReferral;
  StageTest test = StageTest::kRoute;
  std::vector<std::string> only;  // ids; empty = every requirement of the kind
  std::vector<TermId> requires_values;  // anger
  Span span;
};

struct Decision {
  std::string name;
  std::vector<Stage> stages;  // in written order
  Span span;
};

// ---- the rule set ------------------------------------------------------------------------------

enum class AppealRoute { kUnset, kAdministrative /*förvaltningsbesvär*/, kLegality /*laglighetsprövning*/, kNone };

struct Header {
  std::string name, title, version;
  std::string language = "sv";  // language of its texts
  std::string decided_by;       // avgörs av
  AppealRoute appeal = AppealRoute::kUnset;
  std::string appeal_text;
  std::vector<Citation> appeal_citations;
  DateInterval horizon;         // law days that it answers for; outside: not_covered
  std::string horizon_note;     // why not earlier
  bool all_municipalities = false;      // kommuner alla
  bool communication_before_adverse = false;  // kommunicering före beslut till nackdel
  std::vector<Citation> communication_citations;
  std::string review_note;      // "ej juridiskt granskad"; shown in reports
  Span span;
};

struct Overlay {  // which municipality filled this Ruleset; absent in a base
  std::string municipality;  // four digits
  std::string name;
  std::string hash;          // "sha256:…" of the overlay's meaning
  Span span;
};

struct Ruleset {
  Header header;
  std::optional<Overlay> overlay;
  std::string hash;          // ruleset_hash: of the base, also in an overlaid Ruleset
  std::vector<Source> sources;
  std::vector<Enumeration> enumerations;
  std::vector<Record> records;
  std::vector<Fact> facts;
  std::vector<Parameter> parameters;
  std::vector<Term> terms;
  std::vector<Requirement> requirements;  // source order, every version
  std::vector<Rule> rules;                // source order, every version
  Decision decision;
  std::vector<Expr> exprs;

  [[nodiscard]] const Expr& at(ExprId id) const { return exprs.at(id.value); }
  [[nodiscard]] const Source& at(SourceId id) const { return sources.at(id.value); }
  [[nodiscard]] const Enumeration& at(EnumId id) const { return enumerations.at(id.value); }
  [[nodiscard]] const Record& at(RecordId id) const { return records.at(id.value); }
  [[nodiscard]] const Fact& at(FactId id) const { return facts.at(id.value); }
  [[nodiscard]] const Parameter& at(ParameterId id) const { return parameters.at(id.value); }
  [[nodiscard]] const Term& at(TermId id) const { return terms.at(id.value); }
};

// A base rule set and its overlaid forms by municipality code; what dsl returns and a bundle holds.
// Each overlaid Ruleset is complete: the base's arenas with the overlay's items appended.
struct Package {
  Ruleset base;
  std::map<std::string, Ruleset> municipal;
};

}  // namespace stadga::engine
