// diff: what changes for whom between two versions of a small rule set. Every class is decided by the engine
// under both, through the door that hosts use; "no difference" is asked of pairs whose texts differ.
// STADGA_UPDATE_GOLDEN=1 writes tests/golden/diff anew; read the difference before committing it.
#include <cstdlib>

#include "diff_support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> messages(const Comparison& comparison) {
  std::vector<std::string> out;
  for (const auto& found : comparison.classes) out.push_back(found.found.message.sv);
  return out;
}
std::vector<std::string> law(const DiffClass& found) {
  std::vector<std::string> out;
  for (const auto& change : found.law) out.push_back(change.name + "@" + to_string(change.days.from));
  return out;
}
Json fact(const DiffClass& found, std::size_t side, const std::string& name) {
  const Json* value = found.found.witnesses.at(side).find("facts")->find(name);
  return value == nullptr ? Json{} : *value;
}

// The two files, decided through the door that hosts use, give what the class says.
void expect_replays(const engine::Package& before, const engine::Package& after, const Comparison& comparison) {
  for (const DiffClass& found : comparison.classes) {
    ASSERT_EQ(found.found.witnesses.size(), 2U);
    ASSERT_EQ(found.found.replayed.size(), 2U);
    const Json a = decided(before, found.found.witnesses[0]);
    const Json b = decided(after, found.found.witnesses[1]);
    EXPECT_EQ(text_of(a, "outcome"), text_of(found.found.replayed[0], "outcome"));
    EXPECT_EQ(text_of(b, "outcome"), text_of(found.found.replayed[1], "outcome"));
    EXPECT_EQ(text_of(a, "status"), text_of(Json(found.before), "status"));
    EXPECT_EQ(text_of(b, "status"), text_of(Json(found.after), "status"));
    const bool other = text_of(a, "outcome") != text_of(b, "outcome") || !(*a.find("values") == *b.find("values"));
    EXPECT_TRUE(other) << canonical_or_die(found.found.witnesses[1]);
  }
}

void expect_told(const std::string& name, const engine::Package& before, const engine::Package& after,
                 const DiffResult& result) {
  const std::filesystem::path path = STADGA_SOURCE_DIR "/tests/golden/diff/" + name + ".expected";
  const std::string found = to_text(before, after, result, MessageLanguage::kSwedish, false) + "\n" +
                            to_text(before, after, result, MessageLanguage::kEnglish, true);
  if (std::getenv("STADGA_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << found;
  EXPECT_EQ(found, read_file(path));
}

// ---- no difference --------------------------------------------------------------------------------

TEST(DiffNone, TheSameRulesNeedNoSolver) {
  const auto result = compared(income("5 000 kr"), income("5 000 kr"));
  expect_no_difference(result, true);
  EXPECT_EQ(of_base(result).verdict.rlimit_used, 0U);
}

TEST(DiffNone, LayoutCommentsTitlesAndOrderSayNothing) {
  const std::string before = kApproved + kSum + rule("R1", "summa är antal");
  const std::string after = "-- en anmärkning\n" + rule("R1", "summa   är antal") +
                            "krav K1 \"Ett annat namn\"\n  stöd Lagen 9 §\n  gäller fr.o.m. 2020-01-01\n\n"
                            "  rekvisit godkänd är ja\nslut\n" + kSum;
  expect_no_difference(compared(before, after), true);
}

TEST(DiffNone, AGuardThatMeansTheSameIsProved) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är 1", "  när antal är minst 10\n");
  const std::string one = kept + rule("R2", "summa är 2", "  när antal är mindre än 10\n");
  const std::string other = kept + rule("R2", "summa är 2", "  när antal är högst 9\n");
  const auto result = compared(one, other);
  expect_no_difference(result, false);
  // What is written otherwise is told all the same.
  ASSERT_THAT(result.law, SizeIs(1));
  EXPECT_EQ(result.law[0].name, "R2");
}

TEST(DiffNone, ARuleThatNoCaseCanFeelIsProved) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är antal");
  const auto dead = [](const char* amount) { return rule("R9", std::string("summa är ") + amount, "  när antal är minst 101\n  går före R1\n"); };
  expect_no_difference(compared(kept + dead("1"), kept + dead("2")), false);
}

// ---- classes --------------------------------------------------------------------------------------

