// What could be left out of a rule set is told, as a warning; what a single case needs is not. And law that is cited
// for a time when it had not been issued.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string rule(const std::string& id, const std::string& lines, const std::string& value) {
  return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n" + lines +
         "  rättsföljd summa är " + value + "\nslut\n";
}

engine::Package with_rules(const std::string& rules, const std::string& condition = "godkänd är ja") {
  return compiled(small("värde summa : heltal 0..1000\n"
                        "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit " + condition +
                        "\nslut\n" + std::string(kUsualStages) + "    anger summa\nslut\n" + rules));
}

std::vector<std::string> found(const engine::Package& package, const std::string& kind) {
  const auto result = checked(package, {kind});
  for (const auto& o : result.obligations) {
    EXPECT_NE(o.verdict, Verdict::kUndecided) << o.id;
    EXPECT_NE(o.verdict, Verdict::kOutOfCore) << o.id;
    EXPECT_EQ(o.severity, kind == "citation" ? Severity::kError : Severity::kWarning);
    EXPECT_THAT(o.witnesses, IsEmpty());
  }
  return refuted(result);
}

using Ids = std::vector<std::string>;

TEST(RedundantException, ThatSaysWhatItsRuleSays) {
  const auto base = rule("R1", "", "5");
  EXPECT_EQ(found(with_rules(base + rule("R2", "  går före R1\n  när antal är minst 50\n", "5")), "redundant_exception"),
            Ids{"redundant_exception/R2"});
  EXPECT_THAT(found(with_rules(base + rule("R2", "  går före R1\n  när antal är minst 100\n", "6")),
                    "redundant_exception"), IsEmpty());
}

// The exception changes its term, and the answer only where the cap lets it through.
TEST(RedundantException, ThatNoAnswerShows) {
  const auto rules = [](const char* exception) {
    return "begrepp grund : heltal 0..1000\n" +
           rule("R1", "", "det minsta av (grund, 10)") +
           "regel R2 \"Grund\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd grund är 20\nslut\n"
           "regel R3 \"Mer\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  går före R2\n  när antal är minst 50\n"
           "  rättsföljd grund är " + exception + "\nslut\n";
  };
  EXPECT_EQ(found(with_rules(rules("30")), "redundant_exception"), Ids{"redundant_exception/R3"});
  EXPECT_THAT(found(with_rules(rules("9")), "redundant_exception"), IsEmpty());
}

TEST(RedundantException, OfARequirement) {
  const auto exception = [](const std::string& when) {
    return rule("R1", "", "5") + "regel R2 \"Undantag\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  går före K1\n"
           "  när " + when + "\n  rättsföljd K1 är uppfyllt\nslut\n";
  };
  EXPECT_EQ(found(with_rules(exception("godkänd är ja")), "redundant_exception"), Ids{"redundant_exception/R2"});
  EXPECT_THAT(found(with_rules(exception("slag är b")), "redundant_exception"), IsEmpty());
}

TEST(Vacuous, APartThatTheOthersAlreadySay) {
  const auto condition = [](const std::string& second) { return "alla av (antal är minst 50, " + second + ")"; };
  const auto rules = rule("R1", "", "5");
  EXPECT_EQ(found(with_rules(rules, condition("antal är minst 40")), "vacuous"), Ids{"vacuous/K1"});
  EXPECT_EQ(found(with_rules(rules, condition("antal är minst 51")), "vacuous"), Ids{"vacuous/K1"});
  EXPECT_THAT(found(with_rules(rules, condition("antal är högst 99")), "vacuous"), IsEmpty());
}

TEST(Vacuous, ADeclaredRangeSaysItAlready) {
  const auto result = checked(with_rules(rule("R1", "", "5"), "antal är minst 0"), {"vacuous"});
  EXPECT_EQ(refuted(result), Ids{"vacuous/K1"});
  EXPECT_EQ(find(result, "vacuous/K1")->code, "S2125");
  EXPECT_EQ(find(result, "vacuous/K1")->because, Ids{"antal"});
}

