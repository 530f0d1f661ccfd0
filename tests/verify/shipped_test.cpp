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

// Each promise with one word or number turned round is broken, and the engine shows by which cases.
TEST(Shipped, EveryPromiseTurnedRoundIsRefuted) {
  auto sources = load(STADGA_SOURCE_DIR "/rules/ekonomiskt-bistand");
  const std::vector<std::pair<std::string, std::string>> turns = {
      {"villkor  bistånd är minst 0 kr", "villkor  bistånd är mer än 0 kr"},
      {"villkor  bistånd stiger aldrig med inkomster.belopp", "villkor  bistånd sjunker aldrig med inkomster.belopp"},
      {"villkor  norm sjunker aldrig med barn", "villkor  norm stiger aldrig med barn"},
      {"villkor  norm är personliga_kostnader + gemensamma_kostnader", "villkor  norm är personliga_kostnader - gemensamma_kostnader"},
      {"villkor  norm beror aldrig på tillgångar", "villkor  norm beror aldrig på hushållets_storlek"},
      {"villkor  bistånd sjunker högst 1 kr när", "villkor  bistånd sjunker högst 0,99 kr när"}};
  std::size_t turned = 0;
  for (auto& source : sources) {
    for (const auto& [from, to] : turns) {
      const auto at = source.text.find(from);
      if (at == std::string::npos) continue;
      source.text.replace(at, from.size(), to);
      ++turned;
    }
  }
  ASSERT_EQ(turned, turns.size());
  auto package = compiled(sources);
  package.municipal.clear();
  const auto result = checked(package, {"guarantee"});
  for (const char* id : {"guarantee/EB-S1", "monotone/EB-S2", "monotone/EB-S3", "guarantee/EB-S4", "independence/EB-S5", "cliff/EB-S6"}) {
    EXPECT_EQ(find(result, id)->verdict, Verdict::kRefuted) << id;
    EXPECT_FALSE(find(result, id)->witnesses.empty()) << id;
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
