#include "canonical/gaps.h"

namespace stadga::dsl::canonical {
namespace {

using syntax::Tok;

bool is_number(Tok tok) { return tok == Tok::kNumber || tok == Tok::kDecimal; }
bool is_bound(Tok tok) { return is_number(tok) || tok == Tok::kDate; }
bool opens(Tok tok) { return tok == Tok::kLeftBrace || tok == Tok::kLeftBracket; }
bool closes(Tok tok) { return tok == Tok::kRightBrace || tok == Tok::kRightBracket; }
bool stands_apart(Tok tok) {
  return tok == Tok::kEquals || tok == Tok::kPlus || tok == Tok::kStar || tok == Tok::kText;
}

}  // namespace

std::uint32_t gap_between(Tok left, Tok right, bool apart) {
  if (right == Tok::kComma) return 0;
  if (left == Tok::kComma) return 1;
  if (left == Tok::kLeftParen || right == Tok::kRightParen) return 0;
  if (opens(left) && closes(right)) return 0;
  if (opens(left) || closes(left) || opens(right) || closes(right)) return 1;
  if (left == Tok::kRightParen && right == Tok::kColon) return 1;  // the type after the keys
  if (right == Tok::kColon) return apart ? 1 : 0;
  if (stands_apart(left) || stands_apart(right) || right == Tok::kLeftParen) return 1;
  const bool range = (left == Tok::kRange && is_bound(right)) || (is_bound(left) && right == Tok::kRange);
  if (range) return 0;
  if (is_number(left) && is_number(right)) return 2;  // one blank could make one number of two
  return apart ? 1 : 0;
}

}  // namespace stadga::dsl::canonical