TEST(Diff, AThresholdMovedByOneOreHasExactlyOneIncome) {
  const auto before = of(income("5 000 kr"));
  const auto after = of(income("5 000,01 kr"));
  const auto result = compared(before, after);
  const Comparison& base = of_base(result);
  EXPECT_THAT(messages(base), ElementsAre("avslag → bifall"));
  EXPECT_TRUE(base.complete);
  expect_replays(before, after, base);
  EXPECT_EQ(fact(base.classes[0], 1, "inkomst"), Json("5000.00"));
  EXPECT_THAT(law(base.classes[0]), ElementsAre("K2@2020-01-01"));
  EXPECT_EQ(base.classes[0].found.rules, std::vector<std::string>{"K2"});
  EXPECT_EQ(base.classes[0].found.code, "S2130");
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Diff, AnExceptionThatIsAddedIsNamedWithItsLaw) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är 100");
  const auto before = of(kept);
  const auto after = of(kept + rule("R2", "summa är 90", "  när slag är b\n  går före R1\n", "fr.o.m. 2025-07-01 nytt"));
  const auto result = compared(before, after);
  const Comparison& base = of_base(result);
  ASSERT_THAT(base.classes, SizeIs(2));  // granted, and printed beside a rejection
  expect_replays(before, after, base);
  const DiffClass& found = base.classes[0];
  EXPECT_EQ(found.found.message.sv, "bifall i båda, summa 100 → 90");
  EXPECT_EQ(found.values[0].change, -10);
  EXPECT_EQ(found.values[0].least, -10);
  EXPECT_TRUE(found.values[0].least_exact);
  EXPECT_EQ(fact(found, 0, "slag"), Json("b"));
  EXPECT_THAT(law(found), ElementsAre("R2@2025-07-01"));
  EXPECT_FALSE(found.law[0].in_old);
  EXPECT_EQ(*found.found.witnesses[0].find("decision_date"), Json("2025-07-01"));
  EXPECT_TRUE(base.classes[1].beside);
  expect_told("undantag", before, after, result);
}

TEST(Diff, DaysThatNoVersionCoversBelongToTheProvisionThatLacksThem) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är 100");
  const auto result = compared(kept, kept + rule("R2", "summa är 100", "  går före R1\n", "fr.o.m. 2025-07-01"));
  const DiffClass& found = of_base(result).classes.at(0);
  EXPECT_EQ(found.found.message.sv, "bifall → täcks inte");
  EXPECT_THAT(law(found), ElementsAre("R2@2020-01-01"));
  EXPECT_TRUE(found.law[0].gap_in_new);
  EXPECT_EQ(found.retroactive.verdict, Verdict::kRefuted);
}

TEST(Diff, TheLeastAndGreatestChangeOfAClass) {
  const auto sum = [](const char* amount) { return kApproved + kSum + rule("R1", std::string("summa är ") + amount); };
  const auto result = compared(sum("antal * 2"), sum("antal * 3"));
  const DiffClass& found = of_base(result).classes.at(0);
  EXPECT_EQ(found.values.at(0).least, 1);
  EXPECT_EQ(found.values.at(0).greatest, 100);
  EXPECT_TRUE(found.values[0].least_exact && found.values[0].greatest_exact);
}

TEST(Diff, TwoIndependentChangesAreTwoClasses) {
  const auto rules = [](const std::string& a, const std::string& b) {
    return kApproved + kSum + rule("R1", "summa är 1") + requirement("K2", "  rekvisit antal är högst " + a + "\n") +
           requirement("K3", "  rekvisit slag är någon av " + b + "\n");
  };
  const auto before = of(rules("50", "a, b"));
  const auto after = of(rules("40", "a, c"));
  const auto result = compared(before, after);
  const Comparison& base = of_base(result);
  expect_replays(before, after, base);
  std::vector<std::string> seen;
  for (const auto& found : base.classes) seen.push_back(found.found.message.sv + " " + law(found).at(0));
  EXPECT_THAT(seen, ::testing::UnorderedElementsAre("bifall → avslag K2@2020-01-01", "bifall → avslag K3@2020-01-01",
                                                    "avslag → bifall K3@2020-01-01"));
  for (const auto& found : base.classes) EXPECT_THAT(found.law, SizeIs(1));
  EXPECT_TRUE(base.complete);
}

TEST(Diff, MoreClassesThanAreShownAreSaidToExist) {
  DiffOptions options;
  options.most_classes = 1;
  const auto rules = [](const std::string& a) {
    return kApproved + kSum + rule("R1", "summa är 1") + requirement("K2", "  rekvisit slag är " + a + "\n");
  };
  const auto result = compared(rules("a"), rules("b"), options);
  EXPECT_THAT(of_base(result).classes, SizeIs(1));
  EXPECT_TRUE(of_base(result).cut);
  EXPECT_FALSE(of_base(result).complete);
}

