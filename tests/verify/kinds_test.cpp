// Each kind of proof: a seeded defect that must be found with a case that the engine shows it on,
// and a near miss that must not be reported.
#include "probe.h"
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kRequirement =
    "krav K1 \"Godkänd\"\n"
    "  stöd    Lagen 1 §\n"
    "  gäller  fr.o.m. 2020-01-01\n"
    "  rekvisit godkänd är ja\n"
    "slut\n";

const std::string kDecision =
    "värde summa : heltal 0..1000   högre är till fördel\n"
    "beslut prov\n"
    "  1. avslag  när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  2. bifall  när alla krav är uppfyllda   anger summa\n"
    "slut\n";

std::string rule(const std::string& id, const std::string& condition, const std::string& value,
                 const std::string& more = "") {
  return "regel " + id + " \"Regel " + id + "\"\n  stöd    Lagen 2 §\n" +
         "  gäller  fr.o.m. 2020-01-01\n" + more + (condition.empty() ? "" : "  " + condition + "\n") +
         "  rättsföljd summa är " + value + "\nslut\n";
}

TEST(Conflict, TwoRulesThatOverlap) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "1") +
                                      rule("R2", "när antal är högst 10", "2")));
  const auto result = checked(package, {"conflict"});
  const auto* found = find(result, "conflict/summa");
  expect_replays(package, *found, "conflict");
  EXPECT_EQ(found->code, "S2103");
  EXPECT_EQ(found->rules, (std::vector<std::string>{"R1", "R2"}));
  // Only 10 shows it, and nothing else matters but what leads to the grant.
  const Json* facts = found->witnesses[0].find("facts");
  EXPECT_EQ(*facts->find("antal"), Json(10));
  EXPECT_EQ(facts->as_object()->size(), 2U);
  EXPECT_EQ(found->because, (std::vector<std::string>{"antal", "godkänd"}));
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2020-01-01"));
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Conflict, RulesThatMeetWithoutOverlap) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "1") +
                                      rule("R2", "när antal är mindre än 10", "2")));
  EXPECT_THAT(not_proved(checked(package, {"conflict"})), IsEmpty());
}

TEST(Conflict, EqualResultsSupportEachOther) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "antal") +
                                      rule("R2", "när antal är högst 10", "10") +
                                      rule("R3", "i övriga fall", "0")));
  // At 10, the only case in common, both say 10; below it R1 is silent.
  EXPECT_THAT(not_proved(checked(package, {"conflict"})), IsEmpty());
}

TEST(Conflict, AnExceptionReplacesItsBase) {
  const auto package =
      compiled(small(kRequirement + kDecision + rule("R1", "", "1") +
                     rule("R2", "när slag är a", "2", "  går före R1\n")));
  EXPECT_THAT(not_proved(checked(package, {"conflict"})), IsEmpty());
}

TEST(Conflict, ARuleThatDisagreesWithTheRequirement) {
  const std::string exception =
      "regel R9 \"Undantag\"\n  stöd Lagen 3 §\n  gäller fr.o.m. 2020-01-01\n"
      "  när slag är b\n  rättsföljd K1 är uppfyllt\nslut\n";
  const auto package =
      compiled(small(kRequirement + kDecision + rule("R1", "i övriga fall", "1") + exception));
  const auto result = checked(package, {"conflict"});
  expect_replays(package, *find(result, "conflict/K1"), "conflict");
}

TEST(Gap, NoRuleForARequiredValue) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "1")));
  const auto result = checked(package, {"gap"});
  const auto* found = find(result, "gap/summa");
  expect_replays(package, *found, "gap");
  EXPECT_EQ(text_of(found->replayed[0], "at"), "summa");
  EXPECT_EQ(find(result, "gap/decision")->verdict, Verdict::kProved);
}

TEST(Gap, ADefaultCoversTheRest) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "1") +
                                      rule("R2", "i övriga fall", "0")));
  EXPECT_THAT(not_proved(checked(package, {"gap"})), IsEmpty());
}

