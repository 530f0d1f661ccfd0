// translate: rule files with the other language's keywords. What comes out is read back: it must
// translate to what it came from, and a whole rule set must keep its hashes.
#include <filesystem>

#include "files.h"
#include "rule_files.h"
#include "stadga/base/text.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

namespace fs = std::filesystem;
using dsl::KeywordLanguage;

Failed one(const char* code, const std::string& path, LocalText message, Exit exit) {
  return {{{code, path, std::move(message), {}, {}}}, exit};
}

Failed changed_meaning(const std::string& path) {
  return one("S6021", path,
             {"översättningen skulle ändra reglerna: inget är skrivet, och det är ett fel i stadga",
              "the translation would change the rules: nothing is written, and it is a bug in stadga"},
             kInternal);
}

std::variant<dsl::SourceSet, Failed> translated(const dsl::SourceSet& sources, KeywordLanguage to) {
  dsl::SourceSet out;
  for (const engine::SourceFile& source : sources) {
    auto text = dsl::translate(source, to);
    // Errors of form have a place only in the compiler's diagnostics.
    if (!text) return failed(dsl::compile({source}).diagnostics);
    out.push_back({source.path, std::move(*text)});
  }
  return out;
}

// Sources that compile must mean the same afterwards; others are compared with their way back alone.
bool same_meaning(const dsl::SourceSet& before, const dsl::SourceSet& after) {
  const auto old_rules = dsl::compile(before);
  const auto new_rules = dsl::compile(after);
  if (old_rules.package.has_value() != new_rules.package.has_value()) return false;
  if (!old_rules.package) return true;
  if (old_rules.package->base.hash != new_rules.package->base.hash) return false;
  for (const auto& [code, ruleset] : old_rules.package->municipal) {
    const auto other = new_rules.package->municipal.find(code);
    if (other == new_rules.package->municipal.end()) return false;
    if (other->second.overlay->hash != ruleset.overlay->hash) return false;
  }
  return true;
}

std::optional<Failed> occupied(const fs::path& folder, const dsl::SourceSet& sources) {
  std::error_code error;
  for (const engine::SourceFile& source : sources) {
    const fs::path path = folder / source.path;
    if (fs::exists(fs::symlink_status(path, error))) {
      return one("S6022", path.string(),
                 {"filen finns redan; välj en mapp utan den", "the file is there already; choose a folder without it"},
                 kInvalid);
    }
  }
  return std::nullopt;
}

std::optional<Failed> write(const std::string& folder, const dsl::SourceSet& sources) {
  if (auto problem = occupied(folder, sources)) return problem;
  for (const engine::SourceFile& source : sources) {
    const fs::path path = fs::path(folder) / source.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (Status done = write_whole(path.string(), source.text); !done) return failed(done.error());
  }
  return std::nullopt;
}

// Several files on one stream are told apart by a comment, which the golden tests read as well.
void show(Console& console, const dsl::SourceSet& sources) {
  if (console.json()) {
    JsonArray files;
    for (const engine::SourceFile& source : sources) {
      files.emplace_back(JsonObject{{"path", source.path}, {"text", source.text}});
    }
    return console.json_line(JsonObject{{"stadga", 1}, {"files", std::move(files)}});
  }
  for (const engine::SourceFile& source : sources) {
    if (sources.size() > 1) console.line("-- FIL " + source.path);
    console.write(source.text);
  }
}

void show_written(Console& console, const TranslateOptions& options, const dsl::SourceSet& sources) {
  if (console.json()) {
    JsonArray files;
    for (const engine::SourceFile& source : sources) files.emplace_back(source.path);
    return console.json_line(JsonObject{{"stadga", 1}, {"folder", options.output}, {"files", std::move(files)}});
  }
  const char* end = console.format() == Format::kPlain ? "." : "";
  console.line(std::to_string(sources.size()) + console.in({" filer skrivna i ", " files written to "}) +
               printable(options.output) + end);
}

}  // namespace

Exit run(const TranslateOptions& options, Console& console) {
  auto read = read_rule_files(options.path);
  if (const auto* failure = std::get_if<Failed>(&read)) return console.fail(*failure);
  const dsl::SourceSet& sources = std::get<RuleFiles>(read).sources;
  const bool to_english = options.to == "en";
  auto made = translated(sources, to_english ? KeywordLanguage::kEnglish : KeywordLanguage::kSwedish);
  if (const auto* failure = std::get_if<Failed>(&made)) return console.fail(*failure);
  const auto& out = std::get<dsl::SourceSet>(made);
  if (!same_meaning(sources, out)) return console.fail(changed_meaning(options.path));
  if (options.output.empty()) {
    show(console, out);
  } else {
    if (auto problem = write(options.output, out)) return console.fail(*problem);
    show_written(console, options, out);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
