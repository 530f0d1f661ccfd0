// aid_case.cpp - random cases for aid_oracle.h, and a case as the file that the engine reads.
#include "rules/aid_oracle.h"
#include "rules/norm_case.h"

namespace stadga::rules {
namespace {

using support::Random;

Json amount(std::int64_t ore) { return kronor(ore); }
Json judged(Json value) {
  return JsonObject{{"value", std::move(value)}, {"assessor", "handl\u00e4ggare"}, {"reason", "utredning"}};
}

const char* word(IncomeKind kind) {
  switch (kind) {
    case IncomeKind::kWage: return "l\u00f6n";
    case IncomeKind::kBenefit: return "barnbidrag";
    case IncomeKind::kNotCounted: return "bidrag_ur_fond";
    case IncomeKind::kSurplus: return "\u00f6verskott";
  }
  return "";
}

Json costs_json(const std::vector<Cost>& costs) {
  JsonArray list;
  for (const Cost& cost : costs) {
    JsonObject one{{"slag", "boende"}, {"ans\u00f6kt", amount(cost.applied)}, {"sk\u00e4lig", judged(cost.reasonable)}};
    if (!cost.reasonable) one["sk\u00e4ligt_belopp"] = judged(amount(cost.accepted));
    list.emplace_back(std::move(one));
  }
  return list;
}

Json incomes_json(const std::vector<Income>& incomes) {
  JsonArray list;
  for (const Income& income : incomes) {
    list.push_back(JsonObject{{"slag", word(income.kind)},
                              {"person", income.person},
                              {"belopp", amount(income.amount)},
                              {"mottagen", day_text(income.received)}});
  }
  return list;
}

Json granted_json(const std::map<std::string, std::vector<Day>>& granted) {
  JsonArray list;
  for (const auto& [person, months] : granted) {
    JsonArray days;
    for (const Day month : months) days.emplace_back(day_text(month));
    list.push_back(JsonObject{{"person", person}, {"m\u00e5nader", days}});
  }
  return list;
}

// Runs of months that end near the month applied for or near two years before it, with a hole here and there.
std::vector<Day> random_months(Random& random, Day month) {
  std::vector<Day> months;
  const int last = random.chance(50) ? 1 : static_cast<int>(random.between(20, 27));
  const int length = static_cast<int>(random.between(3, 40));
  for (int back = last + length; back >= last; --back) {
    if (!random.chance(4)) months.push_back(add_months(month, -back));
  }
  return months;
}

Income random_income(Random& random, const NormCase& household) {
  Income income;
  income.kind = random.chance(60) ? IncomeKind::kWage : static_cast<IncomeKind>(random.below(4));
  const bool child = !household.children.empty() && random.chance(20);
  income.person = child ? "b0" : "v" + std::to_string(random.below(static_cast<std::uint64_t>(household.adults)));
  income.amount = random.between(0, child ? 100000 : 900000);
  income.received = add_months(household.month, -1) + std::chrono::days{random.between(0, 27)};
  return income;
}

Cost random_cost(Random& random) {
  return {random.between(0, 900000), random.chance(70), random.between(0, 900000)};
}

}  // namespace

AidCase random_aid_case(Random& random) {
  AidCase facts;
  do {
    facts.household = random_norm_case(random, AgeDay::kLastOfMonth);
  } while (!expected_norm(facts.household) || facts.household.month < Day{std::chrono::year{2014} / 1 / 1});
  for (auto i = random.below(4); i > 0; --i) facts.costs.push_back(random_cost(random));
  for (auto i = random.below(4); i > 0; --i) facts.incomes.push_back(random_income(random, facts.household));
  for (int i = 0; i < facts.household.adults; ++i) {
    facts.granted["v" + std::to_string(i)] = random_months(random, facts.household.month);
  }
  if (random.chance(30)) facts.assets = random.between(1, 2000000);
  facts.assets_available = random.chance(50);
  facts.surplus_available = random.chance(50);
  facts.right_municipality = random.chance(95);
  facts.at_disposal = random.chance(95);
  return facts;
}

Json aid_case_file(const AidCase& facts, const std::string& municipality) {
  Json file = norm_case_file(facts.household, municipality);
  JsonObject& known = *file.as_object()->at("facts").as_object();
  known["kostnader"] = costs_json(facts.costs);
  known["inkomster"] = incomes_json(facts.incomes);
  known["beviljade_m\u00e5nader"] = granted_json(facts.granted);
  known["tillg\u00e5ngar"] = amount(facts.assets);
  if (facts.assets > 0) known["tillg\u00e5ngarna_\u00e4r_tillg\u00e4ngliga"] = judged(facts.assets_available);
  for (const Income& income : facts.incomes) {
    if (income.kind == IncomeKind::kSurplus) {
      known["\u00f6verskottet_\u00e4r_tillg\u00e4ngligt"] = judged(facts.surplus_available);
    }
  }
  known["r\u00e4tt_kommun"] = judged(facts.right_municipality);
  known["st\u00e5r_till_arbetsmarknadens_f\u00f6rfogande"] = judged(facts.at_disposal);
  // Nothing invoked and nothing said about it are the same.
  if (facts.costs.size() % 2 == 0) known["omst\u00e4ndigheter"] = JsonArray{};
  return file;
}

}  // namespace stadga::rules