// ---- when -----------------------------------------------------------------------------------------

std::string limit_from(const std::string& versions) {
  return "parameter gräns : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\n" + versions + "slut\n" + kApproved + kSum +
         rule("R1", "summa är gräns");
}

TEST(DiffRetroactive, ANewVersionFromADayIsNot) {
  const auto before = of(limit_from(limit("10")));
  const auto after = of(limit_from(limit("10", "fr.o.m. 2020-01-01 t.o.m. 2026-12-31") + limit("12", "fr.o.m. 2027-01-01")));
  const auto result = compared(before, after);
  const DiffClass& found = of_base(result).classes.at(0);
  EXPECT_THAT(law(found), ElementsAre("gräns@2027-01-01"));
  EXPECT_FALSE(found.law[0].in_place);
  EXPECT_EQ(found.retroactive.verdict, Verdict::kProved);
  EXPECT_EQ(found.retroactive.kind, "retroactive");
  EXPECT_EQ(result.from, parse_date("2027-01-01"));
  EXPECT_EQ(*found.found.witnesses[0].find("decision_date"), Json("2027-01-01"));
  EXPECT_EQ(found.law[0].before, "10");
  EXPECT_EQ(found.law[0].after, "12");
}

TEST(DiffRetroactive, AVersionRewrittenInPlaceIs) {
  const auto result = compared(limit_from(limit("10")), limit_from(limit("12")));
  const DiffClass& found = of_base(result).classes.at(0);
  EXPECT_TRUE(found.law[0].in_place);
  EXPECT_EQ(found.retroactive.verdict, Verdict::kRefuted);
  EXPECT_EQ(found.retroactive.code, "S2131");
}

TEST(DiffRetroactive, BeforeTheDayThatIsGivenThereIsACase) {
  const auto before = of(limit_from(limit("10")));
  const auto after = of(limit_from(limit("10", "fr.o.m. 2020-01-01 t.o.m. 2025-12-31") + limit("12", "fr.o.m. 2026-01-01")));
  DiffOptions options;
  options.from = parse_date("2026-03-01");
  const auto result = compared(before, after, options);
  const DiffClass& found = of_base(result).classes.at(0);
  ASSERT_EQ(found.retroactive.verdict, Verdict::kRefuted);
  const std::string day = text_of(found.retroactive.witnesses.at(1), "decision_date");
  EXPECT_LT(day, "2026-03-01");
  EXPECT_GE(day, "2026-01-01");
  expect_told("retroaktivt", before, after, result);
  options.from = parse_date("2025-12-01");
  EXPECT_EQ(of_base(compared(before, after, options)).classes.at(0).retroactive.verdict, Verdict::kProved);
}

// ---- another case file ----------------------------------------------------------------------------

TEST(DiffInput, ANewFactIsToldAndTheFilesDiffer) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är antal");
  const auto before = of(kept);
  const auto after = of("uppgift sökt : ja/nej\n" + kept + requirement("K2", "  rekvisit sökt är ja\n"));
  const auto result = compared(before, after);
  ASSERT_THAT(result.inputs, SizeIs(1));
  EXPECT_EQ(result.inputs[0].name, "sökt");
  EXPECT_EQ(result.inputs[0].what.sv, "ny uppgift");
  const Comparison& base = of_base(result);
  EXPECT_THAT(messages(base), ElementsAre("bifall → avslag"));
  expect_replays(before, after, base);
  EXPECT_TRUE(fact(base.classes[0], 0, "sökt").is_null());
  EXPECT_EQ(fact(base.classes[0], 1, "sökt"), Json(false));
  expect_told("ny_uppgift", before, after, result);
}

TEST(DiffInput, ANewValueIsToldAndTheOthersArePaired) {
  const std::string kept = kApproved + kSum;
  const auto rules = [&](const char* values, const char* more) {
    return "uppgift typ : val { " + std::string(values) + " }\n" + kept + rule("R1", "summa är 1", "  när typ är x\n") +
           rule("R2", "summa är 2", "  när typ är y\n") + more;
  };
  // The new value stands first, so that the old ones have other numbers.
  const auto result = compared(rules("x, y", ""), rules("ny, y, x", rule("R3", "summa är 3", "  när typ är ny\n").c_str()));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kProved) << of_base(result).verdict.message.sv;
  ASSERT_THAT(result.inputs, SizeIs(1));
  EXPECT_EQ(result.inputs[0].what.sv, "nytt värde: ny");
  EXPECT_EQ(exit_status(result), 1);
}

