// test: the rule set's scenarios, and which provisions they reach.
#include "load.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

std::string place(const engine::Span& span) { return span.file + ":" + std::to_string(span.line); }

std::int64_t passed_count(const engine::ScenarioReport& report) {
  std::int64_t count = 0;
  for (const auto& outcome : report.outcomes) count += outcome.passed ? 1 : 0;
  return count;
}

Json scenario_json(const engine::ScenarioOutcome& outcome, MessageLanguage language) {
  JsonArray differences;
  for (const LocalText& text : outcome.differences) differences.emplace_back(in(text, language));
  return JsonObject{{"title", outcome.title},
                    {"file", outcome.span.file},
                    {"line", outcome.span.line},
                    {"passed", outcome.passed},
                    {"differences", std::move(differences)}};
}

Json report_json(const engine::Package& package, const engine::ScenarioReport& report,
                 MessageLanguage language) {
  JsonArray scenarios;
  for (const auto& outcome : report.outcomes) {
    scenarios.push_back(scenario_json(outcome, language));
  }
  JsonObject provisions;
  for (const auto& [id, count] : report.coverage.provisions) provisions.emplace(id, count);
  JsonArray never;
  for (const std::string& id : report.coverage.never) never.emplace_back(id);
  const std::int64_t passed = passed_count(report);
  const auto all = static_cast<std::int64_t>(report.outcomes.size());
  return JsonObject{
      {"stadga", 1},
      {"ruleset", ruleset_json(package)},
      {"scenarios", std::move(scenarios)},
      {"coverage", JsonObject{{"provisions", std::move(provisions)}, {"never", std::move(never)}}},
      {"summary", JsonObject{{"passed", passed}, {"failed", all - passed}}}};
}

void show_outcomes(Console& console, const engine::ScenarioReport& report) {
  for (const auto& outcome : report.outcomes) {
    if (outcome.passed) continue;
    console.line(console.in({"stämmer inte: ", "failed: "}) + outcome.title + "  (" +
                 place(outcome.span) + ")");
    for (const LocalText& text : outcome.differences) console.line("  " + console.in(text));
  }
}

void show_coverage(Console& console, const engine::Coverage& coverage) {
  console.line(console.in({"Bestämmelser och antal typfall som de avgjorde något i:",
                           "Provisions, and the scenarios in which they decided something:"}));
  for (const auto& [id, count] : coverage.provisions) {
    console.line("  " + id + "  " + std::to_string(count));
  }
  for (const std::string& id : coverage.never) {
    console.line("  " + id + "  " + console.in({"aldrig", "never"}));
  }
}

void show(Console& console, const engine::ScenarioReport& report) {
  show_outcomes(console, report);
  show_coverage(console, report.coverage);
  const std::int64_t passed = passed_count(report);
  const auto all = static_cast<std::int64_t>(report.outcomes.size());
  console.line(std::to_string(passed) + console.in({" typfall stämmer, ", " scenarios passed, "}) +
               std::to_string(all - passed) + console.in({" stämmer inte", " failed"}));
}

// "All of nothing" is no success.
Failed no_scenarios(const std::string& path) {
  return {
      {{"S6011", path, {"regelverket har inga typfall", "the rule set has no scenarios"}, {}, {}}},
      kFinding};
}

}  // namespace

Exit run(const TestOptions& options, Console& console) {
  auto outcome = load({options.ruleset, {}, true});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  console.ruleset_language(loaded.package().base.header.language);
  if (loaded.scenarios.empty()) return console.fail(no_scenarios(options.ruleset));

  const engine::ScenarioReport report = engine::run_scenarios(loaded.package(), loaded.scenarios);
  if (console.json()) {
    console.json_line(report_json(loaded.package(), report, console.language()));
  } else {
    show(console, report);
  }
  const bool all_passed = passed_count(report) == static_cast<std::int64_t>(report.outcomes.size());
  return console.finish(all_passed ? kHolds : kFinding);
}

}  // namespace stadga::cli
