// explain: a decision file in words, from what the file itself says.
#include "decision_text.h"
#include "files.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxDecision = 8U << 20U;

Failed not_a_decision(const std::string& path, const JsonReading& reading) {
  Failed failure;
  for (const JsonProblem& problem : reading.problems) {
    failure.problems.push_back({problem.code, problem.path, problem.message, {}, {}});
  }
  if (failure.problems.empty()) {
    failure.problems.push_back(
        {"S6012",
         path,
         {"filen är inte ett beslut från stadga", "the file is not a decision made by stadga"},
         {},
         {}});
  }
  return failure;
}

}  // namespace

Exit run(const ExplainOptions& options, Console& console) {
  const auto text = read_file(options.file, kMaxDecision);
  if (!text) return console.fail(failed(text.error()));
  const JsonReading reading = read_json(*text, {.max_bytes = kMaxDecision});
  if (!reading.problems.empty() || !is_decision(reading.value)) {
    return console.fail(not_a_decision(options.file, reading));
  }
  const bool plain = console.format() == Format::kPlain;
  const std::string words = decision_text(reading.value, console.language(), plain);
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"text", words}});
  } else {
    console.write(words);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
