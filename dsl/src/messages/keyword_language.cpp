// keyword_language.cpp - see keyword_language.h.
#include "messages/keyword_language.h"

#include "syntax/lexer.h"

namespace stadga::dsl::messages {
namespace {

using syntax::Keywords;
using syntax::Kw;
using syntax::Language;
using syntax::Role;

// Where two phrases fit equally, the one inside a condition is meant: `saknas` there, not in scenarios.
std::optional<Kw> keyword_at(const Keywords& own, std::string_view text, const syntax::Token* at) {
  const std::optional<Kw> inner = own.longest(text, at, {Role::kInline});
  const std::optional<Kw> line = own.longest(text, at, {Role::kDeclaration, Role::kEnd, Role::kClause, Role::kAnyClause,
                                                        Role::kScenarioClause, Role::kExpectation});
  if (!inner) return line;
  return line && own.length(*line) > own.length(*inner) ? line : inner;
}

std::string translated(std::string_view words, const Keywords& own, Language to) {
  const syntax::TokenStream stream = syntax::lex(words);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const std::optional<Kw> kw = keyword_at(own, words, &stream.tokens[i]);
    if (!kw) continue;
    const std::size_t last = i + own.length(*kw) - 1;
    out += words.substr(copied, stream.tokens[i].span.begin - copied);
    out += phrase(*kw, to);
    copied = stream.tokens[last].span.end;
    i = last;
  }
  return out + std::string(words.substr(copied));
}

std::string in_backticks(const std::string& text, Language from, Language to) {
  const Keywords own(from);
  std::string out;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find('`', at);
    const std::size_t close = open == std::string::npos ? open : text.find('`', open + 1);
    if (close == std::string::npos) return out + text.substr(at);
    out += text.substr(at, open + 1 - at);
    out += translated(std::string_view(text).substr(open + 1, close - open - 1), own, to) + "`";
    at = close + 1;
  }
}

}  // namespace

LocalText with_keywords_of(LocalText text, Language file) {
  if (file == Language::kSwedish) {
    text.en = in_backticks(text.en, Language::kEnglish, file);
  } else {
    text.sv = in_backticks(text.sv, Language::kSwedish, file);
  }
  return text;
}

}  // namespace stadga::dsl::messages
