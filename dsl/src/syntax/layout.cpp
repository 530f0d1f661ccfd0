// layout.cpp - see layout.h. One pass: line starts decide heads, then bullets open and close blocks.
#include "syntax/layout.h"

#include <algorithm>

namespace stadga::dsl::syntax {
namespace {

class Layout {
 public:
  Layout(std::string_view text, TokenStream raw, const Keywords& keywords)
      : text_(text), raw_(std::move(raw)), keywords_(keywords) {}

  TokenStream run() {
    out_.problems = std::move(raw_.problems);
    out_.comments = std::move(raw_.comments);
    out_.tokens.reserve(raw_.tokens.size() + raw_.tokens.size() / 8);
    for (at_ = 0; at_ < raw_.tokens.size(); ++at_) {
      Token& token = raw_.tokens[at_];
      if (token.first_on_line && is_bullet(token)) {
        bullet(token);
        continue;
      }
      if (token.kind == Tok::kEndOfFile) {
        close_all();
      } else if (token.first_on_line) {
        line_start(token);
      }
      out_.tokens.push_back(token);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Token& next(std::size_t n) const {
    return raw_.tokens[std::min(at_ + n, raw_.tokens.size() - 1)];
  }
  [[nodiscard]] bool is_bullet(const Token& token) const {
    const Token& after = next(1);
    return token.kind == Tok::kMinus && (after.span.begin > token.span.end || after.kind == Tok::kEndOfFile);
  }

  // A word followed by one of these is a name being declared or given a value, not a clause.
  [[nodiscard]] bool is_named_here(std::size_t phrase_length) const {
    switch (next(phrase_length).kind) {
      case Tok::kEquals: case Tok::kColon: case Tok::kDot: case Tok::kComma:
      case Tok::kRightBrace: case Tok::kRightParen: case Tok::kRightBracket:
        return !next(phrase_length).first_on_line;
      default:
        return false;
    }
  }

  [[nodiscard]] std::vector<Role> roles_here(const Token& token) const {
    std::vector<Role> roles{Role::kEnd};
    if (token.span.column == 1 || !in_scenario_) roles.push_back(Role::kDeclaration);
    if (!in_scenario_) {
      roles.push_back(Role::kClause);
      roles.push_back(Role::kAnyClause);
    } else if (token.span.column > 1) {
      roles.push_back(Role::kAnyClause);
      roles.push_back(expecting_ ? Role::kExpectation : Role::kScenarioClause);
    }
    return roles;
  }

  std::optional<Kw> phrase_here(const Token& token) const {
    if (token.kind != Tok::kWord) return std::nullopt;
    std::optional<Kw> kw = keywords_.longest(text_, &token, roles_here(token));
    // Keywords that serve in another section as well.
    const auto stands = [&](Kw k) { return keywords_.match(text_, &token, k) > 0; };
    if (!kw && in_scenario_ && !expecting_ && stands(Kw::kMunicipality)) kw = Kw::kMunicipality;
    if (!kw && in_scenario_ && expecting_ && stands(Kw::kGuideline)) kw = Kw::kGuideline;
    if (!kw && in_scenario_ && expecting_ && stands(Kw::kRows)) kw = Kw::kRows;
    // `to` and `for` lead on in values: only a municipality's head has a line that begins with one.
    if (kw == Kw::kTo && declaration_ != Kw::kMunicipality) return std::nullopt;
    if (!kw || is_named_here(keywords_.length(*kw))) return std::nullopt;
    if (in_scenario_ && keywords_.match(text_, &token + 1, Kw::kLeftOut) > 0) return std::nullopt;
    return kw;
  }

  void line_start(Token& token) {
    if (const std::optional<Kw> kw = phrase_here(token)) {
      token.head = head_of(*kw);
      clause_column_ = token.span.column;
      close_all();
      enter(*kw, token);
      return;
    }
    const bool names = in_facts_ || is_named_here(1);
    if (token.kind == Tok::kWord && token.span.column <= clause_column_ && !names) {
      token.head = kOtherHead;
      close_all();
      return;
    }
    close_deeper_than(token.span.column);
  }

  void enter(Kw kw, const Token& token) {
    const bool declares = keyword(kw).role == Role::kDeclaration && token.span.column == 1;
    if (declares) declaration_ = kw;
    if (declares || kw == Kw::kEnd) {
      in_scenario_ = kw == Kw::kScenario;
      expecting_ = false;
      in_facts_ = false;
    }
    if (keyword(kw).role == Role::kScenarioClause) in_facts_ = kw == Kw::kFacts;
    if (kw == Kw::kExpected) expecting_ = true;
    if (kw == Kw::kRows) expecting_ = false;
  }

  void bullet(const Token& token) {
    const std::uint32_t column = token.span.column;
    if (tab_before(token)) out_.problems.push_back({LexProblemKind::kTabBeforeBullet, token.span});
    const bool nested = blocks_.empty() || column > blocks_.back();
    if (!nested) close_deeper_than(column + 1);
    const bool out_of_line = !nested && (blocks_.empty() || blocks_.back() != column);
    if (out_of_line) out_.problems.push_back({LexProblemKind::kBulletOutOfLine, token.span});
    if (nested || blocks_.empty()) {
      push_virtual(Tok::kBlockBegin, token.span);
      blocks_.push_back(column);
    }
    push_virtual(Tok::kItem, token.span);
  }

  [[nodiscard]] bool tab_before(const Token& token) const {
    const std::size_t line = text_.rfind('\n', token.span.begin);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    return text_.substr(begin, token.span.begin - begin).find('\t') != std::string_view::npos;
  }

  void push_virtual(Tok kind, Span span) { out_.tokens.push_back({kind, false, 0, span}); }

  // Closes every block whose bullets stand at `column` or further in.
  void close_deeper_than(std::uint32_t column) {
    while (!blocks_.empty() && blocks_.back() >= column) {
      blocks_.pop_back();
      Span end = out_.tokens.back().span;
      end.begin = end.end;
      push_virtual(Tok::kBlockEnd, end);
    }
  }
  void close_all() { close_deeper_than(0); }

  std::string_view text_;
  TokenStream raw_;
  const Keywords& keywords_;
  TokenStream out_;
  std::vector<std::uint32_t> blocks_;  // the columns of the open blocks' bullets
  std::size_t at_ = 0;
  std::uint32_t clause_column_ = 0;
  Kw declaration_ = Kw::kEnd;
  bool in_scenario_ = false, expecting_ = false, in_facts_ = false;
};

}  // namespace

TokenStream lay_out(std::string_view text, TokenStream raw, const Keywords& keywords) {
  return Layout(text, std::move(raw), keywords).run();
}

}  // namespace stadga::dsl::syntax
