// construct_support.h - one construct at a time, beside the practice rule set.
#pragma once
#include <string>
#include <vector>

#include "dsl/support.h"

namespace stadga::dsl::test {

inline CompileResult with(const std::string& text, const std::string& path = "mer.stadga") {
  return compile({practice_base(), {path, text}});
}

// "S2001 4, S2003 7": what is told, and on which lines of the added file.
inline std::string told(const CompileResult& result) {
  std::string out;
  for (const Diagnostic& d : result.diagnostics) {
    out += (out.empty() ? "" : ", ") + d.code + " " + std::to_string(d.span.line);
  }
  return out;
}
inline std::string told(const std::string& text, const std::string& path = "mer.stadga") { return told(with(text, path)); }

inline engine::Package package_with(const std::string& text, const std::string& path = "mer.stadga") {
  CompileResult result = with(text, path);
  EXPECT_EQ(all_text(result, MessageLanguage::kSwedish), "");
  return result.package.value_or(engine::Package{});
}

// The practice rule set with one line of its own changed.
inline CompileResult with_line(const std::string& line, const std::string& other) {
  engine::SourceFile base = practice_base();
  const std::size_t at = base.text.find(line);
  EXPECT_NE(at, std::string::npos) << line;
  base.text.replace(at, line.size(), other);
  return compile({base});
}

// English keywords and back: the same bytes. Gives the English text.
inline std::string there_and_back(const std::string& text) {
  const auto english = translate({"mer.stadga", text}, KeywordLanguage::kEnglish);
  EXPECT_TRUE(english.has_value()) << text;
  if (!english) return "";
  const auto swedish = translate({"mer.stadga", *english}, KeywordLanguage::kSwedish);
  EXPECT_EQ(swedish.value_or("?"), text);
  return *english;
}

template <typename Items>
const auto& named(const Items& items, const std::string& name) {
  for (const auto& item : items) {
    if (item.name == name) return item;
  }
  ADD_FAILURE() << "no " << name;
  return items.front();
}

}  // namespace stadga::dsl::test
