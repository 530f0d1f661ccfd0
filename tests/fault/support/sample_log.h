// sample_log.h - records to write, and everything that a reader of a log can see of them.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "stadga/audit/log.h"
#include "stadga/audit/snapshot.h"

namespace stadga::fault {

// A record whose every byte follows from its name: <prefix>-<number>. Five in a row belong to one
// case, so that a log of them has chains as well.
class Sample {
 public:
  Sample(const std::string& prefix, int number);
  [[nodiscard]] audit::CaseRecord record(const audit::Bundle& bundle) const;
  [[nodiscard]] const std::string& case_bytes() const { return case_bytes_; }
  [[nodiscard]] const std::string& result() const { return result_; }

 private:
  std::string case_id_, case_bytes_, decision_id_, result_;
};

[[nodiscard]] audit::Bundle sample_bundle();
// What "deciding" means for these records: a function of bundle and case, for replay.
[[nodiscard]] std::string sample_result(std::string_view bundle, std::string_view case_bytes);

struct LogPlace {
  std::string folder;
  std::string head;  // empty: inside the folder
};
// A standing clock, and randomness from the seed: two writers of one log need different seeds.
[[nodiscard]] audit::LogOptions log_options(const LogPlace& place, std::uint64_t seed);

// Appends the samples first .. last - 1, `batch` at a time; aborts on an error.
void append_samples(audit::Log& log, const std::string& prefix, int first, int last, int batch);

// All that a reader sees: the verifier's counts, entries, links, and cases and decisions as replay
// reads them. An unreadable piece is in it as its error code.
[[nodiscard]] std::string contents(audit::Snapshot& snapshot, const audit::VerifyReport& report);

[[nodiscard]] std::string describe(const audit::VerifyReport& report);
[[nodiscard]] std::string describe(const Error& error);

}  // namespace stadga::fault
