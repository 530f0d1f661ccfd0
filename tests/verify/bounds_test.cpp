// A value beyond the interval that its term declares is found in a case; what conditions keep inside is not.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::IsEmpty;

engine::Package amount(const std::string& effect, const std::string& lines = "") {
  return compiled(small("uppgift nivå : heltal 0..60\n"
                        "värde bidrag : kronor 0..500\n"
                        "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
                        std::string(kUsualStages) + "    anger bidrag\nslut\n"
                        "regel R1 \"Bidrag\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n" + lines +
                        "  rättsföljd bidrag är " + effect + "\nslut\n"));
}

TEST(Bounds, AnAmountBelowNothing) {
  const auto package = amount("nivå * 5 kr - 20 kr");
  const auto result = checked(package, {"bounds"});
  const auto* found = find(result, "bounds/bidrag");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->code, "S2123");
  EXPECT_EQ(found->rules, std::vector<std::string>{"R1"});
  ASSERT_EQ(found->witnesses.size(), 1U);
  const Json decision = decided(package, found->witnesses[0]);
  EXPECT_EQ(text_of(*decision.find("values"), "bidrag"), "-20.00");
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Bounds, ByStructureWhereTheEffectIsLimited) {
  const auto result = checked(amount("det största av (0 kr, nivå * 5 kr - 20 kr)"), {"bounds"});
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(find(result, "bounds/bidrag")->rlimit_used, 0U);
}

TEST(Bounds, AShareOfAnAmount) {
  const std::string share = "500 kr * nivå / 60 avrundat till öre, halva uppåt";
  const auto whole = checked(amount(share), {"bounds"});
  EXPECT_THAT(not_proved(whole), IsEmpty());
  EXPECT_EQ(find(whole, "bounds/bidrag")->rlimit_used, 0U);
}

TEST(Bounds, ByTheSolverWhereTheConditionLimits) {
  const auto result = checked(amount("nivå * 5 kr - 20 kr", "  när nivå är minst 4\n"), {"bounds"});
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_GT(find(result, "bounds/bidrag")->rlimit_used, 0U);
}

TEST(Bounds, RoundingGoesToAWholeAndNoFurther) {
  EXPECT_THAT(not_proved(checked(amount("33 procent av (nivå * 25 kr) avrundat till hundratal kronor, uppåt"), {"bounds"})), IsEmpty());
  const auto result = checked(amount("34 procent av (nivå * 25 kr) avrundat till hundratal kronor, uppåt"), {"bounds"});
  EXPECT_EQ(refuted(result), std::vector<std::string>{"bounds/bidrag"});  // 510 kr becomes 600
}

}  // namespace
}  // namespace stadga::verify::testing