TEST(Gap, ARequirementWithoutStage) {
  const std::string decision =
      "beslut prov\n  1. bifall när alla krav är uppfyllda\nslut\n";
  const auto package = compiled(small(kRequirement + decision));
  const auto result = checked(package, {"gap"});
  const auto* found = find(result, "gap/decision");
  expect_replays(package, *found, "gap");
  EXPECT_EQ(found->rules, (std::vector<std::string>{"K1"}));
}

TEST(Gap, AGrantOfNothing) {
  const std::string rules =
      "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n"
      "  tillämpas när slag är a\n  rekvisit godkänd är ja\nslut\n"
      "beslut prov\n"
      "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
      "  2. bifall när alla krav är uppfyllda\nslut\n";
  const auto package = compiled(small(rules));
  const auto result = checked(package, {"gap"});
  const auto* found = find(result, "gap/decision");
  expect_replays(package, *found, "gap");
  EXPECT_EQ(text_of(found->replayed[0], "detail"), "no_applicable_requirement");
}

TEST(DeadRule, ConditionsThatExcludeEachOther) {
  const auto package = compiled(
      small(kRequirement + kDecision + rule("R1", "när alla av (antal är minst 10, antal är mindre än 5)", "1") +
            rule("R2", "i övriga fall", "0")));
  const auto result = checked(package, {"dead_rule"});
  EXPECT_EQ(refuted(result), (std::vector<std::string>{"dead_rule/R1"}));
  const auto* found = find(result, "dead_rule/R1");
  EXPECT_TRUE(found->witnesses.empty());
  EXPECT_EQ(found->because, (std::vector<std::string>{"antal"}));
  EXPECT_EQ(exit_status(result), 1);
}

TEST(DeadRule, BeyondTheRangeOfTheFact) {
  const auto dead = compiled(small(kRequirement + kDecision + rule("R1", "när antal är mer än 100", "1") +
                                   rule("R2", "i övriga fall", "0")));
  EXPECT_THAT(refuted(checked(dead, {"dead_rule"})), Contains("dead_rule/R1"));
  const auto alive = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 100", "1") +
                                    rule("R2", "i övriga fall", "0")));
  EXPECT_THAT(refuted(checked(alive, {"dead_rule"})), IsEmpty());
}

// What the base's own rows never give, a municipality's may.
TEST(DeadRule, ThatAMunicipalitysTableBringsToLife) {
  const auto rules = [&](const std::string& more) {
    return compiled(small(kRequirement + kDecision +
                          "kommunen får bestämma tabell tak ( antal : heltal 0..100 ) : heltal 0..1000 \"Tak\"\n"
                          "  stöd Lagen 4 §\n  gäller fr.o.m. 2020-01-01\n  | * | 7 |\nslut\n" +
                          rule("R1", "när kommun.tak(antal) är mer än " + more, "1") + rule("R2", "i övriga fall", "0")));
  };
  EXPECT_THAT(refuted(checked(rules("7"), {"dead_rule", "shadowed", "vacuous"})), IsEmpty());
  EXPECT_THAT(refuted(checked(rules("1000"), {"dead_rule"})), Contains("dead_rule/R1"));
}

TEST(DeadRule, ALongListIsNotForgotten) {
  const auto rules = [&](const std::string& count) {
    return small(kRequirement + kDecision +
                 rule("R1", "när antalet i poster där slag är x är minst " + count, "1") +
                 rule("R2", "i övriga fall", "0"));
  };
  EXPECT_THAT(refuted(checked(compiled(rules("20")), {"dead_rule"})), IsEmpty());
  EXPECT_THAT(refuted(checked(compiled(rules("21")), {"dead_rule"})), Contains("dead_rule/R1"));
}

// The exception stands in the older version only: the newer one lacks it, and only there do two rules answer.
TEST(Conflict, AnExceptionForgottenInOneVersionIsFound) {
  const auto rules = [](const std::string& newer) {
    return compiled(small(kRequirement + kDecision +
                          "regel R1 \"Alla\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd summa är 1\nslut\n"
                          "regel R2 \"A\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01 t.o.m. 2024-12-31\n  går före R1\n"
                          "  när slag är a\n  rättsföljd summa är 2\nslut\n"
                          "regel R2 \"A\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2025-01-01\n" + newer +
                          "  när slag är a\n  rättsföljd summa är 2\nslut\n"));
  };
  const auto package = rules("");
  const auto result = checked(package, {"conflict"});
  const auto* found = find(result, "conflict/summa");
  expect_replays(package, *found, "conflict");
  EXPECT_EQ(*found->witnesses.at(0).find("decision_date"), Json("2025-01-01"));
  EXPECT_THAT(not_proved(checked(rules("  går före R1\n"), {"conflict"})), IsEmpty());
}

