#include "review_acts.h"

#include "files.h"
#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

Failed not_a_folder(const std::string& path) {
  return {{{"S6002",
            path,
            {"underskrifter hör till en regelmapp", "signatures belong to a rule-set folder"},
            {},
            {}}},
          kInvalid};
}

}  // namespace

std::string composed(const std::string& text) { return first_bad_utf8(text) ? text : to_nfc(text); }

std::vector<std::string> composed(std::vector<std::string> texts) {
  for (std::string& text : texts) text = composed(text);
  return texts;
}

std::variant<SigningDesk, Failed> open_to_sign(const ReviewOptions& options, Console& console) {
  if (!is_folder(options.ruleset)) return not_a_folder(options.ruleset);
  auto outcome = load_for({options.ruleset, {}, false}, "", console);
  if (auto* failure = std::get_if<Failed>(&outcome)) return std::move(*failure);
  auto reviews = read_review_folder(options.ruleset, "");
  if (!reviews) return failed(reviews.error());
  auto key = read_key_file(options.key);
  if (!key) return failed(key.error());
  return SigningDesk{std::get<Loaded>(std::move(outcome)), std::move(reviews).value(), std::move(key).value()};
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
