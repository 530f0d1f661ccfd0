// What a municipality, a trial and an automated function may do: each kind with a defect that it finds in a
// case that the engine shows, a near miss that it does not report, and the text that a jurist reads.
// STADGA_UPDATE_GOLDEN=1 writes tests/golden/check anew; read the difference before committing it.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kLaw =
    "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n";
const std::string kSum =
    "värde summa : heltal 0..1000   högre är till fördel\n"
    "beslut prov\n"
    "  1. till handläggare när någon väg gäller\n"
    "  2. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  3. bifall när alla krav är uppfyllda   anger summa\n"
    "slut\n";

std::string rule(const std::string& id, const std::string& effect, const std::string& more = "") {
  return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n" + more +
         "  rättsföljd " + effect + "\nslut\n";
}
std::string requirement(const std::string& head, const std::string& source, const std::string& validity,
                        const std::string& condition) {
  return head + "\n  stöd " + source + "\n  gäller " + validity + "\n" + condition + "slut\n";
}

engine::Package municipal(const std::string& rules, const std::string& overlay) {
  auto sources = small(rules);
  sources.push_back({"kommuner/2281-prov.stadga", "kommun 2281 \"Provkommunen\"\n  till prov\n" + overlay});
  return compiled(sources);
}

CheckResult checked_there(const engine::Package& package, const std::string& kind) {
  return checked(package, {kind}, "2281");
}

void expect_told(const std::string& name, const engine::Package& package, const CheckResult& result) {
  testing::expect_told(STADGA_SOURCE_DIR "/tests/golden/check/" + name + ".expected", package, result);
}

std::string replayed(const Obligation& obligation, const char* side, const char* what) {
  const Json* result = obligation.replayed.at(0).find(side);
  const Json* member = result == nullptr ? nullptr : result->find(what);
  if (member == nullptr) return "";
  return member->as_string() == nullptr ? canonical_or_die(*member) : *member->as_string();
}

// ---- floor -------------------------------------------------------------------------------------------

std::string limit(const std::string& name, const std::string& national, const std::string& favour) {
  return "kommunen får bestämma " + name + " : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\n" + favour +
         (national.empty() ? "" : "  gäller fr.o.m. 2020-01-01 " + national + "\n") + "slut\n";
}
const std::string kHigher = "  endast till fördel för den enskilde: högre är till fördel\n";
std::string filled(const std::string& name, const std::string& value) {
  return "bestämmer " + name + "\n  stöd Lagen 3 §\n  gäller fr.o.m. 2021-01-01 " + value + "\nslut\n";
}

// The law says that a higher limit favours; `condition` says what the requirement does with it.
engine::Package limited(const std::string& condition, const std::string& value) {
  return municipal(limit("gräns", "10", kHigher) + kLaw + kSum + rule("R1", "summa är antal") +
                       requirement("krav K2 \"Gränsen\"", "Lagen 3 §", "fr.o.m. 2020-01-01", "  rekvisit " + condition + "\n"),
                   filled("gräns", value));
}

TEST(Floor, AHigherLimitThatTakesARightAway) {
  const auto package = limited("antal är minst kommun.gräns", "20");
  const auto result = checked_there(package, "floor");
  EXPECT_EQ(refuted(result), std::vector<std::string>{"2281/floor/outcome"});
  const auto* found = find(result, "2281/floor/outcome");
  expect_replays(package, *found, "determined");
  EXPECT_EQ(found->code, "S2119");
  EXPECT_EQ(replayed(*found, "with", "outcome"), "avslag");
  EXPECT_EQ(replayed(*found, "without", "outcome"), "bifall");
  EXPECT_EQ(*found->witnesses[0].find("facts")->find("antal"), Json(10));
  EXPECT_EQ(exit_status(result), 1);
  expect_told("golv", package, result);
}

TEST(Floor, AHigherLimitThatGivesMore) {
  EXPECT_THAT(not_proved(checked_there(limited("antal är högst kommun.gräns", "20"), "floor")), IsEmpty());
}

