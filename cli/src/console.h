// console.h - what the command says and where: results on stdout, everything else on stderr.
//
// A verb ends by returning an exit status; the numbers are the contract's. Nothing here decides.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/case.h"

namespace stadga::cli {

enum Exit : int {
  kHolds = 0,
  kFinding = 1,
  kUsage = 2,
  kInvalid = 3,
  kUndecided = 4,
  kStorage = 5,
  kInternal = 70,
};

enum class Format { kText, kPlain, kJson, kSarif, kJunit };  // sarif: check alone; junit: check and test

// One thing that is wrong. `path` is an RFC 6901 pointer, a file, or a place in a file.
struct Problem {
  std::string code, path;
  LocalText message;
  std::string text_sv, text_en;  // the whole line for people, where a room has made one
};

struct Failed {
  std::vector<Problem> problems;
  Exit exit = kInvalid;
};

[[nodiscard]] Exit exit_of(Failure failure);
[[nodiscard]] Failed failed(const Error& error);
[[nodiscard]] Failed failed(const std::vector<engine::CaseProblem>& problems);
[[nodiscard]] Failed failed(const std::vector<dsl::Diagnostic>& diagnostics);
// {"code","path","message"} of each, as in every JSON answer.
[[nodiscard]] Json errors_json(const std::vector<Problem>& problems, MessageLanguage language);

class Console {
 public:
  Console(Format format, std::optional<MessageLanguage> language)
      : format_(format), language_(language) {}

  [[nodiscard]] Format format() const { return format_; }
  // Answers are read by a program: errors too are JSON.
  [[nodiscard]] bool json() const { return format_ == Format::kJson || format_ == Format::kSarif; }
  [[nodiscard]] MessageLanguage language() const;
  [[nodiscard]] const std::string& in(const LocalText& text) const;
  // The rule set's language holds where the caller has not chosen one.
  void ruleset_language(std::string_view language);

  // Results. The text is written as it is; `line` adds the newline.
  void write(std::string_view text);
  void line(std::string_view text);
  void json_line(const Json& value);
  // Messages to people, on stderr.
  void say(const LocalText& text) const;
  void say(std::string_view text) const;
  // Errors: an object on stdout with --format json, else lines on stderr and stdout stays empty;
  // a finding or a failure of storage is said on stderr alone.
  [[nodiscard]] Exit fail(const Failed& failure);
  // Errors on stderr in every format: the result has been written.
  [[nodiscard]] Exit fail_aside(const Failed& failure);
  // Flushes; a result that could not be written is a failure of storage, never a success.
  [[nodiscard]] Exit finish(Exit exit);

 private:
  Format format_;
  std::optional<MessageLanguage> language_;
  MessageLanguage default_language_ = MessageLanguage::kSwedish;
  bool broken_ = false;
};

}  // namespace stadga::cli
