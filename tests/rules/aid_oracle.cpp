#include "rules/aid_oracle.h"

#include <algorithm>
#include <set>

#include "rules/norm_case.h"

namespace stadga::rules {
namespace {

int month_number(Day day) {
  const std::chrono::year_month_day date(day);
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
}

std::int64_t counted(const AidCase& facts, const Income& income) {
  if (income.kind == IncomeKind::kNotCounted) return 0;
  if (income.kind == IncomeKind::kSurplus) return facts.surplus_available ? income.amount : 0;
  if (income.kind == IncomeKind::kBenefit) return income.amount;
  if (income.person.front() == 'b') return 0;  // a child's own work
  const auto months = facts.granted.find(income.person);
  const bool incentive =
      months != facts.granted.end() && in_window(months->second, facts.household.month);
  return incentive ? (6 * income.amount + 4) / 8 : income.amount;  // three quarters, halves up
}

}  // namespace

bool in_window(const std::vector<Day>& granted, Day month) {
  std::set<int> months;
  for (const Day day : granted) months.insert(month_number(day));
  const int asked = month_number(month);
  int in_a_row = 0, before = 0, last_of_window = 0;
  for (const int one : months) {
    if (one <= last_of_window) continue;
    in_a_row = one == before + 1 ? in_a_row + 1 : 1;
    before = one;
    if (in_a_row < 6) continue;
    if (asked > one && asked <= one + 24) return true;
    last_of_window = one + 24;
    in_a_row = 0;
  }
  return false;
}

Aid expected_aid(const AidCase& facts) {
  Aid aid;
  bool refused = false;
  for (const Cost& cost : facts.costs) {
    const std::int64_t granted = cost.reasonable ? cost.applied : std::min(cost.applied, cost.accepted);
    aid.costs += granted;
    refused = refused || granted < cost.applied;
  }
  for (const Income& income : facts.incomes) aid.incomes += counted(facts, income);
  aid.deficit = expected_norm(facts.household)->total + aid.costs - aid.incomes -
                (facts.assets_available ? facts.assets : 0);
  aid.aid = std::max<std::int64_t>(aid.deficit, 0);
  const bool right = aid.deficit > 0 && facts.right_municipality && facts.at_disposal;
  aid.outcome = !right ? "avslag" : refused ? "delavslag" : "bifall";
  return aid;
}

}  // namespace stadga::rules
