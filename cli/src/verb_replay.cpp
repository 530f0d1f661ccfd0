// replay: evaluate recorded cases with the recorded bundle and compare byte for byte. Nothing but
// the log is read.
#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "progress.h"
#include "stadga/audit/replay.h"
#include "stadga/base/crypto.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/evaluate.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

using Outcome = audit::ReplayOutcome;

// Neighbouring records nearly always share a bundle; it is read once.
class Evaluator {
 public:
  Result<std::string> operator()(std::string_view bundle_bytes, std::string_view case_bytes) {
    const Hash32 hash = sha256(bundle_bytes);
    if (!bundle_ || hash != hash_) {
      auto bundle = engine::read_bundle(bundle_bytes);
      if (!bundle) return bundle.error();
      bundle_ = std::make_unique<engine::Bundle>(std::move(bundle).value());
      hash_ = hash;
    }
    engine::DecideResult result = engine::decide(bundle_->package, case_bytes);
    if (result.bytes) return std::move(*result.bytes);
    // A case that was valid and no longer is differs from what was recorded.
    return canonical(JsonObject{
        {"errors", errors_json(failed(result.problems).problems, MessageLanguage::kEnglish)}});
  }

 private:
  std::unique_ptr<engine::Bundle> bundle_;
  Hash32 hash_{};
};

constexpr std::array kOutcomes = {Outcome::kIdentical, Outcome::kDiffers, Outcome::kErased,
                                  Outcome::kArtefactMissing, Outcome::kArtefactDamaged,
                                  Outcome::kSemanticsUnknown};

LocalText words(Outcome outcome) {
  switch (outcome) {
    case Outcome::kIdentical:
      return {"lika", "identical"};
    case Outcome::kDiffers:
      return {"skiljer sig", "differs"};
    case Outcome::kErased:
      return {"gallrad", "erased"};
    case Outcome::kArtefactMissing:
      return {"regelverket saknas i loggen", "rule set missing"};
    case Outcome::kArtefactDamaged:
      return {"regelverket i loggen har ändrats", "rule set changed"};
    case Outcome::kSemanticsUnknown:
      return {"okänd semantik", "semantics unknown"};
  }
  return {"okänt", "unknown"};
}

class Tally {
 public:
  void add(const audit::Replayed& replayed, Console& console) {
    ++counts_.at(static_cast<std::size_t>(replayed.outcome));
    if (console.json()) {
      records_.emplace_back(
          JsonObject{{"index", replayed.index}, {"outcome", audit::to_string(replayed.outcome)}});
    } else if (replayed.outcome != Outcome::kIdentical) {
      console.line(console.in({"post ", "record "}) + std::to_string(replayed.index) + ": " +
                   console.in(words(replayed.outcome)));
    }
  }

  void show(Console& console) {
    if (console.json()) {
      JsonObject summary;
      for (const Outcome outcome : kOutcomes) {
        summary.emplace(audit::to_string(outcome), count(outcome));
      }
      console.json_line(JsonObject{{"stadga", 1},
                                   {"ok", exit() == kHolds},
                                   {"records", std::move(records_)},
                                   {"summary", std::move(summary)}});
      return;
    }
    for (const Outcome outcome : kOutcomes) {
      if (count(outcome) > 0 || outcome == Outcome::kIdentical) {
        console.line(std::to_string(count(outcome)) + " " + console.in(words(outcome)));
      }
    }
  }

  [[nodiscard]] Exit exit() const {
    if (count(Outcome::kDiffers) > 0 || count(Outcome::kArtefactDamaged) > 0) return kFinding;
    const bool undecided =
        count(Outcome::kArtefactMissing) > 0 || count(Outcome::kSemanticsUnknown) > 0;
    return undecided ? kUndecided : kHolds;
  }

 private:
  [[nodiscard]] std::int64_t count(Outcome outcome) const {
    return counts_.at(static_cast<std::size_t>(outcome));
  }

  std::array<std::int64_t, kOutcomes.size()> counts_{};
  JsonArray records_;
};

Status replay(audit::Snapshot& snapshot, const ReplayOptions& options, Tally& tally,
              Console& console) {
  const audit::Evaluator evaluate = [evaluator = std::make_shared<Evaluator>()](
                                        std::string_view bundle, std::string_view facts) {
    return (*evaluator)(bundle, facts);
  };
  if (!options.index) {
    return audit::replay_all(snapshot, evaluate, [&](const audit::Replayed& replayed) {
      tally.add(replayed, console);
      return true;
    });
  }
  const auto replayed = audit::replay(snapshot, *options.index, evaluate);
  if (!replayed) return replayed.error();
  tally.add(*replayed, console);
  return Unit{};
}

bool is_tampered(const audit::VerifyReport& report) {
  return std::any_of(
      report.findings.begin(), report.findings.end(),
      [](const audit::Finding& finding) { return finding.kind != "artefact_missing"; });
}

}  // namespace

Exit run(const ReplayOptions& options, Console& console) {
  audit::ReadOptions read;
  read.path = options.log;
  read.head = options.head;
  auto snapshot = audit::Snapshot::open(read);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  // A replay of a log that does not hold proves nothing: it is verified first.
  const audit::VerifyReport report = (*snapshot)->verify();
  for (const audit::Finding& finding : report.findings) {
    console.say(in(finding.message, console.language()));
  }
  Tally tally;
  const Status done = [&] {
    const Progress progress(console, {"räknar om", "replaying"});
    return replay(**snapshot, options, tally, console);
  }();
  if (!done) return console.fail(failed(done.error()));
  tally.show(console);
  // Tampering is a finding whatever could not be replayed; only a bundle that is not there leaves
  // the question open.
  const bool damaged = tally.exit() == kHolds ? !report.ok : is_tampered(report);
  return console.finish(damaged ? kFinding : tally.exit());
}

}  // namespace stadga::cli
