// diff.h - what changes for whom when one version of a rule set replaces another.
//
// Cases are put to both rule sets. Those that get another outcome, value or amount are told apart
// in classes (what changes, and which changed provisions bring it about), each with a small case
// that the engine has decided under both. "No difference" is proved like every obligation of
// check.h: for every case that both take and that has its facts (volunteered ones, and what an
// assessment can leave unknown, may be missing), lists of every length, all days inside both
// horizons. Days that only one covers are a difference by themselves. What is asked for while facts
// are missing is compared in examples only.
// Thread-safe, no state.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/date.h"
#include "stadga/verify/check.h"

namespace stadga::verify {

// Something that only one of the two takes as a case, asks for or prints. Found by reading, not by
// solving.
struct InputChange {
  std::string name;     // of the fact, field, value …
  LocalText what;       // "nytt värde: c"
  bool output = false;  // what the decision names, not what the case holds
  bool waiting = false;  // what is asked for or stated while facts are missing: seen in an example
};

// A provision, parameter or table version that says something else in the two, and on which law
// days.
struct ChangedLaw {
  std::string kind;  // "requirement", "rule", "parameter", "table", "fact", "decision"
  std::string name;  // id or name
  std::string title;
  DateInterval days;
  bool gap_in_old = false, gap_in_new = false;  // known there, and no version covers the days
  bool in_old = false, in_new = false;  // has a version there
  bool in_place = false;      // the days had a version that has been rewritten as it stands
  std::string before, after;  // what it says, where that is a figure
  std::vector<engine::Citation> old_citations;  // sources of OLD
  std::vector<engine::Citation> new_citations;  // sources of NEW
  engine::Span old_span, new_span;
};

struct ValueChange {
  std::string name;
  Json before, after;                  // as printed; null: not printed
  std::optional<std::int64_t> change;  // of numbers; amounts in öre
  bool money = false;
  // The least and the greatest change of the class that the solver has found; exact: there is none
  // beyond.
  std::optional<std::int64_t> least, greatest;
  bool least_exact = false, greatest_exact = false;
};

struct DiffClass {
  Obligation found;          // kind "diff", refuted; witnesses and replayed: OLD's, then NEW's
  JsonObject before, after;  // {"status", "outcome", "reason"}
  bool beside = false;       // nothing is granted in either, and a value is printed otherwise
  std::vector<ValueChange> values;
  std::vector<ChangedLaw> law;
  Obligation retroactive;  // kind "retroactive": refuted with two witnesses, proved or open
  bool in_place = false;   // retroactive because law that stood has been rewritten
};

struct Comparison {
  std::string municipality;  // empty: the base
  std::string name;
  Obligation verdict;         // kind "diff": proved, undecided, out_of_core; refuted: see classes
  bool by_structure = false;  // proved without a solver: the rules say the same
  bool complete = false;      // every differing case belongs to one of the classes, proved
  bool cut = false;           // more classes than are shown
  // Decision days of the cases that are compared: those that both answer for. Where a date of the
  // case picks the law, all days, and the law days that both answer for.
  DateInterval days;
  std::vector<DiffClass> classes;
};

// Told when a class is found and when a comparison is settled.
struct DiffProgress {
  std::string municipality;  // that is being compared; empty: the base
  std::size_t classes = 0;   // found so far
  bool settled = false;      // the comparison is done
};

struct DiffOptions {
  std::string municipality;           // only this one (and not the base) when given
  std::optional<Date> from;           // differences on law days before it are retroactive
  std::uint64_t rlimit = 50'000'000;  // solver steps per question
  std::size_t most_classes = 12;      // for each comparison
  bool extremes = true;               // look for the least and greatest change
  // For progress only; it does not change what is found.
  std::function<void(const DiffProgress&)> progress;
};

struct DiffResult {
  std::vector<InputChange> inputs;
  std::vector<ChangedLaw> law;  // every changed provision, felt by a case or not (of the base)
  std::vector<Comparison> comparisons;          // the base, then by municipality
  std::vector<std::string> only_old, only_new;  // municipalities
  std::optional<Date> from;  // the day that retroactivity is counted from; none: see in_place
  bool from_given = false;
  std::string solver_name, solver_version;
};

[[nodiscard]] Result<DiffResult> diff(const engine::Package& before, const engine::Package& after,
                                      const DiffOptions& options = {});

// `before` and `after` as given to diff().
[[nodiscard]] Json to_json(const engine::Package& before, const engine::Package& after,
                           const DiffResult& result);
[[nodiscard]] std::string to_text(const engine::Package& before, const engine::Package& after,
                                  const DiffResult& result, MessageLanguage language, bool plain);
// 0 no difference, proved; 1 a difference or a changed input; 4 not settled, nothing found.
[[nodiscard]] int exit_status(const DiffResult& result);

}  // namespace stadga::verify
