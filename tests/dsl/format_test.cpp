// The canonical layout: blanks and columns may change, nothing else, and only once.
#include "stadga/dsl/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "dsl/mutate.h"
#include "dsl/support.h"
#include "dsl/words.h"

namespace stadga::dsl {
namespace {

namespace fs = std::filesystem;
using test::words;

SourceSet everything() {
  SourceSet out = test::parking(true);
  for (const char* folder : {"tests/dsl/data", "tests/cli/data", "tests/golden/diagnostics", "examples"}) {
    for (const auto& entry : fs::recursive_directory_iterator(test::root() / folder)) {
      if (entry.path().extension() == ".stadga") out.push_back(test::file(entry.path(), entry.path().string()));
    }
  }
  return out;
}

::testing::AssertionResult is_laid_out(const engine::SourceFile& source) {
  const FormatResult once = format(source);
  if (once.altered) return ::testing::AssertionFailure() << "altered: " << source.path << "\n" << source.text;
  if (once.text.has_value() != once.diagnostics.empty()) return ::testing::AssertionFailure() << "neither text nor error";
  if (!once.text) return ::testing::AssertionSuccess();
  if (words(*once.text) != words(source.text)) return ::testing::AssertionFailure() << "words changed: " << source.path;
  const FormatResult twice = format({source.path, *once.text});
  if (!twice.text || *twice.text != *once.text) {
    return ::testing::AssertionFailure() << "not a fixed point: " << source.path << "\n" << *once.text;
  }
  return ::testing::AssertionSuccess();
}

TEST(Format, TheShippedSetsAreFixedPoints) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(test::root() / "rules")) {
    if (entry.path().extension() != ".stadga") continue;
    const engine::SourceFile source = test::file(entry.path(), entry.path().string());
    const FormatResult result = format(source);
    ASSERT_TRUE(result.text) << source.path;
    EXPECT_EQ(*result.text, source.text) << source.path;
    ++files;
  }
  EXPECT_GT(files, 20);
}

TEST(Format, WordsStayAndTheSecondTimeChangesNothing) {
  int laid_out = 0;
  for (const engine::SourceFile& source : everything()) {
    EXPECT_TRUE(is_laid_out(source));
    if (format(source).text) ++laid_out;
  }
  EXPECT_GT(laid_out, 20);
}

TEST(Format, HashesStay) {
  SourceSet sources = test::parking();
  const CompileResult before = compile(sources);
  for (engine::SourceFile& source : sources) source.text = *format(source).text;
  const CompileResult after = compile(sources);
  ASSERT_TRUE(before.package && after.package);
  EXPECT_EQ(after.package->base.hash, before.package->base.hash);
  for (const char* name : {"bidrag_sv.stadga", "bidrag_en.stadga"}) {
    const engine::SourceFile source = test::file(test::root() / "tests" / "dsl" / "data" / name, name);
    const FormatResult result = format(source);
    ASSERT_TRUE(result.text);
    const CompileResult original = compile({source});
    const CompileResult laid_out = compile({{name, *result.text}});
    ASSERT_TRUE(original.package && laid_out.package) << *result.text;
    EXPECT_EQ(laid_out.package->base.hash, original.package->base.hash);
  }
}

// Another hand's layout of the same words: other gaps, wider indents, blanks at line ends, empty lines.
std::string shaken(const std::string& text, std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<std::size_t>(random() % n); };
  std::stringstream in(text);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (indent < line.size() && line.compare(indent, 2, "--") != 0) {
      std::size_t end = line.size();
      const auto stream = syntax::lex(line);
      for (std::size_t i = stream.tokens.size() - 1; i-- > 1;) {
        const std::size_t begin = stream.tokens[i - 1].span.end;
        end = stream.tokens[i].span.begin;
        if (end > begin) line.replace(begin, end - begin, std::string(1 + below(5), ' '));
      }
      line.insert(0, std::string(indent, ' '));
    }
    out += line + std::string(below(3), ' ') + (below(2) == 0 ? "\r\n" : "\n");
    if (line.empty() && below(2) == 0) out += "\n\n\n";
  }
  return out;
}

