// case_builder.h - a ParkingCase as the case file that the engine reads, and random ones.
#pragma once
#include "rules/oracle.h"
#include "stadga/base/json.h"
#include "support/random_case.h"

namespace stadga::rules {

// Unknown facts are left out. The municipality is 2281.
[[nodiscard]] Json case_file(const ParkingCase& facts);

struct Mix {
  std::uint64_t unknown_percent = 0;  // of facts and of the fields of permits
  std::uint64_t likely_percent = 70;  // facts that let the case go on to the next stage
};
// Decision days inside the horizon; dates gather where the table has its boundaries.
[[nodiscard]] ParkingCase random_parking_case(support::Random& random, const Mix& mix);

}  // namespace stadga::rules
