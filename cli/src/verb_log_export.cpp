// log export: every record of a log that holds, as JSON lines or CSV. Facts that never enter a
// compilation do not enter this one.
#include <functional>
#include <set>

#include "compilation.h"
#include "csv_text.h"
#include "decision_words.h"
#include "files.h"
#include "log_reading.h"
#include "output_file.h"
#include "progress.h"
#include "stadga/audit/note.h"
#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

using Sink = std::function<Status(const std::string&)>;

// One record's parts as they may leave the log.
struct Opened {
  std::map<std::string, std::string> parts;
  JsonObject salts;    // of parts that are whole
  JsonObject closed;   // part -> "erased", "sealed" or "withheld"
  JsonArray redacted;  // parts that are not as they were recorded
};

class Exporter {
 public:
  Exporter(audit::Snapshot& snapshot, const LogOptions& options, std::string note)
      : snapshot_(snapshot), options_(options), compilation_(snapshot), note_(std::move(note)) {
    const auto parsed = audit::parse_note(note_);
    const auto checkpoint = parsed ? audit::parse_checkpoint(parsed->text) : std::nullopt;
    signed_ = checkpoint ? checkpoint->size : 0;
  }

  Result<std::uint64_t> run(const Sink& sink) {
    std::uint64_t count = 0;
    Status done = Unit{};
    if (options_.csv) {
      if (done = find_values(); !done) return done.error();
      if (done = sink(header()); !done) return done.error();
    }
    const Status all = each_entry(snapshot_, [&](const audit::Entry& entry) {
      const auto line = options_.csv ? csv_of(entry) : json_of(entry);
      done = line ? sink(*line) : Status(line.error());
      if (done) ++count;
      return done.has_value();
    });
    if (!all) return all.error();
    if (!done) return done.error();
    return count;
  }

 private:
  static std::vector<std::string> part_names(const audit::Entry& entry) {
    std::vector<std::string> names;
    const Json parsed = read_json(entry.bytes).value;
    const Json* commit = parsed.find("commit");
    if (commit == nullptr || commit->as_object() == nullptr) return names;
    for (const auto& [name, value] : *commit->as_object()) names.push_back(name);
    return names;
  }

  Result<Opened> open(const audit::Entry& entry) {
    Opened out;
    for (const std::string& name : part_names(entry)) {
      if (options_.sealed) {
        out.closed.emplace(name, "sealed");
        continue;
      }
      const auto part = snapshot_.salted_part(entry.index, name);
      if (!part && part.error().code == "S5012") {
        out.closed.emplace(name, "erased");
        continue;
      }
      if (!part && part.error().code == "S5013" && options_.keys_elsewhere) {
        out.closed.emplace(name, "sealed");
        continue;
      }
      if (!part) return part.error();
      const auto admitted = compilation_.admitted(entry, name, part->plain);
      if (!admitted || first_bad_utf8(*admitted)) {
        out.closed.emplace(name, "withheld");
        continue;
      }
      if (*admitted != part->plain) {
        out.redacted.emplace_back(name);
      } else {
        out.salts.emplace(name, to_base64url(part->salt));
      }
      out.parts.emplace(name, *admitted);
    }
    return out;
  }

  Result<std::vector<std::string>> proof(std::uint64_t index) {
    std::vector<std::string> hashes;
    const auto proof = snapshot_.inclusion_proof(index, signed_);
    if (!proof) return proof.error();
    for (const Hash32& hash : *proof) hashes.push_back(to_base64(hash));
    return hashes;
  }

  Result<std::string> json_of(const audit::Entry& entry) {
    auto opened = open(entry);
    if (!opened) return opened.error();
    JsonObject line{{"index", entry.index},
                    {"kind", entry.kind},
                    {"time", entry.time},
                    {"leaf", to_hex(entry.leaf)},
                    {"entry", entry.bytes}};
    JsonObject parts;
    for (const auto& [name, bytes] : opened->parts) parts.emplace(name, bytes);
    if (!parts.empty()) line.emplace("parts", std::move(parts));
    if (!opened->closed.empty()) line.emplace("closed", std::move(opened->closed));
    if (!opened->redacted.empty()) line.emplace("redacted", std::move(opened->redacted));
    if (options_.proofs && entry.index < signed_) {
      const auto hashes = proof(entry.index);
      if (!hashes) return hashes.error();
      line.emplace("proof", JsonObject{{"size", signed_},
                                       {"hashes", JsonArray(hashes->begin(), hashes->end())},
                                       {"checkpoint", note_}});
      if (!opened->salts.empty()) line.emplace("salts", std::move(opened->salts));
    }
    return canonical_or_die(line) + "\n";
  }

  // Columns for every value that some result has.
  Status find_values() {
    if (options_.sealed) return Unit{};
    Status done = Unit{};
    const Status all = each_entry(snapshot_, [&](const audit::Entry& entry) {
      const auto opened = open(entry);
      if (!opened) done = opened.error();
      if (opened) {
        for (const auto& [name, value] : values_of(member_of(*opened, "result")))
          values_.insert(name);
      }
      return done.has_value();
    });
    return all ? done : all;
  }

  static Json member_of(const Opened& opened, const char* part) {
    const auto found = opened.parts.find(part);
    return found == opened.parts.end() ? Json() : read_json(found->second).value;
  }

