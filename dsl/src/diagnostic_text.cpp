// diagnostic_text.cpp - a diagnostic as lines for people: place, code, message, law, next action.
#include "stadga/base/text.h"
#include "stadga/dsl/compile.h"

namespace stadga::dsl {
namespace {

std::string place(const engine::Span& span) {
  const std::string file = first_bad_utf8(span.file) ? "?" : printable(span.file);
  if (span.line == 0) return file;
  return file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

const char* severity_word(Severity severity, MessageLanguage language) {
  const bool swedish = language == MessageLanguage::kSwedish;
  if (severity == Severity::kError) return swedish ? "fel" : "error";
  return swedish ? "varning" : "warning";
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, MessageLanguage language) {
  const bool swedish = language == MessageLanguage::kSwedish;
  std::string out = place(diagnostic.span);
  if (!out.empty()) out += ": ";
  out += std::string(severity_word(diagnostic.severity, language)) + " " + diagnostic.code + ": " +
         in(diagnostic.message, language) + "\n";
  if (!diagnostic.law.empty()) out += (swedish ? "  lag: " : "  law: ") + diagnostic.law + "\n";
  const std::string& help = in(diagnostic.help, language);
  if (!help.empty()) out += (swedish ? "  gör så här: " : "  do this: ") + help + "\n";
  return out;
}

}  // namespace stadga::dsl
