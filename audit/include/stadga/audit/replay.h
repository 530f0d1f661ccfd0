// replay.h - evaluate recorded cases again and compare byte for byte.
//
// The evaluator is a function of the caller, so that this room knows nothing of rules: from the
// recorded bundle and the recorded case it makes decision bytes.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/audit/snapshot.h"

namespace stadga::audit {

enum class ReplayOutcome {
  kIdentical,
  kDiffers,
  kErased,            // the case was lawfully erased: nothing to compare
  kArtefactMissing,   // the bundle is not in the log
  kArtefactDamaged,   // it is, but it is not the one that was recorded: tampering, not a lack
  kSemanticsUnknown,  // the evaluator does not know the recorded semantics
};
[[nodiscard]] const char* to_string(ReplayOutcome outcome);  // "identical", "differs", ...

struct Replayed {
  std::uint64_t index = 0;
  ReplayOutcome outcome = ReplayOutcome::kIdentical;
  std::string recorded;    // result bytes as recorded
  std::string evaluated;   // what the evaluator gave; empty when it was not asked
};

// An Error of kind kUndecided means "semantics unknown"; any other error ends the replay.
using Evaluator = std::function<Result<std::string>(std::string_view bundle_bytes,
                                                    std::string_view case_bytes)>;

// One record.
[[nodiscard]] Result<Replayed> replay(Snapshot& log, std::uint64_t index,
                                      const Evaluator& evaluate);
// Every record that holds a result, in order; the callback sees each and may stop by `false`.
[[nodiscard]] Status replay_all(Snapshot& log, const Evaluator& evaluate,
                                const std::function<bool(const Replayed&)>& each);

}  // namespace stadga::audit
