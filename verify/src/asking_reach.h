// asking_reach.h - is a value's rule ever asked about while its conclusion is unknown?
//
// Values are asked for last, when every stage before is known: often nothing is then left to ask, which
// the conclusion by itself does not show.
#pragma once
#include <optional>

#include "workbench.h"

namespace stadga::verify {

class AskingReach {
 public:
  explicit AskingReach(Workbench& bench);

  // True: proved that no case asks about `root` of the rule. False: some case may.
  [[nodiscard]] bool never_asked(const engine::Rule& rule, engine::ExprId root);

 private:
  [[nodiscard]] bool only_a_required_value(engine::TermId term) const;

  Workbench& bench_;
  Smt smt_;
  CaseVars vars_;
  Encoder encoder_;
  std::optional<Session> session_;
};

}  // namespace stadga::verify
