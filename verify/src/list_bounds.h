// list_bounds.h - how many elements a list needs in the solver so that nothing is lost.
//
// Small-model argument (docs/design/verify.md): every list operator looks at elements one by one
// and takes a threshold or an extreme of what it finds, so its result is preserved when all
// elements but its witnesses are removed. The bound is the number of witnesses of all operators on
// the list, capped by the declared maximum. Where no such number exists (a sum, a count used in
// arithmetic) the list is unrolled to its declared maximum, or the bound is inexact and says so.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::verify {

struct ListBound {
  std::uint32_t slots = 0;
  bool exact = true;
  std::uint32_t rest = 0;  // so many more elements may follow that are not told apart
};

// Where a list lives: a fact, or a field of a record.
struct ListPlace {
  bool is_fact = true;
  std::uint32_t owner = 0;  // fact or record index
  std::uint32_t field = 0;
  friend auto operator<=>(const ListPlace&, const ListPlace&) = default;
};

using ListBounds = std::map<ListPlace, ListBound>;

// The bounds that the operators below `roots` need. `partial`: elements may be unknown, which
// doubles the witnesses (known ones and possible ones).
[[nodiscard]] ListBounds list_bounds(const engine::Ruleset& ruleset,
                                     const std::vector<engine::ExprId>& roots, bool partial);

// Lists that the given bounds cut short get a few slots and a rest instead: whatever the rest adds to
// a result is a free value (encode_rest.cpp), so that "no case" holds for lists of every length.
[[nodiscard]] ListBounds with_rest(const engine::Ruleset& ruleset, ListBounds bounds);

[[nodiscard]] bool is_list_operator(engine::Op op);

// Can evaluating the expression end in a state, although every fact is known and present?
[[nodiscard]] bool may_fail(const engine::Ruleset& ruleset, engine::ExprId id);

// A structural key: equal text for equal expressions, wherever they stand.
[[nodiscard]] std::string expression_key(const engine::Ruleset& ruleset, engine::ExprId id);

}  // namespace stadga::verify
