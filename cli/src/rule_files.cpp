#include "rule_files.h"

#include <filesystem>

#include "files.h"
#include "stadga/engine/bundle.h"

namespace stadga::cli {
namespace {

namespace fs = std::filesystem;

std::variant<RuleFiles, Failed> from_bundle(const std::string& bytes, const std::string& path) {
  auto bundle = engine::read_bundle(bytes);
  if (!bundle) {
    Failed failure = failed(bundle.error());
    if (failure.problems.front().path.empty()) failure.problems.front().path = path;
    return failure;
  }
  return RuleFiles{std::move(bundle->sources), {}, true, {}};
}

}  // namespace

std::string RuleFiles::path_of(const engine::SourceFile& source) const {
  const fs::path path = folder.empty() ? fs::path(file) : fs::path(folder) / source.path;
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path.string() : real.string();
}

std::variant<RuleFiles, Failed> read_rule_files(const std::string& path) {
  if (is_folder(path)) {
    auto sources = read_ruleset_folder(path);
    if (!sources) return failed(sources.error());
    return RuleFiles{std::move(sources).value(), path, false, {}};
  }
  auto bytes = read_file(path, kMaxBundle);
  if (!bytes) return failed(bytes.error());
  if (bytes->starts_with('{')) return from_bundle(*bytes, path);
  const std::string name = path == "-" ? "-" : fs::path(path).filename().string();
  if (bytes->size() > kMaxRuleFile) {
    return Failed{{{"S6003", path, {"filen är för stor för en regelfil", "the file is too large for a rule file"}, {}, {}}}, kInvalid};
  }
  return RuleFiles{{{name, std::move(bytes).value()}}, {}, false, path};
}

}  // namespace stadga::cli
