// review_acts.h - what the acts of `review` share.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "console.h"
#include "load.h"
#include "options.h"
#include "review_files.h"

namespace stadga::cli {

// As the rules have it: a command line may hold decomposed letters.
[[nodiscard]] std::string composed(const std::string& text);
[[nodiscard]] std::vector<std::string> composed(std::vector<std::string> texts);

// What signing needs: the rules, what granskning/ of their folder holds, and the key.
struct SigningDesk {
  Loaded loaded;
  engine::Reviews reviews;
  SignerKey key;
};
// S6002 for anything but a folder. From here on messages follow the rule set's language.
[[nodiscard]] std::variant<SigningDesk, Failed> open_to_sign(const ReviewOptions& options, Console& console);

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
