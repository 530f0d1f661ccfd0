// option_parser.h - one verb's line. The verbs' options are in option_verbs.cpp and option_log.cpp, what is common
// to them in option_parser.cpp; with options_review.cpp these alone include CLI11.
#pragma once
#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "options.h"

namespace stadga::cli {

// The options of the line while CLI11 fills them.
struct Draft {
  std::string format = "text", language;
  CheckOptions check;
  DiffOptions diff;
  CompileOptions compile;
  TestOptions test;
  DecideOptions decide;
  LogOptions log;
  ReplayOptions replay;
  ExplainOptions explain;
  std::string reader;  // explain --to
  FmtOptions fmt;
  TranslateOptions translate;
  SchemaOptions schema;
  ShowOptions show;
  NeedsOptions needs;
  ReviewOptions review;
  ReceiptOptions receipt;
  SimulateOptions simulate;
};

class OptionParser {
 public:
  OptionParser(std::string verb, MessageLanguage language);
  [[nodiscard]] std::variant<Options, Exit> parse(std::vector<std::string> arguments);

 private:
  std::string t(const char* sv, const char* en) const;
  // `--log "$LOG"` with the variable unset must not mean "no log": an option given empty is an error.
  std::string empty_option() const;
  Exit usage(const LocalText& text) const;
  Exit unknown_arguments() const;
  // Takes the word after `log`; an exit status where the answer has been given already.
  std::optional<Exit> take_log_act(std::vector<std::string>& arguments);
  std::optional<Exit> take_review_act(std::vector<std::string>& arguments);
  std::optional<Exit> take_receipt_act(std::vector<std::string>& arguments);
  // Takes the word after `show`.
  std::optional<Exit> take_show_word(std::vector<std::string>& arguments);
  void add_options();
  CLI::Option* add_index(std::optional<std::uint64_t>& index, const std::string& text);
  void add_ruleset(std::string& target);
  void add_log_folder(std::string& log, std::string& head);
  void add_overlays(std::vector<std::string>& files);
  CLI::Option* add_effort(unsigned& effort);
  CLI::Option* add_force(bool& force);
  void add_check();
  void add_diff();
  void add_compile();
  void add_test();
  void add_decide();
  void add_log();
  void add_decision_act();
  void add_disclosing();
  void add_export();
  void add_replay();
  void add_receipt();
  void add_simulate();
  void add_explain();
  void add_fmt();
  void add_translate();
  void add_schema();
  void add_show();
  void add_needs();
  void add_trust(std::string& keys, bool& demonstration);
  void add_review();
  std::variant<Options, Exit> finish();
  Verb verb_options() const;

  std::string verb_;
  MessageLanguage language_;
  CLI::App app_;
  Draft draft_;
};

}  // namespace stadga::cli
