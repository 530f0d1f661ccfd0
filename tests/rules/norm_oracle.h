// norm_oracle.h - the riksnorm by hand: amounts typed in once more from the yearly tables, ages, shares
// and rounding in plain integers. It shares nothing with the rule text or the engine.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/oracle.h"

namespace stadga::rules {

enum class Living { kSingle, kMarried, kCohabiting, kSharedHome };
enum class AgeDay { kLastOfMonth, kFirstOfMonth };  // which day of the month a child's age is read on

struct NormChild {
  Day born;
  int lunches = 0;          // at preschool, a week
  bool school = false;      // youth in upper secondary school
  std::optional<int> days;  // nullopt: the whole month
};

struct NormCase {
  Day decided;
  Day month;  // first day of the month applied for
  Living living = Living::kSingle;
  int adults = 1;
  int home_size = 0;  // everybody in the shared home; kSharedHome only
  std::vector<NormChild> children;
};

struct Norm {
  std::int64_t personal = 0, shared = 0, total = 0;  // in oere
  friend bool operator==(const Norm&, const Norm&) = default;
};

// nullopt: no table known for the month, or none in force yet on the decision day.
[[nodiscard]] std::optional<Norm> expected_norm(const NormCase& facts, AgeDay age_day = AgeDay::kLastOfMonth);
[[nodiscard]] int age_on(Day born, Day day);
[[nodiscard]] Day last_of_month(Day first);
// Does the case lie inside what the rules answer for without a person: ages, schooling and lunches?
[[nodiscard]] bool is_ordinary(const NormCase& facts, AgeDay age_day = AgeDay::kLastOfMonth);
[[nodiscard]] std::string kronor(std::int64_t ore);  // "5220.00"

}  // namespace stadga::rules
