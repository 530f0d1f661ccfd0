// No text crashes, hangs or silences the compiler: it compiles, or says where it does not.
#include <gtest/gtest.h>

#include <algorithm>

#include "dsl/mutate.h"
#include "dsl/support.h"
#include "stadga/base/json.h"

namespace stadga::dsl {
namespace {

::testing::AssertionResult answered(const CompileResult& result) {
  const bool failed = std::any_of(result.diagnostics.begin(), result.diagnostics.end(),
                                  [](const Diagnostic& d) { return d.severity == Severity::kError; });
  if (failed == result.package.has_value()) return ::testing::AssertionFailure() << "neither a package nor an error";
  for (const Diagnostic& d : result.diagnostics) {
    if (d.span.line == 0 || d.span.column == 0 || d.span.file.empty()) {
      return ::testing::AssertionFailure() << "no place: " << to_text(d, MessageLanguage::kSwedish);
    }
    if (d.message.sv.empty() || d.message.en.empty()) return ::testing::AssertionFailure() << "no message: " << d.code;
  }
  return ::testing::AssertionSuccess();
}

TEST(Robust, MutantsOfTheParkingSet) {
  const SourceSet sources = test::parking();
  const engine::SourceFile scenarios = test::file(
      test::root() / "rules" / "parkeringstillstand" / "typfall" / "09-felaktiga-uppgifter.stadga", "typfall/09.stadga");
  test::Mutator mutator(test::seed());
  int compiled = 0;
  const int rounds = test::rounds(2000);
  for (int i = 0; i < rounds; ++i) {
    SourceSet mutated = sources;
    mutated.push_back(scenarios);
    engine::SourceFile& victim = mutated[mutator.below(mutated.size())];
    victim.text = mutator.mutate(victim.text);
    const CompileResult result = compile(mutated);
    ASSERT_TRUE(answered(result)) << "seed " << test::seed() << ", mutant " << i << "\n" << victim.text;
    if (result.package) ++compiled;
  }
  RecordProperty("seed", std::to_string(test::seed()));
  RecordProperty("compiled", compiled);
  EXPECT_LT(compiled, rounds);  // the damage is real
}

TEST(Robust, MutantsOfTheHousehold) {
  const engine::SourceFile whole = test::file(test::root() / "tests" / "dsl" / "data" / "hushall_sv.stadga", "regler.stadga");
  test::Mutator mutator(test::seed() + 2);
  for (int i = 0; i < test::rounds(2000); ++i) {
    const engine::SourceFile victim{whole.path, mutator.mutate(whole.text)};
    ASSERT_TRUE(answered(compile({victim}))) << "seed " << test::seed() + 2 << ", mutant " << i << "\n" << victim.text;
  }
}

TEST(Robust, MutantsOfTheFilesWithMistakes) {
  std::vector<engine::SourceFile> victims;
  for (const auto& entry : std::filesystem::directory_iterator(test::root() / "tests" / "golden" / "diagnostics")) {
    if (entry.path().extension() == ".stadga") victims.push_back(test::file(entry.path(), entry.path().filename().string()));
  }
  std::sort(victims.begin(), victims.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  ASSERT_FALSE(victims.empty());
  test::Mutator mutator(test::seed() + 1);
  for (int i = 0; i < test::rounds(2000); ++i) {
    engine::SourceFile victim = victims[mutator.below(victims.size())];
    victim.text = mutator.mutate(victim.text);
    const CompileResult result = compile({test::practice_base(), victim});
    ASSERT_TRUE(answered(result)) << "seed " << test::seed() + 1 << ", mutant " << i << "\n" << victim.text;
  }
}

std::string requirement(const std::string& condition) {
  return "krav K9 \"Djupt\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rekvisit " + condition + "\nslut\n";
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

CompileResult compile_with(const std::string& text) { return compile({test::practice_base(), {"djup.stadga", text}}); }

TEST(Robust, DeepNestingHasItsOwnMessage) {
  const int depth = 100000;
  const std::vector<std::string> conditions{
      repeated("(", depth) + "foto är ja" + repeated(")", depth),
      repeated("inte ", depth) + "foto är ja",
      repeated("alla av (", depth) + "foto är ja" + repeated(")", depth),
      "inkommet är före " + repeated("dagen före ", depth) + "beslutsdagen",
      "inkommet är före " + repeated("det senaste av (", depth) + "beslutsdagen" + repeated(")", depth),
      repeated("något i tillstånd uppfyller ", depth) + "status är aktivt",
      repeated("något t i tillstånd uppfyller ", depth) + "t.status är aktivt",
      "inkomst är minst " + repeated("summan av ", depth) + "hyra",
      "inkomst är minst " + repeated("f(", depth) + "1" + repeated(")", depth),
      "ålder är minst " + repeated("kalenderåret för ", depth) + "inkommet",
      "ålder är minst " + repeated("åldern ", depth) + "inkommet",
      "ålder är minst " + repeated("antalet dagar från inkommet till ", depth) + "inkommet",
      "inkomst är minst " + repeated("f för ", depth) + "inkommet",
      "inkomst är minst " + repeated("25 procent av (", depth) + "hyra" + repeated(")", depth),
  };
  for (const std::string& condition : conditions) {
    const CompileResult result = compile_with(requirement(condition));
    ASSERT_EQ(result.diagnostics.size(), 1U) << condition.substr(0, 40);
    EXPECT_EQ(result.diagnostics[0].code, "S1102");
  }
  std::string bullets = "alla av\n";
  for (int i = 0; i < 2000; ++i) bullets += std::string(static_cast<std::size_t>(4 + i), ' ') + "- alla av\n";
  const CompileResult result = compile_with(requirement(bullets));
  ASSERT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(result.diagnostics[0].code, "S1102");
}

TEST(Robust, DeepNestingOfAFactHasTheSameMessage) {
  const std::string text = "typfall \"djupt\"\n  beslutsdag 2026-11-22\n  uppgifter\n    intyg = " +
                           repeated("[", 100000) + "\n  väntat\n    status error\nslut\n";
  const CompileResult result = compile_with(text);
  ASSERT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(result.diagnostics[0].code, "S1102");
}

TEST(Robust, HundredLevelsAreFine) {
  const CompileResult result = compile_with(requirement(repeated("inte ", 100) + "foto är ja"));
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
}

TEST(Robust, LongChainsOfTermsDoNotExhaustTheStack) {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    text += "begrepp t" + n + " : ja/nej\nregel T" + n + " \"t\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n";
    if (i > 0) text += "  när t" + std::to_string(i - 1) + " är ja\n";
    text += "  rättsföljd t" + n + " är ja\nslut\n";
  }
  EXPECT_TRUE(compile_with(text).package.has_value());
}

TEST(Robust, EmptyAndStrangeFiles) {
  for (const std::string text : {"", "\n\n", "-- bara en kommentar", "\xEF\xBB\xBF", "\xFF\xFE\x00k", "slut", "krav", "krav A", "(((",
                                 "- - -", "\"", "regelverk", "typfall \"x\"", "kommun 2281 \"x\""}) {
    const CompileResult result = compile({{"regler.stadga", text}});
    EXPECT_TRUE(answered(result)) << text;
    EXPECT_FALSE(result.package.has_value()) << text;
  }
  EXPECT_FALSE(compile({}).package.has_value());
}

}  // namespace
}  // namespace stadga::dsl
