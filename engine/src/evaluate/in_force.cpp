#include "evaluate/in_force.h"

namespace stadga::engine {
namespace {

// Nothing falls through to an older version: only what is declared ends or begins the law.
bool declared_absent(const std::vector<const Validity*>& versions, Date day) {
  const Validity* before = nullptr;
  const Validity* after = nullptr;
  for (const Validity* version : versions) {
    const DateInterval& days = version->days;
    if (days.to < day && (before == nullptr || before->days.to < days.to)) before = version;
    if (day < days.from && (after == nullptr || days.from < after->days.from)) after = version;
  }
  return (before != nullptr && before->repealed) || (after != nullptr && after->introduced);
}

}  // namespace

VersionPick pick_version(const std::vector<const Validity*>& versions, Date day) {
  VersionPick pick;
  std::size_t found = 0;
  for (std::uint32_t i = 0; i < versions.size(); ++i) {
    if (!versions[i]->days.contains(day)) continue;
    if (found == 0) pick.first = i;
    if (found == 1) pick.second = i;
    ++found;
  }
  if (found > 0) {
    pick.in_force = found == 1 ? InForce::kOne : InForce::kSeveral;
  } else {
    pick.in_force = declared_absent(versions, day) ? InForce::kNotInForce : InForce::kNotCovered;
  }
  return pick;
}

}  // namespace stadga::engine
