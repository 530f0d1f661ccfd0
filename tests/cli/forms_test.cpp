// docs/forms: every request gives its answer, byte for byte. STADGA_UPDATE=1 writes the answers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

std::vector<std::string> form_names() {
  const std::string ending = ".case.json";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(in_source("docs/forms"))) {
    const std::string file = entry.path().filename().string();
    if (file.ends_with(ending)) names.push_back(file.substr(0, file.size() - ending.size()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Forms, EachRequestGivesItsAnswerByteForByte) {
  const bool update = std::getenv("STADGA_UPDATE") != nullptr;
  const std::vector<std::string> names = form_names();
  EXPECT_GE(names.size(), 5U);
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const std::string form = in_source("docs/forms/" + name);
    const Ran run = stadga(
        {"decide", parking(), "--case", form + ".case.json", "--format", "json", "--lang", "sv"});
    EXPECT_EQ(run.exit, name == "invalid" ? 3 : 0) << run.err;
    if (update) write_bytes(form + ".answer.json", run.out);
    EXPECT_EQ(run.out, read_bytes(form + ".answer.json"));
  }
}

}  // namespace
}  // namespace stadga::test
