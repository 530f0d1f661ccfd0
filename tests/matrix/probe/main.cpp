// The probe of the compiler and locale matrix: a bundle in, one hash over many decisions out.
// It takes the locale and the time zone of its environment on purpose: neither may reach a decision.
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <locale>
#include <string>

#include "stadga/base/crypto.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/evaluate.h"
#include "support/random_case.h"

namespace {

using namespace stadga;

std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void take_environment() {
  std::setlocale(LC_ALL, "");
  try {
    std::locale::global(std::locale(""));
  } catch (const std::exception&) {
    std::fputs("probe: the locale of the environment is not installed\n", stderr);
    std::exit(2);
  }
  tzset();
}

// What the environment really is, so that the caller can assert that the runs differ.
void print_environment() {
  const std::time_t noon = 1'764'244'800;
  char text[64];
  std::tm local{};
  localtime_r(&noon, &local);
  std::strftime(text, sizeof text, "%A %x %H:%M %Z", &local);
  std::printf("environment %s decimal '%s' thousands '%s'\n", text, std::localeconv()->decimal_point,
              std::localeconv()->thousands_sep);
}

int decide_many(const engine::Package& package, std::uint64_t count) {
  std::string all = canonical_or_die(engine::model_json(package.base));
  std::uint64_t decisions = 0;
  for (const auto& [code, ruleset] : package.municipal) {
    for (std::uint64_t seed = 1; seed <= count; ++seed) {
      const std::string text = canonical_or_die(support::random_case(ruleset, seed));
      const engine::DecideResult result = engine::decide(package, text);
      if (result.bytes) ++decisions;
      all += result.bytes.value_or(result.problems.empty() ? "?" : result.problems.front().path);
      all += '\n';
    }
  }
  std::printf("decisions %llu hash %s\n", static_cast<unsigned long long>(decisions),
              sha256_name(all).c_str());
  return decisions == 0 ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  take_environment();
  print_environment();
  const auto bundle = engine::read_bundle(read_file(argv[1]));
  if (!bundle) {
    std::fprintf(stderr, "probe: %s\n", bundle.error().message.en.c_str());
    return 3;
  }
  return decide_many(bundle->package, std::strtoull(argv[2], nullptr, 10));
}
