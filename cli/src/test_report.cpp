#include "test_report.h"

#include <array>

#include "stadga/base/text.h"
#include "xml_text.h"

namespace stadga::cli {
namespace {

using engine::BranchCount;
using engine::ProvisionBranches;
using engine::ScenarioOutcome;

std::string place(const engine::Span& span) { return span.file + ":" + std::to_string(span.line); }

std::string joined(const std::vector<LocalText>& texts, MessageLanguage language) {
  std::string out;
  for (const LocalText& text : texts) out += (out.empty() ? "" : "; ") + in(text, language);
  return out;
}

struct BranchWord {
  const char* name;
  LocalText text;
};

// What a branch is called; a rule's condition is true or false, a requirement has its states.
const LocalText& words(const std::string& branch) {
  static const std::array<BranchWord, 7> kWords{{{"true", {"gäller", "applies"}},
                                                 {"false", {"gäller inte", "does not apply"}},
                                                 {"unknown", {"okänt", "unknown"}},
                                                 {"met", {"uppfyllt", "met"}},
                                                 {"not_met", {"inte uppfyllt", "not met"}},
                                                 {"not_shown", {"inte visat", "not shown"}},
                                                 {"not_applicable", {"inte tillämpligt", "not applicable"}}}};
  for (const BranchWord& word : kWords) {
    if (branch == word.name) return word.text;
  }
  static const LocalText none;
  return none;
}

std::uint32_t decided(const engine::Coverage& coverage, const std::string& id) {
  const auto found = coverage.provisions.find(id);
  return found == coverage.provisions.end() ? 0 : found->second;
}

Json scenario_json(const ScenarioOutcome& outcome, MessageLanguage language) {
  JsonArray differences;
  for (const LocalText& text : outcome.differences) differences.emplace_back(in(text, language));
  return JsonObject{{"title", outcome.title},
                    {"file", outcome.span.file},
                    {"line", outcome.span.line},
                    {"passed", outcome.passed},
                    {"differences", std::move(differences)}};
}

JsonObject coverage_json(const TestReport& report) {
  const engine::Coverage& coverage = report.scenarios.coverage;
  JsonObject provisions;
  for (const auto& [id, count] : coverage.provisions) provisions.emplace(id, count);
  JsonArray never;
  for (const std::string& id : coverage.never) never.emplace_back(id);
  JsonObject branches;
  JsonArray untouched;
  for (const ProvisionBranches& row : report.branches.provisions) {
    JsonObject counts;
    for (const BranchCount& branch : row.branches) {
      counts.emplace(branch.branch, branch.scenarios);
      if (branch.scenarios == 0) {
        untouched.emplace_back(JsonObject{{"provision", row.id}, {"branch", branch.branch}});
      }
    }
    branches.emplace(row.id, std::move(counts));
  }
  JsonObject law;
  for (const engine::LawCount& count : report.branches.law) law.emplace(count.law, count.scenarios);
  return {{"provisions", std::move(provisions)}, {"never", std::move(never)}, {"branches", std::move(branches)},
          {"untouched", std::move(untouched)},   {"law", std::move(law)}};
}

// Lines of text, or sentences without indentation.
class Lines {
 public:
  explicit Lines(Console& console) : console_(console), plain_(console.format() == Format::kPlain) {}

  void head(const LocalText& text) { put(console_.in(text), plain_ ? "." : ":"); }
  void line(const std::string& text) { put(plain_ ? text : "  " + text, plain_ ? "." : ""); }
  void last(const std::string& text) { put(text, plain_ ? "." : ""); }
  [[nodiscard]] const std::string& t(const LocalText& text) const { return console_.in(text); }

 private:
  void put(const std::string& text, const char* end) { console_.line(printable(text) + end); }

