// slices.cpp - see slices.h. Groups of constants that assertions tie together, joined as assertions come.
#include "slices.h"

#include <unordered_set>

namespace stadga::verify {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

}  // namespace

std::vector<z3::func_decl> names_of(const z3::expr& term) {
  std::vector<z3::func_decl> out;
  std::vector<z3::expr> open{term};
  std::unordered_set<unsigned> seen;
  while (!open.empty()) {
    const z3::expr next = open.back();
    open.pop_back();
    if (!next.is_app() || !seen.insert(Z3_get_ast_id(next.ctx(), next)).second) continue;
    const z3::func_decl head = next.decl();
    const bool is_name = head.decl_kind() == Z3_OP_UNINTERPRETED;
    if (is_name && seen.insert(Z3_get_ast_id(next.ctx(), head)).second) out.push_back(head);
    for (unsigned i = next.num_args(); i > 0; --i) open.push_back(next.arg(i - 1));
  }
  return out;
}

Slices::Group Slices::root(Group group) {
  while (parents_[group] != group) group = parents_[group] = parents_[parents_[group]];
  return group;
}

Slices::Group Slices::group_of(unsigned constant) {
  const auto [at, is_new] = of_constant_.emplace(constant, parents_.size());
  if (is_new) parents_.push_back(at->second);
  return root(at->second);
}

void Slices::add(const z3::expr& assertion) {
  if (assertion.is_true()) return;
  Group group = kNone;
  for (const auto& name : names_of(assertion)) {
    const Group other = group_of(Z3_get_ast_id(name.ctx(), name));
    if (group == kNone) {
      group = other;
    } else {
      parents_[root(other)] = root(group);
    }
  }
  assertions_.push_back(assertion);
  of_assertion_.push_back(group);
}

std::vector<std::vector<z3::expr>> Slices::groups() {
  std::vector<std::vector<z3::expr>> out;
  std::unordered_map<Group, std::size_t> place;
  for (std::size_t i = 0; i < assertions_.size(); ++i) {
    const Group group = of_assertion_[i] == kNone ? kNone : root(of_assertion_[i]);
    const auto [at, is_new] = place.emplace(group, out.size());
    if (is_new) out.emplace_back();
    out[at->second].push_back(assertions_[i]);
  }
  return out;
}

std::vector<z3::expr> Slices::connected(const z3::expr& goal) {
  std::unordered_set<Group> wanted;
  for (const auto& name : names_of(goal)) {
    const auto known = of_constant_.find(Z3_get_ast_id(name.ctx(), name));
    if (known != of_constant_.end()) wanted.insert(root(known->second));
  }
  std::vector<z3::expr> out;
  for (std::size_t i = 0; i < assertions_.size(); ++i) {
    const Group group = of_assertion_[i];
    if (group == kNone || wanted.count(root(group)) != 0) out.push_back(assertions_[i]);
  }
  return out;
}

}  // namespace stadga::verify
