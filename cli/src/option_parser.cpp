#include "option_parser.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "usage_text.h"
#include "verb_names.h"

namespace stadga::cli {
namespace {

// The help pages of CLI11 with Swedish headings.
class SwedishHelp : public CLI::Formatter {
 public:
  SwedishHelp() {
    for (const char* word : {"Usage", "OPTIONS", "Positionals", "REQUIRED", "Needs", "Excludes", "UINT"}) {
      label(word, help_label(word));
    }
  }
  std::string make_group(std::string group, bool positional,
                         std::vector<const CLI::Option*> options) const override {
    return Formatter::make_group(help_label(group), positional, std::move(options));
  }
};

}  // namespace

OptionParser::OptionParser(std::string verb, MessageLanguage language) : verb_(std::move(verb)), language_(language) {
  app_.name("stadga " + verb_);
  app_.set_help_flag("-h,--help", t("visa den här hjälpen", "show this help"));
  app_.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  if (language_ == MessageLanguage::kSwedish) app_.formatter(std::make_shared<SwedishHelp>());
}

std::variant<Options, Exit> OptionParser::parse(std::vector<std::string> arguments) {
  std::optional<Exit> answered;
  if (verb_ == "log") answered = take_log_act(arguments);
  if (verb_ == "show") answered = take_show_word(arguments);
  if (verb_ == "review") answered = take_review_act(arguments);
  if (verb_ == "receipt") answered = take_receipt_act(arguments);
  if (answered) return *answered;
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
    return usage(usage_error(error.what()));
  }
  if (const auto empty = empty_option(); !empty.empty()) {
    return usage({empty + " har inget värde", empty + " has no value"});
  }
  return finish();
}

std::string OptionParser::t(const char* sv, const char* en) const {
  return language_ == MessageLanguage::kSwedish ? sv : en;
}

std::string OptionParser::empty_option() const {
  for (const CLI::Option* option : app_.get_options()) {
    const auto& given = option->results();
    if (std::find(given.begin(), given.end(), std::string()) != given.end()) {
      return option->get_name();
    }
  }
  return {};
}

Exit OptionParser::usage(const LocalText& text) const {
  complain(text, language_);
  const std::string& name = app_.get_name();
  complain({name + " --help visar flaggorna", name + " --help shows the options"}, language_);
  return kUsage;
}

Exit OptionParser::unknown_arguments() const {
  std::vector<std::string> known;
  for (const CLI::Option* option : app_.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  const std::vector<std::string> unknown = app_.remaining();
  const std::string word = unknown.empty() ? "" : unknown.front();
  if (verb_ == "decide" && word == "--trace") {
    return usage({"--trace finns inte i den här versionen", "--trace is not in this version"});
  }
  const std::string near = word.starts_with("-") ? nearest_word(word, known) : "";
  LocalText text{"okänt argument: " + word, "unknown argument: " + word};
  if (!near.empty()) {
    text.sv += ". Menade du " + near + "?";
    text.en += ". Did you mean " + near + "?";
  }
  return usage(text);
}

void OptionParser::add_options() {
  std::set<std::string> formats{"text", "plain", "json"};
  if (verb_ == "check") formats.insert("sarif");
  if (verb_ == "check" || verb_ == "test") formats.insert("junit");
  app_.add_option("--format", draft_.format,
                  t("plain: en mening per rad", "plain: one sentence a line"))
      ->check(CLI::IsMember(formats));
  app_.add_option("--lang", draft_.language, t("meddelandenas språk", "language of messages"))
      ->check(CLI::IsMember({"sv", "en"}));
  const std::map<std::string, std::function<void()>> verbs = {
      {"check", [this] { add_check(); }},    {"compile", [this] { add_compile(); }},
      {"test", [this] { add_test(); }},      {"decide", [this] { add_decide(); }},
      {"log", [this] { add_log(); }},        {"replay", [this] { add_replay(); }},
      {"explain", [this] { add_explain(); }}, {"fmt", [this] { add_fmt(); }},
      {"translate", [this] { add_translate(); }}, {"schema", [this] { add_schema(); }},
      {"show", [this] { add_show(); }},      {"needs", [this] { add_needs(); }},
      {"review", [this] { add_review(); }},  {"diff", [this] { add_diff(); }},
      {"receipt", [this] { add_receipt(); }}, {"simulate", [this] { add_simulate(); }}};
  verbs.at(verb_)();
}

std::variant<Options, Exit> OptionParser::finish() {
  const DecideOptions& decide = draft_.decide;
  if (verb_ == "decide" && decide.case_file.empty() && decide.cases_file.empty()) {
    return usage({"decide kräver --case FIL eller --cases FIL",
                  "decide needs --case FILE or --cases FILE"});
  }
  if (verb_ == "test" && draft_.test.generate && draft_.format == "junit") {
    return usage({"test --generate skriver typfall och kör inga: --format junit ges när de körs (stadga test)",
                  "test --generate writes scenarios and runs none: --format junit is given when they are run (stadga test)"});
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
  draft_.explain.to_applicant = draft_.reader == "applicant" || draft_.reader == "sökanden";
  Options options;
  if (draft_.format == "plain") options.format = Format::kPlain;
  if (draft_.format == "json") options.format = Format::kJson;
  if (draft_.format == "sarif") options.format = Format::kSarif;
  if (draft_.format == "junit") options.format = Format::kJunit;
  if (draft_.language == "sv") options.language = MessageLanguage::kSwedish;
  if (draft_.language == "en") options.language = MessageLanguage::kEnglish;
  options.verb = verb_options();
  return options;
}

Verb OptionParser::verb_options() const {
  if (verb_ == "check") return draft_.check;
  if (verb_ == "diff") return draft_.diff;
  if (verb_ == "compile") return draft_.compile;
  if (verb_ == "test") return draft_.test;
  if (verb_ == "decide") return draft_.decide;
  if (verb_ == "log") return draft_.log;
  if (verb_ == "replay") return draft_.replay;
  if (verb_ == "fmt") return draft_.fmt;
  if (verb_ == "translate") return draft_.translate;
  if (verb_ == "schema") return draft_.schema;
  if (verb_ == "show") return draft_.show;
  if (verb_ == "needs") return draft_.needs;
  if (verb_ == "review") return draft_.review;
  if (verb_ == "receipt") return draft_.receipt;
  if (verb_ == "simulate") return draft_.simulate;
  return draft_.explain;
}

}  // namespace stadga::cli
