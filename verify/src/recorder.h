// recorder.h - keeps what the solver is asked as text, obligation by obligation (evidence.h).
#pragma once
#include <z3++.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "stadga/verify/evidence.h"

namespace stadga::verify {

class Recorder {
 public:
  Recorder() = default;
  // What was answered in earlier runs, where the caller keeps it.
  explicit Recorder(AnswerStore* store) : store_(store) {}

  // What is asked from here on is asked for this obligation, until it is settled.
  void begin(const std::string& obligation);
  // Kept, or forgotten: another encoding will answer.
  void settle(bool keep);
  // The lines that declare and assert these terms, in the order in which a script needs them.
  [[nodiscard]] std::vector<std::uint32_t> lines(const z3::expr& assertion);
  void asked(std::vector<std::uint32_t> lines, bool possible);
  // The answer to this script within this budget, where it is known from earlier; and to be known later.
  [[nodiscard]] std::optional<KnownAnswer> recall(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit) const;
  void remember(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit, const KnownAnswer& answer);
  [[nodiscard]] Evidence take();

 private:
  [[nodiscard]] std::uint32_t line(std::string text);
  [[nodiscard]] std::string key(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit) const;

  AnswerStore* store_ = nullptr;

  Evidence evidence_;
  std::unordered_map<std::string, std::uint32_t> known_;  // looked up, never iterated
  std::string obligation_;
  std::vector<AskedQuestion> open_;
};

}  // namespace stadga::verify
