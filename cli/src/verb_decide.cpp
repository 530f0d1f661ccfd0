// decide: one case, or a batch with one JSON result a line in input order.
#include "decision_text.h"
#include "files.h"
#include "load.h"
#include "recorder.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxCase = 1U << 20U;

Exit decide_one(const DecideOptions& options, Recorder& recorder, Console& console) {
  const auto text = read_up_to(options.case_file, kMaxCase);
  if (!text) return console.fail(failed(text.error()));
  const auto outcome = recorder.decide(*text);
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const auto& bytes = std::get<std::string>(outcome);
  if (console.json()) {
    console.line(bytes);
  } else {
    const JsonReading reading = read_json(bytes, {.max_bytes = bytes.size()});
    console.write(
        decision_text(reading.value, console.language(), console.format() == Format::kPlain));
  }
  return console.finish(kHolds);
}

void write_failed_line(Console& console, std::int64_t number, const Failed& failure) {
  console.json_line(JsonObject{{"stadga", 1},
                               {"line", number},
                               {"errors", errors_json(failure.problems, console.language())}});
}

// Storage and bugs are not the line's fault, and what is not acknowledged is not printed.
bool concerns_the_run(const Failed& failure, const Recorder& recorder) {
  return recorder.broken() || failure.exit == kStorage || failure.exit == kInternal;
}

Exit decide_batch(const DecideOptions& options, Recorder& recorder, Console& console) {
  LineReader lines(kMaxCase);
  if (Status opened = lines.open(options.cases_file); !opened) {
    return console.fail(failed(opened.error()));
  }
  Exit exit = kHolds;
  std::string line;
  for (std::int64_t number = 1;; ++number) {
    const auto more = lines.next(line);
    if (!more) return console.fail(failed(more.error()));
    if (!*more) return console.finish(exit);
    const auto outcome = recorder.decide(line);
    if (const auto* bytes = std::get_if<std::string>(&outcome)) {
      console.line(*bytes);
      continue;
    }
    const auto& failure = std::get<Failed>(outcome);
    if (concerns_the_run(failure, recorder)) return console.fail(failure);
    write_failed_line(console, number, failure);
    if (exit != kInvalid) exit = failure.exit;
  }
}

}  // namespace

Exit run(const DecideOptions& options, Console& console) {
  const auto outcome = load({options.ruleset, options.overlays, false});
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const auto& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  Recorder recorder(loaded, options, console);
  return options.cases_file.empty() ? decide_one(options, recorder, console)
                                    : decide_batch(options, recorder, console);
}

}  // namespace stadga::cli
