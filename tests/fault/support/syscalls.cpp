#include "support/syscalls.h"

#include <csignal>
#include <map>
#include <sstream>

#include "support/files.h"

namespace stadga::fault {
namespace {

std::vector<std::string> traced(const std::vector<std::string>& command,
                                const std::vector<std::string>& options) {
  std::vector<std::string> words{"strace", "-qq"};
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

int count(const std::string& text, const std::string& piece) {
  int found = 0;
  for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++found;
  return found;
}

}  // namespace

std::optional<std::string> no_injection(const std::string& scratch) {
  const std::string trace = scratch + "/probe";
  write_bytes(trace, "");
  Child probe(
      traced({"true"}, {"-o", trace, "-e", "trace=brk", "-e", "inject=brk:error=EIO:when=1"}),
      scratch + "/probe-errors");
  const Ended ended = probe.wait();
  if (ended.exit == 127) return "strace is not installed";
  if (count(read_bytes(trace), "(INJECTED)") == 0) {
    return "ptrace is not allowed here: " + read_bytes(scratch + "/probe-errors");
  }
  return std::nullopt;
}

std::vector<Site> find_sites(const std::vector<std::string>& command, const std::string& calls,
                             const std::string& folder, const std::string& trace_file) {
  Child child(traced(command, {"-y", "-s", "8", "-o", trace_file, "-e", "trace=" + calls}),
              trace_file + ".errors");
  if (child.wait().exit != 0) machinery_failed("the writer fails without any fault");
  std::vector<Site> sites;
  std::map<std::string, int> seen;
  std::istringstream lines(read_bytes(trace_file));
  for (std::string line; std::getline(lines, line);) {
    const std::string call = line.substr(0, line.find('('));
    const int occurrence = ++seen[call];
    if (line.find(folder) != std::string::npos) sites.push_back({call, occurrence});
  }
  return sites;
}

std::string to_text(const Fault& fault) {
  return fault.site.call + ":" + fault.what + ":when=" + std::to_string(fault.site.occurrence) +
         (fault.for_ever ? "+" : "");
}

Injected run_injected(const std::vector<std::string>& command, const Fault& fault,
                      const std::string& trace_file) {
  Injected run;
  Child child(traced(command, {"-o", trace_file, "-e", "trace=" + fault.site.call, "-e",
                               "inject=" + to_text(fault)}),
              trace_file + ".errors");
  run.ended = child.wait(&run.lines);
  run.times = count(read_bytes(trace_file), "(INJECTED)") + (run.ended.signal == SIGKILL ? 1 : 0);
  return run;
}

}  // namespace stadga::fault
