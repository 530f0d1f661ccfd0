// slices.h - the assertions that have anything to do with a question: those that share a constant with it, directly
// or through others. The rest speaks of other things; where it can hold at all, it changes no answer.
#pragma once
#include <z3++.h>

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace stadga::verify {

// The names of a term that the solver may choose values for, each once, in the order in which they stand.
[[nodiscard]] std::vector<z3::func_decl> names_of(const z3::expr& term);

class Slices {
 public:
  void add(const z3::expr& assertion);
  [[nodiscard]] const std::vector<z3::expr>& all() const { return assertions_; }
  [[nodiscard]] std::size_t size() const { return assertions_.size(); }
  // In the order in which they were added.
  [[nodiscard]] std::vector<z3::expr> connected(const z3::expr& goal);
  // All of them, in groups that speak of different things; by the first assertion of each.
  [[nodiscard]] std::vector<std::vector<z3::expr>> groups();

 private:
  using Group = std::size_t;
  [[nodiscard]] Group group_of(unsigned constant);
  [[nodiscard]] Group root(Group group);

  std::vector<z3::expr> assertions_;
  std::vector<Group> of_assertion_;                  // a group that it speaks of; kNone: of no constant
  std::unordered_map<unsigned, Group> of_constant_;  // looked up, never iterated
  std::vector<Group> parents_;
};

}  // namespace stadga::verify