  static JsonObject values_of(const Json& result) {
    const Json* values = result.find("values");
    return values == nullptr || values->as_object() == nullptr ? JsonObject()
                                                               : *values->as_object();
  }

  [[nodiscard]] std::string header() const {
    std::vector<std::string> cells = {
        "index",       "time",        "kind",          "leaf",         "content", "case_id",
        "case_seq",    "decision_id", "decision_date", "municipality", "ruleset", "ruleset_version",
        "result_kind", "status",      "outcome"};
    for (const std::string& name : values_) cells.push_back(csv_text("values." + name));
    if (options_.proofs) cells.insert(cells.end(), {"proof_size", "proof"});
    return csv_line(cells);
  }

  // "open", or what the parts that are not shown are.
  static std::string content_of(const Opened& opened) {
    std::set<std::string> states;
    for (const auto& [name, state] : opened.closed) states.insert(*state.as_string());
    if (!opened.redacted.empty()) states.insert("redacted");
    if (states.empty()) return opened.parts.empty() ? "" : "open";
    std::string text;
    for (const std::string& state : states) text += (text.empty() ? "" : " ") + state;
    return text;
  }

  static std::string value_cell(const JsonObject& values, const std::string& name) {
    const auto found = values.find(name);
    if (found == values.end() || found->second.is_null()) return "";
    if (const auto* number = found->second.as_int()) return csv_number(std::to_string(*number));
    if (const auto* text = found->second.as_string()) {
      return is_amount(found->second) ? csv_number(*text) : csv_text(*text);
    }
    return csv_text(canonical_or_die(found->second));
  }

  // As it stands, control characters and all: a cell is quoted, not shown.
  static std::string raw(const Json& object, const char* name) {
    const Json* found = object.find(name);
    if (found == nullptr) return "";
    if (const auto* number = found->as_int()) return csv_number(std::to_string(*number));
    return found->as_string() == nullptr ? "" : csv_text(*found->as_string());
  }

  Result<std::string> csv_of(const audit::Entry& entry) {
    const auto opened = open(entry);
    if (!opened) return opened.error();
    const Json link = member_of(*opened, "link");
    const Json result = member_of(*opened, "result");
    const Json* rules = result.find("ruleset");
    const Json ruleset = rules != nullptr ? *rules : Json();
    std::vector<std::string> cells = {csv_number(std::to_string(entry.index)),
                                      csv_text(entry.time),
                                      csv_text(entry.kind),
                                      to_hex(entry.leaf),
                                      content_of(*opened),
                                      raw(link, "case_id"),
                                      raw(link, "case_seq"),
                                      raw(link, "decision_id"),
                                      raw(result, "decision_date"),
                                      raw(result, "municipality"),
                                      raw(ruleset, "name"),
                                      raw(ruleset, "version"),
                                      raw(result, "kind"),
                                      raw(result, "status"),
                                      raw(result, "outcome")};
    const JsonObject values = values_of(result);
    for (const std::string& name : values_) cells.push_back(value_cell(values, name));
    if (options_.proofs) {
      const bool covered = entry.index < signed_;
      const auto hashes = covered ? proof(entry.index)
                                  : Result<std::vector<std::string>>(std::vector<std::string>());
      if (!hashes) return hashes.error();
      std::string joined;
      for (const std::string& hash : *hashes) joined += (joined.empty() ? "" : " ") + hash;
      cells.push_back(covered ? csv_number(std::to_string(signed_)) : "");
      cells.push_back(csv_text(joined));
    }
    return csv_line(cells);
  }

  audit::Snapshot& snapshot_;
  const LogOptions& options_;
  Compilation compilation_;
  const std::string note_;
  std::uint64_t signed_ = 0;
  std::set<std::string> values_;
};

Exit told(std::uint64_t count, const LogOptions& options, Console& console) {
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"records", count}, {"file", options.output}});
  } else {
    console.line(std::to_string(count) +
                 console.in({" poster skrivna till ", " records written to "}) +
                 printable(options.output) + (console.format() == Format::kPlain ? "." : ""));
  }
  return console.finish(kHolds);
}

}  // namespace

Exit run_log_export(const LogOptions& options, Console& console) {
  std::optional<OutputFile> file;
  if (!options.output.empty()) {
    if (lies_in_log(options.output, options)) {
      return console.fail(failed(no_place_for_output(options.output)));
    }
    auto made = OutputFile::create(options.output,
                                   options.force ? OutputFile::Over::kReplace : OutputFile::Over::kNothing,
                                   OutputFile::Readers::kOwner);
    if (!made) return console.fail(failed(made.error()));
    file.emplace(std::move(made).value());
  }
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!log_holds(**snapshot, console)) return kFinding;
  const auto note = (*snapshot)->checkpoint();
  if (!note) return console.fail(failed(note.error()));
  Exporter exporter(**snapshot, options, *note);
  const auto count = [&] {
    const Progress progress(console, {"skriver ut", "exporting"});
    return exporter.run([&](const std::string& line) {
      if (file) return file->write(line);
      console.write(line);
      return Status(Unit{});
    });
  }();
  if (!count) return console.fail(failed(count.error()));
  if (!file) return console.finish(kHolds);
  if (const Status done = file->commit(); !done) return console.fail(failed(done.error()));
  return told(*count, options, console);
}

}  // namespace stadga::cli
