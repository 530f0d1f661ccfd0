#include "check_formats.h"

#include <set>

#include "stadga/base/text.h"
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

// An obligation with the waiver that stands beside it.
struct Shown {
  const Obligation& obligation;
  const verify::Waived* waiver;
};

Shown shown(const Obligation& obligation, const verify::Waivers& waivers) {
  const auto found = waivers.find(obligation.id);
  return {obligation, found == waivers.end() ? nullptr : &found->second};
}

std::string message(const Shown& shown, MessageLanguage language) {
  const Obligation& obligation = shown.obligation;
  const std::string& help = in(obligation.help, language);
  std::string text = in(obligation.message, language);
  if (shown.waiver != nullptr) text += "\n" + printable(in(shown.waiver->text, language));
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

// No "suppressions": viewers hide what is suppressed, and a waived proof is still lacking.
JsonObject properties(const Shown& shown) {
  const Obligation& obligation = shown.obligation;
  JsonObject out{{"kind", obligation.kind},
                 {"verdict", verdict_name(obligation.verdict)},
                 {"witnesses", JsonArray(obligation.witnesses)}};
  if (const verify::Waived* waiver = shown.waiver) {
    out["waiver"] = JsonObject{{"by", waiver->by}, {"reason", waiver->reason},
                               {"date", waiver->day}, {"state", waiver->state}};
  }
  return out;
}

Json sarif_result(const Shown& shown, MessageLanguage language) {
  const Obligation& obligation = shown.obligation;
  return JsonObject{{"ruleId", rule_id(obligation)},
                    {"level", level(obligation)},
                    {"message", JsonObject{{"text", message(shown, language)}}},
                    {"locations", locations(obligation)},
                    {"partialFingerprints", JsonObject{{"obligation", obligation.id}}},
                    {"properties", properties(shown)}};
}

std::string junit_body(const Shown& shown, MessageLanguage language) {
  const Obligation& obligation = shown.obligation;
  const std::string text = xml_text(message(shown, language));
  if (obligation.verdict == Verdict::kProved) return "";
  if (obligation.verdict == Verdict::kRefuted && obligation.severity == Severity::kError) {
    return "<failure message=\"" + text + "\" type=\"" + xml_text(rule_id(obligation)) + "\"/>";
  }
  if (obligation.verdict == Verdict::kRefuted) return "<system-out>" + text + "</system-out>";
  return "<error message=\"" + text + "\" type=\"" + verdict_name(obligation.verdict) + "\"/>";
}

}  // namespace

Json to_sarif(const verify::CheckResult& result, const verify::Waivers& waivers,
              MessageLanguage language) {
  std::set<std::string> ids;
  JsonArray results;
  for (const Obligation& obligation : result.obligations) {
    if (obligation.verdict == Verdict::kProved) continue;
    ids.insert(rule_id(obligation));
    results.push_back(sarif_result(shown(obligation, waivers), language));
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

std::string to_junit(const verify::CheckResult& result, const verify::Waivers& waivers,
                     MessageLanguage language) {
  std::string cases;
  int failures = 0;
  int errors = 0;
  for (const Obligation& obligation : result.obligations) {
    const std::string body = junit_body(shown(obligation, waivers), language);
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
