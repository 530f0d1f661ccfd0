// lexer.cpp - one pass over the bytes. Names are Latin letters, digits and `_`, with inner hyphens
// for ids (PRH-K2); look-alike letters of other scripts and combining marks are kept inside the
// word and reported, so that one mistake gives one message.
#include "syntax/lexer.h"

#include "stadga/base/text.h"

namespace stadga::dsl::syntax {
namespace {

constexpr std::uint32_t kBadByte = 0xFFFFFFFF;

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

struct CodePoint {
  std::uint32_t value = 0;
  std::uint32_t length = 1;
};

// Decodes one code point; a byte that begins none is kBadByte of length 1.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {kBadByte, 1};
  if (first_bad_utf8(text.substr(at, length))) return {kBadByte, 1};
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::uint32_t i = 1; i < length; ++i) {
    value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  return {value, length};
}

bool is_latin_letter(std::uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7;
}
bool is_combining(std::uint32_t c) { return c >= 0x300 && c <= 0x36F; }
bool is_foreign_letter(std::uint32_t c) {
  return (c >= 0x180 && c <= 0x2FF) || (c >= 0x370 && c <= 0x1FFF) || (c >= 0x2C00 && c <= 0xD7FF) ||
         (c >= 0xF900 && c <= 0xFEFE) || (c >= 0xFF10 && c <= 0xFFDC) || (c >= 0x10000 && c <= 0x1F000);
}
bool is_word_part(std::uint32_t c) {
  return is_latin_letter(c) || (c < 0x80 && is_digit(static_cast<unsigned char>(c))) || c == '_' ||
         is_combining(c) || is_foreign_letter(c);
}
bool is_blank(std::uint32_t c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xA0 || c == 0x202F;
}
bool is_quote(std::uint32_t c) { return (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB; }
bool is_dash(std::uint32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  TokenStream run() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
      const Span span = advance(3);
      problem(LexProblemKind::kByteOrderMark, span);
      out_.tokens.push_back({Tok::kError, false, 0, span});
      column_ = 1;
    }
    while (at_ < text_.size()) step();
    push(Tok::kEndOfFile, {end_of_text(), end_of_text(), line_, column_});
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::uint32_t end_of_text() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] unsigned char byte(std::size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }

