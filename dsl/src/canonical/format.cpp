// format.cpp - lays a file out and reads the result back: every token, comment, keyword and nesting must
// be what it was, else nothing is handed out.
#include "stadga/dsl/format.h"

#include "canonical/builder.h"
#include "syntax/parser.h"

namespace stadga::dsl {
namespace {

using syntax::ParseResult;

std::string_view without_trailing_blanks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

bool same_tokens(std::string_view a_text, const ParseResult& a, std::string_view b_text, const ParseResult& b) {
  const auto& left = a.stream.tokens;
  const auto& right = b.stream.tokens;
  if (left.size() != right.size() || a.keyword_at != b.keyword_at) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    // What a line's first word was taken for shows in `keyword_at`; its column alone may say otherwise.
    const bool same_line =
        left[i].first_on_line == right[i].first_on_line || left[i].kind == syntax::Tok::kEndOfFile;
    const bool same = left[i].kind == right[i].kind && same_line &&
                      slice(a_text, left[i].span) == slice(b_text, right[i].span);
    if (!same) return false;
  }
  return true;
}

bool same_comments(std::string_view a_text, const ParseResult& a, std::string_view b_text, const ParseResult& b) {
  const auto& left = a.stream.comments;
  const auto& right = b.stream.comments;
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto text = [](std::string_view file, const syntax::Comment& c) {
      return without_trailing_blanks(file.substr(c.begin, c.end - c.begin));
    };
    if (left[i].before_token != right[i].before_token || text(a_text, left[i]) != text(b_text, right[i])) return false;
  }
  return true;
}

// The clauses with their nesting, and values that are text as it stands.
void describe(const std::vector<syntax::Clause>& clauses, std::string& out) {
  for (const syntax::Clause& clause : clauses) {
    out += std::to_string(static_cast<int>(clause.kw)) + "\"" + clause.name.text + "\"(";
    describe(clause.children, out);
    out += ")";
  }
}
std::string described(const syntax::File& file) {
  std::string out;
  for (const syntax::Decl& decl : file.decls) {
    out += std::to_string(static_cast<int>(decl.kw)) + "{";
    describe(decl.clauses, out);
    for (const syntax::Expected& expected : decl.expected) out += "\"" + expected.text + "\"";
    out += "}";
  }
  return out;
}

}  // namespace

FormatResult format(const engine::SourceFile& source) {
  FormatResult result;
  const ParseResult parsed = syntax::parse(source.path, source.text);
  result.diagnostics = parsed.diagnostics;
  if (!parsed.diagnostics.empty()) return result;
  std::string text = canonical::render(canonical::canonical_lines(source.text, parsed));
  const ParseResult again = syntax::parse(source.path, text);
  result.altered = !again.diagnostics.empty() || !same_tokens(source.text, parsed, text, again) ||
                   !same_comments(source.text, parsed, text, again) ||
                   described(parsed.file) != described(again.file);
  if (!result.altered) result.text = std::move(text);
  return result;
}

}  // namespace stadga::dsl
