// explain: a decision file in words, from what the file itself says; or what a code means.
#include "codes/code_page.h"
#include "decision_letter.h"
#include "decision_text.h"
#include "files.h"
#include "stadga/base/text.h"
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

}  // namespace

Exit run(const ExplainOptions& options, Console& console) {
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
