#include "rules/norm_case.h"

#include <algorithm>

namespace stadga::rules {
namespace {

using support::Random;
using std::chrono::days;

const char* word(Living living) {
  switch (living) {
    case Living::kSingle: return "ensamst\u00e5ende";
    case Living::kMarried: return "makar";
    case Living::kCohabiting: return "sambor";
    case Living::kSharedHome: return "hush\u00e5llsgemenskap";
  }
  return "";
}

// What is asked for depends on the age on either convention's day, so a child near a birthday gets both.
Json child_json(const NormChild& child, Day month, int number) {
  const int youngest = age_on(child.born, month);
  const int oldest = age_on(child.born, last_of_month(month));
  JsonObject object;
  object["id"] = "b" + std::to_string(number);
  object["f\u00f6delsedatum"] = day_text(child.born);
  if (youngest < 7) object["luncher_per_vecka"] = child.lunches;
  if (oldest >= 18) object["skolungdom"] = child.school;
  object["dagar"] = child.days ? Json(*child.days) : Json();
  return object;
}

Json adults_json(int count) {
  JsonArray list;
  for (int i = 0; i < count; ++i) {
    list.push_back(JsonObject{{"id", "v" + std::to_string(i)}, {"f\u00f6delsedatum", "1980-02-29"}});
  }
  return list;
}

Day random_birth(Random& random, Day month, int age) {
  const Day turns = Day{add_months(random.chance(50) ? month : last_of_month(month), -12 * age)};
  if (random.chance(50)) return turns + days{random.between(-2, 2)};
  return turns - days{random.between(0, 360)};
}

NormChild random_child(Random& random, const NormCase& household, AgeDay age_day) {
  NormCase alone = household;
  alone.children.resize(1);
  NormChild& child = alone.children[0];
  do {
    child.born = random_birth(random, household.month, static_cast<int>(random.below(21)));
    child.lunches = random.chance(50) ? 5 : 0;
    child.school = true;
    child.days.reset();
    if (random.chance(30)) child.days = static_cast<int>(random.below(32));
  } while (!is_ordinary(alone, age_day));
  return child;
}

Day random_decision_day(Random& random, Day month) {
  const auto year = std::chrono::year_month_day(month).year();
  if (random.chance(60)) return month + days{random.between(0, 27)};
  if (random.chance(20)) return Day{year / 1 / 1} + days{random.between(-2, 1)};  // the year's change
  return month + days{random.between(-60, 3000)};
}

}  // namespace

Json norm_case_file(const NormCase& facts, const std::string& municipality) {
  JsonObject known;
  known["ans\u00f6kan"] = JsonObject{{"typ", "ny"},
                                     {"m\u00e5nad", day_text(facts.month)},
                                     {"inkom", day_text(std::min(facts.month - days{10}, facts.decided))}};
  known["samlevnad"] = word(facts.living);
  known["vuxna"] = adults_json(facts.adults);
  if (facts.living == Living::kSharedHome) known["hush\u00e5llets_storlek"] = facts.home_size;
  JsonArray children;
  for (const NormChild& child : facts.children) {
    children.push_back(child_json(child, facts.month, static_cast<int>(children.size())));
  }
  known["barn"] = children;
  return JsonObject{{"case_id", "prov"},
                    {"municipality", municipality},
                    {"decision_date", day_text(facts.decided)},
                    {"facts", known}};
}

NormCase random_norm_case(Random& random, AgeDay age_day) {
  NormCase facts;
  const int year = static_cast<int>(random.between(2011, 2026));
  facts.month = Day{std::chrono::year{year} / static_cast<unsigned>(random.between(1, 12)) / 1};
  facts.decided = std::max(random_decision_day(random, facts.month), Day{std::chrono::year{2013} / 1 / 1});
  facts.living = static_cast<Living>(random.below(4));
  const bool couple = facts.living == Living::kMarried || facts.living == Living::kCohabiting;
  facts.adults = couple && random.chance(80) ? 2 : 1;
  const auto children = random.chance(80) ? random.below(4) : random.below(13);
  while (facts.children.size() < children) {
    facts.children.push_back(random_child(random, facts, age_day));
  }
  const int members = facts.adults + static_cast<int>(children);
  if (facts.living == Living::kSharedHome) facts.home_size = static_cast<int>(random.between(members, 20));
  return facts;
}

}  // namespace stadga::rules
