// option_verbs.cpp - what each verb takes.
#include <cstdio>
#include <map>

#include "option_parser.h"
#include "stadga/base/date.h"
#include "options_review.h"
#include "stadga/base/text.h"
#include "verb_names.h"

namespace stadga::cli {
std::optional<Exit> OptionParser::take_review_act(std::vector<std::string>& arguments) {
  using Act = ReviewOptions::Act;
  const std::map<std::string, Act> acts = {{"keygen", Act::kKeygen},
                                           {"nyckel", Act::kKeygen},
                                           {"sign", Act::kSign},
                                           {"signera", Act::kSign},
                                           {"waive", Act::kWaive},
                                           {"undanta", Act::kWaive},
                                           {"status", Act::kStatus}};
  const std::string word = arguments.empty() ? "" : arguments.front();
  const auto found = acts.find(word);
  if (found != acts.end()) {
    draft_.review.act = found->second;
    app_.name("stadga review " + word);
    arguments.erase(arguments.begin());
    return std::nullopt;
  }
  const LocalText text{"review följs av keygen (nyckel), sign (signera), waive (undanta) eller status",
                       "review is followed by keygen, sign, waive or status"};
  if (word == "--help" || word == "-h") {
    std::printf("%s\n", in(text, language_).c_str());
    return kHolds;
  }
  complain(text, language_);
  return kUsage;
}

std::optional<Exit> OptionParser::take_show_word(std::vector<std::string>& arguments) {
  using What = ShowOptions::What;
  static const std::map<std::string, What> words = {
      {"tree", What::kTree},       {"träd", What::kTree},       {"facts", What::kFacts},
      {"uppgifter", What::kFacts}, {"sources", What::kSources}, {"källor", What::kSources},
      {"where-used", What::kUses}, {"används", What::kUses},    {"evidence", What::kEvidence},
      {"underlag", What::kEvidence}};
  const std::string word = arguments.empty() ? "" : arguments.front();
  const auto found = words.find(first_bad_utf8(word) ? word : to_nfc(word));
  if (found != words.end()) {
    draft_.show.what = found->second;
    app_.name("stadga show " + found->first);
    arguments.erase(arguments.begin());
    return std::nullopt;
  }
  const LocalText text{
      "show följs av tree (träd), facts (uppgifter), sources (källor), where-used (används) eller evidence (underlag)",
      "show is followed by tree, facts, sources, where-used or evidence"};
  const bool asked = word == "--help" || word == "-h";
  if (asked) std::printf("%s\n", in(text, language_).c_str());
  if (!asked) complain(text, language_);
  return asked ? kHolds : kUsage;
}

void OptionParser::add_ruleset(std::string& target) {
  app_.add_option(t("REGELVERK", "RULESET"), target,
                  t("regelmapp eller kompilerat regelverk", "rule-set folder or compiled bundle"))
      ->required();
}

void OptionParser::add_overlays(std::vector<std::string>& files) {
  app_.add_option("--overlay", files,
                  t("kommunfil att lägga till, kan upprepas", "overlay file to add, repeatable"))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

CLI::Option* OptionParser::add_effort(unsigned& effort) {
  return app_
      .add_option("--effort", effort,
                  t("hur länge varje fråga får prövas: 1 (förval) till 1000 gånger",
                    "how long each question may be tried: 1 (default) to 1000 times"))
      ->type_name("TEXT")
      ->check([](const std::string& word) {
        const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
        const bool within = digits && !word.empty() && word.size() < 5 && std::stoi(word) >= 1 &&
                            std::stoi(word) <= 1000;
        return within ? std::string() : "1..1000: " + word;
      });
}

CLI::Option* OptionParser::add_force(bool& force) {
  return app_.add_flag("--force", force, t("skriv över en regelfil som finns", "write over a rule file that is there"));
}

void OptionParser::add_check() {
  add_ruleset(draft_.check.ruleset);
  app_.add_option("--municipality", draft_.check.municipality,
                  t("bara denna kommuns kod", "only this municipality's code"));
  add_effort(draft_.check.effort);
  app_.add_flag("--questions", draft_.check.questions,
                t("också om något kan efterfrågas i onödan (tar längre tid)",
                  "also whether anything can be asked for needlessly (takes longer)"));
  auto* save = app_.add_option("--save-witnesses", draft_.check.save_witnesses,
                               t("skriv fyndens ärenden som typfall: en mapp eller en .stadga-fil",
                                 "write the findings' cases as scenarios: a folder or a .stadga file"));
  add_force(draft_.check.force)->needs(save);
  auto* second = app_.add_flag("--second-opinion", draft_.check.second_opinion,
                               t("ställ varje fråga också till lösaren cvc5", "put every question to the solver cvc5 as well"));
  app_.add_option("--evidence", draft_.check.evidence,
                  t("ny mapp för frågorna som SMT-LIB, med båda lösarnas svar",
                    "new folder for the questions as SMT-LIB, with both solvers' answers"))
      ->needs(second);
  app_.add_option("--cache", draft_.check.answers,
                  t("fil med svar från tidigare kontroller: bara det som ändringen rör prövas igen",
                    "file of answers of earlier checks: only what the edit touches is tried again"));
  add_overlays(draft_.check.overlays);
}

void OptionParser::add_diff() {
  DiffOptions& diff = draft_.diff;
  const std::string kind = t("regelmapp eller kompilerat regelverk", "rule-set folder or compiled bundle");
  app_.add_option(t("GAMMALT", "OLD"), diff.before, kind)->required();
  app_.add_option(t("NYTT", "NEW"), diff.after, kind)->required();
  app_.add_option("--municipality", diff.municipality, t("bara denna kommuns kod", "only this municipality's code"));
  app_.add_option("--from", diff.from,
                  t("dag då ändringen beslutades: det som ändras för dagar dessförinnan är retroaktivt, ÅÅÅÅ-MM-DD",
                    "day when the change was decided: what changes for days before it is retroactive, YYYY-MM-DD"))
      ->check([](const std::string& word) { return parse_date(word) ? std::string() : "no day: " + word; });
  add_effort(diff.effort);
}

void OptionParser::add_trust(std::string& keys, bool& demonstration) {
  app_.add_option("--keys", keys,
                  t("betrodda granskares publika nycklar, annars granskning/granskare.txt",
                    "public keys of trusted reviewers, else granskning/granskare.txt"));
  app_.add_flag("--demonstration", demonstration,
                t("räkna också demonstrationsnycklar", "let demonstration keys count"));
}

void OptionParser::add_review() {
  using Act = ReviewOptions::Act;
  if (draft_.review.act == Act::kKeygen) return add_keygen(app_, draft_.review, language_);
  add_ruleset(draft_.review.ruleset);
  if (draft_.review.act == Act::kSign) return add_sign(app_, draft_.review, language_);
  if (draft_.review.act == Act::kWaive) return add_waive(app_, draft_.review, language_);
  add_trust(draft_.review.keys, draft_.review.demonstration);
}

void OptionParser::add_compile() {
  add_ruleset(draft_.compile.ruleset);
  app_.add_option("-o,--output", draft_.compile.output, t("fil att skriva", "file to write"))
      ->required();
  app_.add_flag(
      "--release", draft_.compile.release,
      t("vägra om något är obevisat eller ogranskat", "refuse what is unproved or unreviewed"));
  app_.add_flag(
      "--check", draft_.compile.check,
      t("kör bevisen och för in utfallet i filen", "run the proofs and record what they said"));
  add_trust(draft_.compile.keys, draft_.compile.demonstration);
  app_.add_option("--day", draft_.compile.day,
                  t("dag som lagen ska vara kontrollerad till, annars i dag",
                    "day up to which the law must have been checked, else today"));
}

void OptionParser::add_test() {
  TestOptions& test = draft_.test;
  add_ruleset(test.ruleset);
  add_overlays(test.overlays);
  auto* generate = app_.add_flag("--generate", test.generate,
                                 t("skriv typfall för varje villkor och gräns i stället för att köra dem som finns",
                                   "write scenarios for every condition and limit instead of running those there are"));
  app_.add_option("-o,--output", test.output, t("fil att skriva, annars standard ut", "file to write, else standard output"))
      ->needs(generate);
  app_.add_option("--municipality", test.municipality,
                  t("bara under denna kommuns kod", "only under this municipality's code"))
      ->needs(generate);
  add_effort(test.effort)->needs(generate);
  add_force(test.force)->needs(generate);
}

void OptionParser::add_decide() {
  add_ruleset(draft_.decide.ruleset);
  add_overlays(draft_.decide.overlays);
  auto* one = app_.add_option("--case", draft_.decide.case_file,
                              t("ärendet, - för standard in", "the case, - for standard input"));
  auto* many = app_.add_option("--cases", draft_.decide.cases_file,
                               t("ett ärende per rad (JSONL)", "one case a line (JSONL)"));
  one->excludes(many);
  auto* log = app_.add_option("--log", draft_.decide.log,
                              t("skriv i loggen före svaret", "record before printing"));
  app_.add_option("--head", draft_.decide.head,
                  t("loggens huvudfil på annan plats", "the log's head file kept elsewhere"))
      ->needs(log);
  app_.add_option("--key", draft_.decide.key,
                  t("loggens signeringsnyckel, 32 byte", "the log's signing key, 32 bytes"))
      ->needs(log);
}

void OptionParser::add_explain() {
  app_.add_option(t("FIL|KOD", "FILE|CODE"), draft_.explain.target,
                  t("ett beslut eller, med --rules, ett ärende (JSON), - för standard in; eller en kod som S2011",
                    "a decision or, with --rules, a case (JSON), - for standard input; or a code such as S2011"))
      ->required();
  auto* rules = app_.add_option("--rules,--bundle,--regler", draft_.explain.ruleset,
                                t("regelmapp eller kompilerat regelverk: hela beslutstexten",
                                  "rule-set folder or compiled bundle: the whole text of the decision"));
  app_.add_option("--case", draft_.explain.case_file,
                  t("ärendet bakom beslutet", "the case behind the decision"))
      ->needs(rules);
  app_.add_option("--to,--till", draft_.reader,
                  t("vem som läser: sökanden eller handläggare", "the reader: applicant or caseworker"))
      ->check(CLI::IsMember({"applicant", "caseworker", "sökanden", "handläggare"}));
  add_overlays(draft_.explain.overlays);
}

void OptionParser::add_fmt() {
  FmtOptions& fmt = draft_.fmt;
  app_.add_option(t("FIL|MAPP", "FILE|FOLDER"), fmt.path,
                  t("regelfil eller regelmapp, - för standard in",
                    "rule file or rule-set folder, - for standard input"))
      ->required();
  app_.add_flag("--check", fmt.check, t("skriv ingenting, sluta med 1 om något skulle ändras",
                                        "write nothing, exit 1 if anything would change"));
  app_.add_flag("--stdout", fmt.to_stdout, t("visa i stället för att skriva", "show instead of writing"));
}

void OptionParser::add_translate() {
  TranslateOptions& translate = draft_.translate;
  app_.add_option(t("REGELVERK|FIL", "RULESET|FILE"), translate.path,
                  t("regelmapp, regelfil eller kompilerat regelverk", "rule-set folder, rule file or bundle"))
      ->required();
  app_.add_option("--to,--till", translate.to, t("nyckelordens språk", "language of the keywords"))
      ->required()
      ->check(CLI::IsMember({"sv", "en"}));
  app_.add_option("-o,--output", translate.output,
                  t("mapp att skriva i, annars standard ut", "folder to write to, else standard output"));
}

void OptionParser::add_schema() {
  add_ruleset(draft_.schema.ruleset);
  add_overlays(draft_.schema.overlays);
}

void OptionParser::add_show() {
  ShowOptions& show = draft_.show;
  add_ruleset(show.ruleset);
  const bool evidence = show.what == ShowOptions::What::kEvidence;
  const std::string what = evidence ? t("en frågas nummer, för att få den som SMT-LIB, eller ett bevis",
                                        "a question's number, to have it as SMT-LIB, or an obligation")
                                    : t("bara det som rör detta namn", "only what concerns this name");
  auto* name = app_.add_option(t("NAMN", "NAME"), show.name, what);
  if (show.what == ShowOptions::What::kUses) name->required();
  app_.add_option("--municipality", show.municipality,
                  t("med denna kommuns regler", "with this municipality's rules"));
}

void OptionParser::add_needs() {
  add_ruleset(draft_.needs.ruleset);
  add_overlays(draft_.needs.overlays);
  app_.add_option("--case", draft_.needs.case_file,
                  t("det som är känt av ärendet, - för standard in",
                    "what is known of the case, - for standard input"))
      ->required();
}

}  // namespace stadga::cli
