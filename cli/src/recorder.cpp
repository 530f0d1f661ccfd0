#include "recorder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "log_writing.h"
#include "operations.h"
#include "stadga/base/text.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "world.h"

namespace stadga::cli {
namespace {

constexpr std::string_view kCasework = "handläggning";

Failed invalid(const char* code, const char* path, LocalText message) {
  return {{{code, path, std::move(message), {}, {}}}, kInvalid};
}

// What a log asks of a case beyond its being valid.
std::optional<Failed> check_recordable(const engine::Case& facts) {
  if (facts.case_id.empty()) {
    return invalid("S6007", "/case_id",
                   {"ett ärende som ska loggas måste ha case_id",
                    "a case that is to be recorded must have a case_id"});
  }
  if (!facts.purpose.empty() && facts.purpose != kCasework) {
    return invalid("S6008", "/purpose",
                   {"bara handläggning loggas; kör utan --log för prov och simulering",
                    "only casework is recorded; run trials without --log"});
  }
  return std::nullopt;
}

std::string decision_member(const std::string& decision, std::string_view name) {
  const JsonReading reading = read_json(decision);
  const Json* member = reading.value.find(name);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string() : *text;
}

}  // namespace

std::optional<Failed> Recorder::open_log() {
  if (log_) return std::nullopt;
  auto bytes = loaded_.bundle_bytes();
  if (!bytes) return failed(bytes.error());
  auto log = open_to_write({options_.log, options_.head, options_.key});
  if (!log) return failed(log.error());
  bundle_.emplace(std::move(bytes).value());
  log_ = std::move(log).value();
  return std::nullopt;
}

std::variant<std::string, Failed> Recorder::decide(std::string_view case_text) {
  const engine::CaseReading reading = engine::read_case(loaded_.package(), case_text);
  if (!reading.value) return failed(reading.problems);
  const engine::Ruleset& ruleset = *reading.ruleset;
  if (options_.log.empty()) return engine::decision_bytes(ruleset, *reading.value);
  if (auto refused = check_recordable(*reading.value)) return std::move(*refused);
  std::string decision = engine::decision_bytes(ruleset, *reading.value);
  if (auto failure = open_log()) {
    broken_ = true;
    return std::move(*failure);
  }
  return record(*reading.value, case_text, decision, ruleset);
}

std::variant<std::string, Failed> Recorder::record(const engine::Case& facts,
                                                   std::string_view case_text,
                                                   const std::string& decision,
                                                   const engine::Ruleset& ruleset) {
  const std::string decision_id = decision_member(decision, "decision_id");
  const std::string kind = decision_member(decision, "kind");
  audit::CaseRecord record;
  record.case_bytes = case_text;
  record.result_bytes = decision;
  record.bundle = &*bundle_;
  record.case_id = facts.case_id;
  record.request_id = facts.request_id;
  record.decision_id = decision_id;
  record.kind = kind;
  record.ruleset_name = ruleset.header.name;
  record.ruleset_version = ruleset.header.version;
  record.ruleset_hash = ruleset.hash;
  record.engine_version = STADGA_VERSION;
  record.semantics = engine::kSemantics;
  auto done = log_->append(record);
  if (!done) return failed(done.error());
  if (log_->created() && log_->demonstration_key() && !std::exchange(announced_, true)) {
    note(console_, {"loggen är ny och signeras med en demonstrationsnyckel i " + options_.log +
                        "; ange --key för en riktig",
                    "the log is new and signed with a demonstration key kept in " + options_.log +
                        "; give --key for a real one"});
  }
  return std::move(done->result_bytes);
}

}  // namespace stadga::cli