TEST(DiffInput, RangesListsAndTypes) {
  const auto rules = [](const char* range, const char* list, const char* other) {
    return std::string("uppgift tal : ") + range + "\nuppgift rader : lista av Post högst " + list + "\nuppgift annat : " +
           other + "\n" + kApproved + kSum + rule("R1", "summa är 1");
  };
  const auto result = compared(rules("heltal 0..10", "5", "ja/nej"), rules("heltal 0..20", "8", "ja/nej"));
  std::vector<std::string> told;
  for (const auto& input : result.inputs) told.push_back(input.name + ": " + input.what.sv);
  EXPECT_THAT(told, ElementsAre("tal: intervall 0..10 → 0..20", "rader: högsta antal 5 → 8"));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kProved);
  const auto other = compared(rules("heltal 0..10", "5", "ja/nej"), rules("heltal 0..10", "5", "datum"));
  EXPECT_EQ(of_base(other).verdict.verdict, Verdict::kOutOfCore);
  EXPECT_THAT(of_base(other).verdict.message.sv, HasSubstr("uppgift annat"));
  ASSERT_THAT(other.inputs, SizeIs(1));
  EXPECT_EQ(other.inputs[0].what.sv, "är av en annan typ");
  EXPECT_EQ(exit_status(other), 1);
}

TEST(DiffInput, AValueThatIsNoLongerPrintedIsTold) {
  const std::string kept = kApproved + kSum + rule("R1", "summa är antal");
  const auto result = compared(kept + "värde extra : heltal 0..9\n" + rule("R2", "extra är 1"), kept);
  ASSERT_THAT(result.inputs, SizeIs(1));
  EXPECT_TRUE(result.inputs[0].output);
  EXPECT_EQ(result.inputs[0].name, "extra");
}

// ---- lists ----------------------------------------------------------------------------------------

std::string wages(const std::string& amount, const std::string& threshold) {
  return "post Lön {\n  belopp : kronor 0..10 000\n  sort : val { fast, extra }\n}\n"
         "uppgift löner : lista av Lön högst 20\n"
         "begrepp räknad för varje lönen i löner : kronor 0..100 000\n"
         "värde summa : kronor 0..1 000 000\n" + kApproved +
         requirement("K2", "  rekvisit antal är minst " + threshold + "\n") +
         rule("R1", "räknad är " + amount) + rule("R2", "summa är summan av räknad i löner") + kStages;
}

TEST(DiffLists, WhatDoesNotTouchTheSumIsProvedForEveryLength) {
  const auto result = compared(wages("lönen.belopp", "10"), wages("lönen.belopp", "11"));
  const Comparison& base = of_base(result);
  EXPECT_THAT(messages(base), ElementsAre("bifall → avslag"));
  EXPECT_TRUE(base.complete);
  const auto none = compared(wages("lönen.belopp", "10"), wages("lönen.belopp", "10") + requirement("K3", "  rekvisit antal är minst 0\n"));
  EXPECT_EQ(of_base(none).verdict.verdict, Verdict::kProved) << of_base(none).verdict.message.sv;
}

TEST(DiffLists, AnotherAmountForEachElementHasOneElement) {
  const auto before = of(wages("lönen.belopp", "10"));
  const auto after = of(wages("lönen.belopp - 0,01 kr", "10"));
  const auto result = compared(before, after);
  const Comparison& base = of_base(result);
  expect_replays(before, after, base);
  ASSERT_FALSE(base.classes.empty());
  EXPECT_EQ(fact(base.classes[0], 0, "löner").as_array()->size(), 1U);
  EXPECT_EQ(base.classes[0].values.at(0).change, -1);
  // For twenty elements as well as for one: none of them is worth more than before.
  EXPECT_TRUE(base.complete);
}

// ---- municipalities -------------------------------------------------------------------------------

const std::string kOpened =
    "kommunen får bestämma gräns : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\n  gäller fr.o.m. 2020-01-01 10\nslut\n" +
    kApproved + kSum + rule("R1", "summa är 1") + requirement("K2", "  rekvisit antal är minst kommun.gräns\n");
std::string filled(const std::string& value) {
  return "bestämmer gräns\n  stöd Lagen 3 §\n  gäller fr.o.m. 2021-01-01 " + value + "\nslut\n";
}

