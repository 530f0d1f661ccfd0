// What shall always hold, what moves the right way, tables without a row or a day, what is granted in part,
// months in a row: each with a defect that is found, with replaying cases, and a near miss that is not.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::IsEmpty;

const std::string kGate =
    "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n";
const std::string kDecision = std::string(kUsualStages) + "    anger bidrag\nslut\n";

// `amount` is what the benefit is; `promise` what shall always hold.
engine::Package promised(const std::string& facts, const std::string& amount, const std::string& promise) {
  return compiled(small(facts +
                        "värde bidrag : kronor -100 000..100 000\n"
                        "regel R1 \"Bidrag\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd bidrag är " +
                        amount + "\nslut\n" + kGate + kDecision +
                        "ska alltid gälla G1 \"Löftet\"\n  villkor " + promise + "\nslut\n"));
}

engine::Package benefit(const std::string& amount, const std::string& promise) {
  return promised("uppgift nivå : heltal 0..60\n", amount, promise);
}

const Json* fact(const Json& file, const char* name) { return file.find("facts")->find(name); }

TEST(Guarantee, IsRefutedByACaseThatTheEngineShows) {
  const auto package = benefit("nivå * 10 kr - 50 kr", "bidrag är minst 0 kr");
  const auto result = checked(package, {"guarantee"});
  const auto* found = find(result, "guarantee/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->code, "S2114");
  ASSERT_EQ(found->witnesses.size(), 1U);
  ASSERT_NE(fact(found->witnesses[0], "nivå"), nullptr);
  EXPECT_LT(*fact(found->witnesses[0], "nivå")->as_int(), 5);
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Guarantee, IsProvedWhereItHolds) {
  const auto package = benefit("det största av (0 kr, nivå * 10 kr - 50 kr)", "bidrag är minst 0 kr");
  EXPECT_EQ(verdict_of(package, "guarantee", "guarantee/G1"), Verdict::kProved);
}

TEST(Monotone, IsRefutedByTwoCasesThatDifferInOneNumber) {
  const auto package = benefit("1 000 kr - nivå * 10 kr", "bidrag sjunker aldrig med nivå");
  const auto result = checked(package, {"guarantee"});
  const auto* found = find(result, "monotone/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->code, "S2115");
  ASSERT_EQ(found->witnesses.size(), 2U);
  ASSERT_EQ(found->replayed.size(), 2U);
  EXPECT_LT(*fact(found->witnesses[0], "nivå")->as_int(), *fact(found->witnesses[1], "nivå")->as_int());
}

TEST(Independence, OfAValue) {
  const auto package = benefit("nivå * 10 kr", "bidrag beror aldrig på nivå");
  const auto result = checked(package, {"guarantee"});
  const auto* found = find(result, "independence/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->severity, Severity::kError);
  EXPECT_EQ(found->code, "S2128");
  ASSERT_EQ(found->witnesses.size(), 2U);
  EXPECT_FALSE(*fact(found->witnesses[0], "nivå") == *fact(found->witnesses[1], "nivå"));
  EXPECT_EQ(found->because, std::vector<std::string>{"nivå"});
  EXPECT_EQ(verdict_of(benefit("nivå * 10 kr", "bidrag beror aldrig på antal"), "guarantee", "independence/G1"),
            Verdict::kProved);
}

// Facts of every type, where they matter and where they do not.
TEST(Independence, OfTheOutcome) {
  const auto verdict = [](const std::string& fact) {
    return verdict_of(benefit("nivå * 10 kr", "utfallet beror aldrig på " + fact), "guarantee", "independence/G1");
  };
  EXPECT_EQ(verdict("godkänd"), Verdict::kRefuted);
  for (const char* fact : {"nivå", "slag", "antal", "dag", "poster", "poster.slag", "poster.dag"}) {
    EXPECT_EQ(verdict(fact), Verdict::kProved) << fact;
  }
  const auto on = [](const std::string& rule, const std::string& fact) {
    return verdict_of(promised("", "1 kr", "utfallet beror aldrig på " + fact + "\nslut\n"
                               "krav K2 \"Ett till\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit " + rule),
                      "guarantee", "independence/G1");
  };
  EXPECT_EQ(on("slag är b", "slag"), Verdict::kRefuted);
  EXPECT_EQ(on("antal är högst 99", "antal"), Verdict::kRefuted);
  EXPECT_EQ(on("dag saknas", "dag"), Verdict::kRefuted);
  EXPECT_EQ(on("antalet i poster är mindre än 2", "poster"), Verdict::kRefuted);
  EXPECT_EQ(on("inget i poster uppfyller slag är x", "poster.slag"), Verdict::kRefuted);
  EXPECT_EQ(on("inget i poster uppfyller slag är x", "poster.dag"), Verdict::kProved);
}

// Not only how many there are: one exchanged for another, in a list that must hold one.
TEST(Independence, OfWhatAListHolds) {
  const auto on = [](const std::string& list, const std::string& rule) {
    return verdict_of(promised("post Barn {\n  plats : val { hem, skola }\n}\nuppgift barn : lista av Barn " + list + "\n",
                               "1 kr", "utfallet beror aldrig på barn\nslut\n"
                               "krav K2 \"Ett till\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit " + rule),
                      "guarantee", "independence/G1");
  };
  EXPECT_EQ(on("högst 1 minst en", "inget i barn uppfyller plats är hem"), Verdict::kRefuted);
  EXPECT_EQ(on("högst 3", "antalet i barn där plats är hem är minst 2"), Verdict::kRefuted);
  EXPECT_EQ(on("högst 1 minst en", "antalet i barn är 1"), Verdict::kProved);
  EXPECT_EQ(on("högst 1 minst en", "slag är a"), Verdict::kProved);
}

// What is asked of the elements follows the fact: each of the two cases needs elements of its own.
engine::Package chosen_by(const std::string& which, const std::string& promises) {
  return compiled(small("post Del {\n  a : heltal 0..100\n  b : heltal 0..100\n}\nuppgift delar : lista av Del högst 6\nuppgift f : heltal 0..100\n"
                        "begrepp val : heltal 0..100\nregel R0 \"Val\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd val är f\nslut\n"
                        "värde störst : heltal 0..100\nregel R1 \"Störst\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                        "  när något i delar uppfyller a är " + which + "\n  rättsföljd störst är det största b i delar där a är " + which + "\nslut\n"
                        "krav K1 \"Stor\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  tillämpas när något i delar uppfyller a är " + which +
                        "\n  rekvisit störst är minst 10\nslut\n" + std::string(kUsualStages) + "slut\n" + promises));
}

TEST(Independence, OfAFactThatChoosesAmongTheElements) {
  const std::string promises =
      "ska alltid gälla G1 \"a\"\n  villkor störst beror aldrig på f\nslut\n"
      "ska alltid gälla G2 \"b\"\n  när något i delar uppfyller a är f\n  villkor utfallet beror aldrig på f\nslut\n"
      "ska alltid gälla G3 \"c\"\n  villkor störst sjunker aldrig med f\nslut\n"
      "ska alltid gälla G4 \"d\"\n  villkor störst stiger högst 1 när f stiger med 1\nslut\n";
  const std::vector<std::string> all = {"independence/G1", "independence/G2", "monotone/G3", "cliff/G4"};
  for (const char* which : {"f", "val"}) {
    EXPECT_EQ(refuted(checked(chosen_by(which, promises), {"guarantee"})), all) << which;
  }
  EXPECT_THAT(refuted(checked(chosen_by("7", promises), {"guarantee"})), IsEmpty());
}

TEST(Cliff, OfAStepThatNoTwoCasesAreApart) {
  const auto package = promised("uppgift lön : kronor 0..100\n", "lön", "bidrag sjunker högst 1 kr när lön stiger med 101 kr");
  const auto result = checked(package, {"guarantee"});
  const auto* found = find(result, "cliff/G1");
  EXPECT_EQ(found->verdict, Verdict::kUndecided);
  EXPECT_THAT(found->message.en, ::testing::HasSubstr("promises nothing"));
}

TEST(Cliff, IsAWarningWhereItIsHigher) {
  const auto with = [](const char* most) {
    return promised("uppgift lön : kronor 0..50 000\n",
                    "det största av (0 kr, 20 000 kr - lön) * 2",
                    std::string("bidrag sjunker högst ") + most + " när lön stiger med 1 kr");
  };
  const auto package = with("1,99 kr");
  const auto result = checked(package, {"guarantee"});
  const auto* found = find(result, "cliff/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->severity, Severity::kWarning);
  EXPECT_EQ(found->code, "S2129");
  EXPECT_EQ(found->witnesses.size(), 2U);
  EXPECT_EQ(exit_status(result), 0);
  EXPECT_EQ(verdict_of(with("2 kr"), "guarantee", "cliff/G1"), Verdict::kProved);
}

TEST(Monotone, IsProvedWhereItHolds) {
  const auto package = benefit("1 000 kr - nivå * 10 kr", "bidrag stiger aldrig med nivå");
  EXPECT_EQ(verdict_of(package, "guarantee", "monotone/G1"), Verdict::kProved);
}

engine::Package children(const std::string& amount, const std::string& promise) {
  return promised("post Lön {\n  belopp : kronor 0..10 000\n}\nuppgift löner : lista av Lön högst 3\n", amount, promise);
}

// One element is enough to see what the greatest is, but not to see it change.
TEST(Monotone, SeesAnElementThatTakesThePlaceOfAnother) {
  const std::string greatest = "det största belopp i löner";
  EXPECT_EQ(verdict_of(children(greatest, "bidrag stiger aldrig med löner"), "guarantee", "monotone/G1"),
            Verdict::kRefuted);
  EXPECT_EQ(verdict_of(children(greatest, "bidrag sjunker aldrig med löner"), "guarantee", "monotone/G1"),
            Verdict::kProved);
}

TEST(Monotone, SpeaksOfANumberInAListAndOfAListThatGrows) {
  const std::string less = "1 000 kr - (summan av belopp i löner)";
  EXPECT_EQ(verdict_of(children(less, "bidrag stiger aldrig med löner.belopp"), "guarantee", "monotone/G1"),
            Verdict::kProved);
  EXPECT_EQ(verdict_of(children(less, "bidrag stiger aldrig med löner"), "guarantee", "monotone/G1"),
            Verdict::kProved);
  const auto result = checked(children(less, "bidrag sjunker aldrig med löner"), {"guarantee"});
  const auto* found = find(result, "monotone/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->witnesses.size(), 2U);
  EXPECT_EQ(fact(found->witnesses[0], "löner")->as_array()->size() + 1, fact(found->witnesses[1], "löner")->as_array()->size());
}

// ---- tables ----------------------------------------------------------------------------------------

engine::Package priced(const std::string& versions) {
  return compiled(small(versions + "värde bidrag : kronor 0..9 000\n"
                        "regel R1 \"Bidrag\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                        "  rättsföljd bidrag är pris(antal)\nslut\n" + kGate + kDecision));
}

std::string version(const std::string& in_force, const std::string& rows) {
  return "tabell pris ( antal : heltal 0..100 ) : kronor 0..9 000 \"Pris\"\n  stöd Lagen 3 §\n  gäller " + in_force + "\n" +
         rows + "slut\n";
}

TEST(Tables, AMissingRowIsAGapWithACase) {
  const auto result = checked(priced(version("fr.o.m. 2020-01-01", "  | 0..50 | 1 |\n  | 52.. | 2 |\n")), {"gap"});
  const auto* found = find(result, "gap/pris");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->witnesses.size(), 1U);
  EXPECT_EQ(*fact(found->witnesses[0], "antal")->as_int(), 51);
  EXPECT_EQ(verdict_of(priced(version("fr.o.m. 2020-01-01", "  | 0..50 | 1 |\n  | 51.. | 2 |\n")), "gap", "gap/pris"),
            Verdict::kProved);
}

TEST(Tables, ADayWithoutAVersionIsFound) {
  const std::string all = "  | * | 1 |\n";
  const auto result = checked(priced(version("fr.o.m. 2020-01-01 t.o.m. 2022-12-31", all) + version("fr.o.m. 2023-01-02", all)),
                              {"date_coverage"});
  const auto* found = find(result, "date_coverage/pris");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->witnesses.size(), 1U);
  EXPECT_EQ(*found->witnesses[0].find("decision_date")->as_string(), "2023-01-01");
  EXPECT_EQ(verdict_of(priced(version("fr.o.m. 2020-01-01", all)), "date_coverage", "date_coverage/pris"),
            Verdict::kProved);
}

// ---- what is granted in part -------------------------------------------------------------------------

engine::Package costs(const std::string& basis) {
  return compiled(small("post Kostnad {\n  slag : val { hyra, el }\n  sökt : kronor 0..10 000\n}\n"
                        "uppgift kostnader : lista av Kostnad högst 3\n"
                        "begrepp godtaget för varje kostnad i kostnader : kronor 0..10 000\n"
                        "regel R1 \"Hela kostnaden\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  i övriga fall\n"
                        "  rättsföljd godtaget är kostnad.sökt\nslut\n"
                        "regel R2 \"Taket\"\n  stöd " + basis + "\n  gäller fr.o.m. 2020-01-01\n"
                        "  när kostnad.sökt är mer än 5 000 kr\n  rättsföljd godtaget är 5 000 kr\nslut\n" +
                        kGate + std::string(kUsualStages) +
                        "  prövar varje kostnad i kostnader: sökt sökt, beviljat godtaget, benämnt slag\nslut\n"));
}

TEST(PartialGrant, OnABoardsPolicyAloneIsFound) {
  const auto result = checked(costs("Rutinen"), {"nonbinding_adverse"});
  const auto* found = find(result, "nonbinding_adverse/delavslag");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->rules, std::vector<std::string>{"R2"});
  ASSERT_EQ(found->replayed.size(), 1U);
  EXPECT_EQ(*found->replayed[0].find("with")->find("outcome")->as_string(), "delavslag");
  EXPECT_EQ(*found->replayed[0].find("without")->find("outcome")->as_string(), "bifall");
  EXPECT_EQ(verdict_of(costs("Lagen 3 §"), "nonbinding_adverse", "nonbinding_adverse/delavslag"), Verdict::kProved);
}

// ---- months in a row ---------------------------------------------------------------------------------

engine::Package months(int most) {
  return compiled(small("uppgift månader : lista av månad högst " + std::to_string(most) + "\n"
                        "uppgift månaden : månad 2020-01..2029-12\n"
                        "värde öppet : ja/nej\n"
                        "regel R1 \"Fönstret\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                        "  när månaden ligger inom 24 månader efter 6 månader i följd bland m för varje m i månader\n"
                        "  rättsföljd öppet är ja\nslut\n"
                        "regel R2 \"Annars\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  i övriga fall\n  rättsföljd öppet är nej\n"
                        "slut\n" + kGate + std::string(kUsualStages) + "    anger öppet\nslut\n"
                        "ska alltid gälla G1 \"Aldrig öppet\"\n  villkor öppet är nej\nslut\n"));
}

TEST(MonthsInARow, OpenAWindowInACaseThatReplays) {
  const auto result = checked(months(12), {"guarantee"});
  const auto* found = find(result, "guarantee/G1");
  EXPECT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->witnesses.size(), 1U);
  EXPECT_EQ(fact(found->witnesses[0], "månader")->as_array()->size(), 6U);
}

TEST(MonthsInARow, OfAListTooShortForThemNeverOpenOne) {
  // Five months can never be six in a row; the bound says so, and then nothing more is claimed than that.
  const auto result = checked(months(5), {"guarantee"});
  EXPECT_NE(find(result, "guarantee/G1")->verdict, Verdict::kRefuted);
  EXPECT_THAT(find(result, "guarantee/G1")->witnesses, IsEmpty());
}

}  // namespace
}  // namespace stadga::verify::testing