// The municipality's value chooses other elements than the law's: each answer rests on elements of its own.
TEST(Floor, AValueThatChoosesAmongTheElements) {
  const auto package = [](const std::string& amount) {
    return municipal("post Del {\n  a : heltal 0..100\n  b : heltal 0..100\n}\nuppgift delar : lista av Del högst 9\n" +
                         limit("gräns", "10", kHigher) + kLaw +
                         requirement("till handläggare V1 \"För få\"", "Lagen 3 §", "fr.o.m. 2020-01-01",
                                     "  när antalet i delar där a är kommun.gräns är mindre än 3\n  text \"för få\"\n") +
                         kSum + rule("R1", "summa är " + amount),
                     filled("gräns", "20"));
  };
  const auto result = checked_there(package("det största b i delar där a är kommun.gräns"), "floor");
  EXPECT_EQ(find(result, "2281/floor/summa")->verdict, Verdict::kRefuted);
}

TEST(Floor, TheLawsOwnValueNeedsNoSolver) {
  const auto result = checked_there(limited("antal är minst kommun.gräns", "10"), "floor");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(find(result, "2281/floor/outcome")->rlimit_used, 0U);
}

engine::Package of_value(const std::string& opened, const std::string& amount, const std::string& overlay) {
  return municipal(opened + kLaw + kSum + rule("R1", "summa är " + amount), overlay);
}

TEST(Floor, AValueThatFallsWhereTheLimitRises) {
  const auto package = of_value(limit("gräns", "10", kHigher), "100 - kommun.gräns", filled("gräns", "20"));
  const auto result = checked_there(package, "floor");
  EXPECT_EQ(refuted(result), std::vector<std::string>{"2281/floor/summa"});
  const auto* found = find(result, "2281/floor/summa");
  EXPECT_EQ(replayed(*found, "with", "value"), "80");
  EXPECT_EQ(replayed(*found, "without", "value"), "90");
  const auto near = of_value(limit("gräns", "10", kHigher), "100 + kommun.gräns", filled("gräns", "20"));
  EXPECT_THAT(not_proved(checked_there(near, "floor")), IsEmpty());
}

TEST(Floor, WhatTheLawLeavesFreeIsToldAndIsNoDefect) {
  const auto package = of_value(limit("gräns", "30", ""), "antal + kommun.gräns", filled("gräns", "20"));
  const auto result = checked_there(package, "floor");
  const auto* found = find(result, "2281/floor/summa");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->severity, Severity::kInfo);
  EXPECT_EQ(found->code, "S2121");
  EXPECT_EQ(exit_status(result), 0);
  expect_told("golv_fritt", package, result);
}

// Costs granted up to a limit by kind, which a municipality fills.
engine::Package costs(const std::string& granted) {
  return municipal("post Kostnad {\n  belopp : kronor 0..10 000\n  vad : val { hyra, el }\n}\n"
                   "uppgift kostnader : lista av Kostnad högst 4\n"
                   "kommunen får bestämma tabell tak ( vad : val { hyra, el } ) : kronor 0..10 000 \"Tak\"\n  stöd Lagen 3 §\n" +
                       kHigher + "  gäller fr.o.m. 2020-01-01\n  | hyra | 5 000 |\n  | el | 500 |\nslut\n"
                   "begrepp godtaget för varje kostnaden i kostnader : kronor 0..10 000\n"
                   "regel R2 \"Godtaget\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd godtaget är " + granted + "\nslut\n" + kLaw +
                       std::string(kUsualStages) + "  prövar varje kostnaden i kostnader: sökt belopp, beviljat godtaget, benämnt vad\nslut\n",
                   "bestämmer tak\n  stöd Lagen 3 §\n  gäller fr.o.m. 2021-01-01\n  | hyra | 6 000 |\n  | el | 500 |\nslut\n");
}

