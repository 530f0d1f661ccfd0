// explain: a decision file in words, from what the file itself says; or what a code means.
#include "codes/code_page.h"
#include "decision_letter.h"
#include "decision_text.h"
#include "files.h"
#include "load.h"
#include "stadga/base/text.h"
#include "stadga/engine/evaluate.h"
#include "stadga/explain/decision_text.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxDecision = 8U << 20U;
constexpr std::size_t kMaxCase = 1U << 20U;

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

Failed unknown_code(const std::string& code) {
  return {{{"S6024", code, {"stadga har ingen sådan kod", "stadga has no such code"}, {}, {}}}, kInvalid};
}

struct CodeText {
  std::string means, why, action, example;
};

CodeText text_of(const CodePage& page, MessageLanguage language) {
  const bool swedish = language == MessageLanguage::kSwedish;
  const auto t = [&](std::string_view sv, std::string_view en) { return std::string(swedish ? sv : en); };
  return {t(page.means_sv, page.means_en), t(page.why_sv, page.why_en), t(page.action_sv, page.action_en),
          std::string(page.example)};
}

std::string indented(const std::string& text) {
  std::string out = "  ";
  for (const char c : text) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

void show_code(Console& console, const CodePage& page) {
  const CodeText text = text_of(page, console.language());
  const std::string code(page.code);
  if (console.json()) {
    return console.json_line(JsonObject{{"stadga", 1}, {"code", code}, {"means", text.means}, {"why", text.why},
                                        {"action", text.action}, {"example", text.example}});
  }
  const char* end = console.format() == Format::kPlain ? "." : "";
  console.line(code + ": " + text.means + end);
  console.line(console.in({"Varför: ", "Why: "}) + text.why + end);
  console.line(console.in({"Gör så här: ", "What to do: "}) + text.action + end);
  console.line(console.in({"Exempel:", "Example:"}));
  console.line(*end == '\0' ? indented(text.example) : text.example);
}

Exit explain_code(const std::string& code, Console& console) {
  const CodePage* page = find_code(code);
  if (page == nullptr) return console.fail(unknown_code(code));
  show_code(console, *page);
  return console.finish(kHolds);
}

// ---- with rules: the whole text ------------------------------------------------------------------

Failed other_decision(const std::string& path) {
  return {{{"S6025", path, {"regelverket ger ett annat beslut för ärendet", "the rule set gives another decision for the case"}, {}, {}}}, kFinding};
}
Failed case_needed(const std::string& path) {
  return {{{"S6026", path, {"ett beslut förklaras med --rules bara tillsammans med sitt ärende (--case)",
            "a decision is explained with --rules only together with its case (--case)"}, {}, {}}}, kInvalid};
}

// The case to explain, and the decision that it must give where one was handed over.
struct Input {
  std::string case_text;
  std::optional<Json> decision;
};

std::variant<Input, Failed> read_input(const ExplainOptions& options) {
  const auto text = read_up_to(options.target, kMaxDecision);
  if (!text) return failed(text.error());
  const JsonReading reading = read_json(*text, {.max_bytes = kMaxDecision});
  const bool decision = reading.problems.empty() && is_decision(reading.value);
  if (!decision && options.case_file.empty()) return Input{*text, std::nullopt};
  if (!decision) return not_a_decision(options.target, reading);
  if (options.case_file.empty()) return case_needed(options.target);
  const auto facts = read_up_to(options.case_file, kMaxCase);
  if (!facts) return failed(facts.error());
  return Input{*facts, reading.value};
}

void show(Console& console, const explain::DecisionText& text) {
  if (console.json()) return console.json_line(explain::to_json(text));
  console.write(console.format() == Format::kPlain ? explain::to_plain(text) : explain::to_text(text));
}

Exit explain_case(const ExplainOptions& options, Console& console) {
  const auto outcome = load({options.ruleset, options.overlays, false});
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const engine::Package& package = std::get<Loaded>(outcome).package();
  console.ruleset_language(package.base.header.language);
  const auto input = read_input(options);
  if (const auto* failure = std::get_if<Failed>(&input)) return console.fail(*failure);
  const auto& [case_text, decision] = std::get<Input>(input);
  const engine::CaseReading reading = engine::read_case(package, case_text);
  if (!reading.value) return console.fail(failed(reading.problems));
  if (decision) {
    const auto bytes = canonical(*decision);
    const bool same = bytes && *bytes == engine::decision_bytes(*reading.ruleset, *reading.value);
    if (!same) return console.fail(other_decision(options.target));
  }
  const auto reader = options.to_applicant ? explain::Reader::kApplicant : explain::Reader::kCaseworker;
  show(console, explain::decision_text(package, *reading.ruleset, *reading.value, {reader, console.language(), {}}));
  return console.finish(kHolds);
}

}  // namespace

Exit run(const ExplainOptions& options, Console& console) {
  if (!options.ruleset.empty()) return explain_case(options, console);
  if (looks_like_code(options.target)) return explain_code(options.target, console);
  const auto text = read_file(options.target, kMaxDecision);
  if (!text) return console.fail(failed(text.error()));
  const JsonReading reading = read_json(*text, {.max_bytes = kMaxDecision});
  if (!reading.problems.empty() || !is_decision(reading.value)) {
    return console.fail(not_a_decision(options.target, reading));
  }
  const bool plain = console.format() == Format::kPlain;
  const std::string words = options.to_applicant ? decision_letter(reading.value, console.language(), plain)
                                                 : decision_text(reading.value, console.language(), plain);
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"text", words}});
  } else {
    console.write(words);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
