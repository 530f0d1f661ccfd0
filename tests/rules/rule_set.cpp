#include "rules/rule_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stadga::rules {
namespace {

constexpr const char* kParking = "parkeringstillstand";
constexpr const char* kMadeUpMunicipality =
    "kommun 0001 \"Prov\"\n  till ekonomiskt_bist\u00e5nd\n\n"
    "k\u00e4lla Prov \"en p\u00e5hittad kommun f\u00f6r det h\u00e4r testet\" vikt sedvana\n\n"
    "best\u00e4mmer \u00e5ldern_r\u00e4knas\n  st\u00f6d Prov\n"
    "  g\u00e4ller utan k\u00e4nd f\u00f6rsta dag  den_f\u00f6rsta_i_m\u00e5naden\nslut\n\n"
    "best\u00e4mmer andelen_avrundas\n  st\u00f6d Prov\n"
    "  g\u00e4ller utan k\u00e4nd f\u00f6rsta dag  till_hel_krona\nslut\n";

std::string text_of(const Json* json) {
  return json != nullptr && json->as_string() != nullptr ? *json->as_string() : std::string();
}

std::vector<std::string> texts(const Json& object, const char* list, const char* member) {
  std::vector<std::string> result;
  const Json* found = object.find(list);
  if (found == nullptr || found->as_array() == nullptr) return result;
  for (const Json& one : *found->as_array()) result.push_back(text_of(one.find(member)));
  return result;
}

}  // namespace

std::string read_file(const std::string& path_in_source_tree) {
  std::ifstream in(std::string(STADGA_SOURCE_DIR) + "/" + path_in_source_tree, std::ios::binary);
  EXPECT_TRUE(in.good()) << path_in_source_tree;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

dsl::SourceSet sources_of(const std::string& folder) {
  namespace fs = std::filesystem;
  const std::string inside = "rules/" + folder + "/";
  const fs::path root = fs::path(STADGA_SOURCE_DIR) / inside;
  dsl::SourceSet sources;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".stadga") continue;
    const std::string path = entry.path().lexically_relative(root).generic_string();
    sources.push_back({path, read_file(inside + path)});
  }
  std::sort(sources.begin(), sources.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return sources;
}

dsl::SourceSet rules_of(const std::string& folder) {
  dsl::SourceSet sources = sources_of(folder);
  std::erase_if(sources, [](const auto& file) { return file.path.starts_with("typfall/"); });
  return sources;
}

dsl::SourceSet parking_sources() { return sources_of(kParking); }
dsl::SourceSet parking_rules_only() { return rules_of(kParking); }

dsl::CompileResult compile_or_fail(const dsl::SourceSet& sources) {
  dsl::CompileResult result = dsl::compile(sources);
  if (!result.package) {
    for (const dsl::Diagnostic& one : result.diagnostics) {
      ADD_FAILURE() << dsl::to_text(one, MessageLanguage::kEnglish);
    }
  }
  return result;
}

const dsl::CompileResult& parking() {
  static const dsl::CompileResult compiled = compile_or_fail(parking_sources());
  return compiled;
}

const engine::Package* financial_aid() {
  static const dsl::CompileResult compiled = [] {
    dsl::SourceSet sources = rules_of("ekonomiskt-bistand");
    sources.push_back({"kommuner/0001-prov.stadga", kMadeUpMunicipality});
    return compile_or_fail(sources);
  }();
  return compiled.package ? &*compiled.package : nullptr;
}

Json decide_json(const engine::Package& package, const Json& case_file) {
  const engine::DecideResult result = engine::decide(package, canonical_or_die(case_file));
  if (result.bytes) return read_json(*result.bytes).value;
  JsonArray problems;
  for (const engine::CaseProblem& one : result.problems) {
    JsonObject problem;
    problem["code"] = one.code;
    problem["path"] = one.path;
    problems.emplace_back(std::move(problem));
  }
  JsonObject invalid;
  invalid["status"] = "invalid";
  invalid["errors"] = std::move(problems);
  return invalid;
}

Answer engine_answer(const engine::Package& package, const Json& case_file) {
  const Json decision = decide_json(package, case_file);
  Answer answer;
  answer.status = text_of(decision.find("status"));
  answer.outcome = text_of(decision.find("outcome"));
  if (const Json* referral = decision.find("referral")) {
    answer.referral = text_of(referral->find("rule"));
  }
  if (const Json* values = decision.find("values"); values && values->as_object()) {
    for (const auto& [key, value] : *values->as_object()) answer.values[key] = text_of(&value);
  }
  answer.reasons = texts(decision, "reasons", "rule");
  answer.missing = texts(decision, "missing", "path");
  return answer;
}

}  // namespace stadga::rules
