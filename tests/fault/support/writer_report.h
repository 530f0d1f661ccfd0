// writer_report.h - what fault_writer said, and whether a log keeps its promises to it.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stadga/audit/snapshot.h"
#include "support/sample_log.h"

namespace stadga::fault {

struct Refused {
  int sample = 0;
  std::string code;
  Failure failure = Failure::kInternal;
  std::string text;
};

// Everything that one or more writers of one prefix were told.
struct WriterReport {
  std::map<int, std::uint64_t> acknowledged;  // sample -> index
  std::vector<Refused> refused;
  std::vector<std::string> complaints;  // lines that no writer should say

  void add(const std::string& line);
  void add(const std::vector<std::string>& lines);
};

// What is wrong with the log, empty where nothing is: it verifies, its records have no gaps, and
// every acknowledged sample stands at its index with its own bytes.
[[nodiscard]] std::string broken_promises(const LogPlace& place, const std::string& prefix,
                                          const WriterReport& told);

// Asks for samples first .. last - 1 again, twice: those acknowledged before must be found at
// their index, the second asking must find all. Returns what is wrong, empty where nothing is.
[[nodiscard]] std::string broken_retries(const LogPlace& place, const std::string& prefix,
                                         int first, int last, std::uint64_t seed,
                                         WriterReport& told);

// Incidents of one kind ("unsigned_tail") in the log.
[[nodiscard]] int count_incidents(const LogPlace& place, const std::string& what);

}  // namespace stadga::fault
