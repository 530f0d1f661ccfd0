#include "explain/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace stadga::explain::test {
namespace {

namespace fs = std::filesystem;

dsl::SourceSet sources_below(const fs::path& root) {
  dsl::SourceSet out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".stadga") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    out.push_back({entry.path().lexically_relative(root).generic_string(), text.str()});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

dsl::SourceSet practice_sources(bool of_2027) {
  std::string text = read_file("tests/explain/data/prov.stadga");
  const std::string from = "    fr.o.m. 2020-01-01\n  ", to = "    fr.o.m. 2027-01-01 nytt\n  ";
  for (std::size_t at = text.find(from); of_2027 && at != std::string::npos;
       at = text.find(from, at))
    text.replace(at, from.size(), to);
  return {{"regler.stadga", text},
          {"kommuner/0001-prov.stadga", read_file("tests/explain/data/0001-prov.stadga")}};
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream in(std::string(STADGA_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

const dsl::CompileResult& rules(const std::string& folder) {
  static std::map<std::string, dsl::CompileResult> compiled;
  const auto found = compiled.find(folder);
  if (found != compiled.end()) return found->second;
  const fs::path root = fs::path(STADGA_SOURCE_DIR) / "rules" / folder;
  dsl::CompileResult result = dsl::compile(
      folder.starts_with("prov") ? practice_sources(folder != "prov") : sources_below(root));
  for (const dsl::Diagnostic& one : result.diagnostics) {
    if (!result.package) ADD_FAILURE() << dsl::to_text(one, MessageLanguage::kEnglish);
  }
  return compiled.emplace(folder, std::move(result)).first->second;
}

const engine::Package& package(const std::string& folder) { return rules(folder).package.value(); }

Json scenario(const std::string& folder, const std::string& title) {
  for (const engine::Scenario& one : rules(folder).scenarios) {
    if (one.title == title) return one.case_json;
  }
  ADD_FAILURE() << folder << " has no scenario " << title;
  return {};
}

Json practice_case(const std::function<void(JsonObject& facts)>& change) {
  Json json = read_json(read_file("tests/explain/data/bifall.case.json")).value;
  if (change) change(*json.as_object()->at("facts").as_object());
  return json;
}

DecisionText text_of(const std::string& folder, const Json& case_json, const Request& request) {
  const Explained out = explain(package(folder), canonical_or_die(case_json), request);
  for (const engine::CaseProblem& problem : out.problems)
    ADD_FAILURE() << problem.path << " " << problem.message.en;
  return out.text.value_or(DecisionText{});
}

}  // namespace stadga::explain::test
