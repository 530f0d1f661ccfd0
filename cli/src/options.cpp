#include "options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "options_review.h"
#include "stadga/base/text.h"
#include "stadga/engine/model.h"

namespace stadga::cli {
namespace {

using Language = MessageLanguage;

struct VerbName {
  const char* name;
  const char* alias;  // Swedish; empty where the English word is used
  LocalText does;
};

const std::vector<VerbName>& verb_names() {
  static const std::vector<VerbName> names = {
      {"check", "kontrollera", {"bevisa att reglerna håller", "prove that the rules hold"}},
      {"compile", "bygg", {"skriv ett kompilerat regelverk", "write a compiled bundle"}},
      {"test", "testa", {"kör regelverkets typfall", "run the rule set's scenarios"}},
      {"decide", "pröva", {"pröva ett ärende", "evaluate a case"}},
      {"log", "logg", {"läs och pröva beslutsloggen", "the audit trail"}},
      {"replay", "spela-om", {"räkna om loggade beslut", "re-evaluate recorded decisions"}},
      {"explain", "förklara", {"visa ett besluts skäl", "a decision's reasons in plain language"}},
      {"review", "granska", {"signera regler och visa granskningen", "sign rules, show the review"}},
  };
  return names;
}

constexpr std::array kLaterVerbs = {"schema", "diff",      "jämför", "receipt", "simulate", "fmt",
                                    "report", "translate", "rapport", "serve",  "lsp"};

const std::string& pick(const LocalText& text, Language language) { return in(text, language); }

void complain(const LocalText& text, Language language) {
  std::fprintf(stderr, "stadga: %s\n", printable(pick(text, language)).c_str());
}

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

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
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

std::string help_text(Language language) {
  std::string text = pick({"stadga VERB …\n", "stadga VERB …\n"}, language);
  for (const VerbName& verb : verb_names()) {
    std::string names = std::string("  ") + verb.name + " (" + verb.alias + ")";
    names.append(24 - std::min<std::size_t>(23, count_code_points(names)), ' ');
    text += names + pick(verb.does, language) + "\n";
  }
  return text + pick({"  stadga VERB --help visar flaggorna, stadga --version versionen\n",
                      "  stadga VERB --help shows the options, stadga --version the version\n"},
                     language);
}

Exit unknown_verb(const std::string& word, Language language) {
  if (std::find(kLaterVerbs.begin(), kLaterVerbs.end(), word) != kLaterVerbs.end()) {
    complain({"verbet \"" + word + "\" finns inte i den här versionen",
              "the verb \"" + word + "\" is not in this version"},
             language);
    return kUsage;
  }
  std::vector<std::string> known;
  for (const VerbName& verb : verb_names()) {
    known.emplace_back(verb.name);
    known.emplace_back(verb.alias);
  }
  const std::string near = nearest(word, known);
  LocalText text{"okänt verb: " + word, "unknown verb: " + word};
  if (!near.empty()) {
    text.sv += ". Menade du \"" + near + "\"?";
    text.en += ". Did you mean \"" + near + "\"?";
  }
  complain(text, language);
  if (near.empty()) std::fputs(help_text(language).c_str(), stderr);
  return kUsage;
}

// The options of the line while CLI11 fills them.
struct Draft {
  std::string format = "text", language;
  CheckOptions check;
  CompileOptions compile;
  TestOptions test;
  DecideOptions decide;
  LogOptions log;
  ReplayOptions replay;
  ExplainOptions explain;
  ReviewOptions review;
};

class Parser {
 public:
  Parser(std::string verb, Language language) : verb_(std::move(verb)), language_(language) {
    app_.name("stadga " + verb_);
    app_.set_help_flag("-h,--help", t("visa den här hjälpen", "show this help"));
    app_.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }

  std::variant<Options, Exit> parse(std::vector<std::string> arguments) {
    if (verb_ == "log") {
      if (const auto answered = take_log_act(arguments)) return *answered;
    }
    if (verb_ == "review") {
      if (const auto answered = take_review_act(arguments)) return *answered;
    }
    add_options();
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    try {
      app_.parse(arguments);
    } catch (const CLI::CallForHelp&) {
      std::fputs(app_.help().c_str(), stdout);
      return std::fflush(stdout) == 0 ? kHolds : kStorage;
    } catch (const CLI::ExtrasError&) {
      return unknown_arguments();
    } catch (const CLI::ParseError& error) {
      return usage({std::string("fel på kommandoraden: ") + error.what(), error.what()});
    }
    if (const auto empty = empty_option(); !empty.empty()) {
      return usage({empty + " har inget värde", empty + " has no value"});
    }
    return finish();
  }

 private:
  std::string t(const char* sv, const char* en) const {
    return language_ == Language::kSwedish ? sv : en;
  }

  // `--log "$LOG"` with the variable unset must not mean "no log": an option given empty is an error.
  std::string empty_option() const {
    for (const CLI::Option* option : app_.get_options()) {
      const auto& given = option->results();
      if (std::find(given.begin(), given.end(), std::string()) != given.end()) {
        return option->get_name();
      }
    }
    return {};
  }

