#include "stadga/review/law.h"

#include <algorithm>
#include <set>

#include "messages.h"

namespace stadga::review {
namespace {

using engine::Source;
using engine::Weight;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1998:1276": a year, a colon, a running number; more may follow a space ("1736:0123 2").
bool is_statute_number(std::string_view act) {
  if (act.size() < 6 || act[4] != ':' || !is_digit(act[5])) return false;
  if (!std::all_of(act.begin(), act.begin() + 4, is_digit)) return false;
  const std::size_t end = std::find_if_not(act.begin() + 5, act.end(), is_digit) - act.begin();
  return end == act.size() || act[end] == ' ';
}

}  // namespace

std::vector<LawObstacle> law_obstacles(const engine::Package& package, Date day) {
  std::vector<LawObstacle> out;
  std::set<std::string> seen;
  const auto look = [&](const engine::Ruleset& ruleset) {
    for (const Source& source : ruleset.sources) {
      if (!is_binding(source.weight) || !seen.insert(source.name).second) continue;
      const bool statute = source.weight <= Weight::kForordning;
      if (statute && !is_statute_number(source.act)) {
        out.push_back({source.name, messages::unresolved_law(source.title)});
      }
      if (!source.verified_to) {
        out.push_back({source.name, messages::never_verified(source.title)});
      } else if (*source.verified_to < day) {
        out.push_back({source.name, messages::verified_too_long_ago(
                                        source.title, to_string(*source.verified_to),
                                        to_string(day))});
      }
    }
  };
  look(package.base);
  for (const auto& [code, overlaid] : package.municipal) look(overlaid);
  return out;
}

}  // namespace stadga::review
