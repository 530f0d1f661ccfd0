// Golden files: tests/golden/diagnostics/NAME.stadga holds a mistake, NAME.expected what its author is
// told, in Swedish and in English. A line `-- FIL path` begins another file. Sources without a
// `regelverk` of their own are read beside base/regler.stadga.
//
// STADGA_UPDATE_GOLDEN=1 writes the expected files anew; read the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "dsl/support.h"

namespace stadga::dsl {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(test::root() / "tests" / "golden" / "diagnostics")) {
    if (entry.path().extension() == ".stadga") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

SourceSet sources_of(const fs::path& path) {
  const std::string text = test::read(path);
  SourceSet out;
  std::string name = path.filename().string();
  std::string body;
  std::stringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("-- FIL ", 0) == 0) {
      if (!body.empty()) out.push_back({name, body});
      name = line.substr(7);
      body.clear();
    } else {
      body += line + "\n";
    }
  }
  out.push_back({name, body});
  if (text.rfind("regelverk", 0) != 0) out.push_back(test::practice_base());
  return out;
}

std::string told(const SourceSet& sources) {
  const CompileResult result = compile(sources);
  return test::all_text(result, MessageLanguage::kSwedish) + "\n" + test::all_text(result, MessageLanguage::kEnglish);
}

TEST(Golden, TheBaseHasNoMistake) {
  const CompileResult result = compile({test::practice_base()});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  EXPECT_TRUE(result.package.has_value());
}

TEST(Golden, EachMistakeIsTold) {
  const std::vector<fs::path> all = cases();
  EXPECT_GE(all.size(), 25U);
  for (const fs::path& path : all) {
    SCOPED_TRACE(path.filename().string());
    const SourceSet sources = sources_of(path);
    const std::string found = told(sources);
    const fs::path expected = fs::path(path).replace_extension(".expected");
    if (std::getenv("STADGA_UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << found;
    EXPECT_EQ(found, test::read(expected));
    EXPECT_FALSE(compile(sources).package.has_value());
  }
}

TEST(Golden, EveryDiagnosticHasBothLanguagesAndAPlace) {
  for (const fs::path& path : cases()) {
    SCOPED_TRACE(path.filename().string());
    for (const Diagnostic& diagnostic : compile(sources_of(path)).diagnostics) {
      EXPECT_FALSE(diagnostic.message.sv.empty());
      EXPECT_FALSE(diagnostic.message.en.empty());
      EXPECT_EQ(diagnostic.help.sv.empty(), diagnostic.help.en.empty());
      EXPECT_GE(diagnostic.span.line, 1U);
      EXPECT_GE(diagnostic.span.column, 1U);
      EXPECT_NE(diagnostic.message.sv.back(), '.');
      EXPECT_NE(diagnostic.message.en.back(), '.');
    }
  }
}

// Every code that is documented has an example, and every example's code is documented.
TEST(Golden, CodesAreDocumented) {
  const std::string page = test::read(test::root() / "docs" / "codes.md");
  for (const fs::path& path : cases()) {
    for (const Diagnostic& diagnostic : compile(sources_of(path)).diagnostics) {
      EXPECT_NE(page.find(diagnostic.code), std::string::npos) << diagnostic.code;
    }
  }
}

}  // namespace
}  // namespace stadga::dsl
