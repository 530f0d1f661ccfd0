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
#include "stadga/engine/model_terms.h"

namespace stadga::engine {

inline constexpr int kSemantics = 1;  // the meaning; a new number when it changes

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

// ---- tables ------------------------------------------------------------------------------------

struct TableKey {
  std::string name;
  Type type;  // kBool, kEnum, kInt, kMonths, kDays, kMoney or kDate
};

// Closed band of a key's values; kBool counts nej before ja, kEnum in declared order. A band that
// holds every value of the key's type holds whatever is asked, also what is not known.
struct KeyBand {
  Literal first, last;
};

struct TableRow {
  std::vector<KeyBand> keys;  // one per key
  Literal value;
  Span span;
};

// One table as the law has it for a time. A version speaks about a period (tillämpas på) if the
// table has periods; versions never overlap in both validity and period, rows never in all keys.
struct TableVersion {
  Validity validity;                   // gäller: law days
  std::optional<DateInterval> period;  // tillämpas på: what the table's period date is tested against
  std::vector<Citation> citations;
  std::string note;                    // confidence, where it was found; may be empty
  std::vector<TableRow> rows;
  bool from_overlay = false;
  Span span;
};

// No version in force: not_in_force or not_covered as for a parameter; none for the period or no row
// for the keys: not_covered. Without keys it is a value by period.
struct Table {
  std::string name;
  std::string title;
  std::vector<TableKey> keys;
  Type type;                // of its values
  bool periods = false;     // versions carry `period`
  bool municipal = false;   // kommunen får bestämma; written kommun.NAME(...)
  bool guideline = false;
  Favour only_in_favour = Favour::kNone;
  std::vector<Citation> citations;  // what opens it, if municipal
  std::vector<TableVersion> versions;
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
  ExprId law_day;    // lagdag: the date that picks the version (Date); invalid = the rule set's own
  ExprId not_shown_when;  // inte visat när: with it true, an unknown condition is `not shown`
  Text text_met, text_not_met, text_not_shown;  // obstacle/route: text_met is its text
  std::vector<Guideline> guidelines;
  bool sufficient_alone = false;  // räcker ensamt för avslag
  std::string sufficient_author, sufficient_reason;
  std::string trial;  // id of the trial that it belongs to; empty = none
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
  ExprId law_day;     // lagdag: the date that picks the version (Date); invalid = the rule set's own
  ExprId condition;   // invalid = always
  ExprId conclusion;  // for terms
  std::vector<std::string> goes_before;  // går före: ids of rules or of the target requirement
  bool is_default = false;  // i övriga fall: stands last
  std::vector<Citation> practices;  // enligt praxis: named practices that divide or round here
  std::string trial;        // id of the trial that it belongs to; empty = none
  Text text;
  bool from_overlay = false;
  Span span;
};

// A name that rules define: an intermediate (term) or an output (value) of the decision. With `each`
// it is defined for every element of that record type: its rules read the element as kElement of
// depth 0, and kTerm names it with args[0] = a kElement.
struct Term {
  std::string name;
  Type type;
  RecordId each;
  bool is_value = false;      // värde: appears in the decision's `values`
  Favour favour = Favour::kNone;
  Span span;
};

// ---- the decision ------------------------------------------------------------------------------

enum class Outcome {
  kDismissal,  // avvisning
  kReferral,
  kRejection,  // avslag
  kGrant,      // bifall
  kPartial     // delavslag: never a stage, derived from the applied items of a grant
};

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

// What is applied for piece by piece: each element of a list is granted in full, in part or not at
// all. Only on bifall, where something is refused, the outcome is delavslag.
struct AppliedItems {
  FactId list;
  std::uint32_t label = 0;  // field that names the kind of item
  ExprId applied;           // over kElement: what is applied for (kMoney)
  TermId granted;           // a term for each element of the list (kMoney)
  Span span;
};

struct Decision {
  std::string name;
  std::vector<Stage> stages;  // in written order
  std::vector<AppliedItems> items;
  Span span;
};

// ---- what is promised, tried and delegated -------------------------------------------------------

enum class GuaranteeKind {
  kAlways,      // statement holds in every case where it is known
  kNeverRises,  // subject never rises when `with` rises (a number), or grows by an element (a list)
  kNeverFalls,
  kNeverDepends,  // subject, or the outcome, is the same whatever `with` is
  kFallsAtMost,   // subject falls by at most `most` when `with` rises by `step`
  kRisesAtMost,
};

// ska alltid gälla: proved by check, tested on every scenario; says nothing about a single case.
struct Guarantee {
  std::string id, title;
  GuaranteeKind kind = GuaranteeKind::kAlways;
  std::vector<Citation> citations;  // may be empty
  ExprId statement;                 // kAlways
  TermId subject;                   // else
  bool of_outcome = false;          // kNeverDepends: the outcome, not a subject
  FactId with;
  std::vector<std::uint32_t> with_fields;  // path of field indexes into `with`
  std::int64_t most = 0, step = 0;  // kFallsAtMost, kRisesAtMost: in the units of subject and `with`
  ExprId when;                      // optional: only in cases where it holds
  Span span;
};

// försök: in an overlay, a law tried for a time. Its own rules carry validity within `days`.
struct Trial {
  std::string id, title;
  std::vector<Citation> citations;     // a statute: no municipality can grant itself an exception
  DateInterval days;                   // of this municipality's participation, sunset included
  std::vector<std::string> disapplies; // rules and requirements that do not exist on those days
  Span span;
};

// The board's delegation to an automated function (6 kap. 37 § kommunallagen); in an overlay.
struct Delegation {
  Validity validity;
  std::vector<Citation> citations;
  Span span;
};

enum class AppealRoute { kUnset, kAdministrative /*förvaltningsbesvär*/, kLegality /*laglighetsprövning*/, kNone };

// A cited provision that has its own appeal route, e.g. 12 kap. 2 § socialtjänstlagen.
struct ProvisionRoute {
  Citation provision;  // source, chapter and section count
  AppealRoute route = AppealRoute::kUnset;
  Span span;
};

// ---- the rule set ------------------------------------------------------------------------------

struct Header {
  std::string name, title, version;
  std::string language = "sv";  // language of its texts
  std::string decided_by;       // avgörs av
  bool automatic = false;       // avgörs av automatiserad beslutsfunktion: a decision may be automatic
  AppealRoute appeal = AppealRoute::kUnset;
  std::string appeal_text;
  std::vector<Citation> appeal_citations;
  ExprId law_day;               // lagdag: the date that selects the law (Date); invalid = decision day
  // den som är född 29 februari fyller år: declared, because no statute says it; nullopt = not declared,
  // and then no age can be computed.
  std::optional<LeapRule> leap_rule;
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
  std::vector<Table> tables;
  std::vector<Term> terms;
  std::vector<Requirement> requirements;  // source order, every version
  std::vector<Rule> rules;                // source order, every version
  Decision decision;
  std::vector<Guarantee> guarantees;
  std::vector<Trial> trials;
  std::vector<Delegation> delegations;
  std::vector<ProvisionRoute> routes;
  std::vector<Expr> exprs;

  [[nodiscard]] const Expr& at(ExprId id) const { return exprs.at(id.value); }
  [[nodiscard]] const Source& at(SourceId id) const { return sources.at(id.value); }
  [[nodiscard]] const Enumeration& at(EnumId id) const { return enumerations.at(id.value); }
  [[nodiscard]] const Record& at(RecordId id) const { return records.at(id.value); }
  [[nodiscard]] const Fact& at(FactId id) const { return facts.at(id.value); }
  [[nodiscard]] const Parameter& at(ParameterId id) const { return parameters.at(id.value); }
  [[nodiscard]] const Term& at(TermId id) const { return terms.at(id.value); }
  [[nodiscard]] const Table& at(TableId id) const { return tables.at(id.value); }
};

// A base rule set and its overlaid forms by municipality code; what dsl returns and a bundle holds.
// Each overlaid Ruleset is complete: the base's arenas with the overlay's items appended.
struct Package {
  Ruleset base;
  std::map<std::string, Ruleset> municipal;
};

}  // namespace stadga::engine
