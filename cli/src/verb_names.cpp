#include "verb_names.h"

#include <algorithm>
#include <cstdio>

#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

// Promised by the contract and refused with exit status 2 until they exist.
const std::vector<VerbName>& later_verbs() {
  static const std::vector<VerbName> names = {
      {"report", "rapport", {"en läsbar sida om regelverket", "one page about the rule set"}},
      {"serve", "", {"tjänsten över HTTP", "the HTTP service"}},
      {"lsp", "", {"stöd i en textredigerare", "the language server"}},
  };
  return names;
}

bool is_named(const VerbName& verb, const std::string& word) {
  return !word.empty() && (word == verb.name || word == verb.alias);
}

std::string composed(const std::string& word) { return first_bad_utf8(word) ? word : to_nfc(word); }

std::string verb_line(const VerbName& verb, MessageLanguage language) {
  std::string names = std::string("  ") + verb.name;
  if (*verb.alias != '\0') names += " (" + std::string(verb.alias) + ")";
  names.append(26 - std::min<std::size_t>(25, count_code_points(names)), ' ');
  return names + in(verb.does, language) + "\n";
}

}  // namespace

const std::vector<VerbName>& verb_names() {
  static const std::vector<VerbName> names = {
      {"check", "kontrollera", {"bevisa att reglerna håller", "prove that the rules hold"}},
      {"diff", "jämför", {"vilka ärenden som får ett annat utfall", "which cases get another outcome"}},
      {"compile", "bygg", {"skriv ett kompilerat regelverk", "write a compiled bundle"}},
      {"test", "testa", {"kör regelverkets typfall", "run the rule set's scenarios"}},
      {"decide", "pröva", {"pröva ett ärende", "evaluate a case"}},
      {"log", "logg", {"läs och pröva beslutsloggen", "the audit trail"}},
      {"replay", "spela-om", {"räkna om loggade beslut", "re-evaluate recorded decisions"}},
      {"simulate", "simulera", {"pröva loggade ärenden med andra regler", "re-run recorded cases under other rules"}},
      {"receipt", "kvitto", {"pröva ett beslutskvitto utan loggen", "check a decision receipt offline"}},
      {"explain", "förklara", {"ett besluts skäl, eller vad en kod betyder", "a decision's reasons, or what a code means"}},
      {"needs", "behöver", {"vilka uppgifter som behövs härnäst, där beslutet står", "which facts are needed next, where the decision stands"}},
      {"schema", "", {"JSON Schema för ett ärende", "JSON Schema of a case"}},
      {"show", "visa", {"träd, uppgifter, källor eller var ett namn används", "tree, facts, sources, or where a name is used"}},
      {"fmt", "formatera", {"ställ upp regelfiler på det gängse sättet", "canonical layout of rule files"}},
      {"review", "granska", {"signera regler och visa granskningen", "sign rules, show the review"}},
      {"translate", "översätt", {"byt nyckelordens språk, utan att ändra något annat", "the other keyword language, lossless"}},
  };
  return names;
}

std::string canonical_verb(const std::string& word) {
  const std::string wanted = composed(word);
  for (const VerbName& verb : verb_names()) {
    if (is_named(verb, wanted)) return verb.name;
  }
  return {};
}

std::string help_text(MessageLanguage language) {
  std::string text = in({"Användning: stadga VERB …\n", "Usage: stadga VERB …\n"}, language);
  for (const VerbName& verb : verb_names()) text += verb_line(verb, language);
  text += in({"stadga VERB --help visar flaggorna, stadga --version versionen\n",
              "stadga VERB --help shows the options, stadga --version the version\n"},
             language);
  text += in({"\nÄnnu inte i den här versionen:\n", "\nNot in this version:\n"}, language);
  for (const VerbName& verb : later_verbs()) text += verb_line(verb, language);
  return text;
}

Exit refuse_verb(const std::string& given, MessageLanguage language) {
  const std::string word = composed(given);
  for (const VerbName& verb : later_verbs()) {
    if (!is_named(verb, word)) continue;
    complain({"verbet \"" + word + "\" finns inte i den här versionen",
              "the verb \"" + word + "\" is not in this version"},
             language);
    return kUsage;
  }
  std::vector<std::string> known;
  for (const VerbName& verb : verb_names()) {
    known.emplace_back(verb.name);
    if (*verb.alias != '\0') known.emplace_back(verb.alias);
  }
  const std::string near = nearest_word(word, known);
  LocalText text{"okänt verb: " + word, "unknown verb: " + word};
  if (!near.empty()) {
    text.sv += ". Menade du \"" + near + "\"?";
    text.en += ". Did you mean \"" + near + "\"?";
  }
  complain(text, language);
  if (near.empty()) std::fputs(help_text(language).c_str(), stderr);
  return kUsage;
}

std::string nearest_word(const std::string& word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, count_code_points(word) / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

void complain(const LocalText& text, MessageLanguage language) {
  std::fprintf(stderr, "stadga: %s\n", printable(in(text, language)).c_str());
}

}  // namespace stadga::cli
