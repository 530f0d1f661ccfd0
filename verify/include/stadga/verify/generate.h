// generate.h - scenarios that tell every condition of a rule set from its neighbours: for each atom of a
// clause two cases that differ only in it, and for each threshold the cases just below, at and above it
// (docs/design/generate.md).
//
// Every case has been read and decided by the engine; what a scenario expects is what the engine says now.
// Limits are counts of solver steps: equal rules give equal scenarios in equal order. Thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/engine/scenario.h"
#include "stadga/verify/check.h"

namespace stadga::verify {

enum class Found {
  kResult,     // status, outcome, referral or a printed value differs
  kCondition,  // only the clause itself differs
  kNone,       // no such pair of cases exists
  kUndecided,  // the limit was reached, or a list is too long to say "none"
  kOutOfCore,  // a construct without encoding
};
[[nodiscard]] const char* name(Found found);  // "result", "condition", "none", "undecided", "out_of_core"

// What became of one atom: the largest part of a clause that is no all, any or not.
struct AtomReport {
  std::string provision;     // id, with its first day where there are several versions
  std::string municipality;  // empty: the law's own
  std::string clause;        // "applies", "condition", "when"
  std::size_t number = 1, of = 1;
  std::string words;         // "ålder är minst 18"; empty where it is not said in a few words
  engine::Span span;
  Found found = Found::kUndecided;
  // Another atom of the clause reads the same facts and cannot stay as it is.
  bool coupled = false;
  // Whether something that tells more exists was not settled within the limit, or only longer lists could say.
  bool open = false;
  bool threshold = false;              // the cases lie one unit from each other at a limit
  std::vector<std::string> scenarios;  // titles
  std::string construct;               // of kOutOfCore
  std::uint64_t rlimit_used = 0;
};

struct GenerateOptions {
  std::string municipality;                // every provision that it has, under its code
  std::uint64_t rlimit = 30'000'000;       // solver steps per question
  std::vector<std::string> provisions;     // only these ids when not empty (tests)
};

struct Generated {
  std::vector<engine::Scenario> scenarios;  // titles are unique
  std::vector<AtomReport> atoms;            // in source order
};
// S2192: no such municipality. S9001: engine and solver disagree, a bug of ours.
[[nodiscard]] Result<Generated> generate(const engine::Package& package, const GenerateOptions& options = {});

// {"atoms": […], "provisions": {id: {"result": n, …}}, "summary": {…}}
[[nodiscard]] JsonObject to_json(const Generated& generated);

// Witnesses of refuted obligations as scenarios that expect what the rules do now, one for each case.
struct SavedWitnesses {
  struct OfKind {
    std::string kind;
    std::vector<engine::Scenario> scenarios;
  };
  std::vector<OfKind> kinds;              // in the order of the obligations
  std::vector<std::string> not_runnable;  // obligations whose cases rest on what no municipality has decided
};
[[nodiscard]] SavedWitnesses save_witnesses(const engine::Package& package, const CheckResult& result);

}  // namespace stadga::verify
