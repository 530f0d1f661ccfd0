#include "check_formats.h"

#include <set>

#include "xml_text.h"

namespace stadga::cli {
namespace {

using verify::Obligation;
using verify::Severity;
using verify::Verdict;

const char* level(const Obligation& obligation) {
  if (obligation.verdict != Verdict::kRefuted) return "warning";  // not decided is never a pass
  switch (obligation.severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      break;
  }
  return "note";
}

const char* verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kProved:
      return "proved";
    case Verdict::kRefuted:
      return "refuted";
    case Verdict::kUndecided:
      return "undecided";
    case Verdict::kOutOfCore:
      break;
  }
  return "out_of_core";
}

std::string message(const Obligation& obligation, MessageLanguage language) {
  const std::string& help = in(obligation.help, language);
  const std::string& text = in(obligation.message, language);
  return help.empty() ? text : text + "\n" + help;
}

JsonArray locations(const Obligation& obligation) {
  if (obligation.span.line == 0) return {};
  const JsonObject region{{"startLine", obligation.span.line},
                          {"startColumn", obligation.span.column}};
  return {JsonObject{{"physicalLocation",
                      JsonObject{{"artifactLocation", JsonObject{{"uri", obligation.span.file}}},
                                 {"region", region}}}}};
}

// A kind names the rule where an obligation that was not decided has no code of its own.
const std::string& rule_id(const Obligation& obligation) {
  return obligation.code.empty() ? obligation.kind : obligation.code;
}

Json sarif_result(const Obligation& obligation, MessageLanguage language) {
  return JsonObject{{"ruleId", rule_id(obligation)},
                    {"level", level(obligation)},
                    {"message", JsonObject{{"text", message(obligation, language)}}},
                    {"locations", locations(obligation)},
                    {"partialFingerprints", JsonObject{{"obligation", obligation.id}}},
                    {"properties", JsonObject{{"kind", obligation.kind},
                                              {"verdict", verdict_name(obligation.verdict)},
                                              {"witnesses", JsonArray(obligation.witnesses)}}}};
}

std::string junit_body(const Obligation& obligation, MessageLanguage language) {
  const std::string text = xml_text(message(obligation, language));
  if (obligation.verdict == Verdict::kProved) return "";
  if (obligation.verdict == Verdict::kRefuted && obligation.severity == Severity::kError) {
    return "<failure message=\"" + text + "\" type=\"" + xml_text(rule_id(obligation)) + "\"/>";
  }
  if (obligation.verdict == Verdict::kRefuted) return "<system-out>" + text + "</system-out>";
  return "<error message=\"" + text + "\" type=\"" + verdict_name(obligation.verdict) + "\"/>";
}

}  // namespace

Json to_sarif(const verify::CheckResult& result, MessageLanguage language) {
  std::set<std::string> ids;
  JsonArray results;
  for (const Obligation& obligation : result.obligations) {
    if (obligation.verdict == Verdict::kProved) continue;
    ids.insert(rule_id(obligation));
    results.push_back(sarif_result(obligation, language));
  }
  JsonArray rules;
  for (const std::string& id : ids) rules.emplace_back(JsonObject{{"id", id}});
  const JsonObject driver{
      {"name", "stadga"}, {"version", STADGA_VERSION}, {"rules", std::move(rules)}};
  return JsonObject{{"version", "2.1.0"},
                    {"runs", JsonArray{JsonObject{{"tool", JsonObject{{"driver", driver}}},
                                                  {"columnKind", "unicodeCodePoints"},
                                                  {"results", std::move(results)}}}}};
}

std::string to_junit(const verify::CheckResult& result, MessageLanguage language) {
  std::string cases;
  int failures = 0;
  int errors = 0;
  for (const Obligation& obligation : result.obligations) {
    const std::string body = junit_body(obligation, language);
    failures += body.starts_with("<failure") ? 1 : 0;
    errors += body.starts_with("<error") ? 1 : 0;
    cases += "  <testcase classname=\"" + xml_text(obligation.kind) + "\" name=\"" + xml_text(obligation.id) +
             "\">" + body + "</testcase>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"stadga check\" tests=\"" +
         std::to_string(result.obligations.size()) + "\" failures=\"" + std::to_string(failures) +
         "\" errors=\"" + std::to_string(errors) + "\">\n" + cases + "</testsuite>\n";
}

}  // namespace stadga::cli
