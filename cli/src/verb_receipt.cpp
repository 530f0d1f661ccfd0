// receipt verify: a decision receipt against the log's public key, without the log.
#include <algorithm>

#include "files.h"
#include "log_reading.h"
#include "stadga/audit/receipt.h"
#include "stadga/base/text.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxHeld = 1U << 20U;

// What `decide --format json` printed ends in a newline that is no part of the decision, and so may
// a case that was a line of a batch.
Status hold(const std::string& path, const char* part, audit::ReceiptQuestion& question) {
  if (path.empty()) return Unit{};
  auto bytes = read_file(path, kMaxHeld + 1);
  if (!bytes) return bytes.error();
  std::vector<std::string>& held = question.held[part];
  held.push_back(*bytes);
  if (bytes->ends_with('\n')) held.push_back(bytes->substr(0, bytes->size() - 1));
  return Unit{};
}

Result<audit::ReceiptQuestion> question_of(const ReceiptOptions& options) {
  const auto key = verifier_key(options.key);
  if (!key) return key.error();
  audit::ReceiptQuestion question{*audit::parse_verifier_key(*key), std::nullopt, {}};
  if (!options.leaf.empty()) {
    // The command line's parser has seen that these are 64 hexadecimal digits.
    const auto leaf = from_hex(options.leaf);
    std::copy(leaf->begin(), leaf->end(), question.leaf.emplace().begin());
  }
  for (const auto& [path, part] :
       {std::pair{&options.case_file, "case"}, {&options.decision_file, "result"}}) {
    if (const Status read = hold(*path, part, question); !read) return read.error();
  }
  return question;
}

LocalText part_words(const std::string& state) {
  if (state == "closed") return {"inte öppnad", "not opened"};
  if (state == "bound") return {"bara saltet", "the salt alone"};
  if (state == "disclosed") return {"öppnad, stämmer", "disclosed, holds"};
  if (state == "same") return {"lika som filen", "the same as the file"};
  return {"stämmer inte", "does not agree"};
}

// Who the receipt is about, where the decision itself is in it.
std::string decision_of(const audit::Receipt& receipt) {
  const auto part = receipt.parts.find("result");
  if (part == receipt.parts.end() || !part->second.plain) return {};
  const JsonReading reading = read_json(*part->second.plain);
  const Json* id = reading.value.find("decision_id");
  return id == nullptr || id->as_string() == nullptr ? std::string() : *id->as_string();
}

Json report_json(const audit::ReceiptReport& report, const std::string& decision,
                 const Console& console) {
  JsonObject parts;
  for (const auto& [name, state] : report.parts) parts.emplace(name, state);
  JsonArray findings;
  for (const audit::Finding& finding : report.findings) {
    findings.emplace_back(
        JsonObject{{"kind", finding.kind}, {"message", console.in(finding.message)}});
  }
  JsonObject object{{"stadga", 1},
                    {"ok", report.ok()},
                    {"origin", report.origin},
                    {"index", report.index},
                    {"records", report.size},
                    {"root", to_base64(report.root)},
                    {"leaf", to_hex(report.leaf)},
                    {"parts", std::move(parts)},
                    {"findings", std::move(findings)}};
  if (!report.kind.empty()) object.emplace("kind", report.kind);
  if (!report.time.empty()) object.emplace("time", report.time);
  if (!decision.empty()) object.emplace("decision_id", decision);
  return object;
}

void show_report(const audit::ReceiptReport& report, const std::string& decision,
                 Console& console) {
  const bool plain = console.format() == Format::kPlain;
  const auto detail = [&](const std::string& text) {
    console.line(plain ? text + "." : "  " + text);
  };
  const std::string holds =
      console.in(report.ok() ? LocalText{"Kvittot håller", "The receipt holds"}
                             : LocalText{"Kvittot håller inte", "The receipt does not hold"});
  console.line(plain ? holds + "." : holds);
  detail(console.in({"logg ", "log "}) + printable(report.origin) +
         console.in({", post ", ", record "}) + std::to_string(report.index) +
         console.in({" av ", " of "}) + std::to_string(report.size));
  if (!report.kind.empty()) detail(report.kind + ", " + report.time);
  if (!decision.empty()) detail(console.in({"beslut ", "decision "}) + printable(decision));
  for (const auto& [name, state] : report.parts) {
    detail(console.in({"del ", "part "}) + name + ": " + console.in(part_words(state)));
  }
  for (const audit::Finding& finding : report.findings) {
    detail(finding.kind + ": " + printable(console.in(finding.message)));
  }
}

}  // namespace

Exit run(const ReceiptOptions& options, Console& console) {
  const auto question = question_of(options);
  if (!question) return console.fail(failed(question.error()));
  const auto text = read_file(options.file, audit::kMaxReceiptBytes);
  if (!text) return console.fail(failed(text.error()));
  const auto receipt = audit::parse_receipt(*text);
  if (!receipt) return console.fail(failed(receipt.error()));
  const auto report = audit::check_receipt(*receipt, *question);
  if (!report) return console.fail(failed(report.error()));
  const std::string decision = decision_of(*receipt);
  if (console.json()) {
    console.json_line(report_json(*report, decision, console));
  } else {
    show_report(*report, decision, console);
  }
  return console.finish(report->ok() ? kHolds : kFinding);
}

}  // namespace stadga::cli
