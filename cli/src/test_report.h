// test_report.h - what `test` found, in each of its formats.
#pragma once
#include "console.h"
#include "stadga/engine/branches.h"
#include "stadga/engine/scenario.h"

namespace stadga::cli {

struct TestReport {
  engine::ScenarioReport scenarios;
  engine::BranchCoverage branches;

  [[nodiscard]] std::int64_t passed() const;
  [[nodiscard]] std::int64_t failed() const;
};

[[nodiscard]] Json to_json(const TestReport& report, const Json& ruleset, MessageLanguage language);
// One test case a scenario; coverage is not part of the format.
[[nodiscard]] std::string to_junit(const TestReport& report, MessageLanguage language);
void show(Console& console, const TestReport& report);

}  // namespace stadga::cli
