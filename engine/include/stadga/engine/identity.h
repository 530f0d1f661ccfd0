// identity.h - hashes of a rule set's parts, for those who sign them (docs/semantics.md, 20;
// bytes: docs/bundle.md). Pure and thread-safe. rule_hash() of a provision is in bundle.h.
#pragma once
#include <string>
#include <string_view>

#include "stadga/engine/model.h"

namespace stadga::engine {

// What a provision's meaning can rest on. Named as in the canonical model; kLawDay has no name.
enum class PartKind { kFact, kRecord, kParameter, kTable, kTerm, kRule, kRequirement, kLawDay };

// "fact", "record", "parameter", "table", "term", "rule", "requirement", "law_day"
[[nodiscard]] std::string_view word(PartKind kind);

// sha256:… of one part alone, without what it reads. Rules, requirements, parameters and tables:
// every version, as rule_hash(). Precondition: the part exists.
[[nodiscard]] std::string part_hash(const Ruleset& ruleset, PartKind kind, std::string_view name);

// sha256:… of what stands around the base's provisions: the decision's stages and items, routes of
// appeal, and the header without version and review note.
[[nodiscard]] std::string frame_hash(const Ruleset& base);

// sha256:… of what an overlay adds, without its rules, requirements and guarantees, which have
// hashes of their own: values filled in, trials, delegations, declarations.
[[nodiscard]] std::string overlay_frame_hash(const Ruleset& base, const Ruleset& overlaid);

// sha256:… of all that a proof about this rule set can rest on: its whole meaning (an overlay with
// the base under it), without version, review note and the days to which sources were checked.
[[nodiscard]] std::string meaning_hash(const Ruleset& ruleset);

// What a proof is asked about; `municipality` is empty for the base.
struct ObligationName {
  std::string_view id, kind, municipality;
};
// sha256:… of one obligation: its name and the meaning_hash() of the rule set that it is asked of.
[[nodiscard]] std::string obligation_hash(std::string_view meaning, const ObligationName& name);

}  // namespace stadga::engine
