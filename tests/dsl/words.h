// words.h - what a layout must keep: the tokens and comments of a text, by the lexer alone.
#pragma once
#include <string>
#include <vector>

#include "syntax/lexer.h"

namespace stadga::dsl::test {

// A comment with the token that it stands before.
inline std::vector<std::string> words(const std::string& text) {
  const syntax::TokenStream stream = syntax::lex(text);
  std::vector<std::string> out;
  for (const syntax::Token& token : stream.tokens) out.emplace_back(syntax::slice(text, token.span));
  for (const syntax::Comment& comment : stream.comments) {
    std::string body = text.substr(comment.begin, comment.end - comment.begin);
    body.erase(body.find_last_not_of(" \t\r") + 1);
    out.push_back(std::to_string(comment.before_token) + body);
  }
  return out;
}

}  // namespace stadga::dsl::test
