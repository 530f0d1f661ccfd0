// Mutated sources and mutated cases, in one process so that a sanitizer sees it all:
// no crash, no hang, every source compiles or has a diagnostic with a place, every case gets a
// result or problems with a path.
// usage: mutants RULES_DIR SOURCES CASES [SEED]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/mutate.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/evaluate.h"

namespace {

using namespace stadga;
using support::Random;

dsl::SourceSet read_folder(const std::filesystem::path& folder) {
  dsl::SourceSet sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".stadga") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    sources.push_back({std::filesystem::relative(entry.path(), folder).generic_string(),
                       std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return sources;
}

[[noreturn]] void fail(const char* what, std::uint64_t seed, const std::string& text) {
  std::fprintf(stderr, "seed %llu: %s\n%s\n", static_cast<unsigned long long>(seed), what, text.c_str());
  std::exit(1);
}

// One damaged file among the rules and overlays; scenarios are left out so that a run stays short.
int mutate_sources(const dsl::SourceSet& all, std::uint64_t count, std::uint64_t seed) {
  dsl::SourceSet sound;
  for (const auto& source : all) {
    if (source.path.rfind("typfall/", 0) != 0) sound.push_back(source);
  }
  std::uint64_t refused = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    Random random(seed + i);
    dsl::SourceSet sources = sound;
    auto& target = sources.at(random.below(sources.size()));
    target.text = support::damage(target.text, random);
    const dsl::CompileResult result = dsl::compile(sources);
    if (result.package) continue;
    ++refused;
    const auto placed = std::any_of(result.diagnostics.begin(), result.diagnostics.end(), [](const auto& d) {
      return d.severity == dsl::Severity::kError && !d.span.file.empty() && d.span.line > 0;
    });
    if (!placed) fail("refused without a diagnostic that has a place", seed + i, target.text);
  }
  std::printf("%llu mutated sources, %llu refused with a place\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(refused));
  return count > 0 && refused == 0 ? 1 : 0;
}

int mutate_cases(const engine::Package& package, std::uint64_t count, std::uint64_t seed) {
  const engine::Ruleset& ruleset = package.municipal.empty() ? package.base : package.municipal.begin()->second;
  std::uint64_t refused = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    Random random(seed + i);
    const std::string text = support::damage(pretty(support::random_case(ruleset, seed + i)), random);
    const engine::DecideResult result = engine::decide(package, text);
    if (result.bytes.has_value() == !result.problems.empty()) fail("neither a result nor problems, or both", seed + i, text);
    if (!result.bytes) ++refused;
  }
  std::printf("%llu mutated cases, %llu refused\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(refused));
  return count > 0 && (refused == 0 || refused == count) ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const auto sources = read_folder(argv[1]);
  const std::uint64_t seed = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 20261127;
  std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
  const dsl::CompileResult sound = dsl::compile(sources);
  if (!sound.package) {
    for (const auto& d : sound.diagnostics) std::fputs(dsl::to_text(d, MessageLanguage::kEnglish).c_str(), stderr);
    return 1;
  }
  const int bad_sources = mutate_sources(sources, std::strtoull(argv[2], nullptr, 10), seed);
  return bad_sources + mutate_cases(*sound.package, std::strtoull(argv[3], nullptr, 10), seed);
}
