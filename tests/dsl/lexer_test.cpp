// The lexer never fails and loses nothing; the layout pass turns lines and bullets into structure.
#include "syntax/lexer.h"

#include <gtest/gtest.h>

#include <random>

#include "dsl/mutate.h"
#include "dsl/support.h"
#include "syntax/layout.h"

namespace stadga::dsl {
namespace {

using syntax::Tok;
using syntax::TokenStream;

// Tokens, comments and the blanks between them are the file, byte for byte.
::testing::AssertionResult lossless(std::string_view text) {
  const TokenStream stream = syntax::lex(text);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> parts;
  std::size_t comment = 0;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    for (; comment < stream.comments.size() && stream.comments[comment].before_token == i; ++comment) {
      parts.emplace_back(stream.comments[comment].begin, stream.comments[comment].end);
    }
    parts.emplace_back(stream.tokens[i].span.begin, stream.tokens[i].span.end);
  }
  if (comment != stream.comments.size()) return ::testing::AssertionFailure() << "a comment without a place";
  std::uint32_t at = 0;
  for (const auto& [begin, end] : parts) {
    if (begin < at || end < begin) return ::testing::AssertionFailure() << "overlap at byte " << begin;
    std::string gap(text.substr(at, begin - at));
    for (const char* wide : {"\xC2\xA0", "\xE2\x80\xAF"}) {
      for (std::size_t p = gap.find(wide); p != std::string::npos; p = gap.find(wide)) gap.erase(p, std::string(wide).size());
    }
    if (gap.find_first_not_of(" \t\r\n") != std::string::npos) {
      return ::testing::AssertionFailure() << "lost `" << gap << "` before byte " << begin;
    }
    at = end;
  }
  if (at != text.size()) return ::testing::AssertionFailure() << "the file ends at " << at;
  return ::testing::AssertionSuccess();
}

std::vector<Tok> kinds(std::string_view text) {
  std::vector<Tok> out;
  for (const syntax::Token& token : syntax::lex(text).tokens) out.push_back(token.kind);
  return out;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  for (const syntax::Token& token : syntax::lex(text).tokens) {
    if (token.kind != Tok::kEndOfFile) out.emplace_back(slice(text, token.span));
  }
  return out;
}

TEST(Lexer, NumbersDatesAndWords) {
  EXPECT_EQ(words("5 220 kr"), (std::vector<std::string>{"5 220", "kr"}));
  EXPECT_EQ(words("1 234 567"), (std::vector<std::string>{"1 234 567"}));
  EXPECT_EQ(words("5220 100"), (std::vector<std::string>{"5220", "100"}));  // no group after four digits
  EXPECT_EQ(words("5  220"), (std::vector<std::string>{"5", "220"}));       // two blanks are two numbers
  EXPECT_EQ(words("12,50 kr"), (std::vector<std::string>{"12,50", "kr"}));
  EXPECT_EQ(words("1, 2"), (std::vector<std::string>{"1", ",", "2"}));
  EXPECT_EQ(words("1..60"), (std::vector<std::string>{"1", "..", "60"}));
  EXPECT_EQ(words("PRH-K2"), (std::vector<std::string>{"PRH-K2"}));
  EXPECT_EQ(words("a - b"), (std::vector<std::string>{"a", "-", "b"}));
  EXPECT_EQ(words("13 kap. 8 §§"), (std::vector<std::string>{"13", "kap", ".", "8", "§§"}));
  EXPECT_EQ(kinds("2026-11-22"), (std::vector<Tok>{Tok::kDate, Tok::kEndOfFile}));
  EXPECT_EQ(kinds("19-20"), (std::vector<Tok>{Tok::kNumber, Tok::kMinus, Tok::kNumber, Tok::kEndOfFile}));
}

TEST(Lexer, ColumnsCountCharacters) {
  const TokenStream stream = syntax::lex("åäö x\n  y");
  EXPECT_EQ(stream.tokens[1].span.column, 5U);
  EXPECT_EQ(stream.tokens[1].span.begin, 7U);
  EXPECT_EQ(stream.tokens[2].span.line, 2U);
  EXPECT_EQ(stream.tokens[2].span.column, 3U);
  EXPECT_TRUE(stream.tokens[2].first_on_line);
}

TEST(Lexer, TextsKeepTheirQuotes) {
  EXPECT_EQ(syntax::text_value("\"han sade \\\"nej\\\" och \\\\\""), "han sade \"nej\" och \\");
  EXPECT_EQ(syntax::lex("\"a -- b\"").comments.size(), 0U);
}

TEST(Lexer, ProblemsAreNamed) {
  using K = syntax::LexProblemKind;
  const auto first = [](std::string_view text) { return syntax::lex(text).problems.at(0).kind; };
  EXPECT_EQ(first("\xEF\xBB\xBFkrav"), K::kByteOrderMark);
  EXPECT_EQ(first("krav \xFF"), K::kBadUtf8);
  EXPECT_EQ(first("a\xCC\x8A"), K::kNotNfc);                  // a and a ring, two characters
  EXPECT_EQ(first("\xD0\xB0"), K::kForeignLetter);            // Cyrillic a
  EXPECT_EQ(first("krav \xE2\x80\x8B"), K::kUnknownCharacter);  // zero width space
  EXPECT_EQ(first("\xE2\x80\x9Cx\xE2\x80\x9D"), K::kTypographicQuote);
  EXPECT_EQ(first("19\xE2\x80\x93"
                  "20"),
            K::kTypographicDash);
  EXPECT_EQ(first("\"abc\n"), K::kOpenText);
  EXPECT_EQ(first("\"a\\n\""), K::kBadEscape);
  EXPECT_EQ(first("\"a\x1B[31m\""), K::kControlCharacter);
  EXPECT_EQ(first("-- \xC3("), K::kBadUtf8);
}

TEST(Lexer, LosesNothingOfTheShippedFiles) {
  for (const engine::SourceFile& source : test::parking(true)) EXPECT_TRUE(lossless(source.text)) << source.path;
}

TEST(Lexer, LosesNothingOfFiveThousandMutants) {
  const SourceSet sources = test::parking(true);
  test::Mutator mutator(test::seed());
  for (int i = 0; i < test::rounds(5000); ++i) {
    const std::string mutant = mutator.mutate(sources[mutator.below(sources.size())].text);
    ASSERT_TRUE(lossless(mutant)) << "seed " << test::seed() << ", mutant " << i << "\n" << mutant;
  }
}

// ---- layout --------------------------------------------------------------------------------------

std::string shape(std::string_view text) {
  const syntax::Keywords keywords(syntax::Language::kSwedish);
  std::string out;
  const TokenStream stream = syntax::lay_out(text, syntax::lex(text), keywords);
  for (const syntax::Token& token : stream.tokens) {
    if (!out.empty()) out += " ";
    switch (token.kind) {
      case Tok::kBlockBegin: out += "<"; break;
      case Tok::kBlockEnd: out += ">"; break;
      case Tok::kItem: out += "*"; break;
      case Tok::kEndOfFile: out += "."; break;
      default: out += (syntax::is_keyword_head(token.head) ? "#" : "") + std::string(slice(text, token.span));
    }
  }
  return out;
}

TEST(Layout, BulletsBecomeBlocks) {
  EXPECT_EQ(shape("krav A\n  när alla av\n    - a\n    - b av\n      - c\n      - d\n    - e\n  text t\nslut\n"),
            "#krav A #när alla av < * a * b av < * c * d > * e > #text t #slut .");
}

TEST(Layout, ALongConditionGoesOnBelowItsBullet) {
  EXPECT_EQ(shape("krav A\n  när alla av\n    - a\n        är b\n    - c\nslut\n"), "#krav A #när alla av < * a är b * c > #slut .");
}

TEST(Layout, AFieldMayBeCalledLikeAKeyword) {
  EXPECT_EQ(shape("post P {\n  text : datum\n  när : datum\n}\n"), "#post P { text : datum när : datum } .");
  EXPECT_EQ(shape("typfall \"t\"\n  uppgifter\n    status = ny\n  väntat\n    status determined\nslut\n"),
            "#typfall \"t\" #uppgifter status = ny #väntat #status determined #slut .");
}

TEST(Layout, AMisspelledLineIsNotReadAsTheLineBefore) {
  EXPECT_EQ(shape("krav A\n  gäller x\n  rekvist y\nslut\n"), "#krav A #gäller x rekvist y #slut .");
  const syntax::Keywords keywords(syntax::Language::kSwedish);
  const std::string text = "krav A\n  gäller x\n  rekvist y\nslut\n";
  const TokenStream stream = syntax::lay_out(text, syntax::lex(text), keywords);
  EXPECT_EQ(stream.tokens[4].head, syntax::kOtherHead);
}

}  // namespace
}  // namespace stadga::dsl
