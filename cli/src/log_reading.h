// log_reading.h - opening a log for the verbs that read it, and what they say of its findings.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "console.h"
#include "options.h"
#include "stadga/audit/snapshot.h"

namespace stadga::cli {

using SnapshotPtr = std::unique_ptr<audit::Snapshot>;

// A verifier key, written out or in a file of that name. S6009.
[[nodiscard]] Result<std::string> verifier_key(const std::string& option);
[[nodiscard]] Result<SnapshotPtr> open_snapshot(const LogOptions& options);
// With progress on a terminal.
[[nodiscard]] audit::VerifyReport verify_log(audit::Snapshot& snapshot, const Console& console);
[[nodiscard]] std::string finding_line(const audit::Finding& finding, const Console& console);
// What is handed out as evidence comes from a log that holds; otherwise its findings are said.
[[nodiscard]] bool log_holds(audit::Snapshot& snapshot, const Console& console);
// The case that a record belongs to; empty where it has none or its link cannot be read.
[[nodiscard]] std::string case_of(audit::Snapshot& snapshot, const audit::Entry& entry);
// Every entry in order, a page at a time; ends early where `each` says false.
[[nodiscard]] Status each_entry(audit::Snapshot& snapshot,
                                const std::function<bool(const audit::Entry&)>& each);

// Whether the file is one of the log's own, by whatever name: in its folder, its head, its key.
[[nodiscard]] bool lies_in_log(const std::string& path, const LogOptions& options);

// The acts of `log` that have a file of their own.
[[nodiscard]] Exit run_log_prove(const LogOptions& options, Console& console);
[[nodiscard]] Exit run_log_export(const LogOptions& options, Console& console);
[[nodiscard]] Exit run_log_order(const LogOptions& options, Console& console);

}  // namespace stadga::cli
