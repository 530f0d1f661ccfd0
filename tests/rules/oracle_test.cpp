// The engine against the hand-written table, on complete and on partial cases.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "rules/case_builder.h"
#include "rules/oracle.h"
#include "rules/rule_set.h"

namespace stadga::rules {
namespace {

constexpr std::uint64_t kSeed = 20261122;
int count_wanted() {
  const char* wanted = std::getenv("STADGA_ORACLE_CASES");
  return wanted != nullptr ? std::atoi(wanted) : 4000;
}

// Compares `count` random cases and says how often each status and outcome was seen.
std::map<std::string, int> compare(const Mix& mix, std::uint64_t seed, int count) {
  std::map<std::string, int> seen;
  if (!parking().package) return seen;
  support::Random random(seed);
  int differences = 0;
  for (int i = 0; i < count && differences < 5; ++i) {
    const ParkingCase facts = random_parking_case(random, mix);
    const Answer wanted = expected_answer(facts);
    const Json file = case_file(facts);
    const Answer got = engine_answer(*parking().package, file);
    seen[wanted.status + wanted.outcome] += 1;
    if (got == wanted) continue;
    ++differences;
    ADD_FAILURE() << "seed " << seed << ", case " << i << "\nwanted " << to_text(wanted)
                  << "\ngot    " << to_text(got) << "\n"
                  << pretty(file);
  }
  return seen;
}

// A comparison that never reaches an outcome proves nothing about it.
void expect_all_seen(const std::map<std::string, int>& seen, const std::vector<std::string>& wanted,
                     int at_least) {
  for (const std::string& one : wanted) {
    const auto found = seen.find(one);
    EXPECT_GE(found == seen.end() ? 0 : found->second, at_least) << one;
  }
}

TEST(Oracle, CompleteCases) {
  std::cout << "seed " << kSeed << "\n";
  const int count = count_wanted() / 2;
  const auto seen = compare({0, 85}, kSeed, count);
  expect_all_seen(seen, {"determinedavvisning", "determinedavslag", "determinedbifall", "referred"},
                  count / 100);
}

TEST(Oracle, PartialCases) {
  std::cout << "seed " << kSeed + 1 << "\n";
  const int count = count_wanted() / 4;
  const auto few = compare({8, 95}, kSeed + 1, count);
  expect_all_seen(few, {"determinedbifall", "needs_assessment", "incomplete", "referred"},
                  count / 100);
  const auto many = compare({35, 90}, kSeed + 2, count);
  expect_all_seen(many, {"incomplete", "referred"}, count / 100);
}

// The oracle's own calendar against the law's vectors (dates: 1 section of lag 1930:173).
TEST(Oracle, AddsMonthsAsTheLawSays) {
  const auto day = [](int y, unsigned m, unsigned d) {
    return Day{std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d)};
  };
  EXPECT_EQ(day_text(add_months(day(2026, 8, 31), 6)), "2027-02-28");
  EXPECT_EQ(day_text(add_months(day(2027, 8, 31), 6)), "2028-02-29");
  EXPECT_EQ(day_text(add_months(day(2026, 10, 31), 4)), "2027-02-28");
  EXPECT_EQ(day_text(add_months(day(2028, 2, 29), 60)), "2033-02-28");
  EXPECT_EQ(day_text(add_months(day(2026, 11, 22), 60)), "2031-11-22");
}

}  // namespace
}  // namespace stadga::rules
