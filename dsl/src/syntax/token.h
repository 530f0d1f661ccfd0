// token.h - what the lexer makes of a file. Lossless: tokens, comments and the gaps between them
// (blanks only) rebuild the file exactly. The layout pass later adds three virtual tokens.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stadga::dsl::syntax {

enum class Tok : std::uint8_t {
  kEndOfFile, kWord, kNumber, kDecimal, kDate, kText, kLeftBrace, kRightBrace, kLeftParen,
  kRightParen, kLeftBracket, kRightBracket, kComma, kColon, kDot, kRange, kEquals, kPlus, kMinus,
  kStar, kSlash, kSection, kBar, kError,
  kBlockBegin, kItem, kBlockEnd,  // from bullets, by layout.h
};
inline constexpr std::size_t kTokCount = static_cast<std::size_t>(Tok::kBlockEnd) + 1;

// A place in one file: bytes for slicing, line and column (in characters) for people.
struct Span {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t line = 0, column = 0;
};

struct Token {
  Tok kind = Tok::kEndOfFile;
  bool first_on_line = false;
  std::uint16_t head = 0;  // layout.h: the keyword that begins a clause here, or kNoHead/kOtherHead
  Span span;
};

struct Comment {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t before_token = 0;  // index of the token that follows
};

enum class LexProblemKind {
  kByteOrderMark, kBadUtf8, kNotNfc, kForeignLetter, kUnknownCharacter, kTypographicQuote,
  kTypographicDash, kOpenText, kBadEscape, kControlCharacter, kTabBeforeBullet, kBulletOutOfLine,
};
struct LexProblem {
  LexProblemKind kind = LexProblemKind::kUnknownCharacter;
  Span span;
};

struct TokenStream {
  std::vector<Token> tokens;  // the last one is kEndOfFile
  std::vector<Comment> comments;
  std::vector<LexProblem> problems;
};

[[nodiscard]] inline std::string_view slice(std::string_view text, const Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace stadga::dsl::syntax
