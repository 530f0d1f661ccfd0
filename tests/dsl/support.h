// support.h - reading test sources, and the small sets that the dsl tests share.
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "stadga/dsl/compile.h"

namespace stadga::dsl::test {

inline std::filesystem::path root() { return STADGA_SOURCE_DIR; }

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline engine::SourceFile file(const std::filesystem::path& path, const std::string& name) { return {name, read(path)}; }

// The parking rule set with its overlay; scenarios too when asked.
inline SourceSet parking(bool scenarios = false) {
  const auto folder = root() / "rules" / "parkeringstillstand";
  SourceSet out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = std::filesystem::relative(entry.path(), folder).generic_string();
    if (entry.path().extension() != ".stadga" || (!scenarios && name.rfind("typfall/", 0) == 0)) continue;
    out.push_back(file(entry.path(), name));
  }
  return out;
}

inline engine::SourceFile practice_base() {
  return file(root() / "tests" / "golden" / "diagnostics" / "base" / "regler.stadga", "regler.stadga");
}

inline std::string all_text(const CompileResult& result, MessageLanguage language) {
  std::string out;
  for (const Diagnostic& diagnostic : result.diagnostics) out += to_text(diagnostic, language);
  return out;
}

}  // namespace stadga::dsl::test