TEST(Vacuous, InANegationAndAnAlternative) {
  const auto rules = rule("R1", "", "5");
  EXPECT_EQ(found(with_rules(rules, "inte någon av (antal är minst 50, antal är minst 60)"), "vacuous"),
            Ids{"vacuous/K1"});
  EXPECT_THAT(found(with_rules(rules, "inte någon av (antal är minst 50, slag är a)"), "vacuous"), IsEmpty());
}

// Each of two that say the same can go, but not both.
TEST(Vacuous, WhatIsToldCanBeLeftOutTogether) {
  const auto rules = rule("R1", "", "5");
  const auto lines = [&](const std::string& condition) {
    const auto result = checked(with_rules(rules, condition), {"vacuous"});
    const auto* found = find(result, "vacuous/K1");
    EXPECT_EQ(found->verdict, Verdict::kRefuted);
    return found->message.en;
  };
  EXPECT_THAT(lines("alla av (antal är minst 50,\n    antal är mer än 49,\n    slag är b)"), HasSubstr("on line 24 (antal är minst 50) can"));
  EXPECT_THAT(lines("alla av (antal är minst 50,\n    antal är minst 40,\n    antal är minst 30)"),
              HasSubstr("on line 25 (antal är minst 40) and 26 (antal är minst 30) can"));
  EXPECT_THAT(lines("alla av (antal är minst 50, antal är minst 40, antal är minst 30)"),
              HasSubstr("on line 24 (antal är minst 40) and 24 (antal är minst 30) can"));
}

TEST(Vacuous, WhatARequirementAppliesToIsAskedToo) {
  const auto applied = [](const std::string& when) {
    return with_rules(rule("R1", "", "5"), "godkänd är ja\n  tillämpas när " + when);
  };
  const auto result = checked(applied("antal är minst 0"), {"vacuous"});
  EXPECT_EQ(refuted(result), Ids{"vacuous/K1/applies"});
  EXPECT_THAT(find(result, "vacuous/K1/applies")->message.en, HasSubstr("\"applies when\" of K1"));
  EXPECT_THAT(found(applied("antal är minst 1"), "vacuous"), IsEmpty());
}

TEST(Overlap, TwoRulesThatSayTheSame) {
  const auto second = [](const std::string& when) {
    return rule("R1", "  när antal är minst 50\n", "5") + rule("R2", "  när " + when + "\n", "5") +
           rule("R3", "  i övriga fall\n", "1");
  };
  const auto result = checked(with_rules(second("antal är minst 100")), {"overlap"});
  EXPECT_EQ(refuted(result), Ids{"overlap/summa"});
  EXPECT_EQ(find(result, "overlap/summa")->because, (Ids{"R1", "R2"}));
  EXPECT_EQ(exit_status(result), 0);
  EXPECT_THAT(found(with_rules(second("antal är högst 49")), "overlap"), IsEmpty());
}

// Rules for the other cases speak only where none of the others does.
TEST(Overlap, OfRulesForTheOtherCases) {
  const auto rules = [](const std::string& when) {
    return with_rules(rule("R1", "  när " + when + "\n", "1") + rule("R2", "  i övriga fall\n", "5") +
                      rule("R3", "  i övriga fall\n", "5"));
  };
  EXPECT_EQ(found(rules("antal är minst 1"), "overlap"), Ids{"overlap/summa"});
  EXPECT_THAT(found(rules("antal är minst 0"), "overlap"), IsEmpty());
}

