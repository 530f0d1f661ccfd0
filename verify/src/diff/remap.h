// diff/remap.h - writing a rule set over other declarations: facts, records, fields and enumeration
// values under new numbers; and two rule sets behind each other in one arena.
#pragma once
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

struct ValueMap {
  engine::EnumId to;
  std::vector<std::uint32_t> values;  // own index -> index there
};
struct Remap {
  std::vector<engine::FactId> facts;
  std::vector<engine::RecordId> records;
  std::vector<std::vector<std::uint32_t>> fields;  // per own record
  std::vector<ValueMap> enumerations;
};

// Everything that names one of them; the declarations themselves are for the caller. Guarantees are
// left out: they say nothing about a case.
void rewrite(engine::Ruleset& ruleset, const Remap& remap,
             const std::vector<engine::Enumeration>& enumerations);

// The decision days of cases that are compared: those that both answer for; where a date of the
// case picks the law of one of them, all.
[[nodiscard]] DateInterval compared_days(const engine::Header& first, const engine::Header& second);
// The law days that both answer for.
[[nodiscard]] DateInterval common_days(const engine::Header& first, const engine::Header& second);

// Both behind each other, over the facts of the first, which they share. No rule set to decide
// with: its expressions and versions tell which lists, texts and days matter to either of the two.
[[nodiscard]] engine::Ruleset side_by_side(const engine::Ruleset& first,
                                           const engine::Ruleset& second);

}  // namespace stadga::verify
