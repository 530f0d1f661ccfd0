// random_case.h - seeded random case files for any rule set, from its declared facts alone.
// The same seed gives the same case on every machine. Test code only.
#pragma once
#include <cstdint>
#include <string>

#include "stadga/base/date.h"
#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::support {

class Random {  // splitmix64: small, fixed for ever, good enough for test data
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + (width == 0 ? next() : below(width)));
  }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

struct CaseShape {
  std::uint64_t unknown_percent = 10;  // facts left out
  std::uint64_t none_percent = 25;     // of types `eller inget`
  std::uint32_t max_list = 4;
  Date around = {1522, 22};            // decision days and dates near each other, so that they meet
};

inline Date near_date(Random& random, const CaseShape& shape) {
  const auto moved = add_days(shape.around, random.between(-1500, 1500));
  return moved.value_or(shape.around);
}

inline Json random_value(const engine::Ruleset& ruleset, const engine::Type& type, Random& random,
                         const CaseShape& shape);

inline Json random_record(const engine::Ruleset& ruleset, engine::RecordId id, Random& random,
                          const CaseShape& shape) {
  if (ruleset.at(id).bare) {
    return random_value(ruleset, ruleset.at(id).fields.front().type, random, shape);
  }
  JsonObject object;
  for (const engine::Field& field : ruleset.at(id).fields) {
    if (random.chance(shape.unknown_percent / 2)) continue;
    object[field.name] = random_value(ruleset, field.type, random, shape);
  }
  return object;
}

inline std::int64_t small_or_wide(Random& random, std::int64_t low, std::int64_t high) {
  if (random.chance(20)) return random.chance(50) ? low : high;
  return random.between(low, random.chance(70) && high - low > 200 ? low + 200 : high);
}

inline Json random_plain(const engine::Ruleset& ruleset, const engine::Type& type, Random& random,
                         const CaseShape& shape) {
  using engine::TypeKind;
  switch (type.kind) {
    case TypeKind::kBool: return random.chance(60);
    case TypeKind::kEnum: {
      const auto& values = ruleset.at(type.enumeration).values;
      return values.at(random.below(values.size()));
    }
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays: return small_or_wide(random, type.min, type.max);
    case TypeKind::kMoney: return to_string(Money{small_or_wide(random, type.min, type.max)});
    case TypeKind::kDate: return to_string(near_date(random, shape));
    case TypeKind::kIdentifier:
    case TypeKind::kPattern: {
      if (!type.pattern.empty()) {
        std::string text;
        for (const char c : type.pattern) text += c == '#' ? '7' : c == '@' || c == '?' ? 'K' : c;
        return text;
      }
      return std::string(std::max<std::uint32_t>(1, type.min_length), 'K');
    }
    case TypeKind::kRecord: return random_record(ruleset, type.record, random, shape);
    case TypeKind::kList: {
      JsonArray items;
      const auto most = std::min(shape.max_list, type.max_items);
      const auto count = std::max<std::uint64_t>(type.non_empty ? 1 : 0, random.below(most + 1));
      for (std::uint64_t i = 0; i < count; ++i) items.push_back(random_record(ruleset, type.record, random, shape));
      return items;
    }
  }
  return {};
}

inline Json random_value(const engine::Ruleset& ruleset, const engine::Type& type, Random& random,
                         const CaseShape& shape) {
  if (type.optional && random.chance(shape.none_percent)) return {};
  Json plain = random_plain(ruleset, type, random, shape);
  if (!type.assessment) return plain;
  return JsonObject{{"value", plain}, {"assessor", "handläggare"}, {"reason", "utredning"}};
}

// A case file that read_case accepts, but for dates after the decision day, which it moves back.
inline Json random_case(const engine::Ruleset& ruleset, std::uint64_t seed, const CaseShape& shape = {}) {
  Random random(seed);
  const Date day = near_date(random, shape);
  JsonObject facts;
  for (const engine::Fact& fact : ruleset.facts) {
    if (random.chance(fact.volunteered ? 70 : shape.unknown_percent)) continue;
    CaseShape own = shape;
    if (fact.not_after_decision_day) own.around = add_days(day, -1500).value_or(kMinDate);
    facts[fact.name] = random_value(ruleset, fact.type, random, own);
  }
  JsonObject object{{"case_id", "TEST-" + std::to_string(seed)},
                    {"decision_date", to_string(day)},
                    {"facts", facts}};
  if (ruleset.overlay) object["municipality"] = ruleset.overlay->municipality;
  return object;
}

}  // namespace stadga::support
