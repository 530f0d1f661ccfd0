// dice.h - seeded numbers, the same on every machine; and which form of the tests runs.
#pragma once
#include <cstdint>

namespace stadga::fault {

class Dice {  // splitmix64
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // Precondition: bound > 0. The bias is below 2^-40 for the bounds used here.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

// STADGA_FULL=1, as `./dev fault` sets it.
[[nodiscard]] bool full_form();
// STADGA_SEED, else a constant in the short form and a drawn one in the full form; printed.
[[nodiscard]] std::uint64_t campaign_seed(const char* campaign);

}  // namespace stadga::fault
