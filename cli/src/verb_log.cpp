// log: verify, show and checkpoint read a copy and change nothing; decision appends the act that
// follows a proposal. prove, export and erase have files of their own.
#include "decision_act.h"
#include "log_reading.h"
#include "log_writing.h"
#include "stadga/audit/snapshot.h"
#include "stadga/base/text.h"
#include "recorder.h"
#include "verbs.h"
#include "world.h"

namespace stadga::cli {
namespace {

std::string head_word(const std::string& head, const Console& console) {
  if (head == "signed") return console.in({"signerat", "signed"});
  if (head == "unsigned_tail") return console.in({"med osignerade poster efter sig", "followed by unsigned records"});
  return console.in({"saknas", "missing"});
}

std::string trust_word(const std::string& trust, const Console& console) {
  return console.in(trust == "pinned" ? LocalText{"given av läsaren", "given by the reader (pinned)"}
                                      : LocalText{"loggens egen uppgift", "the log's own word (self-declared)"});
}

void show_report(const audit::VerifyReport& report, Console& console) {
  // plain: one sentence a line, no indentation.
  const bool plain = console.format() == Format::kPlain;
  const auto detail = [&](const std::string& text) { console.line(plain ? text + "." : "  " + text); };
  const std::string holds = console.in(report.ok ? LocalText{"Loggen håller", "The log holds"}
                                                 : LocalText{"Loggen håller inte", "The log does not hold"});
  console.line(plain ? holds + "." : holds);
  detail(std::to_string(report.records) + console.in({" poster, ", " records, "}) +
         std::to_string(report.decisions) + console.in({" beslut", " decisions"}));
  detail(console.in({"rot ", "root "}) + to_base64(report.root));
  detail(console.in({"huvud ", "head "}) + head_word(report.head, console) + console.in({", nyckel ", ", key "}) +
         trust_word(report.trust, console));
  for (const audit::Finding& finding : report.findings) detail(finding_line(finding, console));
}

Exit run_verify(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  const audit::VerifyReport report = verify_log(**snapshot, console);
  if (console.json()) {
    Json json = report.to_json(console.language());
    if (auto* object = json.as_object()) object->emplace("stadga", 1);
    console.json_line(json);
  } else {
    show_report(report, console);
  }
  return console.finish(report.ok ? kHolds : kFinding);
}

// The parts of a record that can be read; erased and missing ones are left out, verify names them.
Json record_json(audit::Snapshot& snapshot, const audit::Entry& entry) {
  JsonObject object{{"index", entry.index},
                    {"kind", entry.kind},
                    {"time", entry.time},
                    {"leaf", to_hex(entry.leaf)}};
  const JsonReading stored = read_json(entry.bytes);
  if (stored.problems.empty()) object.emplace("entry", stored.value);
  JsonObject parts;
  for (const char* name : {"case", "result", "link", "act", "detail"}) {
    const auto part = snapshot.part(entry.index, name);
    if (part && !first_bad_utf8(*part)) parts.emplace(name, *part);
  }
  object.emplace("parts", std::move(parts));
  return object;
}

Json entry_json(audit::Snapshot& snapshot, const audit::Entry& entry) {
  JsonObject object{{"index", entry.index},
                    {"kind", entry.kind},
                    {"time", entry.time},
                    {"leaf", to_hex(entry.leaf)}};
  const std::string id = case_of(snapshot, entry);
  if (!id.empty()) object.emplace("case_id", id);
  return object;
}

void show_entry(audit::Snapshot& snapshot, const audit::Entry& entry, Console& console) {
  const std::string id = printable(case_of(snapshot, entry));
  const std::string index = std::to_string(entry.index);
  if (console.format() == Format::kPlain) {
    const std::string about = id.empty() ? "" : console.in({", ärende ", ", case "}) + id;
    return console.line(console.in({"Post ", "Record "}) + index + ", " + entry.time + ", " + entry.kind +
                        about + ", " + to_hex(entry.leaf) + ".");
  }
  console.line(index + "  " + entry.time + "  " + entry.kind + "  " + (id.empty() ? "-" : id) + "  " +
               to_hex(entry.leaf));
}

Exit show_one(audit::Snapshot& snapshot, std::uint64_t index, Console& console) {
  const auto entry = snapshot.entry(index);
  if (!entry) return console.fail(failed(entry.error()));
  const Json record = record_json(snapshot, *entry);
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"record", record}});
    return kHolds;
  }
  show_entry(snapshot, *entry, console);
  const JsonObject* parts = record.find("parts")->as_object();
  for (const auto& [name, text] : *parts) {
    console.line(name + ":\n" + printable(*text.as_string()));
  }
  return kHolds;
}

