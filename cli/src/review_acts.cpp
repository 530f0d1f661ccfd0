#include "review_acts.h"

#include "stadga/base/text.h"

namespace stadga::cli {

std::string composed(const std::string& text) { return first_bad_utf8(text) ? text : to_nfc(text); }

std::vector<std::string> composed(std::vector<std::string> texts) {
  for (std::string& text : texts) text = composed(text);
  return texts;
}

Failed not_a_folder(const std::string& path) {
  return {{{"S6002",
            path,
            {"underskrifter hör till en regelmapp", "signatures belong to a rule-set folder"},
            {},
            {}}},
          kInvalid};
}

void show_signed(const Signed& result, const SignedWords& words, const std::string& file,
                 Console& console) {
  if (console.json()) {
    return console.json_line(
        JsonObject{{"stadga", 1},
                   {words.member, JsonArray(result.now.begin(), result.now.end())},
                   {"already", JsonArray(result.before.begin(), result.before.end())},
                   {"file", printable(file)}});
  }
  for (const std::string& id : result.now) console.line(id + ": " + console.in(words.now));
  for (const std::string& id : result.before) console.line(id + ": " + console.in(words.before));
}

}  // namespace stadga::cli
