// The rule sets that reckon: every question about them is proved. The long ones in full are for ./dev fault.
#include <cstdlib>

#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::IsEmpty;

TEST(Shipped, EveryQuestionAboutFeesIsProved) {
  const auto result = checked(compiled(load(STADGA_SOURCE_DIR "/rules/avgift-aldreomsorg")), {});
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(exit_status(result), 0);
  EXPECT_GT(result.obligations.size(), 80U);
}

// What shall always hold of financial aid, whatever the household, costs and incomes.
TEST(Shipped, ThePromisesOfFinancialAidAreProved) {
  auto package = compiled(load(STADGA_SOURCE_DIR "/rules/ekonomiskt-bistand"));
  package.municipal.clear();
  const auto result = checked(package, {"guarantee", "conflict", "gap"});
  EXPECT_THAT(not_proved(result), IsEmpty());
  for (const char* id : {"guarantee/EB-S1", "monotone/EB-S2", "monotone/EB-S3", "guarantee/EB-S4",
                         "independence/EB-S5", "cliff/EB-S6"}) {
    EXPECT_EQ(find(result, id)->verdict, Verdict::kProved) << id;
  }
}

TEST(Shipped, EveryQuestionAboutFinancialAidIsProved) {
  if (std::getenv("STADGA_FULL") == nullptr) GTEST_SKIP() << "a minute: ./dev fault runs it";
  const auto result = checked(compiled(load(STADGA_SOURCE_DIR "/rules/ekonomiskt-bistand")), {});
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(exit_status(result), 0);
}

}  // namespace
}  // namespace stadga::verify::testing
