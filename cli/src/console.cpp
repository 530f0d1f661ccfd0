#include "console.h"

#include <cstdio>

#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

std::string problem_line(const Problem& problem, MessageLanguage language) {
  const std::string& made =
      language == MessageLanguage::kSwedish ? problem.text_sv : problem.text_en;
  if (!made.empty()) return made;
  std::string line = language == MessageLanguage::kSwedish ? "fel" : "error";
  if (!problem.code.empty()) line += " " + problem.code;
  if (!problem.path.empty()) line += " " + printable(problem.path);
  return line + ": " + printable(in(problem.message, language));
}

// A path may quote the bytes of a file name; JSON holds text only. Else it stays as it is.
std::string as_text(const std::string& bytes) {
  return first_bad_utf8(bytes) ? printable(bytes) : bytes;
}

std::string place(const engine::Span& span) {
  if (span.line == 0) return span.file;
  return span.file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

}  // namespace

Exit exit_of(Failure failure) {
  switch (failure) {
    case Failure::kInvalidInput:
      return kInvalid;
    case Failure::kFinding:
      return kFinding;
    case Failure::kStorage:
      return kStorage;
    case Failure::kUndecided:
      return kUndecided;
    case Failure::kInternal:
      break;
  }
  return kInternal;
}

Failed failed(const Error& error) {
  return {{{error.code, error.context, error.message, {}, {}}}, exit_of(error.failure)};
}

Failed failed(const std::vector<engine::CaseProblem>& problems) {
  Failed result;
  for (const engine::CaseProblem& problem : problems) {
    result.problems.push_back({problem.code, problem.path, problem.message, {}, {}});
  }
  return result;
}

Failed failed(const std::vector<dsl::Diagnostic>& diagnostics) {
  Failed result;
  for (const dsl::Diagnostic& d : diagnostics) {
    if (d.severity != dsl::Severity::kError) continue;
    result.problems.push_back({d.code, place(d.span), d.message,
                               dsl::to_text(d, MessageLanguage::kSwedish),
                               dsl::to_text(d, MessageLanguage::kEnglish)});
  }
  return result;
}

Json errors_json(const std::vector<Problem>& problems, MessageLanguage language) {
  JsonArray list;
  for (const Problem& problem : problems) {
    list.emplace_back(JsonObject{{"code", problem.code},
                                 {"path", as_text(problem.path)},
                                 {"message", as_text(in(problem.message, language))}});
  }
  return list;
}

MessageLanguage Console::language() const { return language_.value_or(default_language_); }

const std::string& Console::in(const LocalText& text) const { return stadga::in(text, language()); }

void Console::ruleset_language(std::string_view language) {
  default_language_ = language == "en" ? MessageLanguage::kEnglish : MessageLanguage::kSwedish;
}

void Console::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) broken_ = true;
}

void Console::line(std::string_view text) {
  write(text);
  write("\n");
}

void Console::json_line(const Json& value) { line(canonical_or_die(value)); }

void Console::say(const LocalText& text) const { say(in(text)); }

void Console::say(std::string_view text) const {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

Exit Console::fail(const Failed& failure) {
  // A finding or a failure of storage acknowledges nothing: stdout stays empty in every format.
  const bool acknowledges_nothing = failure.exit == kFinding || failure.exit == kStorage;
  if (json() && !acknowledges_nothing) {
    json_line(JsonObject{{"stadga", 1}, {"errors", errors_json(failure.problems, language())}});
  } else {
    for (const Problem& problem : failure.problems) say(problem_line(problem, language()));
  }
  return finish(failure.exit);
}

Exit Console::fail_aside(const Failed& failure) {
  for (const Problem& problem : failure.problems) say(problem_line(problem, language()));
  return finish(failure.exit);
}

Exit Console::finish(Exit exit) {
  if (std::fflush(stdout) != 0) broken_ = true;
  if (!broken_) return exit;
  say(LocalText{"fel S6006: resultatet kunde inte skrivas till standard ut",
                "error S6006: the result could not be written to standard output"});
  return exit == kInternal ? exit : kStorage;
}

}  // namespace stadga::cli