TEST(DateCoverage, AParameterWithADayMissing) {
  const auto rules = [&](const std::string& second) {
    return small(kRequirement + kDecision + rule("R1", "", "belopp") +
                 "parameter belopp : heltal 0..1000 \"Belopp\"\n  stöd Lagen 4 §\n"
                 "  gäller fr.o.m. 2020-01-01 t.o.m. 2022-12-31   5\n"
                 "  gäller fr.o.m. " + second + "   6\nslut\n");
  };
  const auto package = compiled(rules("2023-01-02"));
  const auto result = checked(package, {"date_coverage"});
  const auto* found = find(result, "date_coverage/belopp");
  expect_replays(package, *found, "not_covered");
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2023-01-01"));
  EXPECT_THAT(found->message.sv, HasSubstr("2023-01-01"));
  EXPECT_EQ(refuted(result).size(), 1U);
  EXPECT_THAT(not_proved(checked(compiled(rules("2023-01-01")), {"date_coverage"})), IsEmpty());
}

// A rule whose later version goes before nothing: what goes before it no longer stands before the first rule.
dsl::SourceSet exception_of_an_exception(const std::string& later) {
  const auto version = [](const std::string& id, const std::string& validity, const std::string& lines, const char* value) {
    return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen 2 §\n  gäller " + validity + "\n" + lines +
           "  rättsföljd summa är " + value + "\nslut\n";
  };
  const std::string rare = "  när alla av (antal är 77, slag är c)\n";
  return small(kRequirement + kDecision + version("R0", "fr.o.m. 2020-01-01", rare, "1") +
               version("R1", "fr.o.m. 2020-01-01 t.o.m. 2024-12-31", "  går före R0\n  när godkänd är ja\n", "3") +
               version("R1", "fr.o.m. 2025-01-01", later, "3") +
               version("R2", "fr.o.m. 2020-01-01", "  går före R1\n" + rare, "2") +
               version("R3", "fr.o.m. 2020-01-01", "  i övriga fall\n", "0"));
}

TEST(Conflict, AnExceptionToAnExceptionThatNoLongerIsOne) {
  const auto apart = compiled(exception_of_an_exception("  när alla av (godkänd är ja, antal är 1)\n"));
  const auto result = checked(apart, {"conflict"});
  const auto* found = find(result, "conflict/summa");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  expect_replays(apart, *found, "conflict");
  EXPECT_GE(*found->witnesses.at(0).find("decision_date")->as_string(), "2025-01-01");
  EXPECT_THAT(refuted(checked(apart, {"shadowed"})), ::testing::Not(Contains("shadowed/R0")));
  const auto kept = compiled(exception_of_an_exception("  går före R0\n  när alla av (godkänd är ja, antal är 1)\n"));
  EXPECT_THAT(not_proved(checked(kept, {"conflict"})), IsEmpty());
  EXPECT_THAT(refuted(checked(kept, {"shadowed"})), Contains("shadowed/R0"));
}

TEST(Gap, OfATermThatIsCalledAsTheDecisionIs) {
  const auto package = compiled(small("begrepp prov : heltal 0..9\n"
                                      "regel R1 \"Prov\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  när godkänd är ja\n"
                                      "  rättsföljd prov är 1\nslut\n"
                                      "krav K1 \"Prov\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit prov är 1\nslut\n" +
                                      std::string(kUsualStages) + "slut\n"));
  const auto result = checked(package, {"gap"});
  EXPECT_EQ(find(result, "gap/prov")->verdict, Verdict::kRefuted);
  EXPECT_EQ(find(result, "gap/decision")->verdict, Verdict::kProved);
}