TEST(Format, OneLayoutWhateverTheHand) {
  std::mt19937 random(20260701);
  for (engine::SourceFile source : test::parking(true)) {
    const auto wanted = words(source.text);
    for (int i = 0; i < 3; ++i) {
      const std::string other = shaken(source.text, random);
      ASSERT_EQ(words(other), wanted) << source.path;
      const FormatResult result = format({source.path, other});
      ASSERT_TRUE(result.text) << source.path << other;
      EXPECT_TRUE(is_laid_out({source.path, other}));
      std::string without_empty = *result.text;
      std::string original = source.text;
      for (std::string* text : {&without_empty, &original}) {
        for (std::size_t at = 0; (at = text->find("\n\n")) != std::string::npos;) text->erase(at, 1);
      }
      EXPECT_EQ(without_empty, original) << source.path;
    }
  }
}

TEST(Format, MutantsAreLaidOutOrLeftAlone) {
  const SourceSet sources = everything();
  test::Mutator mutator(test::seed() + 2);
  int laid_out = 0;
  for (int i = 0; i < test::rounds(3000); ++i) {
    engine::SourceFile victim = sources[mutator.below(sources.size())];
    victim.text = mutator.mutate(victim.text);
    ASSERT_TRUE(is_laid_out(victim)) << "seed " << test::seed() + 2 << ", mutant " << i;
    if (format(victim).text) ++laid_out;
  }
  EXPECT_GT(laid_out, 100);
}

std::string laid_out(const std::string& text) {
  const FormatResult result = format({"regler.stadga", text});
  EXPECT_TRUE(result.text) << text;
  return result.text.value_or("");
}

TEST(Format, IndentsColumnsAndBullets) {
  EXPECT_EQ(laid_out("krav K1   \"Ett\"\n"
                     " stöd A 1 §   lydelse 2014:1367\n"
                     "   lagtext \"x\"  -- citat\n"
                     " gäller fr.o.m. 2020-01-01\n"
                     " tillämpas när alla av\n"
                     "      - roll   är förare\n"
                     "      - någon av( a är ja ,b är nej )\n"
                     "           -- djupare\n"
                     " riktmärke  någon av\n"
                     "  - a är ja\n"
                     "  - inte\n"
                     "     b är ja\n"
                     "  tillämpas när a är ja\n"
                     "  talar för \"f\"\n"
                     " text när uppfyllt \"u\"\n"
                     " text när inte uppfyllt \"i\"\n\n\n\n\n"
                     "slut"),
            "krav K1 \"Ett\"\n"
            "  stöd       A 1 §   lydelse 2014:1367\n"
            "    lagtext  \"x\"  -- citat\n"
            "  gäller     fr.o.m. 2020-01-01\n"
            "  tillämpas när alla av\n"
            "    - roll är förare\n"
            "    - någon av (a är ja, b är nej)\n"
            "  -- djupare\n"
            "  riktmärke  någon av\n"
            "      - a är ja\n"
            "      - inte\n"
            "        b är ja\n"
            "    tillämpas när a är ja\n"
            "    talar för  \"f\"\n"
            "  text när uppfyllt       \"u\"\n"
            "  text när inte uppfyllt  \"i\"\n"
            "\n\n"
            "slut\n");
}

TEST(Format, SourcesFieldsAndStagesStandInColumns) {
  EXPECT_EQ(laid_out("källa A sfs 1998:1276 \"kort\" vikt lag kontrollerad t.o.m. 2026-01-01\n"
                     "källa Längre sfs 2017:9 \"en längre titel\" vikt förordning kontrollerad t.o.m. 2026-01-01\n"
                     "post P {\n"
                     "a : datum\n"
                     "   längre: val {x,y} eller inget\n"
                     "  }\n"
                     "beslut b\n"
                     "1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
                     "2. till handläggare när någon väg gäller: V1,V2 anger a\n"
                     "slut\n"),
            "källa A       sfs 1998:1276  \"kort\"             vikt lag         kontrollerad t.o.m. 2026-01-01\n"
            "källa Längre  sfs 2017:9     \"en längre titel\"  vikt förordning  kontrollerad t.o.m. 2026-01-01\n"
            "post P {\n"
            "  a      : datum\n"
            "  längre : val { x, y } eller inget\n"
            "}\n"
            "beslut b\n"
            "  1. avslag            när minst ett krav inte är uppfyllt eller inte är visat\n"
            "  2. till handläggare  när någon väg gäller: V1, V2   anger a\n"
            "slut\n");
}

