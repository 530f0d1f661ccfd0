// diff never says "no difference" where there is one: what picks the law, the keys of tables, facts that
// only one of the two needs, and days that only one of them covers. Beside each pair a near miss in which
// nothing is decided otherwise.
#include "diff_support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> endings(const DiffResult& result) {
  std::vector<std::string> out;
  for (const auto& found : of_base(result).classes) {
    out.push_back(text_of(Json(found.before), "status") + text_of(Json(found.before), "outcome") + " " +
                  text_of(Json(found.after), "status") + text_of(Json(found.after), "outcome"));
  }
  return out;
}
std::vector<std::string> told(const DiffResult& result) {
  std::vector<std::string> out;
  for (const auto& input : result.inputs) out.push_back(input.name + ": " + input.what.sv);
  return out;
}

// The two files of every class, through the door that hosts use, end as the class says.
void expect_replays(const engine::Package& before, const engine::Package& after, const DiffResult& result) {
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kRefuted) << of_base(result).verdict.message.sv;
  EXPECT_EQ(exit_status(result), 1);
  for (const DiffClass& found : of_base(result).classes) {
    ASSERT_THAT(found.found.witnesses, SizeIs(2));
    const Json a = decided(before, found.found.witnesses[0]);
    const Json b = decided(after, found.found.witnesses[1]);
    const bool other = text_of(a, "status") != text_of(b, "status") ||
                       text_of(a, "outcome") != text_of(b, "outcome") || !(*a.find("values") == *b.find("values"));
    EXPECT_TRUE(other) << canonical_or_die(found.found.witnesses[0]) << canonical_or_die(found.found.witnesses[1]);
  }
}

// ---- the date that picks the law ------------------------------------------------------------------

std::string header(const std::string& law_day, const std::string& days = "fr.o.m. 2020-01-01 t.o.m. 2029-12-31") {
  return (law_day.empty() ? "" : "  lagdag   " + law_day + "\n") + "  prövar   beslutsdagar " + days + "\n";
}
const std::string kDated = "uppgift inkommet : datum 2020-01-01..2029-12-31\n  inte efter beslutsdagen\n";

engine::Package picked_by(const std::string& law_day, const std::string& rules,
                          const std::string& days = "fr.o.m. 2020-01-01 t.o.m. 2029-12-31") {
  return compiled(small(kDated + rules, header(law_day, days)));
}
std::string two_limits(const std::string& first, const std::string& second) {
  return "parameter gräns : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\n" +
         limit(first, "fr.o.m. 2020-01-01 t.o.m. 2024-12-31") + limit(second, "fr.o.m. 2025-01-01") + "slut\n" +
         kApproved + kSum + rule("R1", "summa är gräns");
}

TEST(DiffLawDay, AnotherDateThatPicksTheLawIsFelt) {
  const auto before = picked_by("", two_limits("10", "12"));
  const auto after = picked_by("inkommet", two_limits("10", "12"));
  const auto result = compared(before, after);
  expect_replays(before, after, result);
  EXPECT_THAT(endings(result), Contains("determinedbifall determinedbifall"));
}

TEST(DiffLawDay, AVersionOfARuleOrRequirementIsPickedByItToo) {
  const std::string rules = kApproved + kSum +
                            rule("R1", "summa är 1", "", "fr.o.m. 2020-01-01 t.o.m. 2024-12-31") +
                            rule("R1", "summa är 2", "", "fr.o.m. 2025-01-01");
  const auto before = picked_by("inkommet", rules);
  const auto after = picked_by("inkommet + 10 dagar", rules);
  expect_replays(before, after, compared(before, after));
  const std::string required = kApproved + kSum + rule("R1", "summa är 1") +
                               requirement("K2", "  rekvisit antal är minst 5\n", "fr.o.m. 2025-01-01 nytt");
  const auto old_day = picked_by("", required);
  const auto new_day = picked_by("inkommet", required);
  expect_replays(old_day, new_day, compared(old_day, new_day));
}

