// mutate.h - small damages to a source text, by tokens and by bytes, from a seed.
#pragma once
#include <cstdlib>
#include <random>
#include <string>

#include "syntax/lexer.h"

namespace stadga::dsl::test {

inline unsigned long seed() {
  const char* given = std::getenv("STADGA_SEED");
  return given == nullptr ? 20260701UL : std::strtoul(given, nullptr, 10);
}
// The full form of the mutant tests takes its count from the environment.
inline int rounds(int usual) {
  const char* given = std::getenv("STADGA_ROUNDS");
  return given == nullptr ? usual : static_cast<int>(std::strtol(given, nullptr, 10));
}

class Mutator {
 public:
  explicit Mutator(unsigned long seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  std::string mutate(std::string text) {
    const std::size_t times = 1 + below(4);
    for (std::size_t i = 0; i < times && !text.empty(); ++i) once(text);
    return text;
  }

 private:
  void once(std::string& text) {
    const auto stream = syntax::lex(text);
    const syntax::Span a = stream.tokens[below(stream.tokens.size())].span;
    const syntax::Span b = stream.tokens[below(stream.tokens.size())].span;
    const std::string other = text.substr(b.begin, b.end - b.begin);
    switch (below(8)) {
      case 0: text.erase(a.begin, a.end - a.begin); break;
      case 1: text.insert(a.begin, other + " "); break;
      case 2: text.replace(a.begin, a.end - a.begin, other); break;
      case 3: text.insert(a.begin, std::string(1, static_cast<char>(below(256)))); break;
      case 4: text.insert(a.begin, "\n"); break;
      case 5: text.resize(text.size() - std::min<std::size_t>(text.size(), below(200))); break;
      case 6: text.insert(a.begin, " \n    - "); break;
      default: erase_line(text, a.begin); break;
    }
  }
  static void erase_line(std::string& text, std::size_t at) {
    const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    text.erase(begin, end - begin);
  }

  std::mt19937_64 random_;
};

}  // namespace stadga::dsl::test
