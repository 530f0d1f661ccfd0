#include "options.h"

#include <algorithm>
#include <cstdio>

#include "option_parser.h"
#include "stadga/engine/model.h"
#include "verb_names.h"

namespace stadga::cli {
namespace {

using Language = MessageLanguage;

// Help has no rule set to take its language from; the option is looked for before the parse.
Language language_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang=en") return Language::kEnglish;
    if (arguments[i] == "--lang" && i + 1 < arguments.size() && arguments[i + 1] == "en") {
      return Language::kEnglish;
    }
  }
  return Language::kSwedish;
}

// Options that hold for every verb may stand before it; CLI11 sees them behind it.
std::vector<std::string> verb_first(std::vector<std::string> arguments) {
  std::size_t count = 0;
  while (count < arguments.size()) {
    const std::string& word = arguments[count];
    if (word == "--format" || word == "--lang") {
      count += 2;
    } else if (word.starts_with("--format=") || word.starts_with("--lang=")) {
      count += 1;
    } else {
      break;
    }
  }
  if (count < arguments.size()) {
    const auto verb = arguments.begin() + static_cast<std::ptrdiff_t>(count);
    std::rotate(arguments.begin(), verb, verb + 1);
  }
  return arguments;
}

}  // namespace

std::variant<Options, Exit> parse_options(const std::vector<std::string>& given) {
  const std::vector<std::string> arguments = verb_first(given);
  const Language language = language_of(arguments);
  if (arguments.empty()) {
    std::fputs(help_text(language).c_str(), stderr);
    return kUsage;
  }
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") {
    std::fputs(help_text(language).c_str(), stdout);
    return kHolds;
  }
  if (first == "--version") {
    std::printf("stadga %s (semantics %d)\n", STADGA_VERSION, engine::kSemantics);
    return kHolds;
  }
  const std::string verb = canonical_verb(first);
  if (verb.empty()) return refuse_verb(first, language);
  return OptionParser(verb, language).parse({arguments.begin() + 1, arguments.end()});
}

}  // namespace stadga::cli
