// generated_rules.h - a rule set of so many rules: for every twenty, one value with fifteen bands of a number, two
// exceptions by a choice, and three requirements over dates and numbers of two matters. Nothing in it is wrong.
#pragma once
#include <string>

namespace stadga::bench {

[[nodiscard]] std::string generated_rules(int rules);

}  // namespace stadga::bench
