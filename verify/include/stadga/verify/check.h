// check.h - proof obligations of a rule set, their verdicts and witnesses.
//
// One Z3 context per rule set. Limits are deterministic (rlimit), so two runs agree. A witness is a
// valid case file without the facts that do not matter; every witness has been evaluated by the
// engine before it is returned, and one that does not show its finding is an internal error.
// Verdicts undecided and out_of_core are never a pass. Thread-safe: shares no state.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/verify/evidence.h"

namespace stadga::verify {

enum class Verdict { kProved, kRefuted, kUndecided, kOutOfCore };
enum class Severity { kError, kWarning, kInfo };

struct Obligation {
  std::string id;     // stable: "conflict/giltig_till", "gap/decision", "2281/date_coverage/gräns_förare"
  std::string kind;   // a kind of the contract
  Verdict verdict = Verdict::kUndecided;
  Severity severity = Severity::kError;
  std::string municipality;           // empty for the base
  std::vector<std::string> rules;     // ids involved
  std::vector<engine::Citation> citations;
  engine::Span span;
  std::vector<Json> witnesses;        // case files
  std::vector<Json> replayed;         // {"status": "conflict", …} per witness
  std::vector<std::string> because;   // the facts or rules that matter
  // Values that no municipality has decided and the witness rests on ("kommun.X = 5"); empty: `decide`
  // shows the finding on the witness as it stands. Else it does so beside an overlay that fills them.
  std::vector<std::string> assumes;
  std::string code;                   // S2103 …
  LocalText message;                  // for a jurist: what, with the law; no solver words
  LocalText help;                     // the next action
  std::uint64_t rlimit_used = 0;
};

struct CheckOptions {
  std::string municipality;           // only this overlay (and not the base) when given
  // Solver steps per query: a count, so that two runs agree. A quarter of it where a list has no bound,
  // since such a rule set is asked about twice.
  std::uint64_t rlimit = 50'000'000;
  std::vector<std::string> kinds;     // only these kinds when not empty (tests)
  // Also whether `missing` can ask for what cannot matter (semantics 11). Minutes instead of seconds
  // on a large rule set, and warnings at worst; therefore by itself.
  bool questions = false;
  bool evidence = false;              // keep what the solver was asked (evidence.h)
  AnswerStore* answers = nullptr;     // not asked again what is answered there; outlives the check
  // Called when an obligation is settled, in their order; for progress only. It does not change what
  // is found, and must not throw.
  std::function<void(const Obligation&)> settled;
};

struct CheckResult {
  std::vector<Obligation> obligations;  // in a fixed order
  std::string solver_name, solver_version;
  Evidence evidence;                    // where it was asked for
};
[[nodiscard]] Result<CheckResult> check(const engine::Package& package, const CheckOptions& options = {});

// The contract's JSON of `check`, and the text for people ("plain": one sentence a line).
[[nodiscard]] Json to_json(const engine::Package& package, const CheckResult& result);
[[nodiscard]] std::string to_text(const engine::Package& package, const CheckResult& result,
                                  MessageLanguage language, bool plain);
// 0 holds, 1 a refuted error, 4 undecided or out of core (warnings aside: they could be warnings at worst).
[[nodiscard]] int exit_status(const CheckResult& result);

}  // namespace stadga::verify
