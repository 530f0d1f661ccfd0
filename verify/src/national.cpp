// national.cpp - see national.h. Exact by days: an interval of the municipality's is no deviation where national
// versions with the same value hold on all of its days.
#include "national.h"

#include <algorithm>

namespace stadga::verify {
namespace {

using engine::DatedValue;
using engine::TableVersion;

bool same_rows(const engine::TableRow& a, const engine::TableRow& b) {
  return a.value == b.value &&
         std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(),
                    [](const engine::KeyBand& x, const engine::KeyBand& y) {
                      return x.first == y.first && x.last == y.last;
                    });
}

bool says_the_same(const DatedValue& a, const DatedValue& b) { return a.value == b.value; }
bool says_the_same(const TableVersion& a, const TableVersion& b) {
  return a.period == b.period && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same_rows);
}

// Are all days of `days` inside the horizon covered by the intervals?
bool covered(const DateInterval& days, const DateInterval& horizon, const std::vector<engine::Validity>& by) {
  const DateInterval wanted{std::max(days.from, horizon.from), std::min(days.to, horizon.to)};
  return wanted.to < wanted.from || sweep(by, wanted).missing.empty();
}

template <typename Version>
bool deviates(const std::vector<Version>& versions, const DateInterval& horizon) {
  return std::any_of(versions.begin(), versions.end(), [&](const Version& mine) {
    if (!mine.from_overlay) return false;
    std::vector<engine::Validity> same;
    for (const Version& other : versions) {
      if (!other.from_overlay && says_the_same(mine, other)) same.push_back({other.validity.days});
    }
    return !covered(mine.validity.days, horizon, same);
  });
}

template <typename Version>
bool has_national(const std::vector<Version>& versions, const DateInterval& horizon) {
  std::vector<engine::Validity> national;
  for (const Version& version : versions) {
    if (!version.from_overlay) national.push_back(version.validity);
  }
  return !national.empty() && sweep(national, horizon).missing.empty();
}

template <typename Place, typename Version>
void add(const std::vector<Place>& places, std::vector<Version> Place::* versions, Part::Kind kind,
         const DateInterval& horizon, std::vector<Deviation>& out) {
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    if (place.guideline || !deviates(place.*versions, horizon)) continue;
    out.push_back({{kind, place.name},
                   i,
                   has_national(place.*versions, horizon),
                   place.only_in_favour == engine::Favour::kNone});
  }
}

}  // namespace

std::vector<Deviation> deviations(const engine::Ruleset& ruleset) {
  const DateInterval horizon = law_days(ruleset);
  std::vector<Deviation> out;
  add(ruleset.parameters, &engine::Parameter::values, Part::Kind::kParameter, horizon, out);
  add(ruleset.tables, &engine::Table::versions, Part::Kind::kTable, horizon, out);
  return out;
}

bool reads(const Reached& reached, const Deviation& deviation) {
  const bool table = deviation.part.kind == Part::Kind::kTable;
  return (table ? reached.tables : reached.parameters).contains(deviation.index);
}

bool reads(const engine::Ruleset& ruleset, const Reached& reached, const std::string& provision) {
  if (reached.requirements.contains(provision)) return true;
  return std::any_of(ruleset.rules.begin(), ruleset.rules.end(), [&](const engine::Rule& rule) {
    if (rule.id != provision) return false;
    return rule.requirement.empty() ? reached.terms.contains(rule.term.value)
                                    : reached.requirements.contains(rule.requirement);
  });
}

}  // namespace stadga::verify
