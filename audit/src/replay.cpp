#include "stadga/audit/replay.h"

namespace stadga::audit {

const char* to_string(ReplayOutcome outcome) {
  switch (outcome) {
    case ReplayOutcome::kIdentical: return "identical";
    case ReplayOutcome::kDiffers: return "differs";
    case ReplayOutcome::kErased: return "erased";
    case ReplayOutcome::kArtefactMissing: return "artefact_missing";
    case ReplayOutcome::kArtefactDamaged: return "artefact_damaged";
    case ReplayOutcome::kSemanticsUnknown: return "semantics_unknown";
  }
  return "";
}

Result<Replayed> replay(Snapshot& log, std::uint64_t index, const Evaluator& evaluate) {
  auto recorded = log.recorded(index);
  if (!recorded) return recorded.error();
  Replayed out;
  out.index = index;
  out.recorded = recorded->result_bytes;
  if (recorded->erased) {
    out.outcome = ReplayOutcome::kErased;
    return out;
  }
  if (recorded->artefact_missing) {
    out.outcome = ReplayOutcome::kArtefactMissing;
    return out;
  }
  if (recorded->artefact_damaged) {
    out.outcome = ReplayOutcome::kArtefactDamaged;
    return out;
  }
  auto evaluated = evaluate(recorded->bundle_bytes, recorded->case_bytes);
  if (!evaluated) {
    if (evaluated.error().failure != Failure::kUndecided) return evaluated.error();
    out.outcome = ReplayOutcome::kSemanticsUnknown;
    return out;
  }
  out.evaluated = std::move(evaluated).value();
  out.outcome = out.evaluated == out.recorded ? ReplayOutcome::kIdentical : ReplayOutcome::kDiffers;
  return out;
}

Status replay_all(Snapshot& log, const Evaluator& evaluate,
                  const std::function<bool(const Replayed&)>& each) {
  constexpr std::uint64_t kPage = 256;
  for (std::uint64_t first = 0;; first += kPage) {
    const auto page = log.entries(first, kPage);
    if (!page) return page.error();
    for (const Entry& entry : *page) {
      if (entry.kind != "proposal" && entry.kind != "decision") continue;
      const auto one = replay(log, entry.index, evaluate);
      if (!one && one.error().code == "S5011") continue;  // an act: nothing was evaluated
      if (!one) return one.error();
      if (!each(*one)) return Unit{};
    }
    if (page->size() < kPage) return Unit{};
  }
}

}  // namespace stadga::audit