TEST(DiffLawDay, WhereTheLawIsTheSameOnEveryDayNothingDiffers) {
  const std::string one_law = two_limits("10", "10");
  const auto result = compared(picked_by("", one_law), picked_by("inkommet", one_law));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kRefuted) << "the decision days beyond the horizon";
  // Inside the days that both answer for nothing is felt: the only classes are those of one answering.
  for (const auto& ending : endings(result)) EXPECT_THAT(ending, HasSubstr("not_covered"));
  expect_no_difference(compared(picked_by("inkommet", one_law), picked_by("inkommet", one_law)), true);
}

TEST(DiffLawDay, AnEqualDateWrittenOtherwiseIsProved) {
  const auto result = compared(picked_by("inkommet", two_limits("10", "12")),
                               picked_by("det tidigaste av (inkommet, beslutsdagen)", two_limits("10", "12")));
  // `inkommet` is never after the decision day.
  expect_no_difference(result, false);
}

TEST(DiffLawDay, ALawDayOutsideTheDaysOfOneIsADifference) {
  const std::string rules = two_limits("10", "12");
  const auto before = picked_by("inkommet", rules, "fr.o.m. 2020-01-01 t.o.m. 2029-12-31");
  const auto after = picked_by("inkommet", rules, "fr.o.m. 2022-01-01 t.o.m. 2029-12-31");
  const auto result = compared(before, after);
  expect_replays(before, after, result);
  EXPECT_THAT(endings(result), Contains(HasSubstr("not_covered")));
  EXPECT_THAT(told(result), Contains("lagdagar: bara det gamla prövar 2020-01-01..2021-12-31"));
}

// ---- keys of a table ------------------------------------------------------------------------------

// What the key is may be left out: a row for every value answers all the same.
std::string keyed(const std::string& range, const std::string& band) {
  return "uppgift år_i_rad : heltal 0..10\n  frivillig\n"
         "tabell belopp ( antal_år : heltal " + range + " ) : heltal 0..1000 \"Belopp\"\n  stöd Lagen 4 §\n"
         "  gäller fr.o.m. 2020-01-01\n  | " + band + " | 100 |\nslut\n" + kApproved + kSum +
         rule("R1", "summa är belopp(år_i_rad)");
}

TEST(DiffTable, ABandThatNoLongerHoldsEveryValueOfItsKeyIsFelt) {
  const auto before = of(keyed("0..10", "0..10"));
  const auto after = of(keyed("0..20", "0..10"));
  const auto result = compared(before, after);
  expect_replays(before, after, result);
  EXPECT_THAT(endings(result), Contains("determinedbifall incomplete"));
}

TEST(DiffTable, AWiderKeyWhoseRowsDoNotHoldEveryValueSaysTheSame) {
  const auto rows = [](const std::string& range) {
    return "uppgift år_i_rad : heltal 0..10\n"
           "tabell belopp ( antal_år : heltal " + range + " ) : heltal 0..1000 \"Belopp\"\n  stöd Lagen 4 §\n"
           "  gäller fr.o.m. 2020-01-01\n  | 0..5 | 100 |\n  | 6..10 | 200 |\nslut\n" + kApproved + kSum +
           rule("R1", "summa är belopp(år_i_rad)");
  };
  expect_no_difference(compared(rows("0..10"), rows("0..20")), false);
}

// ---- what only one of the two waits for -----------------------------------------------------------

std::string assessed(const std::string& not_shown) {
  return "uppgift behov : bedömning\nuppgift klart : ja/nej\n" + kApproved + kSum + rule("R1", "summa är 1") +
         requirement("K2", "  rekvisit behov är ja\n" + not_shown);
}

TEST(DiffWaiting, NotShownInOneOnlyIsFelt) {
  const auto before = of(assessed(""));
  const auto after = of(assessed("  inte visat när klart är ja\n"));
  const auto result = compared(before, after);
  expect_replays(before, after, result);
  EXPECT_THAT(endings(result), Contains("incomplete determinedavslag"));
  const auto back = compared(after, before);
  EXPECT_THAT(endings(back), Contains("determinedavslag incomplete"));
}

