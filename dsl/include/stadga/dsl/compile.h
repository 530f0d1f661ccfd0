// compile.h - from rule text to a Package. Equal bytes in give equal model out, on every host.
// Thread-safe: shares no state. Never throws on any input text.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/result.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/model.h"
#include "stadga/engine/scenario.h"

namespace stadga::dsl {

enum class Severity { kError, kWarning };

struct Diagnostic {
  std::string code;  // S1xxx syntax, S2xxx consistency, S3xxx law and dates
  Severity severity = Severity::kError;
  engine::Span span;
  std::string law;     // the law of the enclosing rule, as cited; may be empty
  LocalText message;   // what is wrong
  LocalText help;      // the next action; may be empty
};

// A rule set's files, read by the caller. Paths are relative to the folder; order is irrelevant:
// rules first, then kommuner/, then typfall/, each by bytes of the path.
using SourceSet = std::vector<engine::SourceFile>;

struct CompileResult {
  std::optional<engine::Package> package;     // present exactly when no diagnostic is an error
  std::vector<engine::Scenario> scenarios;
  std::vector<Diagnostic> diagnostics;        // ordered by file, then by span
};
[[nodiscard]] CompileResult compile(const SourceSet& sources);

// "regler.stadga:41:1: fel S2103: …" with law and help, as the language page shows.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic, MessageLanguage language);

// The same file with Swedish or English keywords: comments, layout, names and texts stay as they are,
// and the rule set's hash with them. nullopt when the file has errors of form.
enum class KeywordLanguage { kSwedish, kEnglish };
[[nodiscard]] std::optional<std::string> translate(const engine::SourceFile& source, KeywordLanguage to);

}  // namespace stadga::dsl
