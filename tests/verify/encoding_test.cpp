// The encoding against the evaluator's own arithmetic and meaning.
#include <cstdlib>

#include "probe.h"
#include "sampling.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

// A reproducible stream of numbers for this file.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::int64_t below(std::int64_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(limit));
  }

 private:
  std::uint64_t state_;
};

Date some_day(Numbers& numbers) {
  // Month ends and both Februaries that are no leap months come up often.
  static constexpr std::int32_t kMonths[] = {0, 1, 2, 49, 2400, 2401, 2402, 2449, 3598, 3599};
  const auto month = numbers.below(2) == 0
                         ? kMonths[numbers.below(10)]
                         : static_cast<std::int32_t>(numbers.below(3600));
  const int length = days_in_month(month);
  const auto day = numbers.below(2) == 0 ? length : 1 + static_cast<int>(numbers.below(length));
  return {month, day};
}

TEST(Encoding, MonthsAreAddedAsInTheCalendar) {
  Numbers numbers(1);
  for (int i = 0; i < 150; ++i) {
    const Date day = some_day(numbers);
    const std::int64_t months = numbers.below(1400) - 200;
    EXPECT_EQ(probe_add_months(day, months), add_months_clamped(day, months))
        << to_string(day) << " + " << months;
  }
}

TEST(Encoding, DaysAreAddedAsInTheCalendar) {
  Numbers numbers(2);
  for (int i = 0; i < 100; ++i) {
    const Date day = some_day(numbers);
    const std::int64_t few = numbers.below(57) - 28;
    EXPECT_EQ(probe_add_days(day, few, false), add_days(day, few)) << to_string(day) << few;
    const std::int64_t many = numbers.below(2000) - 1000;
    EXPECT_EQ(probe_add_days(day, many, true), add_days(day, many)) << to_string(day) << many;
  }
}

TEST(Encoding, TheCalendarHasTheSameDays) {
  for (const std::int32_t month : {0, 1, 49, 1201, 2400, 2401, 2449, 3599}) {
    for (int day = 0; day <= 32; day += day < 27 ? 27 : 1) {
      EXPECT_EQ(probe_is_valid({month, day}), is_valid({month, day})) << month << "/" << day;
    }
  }
  EXPECT_FALSE(probe_is_valid({-1, 1}));
  EXPECT_FALSE(probe_is_valid({3600, 1}));
}

TEST(Encoding, AmountsAreRoundedAsInTheTable) {
  Numbers numbers(3);
  for (const auto mode :
       {Rounding::kHalfUp, Rounding::kHalfEven, Rounding::kUp, Rounding::kDown}) {
    for (int i = 0; i < 40; ++i) {
      const std::int64_t amount = numbers.below(20001) - 10000;
      const std::int64_t numerator = numbers.below(41) - 20;
      const std::int64_t denominator = 1 + numbers.below(8);
      const std::int64_t unit = numbers.below(2) == 0 ? 1 : 100;
      EXPECT_EQ(probe_scale(amount, numerator, denominator, unit, mode),
                scale(amount, numerator, denominator, unit, mode))
          << amount << "*" << numerator << "/" << denominator << " unit " << unit;
    }
    EXPECT_EQ(probe_scale(kMaxExact, 3, 2, 1, mode), scale(kMaxExact, 3, 2, 1, mode));
  }
}

int cases_wanted(int usual) {
  const char* text = std::getenv("STADGA_DIFFERENTIAL_CASES");
  return text == nullptr ? usual : std::atoi(text);
}

bool is_open(engine::CaseStatus status) {
  return status == engine::CaseStatus::kIncomplete ||
         status == engine::CaseStatus::kNeedsAssessment;
}

// Random and boundary cases: the solver reads each one as the evaluator does.
// One case in `share` at least lies within the bounds of the lists.
void compare(const engine::Package& package, const std::string& municipality, bool partial, int cases,
             std::uint64_t seed, int share = 2) {
  const engine::Ruleset& ruleset = municipality.empty() ? package.base : package.municipal.at(municipality);
  Probe probe(ruleset, partial);
  SampleOptions options;
  options.seed = seed;
  options.municipality = municipality;
  options.unknown_percent = partial ? 12 : 0;
  Sampler sampler(ruleset, options);
  int compared = 0;
  for (int i = 0; i < cases; ++i) {
    const std::string text = canonical_or_die(sampler.next());
    const auto reading = engine::read_case(package, text);
    ASSERT_TRUE(reading.value.has_value()) << text;
    const auto expected = engine::evaluate(ruleset, *reading.value);
    const auto answer = probe.ask(*reading.value);
    ASSERT_TRUE(answer.has_value()) << answer.error().message.en << text;
    if (!answer.value()) continue;  // a list longer than its bound
    ++compared;
    const auto& got = *answer.value();
    if (is_open(expected.status)) {
      EXPECT_TRUE(is_open(got.status)) << text;
    } else {
      EXPECT_STREQ(engine::name(got.status), engine::name(expected.status)) << text;
      EXPECT_EQ(got.stage, expected.stage) << text;
    }
    EXPECT_EQ(got.values, expected.values) << text;
  }
  EXPECT_GT(compared, cases / share);
}

TEST(Encoding, CompleteCasesMeanTheSameToSolverAndEvaluator) {
  compare(compiled(parking()), "2281", false, cases_wanted(500), 7);
}

TEST(Encoding, PartialCasesMeanTheSameToSolverAndEvaluator) {
  compare(compiled(parking()), "2281", true, cases_wanted(150), 11);
}

TEST(Encoding, TablesSharesAgesAndElementsMeanTheSame) {
  compare(compiled(household()), "", false, cases_wanted(1500), 13, 8);
}

TEST(Encoding, PartialHouseholdsMeanTheSame) {
  compare(compiled(household()), "", true, cases_wanted(800), 17, 8);
}

// Each shipped rule set; STADGA_DIFFERENTIAL_CASES=100000 for the long form (docs/measurements.md).
engine::Package shipped(const char* name) { return compiled(load(STADGA_SOURCE_DIR "/rules/" + std::string(name))); }

TEST(Encoding, CasesOfFeesMeanTheSame) {
  compare(shipped("avgift-aldreomsorg"), "", false, cases_wanted(300), 19);
  compare(shipped("avgift-aldreomsorg"), "", true, cases_wanted(100), 23);
}

TEST(Encoding, CasesOfFinancialAidMeanTheSame) {
  compare(shipped("ekonomiskt-bistand"), "2281", false, cases_wanted(60), 29, 20);
}

}  // namespace
}  // namespace stadga::verify::testing
