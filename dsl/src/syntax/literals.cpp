// literals.cpp - see literals.h.
#include "syntax/literals.h"

#include <array>

#include "stadga/base/money.h"
#include "syntax/lexer.h"

namespace stadga::dsl::syntax {
namespace {

bool missed(ParseState& state, const Token* at, std::size_t what) {
  state.miss(at, what);
  return false;
}

std::string digits_of(std::string_view token) {
  std::string out;
  for (const char c : token) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

// The value of up to 16 digits; beyond the exact range it is reported and 0.
std::int64_t value_of(ParseState& state, const std::string& digits, const Span& span) {
  std::int64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > kMaxExact) {
      state.problems.push_back({LiteralProblemKind::kNumberTooLarge, span});
      return 0;
    }
  }
  return value;
}

bool is_letter(ParseState& state, const Token& token) {
  return token.kind == Tok::kWord && token.head == kNoHead && state.slice_of(token).size() == 1;
}

// "8", "8 a": a letter counts only where a provision goes on after it.
void read_one(ParseState& state, const Token*& at, std::string& out) {
  out += digits_of(state.slice_of(*at));
  ++at;
  const bool goes_on = at[0].kind == Tok::kWord && (at[1].kind == Tok::kSection || at[1].kind == Tok::kMinus ||
                                                    state.match(at + 1, Kw::kChapter) > 0 ||
                                                    state.match(at + 1, Kw::kPointShort) > 0);
  if (goes_on && is_letter(state, *at)) {
    out += " " + std::string(state.slice_of(*at));
    ++at;
  }
}

}  // namespace

bool read_name(ParseState& state, const Token*& at, Name& out) {
  if (at->kind != Tok::kWord || at->head != kNoHead) return missed(state, at, slot(Label::kName));
  out = {std::string(state.slice_of(*at)), at->span};
  state.read_as_name(at);
  ++at;
  return true;
}

bool read_free_name(ParseState& state, const Token*& at, Name& out) {
  if (at->kind == Tok::kWord && is_reserved(state.slice_of(*at), state.keywords->language())) {
    return missed(state, at, slot(Label::kName));
  }
  return read_name(state, at, out);
}

bool read_text(ParseState& state, const Token*& at, QuotedText& out) {
  if (at->kind != Tok::kText) return missed(state, at, slot(Tok::kText));
  out = {text_value(state.slice_of(*at)), at->span};
  ++at;
  return true;
}

bool read_number(ParseState& state, const Token*& at, std::int64_t& out) {
  if (at->kind != Tok::kNumber) return missed(state, at, slot(Tok::kNumber));
  out = value_of(state, digits_of(state.slice_of(*at)), at->span);
  ++at;
  return true;
}

bool read_decimal(ParseState& state, const Token*& at, Decimal& out) {
  if (at->kind != Tok::kDecimal) return missed(state, at, slot(Tok::kDecimal));
  const std::string_view token = state.slice_of(*at);
  out.digits = value_of(state, digits_of(token), at->span);
  out.decimals = static_cast<std::uint32_t>(token.size() - token.find(',') - 1);
  out.span = at->span;
  ++at;
  return true;
}

std::int64_t decimal_ore(ParseState& state, const Decimal& decimal) {
  if (decimal.decimals == 2) return decimal.digits;
  state.problems.push_back({LiteralProblemKind::kDecimals, decimal.span});
  return 0;
}

// 2026-01 is three tokens that touch: a subtraction has blanks.
bool read_month(ParseState& state, const Token*& at, Date& out) {
  const bool whole = at[0].kind == Tok::kNumber && at[1].kind == Tok::kMinus && at[2].kind == Tok::kNumber &&
                     at[0].span.end == at[1].span.begin && at[1].span.end == at[2].span.begin &&
                     at[0].span.end - at[0].span.begin == 4 && at[2].span.end - at[2].span.begin == 2;
  if (!whole) return missed(state, at, slot(Label::kMonth));
  const Span span{at[0].span.begin, at[2].span.end, at[0].span.line, at[0].span.column};
  const std::optional<Date> date = parse_date(std::string(slice(state.text, span)) + "-01");
  if (!date) state.problems.push_back({LiteralProblemKind::kNoSuchDay, span});
  out = date.value_or(kMinDate);
  at += 3;
  return true;
}