TEST(Floor, AGrantInPartIsWorseThanAGrant) {
  const auto package = costs("det minsta av (kostnaden.belopp, 7 000 kr - kommun.tak(kostnaden.vad))");
  const auto result = checked_there(package, "floor");
  const auto* found = find(result, "2281/floor/outcome");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(replayed(*found, "with", "outcome"), "delavslag");
  EXPECT_EQ(replayed(*found, "without", "outcome"), "bifall");
  EXPECT_THAT(found->message.sv, HasSubstr("kommun.tak"));
  const auto near = costs("det minsta av (kostnaden.belopp, kommun.tak(kostnaden.vad))");
  EXPECT_THAT(not_proved(checked_there(near, "floor")), IsEmpty());
}

TEST(Floor, WithoutANationalValueThereIsNothingToCompareWith) {
  const auto result = checked_there(of_value(limit("gräns", "", kHigher), "kommun.gräns", filled("gräns", "20")), "floor");
  const auto* found = find(result, "2281/floor/summa");
  EXPECT_EQ(found->verdict, Verdict::kOutOfCore);
  EXPECT_THAT(found->message.sv, HasSubstr("kommun.gräns"));
  EXPECT_EQ(find(result, "2281/floor/outcome")->verdict, Verdict::kProved);
}

// ---- delegation ----------------------------------------------------------------------------------------

TEST(Delegation, ARequirementThatNothingOpens) {
  const auto package = municipal(kLaw + kSum + rule("R1", "summa är antal"),
                                 requirement("krav L-K1 \"Lokalt krav\"", "Lagen 9 §", "fr.o.m. 2021-01-01", "  rekvisit antal är minst 5\n"));
  const auto result = checked_there(package, "delegation");
  const auto* found = find(result, "2281/delegation/decision");
  expect_replays(package, *found, "determined");
  EXPECT_EQ(found->code, "S2120");
  EXPECT_EQ(found->rules, std::vector<std::string>{"L-K1"});
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2021-01-01"));
  expect_told("delegering", package, result);
}

TEST(Delegation, AValueThatNothingOpens) {
  const auto package = municipal(kLaw + kSum + rule("R1", "summa är antal"), rule("L-R1", "summa är 0", "  går före R1\n  när slag är a\n"));
  const auto result = checked_there(package, "delegation");
  const auto* found = find(result, "2281/delegation/decision");
  EXPECT_EQ(found->rules, std::vector<std::string>{"L-R1"});
  EXPECT_THAT(found->message.sv, HasSubstr("summa"));
}

TEST(Delegation, ARouteToAPersonDecidesNothing) {
  const auto package = municipal(kLaw + kSum + rule("R1", "summa är antal"),
                                 requirement("till handläggare L-V1 \"Lokal väg\"", "Rutinen", "fr.o.m. 2021-01-01", "  när antal är minst 5\n"));
  const auto result = checked_there(package, "delegation");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_GT(find(result, "2281/delegation/decision")->rlimit_used, 0U);
}

TEST(Delegation, FillingWhatIsOpenedNeedsNoSolver) {
  const auto result = checked_there(limited("antal är högst kommun.gräns", "20"), "delegation");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(find(result, "2281/delegation/decision")->rlimit_used, 0U);
}

// ---- trials --------------------------------------------------------------------------------------------

const std::string kTrial =
    "källa Försökslagen sfs 2021:1 \"försökslagen\" vikt lag\n"
    "försök F1 \"Försöket\"\n  stöd Försökslagen 1 §\n  deltar fr.o.m. 2022-01-01 t.o.m. 2023-12-31\n"
    "  sätter ur kraft K1\nslut\n";

engine::Package tried(const std::string& validity, const std::string& more, const std::string& condition) {
  return municipal(kLaw + kSum + rule("R1", "summa är antal"),
                   kTrial + requirement("krav F1-K1 \"Högst fem\"", "Försökslagen 2 §", validity, more + "  rekvisit " + condition + "\n"));
}

