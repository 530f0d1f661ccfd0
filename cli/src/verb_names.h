// verb_names.h - the verbs of the contract in one table: English name, Swedish name, what each does,
// and whether this version has it. Help, near misses and refusals are made from it.
#pragma once
#include <string>
#include <vector>

#include "console.h"

namespace stadga::cli {

struct VerbName {
  const char* name;
  const char* alias;  // Swedish; empty where the English word is used
  LocalText does;
};

[[nodiscard]] const std::vector<VerbName>& verb_names();
// The canonical English verb, or empty.
[[nodiscard]] std::string canonical_verb(const std::string& word);
[[nodiscard]] std::string help_text(MessageLanguage language);
// Says that the verb is unknown, or that it is not in this version.
[[nodiscard]] Exit refuse_verb(const std::string& word, MessageLanguage language);
// What is known and lies nearest to `word`; empty where nothing is near.
[[nodiscard]] std::string nearest_word(const std::string& word, const std::vector<std::string>& known);
void complain(const LocalText& text, MessageLanguage language);

}  // namespace stadga::cli