bool read_date(ParseState& state, const Token*& at, Date& out) {
  if (at->kind != Tok::kDate) return missed(state, at, slot(Tok::kDate));
  const std::optional<Date> date = parse_date(state.slice_of(*at));
  if (!date) state.problems.push_back({LiteralProblemKind::kNoSuchDay, at->span});
  out = date.value_or(kMinDate);
  ++at;
  return true;
}

bool read_digits(ParseState& state, const Token*& at, Name& out) {
  if (at->kind != Tok::kNumber) return missed(state, at, slot(Tok::kNumber));
  out = {std::string(state.slice_of(*at)), at->span};
  ++at;
  return true;
}

bool read_provision_number(ParseState& state, const Token*& at, std::string& out) {
  if (at->kind != Tok::kNumber) return missed(state, at, slot(Tok::kNumber));
  read_one(state, at, out);
  if (at[0].kind == Tok::kMinus && at[1].kind == Tok::kNumber) {
    out += "-";
    ++at;
    read_one(state, at, out);
  }
  return true;
}

bool read_ordinal(ParseState& state, const Token*& at, std::string& out) {
  static constexpr std::array kOrdinals{Kw::kFirst, Kw::kSecond, Kw::kThird,  Kw::kFourth,
                                        Kw::kFifth, Kw::kSixth,  Kw::kSeventh, Kw::kEighth,
                                        Kw::kNinth, Kw::kTenth};
  for (std::size_t i = 0; i < kOrdinals.size(); ++i) {
    if (state.match(at, kOrdinals[i]) == 0) continue;
    out = std::to_string(i + 1);
    state.read_as(at, kOrdinals[i]);
    ++at;
    return true;
  }
  if (state.match(at, Kw::kLast) == 0) return missed(state, at, slot(Label::kCitationPart));
  out = keyword(Kw::kLast).swedish;  // the model has one word for it, whatever the file's language
  state.read_as(at, Kw::kLast);
  ++at;
  return true;
}

bool read_act_number(ParseState& state, const Token*& at, std::string& out) {
  const bool whole = at[0].kind == Tok::kNumber && at[1].kind == Tok::kColon && at[2].kind == Tok::kNumber;
  if (!whole) return missed(state, at, slot(Tok::kNumber));
  out = digits_of(state.slice_of(at[0])) + ":" + digits_of(state.slice_of(at[2]));
  at += 3;
  return true;
}

bool read_rest_of_line(ParseState& state, const Token*& at, std::string& out) {
  if (at->kind == Tok::kEndOfFile || at->first_on_line) return missed(state, at, slot(Label::kRestOfLine));
  if (at->kind == Tok::kText) {
    out = text_value(state.slice_of(*at));
    ++at;
    return true;
  }
  const std::uint32_t begin = at->span.begin;
  std::uint32_t end = begin;
  for (; at->kind != Tok::kEndOfFile && !at->first_on_line && at->kind < Tok::kBlockBegin; ++at) {
    end = at->span.end;
  }
  out = std::string(state.text.substr(begin, end - begin));
  return true;
}

namespace {
std::int64_t times(ParseState& state, std::int64_t value, std::int64_t factor) {
  const std::optional<std::int64_t> out = checked_mul(value, factor);
  if (!out) state.problems.push_back({LiteralProblemKind::kNumberTooLarge, {}});
  return out.value_or(0);
}
}  // namespace

std::int64_t to_ore(ParseState& state, std::int64_t kronor) { return times(state, kronor, 100); }
std::int64_t to_days(ParseState& state, std::int64_t weeks) { return times(state, weeks, 7); }

}  // namespace stadga::dsl::syntax
