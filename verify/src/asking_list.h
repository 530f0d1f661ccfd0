// asking_list.h - what a list can be, as far as the tests on it can tell.
//
// A list counts by how many elements surely, perhaps and with trouble satisfy each condition, up to the
// numbers that tests compare with. These sums are closed under one more element.
#pragma once
#include "asking_formula.h"

namespace stadga::verify {

// Per condition, how many elements satisfy it surely, perhaps and with trouble: three saturated counts
// of three bits each.
using Counts = std::uint64_t;
inline constexpr std::size_t kMostConditions = 7;

struct Rest {
  Counts now = 0;
  std::vector<Counts> completed;  // sorted; nothing unknown in them
  friend auto operator<=>(const Rest&, const Rest&) = default;
};

class AskedList {
 public:
  explicit AskedList(const AskingModel& model);

  // False: too many kinds of lists.
  [[nodiscard]] bool close();

  [[nodiscard]] Answers answers_of(const Classes& element) const;
  [[nodiscard]] Counts with(Counts counts, const Answers& element) const;
  [[nodiscard]] Truth test(std::size_t index, Counts counts) const;

  [[nodiscard]] const std::vector<Rest>& whole() const { return whole_; }
  [[nodiscard]] const std::vector<Rest>& all_but_one() const { return all_but_one_; }
  [[nodiscard]] const std::vector<Counts>& completed() const { return completed_; }

 private:
  struct Kind {
    Answers answers;
    std::set<Answers> completed;
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };
  [[nodiscard]] std::set<Kind> kinds() const;
  [[nodiscard]] Rest extended(const Rest& rest, const Kind& kind) const;

  const AskingModel& model_;
  std::vector<std::uint8_t> limits_;  // per condition
  std::vector<Rest> whole_, all_but_one_;
  std::vector<Counts> completed_;
};

}  // namespace stadga::verify
