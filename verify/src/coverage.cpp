// coverage.cpp - the sweep walks the days on which the number of versions can change.
#include "coverage.h"

#include <algorithm>

namespace stadga::verify {
namespace {

using engine::Validity;

Date next_day(Date day) { return add_days(day, 1).value_or(kMaxDate); }
Date previous_day(Date day) { return add_days(day, -1).value_or(kMinDate); }

// The first days of all stretches on which the set of versions in force is constant.
std::vector<Date> stretches(const std::vector<Validity>& versions, const DateInterval& horizon) {
  std::vector<Date> starts{horizon.from};
  for (const auto& version : versions) {
    if (version.days.to < version.days.from) continue;
    if (horizon.contains(version.days.from)) starts.push_back(version.days.from);
    const Date after = next_day(version.days.to);
    if (version.days.to < kMaxDate && horizon.contains(after)) starts.push_back(after);
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

// The law has nothing on `day` when the version before says repealed or the one after introduced.
bool is_declared(const std::vector<Validity>& versions, Date day) {
  const Validity* before = nullptr;
  const Validity* after = nullptr;
  for (const auto& version : versions) {
    if (version.days.to < day && (before == nullptr || before->days.to < version.days.to)) {
      before = &version;
    }
    if (day < version.days.from && (after == nullptr || version.days.from < after->days.from)) {
      after = &version;
    }
  }
  return (before != nullptr && before->repealed) || (after != nullptr && after->introduced);
}

void append(std::vector<DateInterval>& out, const DateInterval& days) {
  if (!out.empty() && next_day(out.back().to) == days.from) {
    out.back().to = days.to;
  } else {
    out.push_back(days);
  }
}

std::vector<Provision> group(const std::vector<std::string>& ids, bool is_rule) {
  std::vector<Provision> out;
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    const auto same = std::find_if(out.begin(), out.end(),
                                   [&](const Provision& p) { return p.id == ids[i]; });
    if (same == out.end()) {
      out.push_back({ids[i], is_rule, {i}});
    } else {
      same->versions.push_back(i);
    }
  }
  return out;
}

}  // namespace

Coverage sweep(const std::vector<Validity>& versions, const DateInterval& horizon) {
  Coverage out;
  const auto starts = stretches(versions, horizon);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const Date last = i + 1 < starts.size() ? previous_day(starts[i + 1]) : horizon.to;
    const auto in_force =
        std::count_if(versions.begin(), versions.end(),
                      [&](const Validity& v) { return v.days.contains(starts[i]); });
    if (in_force == 1) continue;
    auto& kind = in_force > 1 ? out.doubled
                 : is_declared(versions, starts[i]) ? out.declared
                                                    : out.missing;
    append(kind, {starts[i], last});
  }
  return out;
}

std::vector<Provision> requirement_provisions(const engine::Ruleset& ruleset) {
  std::vector<std::string> ids;
  for (const auto& requirement : ruleset.requirements) ids.push_back(requirement.id);
  return group(ids, false);
}

std::vector<Provision> rule_provisions(const engine::Ruleset& ruleset) {
  std::vector<std::string> ids;
  for (const auto& rule : ruleset.rules) ids.push_back(rule.id);
  return group(ids, true);
}

std::vector<Validity> validities(const engine::Ruleset& ruleset, const Provision& provision) {
  std::vector<Validity> out;
  for (const auto index : provision.versions) {
    out.push_back(provision.is_rule ? ruleset.rules[index].validity
                                    : ruleset.requirements[index].validity);
  }
  return out;
}

DateInterval law_days(const engine::Ruleset& ruleset) {
  DateInterval days = ruleset.header.horizon;
  if (days.to > kMaxDecisionDate) days.to = kMaxDecisionDate;
  return days;
}

}  // namespace stadga::verify
