#include "recorder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "files.h"
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

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<Bytes> seed_of(std::string_view bytes) {
  if (bytes.size() == 32) return Bytes(bytes.begin(), bytes.end());
  const std::string_view text = trimmed(bytes);
  if (auto seed = from_hex(text); seed && seed->size() == 32) return seed;
  if (auto seed = from_base64(text); seed && seed->size() == 32) return seed;
  return std::nullopt;
}

}  // namespace

Result<Ed25519Key> read_signing_key(const std::string& path) {
  auto bytes = read_file(path, 4096);
  if (!bytes) return bytes.error();
  std::optional<Bytes> seed = seed_of(*bytes);
  wipe({reinterpret_cast<std::uint8_t*>(bytes->data()), bytes->size()});
  if (!seed) {
    return Error{Failure::kInvalidInput,
                 "S6009",
                 {"nyckelfilen ska hålla 32 byte: råa, som 64 hexadecimala siffror eller base64",
                  "the key file must hold 32 bytes: raw, as 64 hexadecimal digits or as base64"},
                 path};
  }
  std::array<std::uint8_t, 32> fixed{};
  std::copy(seed->begin(), seed->end(), fixed.begin());
  const Ed25519Key key = ed25519_from_seed(fixed);
  wipe(*seed);
  wipe(fixed);
  return key;
}

std::optional<Failed> Recorder::open_log() {
  if (log_) return std::nullopt;
  audit::LogOptions options;
  options.path = options_.log;
  options.head = options_.head;
  options.clock = now_in_milliseconds;
  options.random = fill_random;
  options.software = "stadga " STADGA_VERSION;
  if (!options_.key.empty()) {
    const auto key = read_signing_key(options_.key);
    if (!key) return failed(key.error());
    options.key = *key;
  }
  auto bytes = loaded_.bundle_bytes();
  if (!bytes) return failed(bytes.error());
  auto log = audit::Log::open_or_create(std::move(options));
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
