// symbols.h - the names of one rule set and where they lead. Sorted maps, so that suggestions and
// messages come in one order everywhere.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::dsl::sema {

// What a bare name in a condition can stand for.
struct Named {
  enum class Kind { kFact, kTerm, kParameter, kTable } kind = Kind::kFact;
  std::uint32_t index = 0;
};

struct Provision {
  bool is_rule = false;
  engine::RequirementKind kind = engine::RequirementKind::kSubstance;
  engine::RequirementId first;  // of a requirement: its first version
};

struct ElementTerm {
  std::string binder;  // what the element is called in the term's rules
  std::string list;    // as written, for messages
};

struct Symbols {
  std::map<std::string, Named> values;                       // facts, terms, national parameters
  std::map<std::string, engine::ParameterId> municipal;      // written kommun.NAME
  std::map<std::string, engine::TableId> municipal_tables;   // written kommun.NAME(...)
  std::map<engine::TermId, ElementTerm> element_terms;       // terms for each element of a list
  std::map<std::string, engine::RecordId> records;
  std::map<std::string, engine::SourceId> sources;
  std::map<std::string, std::map<std::string, engine::TermId>> stages;  // of values: NAME.STAGE
  std::map<std::string, Provision> provisions;               // requirements and rules by id
};

// The key of `map` that `name` is nearest to; empty when none is near enough to be meant.
[[nodiscard]] std::string nearest(const std::string& name, const std::vector<std::string>& candidates);
template <typename Map>
[[nodiscard]] std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> out;
  for (const auto& entry : map) out.push_back(entry.first);
  return out;
}

}  // namespace stadga::dsl::sema
