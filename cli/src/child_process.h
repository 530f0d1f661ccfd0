// child_process.h - a program run once: text in, text out.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace stadga::cli {

struct Ran {
  std::string output;  // what it wrote to its standard output
  bool killed = false;  // it took longer than it may
};
// Nothing: it could not be started. The path is searched where the name has no slash. Thread-safe.
[[nodiscard]] std::optional<Ran> run_program(const std::vector<std::string>& command, const std::string& input,
                                             std::chrono::seconds most);

}  // namespace stadga::cli