  // Consumes `length` bytes of one line and gives their span; columns count code points.
  Span advance(std::size_t length) {
    Span span{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + length), line_, column_};
    column_ += static_cast<std::uint32_t>(count_code_points(text_.substr(at_, length)));
    at_ += length;
    return span;
  }
  void push(Tok kind, Span span) {
    out_.tokens.push_back({kind, first_on_line_, 0, span});
    first_on_line_ = false;
  }
  void problem(LexProblemKind kind, Span span) { out_.problems.push_back({kind, span}); }
  void push_problem(LexProblemKind kind, std::size_t length) {
    const Span span = advance(length);
    problem(kind, span);
    push(Tok::kError, span);
  }

  void step() {
    const CodePoint c = decode(text_, at_);
    if (c.value == '\n') {
      ++at_;
      ++line_;
      column_ = 1;
      first_on_line_ = true;
    } else if (is_blank(c.value)) {
      advance(c.length);
    } else if (c.value == '-' && byte(at_ + 1) == '-') {
      comment();
    } else if (c.value < 0x80 && is_digit(byte(at_))) {
      number();
    } else if (c.value == '"') {
      quoted();
    } else if (is_word_part(c.value)) {
      word();
    } else {
      symbol(c);
    }
  }

  void comment() {
    std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) end = text_.size();
    const Span span = advance(end - at_);
    out_.comments.push_back({span.begin, span.end, static_cast<std::uint32_t>(out_.tokens.size())});
    check_characters(span, false);
  }

  [[nodiscard]] std::size_t digits_from(std::size_t at) const {
    std::size_t end = at;
    while (is_digit(byte(end))) ++end;
    return end;
  }
  // 2026-11-22, whatever it means.
  [[nodiscard]] bool date_at(std::size_t end) const {
    return end - at_ == 4 && byte(end) == '-' && digits_from(end + 1) == end + 3 && byte(end + 3) == '-' &&
           digits_from(end + 4) == end + 6;
  }
  // End of " 220" in "5 220": one blank and exactly three digits; else `end` itself.
  [[nodiscard]] std::size_t group_from(std::size_t end) const {
    std::size_t digits = end;
    if (byte(end) == ' ') {
      digits = end + 1;
    } else if (text_.substr(end, 2) == "\xC2\xA0") {
      digits = end + 2;
    } else if (text_.substr(end, 3) == "\xE2\x80\xAF") {
      digits = end + 3;
    }
    return digits != end && digits_from(digits) == digits + 3 ? digits + 3 : end;
  }

  void number() {
    std::size_t end = digits_from(at_);
    if (date_at(end)) {
      push(Tok::kDate, advance(10));
      return;
    }
    if (end - at_ <= 3) {
      for (std::size_t next = group_from(end); next != end; next = group_from(end)) end = next;
    }
    Tok kind = Tok::kNumber;
    if (byte(end) == ',' && is_digit(byte(end + 1))) {
      end = digits_from(end + 1);
      kind = Tok::kDecimal;
    }
    push(kind, advance(end - at_));
  }

  void word() {
    const std::size_t begin = at_;
    std::size_t end = begin;
    bool foreign = false;
    bool combining = false;
    while (end < text_.size()) {
      const CodePoint c = decode(text_, end);
      const bool hyphen = c.value == '-' && end > begin && end + 1 < text_.size() && byte(end + 1) != '-' &&
                          is_word_part(decode(text_, end + 1).value);
      if (!is_word_part(c.value) && !hyphen) break;
      foreign = foreign || is_foreign_letter(c.value);
      combining = combining || is_combining(c.value);
      end += c.length;
    }
    const Span span = advance(end - begin);
    if (foreign) problem(LexProblemKind::kForeignLetter, span);
    if (!foreign && combining) problem(LexProblemKind::kNotNfc, span);
    push(Tok::kWord, span);
  }

  void quoted() {
    std::size_t end = at_ + 1;
    bool bad_escape = false;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n' && text_[end] != '\r') {
      if (text_[end] == '\\') {
        const bool known = byte(end + 1) == '"' || byte(end + 1) == '\\';
        bad_escape = bad_escape || !known;
        if (known) ++end;
      }
      ++end;
    }
    const bool closed = end < text_.size() && text_[end] == '"';
    const Span span = advance((closed ? end + 1 : end) - at_);
    if (!closed) problem(LexProblemKind::kOpenText, span);
    if (bad_escape) problem(LexProblemKind::kBadEscape, span);
    check_characters(span, true);
    push(Tok::kText, span);
  }

  // What may not hide inside a text or a comment.
  void check_characters(Span span, bool text_token) {
    const std::string_view bytes = slice(text_, span);
    if (first_bad_utf8(bytes)) {
      problem(LexProblemKind::kBadUtf8, span);
      return;
    }
    if (!text_token) return;
    if (!is_nfc(bytes)) problem(LexProblemKind::kNotNfc, span);
    if (printable(bytes) != bytes) problem(LexProblemKind::kControlCharacter, span);
  }

  void symbol(const CodePoint& c) {
    if (c.value == kBadByte) return push_problem(LexProblemKind::kBadUtf8, 1);
    if (is_quote(c.value)) return push_problem(LexProblemKind::kTypographicQuote, c.length);
    if (is_dash(c.value)) return push_problem(LexProblemKind::kTypographicDash, c.length);
    if (c.value == '.' && byte(at_ + 1) == '.') return push(Tok::kRange, advance(2));
    if (c.value == 0xA7) {
      const bool twice = text_.substr(at_ + 2, 2) == "\xC2\xA7";
      return push(Tok::kSection, advance(twice ? 4 : 2));
    }
    const Tok kind = simple(c.value);
    if (kind == Tok::kError) return push_problem(LexProblemKind::kUnknownCharacter, c.length);
    push(kind, advance(1));
  }

  static Tok simple(std::uint32_t c) {
    switch (c) {
      case '{': return Tok::kLeftBrace;
      case '}': return Tok::kRightBrace;
      case '(': return Tok::kLeftParen;
      case ')': return Tok::kRightParen;
      case '[': return Tok::kLeftBracket;
      case ']': return Tok::kRightBracket;
      case ',': return Tok::kComma;
      case ':': return Tok::kColon;
      case '.': return Tok::kDot;
      case '=': return Tok::kEquals;
      case '+': return Tok::kPlus;
      case '-': return Tok::kMinus;
      case '*': return Tok::kStar;
      case '/': return Tok::kSlash;
      case '|': return Tok::kBar;
      default: return Tok::kError;
    }
  }

  std::string_view text_;
  TokenStream out_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
  bool first_on_line_ = true;
};

}  // namespace

TokenStream lex(std::string_view text) { return Lexer(text).run(); }

std::string text_value(std::string_view token) {
  std::string out;
  if (token.empty()) return out;
  token.remove_prefix(1);
  if (!token.empty() && token.back() == '"') token.remove_suffix(1);
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '\\' && i + 1 < token.size() &&
                        (token[i + 1] == '"' || token[i + 1] == '\\');
    out += token[escape ? ++i : i];
  }
  return out;
}

}  // namespace stadga::dsl::syntax
