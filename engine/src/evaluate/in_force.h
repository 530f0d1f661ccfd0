// in_force.h - which version of a provision holds on the law day (docs/semantics.md, 14).
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::engine {

// The versions that share an id, by their place in the rule set, and groups in source order.
struct VersionGroup {
  std::string id;
  std::vector<std::uint32_t> versions;
};
template <typename T>
[[nodiscard]] std::vector<VersionGroup> group_versions(const std::vector<T>& items) {
  std::vector<VersionGroup> groups;
  std::map<std::string, std::size_t> places;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    const auto [place, fresh] = places.try_emplace(items[i].id, groups.size());
    if (fresh) groups.push_back({items[i].id, {}});
    groups[place->second].versions.push_back(i);
  }
  return groups;
}

enum class InForce {
  kOne,
  kSeveral,     // two versions at once: a conflict
  kNotInForce,  // the law says that there is none: before "nytt" or after "upphavt"
  kNotCovered,  // the rule set has no version for the day
};
struct VersionPick {
  InForce in_force = InForce::kNotCovered;
  std::uint32_t first = 0, second = 0;  // indexes into the list that was given
};
[[nodiscard]] VersionPick pick_version(const std::vector<const Validity*>& versions, Date day);

}  // namespace stadga::engine
