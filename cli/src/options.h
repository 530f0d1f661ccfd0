// options.h - the command line as values. Verbs and their Swedish names are one table; unknown
// verbs and options end in exit status 2 with the nearest known one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "console.h"

namespace stadga::cli {

struct CheckOptions {
  std::string ruleset, municipality;
  std::vector<std::string> overlays;
  bool questions = false;
  unsigned effort = 1;
  std::string save_witnesses;  // folder or file
  bool force = false;
  bool second_opinion = false;
  std::string evidence;        // folder for the scripts
  std::string answers;         // file of earlier answers
};
struct DiffOptions {
  std::string before, after, municipality, from;
  unsigned effort = 1;
};
struct CompileOptions {
  std::string ruleset, output, keys, day;
  bool release = false, check = false, demonstration = false;
};
struct TestOptions {
  std::string ruleset;
  std::vector<std::string> overlays;
  bool generate = false, force = false;
  std::string output, municipality;
  unsigned effort = 1;
};
struct DecideOptions {
  std::string ruleset, case_file, cases_file;
  std::vector<std::string> overlays;
  std::string log, head, key;
};
struct LogOptions {
  enum class Act {
    kVerify, kShow, kDecision, kProve, kCheckpoint, kExport, kErase, kHold, kRelease
  };
  Act act = Act::kVerify;
  std::string log, head, key;
  std::optional<std::uint64_t> index;
  bool keys_elsewhere = false;
  std::string decider, name, delegation, day, reason;
  bool followed = false, deviated = false;
  std::vector<std::string> disclose, salts;
  std::string output, list;
  bool csv = false, jsonl = false, proofs = false, sealed = false, force = false;
};
struct ReceiptOptions {
  std::string file, key, leaf, case_file, decision_file;
};
struct ReplayOptions {
  std::string log, head;
  std::optional<std::uint64_t> index;
};
struct SimulateOptions {
  std::string log, head, ruleset, municipality, since;
  std::vector<std::string> overlays;
};
struct ExplainOptions {
  std::string target;  // a decision's file, the code of a diagnostic; with rules a case or a decision
  std::string ruleset, case_file;
  std::vector<std::string> overlays;
  bool to_applicant = false;
};
struct FmtOptions {
  std::string path;
  bool check = false, to_stdout = false;
};
struct TranslateOptions {
  std::string path, to, output;
};
struct SchemaOptions {
  std::string ruleset;
  std::vector<std::string> overlays;
};
struct ShowOptions {
  enum class What { kTree, kFacts, kSources, kUses, kEvidence };
  What what = What::kTree;
  std::string ruleset, name, municipality;
};
struct NeedsOptions {
  std::string ruleset, case_file;
  std::vector<std::string> overlays;
};

struct ReviewOptions {
  enum class Act { kKeygen, kSign, kWaive, kStatus };
  Act act = Act::kStatus;
  std::string ruleset, name, output, key, reviewer, day, statement, keys, by, reason;
  std::vector<std::string> rules, authors, obligations;
  bool all = false, demonstration = false;
};

using Verb = std::variant<CheckOptions, DiffOptions, CompileOptions, TestOptions, DecideOptions, LogOptions,
                          ReplayOptions, ExplainOptions, FmtOptions, TranslateOptions, SchemaOptions,
                          ShowOptions, NeedsOptions, ReviewOptions, ReceiptOptions,
                          SimulateOptions>;

struct Options {
  Format format = Format::kText;
  std::optional<MessageLanguage> language;
  Verb verb;
};

// Options to run, or an exit status when help was asked for or the line is wrong; both have then
// been said.
[[nodiscard]] std::variant<Options, Exit> parse_options(const std::vector<std::string>& arguments);

}  // namespace stadga::cli
