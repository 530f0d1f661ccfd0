// log: verify, show, prove and checkpoint read a copy and change nothing; decision appends the act
// that follows a proposal.
#include "decision_act.h"
#include "files.h"
#include "operations.h"
#include "progress.h"
#include "stadga/audit/log.h"
#include "stadga/audit/note.h"
#include "stadga/audit/snapshot.h"
#include "stadga/base/text.h"
#include "recorder.h"
#include "verbs.h"
#include "world.h"

namespace stadga::cli {
namespace {

using SnapshotPtr = std::unique_ptr<audit::Snapshot>;

// --key holds the verifier key itself or names a file that does.
Result<std::string> verifier_key(const std::string& option) {
  if (option.empty() || audit::parse_verifier_key(option)) return option;
  auto text = read_file(option, 4096);
  if (!text) return text.error();
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  if (audit::parse_verifier_key(*text)) return text;
  return Error{Failure::kInvalidInput,
               "S6009",
               {"filen håller ingen publik nyckel (namn+hash+base64)",
                "the file holds no public key (name+hash+base64)"},
               option};
}

Result<SnapshotPtr> open_snapshot(const LogOptions& options) {
  auto key = verifier_key(options.key);
  if (!key) return key.error();
  audit::ReadOptions read;
  read.path = options.log;
  read.head = options.head;
  read.verifier_key = std::move(key).value();
  read.keys_elsewhere = options.keys_elsewhere;
  return audit::Snapshot::open(read);
}

std::string finding_line(const audit::Finding& finding, const Console& console) {
  std::string line;
  if (finding.index)
    line = console.in({"post ", "record "}) + std::to_string(*finding.index) + ": ";
  return line + finding.kind + ": " + printable(console.in(finding.message));
}

audit::VerifyReport verify(audit::Snapshot& snapshot, const Console& console) {
  const Progress progress(console, {"läser om loggen", "reading the log"});
  return snapshot.verify();
}

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
  const audit::VerifyReport report = verify(**snapshot, console);
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
  for (const char* name : {"case", "result", "link", "act"}) {
    const auto part = snapshot.part(entry.index, name);
    if (part && !first_bad_utf8(*part)) parts.emplace(name, *part);
  }
  object.emplace("parts", std::move(parts));
  return object;
}

// The case that a record belongs to; empty where it has none or its link cannot be read.
std::string case_of(audit::Snapshot& snapshot, const audit::Entry& entry) {
  const auto link = snapshot.part(entry.index, "link");
  if (!link) return {};
  const JsonReading reading = read_json(*link);
  const Json* id = reading.value.find("case_id");
  return id == nullptr || id->as_string() == nullptr ? std::string() : *id->as_string();
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
  constexpr std::uint64_t kPage = 1000;
  JsonArray all;
  for (std::uint64_t first = 0;; first += kPage) {
    const auto page = snapshot.entries(first, kPage);
    if (!page) return console.fail(failed(page.error()));
    for (const audit::Entry& entry : *page) {
      if (console.json()) {
        all.push_back(entry_json(snapshot, entry));
      } else {
        show_entry(snapshot, entry, console);
      }
    }
    if (page->size() < kPage) break;
  }
  if (console.json()) console.json_line(JsonObject{{"stadga", 1}, {"records", std::move(all)}});
  return kHolds;
}

// Looking is verifying: what is shown from a damaged log is shown with its findings.
Exit run_show(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  const audit::VerifyReport report = verify(**snapshot, console);
  for (const audit::Finding& finding : report.findings) console.say(finding_line(finding, console));
  const Exit shown =
      options.index ? show_one(**snapshot, *options.index, console) : show_all(**snapshot, console);
  if (shown != kHolds) return shown;
  return console.finish(report.ok ? kHolds : kFinding);
}

// What is handed out as evidence comes from a log that holds.
bool holds(audit::Snapshot& snapshot, Console& console) {
  const audit::VerifyReport report = verify(snapshot, console);
  for (const audit::Finding& finding : report.findings) console.say(finding_line(finding, console));
  return report.ok;
}

Exit run_checkpoint(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!holds(**snapshot, console)) return kFinding;
  const auto note = (*snapshot)->checkpoint();
  if (!note) return console.fail(failed(note.error()));
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"checkpoint", *note}});
  } else {
    console.write(*note);
  }
  return console.finish(kHolds);
}

Error no_checkpoint(const std::string& path) {
  return {Failure::kFinding,
          "S6013",
          {"loggens huvudfil är inte ett signerat kontrollvärde",
           "the log's head file is no signed checkpoint"},
          path};
}

// tlog-proof@v1 of C2SP: self-contained, checked offline against the log's public key.
Result<std::string> proof_text(audit::Snapshot& snapshot, const LogOptions& options) {
  const auto note = snapshot.checkpoint();
  if (!note) return note.error();
  const auto parsed = audit::parse_note(*note);
  const auto checkpoint = parsed ? audit::parse_checkpoint(parsed->text) : std::nullopt;
  if (!checkpoint) return no_checkpoint(options.log);
  const auto hashes = snapshot.inclusion_proof(*options.index, checkpoint->size);
  if (!hashes) return hashes.error();
  std::string text = "c2sp.org/tlog-proof@v1\nindex " + std::to_string(*options.index) + "\n";
  for (const Hash32& hash : *hashes) text += to_base64(hash) + "\n";
  return text + "\n" + *note;
}

Exit run_prove(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!holds(**snapshot, console)) return kFinding;
  const auto proof = proof_text(**snapshot, options);
  if (!proof) return console.fail(failed(proof.error()));
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"proof", *proof}});
  } else {
    console.write(*proof);
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
  audit::LogOptions open;
  open.path = options.log;
  open.head = options.head;
  open.clock = now_in_milliseconds;
  open.random = fill_random;
  open.software = "stadga " STADGA_VERSION;
  if (!options.key.empty()) {
    const auto key = read_signing_key(options.key);
    if (!key) return console.fail(failed(key.error()));
    open.key = *key;
  }
  auto log = audit::Log::open_or_create(std::move(open));
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
      return run_prove(options, console);
    case LogOptions::Act::kCheckpoint:
      return run_checkpoint(options, console);
  }
  return kInternal;
}

}  // namespace stadga::cli
