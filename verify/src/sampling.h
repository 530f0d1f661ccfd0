// sampling.h - random and boundary cases of a rule set, from a seed: the second look at every
// verdict "proved", and the cases on which tests compare solver and evaluator.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

struct SampleOptions {
  std::uint64_t seed = 1;
  int unknown_percent = 0;      // how often a fact or field is left out
  std::uint32_t longest_list = 4;
  std::string municipality;
};

class Sampler {
 public:
  Sampler(const engine::Ruleset& ruleset, const SampleOptions& options);
  [[nodiscard]] Json next();

 private:
  [[nodiscard]] std::uint64_t draw(std::uint64_t below);
  [[nodiscard]] bool chance(int percent) { return draw(100) < static_cast<std::uint64_t>(percent); }
  [[nodiscard]] Date decision_day();
  [[nodiscard]] Date some_date(const engine::Type& type, bool not_later);
  [[nodiscard]] std::int64_t some_number(const engine::Type& type);
  [[nodiscard]] Json value(const engine::Type& type, bool not_later);
  [[nodiscard]] Json record(engine::RecordId id, bool not_later);
  void collect_boundaries();

  const engine::Ruleset& ruleset_;
  SampleOptions options_;
  std::uint64_t state_;
  Date day_;
  std::vector<std::int64_t> numbers_;  // thresholds and their neighbours
  std::vector<Date> days_;             // starts and ends of validities, and their neighbours
  std::vector<std::string> identifiers_;
};

}  // namespace stadga::verify