TEST(DiffWaiting, NotShownUnderAnEqualConditionIsProved) {
  const std::string one = assessed("  inte visat när alla av\n    - klart är ja\n    - antal är minst 10\n");
  const std::string other = assessed("  inte visat när alla av\n    - klart är ja\n    - antal är mer än 9\n");
  expect_no_difference(compared(one, other), false);
}

std::string signed_(const std::string& more) {
  return "uppgift tecken : ja/nej\n" + more + kApproved + kSum + rule("R1", "summa är 1") +
         requirement("K2", "  rekvisit inte tecken är ja\n");
}

TEST(DiffWaiting, AFactThatIsVolunteeredInOneOnlyIsFelt) {
  // Volunteered in both it blocks nothing; what the rules ask beyond it is the same.
  const std::string rest = kApproved + kSum + rule("R1", "summa är 1") +
                           requirement("K2", "  rekvisit någon av\n    - tecken är ja\n    - antal är minst 10\n"
                                             "  inte visat när godkänd är ja\n");
  const auto before = of("uppgift tecken : ja/nej\n" + rest);
  const auto after = of("uppgift tecken : ja/nej\n  frivillig\n" + rest);
  const auto result = compared(before, after);
  EXPECT_THAT(told(result), Contains("tecken: är nu frivillig"));
  EXPECT_EQ(exit_status(result), 1);
}

TEST(DiffWaiting, AFactThatIsNeededOnOtherGroundsIsFelt) {
  const auto before = of(signed_("  behövs när antal är minst 10\n"));
  const auto after = of(signed_("  behövs när antal är minst 20\n"));
  const auto result = compared(before, after);
  expect_replays(before, after, result);
  EXPECT_THAT(endings(result), Contains("incomplete determinedbifall"));
  const auto always = of(signed_(""));
  const auto of_always = compared(always, before);
  expect_replays(always, before, of_always);
}

TEST(DiffWaiting, AFactThatIsNeededOnEqualGroundsIsNot) {
  const auto result = compared(signed_("  behövs när antal är minst 10\n"), signed_("  behövs när antal är mer än 9\n"));
  expect_no_difference(result, false);
}

TEST(DiffWaiting, WhatIsAskedForWithoutNeedIsTold) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är 1");
  const auto result = compared(kept, kept + requirement("K2", "  rekvisit antal är minst 0\n"));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kProved) << of_base(result).verdict.message.sv;
  EXPECT_THAT(of_base(result).verdict.message.sv, HasSubstr("med alla uppgifter"));
  EXPECT_THAT(told(result), Contains("antal: frågas nu efter i fler ärenden som saknar uppgifter"));
  EXPECT_EQ(exit_status(result), 1);
}

// ---- days that only one of the two covers ---------------------------------------------------------

engine::Package on_days(const std::string& days, const std::string& amount = "1") {
  return compiled(small(kApproved + kSum + rule("R1", "summa är " + amount),
                        "  prövar   beslutsdagar " + days + "\n"));
}

TEST(DiffDays, WithoutACommonDayNothingIsProved) {
  const auto result = compared(on_days("fr.o.m. 2020-01-01 t.o.m. 2022-12-31"),
                               on_days("fr.o.m. 2023-01-01 t.o.m. 2029-12-31"));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kOutOfCore);
  EXPECT_FALSE(of_base(result).by_structure);
  EXPECT_FALSE(of_base(result).complete);
  EXPECT_THAT(of_base(result).verdict.message.sv, AllOf(HasSubstr("ingen dag prövas av båda"), Not(HasSubstr("ingen skillnad"))));
  EXPECT_THAT(told(result), AllOf(Contains("beslutsdagar: bara det gamla prövar 2020-01-01..2022-12-31"),
                                  Contains("beslutsdagar: bara det nya prövar 2023-01-01..2029-12-31")));
  EXPECT_EQ(exit_status(result), 1);
}

