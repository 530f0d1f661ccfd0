// Lists longer than the solver unrolls: what is proved holds for every length, what fails only in a
// long list is never proved, and no real case falls outside the encoding.
#include "probe.h"
#include "sampling.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

// Wages that are summed up; `each` is what one of them is worth.
engine::Package wages(const std::string& each, const std::string& amount, const std::string& promise) {
  return compiled(small("post Lön {\n  belopp : kronor 0..10 000\n  sort : val { fast, extra, oklar }\n}\n"
                        "uppgift löner : lista av Lön högst 20\n"
                        "begrepp räknad för varje lönen i löner : kronor -100 000..100 000\n"
                        "värde summa : kronor -1 000 000..1 000 000\n"
                        "regel R1 \"Fast\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                        "  när lönen.sort är någon av fast, extra\n  rättsföljd räknad är " + each + "\nslut\n"
                        "regel R2 \"Summa\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd summa är " +
                        amount + "\nslut\n"
                        "till handläggare V1 \"Okänd\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                        "  när något lönen i löner uppfyller lönen.sort är oklar\n  text \"okänd\"\nslut\n"
                        "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n"
                        "beslut prov\n  1. till handläggare när någon väg gäller\n"
                        "  2. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
                        "  3. bifall när alla krav är uppfyllda\n    anger summa\nslut\n"
                        "ska alltid gälla G1 \"Löftet\"\n  villkor " + promise + "\nslut\n"));
}

const char* const kOwn = "lönen.belopp";
const char* const kSum = "summan av räknad i löner";

TEST(LongList, APromiseIsProvedForEveryLength) {
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är minst 0 kr"), "guarantee", "guarantee/G1"), Verdict::kProved);
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är högst 200 000 kr"), "guarantee", "guarantee/G1"),
            Verdict::kProved);
}

// Seven wages break it; the solver tells four apart.
TEST(LongList, APromiseThatOnlyALongListBreaksIsNotProved) {
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är högst 60 000 kr"), "guarantee", "guarantee/G1"),
            Verdict::kOutOfCore);
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är högst 199 999 kr"), "guarantee", "guarantee/G1"),
            Verdict::kOutOfCore);
}

TEST(LongList, APromiseThatAShortListBreaksIsRefuted) {
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är högst 15 000 kr"), "guarantee", "guarantee/G1"),
            Verdict::kRefuted);
}

TEST(LongList, CountsTheElementsItDoesNotTellApart) {
  const std::string count = "antalet i löner * 100 kr - summan av 100 kr för varje lönen i löner där lönen.sort är fast";
  EXPECT_EQ(verdict_of(wages(kOwn, "antalet i löner * 100 kr", "summa är högst 2 000 kr"), "guarantee", "guarantee/G1"),
            Verdict::kProved);
  EXPECT_EQ(verdict_of(wages(kOwn, "antalet i löner * 100 kr", "summa är högst 1 900 kr"), "guarantee", "guarantee/G1"),
            Verdict::kOutOfCore);
  EXPECT_NE(verdict_of(wages(kOwn, count, "summa är högst 1 900 kr"), "guarantee", "guarantee/G1"), Verdict::kProved);
}

TEST(LongList, MovesTheRightWayWithANumberAndWithTheLength) {
  const std::string rest = "1 000 kr - (summan av räknad i löner)";
  EXPECT_EQ(verdict_of(wages(kOwn, rest, "summa stiger aldrig med löner.belopp"), "guarantee", "monotone/G1"),
            Verdict::kProved);
  EXPECT_EQ(verdict_of(wages(kOwn, rest, "summa stiger aldrig med löner"), "guarantee", "monotone/G1"),
            Verdict::kProved);
  EXPECT_EQ(verdict_of(wages(kOwn, rest, "summa sjunker aldrig med löner.belopp"), "guarantee", "monotone/G1"),
            Verdict::kRefuted);
}

// What one wage is worth hangs on all of them: the elements that are not told apart change as well.
TEST(LongList, ElementsThatHangOnTheWholeListAreNotHeldStill) {
  const std::string each = "lönen.belopp - antalet i löner * 100 kr";
  EXPECT_EQ(verdict_of(wages(each, kSum, "summa sjunker aldrig med löner"), "guarantee", "monotone/G1"),
            Verdict::kRefuted);
  const std::string total = "det minsta av (lönen.belopp, 3 000 kr - (summan av belopp i löner))";
  EXPECT_NE(verdict_of(wages(total, kSum, "summa sjunker aldrig med löner.belopp"), "guarantee", "monotone/G1"),
            Verdict::kProved);
}

TEST(LongList, AGapInOneElementIsCoveredByTheRouteThatTakesIt) {
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är minst 0 kr"), "gap", "gap/räknad"), Verdict::kProved);
  const auto package = wages(kOwn, kSum, "summa är minst 0 kr");
  engine::Package without = package;
  auto& requirements = without.base.requirements;
  requirements.erase(std::remove_if(requirements.begin(), requirements.end(),
                                    [](const auto& r) { return r.id == "V1"; }),
                     requirements.end());
  EXPECT_EQ(verdict_of(without, "gap", "gap/räknad"), Verdict::kRefuted);
}

TEST(LongList, NoConflictInAnElementIsProved) {
  EXPECT_EQ(verdict_of(wages(kOwn, kSum, "summa är minst 0 kr"), "conflict", "conflict/räknad"), Verdict::kProved);
}

// The encoding allows what the evaluator says, in cases far longer than its slots.
TEST(LongList, NoRealCaseFallsOutside) {
  const engine::Package package = wages("lönen.belopp - antalet i löner * 100 kr", kSum, "summa är minst 0 kr");
  Probe probe(package.base, false, true);
  SampleOptions options;
  options.seed = 19;
  options.longest_list = 20;
  Sampler sampler(package.base, options);
  int determined = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string text = canonical_or_die(sampler.next());
    const auto reading = engine::read_case(package, text);
    ASSERT_TRUE(reading.value.has_value()) << text;
    const auto expected = engine::evaluate(package.base, *reading.value);
    determined += expected.outcome == engine::Outcome::kGrant ? 1 : 0;
    const auto allowed = probe.allows(*reading.value, expected);
    ASSERT_TRUE(allowed.has_value()) << allowed.error().message.en;
    EXPECT_TRUE(*allowed) << text << engine::name(expected.status);
  }
  EXPECT_GT(determined, 5);
}

}  // namespace
}  // namespace stadga::verify::testing
