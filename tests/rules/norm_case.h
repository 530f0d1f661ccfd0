// norm_case.h - a NormCase as the case file that the engine reads, and random ones.
#pragma once
#include "rules/norm_oracle.h"
#include "stadga/base/json.h"
#include "support/random_case.h"

namespace stadga::rules {

// Only what the riksnorm needs; facts that a case does not need (lunch from seven years, schooling under
// 18, the size of an own home) are left out.
[[nodiscard]] Json norm_case_file(const NormCase& facts, const std::string& municipality);

// Ordinary households, every month from 2011 to 2026, decided the same day or years later; birthdays
// gather round the ends of the month.
[[nodiscard]] NormCase random_norm_case(support::Random& random, AgeDay age_day);

}  // namespace stadga::rules