  Exit usage(const LocalText& text) const {
    complain(text, language_);
    const std::string& name = app_.get_name();
    complain({name + " --help visar flaggorna", name + " --help shows the options"}, language_);
    return kUsage;
  }

  Exit unknown_arguments() const {
    std::vector<std::string> known;
    for (const CLI::Option* option : app_.get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
    const std::vector<std::string> unknown = app_.remaining();
    const std::string word = unknown.empty() ? "" : unknown.front();
    const std::string near = word.starts_with("-") ? nearest(word, known) : "";
    LocalText text{"okänt argument: " + word, "unknown argument: " + word};
    if (!near.empty()) {
      text.sv += ". Menade du " + near + "?";
      text.en += ". Did you mean " + near + "?";
    }
    return usage(text);
  }

  // Takes the word after `log`; an exit status where the answer has been given already.
  std::optional<Exit> take_log_act(std::vector<std::string>& arguments) {
    using Act = LogOptions::Act;
    const std::map<std::string, Act> acts = {{"verify", Act::kVerify},
                                             {"show", Act::kShow},
                                             {"decision", Act::kDecision},
                                             {"prove", Act::kProve},
                                             {"checkpoint", Act::kCheckpoint}};
    return take_act(arguments, acts, draft_.log.act,
                    {"log följs av verify, show, decision, prove eller checkpoint",
                     "log is followed by verify, show, decision, prove or checkpoint"});
  }

  std::optional<Exit> take_review_act(std::vector<std::string>& arguments) {
    using Act = ReviewOptions::Act;
    const std::map<std::string, Act> acts = {
        {"keygen", Act::kKeygen}, {"nyckel", Act::kKeygen},   {"sign", Act::kSign},
        {"signera", Act::kSign},  {"status", Act::kStatus}};
    return take_act(arguments, acts, draft_.review.act,
                    {"review följs av keygen (nyckel), sign (signera) eller status",
                     "review is followed by keygen, sign or status"});
  }

  template <typename Act>
  std::optional<Exit> take_act(std::vector<std::string>& arguments,
                               const std::map<std::string, Act>& acts, Act& act,
                               const LocalText& text) {
    const std::string word = arguments.empty() ? "" : arguments.front();
    const auto found = acts.find(word);
    if (found != acts.end()) {
      act = found->second;
      app_.name("stadga " + verb_ + " " + word);
      arguments.erase(arguments.begin());
      return std::nullopt;
    }
    if (word == "--help" || word == "-h") {
      std::printf("%s\n", pick(text, language_).c_str());
      return kHolds;
    }
    complain(text, language_);
    return kUsage;
  }

  void add_options() {
    const bool is_check = verb_ == "check";
    const std::set<std::string> formats =
        is_check ? std::set<std::string>{"text", "plain", "json", "sarif", "junit"}
                 : std::set<std::string>{"text", "plain", "json"};
    app_.add_option("--format", draft_.format,
                    t("plain: en mening per rad", "plain: one sentence a line"))
        ->check(CLI::IsMember(formats));
    app_.add_option("--lang", draft_.language, t("meddelandenas språk", "language of messages"))
        ->check(CLI::IsMember({"sv", "en"}));
    const std::map<std::string, std::function<void()>> verbs = {
        {"check", [this] { add_check(); }},    {"compile", [this] { add_compile(); }},
        {"test", [this] { add_test(); }},      {"decide", [this] { add_decide(); }},
        {"log", [this] { add_log(); }},        {"replay", [this] { add_replay(); }},
        {"explain", [this] { add_explain(); }}, {"review", [this] { add_review(); }}};
    verbs.at(verb_)();
  }

  CLI::Option* add_index(std::optional<std::uint64_t>& index, const std::string& text) {
    // The conversion itself would take -1 for a very large number.
    return app_.add_option("--index", index, text)->check([](const std::string& word) {
      const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
      return digits && word.size() < 20 ? std::string() : "no record number: " + word;
    });
  }

  void add_ruleset(std::string& target) {
    app_.add_option("RULESET", target,
                    t("regelmapp eller kompilerat regelverk", "rule-set folder or compiled bundle"))
        ->required();
  }

  void add_log_folder(std::string& log, std::string& head) {
    app_.add_option("LOG", log, t("loggens mapp", "the log's folder"))->required();
    app_.add_option("--head", head, t("huvudfil på annan plats", "head file kept elsewhere"));
  }

  void add_overlays(std::vector<std::string>& files) {
    add_repeatable(app_, "--overlay", files,
                   t("kommunfil att lägga till, kan upprepas", "overlay file to add, repeatable"));
  }

  void add_check() {
    add_ruleset(draft_.check.ruleset);
    app_.add_option("--municipality", draft_.check.municipality,
                    t("bara denna kommuns kod", "only this municipality's code"));
    add_overlays(draft_.check.overlays);
  }

  void add_compile() {
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

  void add_trust(std::string& keys, bool& demonstration) {
    app_.add_option("--keys", keys,
                    t("betrodda granskares publika nycklar, annars granskning/granskare.txt",
                      "public keys of trusted reviewers, else granskning/granskare.txt"));
    app_.add_flag("--demonstration", demonstration,
                  t("räkna också demonstrationsnycklar", "let demonstration keys count"));
  }

  void add_review() {
    using Act = ReviewOptions::Act;
    if (draft_.review.act == Act::kKeygen) return add_keygen(app_, draft_.review, language_);
    add_ruleset(draft_.review.ruleset);
    if (draft_.review.act == Act::kSign) return add_sign(app_, draft_.review, language_);
    add_trust(draft_.review.keys, draft_.review.demonstration);
  }

  void add_test() { add_ruleset(draft_.test.ruleset); }

  void add_decide() {
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

  void add_log() {
    using Act = LogOptions::Act;
    LogOptions& log = draft_.log;
    add_log_folder(log.log, log.head);
    if (log.act == Act::kVerify || log.act == Act::kShow) {
      app_.add_option("--key", log.key,
                      t("förväntad publik nyckel eller fil med den",
                        "the expected public key, or a file that holds it"));
      app_.add_flag(
          "--keys-elsewhere", log.keys_elsewhere,
          t("nycklarna hör inte till kopian", "the key database is not part of the copy"));
    }
    if (log.act == Act::kVerify || log.act == Act::kCheckpoint) return;
    auto* index = add_index(log.index, t("postens nummer", "number of the record"));
    if (log.act != Act::kShow) index->required();
    if (log.act != Act::kDecision) return;
    app_.add_option("--key", log.key,
                    t("loggens signeringsnyckel, 32 byte", "the log's signing key, 32 bytes"));
    add_decision_act();
  }

  void add_decision_act() {
    LogOptions& log = draft_.log;
    app_.add_option("--decider", log.decider,
                    t("board (nämnd), committee (utskott), employee (anställd) eller "
                      "\"automated function\"",
                      "board, committee, employee or \"automated function\""))
        ->required()
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

  void add_replay() {
    add_log_folder(draft_.replay.log, draft_.replay.head);
    add_index(draft_.replay.index, t("bara den posten", "only that record"));
  }

  void add_explain() {
    app_.add_option(
            "FILE", draft_.explain.file,
            t("ett beslut (JSON), - för standard in", "a decision (JSON), - for standard input"))
        ->required();
  }

  std::variant<Options, Exit> finish() {
    const DecideOptions& decide = draft_.decide;
    if (verb_ == "decide" && decide.case_file.empty() && decide.cases_file.empty()) {
      return usage({"decide kräver --case FIL eller --cases FIL",
                    "decide needs --case FILE or --cases FILE"});
    }
    const LogOptions& log = draft_.log;
    if (verb_ == "log" && log.act == LogOptions::Act::kDecision && log.followed == log.deviated) {
      return usage({"ange --followed eller --deviated", "say --followed or --deviated"});
    }
    const CompileOptions& compile = draft_.compile;
    if (!compile.release &&
        (compile.demonstration || !compile.keys.empty() || !compile.day.empty())) {
      return usage({"--keys, --day och --demonstration hör till --release",
                    "--keys, --day and --demonstration go with --release"});
    }
    const ReviewOptions& review = draft_.review;
    if (verb_ == "review" && review.act == ReviewOptions::Act::kSign &&
        review.all != review.rules.empty()) {
      return usage({"ange --rule ID eller --all", "say --rule ID or --all"});
    }
    Options options;
    if (draft_.format == "plain") options.format = Format::kPlain;
    if (draft_.format == "json") options.format = Format::kJson;
    if (draft_.format == "sarif") options.format = Format::kSarif;
    if (draft_.format == "junit") options.format = Format::kJunit;
    if (draft_.language == "sv") options.language = Language::kSwedish;
    if (draft_.language == "en") options.language = Language::kEnglish;
    options.verb = verb_options();
    return options;
  }

  Verb verb_options() const {
    if (verb_ == "check") return draft_.check;
    if (verb_ == "compile") return draft_.compile;
    if (verb_ == "test") return draft_.test;
    if (verb_ == "decide") return draft_.decide;
    if (verb_ == "log") return draft_.log;
    if (verb_ == "replay") return draft_.replay;
    if (verb_ == "review") return draft_.review;
    return draft_.explain;
  }

  std::string verb_;
  Language language_;
  CLI::App app_;
  Draft draft_;
};

// The canonical English verb, or empty.
std::string canonical_verb(const std::string& word) {
  const std::string composed = first_bad_utf8(word) ? word : to_nfc(word);
  for (const VerbName& verb : verb_names()) {
    if (composed == verb.name || composed == verb.alias) return verb.name;
  }
  return {};
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
  if (verb.empty()) return unknown_verb(first, language);
  return Parser(verb, language).parse({arguments.begin() + 1, arguments.end()});
}

}  // namespace stadga::cli
