// sources.cpp - see sources.h.
#include "sources.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace stadga::bench {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << why << "\n";
  std::exit(1);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

engine::Package compiled(const dsl::SourceSet& sources) {
  auto result = dsl::compile(sources);
  if (result.package) return std::move(*result.package);
  for (const auto& diagnostic : result.diagnostics) {
    std::cerr << dsl::to_text(diagnostic, MessageLanguage::kEnglish) << "\n";
  }
  give_up("the rule set does not compile");
}

engine::Package compiled(const std::string& text) { return compiled(dsl::SourceSet{{"regler.stadga", text}}); }

engine::Package shipped(const std::string& folder) {
  const std::filesystem::path root = std::filesystem::path(STADGA_SOURCE_DIR) / "rules" / folder;
  dsl::SourceSet sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto name = std::filesystem::relative(entry.path(), root).generic_string();
    if (entry.path().extension() != ".stadga" || name.starts_with("typfall/")) continue;
    sources.push_back({name, read_file(entry.path())});
  }
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return compiled(sources);
}

void expect(const verify::CheckResult& result, verify::Verdict verdict) {
  for (const auto& one : result.obligations) {
    if (one.verdict != verdict) give_up("not the verdict that was expected: " + one.id);
  }
}

}  // namespace stadga::bench