TEST(Trial, ARequirementThatOutlivesIt) {
  const auto package = tried("fr.o.m. 2022-01-01 nytt", "", "antal är högst 5");
  const auto result = checked_there(package, "trial_containment");
  const auto* found = find(result, "2281/trial_containment/F1");
  expect_replays(package, *found, "determined");
  EXPECT_EQ(found->code, "S2118");
  EXPECT_EQ(found->rules, std::vector<std::string>{"F1-K1"});
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2024-01-01"));  // the first day after it
  EXPECT_NE(replayed(*found, "with", "outcome"), replayed(*found, "without", "outcome"));
  expect_told("forsok", package, result);
}

TEST(Trial, OnItsOwnDaysItMayChangeWhatItWants) {
  const auto package = tried("fr.o.m. 2022-01-01 t.o.m. 2023-12-31", "  ingår i försök F1\n", "antal är högst 5");
  const auto result = checked_there(package, "trial_containment");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(find(result, "2281/trial_containment/F1")->rlimit_used, 0U);
}

TEST(Trial, WhatSaysNothingNewMayOutliveIt) {
  const auto result = checked_there(tried("fr.o.m. 2022-01-01 nytt", "", "godkänd är ja"), "trial_containment");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_GT(find(result, "2281/trial_containment/F1")->rlimit_used, 0U);
}

// ---- no limit ------------------------------------------------------------------------------------------

// The engine's sum of what has no limit has none. The solver has no words for that among elements, and says so.
TEST(NoLimit, AmongTheElementsOfAListIsOutOfCore) {
  const auto arithmetic = [](const std::string& value) {
    const auto package =
        municipal(limit("gräns", "10", "") + kLaw + kSum + rule("R1", "summa är summan av kommun.gräns för varje p i poster"),
                  filled("gräns", value));
    const auto result = checked_there(package, "arithmetic");
    return find(result, "2281/arithmetic/R1")->verdict;
  };
  EXPECT_EQ(arithmetic("20"), Verdict::kProved);
  EXPECT_EQ(arithmetic("ingen gräns"), Verdict::kOutOfCore);
}

// ---- automatic decisions ---------------------------------------------------------------------------------

engine::Package automatic(const std::string& rules, const std::string& header = "  avgörs av automatiserad beslutsfunktion\n") {
  auto sources = small(rules);
  sources.push_back({"kommuner/2281-prov.stadga",
                     "kommun 2281 \"Provkommunen\"\n  till prov\n"
                     "delegation till automatiserad beslutsfunktion\n  stöd Lagen 37 §\n  gäller fr.o.m. 2021-01-01\nslut\n"});
  sources = replaced(sources, "  överklagas inte\n", header + "  överklagas genom förvaltningsbesvär\n");
  sources = replaced(sources, "källa Rutinen", "  12 kap. 2 § överklagas genom laglighetsprövning\nkälla Rutinen");
  return compiled(sources);
}

std::string with_help(const std::string& needed) {
  return "uppgift hjälp : bedömning\n" + needed + kSum + rule("R1", "summa är antal") +
         requirement("krav K1 \"Hjälp\"", "Lagen 1 §", "fr.o.m. 2020-01-01", "  rekvisit någon av (godkänd är ja, hjälp är ja)\n");
}

void expect_automatic(const engine::Package& package, const Obligation& obligation) {
  ASSERT_EQ(obligation.verdict, Verdict::kRefuted);
  const Json decision = decided(package, obligation.witnesses.at(0));
  EXPECT_EQ(text_of(decision, "kind"), "decision");
  EXPECT_EQ(text_of(obligation.replayed.at(0), "kind"), "decision");
}

TEST(AutomationFence, AnAssessmentThatNobodyIsAskedFor) {
  const auto package = automatic(with_help("  behövs när antal är minst 50\n"));
  const auto result = checked_there(package, "automation_fence");
  const auto* found = find(result, "2281/automation_fence/hjälp");
  expect_automatic(package, *found);
  EXPECT_EQ(found->code, "S2116");
  EXPECT_EQ(replayed(*found, "with", "outcome"), "bifall");
  EXPECT_EQ(replayed(*found, "without", "outcome"), "avslag");
  expect_told("automatik_bedomning", package, result);
}

