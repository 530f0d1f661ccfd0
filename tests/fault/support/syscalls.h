// syscalls.h - the writer's system calls, one by one, and a kernel that lies about one of them
// (strace's fault injection). Where ptrace is forbidden there is nothing here to run.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "support/process.h"

namespace stadga::fault {

// The k-th call of its name in the life of the process, counted from 1.
struct Site {
  std::string call;
  int occurrence = 0;
};

// Why faults cannot be injected here; nothing where they can.
[[nodiscard]] std::optional<std::string> no_injection(const std::string& scratch);

// Runs the command and lists its calls of the given names that touch `folder`.
[[nodiscard]] std::vector<Site> find_sites(const std::vector<std::string>& command,
                                           const std::string& calls, const std::string& folder,
                                           const std::string& trace_file);

// What happens to a call.
struct Fault {
  Site site;
  std::string what;       // "error=EIO", "signal=KILL"
  bool for_ever = false;  // this call and every later one of its name
};
[[nodiscard]] std::string to_text(const Fault& fault);

struct Injected {
  Ended ended;
  std::vector<std::string> lines;
  int times = 0;  // calls that were lied about
};
[[nodiscard]] Injected run_injected(const std::vector<std::string>& command, const Fault& fault,
                                    const std::string& trace_file);

}  // namespace stadga::fault
