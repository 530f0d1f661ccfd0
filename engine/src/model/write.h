// write.h - the canonical typed form of rules, piece by piece.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

// How much of each list belongs to the base: what an overlay adds begins there.
struct Extent {
  std::size_t sources = 0, enumerations = 0, records = 0, facts = 0, parameters = 0, terms = 0,
              requirements = 0, rules = 0, tables = 0, guarantees = 0, trials = 0, delegations = 0,
              routes = 0;
  std::vector<std::size_t> values;    // per base parameter
  std::vector<std::size_t> versions;  // per base table
};
[[nodiscard]] Extent extent_of(const Ruleset& base);

// What `overlaid` has beyond `start`: appended declarations and filled parameters.
[[nodiscard]] Json overlay_json(const Ruleset& overlaid, const Extent& start);

[[nodiscard]] Json header_json(const Ruleset& ruleset);
[[nodiscard]] Json decision_json(const Ruleset& ruleset);
[[nodiscard]] Json record_json(const Ruleset& ruleset, const Record& record);
[[nodiscard]] Json fact_json(const Ruleset& ruleset, const Fact& fact);
[[nodiscard]] Json term_json(const Ruleset& ruleset, const Term& term);
[[nodiscard]] Json expr_json(const Ruleset& ruleset, ExprId root);
[[nodiscard]] Json requirement_json(const Ruleset& ruleset, const Requirement& requirement);
[[nodiscard]] Json rule_json(const Ruleset& ruleset, const Rule& rule);
[[nodiscard]] Json parameter_json(const Ruleset& ruleset, const Parameter& parameter);
[[nodiscard]] Json table_json(const Ruleset& ruleset, const Table& table);
[[nodiscard]] Json table_version_json(const Ruleset& ruleset, const Table& table,
                                      const TableVersion& version);
[[nodiscard]] Json guarantee_json(const Ruleset& ruleset, const Guarantee& guarantee);
[[nodiscard]] Json trial_json(const Ruleset& ruleset, const Trial& trial);
[[nodiscard]] Json delegation_json(const Ruleset& ruleset, const Delegation& delegation);
[[nodiscard]] Json route_json(const Ruleset& ruleset, const ProvisionRoute& route);
[[nodiscard]] Json items_json(const Ruleset& ruleset, const AppliedItems& items);
[[nodiscard]] Json source_json(const Source& source);
// A source where a rule is hashed by itself: what the citation rests on. The day to which it was
// last checked is left out, so that checking the law again voids no signature.
[[nodiscard]] Json cited_source_json(const Source& source);

// A 64-bit number outside +-(2^53 - 1) is written as text: every model has a canonical form.
[[nodiscard]] Json number_json(std::int64_t value);

}  // namespace stadga::engine
