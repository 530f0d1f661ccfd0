// status.h - what the signatures of a rule set are worth today. Pure and thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"
#include "stadga/review/units.h"

namespace stadga::review {

inline constexpr int kReviewersNeeded = 2;

// Best first: the first one that is true of a unit's signatures is what is said of the unit.
enum class Worth {
  kCounts,
  kDemonstration,  // good, but by a key that is for demonstration
  kConeChanged,    // good, but what the rule reads has changed
  kRuleChanged,    // of an earlier wording
  kRepeated,       // the same person or key again
  kAuthor,         // by somebody who wrote the rule
  kOtherOwner,     // the key is another person's
  kUnknownKey,     // nobody has said that the key is to be trusted
  kOtherRuleset,
  kFalse,          // the signature does not hold: tampering
};
[[nodiscard]] std::string_view word(Worth worth);  // "counts", "demonstration", …

struct ConeChange {
  enum class How { kChanged, kAdded, kRemoved };
  std::string part;  // "parameter gräns"
  How how = How::kChanged;
};

struct Judged {
  engine::ReviewSignature signature;
  Worth worth = Worth::kFalse;
  std::vector<ConeChange> changes;  // kConeChanged
};

struct UnitStatus {
  Unit unit;
  int count = 0;                   // signatures that count
  std::vector<Judged> signatures;  // best first; of each key the best, and every false one
  // "reviewed", "signed" (too few), "unreviewed", or a word of Worth.
  [[nodiscard]] std::string_view state() const;
};

struct Report {
  std::vector<UnitStatus> units;
  std::vector<engine::ReviewSignature> orphans;  // of provisions that are no longer there
  bool any_false = false;
  [[nodiscard]] bool holds() const;  // two count for every unit, and no signature is false
};

// `reviews.demonstration`: signatures by demonstration keys count.
[[nodiscard]] Report status(const engine::Package& package, const engine::Reviews& reviews);

// {"units":[{"rule","title","state","count","needed","signatures":[…]}],"orphans":[…]}
[[nodiscard]] Json to_json(const Report& report);
// `plain`: one sentence a line.
[[nodiscard]] std::string to_text(const Report& report, MessageLanguage language, bool plain);
// What is said of one unit, without its id: "granskad av två", "signerad av en av två …".
[[nodiscard]] LocalText state_text(const UnitStatus& unit);

}  // namespace stadga::review
