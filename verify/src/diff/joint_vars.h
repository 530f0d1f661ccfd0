// diff/joint_vars.h - the variables of one case that both rule sets take, and each one's view of it.
#pragma once
#include <array>

#include "case_vars.h"
#include "diff/align.h"

namespace stadga::verify {

struct JointVars {
  CaseVars both;  // `domain`: a case that both take
  // The same facts; places that a municipality fills are numbered by each rule set on its own.
  std::array<CaseVars, 2> views;
};

[[nodiscard]] JointVars joint_vars(Smt& smt, const Joint& joint, LongLists lists);

}  // namespace stadga::verify