// A municipality's versions go before the national ones: together they are not two, and each fills what the other lacks.
TEST(DateCoverage, ATableThatLawAndMunicipalityFill) {
  const auto versions = [](const std::string& national, const std::string& local) {
    auto sources = small(kRequirement + kDecision +
                         "kommunen får bestämma tabell tak ( antal : heltal 0..100 ) : heltal 0..1000 \"Tak\"\n"
                         "  stöd Lagen 4 §\n  gäller " + national + "\n  | * | 7 |\nslut\n" +
                         rule("R1", "", "kommun.tak(antal)"));
    sources.push_back({"kommuner/1234-prov.stadga",
                       "kommun 1234 \"Prov\"\n  till prov\n\nkälla Antagande \"antaget\" vikt sedvana\n\n"
                       "bestämmer tak\n  stöd Antagande\n  gäller " + local + "\n  | * | 9 |\nslut\n"});
    return compiled(sources);
  };
  const auto both = versions("fr.o.m. 2020-01-01", "fr.o.m. 2022-01-01");
  EXPECT_THAT(not_proved(checked(both, {"date_coverage"}, "1234")), IsEmpty());
  const auto filled = versions("fr.o.m. 2020-01-01 t.o.m. 2022-12-31", "fr.o.m. 2023-01-01");
  EXPECT_THAT(not_proved(checked(filled, {"date_coverage"}, "1234")), IsEmpty());
  const auto lacking = versions("fr.o.m. 2020-01-01 t.o.m. 2022-12-31", "fr.o.m. 2023-01-02");
  EXPECT_THAT(refuted(checked(lacking, {"date_coverage"}, "1234")), Contains("1234/date_coverage/tak"));
}

// The law follows the month's last day: a wording that held on another day only meets no case.
TEST(DateCoverage, ADayThatNoCaseHasForItsLawNeedsNoVersion) {
  const auto rules = [](const std::string& last_day) {
    return compiled(small("uppgift månaden : månad 2020-01..2029-12\n"
                          "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01 t.o.m. " + last_day +
                              "\n  rekvisit godkänd är ja\nslut\n"
                              "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2022-08-02\n  rekvisit godkänd är ja\nslut\n" +
                              kUsualStages + "slut\n",
                          "  lagdag   sista dagen i månaden för månaden\n"
                          "  prövar   beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n"));
  };
  const auto held = checked(rules("2022-07-31"), {"date_coverage"});
  EXPECT_EQ(find(held, "date_coverage/K1")->verdict, Verdict::kProved);
  const auto met = checked(rules("2022-07-30"), {"date_coverage"});
  EXPECT_EQ(find(met, "date_coverage/K1")->verdict, Verdict::kRefuted);
}

// What an exception without a version would have said is not known, even where its other versions agree with the rule.
TEST(DateCoverage, AnExceptionThatStartsLateAndSaysTheSame) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "", "1") +
                                      "regel R2 \"Undantag\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2021-06-01\n"
                                      "  går före R1\n  rättsföljd summa är 1\nslut\n"));
  const auto result = checked(package, {"date_coverage"});
  expect_replays(package, *find(result, "date_coverage/R2"), "not_covered");
}

TEST(DateCoverage, ARequirementThatStartsLate) {
  const auto rules = [&](const std::string& validity) {
    return small("krav K2 \"Till\"\n  stöd Lagen 1 §\n  gäller " + validity +
                 "\n  rekvisit slag är a\nslut\n" + kRequirement + kDecision + rule("R1", "", "1"));
  };
  const auto package = compiled(rules("fr.o.m. 2021-06-01"));
  const auto result = checked(package, {"date_coverage"});
  const auto* found = find(result, "date_coverage/K2");
  expect_replays(package, *found, "not_covered");
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2021-05-31"));
  // The law is said to have nothing before.
  EXPECT_THAT(not_proved(checked(compiled(rules("fr.o.m. 2021-06-01 nytt")), {"date_coverage"})),
              IsEmpty());
}