TEST(DiffMunicipal, OnlyTheOneThatDecidesAnewIsAffected) {
  const auto before = municipal(kOpened, filled("20"), filled("30"));
  const auto after = municipal(kOpened, filled("20"), filled("31"));
  const auto result = compared(before, after);
  ASSERT_THAT(result.comparisons, SizeIs(3));
  EXPECT_EQ(result.comparisons[0].verdict.verdict, Verdict::kProved);
  EXPECT_EQ(result.comparisons[1].verdict.verdict, Verdict::kProved);
  EXPECT_TRUE(result.comparisons[1].by_structure);
  EXPECT_THAT(messages(result.comparisons[2]), ElementsAre("bifall → avslag"));
  expect_replays(before, after, result.comparisons[2]);
  EXPECT_EQ(fact(result.comparisons[2].classes[0], 0, "antal"), Json(30));
  expect_told("kommun", before, after, result);
  DiffOptions options;
  options.municipality = "0821";
  EXPECT_EQ(exit_status(compared(before, after, options)), 0);
  options.municipality = "1980";
  const auto unknown = diff(before, after, options);
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code, "S2192");
}

TEST(DiffMunicipal, APlaceThatNobodyHasFilledIsAnyValueOfItsRange) {
  const auto rules = [](const char* condition) {
    return "kommunen får bestämma gräns : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\nslut\n" + kApproved + kSum +
           rule("R1", "summa är 1") + requirement("K2", std::string("  rekvisit antal är ") + condition + " kommun.gräns\n");
  };
  const auto result = compared(rules("minst"), rules("mer än"));
  const Comparison& base = of_base(result);
  EXPECT_THAT(messages(base), ElementsAre("bifall → avslag"));
  EXPECT_THAT(base.classes.at(0).found.assumes, SizeIs(1));
  expect_no_difference(compared(rules("minst"), rules("minst")), true);
}

TEST(DiffMunicipal, OneThatOnlyOneOfThemHasIsTold) {
  auto with = small(kOpened);
  with.push_back({"kommuner/0821-ett.stadga", "kommun 0821 \"Ettan\"\n  till prov\n" + filled("20")});
  const auto result = compared(of(kOpened), compiled(with));
  EXPECT_THAT(result.only_new, ElementsAre("0821"));
  EXPECT_EQ(exit_status(result), 1);
}

// ---- shipped rules --------------------------------------------------------------------------------

TEST(DiffShipped, AShorterLongestTimeForAParkingPermit) {
  const auto before = compiled(parking());
  const auto after = compiled(replaced(parking(), "2015-01-01   60 månader", "2015-01-01   48 månader"));
  DiffOptions options;
  options.municipality = "2281";
  const auto result = compared(before, after, options);
  const Comparison& there = result.comparisons.at(0);
  EXPECT_TRUE(there.complete);
  expect_replays(before, after, there);
  const auto granted = std::find_if(there.classes.begin(), there.classes.end(), [](const auto& c) { return !c.beside; });
  ASSERT_NE(granted, there.classes.end());
  EXPECT_EQ(granted->values.at(0).name, "giltig_till");
  EXPECT_THAT(law(*granted), ElementsAre("längsta_giltighetstid@2018-07-01"));
}

dsl::SourceSet aid() { return load(STADGA_SOURCE_DIR "/rules/ekonomiskt-bistand"); }

DiffResult of_aid(const dsl::SourceSet& after) {
  DiffOptions options;
  options.municipality = "2281";
  options.most_classes = 1;
  options.extremes = false;
  return compared(compiled(aid()), compiled(after), options);
}

TEST(DiffShipped, AConditionOfFinancialAidWrittenOtherwiseIsProved) {
  const auto result = of_aid(replaced(aid(), "rekvisit   underskott är mer än 0 kr", "rekvisit   underskott är minst 0,01 kr"));
  EXPECT_EQ(of_base(result).verdict.verdict, Verdict::kProved) << of_base(result).verdict.message.sv;
  EXPECT_FALSE(of_base(result).by_structure);
}

TEST(DiffShipped, AFigureOfTheNormIsFoundInItsYear) {
  const auto result = of_aid(replaced(aid(), "  | 7..10  | * | 3 820 |", "  | 7..10  | * | 3 821 |"));
  const DiffClass& found = of_base(result).classes.at(0);
  EXPECT_THAT(law(found), ElementsAre("personlig_kostnad@2026-01-01"));
  EXPECT_EQ(found.law[0].before, "7..10 | 0..7 | 3820.00");
  EXPECT_EQ(found.law[0].after, "7..10 | 0..7 | 3821.00");
}

}  // namespace
}  // namespace stadga::verify::testing
