// reading_page_test.cpp - docs/las-en-regel.md shows rules as they stand in the shipped sets, word for
// word; the sets themselves are compiled by the other tests of this folder.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace stadga::rules {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string shipped_rules() {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(STADGA_SOURCE_DIR) / "rules")) {
    if (entry.path().extension() == ".stadga") out += text_of(entry.path()) + "\n";
  }
  return out;
}

std::vector<std::string> examples(const std::string& page) {
  const std::string fence = "```\n";
  std::vector<std::string> out;
  std::size_t at = page.find(fence);
  while (at != std::string::npos) {
    const std::size_t begin = at + fence.size();
    const std::size_t end = page.find(fence, begin);
    if (end == std::string::npos) break;
    out.push_back(page.substr(begin, end - begin));
    at = page.find(fence, end + fence.size());
  }
  return out;
}

TEST(ReadingPage, ShowsRulesAsTheyStand) {
  const std::string rules = shipped_rules();
  const auto shown = examples(text_of(fs::path(STADGA_SOURCE_DIR) / "docs" / "las-en-regel.md"));
  ASSERT_GE(shown.size(), 12U);
  for (const std::string& example : shown) {
    EXPECT_NE(rules.find(example), std::string::npos) << example;
  }
}

}  // namespace
}  // namespace stadga::rules