TEST(Arithmetic, TheLatestOfNothing) {
  const std::string value =
      "värde sista : datum\n"
      "beslut prov\n"
      "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
      "  2. bifall när alla krav är uppfyllda   anger sista\nslut\n";
  const auto rules = [&](const std::string& condition) {
    return small(kRequirement + value +
                 "regel R1 \"Sista\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n" + condition +
                 "  rättsföljd sista är det senaste dag i poster där dag finns\nslut\n"
                 "regel R2 \"Annars\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                 "  i övriga fall\n  rättsföljd sista är beslutsdagen\nslut\n");
  };
  const auto package = compiled(rules(""));
  const auto result = checked(package, {"arithmetic"});
  const auto* found = find(result, "arithmetic/R1");
  expect_replays(package, *found, "error");
  EXPECT_EQ(text_of(found->replayed[0], "detail"), "empty_list");
  EXPECT_THAT(not_proved(checked(compiled(rules("  när något i poster uppfyller dag finns\n")),
                                 {"arithmetic"})),
              IsEmpty());
}

TEST(Arithmetic, ADayOutsideTheCalendar) {
  const std::string value =
      "värde sista : datum\n"
      "beslut prov\n"
      "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
      "  2. bifall när alla krav är uppfyllda   anger sista\nslut\n";
  const auto rules = [&](const std::string& months) {
    return small(kRequirement + value +
                 "uppgift tid : månader 0.." + months + "\n"
                 "regel R1 \"Sista\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                 "  rättsföljd sista är beslutsdagen + tid\n"
                 "  finns inte dagen: månadens sista dag\nslut\n");
  };
  // From December 2029 to December 2199 it is 2040 months.
  const auto package = compiled(rules("2041"));
  const auto result = checked(package, {"arithmetic"});
  const auto* found = find(result, "arithmetic/R1");
  expect_replays(package, *found, "error");
  EXPECT_THAT(not_proved(checked(compiled(rules("2040")), {"arithmetic"})), IsEmpty());
}

const std::string kRoutine =
    "krav K2 \"Gräns\"\n  stöd Rutinen\n  gäller fr.o.m. 2020-01-01\n"
    "  rekvisit antal är högst 50\nslut\n";

TEST(NonbindingAdverse, ARejectionOnARoutine) {
  const auto package =
      compiled(small(kRequirement + kRoutine + kDecision + rule("R1", "", "1")));
  const auto result = checked(package, {"nonbinding_adverse"});
  const auto* found = find(result, "nonbinding_adverse/avslag");
  expect_replays(package, *found, "determined");
  EXPECT_EQ(found->rules, (std::vector<std::string>{"K2"}));
  EXPECT_EQ(text_of(found->replayed[0], "outcome"), "avslag");
  EXPECT_EQ(text_of(*found->replayed[0].find("without"), "outcome"), "bifall");
  EXPECT_THAT(found->message.sv, HasSubstr("provrutinen, riktlinje"));
  EXPECT_THAT(found->message.sv, HasSubstr("bifall"));
  EXPECT_EQ(find(result, "nonbinding_adverse/summa")->verdict, Verdict::kProved);
}

TEST(NonbindingAdverse, ARoutineBesideTheLawDecidesNothingAlone) {
  const auto package = compiled(
      small(kRequirement + kDecision + rule("R1", "", "1") +
            "krav K2 \"Gräns\"\n  stöd Rutinen\n  stöd Lagen 5 §\n  gäller fr.o.m. 2020-01-01\n"
            "  rekvisit antal är högst 50\nslut\n"));
  EXPECT_THAT(not_proved(checked(package, {"nonbinding_adverse"})), IsEmpty());
}

// A routine that chooses other elements than the law: with it and without it the value rests on different ones.
TEST(NonbindingAdverse, ARoutineThatChoosesAmongTheElements) {
  const auto rules = [](const std::string& routine) {
    return compiled(small("post Del {\n  a : heltal 0..100\n  b : heltal 0..100\n}\nuppgift delar : lista av Del högst 8\n"
                          "begrepp val : heltal 0..100\nvärde störst : heltal 0..100   högre är till fördel\n"
                          "regel R1 \"Lagens val\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  i övriga fall\n  rättsföljd val är 1\nslut\n"
                          "regel R2 \"Rutinens val\"\n  stöd Rutinen\n  gäller fr.o.m. 2020-01-01\n  går före R1\n  rättsföljd val är " + routine +
                          "\nslut\n"
                          "regel R3 \"Störst\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                          "  när antalet i delar där a är val är minst 3\n  rättsföljd störst är det största b i delar där a är val\nslut\n"
                          "till handläggare V1 \"För få\"\n  stöd Lagen 3 §\n  gäller fr.o.m. 2020-01-01\n"
                          "  när antalet i delar där a är val är mindre än 3\n  text \"för få\"\nslut\n" + kRequirement +
                          "beslut prov\n  1. till handläggare när någon väg gäller\n"
                          "  2. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
                          "  3. bifall när alla krav är uppfyllda   anger störst\nslut\n"));
  };
  const auto other = checked(rules("2"), {"nonbinding_adverse"});
  EXPECT_THAT(refuted(other), Contains("nonbinding_adverse/störst"));
  EXPECT_THAT(refuted(checked(rules("1"), {"nonbinding_adverse"})), ::testing::Not(Contains("nonbinding_adverse/störst")));
}

TEST(NonbindingAdverse, EveryRoutineIsNamed) {
  const std::string second =
      "krav K3 \"Slag\"\n  stöd Rutinen\n  gäller fr.o.m. 2020-01-01\n"
      "  rekvisit slag är någon av a, b\nslut\n";
  const std::string lower =
      "regel R2 \"Lägre\"\n  stöd Rutinen\n  gäller fr.o.m. 2020-01-01\n  går före R1\n"
      "  när slag är b\n  rättsföljd summa är 0\nslut\n";
  const auto package = compiled(
      small(kRequirement + kRoutine + second + kDecision + rule("R1", "", "1") + lower));
  const auto result = checked(package, {"nonbinding_adverse"});
  EXPECT_EQ(find(result, "nonbinding_adverse/avslag")->rules,
            (std::vector<std::string>{"K2", "K3"}));
  const auto* value = find(result, "nonbinding_adverse/summa");
  EXPECT_EQ(value->rules, (std::vector<std::string>{"R2"}));
  EXPECT_EQ(*value->replayed[0].find("with")->find("value"), Json(0));
  EXPECT_EQ(*value->replayed[0].find("without")->find("value"), Json(1));
}

TEST(NonbindingAdverse, AHigherAmountIsNoFinding) {
  const std::string higher =
      "regel R2 \"Högre\"\n  stöd Rutinen\n  gäller fr.o.m. 2020-01-01\n  går före R1\n"
      "  när slag är b\n  rättsföljd summa är 2\nslut\n";
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "", "1") + higher));
  EXPECT_THAT(not_proved(checked(package, {"nonbinding_adverse"})), IsEmpty());
}

