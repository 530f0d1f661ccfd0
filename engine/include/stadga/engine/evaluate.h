// evaluate.h - from a rule set and a case to a result. The reference interpreter: it is the
// meaning (docs/semantics.md), written to be read, not to be fast.
//
// Pure: no clock, locale, randomness, I/O or threads. Thread-safe: shares no state.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

enum class CaseStatus {
  kDetermined, kIncomplete, kNeedsAssessment, kReferred, kConflict, kGap, kNotInForce, kNotCovered,
  kError,
};
[[nodiscard]] const char* name(CaseStatus status);    // "determined", "needs_assessment", …
[[nodiscard]] const char* name(Outcome outcome);      // "avvisning", "avslag", "bifall"

struct Reason {
  std::string rule, title, state;  // "met", "not_met", "not_shown", "applies"
  std::vector<Citation> citations;
  Weight weight = Weight::kLag;    // strongest source
  std::string text;
};

struct Indicator {
  std::string rule, title;         // of the requirement that it stands beside
  std::string state;               // "for", "against", "unknown", "not_covered"
  std::vector<Citation> citations;
  std::string text;
};

struct Missing {
  std::string fact, path, question;
  std::vector<std::string> sources;
  bool assessment = false;
  std::string reason;              // why it is unknown, when said
};

struct Referral {
  std::string rule, reason;        // reason: "komplettering" or "väg"
  std::vector<Citation> citations;
  std::string text;
};

struct ConflictSide {
  std::string rule, title, result;
};

// One thing applied for, and what became of it.
struct ItemResult {
  std::string list, label;         // the fact's name; the item's kind as in the case
  std::uint32_t index = 0;
  Money applied, granted;
  std::vector<std::string> rules;  // that the granted amount rests on
  std::vector<Citation> citations;
  std::string text;                // why, from the rules' texts
};

struct Evaluation {  // the engine's result before it becomes bytes
  std::string decision_id;
  CaseStatus status = CaseStatus::kIncomplete;
  std::optional<Outcome> outcome;          // only when determined
  std::optional<std::uint32_t> stage;      // index of the stage that decided
  std::map<std::string, Json> values;      // every declared value that the known facts determine
  std::vector<Reason> reasons;
  std::vector<Indicator> indicators;
  std::vector<Missing> missing;
  std::vector<std::string> not_examined;
  std::vector<ItemResult> items;           // every item whose amounts the known facts determine
  std::vector<std::string> not_found;      // facts that count as "nej": nothing points to them
  bool automatic = false;                  // kind "decision"; else "proposal"
  std::optional<Referral> referral;
  std::vector<ConflictSide> conflict;      // with its place: the term or requirement in `at`
  std::string at;                          // term, requirement or rule of a conflict, gap or error
  std::string detail;                      // "overflow", "division_by_zero", "empty_list", …
  std::vector<Json> gates;
  std::vector<Json> warnings;
  std::vector<std::string> relied_on;      // ids of provisions behind reasons and printed values
  std::vector<Citation> cited;             // what those cite, tables and practices included, each once
};

[[nodiscard]] Evaluation evaluate(const Ruleset& ruleset, const Case& facts);
// Is a condition over the whole case true or false in it? nullopt where it is not known or no value.
// For what shall always hold (Guarantee), which is no part of a decision.
[[nodiscard]] std::optional<bool> holds(const Ruleset& ruleset, const Case& facts, ExprId condition);
// A term's value as the decision prints it; nullopt where it is not known or no value.
[[nodiscard]] std::optional<Json> term_value(const Ruleset& ruleset, const Case& facts, TermId term);
// The contract's decision object; `canonical(decision_json(…))` are the decision bytes.
[[nodiscard]] Json decision_json(const Ruleset& ruleset, const Case& facts, const Evaluation& result);
[[nodiscard]] std::string decision_bytes(const Ruleset& ruleset, const Case& facts);

// What one call of the library does for a host: read, check, evaluate, canonical bytes.
struct DecideResult {
  std::optional<std::string> bytes;      // present exactly when there are no problems
  std::vector<CaseProblem> problems;
};
[[nodiscard]] DecideResult decide(const Package& package, std::string_view case_json);

}  // namespace stadga::engine
