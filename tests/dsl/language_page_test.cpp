// The language page is compiled: its example of a scenario and its English example are read as they stand.
#include <gtest/gtest.h>

#include "dsl/support.h"

namespace stadga::dsl {
namespace {

// The fenced blocks of docs/language.md that begin with `start`.
std::string block(const std::string& start) {
  const std::string page = test::read(test::root() / "docs" / "language.md");
  const std::size_t begin = page.find("```\n" + start);
  EXPECT_NE(begin, std::string::npos) << start;
  const std::size_t text = begin + 4;
  return page.substr(text, page.find("```", text) - text);
}

TEST(LanguagePage, ItsScenarioIsRead) {
  SourceSet sources = test::parking();
  const std::string earlier =
      "typfall \"En fullständig ansökan\"\n  beslutsdag 2026-11-22\n  uppgifter\n    läkarintyg = { utfärdat = 2026-10-01 }\n"
      "  väntat\n    status incomplete\nslut\n\n";
  sources.push_back({"typfall/sida.stadga", earlier + block("typfall")});
  const CompileResult result = compile(sources);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_EQ(result.scenarios.size(), 2U);
}

TEST(LanguagePage, ItsEnglishExampleIsRead) {
  const std::string example = block("form requirement PRH-F3");
  SourceSet sources = test::parking();
  for (engine::SourceFile& source : sources) {
    const std::size_t begin = source.text.find("formkrav PRH-F3");
    if (begin == std::string::npos) continue;
    const std::size_t end = source.text.find("\nslut\n", begin) + 6;
    source.text.erase(begin, end - begin);
  }
  sources.push_back({"sida.stadga", example});
  const CompileResult result = compile(sources);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_TRUE(result.package.has_value());
}

}  // namespace
}  // namespace stadga::dsl
