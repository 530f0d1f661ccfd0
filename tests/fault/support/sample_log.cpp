#include "support/sample_log.h"

#include <algorithm>

#include "stadga/base/json.h"
#include "support/dice.h"
#include "support/files.h"

namespace stadga::fault {
namespace {

constexpr std::int64_t kClockMs = 1'795'338'000'000;  // 2026-11-22T09:00Z

std::string recorded_text(audit::Snapshot& snapshot, std::uint64_t index) {
  const auto recorded = snapshot.recorded(index);
  if (!recorded) return recorded.error().code;
  return recorded->kind + "|" + std::to_string(recorded->semantics) + "|" +
         std::to_string(int{recorded->erased}) + std::to_string(int{recorded->artefact_missing}) +
         "|" + recorded->case_bytes + "|" + recorded->result_bytes + "|" + recorded->bundle_bytes;
}

}  // namespace

Sample::Sample(const std::string& prefix, int number)
    : case_id_("FAULT-" + prefix + "-" + std::to_string(number / 5)),
      case_bytes_(canonical_or_die(
          JsonObject{{"case_id", case_id_}, {"facts", JsonObject{{"number", number}}}})),
      decision_id_(sha256_name(case_bytes_)),
      result_(sample_result(sample_bundle().bytes(), case_bytes_)) {}

audit::CaseRecord Sample::record(const audit::Bundle& bundle) const {
  audit::CaseRecord record;
  record.case_bytes = case_bytes_;
  record.result_bytes = result_;
  record.bundle = &bundle;
  record.case_id = case_id_;
  record.decision_id = decision_id_;
  record.kind = "proposal";
  record.ruleset_name = "sample";
  record.ruleset_version = "1";
  record.ruleset_hash = "sha256:sample";
  record.engine_version = "0.1.0";
  return record;
}

audit::Bundle sample_bundle() { return audit::Bundle("a bundle of the fault tests"); }

std::string sample_result(std::string_view bundle, std::string_view case_bytes) {
  const Hash32 hash = sha256(std::string(bundle) + std::string(case_bytes));
  return canonical_or_die(JsonObject{{"outcome", to_hex(hash).substr(0, 16)}});
}

audit::LogOptions log_options(const LogPlace& place, std::uint64_t seed) {
  audit::LogOptions options;
  options.path = place.folder;
  options.head = place.head;
  options.clock = [] { return kClockMs; };
  options.random = [dice = Dice(seed)](std::span<std::uint8_t> bytes) mutable {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(dice.next() >> 56U);
  };
  options.origin = "stadga.invalid/fault";
  return options;
}

void append_samples(audit::Log& log, const std::string& prefix, int first, int last, int batch) {
  const audit::Bundle bundle = sample_bundle();
  for (int from = first; from < last; from += batch) {
    const int to = std::min(from + batch, last);
    std::vector<Sample> samples;
    for (int i = from; i < to; ++i) samples.emplace_back(prefix, i);
    std::vector<audit::CaseRecord> records;
    for (const Sample& sample : samples) records.push_back(sample.record(bundle));
    for (const auto& done : log.append_all(records)) {
      if (!done) machinery_failed("append: " + describe(done.error()));
    }
  }
}

std::string contents(audit::Snapshot& snapshot, const audit::VerifyReport& report) {
  std::string all = std::to_string(report.records) + " " + std::to_string(report.decisions) + " " +
                    to_hex(report.root) + " " + report.origin + " " + report.head + " " +
                    std::to_string(report.head_size) + "\n";
  const auto entries = snapshot.entries(0, report.records + 1);
  if (!entries) return all + entries.error().code;
  for (const audit::Entry& entry : *entries) {
    all += std::to_string(entry.index) + " " + to_hex(entry.leaf) + " " + entry.kind + " " +
           entry.time + " " + entry.bytes + "\n";
    if (entry.kind != "proposal") continue;
    const auto link = snapshot.part(entry.index, "link");
    all += (link ? *link : link.error().code) + "|" + recorded_text(snapshot, entry.index) + "\n";
  }
  return all;
}

std::string describe(const audit::VerifyReport& report) {
  return canonical_or_die(report.to_json(MessageLanguage::kEnglish));
}

std::string describe(const Error& error) {
  return error.code + " " + error.message.en + " (" + error.context + ")";
}

}  // namespace stadga::fault
