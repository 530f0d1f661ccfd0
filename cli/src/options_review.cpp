#include "options_review.h"

#include <CLI/CLI.hpp>

namespace stadga::cli {

void add_repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                    const std::string& text) {
  app.add_option(name, values, text)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_keygen(CLI::App& app, ReviewOptions& options, MessageLanguage language) {
  app.add_option("--name", options.name,
                 in({"nyckelns namn, utan mellanslag", "the key's name, without spaces"}, language))
      ->required();
  app.add_option("-o,--output", options.output,
                 in({"fil för den privata nyckeln; den publika får tillägget .pub",
                     "file for the private key; the public one gets .pub added"},
                    language))
      ->required();
  app.add_flag("--demonstration", options.demonstration,
               in({"en nyckel som bara är till för att visa", "a key that is for show only"},
                  language));
}

void add_sign(CLI::App& app, ReviewOptions& options, MessageLanguage language) {
  const auto t = [language](const char* sv, const char* en) {
    return language == MessageLanguage::kSwedish ? sv : en;
  };
  app.add_option("--key", options.key, t("fil med den privata nyckeln", "file with the private key"))
      ->required();
  app.add_option("--reviewer", options.reviewer,
                 t("granskarens roll eller namn", "the reviewer's role or name"))
      ->required();
  add_repeatable(app, "--rule", options.rules,
                 t("del att signera, kan upprepas", "part to sign, repeatable"));
  app.add_flag("--all", options.all, t("signera alla delar", "sign every part"));
  add_repeatable(app, "--author", options.authors,
                 t("vem som skrivit reglerna, kan upprepas", "who wrote the rules, repeatable"));
  app.add_option("--day", options.day,
                 t("dag, ÅÅÅÅ-MM-DD, annars i dag", "day, YYYY-MM-DD, else today"));
  app.add_option("--statement", options.statement,
                 t("vad granskaren intygar", "what the reviewer states"));
}

void add_waive(CLI::App& app, ReviewOptions& options, MessageLanguage language) {
  const auto t = [language](const char* sv, const char* en) {
    return language == MessageLanguage::kSwedish ? sv : en;
  };
  app.add_option("--obligation", options.obligations,
                 t("krav som inte är bevisat, med det namn som check ger; kan upprepas",
                   "obligation that is not proved, as check names it; repeatable"))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false)
      ->required();
  app.add_option("--by", options.by,
                 t("vem som svarar för undantaget: namn, roll", "who answers for it: name, role"))
      ->required();
  app.add_option("--reason", options.reason,
                 t("varför kravet ändå kan anses uppfyllt", "why the obligation may be taken to hold"))
      ->required();
  app.add_option("--date", options.day, t("dag, ÅÅÅÅ-MM-DD", "day, YYYY-MM-DD"))->required();
  app.add_option("--key", options.key, t("fil med den privata nyckeln", "file with the private key"))
      ->required();
}

}  // namespace stadga::cli
