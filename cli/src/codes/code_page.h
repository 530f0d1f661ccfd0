// code_page.h - what each diagnostic means, why it is one, what to do, and an example: the knowledge of
// docs/codes.md for the one who meets a code. A code never changes its meaning.
#pragma once
#include <span>
#include <string_view>

namespace stadga::cli {

struct CodePage {
  std::string_view code;
  std::string_view means_sv, means_en;
  std::string_view why_sv, why_en;
  std::string_view action_sv, action_en;
  std::string_view example;  // of what gives the code; in the rule language, JSON or a command line
};

[[nodiscard]] std::span<const CodePage> syntax_codes();  // S1xxx
[[nodiscard]] std::span<const CodePage> rule_codes();    // S2xxx
[[nodiscard]] std::span<const CodePage> law_codes();     // S3xxx
[[nodiscard]] std::span<const CodePage> case_codes();    // S4xxx
[[nodiscard]] std::span<const CodePage> command_codes(); // S5xxx, S6xxx, S9xxx

// The page of a code such as "S2011", or nullptr.
[[nodiscard]] const CodePage* find_code(std::string_view code);
// S and four digits, in any case of the letter: looks like a code.
[[nodiscard]] bool looks_like_code(std::string_view word);

}  // namespace stadga::cli