TEST(UnknownSafety, HoldsForASmallRuleSet) {
  const auto package =
      compiled(small(kRequirement + kRoutine + kDecision +
                     rule("R1", "när antalet i poster där slag är x är minst 2", "antal") +
                     rule("R2", "i övriga fall", "0")));
  EXPECT_THAT(not_proved(checked(package, {"unknown_safety"})), IsEmpty());
}

// The obstacle cannot hold, but whether it is "inte tillämpligt" hangs on its guard: until that is known
// the answer must wait, in the engine and in the proof.
TEST(UnknownSafety, WhetherAnObstacleAppliesWaitsForItsGuard) {
  const std::string obstacle =
      "prövningshinder H1 \"Hinder\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n"
      "  tillämpas när slag är a\n  rekvisit antal är minst 50\nslut\n";
  const std::string asks =
      "krav K2 \"Frågar\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n"
      "  rekvisit kravet H1 är inte tillämpligt\nslut\n";
  const std::string decision =
      "beslut prov\n  1. avvisning när ett prövningshinder finns\n"
      "  2. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
      "  3. bifall när alla krav är uppfyllda\nslut\n";
  const auto package = compiled(small(kRequirement + obstacle + asks + decision));
  const auto result = checked(package, {"unknown_safety"});
  EXPECT_EQ(find(result, "unknown_safety/decision")->verdict, Verdict::kProved);
  const Json partial = JsonObject{{"decision_date", "2021-01-01"},
                                  {"facts", JsonObject{{"godkänd", true}, {"antal", 5}}}};
  EXPECT_EQ(text_of(decided(package, partial), "status"), "incomplete");
}

