// A rule that others always stand before is told, as a warning; one that decides a single case is not.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::IsEmpty;

engine::Package shadowed_by(const std::string& exception, const std::string& more = "") {
  const auto rule = [](const std::string& id, const std::string& lines, const char* value) {
    return "regel " + id + " \"Regel " + id + "\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n" + lines +
           "  rättsföljd summa är " + value + "\nslut\n";
  };
  return compiled(small(
      "värde summa : heltal 0..1000\n"
      "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
      std::string(kUsualStages) + "    anger summa\nslut\n" + rule("R1", "  när antal är minst 50\n", "1") +
      rule("R2", "  går före R1\n  när " + exception + "\n", "2") + rule("R3", "  i övriga fall\n", "3") + more));
}

TEST(Shadowed, AnExceptionThatTakesEveryCase) {
  const auto result = checked(shadowed_by("antal är minst 50"), {"shadowed"});
  EXPECT_EQ(refuted(result), std::vector<std::string>{"shadowed/R1"});
  const auto* found = find(result, "shadowed/R1");
  EXPECT_EQ(found->code, "S2122");
  EXPECT_EQ(found->severity, Severity::kWarning);
  EXPECT_EQ(found->because, std::vector<std::string>{"R2"});
  EXPECT_THAT(found->witnesses, IsEmpty());
  EXPECT_EQ(exit_status(result), 0);
}

TEST(Shadowed, AnExceptionThatLeavesOneCase) {
  EXPECT_THAT(not_proved(checked(shadowed_by("antal är mer än 50"), {"shadowed"})), IsEmpty());
}

TEST(Shadowed, TheOtherCasesThatDoNotExist) {
  const auto result = checked(shadowed_by("antal är högst 60"), {"shadowed"});
  EXPECT_EQ(refuted(result), std::vector<std::string>{"shadowed/R3"});
  EXPECT_EQ(find(result, "shadowed/R3")->because, (std::vector<std::string>{"R1", "R2"}));
}

// The exception takes every case as long as the municipality keeps the base's value.
TEST(Shadowed, NotWhereAMunicipalityMayChooseOtherwise) {
  const auto rules = [](const std::string& rank) {
    return shadowed_by("antal är minst kommun.gräns",
                       "kommunen får bestämma gräns : heltal 1.." + rank + "\n  \"Gräns\"\n  stöd Lagen 5 §\n"
                       "  gäller fr.o.m. 2020-01-01   50\nslut\n");
  };
  EXPECT_EQ(refuted(checked(rules("50"), {"shadowed"})), std::vector<std::string>{"shadowed/R1"});
  EXPECT_THAT(refuted(checked(rules("51"), {"shadowed"})), IsEmpty());
}

// What one municipality has chosen puts no national rule behind the others.
TEST(Shadowed, ANationalRuleIsAskedAboutInTheBaseOnly) {
  auto sources = small("värde summa : heltal 0..1000\n"
                       "kommunen får bestämma gräns : heltal 1..51\n  \"Gräns\"\n  stöd Lagen 5 §\n  gäller fr.o.m. 2020-01-01   51\nslut\n"
                       "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
                       std::string(kUsualStages) + "    anger summa\nslut\n"
                       "regel R1 \"Regel R1\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  när antal är minst 50\n  rättsföljd summa är 1\nslut\n"
                       "regel R2 \"Regel R2\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  går före R1\n"
                       "  när antal är minst kommun.gräns\n  rättsföljd summa är 2\nslut\n"
                       "regel R3 \"Regel R3\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  i övriga fall\n  rättsföljd summa är 3\nslut\n");
  sources.push_back({"kommuner/1234-prov.stadga", "kommun 1234 \"Prov\"\n  till prov\n\nkälla Antagande \"antaget\" vikt sedvana\n\n"
                                                  "bestämmer gräns\n  stöd Antagande\n  gäller utan känd första dag   50\nslut\n"});
  const auto result = checked(compiled(sources), {"shadowed"});
  EXPECT_EQ(find(result, "shadowed/R1")->verdict, Verdict::kProved);
  for (const auto& o : result.obligations) EXPECT_TRUE(o.municipality.empty()) << o.id;
}

TEST(Shadowed, TheExceptionFromTheExceptionCountsToo) {
  const auto result = checked(shadowed_by("alla av (antal är minst 50, slag är a)",
                                          "regel R4 \"Regel R4\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
                                          "  går före R2\n  när antal är minst 50\n  rättsföljd summa är 4\nslut\n"),
                              {"shadowed"});
  EXPECT_EQ(refuted(result), (std::vector<std::string>{"shadowed/R1", "shadowed/R2"}));
}

}  // namespace
}  // namespace stadga::verify::testing
