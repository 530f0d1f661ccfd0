#include "load.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "files.h"

namespace stadga::cli {
namespace {

Json not_run() { return JsonObject{{"state", "not_run"}}; }

Failed one(const std::string& code, const std::string& path, LocalText message) {
  return {{{code, path, std::move(message), {}, {}}}, kInvalid};
}

std::variant<Loaded, Failed> compile(dsl::SourceSet sources, bool with_scenarios) {
  dsl::SourceSet wanted;
  for (const engine::SourceFile& source : sources) {
    if (with_scenarios || !source.path.starts_with("typfall/")) wanted.push_back(source);
  }
  dsl::CompileResult compiled = dsl::compile(wanted);
  if (!compiled.package) return failed(compiled.diagnostics);
  Loaded loaded;
  loaded.bundle = {std::move(*compiled.package), std::move(sources), not_run()};
  loaded.scenarios = std::move(compiled.scenarios);
  loaded.warnings = std::move(compiled.diagnostics);
  return loaded;
}

// An overlay given beside the rule set stands where the rule set's own overlays stand.
Status add_overlay(const std::string& path, dsl::SourceSet& sources) {
  auto text = read_file(path, kMaxRuleFile);
  if (!text) return text.error();
  const std::string name = "kommuner/" + std::filesystem::path(path).filename().string();
  std::erase_if(sources, [&](const engine::SourceFile& source) { return source.path == name; });
  sources.push_back({name, std::move(text).value()});
  return Unit{};
}

std::variant<Loaded, Failed> from_sources(dsl::SourceSet sources, const LoadRequest& request) {
  for (const std::string& overlay : request.overlays) {
    if (Status added = add_overlay(overlay, sources); !added) return failed(added.error());
  }
  sort_sources(sources);
  return compile(std::move(sources), request.scenarios);
}

// Do two packages mean the same? Their hashes cover all that decides.
bool same_rules(const engine::Package& a, const engine::Package& b) {
  return a.base.hash == b.base.hash &&
         std::equal(a.municipal.begin(), a.municipal.end(), b.municipal.begin(), b.municipal.end(),
                    [](const auto& x, const auto& y) {
                      return x.first == y.first && x.second.overlay->hash == y.second.overlay->hash;
                    });
}

std::variant<Loaded, Failed> from_bundle(std::string bytes, const LoadRequest& request) {
  auto bundle = engine::read_bundle(bytes);
  if (!bundle) {
    Failed failure = failed(bundle.error());
    if (failure.problems.front().path.empty()) failure.problems.front().path = request.path;
    return failure;
  }
  // Scenarios and further overlays are text: they are compiled from the sources that it carries.
  if (request.scenarios || !request.overlays.empty()) {
    const auto plain = compile(bundle->sources, false);
    if (const auto* failure = std::get_if<Failed>(&plain)) return *failure;
    if (!same_rules(std::get<Loaded>(plain).package(), bundle->package)) {
      return one("S4041", request.path,
                 {"regelverkets text är inte den som dess modell kommer från",
                  "the rule set's text is not what its model was made from"});
    }
    auto outcome = from_sources(std::move(bundle->sources), request);
    // A further overlay is nothing that the release's reviewers have seen.
    if (auto* loaded = std::get_if<Loaded>(&outcome); loaded && request.overlays.empty()) {
      loaded->bundle.reviews = std::move(bundle->reviews);
    }
    return outcome;
  }
  Loaded loaded;
  loaded.bundle = std::move(bundle).value();
  loaded.bytes = std::move(bytes);
  return loaded;
}

bool looks_like_bundle(const std::string& bytes) { return bytes.starts_with('{'); }

}  // namespace

Result<std::string> Loaded::bundle_bytes() const {
  if (!bytes.empty()) return bytes;
  return engine::write_bundle(bundle);
}

std::variant<Loaded, Failed> load(const LoadRequest& request) {
  if (is_folder(request.path)) {
    auto sources = read_ruleset_folder(request.path);
    if (!sources) return failed(sources.error());
    return from_sources(std::move(sources).value(), request);
  }
  auto bytes = read_file(request.path, kMaxBundle);
  if (!bytes) return failed(bytes.error());
  if (looks_like_bundle(*bytes)) return from_bundle(std::move(bytes).value(), request);
  const std::filesystem::path path(request.path);
  if (path.extension() == ".stadga") {
    return from_sources({{path.filename().string(), std::move(bytes).value()}}, request);
  }
  return one("S6002", request.path,
             {"filen är varken en regelmapp eller ett kompilerat regelverk",
              "the file is neither a rule-set folder nor a compiled bundle"});
}

Failed unknown_municipality(const std::string& code, const engine::Package& package) {
  std::string known;
  for (const auto& [name, ruleset] : package.municipal) known += (known.empty() ? "" : ", ") + name;
  return one("S6005", code,
             {"regelverket har ingen kommunfil för " + code + " (finns: " + known + ")",
              "the rule set has no overlay for " + code + " (it has: " + known + ")"});
}

std::variant<Loaded, Failed> load_for(const LoadRequest& request, const std::string& municipality, Console& console) {
  auto outcome = load(request);
  const auto* loaded = std::get_if<Loaded>(&outcome);
  if (loaded == nullptr) return outcome;
  const engine::Package& package = loaded->package();
  console.ruleset_language(package.base.header.language);
  if (municipality.empty() || package.municipal.contains(municipality)) return outcome;
  return unknown_municipality(municipality, package);
}

Json ruleset_json(const engine::Package& package) {
  const engine::Header& header = package.base.header;
  return JsonObject{{"name", header.name},
                    {"title", header.title},
                    {"version", header.version},
                    {"hash", package.base.hash}};
}

}  // namespace stadga::cli