  Console& console_;
  bool plain_;
};

void show_outcomes(Lines& lines, const engine::ScenarioReport& report, MessageLanguage language) {
  for (const ScenarioOutcome& outcome : report.outcomes) {
    if (outcome.passed) continue;
    lines.last(lines.t({"stämmer inte: ", "failed: "}) + outcome.title + " (" + place(outcome.span) + ")");
    for (const LocalText& text : outcome.differences) lines.line(in(text, language));
  }
}

void show_branches(Lines& lines, const TestReport& report) {
  lines.head({"Bestämmelser: typfall där de avgjorde något, och vägar som typfallen har gått",
              "Provisions: scenarios in which they decided something, and the ways that scenarios took"});
  for (const ProvisionBranches& row : report.branches.provisions) {
    std::string text = row.id + ": " + std::to_string(decided(report.scenarios.coverage, row.id));
    for (const BranchCount& branch : row.branches) {
      text += ", " + lines.t(words(branch.branch)) + " " + std::to_string(branch.scenarios);
    }
    lines.line(text);
  }
}

void show_law(Lines& lines, const TestReport& report) {
  lines.head({"Lagrum: typfall där en bestämmelse med stöd i dem avgjorde något",
              "Law: scenarios in which a provision that cites it decided something"});
  for (const engine::LawCount& count : report.branches.law) {
    lines.line(count.law + ": " + std::to_string(count.scenarios));
  }
}

void show_untouched(Lines& lines, const TestReport& report) {
  std::vector<std::string> untouched;
  for (const std::string& id : report.scenarios.coverage.never) {
    untouched.push_back(id + ": " + lines.t({"avgjorde aldrig något", "never decided anything"}));
  }
  for (const ProvisionBranches& row : report.branches.provisions) {
    for (const BranchCount& branch : row.branches) {
      if (branch.scenarios == 0) untouched.push_back(row.id + " (" + place(row.span) + "): " + lines.t(words(branch.branch)));
    }
  }
  if (untouched.empty()) return lines.last(lines.t({"Typfallen går alla vägar", "The scenarios take every way"}));
  lines.head({"Inget typfall prövar", "No scenario tries"});
  for (const std::string& text : untouched) lines.line(text);
}

}  // namespace

std::int64_t TestReport::passed() const {
  std::int64_t count = 0;
  for (const ScenarioOutcome& outcome : scenarios.outcomes) count += outcome.passed ? 1 : 0;
  return count;
}

std::int64_t TestReport::failed() const {
  return static_cast<std::int64_t>(scenarios.outcomes.size()) - passed();
}

Json to_json(const TestReport& report, const Json& ruleset, MessageLanguage language) {
  JsonArray scenarios;
  for (const ScenarioOutcome& outcome : report.scenarios.outcomes) scenarios.push_back(scenario_json(outcome, language));
  return JsonObject{{"stadga", 1},
                    {"ruleset", ruleset},
                    {"scenarios", std::move(scenarios)},
                    {"coverage", coverage_json(report)},
                    {"summary", JsonObject{{"passed", report.passed()}, {"failed", report.failed()}}}};
}

std::string to_junit(const TestReport& report, MessageLanguage language) {
  std::string cases;
  for (const ScenarioOutcome& outcome : report.scenarios.outcomes) {
    cases += "  <testcase classname=\"" + xml_text(outcome.span.file) + "\" name=\"" + xml_text(outcome.title) +
             "\" file=\"" + xml_text(outcome.span.file) + "\" line=\"" + std::to_string(outcome.span.line) + "\">";
    if (!outcome.passed) cases += "<failure message=\"" + xml_text(joined(outcome.differences, language)) + "\"/>";
    cases += "</testcase>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"stadga test\" tests=\"" +
         std::to_string(report.scenarios.outcomes.size()) + "\" failures=\"" + std::to_string(report.failed()) +
         "\" errors=\"0\">\n" + cases + "</testsuite>\n";
}

void show(Console& console, const TestReport& report) {
  Lines lines(console);
  show_outcomes(lines, report.scenarios, console.language());
  show_branches(lines, report);
  show_law(lines, report);
  show_untouched(lines, report);
  lines.last(std::to_string(report.passed()) + lines.t({" typfall stämmer, ", " scenarios passed, "}) +
             std::to_string(report.failed()) + lines.t({" stämmer inte", " failed"}));
}

}  // namespace stadga::cli