TEST(DiffDays, ThoseThatOnlyOneCoversAreADifferenceAndTheComparedOnesAreNamed) {
  const auto before = on_days("fr.o.m. 2020-01-01 t.o.m. 2025-12-31");
  const auto after = on_days("fr.o.m. 2022-01-01 t.o.m. 2029-12-31");
  const auto result = compared(before, after);
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kProved);
  EXPECT_THAT(of_base(result).verdict.message.sv, HasSubstr("på dagarna 2022-01-01..2025-12-31, som båda prövar: ingen skillnad"));
  EXPECT_THAT(told(result), AllOf(Contains("beslutsdagar: bara det gamla prövar 2020-01-01..2021-12-31"),
                                  Contains("beslutsdagar: bara det nya prövar 2026-01-01..2029-12-31")));
  EXPECT_EQ(exit_status(result), 1);
  const Json json = to_json(before, after, result);
  const Json& days = *json.find("comparisons")->as_array()->front().find("days");
  EXPECT_EQ(text_of(days, "from"), "2022-01-01");
  EXPECT_EQ(text_of(days, "to"), "2025-12-31");
  EXPECT_THAT(to_text(before, after, result, MessageLanguage::kSwedish, false), HasSubstr("bara det nya prövar"));
}

TEST(DiffDays, TheSameDaysAreNotNamedInTheVerdict) {
  const auto result = compared(on_days("fr.o.m. 2020-01-01 t.o.m. 2025-12-31"), on_days("fr.o.m. 2020-01-01 t.o.m. 2025-12-31"));
  expect_no_difference(result, true);
  EXPECT_THAT(of_base(result).verdict.message.sv, Not(HasSubstr("på dagarna")));
}

// ---- which cases are taken, and how they are read -------------------------------------------------

TEST(DiffTaken, AnotherReadingOfASpellingIsTold) {
  const auto rules = [](const std::string& as) {
    return "uppgift tecken : ja/nej\n  läses även \"T\" som " + as + "\n" + kApproved + kSum + rule("R1", "summa är 1") +
           requirement("K2", "  rekvisit tecken är ja\n");
  };
  EXPECT_THAT(told(compared(rules("ja"), rules("nej"))), SizeIs(1));
  expect_no_difference(compared(rules("ja"), rules("ja")), true);
}

TEST(DiffTaken, AnotherReadingOfAFieldIsTold) {
  const auto rules = [](const std::string& as) {
    return "post Rad {\n  typ : val { hem, ute } läses även \"H\" som " + as + "\n}\nuppgift rader : lista av Rad högst 3\n" +
           kApproved + kSum + rule("R1", "summa är antalet i rader där typ är hem");
  };
  EXPECT_THAT(told(compared(rules("hem"), rules("ute"))), Contains(HasSubstr("rader.typ")));
}

TEST(DiffTaken, WhichMunicipalitiesAreTakenIsTold) {
  const auto rules = [](const std::string& more) {
    return compiled(small(kApproved + kSum + rule("R1", "summa är 1"),
                          "  prövar   beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n" + more));
  };
  const auto result = compared(rules(""), rules("  kommuner alla\n"));
  EXPECT_THAT(told(result), Contains(HasSubstr("alla kommuner")));
  EXPECT_EQ(exit_status(result), 1);
}

// ---- progress -------------------------------------------------------------------------------------

TEST(DiffProgressed, EachClassAndComparisonIsTold) {
  DiffOptions options;
  std::vector<std::string> seen;
  options.progress = [&](const DiffProgress& now) {
    seen.push_back(now.municipality + (now.settled ? " settled " : " found ") + std::to_string(now.classes));
  };
  const auto result = compared(of(income("5 000 kr")), of(income("5 001 kr")), options);
  EXPECT_THAT(seen, ::testing::ElementsAre(" found 1", " settled 1"));
  EXPECT_THAT(of_base(result).classes, Not(IsEmpty()));
}

}  // namespace
}  // namespace stadga::verify::testing