TEST(Format, ScenariosAndListsOverSeveralLines) {
  EXPECT_EQ(laid_out("typfall \"t\"\n"
                     " utgår från \"u\"\n"
                     " kommun 2281\n"
                     " beslutsdag 2026-01-01\n"
                     " uppgifter\n"
                     "  a=1 220\n"
                     "  lista = [ { x=1 },\n"
                     "   {x = 2}\n"
                     "  ]\n"
                     "  flera = [\n"
                     "  { x=3 }\n"
                     "     ]\n"
                     "  tom = [ ]\n"
                     " väntat\n"
                     "  fel S4003   /facts/foto\n"
                     "slut\n"),
            "typfall \"t\"\n"
            "  utgår från  \"u\"\n"
            "  kommun      2281\n"
            "  beslutsdag  2026-01-01\n"
            "  uppgifter\n"
            "    a = 1 220\n"
            "    lista = [ { x = 1 },\n"
            "              { x = 2 }\n"
            "            ]\n"
            "    flera = [\n"
            "      { x = 3 }\n"
            "    ]\n"
            "    tom = []\n"
            "  väntat\n"
            "    fel S4003 /facts/foto\n"
            "slut\n");
}

TEST(Format, TablesAndCallsStandInColumns) {
  EXPECT_EQ(laid_out("tabell t ( a:år 0..20,b : ja/nej ): kronor 0..9 000 \"T\"\n"
                     " stöd A 1 §\n"
                     " gäller fr.o.m. 2025-01-01\n"
                     " tillämpas på 2025-01 t.o.m. 2025-12\n"
                     "   |0|*|2 000|\n"
                     "  | 10..|  ja | 500,50   |\n"
                     "slut\n"
                     "regel R \"r\"\n"
                     " stöd A 1 §\n"
                     " enligt praxis P\n"
                     " rättsföljd x är t (det minsta av( a,b ), ja) för dag\n"
                     "slut\n"
                     "ska alltid gälla G \"g\"\n"
                     " när a är ja\n"
                     " villkor x är minst 0 kr\n"
                     "slut\n"
                     "typfall \"t\"\n"
                     " rader\n"
                     " | namn|ålder | väntat utfall|\n"
                     " | \"ung\" | 9||\n"
                     "slut\n"),
            "tabell t ( a : år 0..20, b : ja/nej ) : kronor 0..9 000 \"T\"\n"
            "  stöd          A 1 §\n"
            "  gäller        fr.o.m. 2025-01-01\n"
            "  tillämpas på  2025-01 t.o.m. 2025-12\n"
            "  | 0    | *  | 2 000  |\n"
            "  | 10.. | ja | 500,50 |\n"
            "slut\n"
            "regel R \"r\"\n"
            "  stöd           A 1 §\n"
            "  enligt praxis  P\n"
            "  rättsföljd     x är t(det minsta av (a, b), ja) för dag\n"
            "slut\n"
            "ska alltid gälla G \"g\"\n"
            "  när      a är ja\n"
            "  villkor  x är minst 0 kr\n"
            "slut\n"
            "typfall \"t\"\n"
            "  rader\n"
            "    | namn  | ålder | väntat utfall |\n"
            "    | \"ung\" | 9     | |\n"
            "slut\n");
}

TEST(Format, AFileWithMistakesHasNoLayout) {
  const FormatResult result = format({"regler.stadga", "krav K1\n"});
  EXPECT_FALSE(result.text);
  EXPECT_FALSE(result.altered);
  EXPECT_FALSE(result.diagnostics.empty());
  EXPECT_EQ(laid_out(""), "");
  EXPECT_EQ(laid_out("\n\n  -- bara en kommentar  "), "-- bara en kommentar\n");
}

}  // namespace
}  // namespace stadga::dsl
