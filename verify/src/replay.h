// replay.h - running a case file through the engine, as a host would.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "stadga/engine/model.h"

namespace stadga::verify {

// One evaluated case: what a finding is looked for in.
struct Shown {
  const engine::Evaluation& evaluation;
  const engine::Case& facts;
  const engine::Ruleset& ruleset;
};
// What an evaluation must show for a case to be a witness of a finding.
using Shows = std::function<bool(const Shown&)>;
// Decision days that a witness should have, best first, given what the first case shows.
using Days = std::function<std::vector<Date>(const engine::Evaluation&)>;

class Replay {
 public:
  // `municipality` goes into case files; empty: the base decides. `package` must outlive this.
  Replay(const engine::Package& package, std::string municipality)
      : package_(&package), municipality_(std::move(municipality)) {}

  // nullopt: not a valid case.
  [[nodiscard]] std::optional<engine::Case> read(const Json& case_file) const;
  [[nodiscard]] std::optional<engine::Evaluation> run(const Json& case_file) const;
  // The evaluation where the case is valid and shows the finding.
  [[nodiscard]] std::optional<engine::Evaluation> run_if(const Json& case_file,
                                                         const Shows& shows) const;
  [[nodiscard]] const std::string& municipality() const { return municipality_; }
  // The rule set that the case files of this replay are decided by.
  [[nodiscard]] const engine::Ruleset& ruleset() const;

 private:
  const engine::Package* package_;
  std::string municipality_;
};

// The number that a printed value is, amounts in oere; nullopt for what is no number.
[[nodiscard]] std::optional<std::int64_t> printed_number(const Json& printed);

}  // namespace stadga::verify
