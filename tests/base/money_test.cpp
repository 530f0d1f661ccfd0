// Amounts: one spelling each, and rounding against a reference that counts in the other direction.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "stadga/base/money.h"

namespace stadga {
namespace {

__extension__ typedef __int128 Int128;

// Reference: search the multiple of `unit` by floor division on the signed value, then decide by
// the distance to both neighbours. Shares no step with the implementation.
std::optional<std::int64_t> reference_scale(std::int64_t amount, std::int64_t numerator,
                                            std::int64_t denominator, std::int64_t unit,
                                            Rounding mode) {
  const Int128 product = static_cast<Int128>(amount) * numerator;
  const Int128 step = static_cast<Int128>(denominator) * unit;
  Int128 below = product / step;
  if (product % step != 0 && product < 0) --below;
  const Int128 above = product % step == 0 ? below : below + 1;
  const Int128 to_below = product - below * step;
  const Int128 to_above = above * step - product;
  const Int128 outward = product < 0 ? below : above;
  const Int128 inward = product < 0 ? above : below;
  Int128 chosen = inward;
  switch (mode) {
    case Rounding::kUp: chosen = outward; break;
    case Rounding::kDown: chosen = inward; break;
    case Rounding::kHalfUp:
    case Rounding::kHalfEven:
      if (to_below != to_above) {
        chosen = to_below < to_above ? below : above;
      } else if (mode == Rounding::kHalfUp) {
        chosen = outward;
      } else {
        chosen = below % 2 == 0 ? below : above;
      }
      break;
  }
  chosen *= unit;
  if (chosen > kMaxExact || chosen < -kMaxExact) return std::nullopt;
  return static_cast<std::int64_t>(chosen);
}

constexpr Rounding kModes[] = {Rounding::kHalfUp, Rounding::kHalfEven, Rounding::kUp,
                               Rounding::kDown};

TEST(Money, ScaleEqualsReferenceOnASmallGrid) {
  for (std::int64_t amount = -60; amount <= 60; ++amount) {
    for (std::int64_t numerator = -7; numerator <= 7; ++numerator) {
      for (std::int64_t denominator = 1; denominator <= 8; ++denominator) {
        for (std::int64_t unit = 1; unit <= 5; ++unit) {
          for (const Rounding mode : kModes) {
            ASSERT_EQ(scale(amount, numerator, denominator, unit, mode),
                      reference_scale(amount, numerator, denominator, unit, mode))
                << amount << '*' << numerator << '/' << denominator << " unit " << unit;
          }
        }
      }
    }
  }
}

RC_GTEST_PROP(MoneyProperty, ScaleEqualsReference, ()) {
  const auto amount = *rc::gen::inRange<std::int64_t>(-kMaxExact, kMaxExact);
  const auto numerator = *rc::gen::inRange<std::int64_t>(-1000000, 1000000);
  const auto denominator = *rc::gen::inRange<std::int64_t>(1, 1000000);
  const auto unit = *rc::gen::element<std::int64_t>(1, 10, 100, 1000, 10000);
  const auto mode = *rc::gen::elementOf(std::vector<Rounding>(std::begin(kModes), std::end(kModes)));
  RC_ASSERT(scale(amount, numerator, denominator, unit, mode) ==
            reference_scale(amount, numerator, denominator, unit, mode));
}

TEST(Money, ScaleNamesTheHalves) {
  EXPECT_EQ(scale(5, 1, 2, 1, Rounding::kHalfUp), 3);
  EXPECT_EQ(scale(-5, 1, 2, 1, Rounding::kHalfUp), -3);  // away from zero
  EXPECT_EQ(scale(5, 1, 2, 1, Rounding::kHalfEven), 2);
  EXPECT_EQ(scale(7, 1, 2, 1, Rounding::kHalfEven), 4);
  EXPECT_EQ(scale(-7, 1, 2, 1, Rounding::kHalfEven), -4);
  EXPECT_EQ(scale(-1, 1, 3, 1, Rounding::kUp), -1);
  EXPECT_EQ(scale(-1, 1, 3, 1, Rounding::kDown), 0);
  EXPECT_EQ(scale(522050, 1, 1, 100, Rounding::kHalfUp), 522100);
}

TEST(Money, ScaleRefusesWhatItCannotHold) {
  EXPECT_EQ(scale(1, 1, 0, 1, Rounding::kDown), std::nullopt);
  EXPECT_EQ(scale(1, 1, -1, 1, Rounding::kDown), std::nullopt);
  EXPECT_EQ(scale(1, 1, 1, 0, Rounding::kDown), std::nullopt);
  EXPECT_EQ(scale(kMaxExact, 2, 1, 1, Rounding::kDown), std::nullopt);
  EXPECT_EQ(scale(INT64_MIN, INT64_MIN, 1, 1, Rounding::kUp), std::nullopt);
  EXPECT_EQ(scale(INT64_MIN, INT64_MAX, INT64_MAX, INT64_MAX, Rounding::kUp), std::nullopt);
  EXPECT_EQ(scale(INT64_MIN, 1, INT64_MAX, INT64_MAX, Rounding::kDown), 0);
  EXPECT_EQ(scale(kMaxExact, 1, 1, 100, Rounding::kUp), std::nullopt);
  EXPECT_EQ(scale(kMaxExact, 1, 1, 1, Rounding::kUp), kMaxExact);
}

TEST(Money, ArithmeticStopsAtTheBound) {
  EXPECT_EQ(checked_add(kMaxExact, 0), kMaxExact);
  EXPECT_EQ(checked_add(kMaxExact, 1), std::nullopt);
  EXPECT_EQ(checked_sub(-kMaxExact, 1), std::nullopt);
  EXPECT_EQ(checked_mul(94906267, 94906267), std::nullopt);
  EXPECT_EQ(checked_mul(-94906265, 94906265), -9007199136250225);
  EXPECT_EQ(checked_add(INT64_MAX, INT64_MAX), std::nullopt);
  EXPECT_EQ(checked_mul(INT64_MIN, -1), std::nullopt);
  EXPECT_EQ(checked_sub(INT64_MIN, INT64_MIN), 0);
}

TEST(Money, Reads) {
  EXPECT_EQ(parse_money("5220"), Money{522000});
  EXPECT_EQ(parse_money("5220.00"), Money{522000});
  EXPECT_EQ(parse_money("-12.50"), Money{-1250});
  EXPECT_EQ(parse_money("0"), Money{0});
  EXPECT_EQ(parse_money("0.05"), Money{5});
  EXPECT_EQ(parse_money("90071992547409.91"), Money{kMaxExact});
  EXPECT_EQ(parse_money("-90071992547409.91"), Money{-kMaxExact});
  for (const char* bad : {"", "-", "00", "01", "1.", "1.5", "1.500", ".50", "1,50", "1 000", "+1",
                          "-0", "-0.00", "1e3", "90071992547409.92", "100000000000000",
                          "99999999999999999999999", "5220.0a", " 1", "1 ", "--1"}) {
    EXPECT_EQ(parse_money(bad), std::nullopt) << bad;
  }
}

TEST(Money, Writes) {
  EXPECT_EQ(to_string(Money{522000}), "5220.00");
  EXPECT_EQ(to_string(Money{-5}), "-0.05");
  EXPECT_EQ(to_string(Money{0}), "0.00");
  EXPECT_EQ(to_text_swedish(Money{123456789}), "1\xc2\xa0" "234\xc2\xa0" "567,89\xc2\xa0kr");
  EXPECT_EQ(to_text_swedish(Money{-99900}), "\xe2\x88\x92" "999,00\xc2\xa0kr");
  EXPECT_EQ(to_text_english(Money{522000}), "SEK 5,220.00");
  EXPECT_EQ(to_text_english(Money{-5}), "-SEK 0.05");
}

RC_GTEST_PROP(MoneyProperty, ReadingInvertsWriting, ()) {
  const Money money{*rc::gen::inRange<std::int64_t>(-kMaxExact, kMaxExact + 1)};
  RC_ASSERT(parse_money(to_string(money)) == money);
}

}  // namespace
}  // namespace stadga