// What goes before the first rule in one version only: on the other days the two stand side by side.
TEST(Overlap, OnTheDaysOfTheVersionThatGoesBeforeNothing) {
  const auto rules = [](const std::string& later) {
    const auto version = [](const std::string& validity, const std::string& before) {
      return "regel R2 \"Regel R2\"\n  stöd Lagen 2 §\n  gäller " + validity + "\n" + before + "  när godkänd är ja\n  rättsföljd summa är 7\nslut\n";
    };
    return with_rules(rule("R1", "  när slag är c\n", "5") + version("fr.o.m. 2020-01-01 t.o.m. 2024-12-31", "  går före R1\n") +
                      version("fr.o.m. 2025-01-01", later) + rule("R3", "  går före R2\n  när slag är c\n", "5") + rule("R4", "  i övriga fall\n", "0"));
  };
  EXPECT_EQ(found(rules(""), "overlap"), Ids{"overlap/summa"});
  EXPECT_THAT(found(rules("  går före R1\n"), "overlap"), IsEmpty());
}

TEST(Citation, OfAnAgencysRegulations) {
  const auto cited = [](const std::string& day) {
    return with_rules("källa Föreskriften tsfs 2023:3 \"föreskriften\" vikt föreskrift kontrollerad t.o.m. 2025-01-01\n"
                      "regel R1 \"Summa\"\n  stöd Föreskriften 2 §\n  gäller fr.o.m. " + day + "\n  rättsföljd summa är 1\nslut\n");
  };
  EXPECT_EQ(found(cited("2022-12-31"), "citation"), Ids{"citation/R1"});
  EXPECT_THAT(found(cited("2023-01-01"), "citation"), IsEmpty());
}

// The day of decision does not hide a later act or wording; of several the one that is nearest is told.
TEST(Citation, OfADecisionAndOfSeveralSources) {
  const auto cited = [](const std::string& validity, const std::string& law) {
    return with_rules("källa Beslutad sfs 2019:5 \"beslutet\" vikt lag kontrollerad t.o.m. 2025-01-01 beslutad 2018-06-01\n"
                      "källa Ny sfs 2023:9 \"nya lagen\" vikt lag kontrollerad t.o.m. 2025-01-01\n"
                      "regel R1 \"Summa\"\n" + law + "  gäller " + validity + "\n  rättsföljd summa är 1\nslut\n");
  };
  EXPECT_EQ(found(cited("fr.o.m. 2020-01-01", "  stöd Beslutad 2 §   lydelse 2024:5\n"), "citation"), Ids{"citation/R1"});
  EXPECT_THAT(found(cited("fr.o.m. 2020-01-01", "  stöd Beslutad 2 §\n"), "citation"), IsEmpty());
  for (const char* both : {"  stöd Ny 1 §\n  stöd Lagen 2 §   lydelse 2021:5\n", "  stöd Lagen 2 §   lydelse 2021:5\n  stöd Ny 1 §\n"}) {
    const auto result = checked(cited("fr.o.m. 2020-01-01", both), {"citation"});
    EXPECT_THAT(find(result, "citation/R1")->message.en, HasSubstr("issued in 2021 at the earliest"));
  }
}

TEST(Citation, OfLawThatWasIssuedLater) {
  const auto cited = [](const std::string& day, const std::string& law) {
    return with_rules("regel R1 \"Summa\"\n  stöd " + law + "\n  gäller fr.o.m. " + day + "\n  rättsföljd summa är 1\nslut\n");
  };
  EXPECT_EQ(found(cited("2020-01-01", "Lagen 2 §   lydelse 2021:5"), "citation"), Ids{"citation/R1"});
  EXPECT_THAT(found(cited("2021-01-01", "Lagen 2 §   lydelse 2021:5"), "citation"), IsEmpty());
  EXPECT_THAT(found(cited("2020-01-01", "Lagen 2 §"), "citation"), IsEmpty());
  const auto result = checked(cited("2020-01-01", "Lagen 2 §   lydelse 2021:5"), {"citation"});
  EXPECT_EQ(find(result, "citation/R1")->code, "S2127");
  EXPECT_EQ(exit_status(result), 1);
}

}  // namespace
}  // namespace stadga::verify::testing