// No rule set breaks the law any more that we know of; the proof must still be able to fail.
TEST(UnknownSafety, ACompletionOfAnotherCaseBreaksTheLaw) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "", "antal")));
  EXPECT_TRUE(probe_knowledge(package, true));
  EXPECT_FALSE(probe_knowledge(package, false));
}

TEST(DateCoverage, WhatNothingReadsIsAWarningAndEveryErrorHasOneCase) {
  const std::string unread =
      "parameter ingen_läser : heltal 0..1000 \"Oläst\"\n  stöd Lagen 4 §\n"
      "  gäller fr.o.m. 2020-01-01 t.o.m. 2022-12-31   5\nslut\n"
      "parameter belopp : heltal 0..1000 \"Belopp\"\n  stöd Lagen 4 §\n"
      "  gäller fr.o.m. 2020-01-01 t.o.m. 2024-12-31   5\nslut\n";
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "", "belopp") + unread));
  const auto result = checked(package, {"date_coverage"});
  const auto* quiet = find(result, "date_coverage/ingen_läser");
  EXPECT_EQ(quiet->severity, Severity::kWarning);
  EXPECT_TRUE(quiet->witnesses.empty());
  EXPECT_EQ(find(result, "date_coverage/belopp")->severity, Severity::kError);
  for (const auto& obligation : result.obligations) {
    if (obligation.verdict != Verdict::kRefuted || obligation.severity != Severity::kError) continue;
    EXPECT_EQ(obligation.witnesses.size(), 1U) << obligation.id;
  }
}

// No municipality has filled the place: the finding says which values it assumes.
TEST(Conflict, OnValuesThatNoMunicipalityHasDecided) {
  const std::string open =
      "kommunen får bestämma gräns : heltal 1..100\n  \"Gräns\"\n  stöd Lagen 5 §\nslut\n";
  const auto package = compiled(small(kRequirement + kDecision + open +
                                      rule("R1", "när antal är minst kommun.gräns", "1") +
                                      rule("R2", "när antal är högst 10", "2") +
                                      rule("R3", "i övriga fall", "0")));
  const auto result = checked(package, {"conflict"});
  const auto* found = find(result, "conflict/summa");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->assumes.size(), 1U);
  EXPECT_THAT(found->assumes[0], ::testing::StartsWith("kommun.gräns = "));
  EXPECT_THAT(to_text(package, result, MessageLanguage::kSwedish, false),
              HasSubstr("Ingen kommun har bestämt så."));
  // An overlay that fills the place that way is all that is lacking.
  auto sources = small(kRequirement + kDecision + open +
                       rule("R1", "när antal är minst kommun.gräns", "1") +
                       rule("R2", "när antal är högst 10", "2") + rule("R3", "i övriga fall", "0"));
  sources.push_back({"kommuner/1234-prov.stadga",
                     "kommun 1234 \"Prov\"\n  till prov\n\nkälla Antagande \"antaget\" vikt sedvana\n\n"
                     "bestämmer gräns\n  stöd Antagande\n  gäller utan känd första dag   " +
                         found->assumes[0].substr(std::string("kommun.gräns = ").size()) + "\nslut\n"});
  Json witness = found->witnesses[0];
  witness.as_object()->insert_or_assign("municipality", "1234");
  EXPECT_EQ(text_of(decided(compiled(sources), witness), "status"), "conflict");
}

TEST(Check, AnUnknownMunicipalityIsInvalidInput) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "", "1")));
  CheckOptions options;
  options.municipality = "9999";
  const auto result = check(package, options);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().failure, Failure::kInvalidInput);
}

TEST(Check, TheLimitGivesUndecidedAndNeverAPass) {
  const auto package = compiled(small(kRequirement + kDecision + rule("R1", "när antal är minst 10", "1") +
                                      rule("R2", "när antal är mindre än 10", "2")));
  CheckOptions options;
  options.kinds = {"conflict"};
  options.rlimit = 1;
  const auto result = check(package, options);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(find(*result, "conflict/summa")->verdict, Verdict::kUndecided);
  EXPECT_EQ(exit_status(*result), 4);
}

}  // namespace
}  // namespace stadga::verify::testing
