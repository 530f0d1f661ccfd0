// review_acts.h - what the acts of `review` share.
#pragma once
#include <string>
#include <vector>

#include "console.h"
#include "options.h"

namespace stadga::cli {

// As the rules have it: a command line may hold decomposed letters.
[[nodiscard]] std::string composed(const std::string& text);
[[nodiscard]] std::vector<std::string> composed(std::vector<std::string> texts);

// Both write into granskning/ of a folder; S6002 for anything else.
[[nodiscard]] Failed not_a_folder(const std::string& path);

// What an act signed: {"stadga",<word>: […],"already": […],"file"} or a line each.
struct Signed {
  std::vector<std::string> now, before;
};
struct SignedWords {
  const char* member;
  LocalText now, before;
};
void show_signed(const Signed& result, const SignedWords& words, const std::string& file,
                 Console& console);

[[nodiscard]] Exit waive(const ReviewOptions& options, Console& console);

}  // namespace stadga::cli
