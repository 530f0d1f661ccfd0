// recorder.h - from the text of a case to its decision, recorded in the audit log where one is
// given. The log is opened at the first valid case: a case that is invalid touches no file.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "console.h"
#include "load.h"
#include "options.h"
#include "stadga/audit/log.h"

namespace stadga::cli {

class Recorder {
 public:
  // `loaded` must outlive the recorder.
  Recorder(const Loaded& loaded, const DecideOptions& options, const Console& console)
      : loaded_(loaded), options_(options), console_(console) {}

  // The decision's canonical bytes: with a log, the recorded ones, once they are durable.
  [[nodiscard]] std::variant<std::string, Failed> decide(std::string_view case_text);
  // The log cannot be used: what comes next would fail in the same way.
  [[nodiscard]] bool broken() const { return broken_; }

 private:
  [[nodiscard]] std::optional<Failed> open_log();
  [[nodiscard]] std::variant<std::string, Failed> record(const engine::Case& facts,
                                                         std::string_view case_text,
                                                         const std::string& decision,
                                                         const engine::Ruleset& ruleset);

  const Loaded& loaded_;
  const DecideOptions& options_;
  const Console& console_;
  std::unique_ptr<audit::Log> log_;
  std::optional<audit::Bundle> bundle_;
  bool announced_ = false;
  bool broken_ = false;
};

}  // namespace stadga::cli
