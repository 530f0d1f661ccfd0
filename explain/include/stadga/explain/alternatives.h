// alternatives.h - what would have had to be otherwise for another outcome.
//
// A bounded, deterministic search over the facts that the outcome rests on. Every suggestion is the
// result of read_case and evaluate on the changed case file, so it can be replayed by anybody; none
// of it is advice, and the list is never said to be complete (docs/design/decision-text.md). Pure
// and thread-safe. Never throws.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"

namespace stadga::explain {

struct SearchLimits {
  std::uint32_t trials = 2000;  // evaluations in all
  std::uint32_t together = 3;   // facts changed at once, exhaustively
  std::uint32_t shown = 6;      // suggestions for each thing asked about
};

struct Change {
  std::string path;  // RFC 6901 pointer into the case file
  std::string fact;  // the fact that it belongs to
  engine::Type type;
  std::optional<Json>
      before;    // plain value; absent: not known, or not to be repeated (is_protected)
  Json value;    // plain value
  Json written;  // what replay puts at `path`; differs from `value` for an assessment
  bool assessment = false;
  bool is_protected = false;  // sensitive, assessed, or a date of birth: nothing that one changes
};

enum class About : std::uint8_t {
  kOutcome,  // the outcome as a whole
  kItem,     // one thing applied for, to be granted in full
  kValue,    // a printed date or time, to be the best that one fact gives
};

struct Alternative {
  About about = About::kOutcome;
  std::string subject;          // kItem: the item's pointer; kValue: the value's name
  std::vector<Change> changes;  // in source order of the facts
  engine::CaseStatus status = engine::CaseStatus::kDetermined;  // that the changed case gets
  std::optional<engine::Outcome> outcome;
  std::optional<Json> value;  // kItem: what would be granted; kValue: what the value would be
  // Pointers to what somebody has assessed of the facts that change: kept as it is in the changed
  // case, though it would have had to be assessed again.
  std::vector<std::string> reassess;
};

struct Alternatives {
  std::vector<Alternative> found;
  bool searched = false;  // false: nothing to look for with this outcome
  bool cut = false;       // the bound on trials ended the search
  std::uint32_t trials = 0;
  std::uint32_t left_out = 0;  // found, but over the bound on what is shown
  std::uint32_t withheld = 0;  // facts that are never compiled, and were not varied
};

// `facts` was read with `package` and `ruleset` is the one that reading named; `result` is its
// evaluation.
[[nodiscard]] Alternatives find_alternatives(const engine::Package& package,
                                             const engine::Ruleset& ruleset,
                                             const engine::Case& facts,
                                             const engine::Evaluation& result,
                                             const SearchLimits& limits = {});

// The case as a file, and the same with changes made: what a replay reads.
[[nodiscard]] Json case_file(const engine::Case& facts);
[[nodiscard]] Json with_changes(Json case_json, const std::vector<Change>& changes);

}  // namespace stadga::explain
