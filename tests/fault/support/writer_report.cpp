#include "support/writer_report.h"

#include <sstream>

#include "support/files.h"

namespace stadga::fault {
namespace {

std::unique_ptr<audit::Snapshot> open(const LogPlace& place, std::string& wrong) {
  audit::ReadOptions options;
  options.path = place.folder;
  options.head = place.head;
  auto snapshot = audit::Snapshot::open(options);
  if (snapshot) return std::move(snapshot).value();
  wrong += "cannot open: " + describe(snapshot.error()) + "\n";
  return nullptr;
}

}  // namespace

void WriterReport::add(const std::string& line) {
  std::istringstream words(line);
  std::string what, code;
  int sample = 0, failure = 0;
  std::uint64_t index = 0;
  words >> what >> sample;
  if ((what == "ack" || what == "again") && words >> index) {
    const auto [at, fresh] = acknowledged.emplace(sample, index);
    if (what == "ack" ? !fresh : at->second != index) complaints.push_back(line);
  } else if (what == "err" && words >> code >> failure) {
    refused.push_back({sample, code, static_cast<Failure>(failure), line});
  } else {
    complaints.push_back(line);
  }
}

void WriterReport::add(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) add(line);
}

std::string broken_promises(const LogPlace& place, const std::string& prefix,
                            const WriterReport& told) {
  std::string wrong;
  for (const std::string& line : told.complaints) wrong += "the writer said: " + line + "\n";
  if (!exists(place.folder + "/log.db") && told.acknowledged.empty()) return wrong;
  const auto snapshot = open(place, wrong);
  if (snapshot == nullptr) return wrong;
  const auto report = snapshot->verify();
  // Before the first acknowledgement a crash may leave a log that is only half made.
  if (!report.ok && !told.acknowledged.empty()) wrong += describe(report) + "\n";
  for (const auto& [sample, index] : told.acknowledged) {
    const auto recorded = snapshot->recorded(index);
    const Sample expected(prefix, sample);
    if (!recorded) {
      wrong += "acknowledged record " + std::to_string(index) + ": " + describe(recorded.error());
    } else if (recorded->case_bytes != expected.case_bytes() ||
               recorded->result_bytes != expected.result()) {
      wrong += "record " + std::to_string(index) + " is not what was acknowledged\n";
    }
    if (index >= report.head_size) wrong += "acknowledged but unsigned\n";
  }
  return wrong;
}

std::string broken_retries(const LogPlace& place, const std::string& prefix, int first, int last,
                           std::uint64_t seed, WriterReport& told) {
  std::string wrong;
  const audit::Bundle bundle = sample_bundle();
  for (std::uint64_t round = 0; round < 2; ++round) {
    auto log = audit::Log::open_or_create(log_options(place, seed * 2 + round));
    if (!log) return wrong + "the next writer cannot open: " + describe(log.error());
    for (int i = first; i < last; ++i) {
      const Sample sample(prefix, i);
      const auto done = (*log)->append(sample.record(bundle));
      if (!done) return wrong + "asking again failed: " + describe(done.error());
      const auto [at, fresh] = told.acknowledged.emplace(i, done->index);
      const bool must_exist = !fresh || round == 1;
      if ((must_exist && !done->existing) || at->second != done->index ||
          done->result_bytes != sample.result()) {
        wrong += "sample " + std::to_string(i) + " was recorded twice or changed\n";
      }
    }
  }
  return wrong + broken_promises(place, prefix, told);
}

int count_incidents(const LogPlace& place, const std::string& what) {
  std::string wrong;
  const auto snapshot = open(place, wrong);
  if (snapshot == nullptr) machinery_failed(wrong);
  const auto entries = snapshot->entries(0, 1U << 20U);
  if (!entries) machinery_failed(describe(entries.error()));
  int count = 0;
  for (const audit::Entry& entry : *entries) {
    if (entry.kind == "incident" &&
        entry.bytes.find("\"what\":\"" + what + "\"") != std::string::npos) {
      ++count;
    }
  }
  return count;
}

}  // namespace stadga::fault