Exit show_all(audit::Snapshot& snapshot, Console& console) {
  JsonArray all;
  const Status done = each_entry(snapshot, [&](const audit::Entry& entry) {
    if (console.json()) {
      all.push_back(entry_json(snapshot, entry));
    } else {
      show_entry(snapshot, entry, console);
    }
    return true;
  });
  if (!done) return console.fail(failed(done.error()));
  if (console.json()) console.json_line(JsonObject{{"stadga", 1}, {"records", std::move(all)}});
  return kHolds;
}

// Looking is verifying: what is shown from a damaged log is shown with its findings.
Exit run_show(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  const audit::VerifyReport report = verify_log(**snapshot, console);
  for (const audit::Finding& finding : report.findings) console.say(finding_line(finding, console));
  const Exit shown =
      options.index ? show_one(**snapshot, *options.index, console) : show_all(**snapshot, console);
  if (shown != kHolds) return shown;
  return console.finish(report.ok ? kHolds : kFinding);
}

Exit run_checkpoint(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!log_holds(**snapshot, console)) return kFinding;
  const auto note = (*snapshot)->checkpoint();
  if (!note) return console.fail(failed(note.error()));
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"checkpoint", *note}});
  } else {
    console.write(*note);
  }
  return console.finish(kHolds);
}

Exit run_decision(const LogOptions& options, Console& console) {
  // Only a log that is there takes a decision; opening for writing alone would prepare a new one.
  {
    auto read = options;
    read.key.clear();  // here it is the signing key, not the one to check against
    auto snapshot = open_snapshot(read);
    if (!snapshot) return console.fail(failed(snapshot.error()));
    if (auto problem = check_act(**snapshot, options)) return console.fail(*problem);
  }
  auto log = open_to_write({options.log, options.head, options.key});
  if (!log) return console.fail(failed(log.error()));
  audit::DecisionAct act;
  act.proposal = *options.index;
  act.decider_kind = options.decider;
  act.decider_name = options.name;
  act.delegation = options.delegation;
  act.day = options.day;
  act.followed = options.followed;
  act.reason = options.reason;
  const auto done = (*log)->record_decision(act);
  if (!done) return console.fail(failed(done.error()));
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"index", done->index}});
  } else {
    console.line(console.in({"beslutet är post ", "the decision is record "}) +
                 std::to_string(done->index));
  }
  return console.finish(kHolds);
}

}  // namespace

Exit run(const LogOptions& options, Console& console) {
  switch (options.act) {
    case LogOptions::Act::kVerify:
      return run_verify(options, console);
    case LogOptions::Act::kShow:
      return run_show(options, console);
    case LogOptions::Act::kDecision:
      return run_decision(options, console);
    case LogOptions::Act::kProve:
      return run_log_prove(options, console);
    case LogOptions::Act::kCheckpoint:
      return run_checkpoint(options, console);
    case LogOptions::Act::kExport:
      return run_log_export(options, console);
    case LogOptions::Act::kErase:
    case LogOptions::Act::kHold:
    case LogOptions::Act::kRelease:
      return run_log_order(options, console);
  }
  return kInternal;
}

}  // namespace stadga::cli
