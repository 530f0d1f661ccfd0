// waivers.h - proofs that a named person answers for: signing such a waiver, and what waivers are
// worth.
//
// Only what is undecided or out of core can be waived. A waiver falls with any change of what the
// proof was asked of, and never changes what the check said. Pure and thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/note_key.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"

namespace stadga::review {

// What a check said of one obligation, as far as a waiver cares.
struct Asked {
  enum class State { kOpen, kRefuted, kSettled };  // undecided or out of core; an error; all else
  std::string id;
  State state = State::kSettled;
};

// Best first.
enum class WaiverWorth {
  kCounts,
  kDemonstration,  // good, but by a key that is for demonstration
  kNeedless,       // what it waives stands in no release's way
  kStale,          // the rules have changed since
  kUnknown,        // there is no such obligation
  kRefuted,        // what it waives is refuted: that cannot be waived
  kAuthor,         // by somebody who wrote rules of the set
  kOtherOwner,     // the key is another person's
  kUnknownKey,
  kOtherRuleset,
  kFalse,  // the signature does not hold: tampering
};
// "valid", "demonstration", "needless", "stale", …
[[nodiscard]] std::string_view word(WaiverWorth worth);

struct JudgedWaiver {
  engine::Waiver waiver;
  WaiverWorth worth = WaiverWorth::kFalse;
};

// Of each key and obligation the best, and every false one; in the order of their obligations, best
// first. Without `asked` nothing is known of what a check says: then a waiver is unknown only where
// its municipality is. `reviews.demonstration`: demonstration keys count.
[[nodiscard]] std::vector<JudgedWaiver> judge_waivers(
    const engine::Package& package, const engine::Reviews& reviews,
    const std::optional<std::vector<Asked>>& asked);

struct Waiving {
  std::string by;  // name, role
  std::string reason;
  std::string day;  // YYYY-MM-DD
};
// S7010: a text or the day cannot be signed. S7006: by somebody who wrote rules of the set. S7013:
// no such obligation. S7014: it needs no waiver, or is refuted.
[[nodiscard]] Result<engine::Waiver> waive(const engine::Package& package,
                                           const engine::Reviews& reviews,
                                           const std::vector<Asked>& asked, std::string_view id,
                                           const Waiving& waiving, const SignerKey& key);

// One sentence without its full stop, by whom, when and why; the obligation is not named.
[[nodiscard]] LocalText waiver_text(const JudgedWaiver& judged);
// {"obligation","by","reason","date","key","state"}
[[nodiscard]] Json to_json(const JudgedWaiver& judged);

}  // namespace stadga::review
