// diff/changes.h - what is written otherwise in the two rule sets, provision by provision and for
// which days: what a difference between two answers can rest on.
#pragma once
#include <string>
#include <vector>

#include "diff/align.h"
#include "diff/meaning.h"

namespace stadga::verify {

struct Change {
  ChangedLaw law;
  // Where it shows first: the terms and requirements that it defines or is read by.
  std::vector<std::string> terms, requirements;
};

// Sorted by kind and place in NEW. A change of words, layout, titles or sources alone is none.
[[nodiscard]] std::vector<Change> changes_between(const Joint& joint, Numbers& numbers);

// "0821.hushåll | 3 000" for a reader: a value of a table or parameter.
[[nodiscard]] std::string value_text(const engine::Ruleset& ruleset, const engine::Type& type,
                                     const engine::Literal& value);

}  // namespace stadga::verify