TEST(AutomationFence, AnAssessmentThatIsAskedForStopsIt) {
  EXPECT_THAT(not_proved(checked_there(automatic(with_help("")), "automation_fence")), IsEmpty());
}

TEST(AutomationFence, AnAssessmentThatCountsAsNoAndChangesNothing) {
  const std::string rules = with_help("  behövs när godkänd är nej\n");  // asked for wherever it matters
  EXPECT_THAT(not_proved(checked_there(automatic(rules), "automation_fence")), IsEmpty());
}

// What a person judges can be a number as well.
TEST(AutomationFence, AnAssessedNumberThatIsLeftOut) {
  const std::string rules =
      "uppgift hjälp : bedömning av heltal 1..5\nuppgift klar : ja/nej\n" + kSum + rule("R1", "summa är antal") +
      requirement("krav K1 \"Hjälp\"", "Lagen 1 §", "fr.o.m. 2020-01-01",
                  "  rekvisit någon av (godkänd är ja, hjälp är minst 3)\n  inte visat när klar är ja\n");
  const auto package = automatic(rules);
  const auto result = checked_there(package, "automation_fence");
  const auto* found = find(result, "2281/automation_fence/hjälp");
  expect_automatic(package, *found);
  EXPECT_EQ(replayed(*found, "with", "outcome"), "bifall");
  EXPECT_EQ(replayed(*found, "without", "outcome"), "avslag");
}

std::string by_level(const std::string& kind, const std::string& section) {
  return kind + " nivå : heltal 0..100\n" + kLaw + kSum + rule("R1", "summa är antal") +
         "regel R5 \"Nivån\"\n  stöd Lagen 12 kap. " + section + "\n  gäller fr.o.m. 2020-01-01\n  rättsföljd nivå är antal\nslut\n" +
         requirement("krav K2 \"Nivå\"", "Lagen 1 §", "fr.o.m. 2020-01-01", "  rekvisit nivå är minst 5\n");
}

TEST(AutomationFence, AProvisionWithAnotherRouteBehindARequirement) {
  const auto package = automatic(by_level("begrepp", "2 §"));
  const auto result = checked_there(package, "automation_fence");
  const auto* found = find(result, "2281/automation_fence/R5");
  expect_automatic(package, *found);
  EXPECT_EQ(found->code, "S2117");
  EXPECT_EQ(found->rules, std::vector<std::string>{"R5"});
  expect_told("automatik_overklagande", package, result);
}

TEST(AutomationFence, AProvisionThatTheDecisionCitesStopsIt) {
  const auto result = checked_there(automatic(by_level("värde", "2 §")), "automation_fence");
  EXPECT_THAT(not_proved(result), IsEmpty());
  EXPECT_EQ(find(result, "2281/automation_fence/R5")->verdict, Verdict::kProved);
}

TEST(AutomationFence, ACitationOfSeveralSectionsHoldsEach) {
  const auto behind = checked_there(automatic(by_level("begrepp", "1-3 §§")), "automation_fence");
  EXPECT_EQ(find(behind, "2281/automation_fence/R5")->verdict, Verdict::kRefuted);
  EXPECT_THAT(not_proved(checked_there(automatic(by_level("värde", "1-3 §§")), "automation_fence")), IsEmpty());
}

TEST(AutomationFence, AnotherSectionIsNoConcern) {
  const auto result = checked_there(automatic(by_level("begrepp", "4 §")), "automation_fence");
  EXPECT_EQ(find(result, "2281/automation_fence/decision")->verdict, Verdict::kProved);
}

TEST(AutomationFence, StandsByItselfWhereNothingIsAutomatic) {
  const auto result = checked_there(automatic(by_level("begrepp", "2 §"), ""), "automation_fence");
  const auto* found = find(result, "2281/automation_fence/decision");
  EXPECT_EQ(found->verdict, Verdict::kProved);
  EXPECT_EQ(found->rlimit_used, 0U);
}

}  // namespace
}  // namespace stadga::verify::testing
