// diff/answers.h - cases that only one of two rule sets answers, since a date of the case picks the
// law of at least one of them: it lies inside the days of only one, or is known only there.
// The encoders of diff/encoding.h speak of cases that both answer.
#pragma once
#include <optional>
#include <string>

#include "diff/align.h"
#include "session.h"

namespace stadga::verify {

// Does the date that picks the law differ in the two, or the days that it may lie in?
[[nodiscard]] bool picks_otherwise(const Joint& joint);

struct OneAnswers {
  Answer answer = Answer::kUndecided;
  std::uint64_t used = 0;
  std::optional<Json> case_file;  // with kYes; over the joint facts
};
[[nodiscard]] OneAnswers only_one_answers(const Joint& joint, std::size_t side,
                                          const std::string& municipality, std::uint64_t rlimit);

}  // namespace stadga::verify
