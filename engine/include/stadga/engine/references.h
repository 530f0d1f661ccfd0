// references.h - who reads what in a rule set: every place where a name is used, with its line.
// Pure and thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::engine {

enum class UseKind {
  kApplies, kCondition, kNotShown, kGuideline, kText,  // of a requirement; kCondition, kText of a rule too
  kConclusion, kGoesBefore, kSettles,                  // of a rule; kSettles: its effect is this
  kStage, kStates, kItems,                             // of the decision
  kNeeded,                                             // of a fact
  kLawDay,                                             // of the rule set, a requirement or a rule
  kGuarantee,
  kDisapplies, kPartOf,                                // of a trial; kPartOf: the reader belongs to it
  kCites,
};
struct Use {
  std::string reader;  // id of the provision, else the name of what reads: parameter, table, fact, decision
  UseKind kind = UseKind::kCondition;
  Span span;           // of the reading place, else of the reader
};

// `name`: a fact, a term or value, a parameter or table (with or without `kommun.`), an id, a source, or
// `RECORD.field` and `fact.field`. Each place once, in source order; nullopt when nothing has that name.
[[nodiscard]] std::optional<std::vector<Use>> uses_of(const Ruleset& ruleset, std::string_view name);
// Every name that uses_of knows, for near misses.
[[nodiscard]] std::vector<std::string> names_of(const Ruleset& ruleset);

}  // namespace stadga::engine
