// diff/inputs.h - what one of two rule sets takes as a case, or prints, and the other does not:
// read off the declarations, in words.
#pragma once
#include <string>
#include <vector>

#include "stadga/engine/model.h"
#include "stadga/verify/diff.h"

namespace stadga::verify {

struct TypeIn {
  const engine::Ruleset& ruleset;
  const engine::Type& type;
};

// Values of the two are values of one kind: numbers of one unit, texts, lists, records.
[[nodiscard]] bool same_shape(const engine::Type& a, const engine::Type& b);
// The values that both allow; enumerations and records as in `a`. An assessment where either has
// one.
[[nodiscard]] engine::Type narrowest(const engine::Type& a, const engine::Type& b);
[[nodiscard]] bool is_empty(const engine::Type& type);

// `side`: the only one that has it.
void describe_only(std::size_t side, const std::string& name, std::vector<InputChange>& out);
void describe_other_type(const std::string& name, std::vector<InputChange>& out);
void describe_types(const TypeIn& before, const TypeIn& after, const std::string& name,
                    std::vector<InputChange>& out);
// What stands around a fact's type: who may leave it out, where it may come from.
void describe_facts(const engine::Fact& before, const engine::Fact& after,
                    std::vector<InputChange>& out);
// Values and things applied for that only one of the two prints.
void describe_outputs(const engine::Ruleset& before, const engine::Ruleset& after,
                      std::vector<InputChange>& out);
void describe_horizon(const engine::Ruleset& before, const engine::Ruleset& after,
                      std::vector<InputChange>& out);
// How a value is spelled: `name` of the fact or field.
struct Spelled {
  TypeIn in;
  const std::vector<engine::Alias>& aliases;
};
void describe_spellings(const Spelled& before, const Spelled& after, const std::string& name,
                        std::vector<InputChange>& out);
// Which municipalities' cases are taken, and whether a case must name one.
void describe_municipalities(const engine::Package& before, const engine::Package& after,
                             std::vector<InputChange>& out);

// Values of both that print alike and can be compared: index in OLD, index in NEW.
struct TermPair {
  engine::TermId before, after;
};
[[nodiscard]] std::vector<TermPair> shared_values(const engine::Ruleset& before,
                                                  const engine::Ruleset& after);

}  // namespace stadga::verify
