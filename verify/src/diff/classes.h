// diff/classes.h - the classes of cases that two rule sets answer differently, one question at a
// time: a case outside the classes known so far, until there is none.
#pragma once
#include <memory>
#include <vector>

#include "diff/case.h"
#include "diff/encoding.h"

namespace stadga::verify {

struct FoundClass {
  ClassKey key;
  PairWitness witness;
  // On a law day before the one asked about: a witness, none for certain, or not settled.
  std::optional<PairWitness> early;
  Verdict early_verdict = Verdict::kProved;
  std::vector<ValueChange> values;
  bool one_answers = false;  // the law's day lies in the days of one of the two (diff/answers.h)
};

struct ClassSearch {
  std::vector<FoundClass> classes;
  Verdict verdict = Verdict::kUndecided;  // kProved: no case differs; kRefuted: the classes
  bool complete = false;                  // no case outside the classes, for lists of every length
  bool cut = false;                       // stopped at the greatest number of classes
  std::uint64_t used = 0;
  std::vector<InputChange> asked;  // where no case differs: what only one asks for, by example
};

[[nodiscard]] ClassSearch find_classes(const Joint& joint, const std::vector<Change>& changes,
                                       Numbers& numbers, const Compared& compared,
                                       const DiffOptions& options);

}  // namespace stadga::verify
