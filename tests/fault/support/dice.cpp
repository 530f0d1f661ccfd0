#include "support/dice.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

namespace stadga::fault {

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

bool full_form() {
  const char* form = std::getenv("STADGA_FULL");
  return form != nullptr && std::strcmp(form, "1") == 0;
}

std::uint64_t campaign_seed(const char* campaign) {
  std::uint64_t seed = 20261122;
  if (const char* given = std::getenv("STADGA_SEED")) {
    seed = std::strtoull(given, nullptr, 10);
  } else if (full_form()) {
    seed = std::random_device{}();
  }
  std::printf("%s: seed %llu (STADGA_SEED)\n", campaign, static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  return seed;
}

}  // namespace stadga::fault
