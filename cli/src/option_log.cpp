// option_log.cpp - what the verbs of the audit trail take: log, replay, simulate, receipt.
#include <cstdio>
#include <map>

#include "option_parser.h"
#include "options_review.h"
#include "stadga/base/date.h"
#include "verb_names.h"

namespace stadga::cli {
namespace {

// The log's own word for who decided; what is neither that nor its Swedish name is left as it is.
std::string decider_kind(const std::string& word) {
  const std::map<std::string, std::string> kinds = {
      {"nämnd", "board"},       {"nämnden", "board"},
      {"utskott", "committee"}, {"utskottet", "committee"},
      {"anställd", "employee"}, {"automatiserad funktion", "automated function"},
      {"automatiserad beslutsfunktion", "automated function"}};
  const auto found = kinds.find(word);
  return found == kinds.end() ? word : found->second;
}

}  // namespace

std::optional<Exit> OptionParser::take_log_act(std::vector<std::string>& arguments) {
  using Act = LogOptions::Act;
  const std::map<std::string, Act> acts = {{"verify", Act::kVerify},
                                           {"show", Act::kShow},
                                           {"decision", Act::kDecision},
                                           {"prove", Act::kProve},
                                           {"checkpoint", Act::kCheckpoint},
                                           {"export", Act::kExport},
                                           {"erase", Act::kErase},
                                           {"gallra", Act::kErase},
                                           {"hold", Act::kHold},
                                           {"release-hold", Act::kRelease}};
  const std::string word = arguments.empty() ? "" : arguments.front();
  const auto found = acts.find(word);
  if (found != acts.end()) {
    draft_.log.act = found->second;
    app_.name("stadga log " + word);
    arguments.erase(arguments.begin());
    return std::nullopt;
  }
  const LocalText text{"log följs av verify, show, decision, prove, checkpoint, export, erase (gallra), hold eller "
                       "release-hold",
                       "log is followed by verify, show, decision, prove, checkpoint, export, erase, hold or "
                       "release-hold"};
  if (word == "--help" || word == "-h") {
    std::printf("%s\n", in(text, language_).c_str());
    return kHolds;
  }
  complain(text, language_);
  return kUsage;
}

CLI::Option* OptionParser::add_index(std::optional<std::uint64_t>& index, const std::string& text) {
  // The conversion itself would take -1 for a very large number.
  return app_.add_option("--index", index, text)->check([](const std::string& word) {
    const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
    return digits && word.size() < 20 ? std::string() : "no record number: " + word;
  });
}

void OptionParser::add_log_folder(std::string& log, std::string& head) {
  app_.add_option(t("LOGG", "LOG"), log, t("loggens mapp", "the log's folder"))->required();
  app_.add_option("--head", head, t("huvudfil på annan plats", "head file kept elsewhere"));
}

void OptionParser::add_log() {
  using Act = LogOptions::Act;
  LogOptions& log = draft_.log;
  add_log_folder(log.log, log.head);
  if (log.act == Act::kVerify || log.act == Act::kShow || log.act == Act::kExport) {
    app_.add_option("--key", log.key,
                    t("förväntad publik nyckel eller fil med den",
                      "the expected public key, or a file that holds it"));
    app_.add_flag(
        "--keys-elsewhere", log.keys_elsewhere,
        t("nycklarna hör inte till kopian", "the key database is not part of the copy"));
  }
  if (log.act == Act::kExport) return add_export();
  if (log.act == Act::kErase || log.act == Act::kHold || log.act == Act::kRelease) {
    app_.add_option("--list", log.list,
                    t("den godkända listan (JSON): vad, grund, beslutande organ, dag, godkännare",
                      "the approved list (JSON): what, basis, deciding body, day, approvers"))
        ->required();
    app_.add_option("--key", log.key,
                    t("loggens signeringsnyckel, 32 byte", "the log's signing key, 32 bytes"));
    return;
  }
  if (log.act == Act::kVerify || log.act == Act::kCheckpoint) return;
  auto* index = add_index(log.index, t("postens nummer", "number of the record"));
  if (log.act != Act::kShow) index->required();
  if (log.act == Act::kProve) add_disclosing();
  if (log.act != Act::kDecision) return;
  app_.add_option("--key", log.key,
                  t("loggens signeringsnyckel, 32 byte", "the log's signing key, 32 bytes"));
  add_decision_act();
}

void OptionParser::add_decision_act() {
  LogOptions& log = draft_.log;
  app_.add_option("--decider", log.decider,
                  t("nämnd, utskott, anställd eller \"automatiserad funktion\" (eller board, "
                    "committee, employee, \"automated function\")",
                    "board, committee, employee or \"automated function\" (or nämnd, utskott, "
                    "anställd, \"automatiserad funktion\")"))
      ->required()
      ->transform([](const std::string& word) { return decider_kind(word); })
      ->check(CLI::IsMember({"board", "committee", "employee", "automated function"}));
  app_.add_option("--name", log.name, t("vem som beslutade", "who decided"))->required();
  app_.add_option("--delegation", log.delegation,
                  t("delegationsordning och punkt", "delegation and its point"));
  app_.add_option("--day", log.day, t("beslutsdag, ÅÅÅÅ-MM-DD", "day, YYYY-MM-DD"))->required();
  auto* followed = app_.add_flag("--followed", log.followed,
                                 t("förslaget följdes", "the proposal was followed"));
  auto* deviated = app_.add_flag("--deviated", log.deviated,
                                 t("förslaget följdes inte", "the proposal was not followed"));
  auto* reason = app_.add_option("--reason", log.reason, t("skälet till det", "why not"));
  followed->excludes(deviated);
  deviated->needs(reason);
}

void OptionParser::add_export() {
  LogOptions& log = draft_.log;
  auto* output = app_.add_option("-o,--output", log.output,
                                 t("fil att skriva, annars standard ut",
                                   "file to write, else standard output"));
  app_.add_flag("--force", log.force, t("skriv över filen", "replace the file"))->needs(output);
  auto* jsonl = app_.add_flag("--jsonl", log.jsonl,
                              t("en post per rad som JSON (förval)", "one record a line as JSON (default)"));
  app_.add_flag("--csv", log.csv, t("som tabell för kalkylblad", "as a table for spreadsheets"))
      ->excludes(jsonl);
  app_.add_flag("--with-proofs", log.proofs,
                t("med bevis mot den signerade kontrollpunkten",
                  "with proofs against the signed checkpoint"));
  app_.add_flag("--sealed", log.sealed,
                t("bara posterna, inget av deras innehåll", "the records alone, none of their content"));
}

void OptionParser::add_disclosing() {
  const std::string part = t("del att öppna i kvittot (case, result, act, link), kan upprepas",
                             "part to open in the receipt (case, result, act, link), repeatable");
  add_repeatable(app_, "--disclose", draft_.log.disclose, part);
  add_repeatable(app_, "--salt", draft_.log.salts,
                 t("del som den som redan har den ska kunna jämföra, kan upprepas",
                   "part that whoever has it already can compare, repeatable"));
}

std::optional<Exit> OptionParser::take_receipt_act(std::vector<std::string>& arguments) {
  const std::string word = arguments.empty() ? "" : arguments.front();
  if (word == "verify") {
    app_.name("stadga receipt verify");
    arguments.erase(arguments.begin());
    return std::nullopt;
  }
  const LocalText text{"receipt följs av verify", "receipt is followed by verify"};
  if (word == "--help" || word == "-h") {
    std::printf("%s\n", in(text, language_).c_str());
    return kHolds;
  }
  complain(text, language_);
  return kUsage;
}

void OptionParser::add_receipt() {
  ReceiptOptions& receipt = draft_.receipt;
  app_.add_option(t("KVITTO", "FILE"), receipt.file,
                  t("kvittot, - för standard in", "the receipt, - for standard input"))
      ->required();
  app_.add_option("--key", receipt.key,
                  t("loggens publika nyckel eller fil med den",
                    "the log's public key, or a file that holds it"))
      ->required();
  app_.add_option("--case", receipt.case_file,
                  t("ärendet, att jämföra med det som loggades",
                    "the case, to compare with what was recorded"));
  app_.add_option("--decision", receipt.decision_file,
                  t("beslutet (JSON), att jämföra med det som loggades",
                    "the decision (JSON), to compare with what was recorded"));
  app_.add_option("--leaf", receipt.leaf,
                  t("postens hash, 64 hexadecimala siffror, om kvittot inte håller posten",
                    "the record's hash, 64 hexadecimal digits, where the receipt lacks the record"))
      ->check([](const std::string& word) {
        const bool hex = word.find_first_not_of("0123456789abcdef") == std::string::npos;
        return hex && word.size() == 64 ? std::string() : "64 hex: " + word;
      });
}

void OptionParser::add_replay() {
  add_log_folder(draft_.replay.log, draft_.replay.head);
  add_index(draft_.replay.index, t("bara den posten", "only that record"));
}

void OptionParser::add_simulate() {
  SimulateOptions& simulate = draft_.simulate;
  add_log_folder(simulate.log, simulate.head);
  app_.add_option("--with,--med", simulate.ruleset,
                  t("reglerna att pröva med: regelmapp eller kompilerat regelverk",
                    "the rules to try: rule-set folder or compiled bundle"))
      ->required();
  add_overlays(simulate.overlays);
  app_.add_option("--municipality", simulate.municipality,
                  t("bara ärenden i denna kommun", "only cases of this municipality"))
      ->check([](const std::string& word) {
        const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
        return digits && word.size() == 4 ? std::string() : "0000..9999: " + word;
      });
  app_.add_option("--since,--sedan", simulate.since,
                  t("bara beslutsdagar från denna, ÅÅÅÅ-MM-DD",
                    "only decision days from this on, YYYY-MM-DD"))
      ->check([](const std::string& word) {
        return parse_date(word) ? std::string() : "YYYY-MM-DD: " + word;
      });
}

}  // namespace stadga::cli
