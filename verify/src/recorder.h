// recorder.h - keeps what the solver is asked as text, obligation by obligation (evidence.h).
#pragma once
#include <z3++.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "stadga/verify/evidence.h"

namespace stadga::verify {

class Recorder {
 public:
  // What is asked from here on is asked for this obligation, until it is settled.
  void begin(const std::string& obligation);
  // Kept, or forgotten: another encoding will answer.
  void settle(bool keep);
  // The lines that declare and assert these terms, in the order in which a script needs them.
  [[nodiscard]] std::vector<std::uint32_t> lines(const z3::expr& assertion);
  void asked(std::vector<std::uint32_t> lines, bool possible);
  [[nodiscard]] Evidence take();

 private:
  [[nodiscard]] std::uint32_t line(std::string text);

  Evidence evidence_;
  std::unordered_map<std::string, std::uint32_t> known_;  // looked up, never iterated
  std::string obligation_;
  std::vector<AskedQuestion> open_;
};

}  // namespace stadga::verify
