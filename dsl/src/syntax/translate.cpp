// translate.cpp - the other language's keywords in place of a file's own; everything else, comments and
// layout included, stays byte for byte. What a word is, the parse has told: a name that looks like a
// keyword is left alone.
#include "syntax/layout.h"
#include "syntax/parser.h"

namespace stadga::dsl {
namespace {

using syntax::Kw;
using syntax::Language;
using syntax::Tok;
using syntax::Token;

// `{kommun.NAME}` in a text: the one keyword that texts hold.
std::string translated_text(std::string text, Language from, Language to) {
  const std::string own = "{" + std::string(phrase(Kw::kMunicipality, from)) + ".";
  const std::string other = "{" + std::string(phrase(Kw::kMunicipality, to)) + ".";
  for (std::size_t at = text.find(own); at != std::string::npos; at = text.find(own, at + other.size())) {
    text.replace(at, own.size(), other);
  }
  return text;
}

// The other phrase with the blanks that stood after the own one's first word (wide gaps make columns), so
// that columns survive the way there and back.
std::string with_gap(std::string_view own, std::string_view gap, std::string_view other) {
  const std::size_t space = other.find(' ');
  const bool kept = own.find(' ') != std::string_view::npos && space != std::string_view::npos;
  if (!kept) return std::string(other);
  return std::string(other.substr(0, space)) + std::string(gap) + std::string(other.substr(space + 1));
}

}  // namespace

std::optional<std::string> translate(const engine::SourceFile& source, KeywordLanguage to) {
  const syntax::ParseResult parsed = syntax::parse(source.path, source.text);
  if (!parsed.diagnostics.empty()) return std::nullopt;
  const Language from = parsed.file.language;
  const Language target = to == KeywordLanguage::kSwedish ? Language::kSwedish : Language::kEnglish;
  const syntax::Keywords keywords(from);
  std::string out;
  std::size_t copied = 0;
  const auto replace = [&](std::size_t begin, std::size_t end, std::string_view by) {
    out += source.text.substr(copied, begin - copied);
    out += by;
    copied = end;
  };
  const auto& tokens = parsed.stream.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const syntax::Span& span = tokens[i].span;
    if (parsed.keyword_at[i] != syntax::kNoHead) {
      const Kw kw = syntax::kw_of_head(parsed.keyword_at[i]);
      const std::size_t last = i + keywords.length(kw) - 1;
      std::string_view gap;
      if (last > i) gap = std::string_view(source.text).substr(span.end, tokens[i + 1].span.begin - span.end);
      replace(span.begin, tokens[last].span.end, with_gap(phrase(kw, from), gap, phrase(kw, target)));
      i = last;
    } else if (tokens[i].kind == Tok::kText) {
      replace(span.begin, span.end, translated_text(std::string(slice(source.text, span)), from, target));
    }
  }
  out += source.text.substr(copied);
  return out;
}

}  // namespace stadga::dsl
