// aid_oracle.h - costs, incomes, the work incentive and the amount of aid by hand, on top of the norm.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "rules/norm_oracle.h"
#include "stadga/base/json.h"
#include "support/random_case.h"

namespace stadga::rules {

enum class IncomeKind { kWage, kBenefit, kNotCounted, kSurplus };

struct Cost {
  std::int64_t applied = 0;     // in oere
  bool reasonable = true;
  std::int64_t accepted = 0;    // the reasonable amount when the cost is not reasonable
};

struct Income {
  IncomeKind kind = IncomeKind::kWage;
  std::string person;           // "v0" an adult, "b0" a child
  std::int64_t amount = 0;
  Day received;
};

struct AidCase {
  NormCase household;
  std::vector<Cost> costs;
  std::vector<Income> incomes;
  std::map<std::string, std::vector<Day>> granted;  // months with aid, by person
  std::int64_t assets = 0;
  bool assets_available = false, surplus_available = false, right_municipality = true, at_disposal = true;
};

struct Aid {
  std::int64_t costs = 0, incomes = 0, deficit = 0, aid = 0;
  std::string outcome;
  friend bool operator==(const Aid&, const Aid&) = default;
};

// Of a case whose month has a norm.
[[nodiscard]] Aid expected_aid(const AidCase& facts);
// Does the month lie in a window of 24 months after six months in a row?
[[nodiscard]] bool in_window(const std::vector<Day>& granted, Day month);

[[nodiscard]] AidCase random_aid_case(support::Random& random);
[[nodiscard]] Json aid_case_file(const AidCase& facts, const std::string& municipality);

}  // namespace stadga::rules
