// state.h - what the grammar shares while it reads one file: the arena that it fills, the furthest
// token reached with everything that would have been accepted there, and problems of its own.
#pragma once
#include <bitset>
#include <vector>

#include "syntax/ast.h"
#include "syntax/layout.h"

namespace stadga::dsl::syntax {

// Names for whole groups of tokens in messages: "a condition" instead of its thirty first words.
enum class Label : std::uint8_t {
  kCondition, kValue, kBullets, kName, kType, kCitationPart, kFactValue, kOutcome, kStageTest,
  kRestOfLine, kMonth,
};
inline constexpr std::size_t kLabelCount = static_cast<std::size_t>(Label::kMonth) + 1;

// One set for tokens, keywords and labels, in this order.
using ExpectedSet = std::bitset<kTokCount + kKwCount + kLabelCount>;
[[nodiscard]] constexpr std::size_t slot(Tok tok) { return static_cast<std::size_t>(tok); }
[[nodiscard]] constexpr std::size_t slot(Kw kw) { return kTokCount + static_cast<std::size_t>(kw); }
[[nodiscard]] constexpr std::size_t slot(Label label) {
  return kTokCount + kKwCount + static_cast<std::size_t>(label);
}

enum class LiteralProblemKind { kNoSuchDay, kNumberTooLarge, kDecimals };
struct LiteralProblem {
  LiteralProblemKind kind = LiteralProblemKind::kNoSuchDay;
  Span span;
};

struct ParseState {
  static constexpr int kMaxDepth = 256;

  std::string_view text;
  const Keywords* keywords = nullptr;
  File* file = nullptr;
  const Token* furthest = nullptr;
  ExpectedSet expected;
  int depth = 0;
  bool too_deep = false;
  std::vector<LiteralProblem> problems;
  const Token* first = nullptr;            // of the file
  std::vector<std::uint16_t> keyword_at;   // per token: 1 + the keyword that begins there, or 0

  // What a token was read as; the last reading is the one that stands.
  void read_as(const Token* at, Kw kw) { keyword_at[static_cast<std::size_t>(at - first)] = head_of(kw); }
  void read_as_name(const Token* at) { keyword_at[static_cast<std::size_t>(at - first)] = kNoHead; }

  [[nodiscard]] bool was_keyword(const Token* at) const {
    return keyword_at[static_cast<std::size_t>(at - first)] != kNoHead;
  }

  void restart() {
    furthest = nullptr;
    expected.reset();
    depth = 0;
    too_deep = false;
  }
  void miss(const Token* at, std::size_t what) {
    if (furthest == nullptr || at > furthest) {
      furthest = at;
      expected.reset();
    }
    if (at == furthest) expected.set(what);
  }
  // Tokens taken by `kw` at `at`. A head is only the keyword that the layout saw in it.
  [[nodiscard]] std::size_t match(const Token* at, Kw kw) const {
    if (is_keyword_head(at->head)) return kw_of_head(at->head) == kw ? keywords->length(kw) : 0;
    return keywords->match(text, at, kw);
  }
  [[nodiscard]] std::string_view slice_of(const Token& token) const { return slice(text, token.span); }
};

}  // namespace stadga::dsl::syntax
