// test: the rule set's scenarios, and which provisions, branches and law they reach.
#include "load.h"
#include "scenario_files.h"
#include "test_report.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

// "All of nothing" is no success.
Failed no_scenarios(const std::string& path) {
  return {
      {{"S6011", path, {"regelverket har inga typfall", "the rule set has no scenarios"}, {}, {}}},
      kFinding};
}

void write(Console& console, const TestReport& report, const Json& ruleset) {
  switch (console.format()) {
    case Format::kJson:
    case Format::kSarif:
      return console.json_line(to_json(report, ruleset, console.language()));
    case Format::kJunit:
      return console.write(to_junit(report, console.language()));
    case Format::kText:
    case Format::kPlain:
      return show(console, report);
  }
}

}  // namespace

Exit run(const TestOptions& options, Console& console) {
  if (options.generate) return generate(options, console);
  auto outcome = load({options.ruleset, options.overlays, true});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  if (loaded.scenarios.empty()) return console.fail(no_scenarios(options.ruleset));
  const TestReport report{engine::run_scenarios(loaded.package(), loaded.scenarios),
                          engine::branch_coverage(loaded.package(), loaded.scenarios)};
  write(console, report, ruleset_json(loaded.package()));
  return console.finish(report.failed() == 0 ? kHolds : kFinding);
}

}  // namespace stadga::cli
