#include "rules/norm_oracle.h"

#include <array>
#include <cstdlib>

namespace stadga::rules {
namespace {

using std::chrono::year_month_day;

// One year of the ordinance's tables, in kronor. Columns as in the review notes: children 0, 1-2, 3,
// 4-6, 7-10, 11-14, 15-18, 19-20; the first four without lunch; single, couple; shared for 1 to 7.
struct Year {
  int first, last;
  std::array<int, 8> child;
  std::array<int, 4> without_lunch;
  int single, couple;
  std::array<int, 7> home;
};

constexpr std::array kYears{
    Year{2013, 2015, {1740, 1980, 1730, 1980, 2410, 2840, 3250, 3280}, {1610, 1800, 1550, 1730},
         2950, 5320, {930, 1040, 1310, 1490, 1710, 1950, 2120}},
    Year{2016, 2016, {1840, 2080, 1830, 2080, 2660, 3090, 3500, 3530}, {1710, 1900, 1650, 1830},
         2950, 5320, {940, 1050, 1320, 1500, 1720, 1960, 2130}},
    Year{2017, 2017, {1860, 2100, 1850, 2100, 2690, 3120, 3540, 3570}, {1730, 1920, 1670, 1850},
         2980, 5370, {950, 1060, 1330, 1520, 1740, 1980, 2150}},
    Year{2018, 2018, {2090, 2330, 2080, 2330, 2930, 3370, 3800, 3830}, {1960, 2150, 1900, 2080},
         3030, 5460, {970, 1080, 1350, 1540, 1770, 2010, 2180}},
    Year{2019, 2019, {2130, 2380, 2120, 2380, 2990, 3440, 3880, 3910}, {2000, 2190, 1940, 2120},
         3090, 5570, {990, 1100, 1380, 1570, 1810, 2050, 2220}},
    Year{2020, 2020, {2170, 2430, 2160, 2430, 3050, 3510, 3950, 3980}, {2040, 2230, 1980, 2160},
         3150, 5680, {1010, 1120, 1410, 1600, 1850, 2090, 2260}},
    Year{2021, 2021, {2180, 2440, 2170, 2440, 3060, 3520, 3970, 4000}, {2050, 2240, 1990, 2170},
         3160, 5700, {1020, 1130, 1420, 1610, 1860, 2100, 2270}},
    Year{2023, 2023, {2420, 2700, 2410, 2700, 3380, 3890, 4390, 4430}, {2270, 2480, 2210, 2410},
         3490, 6300, {1130, 1250, 1580, 1790, 2060, 2330, 2510}},
    Year{2025, 2025, {2720, 3030, 2700, 3030, 3790, 4350, 4920, 4960}, {2540, 2780, 2480, 2700},
         3910, 7050, {1270, 1400, 1770, 2010, 2310, 2620, 2810}},
    Year{2026, 2026, {2740, 3060, 2720, 3060, 3820, 4390, 4960, 5000}, {2560, 2800, 2500, 2720},
         3940, 7100, {1280, 1410, 1790, 2030, 2330, 2640, 2830}},
};

const Year* table_for(const NormCase& facts) {
  const int year = static_cast<int>(year_month_day(facts.month).year());
  const int decided = static_cast<int>(year_month_day(facts.decided).year());
  if (decided < year) return nullptr;  // the year's ordinance is not in force yet
  for (const Year& one : kYears) {
    if (one.first <= year && year <= one.last) return &one;
  }
  return nullptr;
}

int column(int age) {
  constexpr std::array kUpTo{0, 2, 3, 6, 10, 14, 18, 20};
  for (std::size_t i = 0; i < kUpTo.size(); ++i) {
    if (age <= kUpTo[i]) return static_cast<int>(i);
  }
  std::abort();  // asked only of ordinary cases
}

Day age_day_of(const NormCase& facts, AgeDay which) {
  return which == AgeDay::kLastOfMonth ? last_of_month(facts.month) : facts.month;
}

// Halves away from zero; nothing here is negative.
std::int64_t share(std::int64_t ore, std::int64_t part, std::int64_t whole) {
  return (2 * ore * part + whole) / (2 * whole);
}

std::int64_t of_child(const Year& table, const NormChild& child, Day on) {
  const int age = age_on(child.born, on);
  const auto at = static_cast<std::size_t>(column(age < 0 ? 0 : age));
  const bool lunch_at_preschool = at < 4 && child.lunches == 5;
  const std::int64_t ore =
      100 * static_cast<std::int64_t>(lunch_at_preschool ? table.without_lunch[at] : table.child[at]);
  const int days = child.days.value_or(30);
  return days >= 30 ? ore : share(ore, days, 30);
}

std::int64_t of_home(const Year& table, int persons) {
  const int beyond = persons > 7 ? persons - 7 : 0;
  const int listed = persons - beyond;
  return 100 * static_cast<std::int64_t>(table.home[static_cast<std::size_t>(listed - 1)] +
                                         beyond * (table.home[6] - table.home[5]));
}

bool is_couple(Living living) { return living == Living::kMarried || living == Living::kCohabiting; }

}  // namespace

Day last_of_month(Day first) {
  const year_month_day day(first);
  return Day{day.year() / day.month() / std::chrono::last};
}

// A birthday on 29 February is kept on the 28th in other years.
int age_on(Day born, Day day) {
  const year_month_day b(born), d(day);
  const int years = static_cast<int>(d.year()) - static_cast<int>(b.year());
  const Day this_year = add_months(born, 12 * years);
  return this_year <= day ? years : years - 1;
}

std::optional<Norm> expected_norm(const NormCase& facts, AgeDay age_day) {
  const Year* table = table_for(facts);
  if (table == nullptr) return std::nullopt;
  Norm norm;
  const bool couple = is_couple(facts.living);
  norm.personal = couple ? table->couple * 50LL * facts.adults : table->single * 100LL;
  for (const NormChild& child : facts.children) {
    norm.personal += of_child(*table, child, age_day_of(facts, age_day));
  }
  const int members = facts.adults + static_cast<int>(facts.children.size());
  const int home = facts.living == Living::kSharedHome     ? facts.home_size
                   : couple && facts.adults == 1 ? members + 1
                                                           : members;
  norm.shared = share(of_home(*table, home), members, home);
  norm.total = norm.personal + norm.shared;
  return norm;
}

bool is_ordinary(const NormCase& facts, AgeDay age_day) {
  for (const NormChild& child : facts.children) {
    const int age = age_on(child.born, age_day_of(facts, age_day));
    if (child.born > last_of_month(facts.month) || age > 20) return false;
    if (age >= 18 && !child.school) return false;
    if (age < 7 && child.lunches != 0 && child.lunches != 5) return false;
  }
  return true;
}

std::string kronor(std::int64_t ore) {
  const std::int64_t rest = ore % 100;
  return std::to_string(ore / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

}  // namespace stadga::rules
