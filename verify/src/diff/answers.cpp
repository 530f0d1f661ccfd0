// diff/answers.cpp - see diff/answers.h.
#include "diff/answers.h"

#include "diff/joint_vars.h"
#include "diff/meaning.h"
#include "encoder.h"
#include "walk.h"

namespace stadga::verify {
namespace {

// The rule set answers: the date that picks its law is known, and one of its days.
z3::expr answers(Smt& smt, const engine::Ruleset& ruleset, const CaseVars& vars) {
  Calendar calendar(smt);
  const engine::ExprId chosen = ruleset.header.law_day;
  if (!chosen.valid()) return calendar.within(vars.day, ruleset.header.horizon);
  Encoder encoder(smt, ruleset, vars);
  const Symbol day = encoder.logic().exact(encoder.logic().present(encoder.expr(chosen)));
  return smt.all({day.states.known(smt),
                  calendar.within({day.parts.at(0), day.parts.at(1)}, ruleset.header.horizon)});
}

// It rests on facts that are read without any law.
bool is_plain(const engine::Ruleset& ruleset) {
  if (!ruleset.header.law_day.valid()) return true;
  for (const auto fact : facts_read(ruleset, {ruleset.header.law_day})) {
    if (ruleset.facts.at(fact).needed_when.valid()) return false;
  }
  return true;
}

}  // namespace

bool picks_otherwise(const Joint& joint) {
  const auto& before = joint.sides[kOld].header;
  const auto& after = joint.sides[kNew].header;
  if (!before.law_day.valid() && !after.law_day.valid()) return false;
  Numbers numbers;
  Meaning old_meaning(numbers, joint.sides[kOld], Depth::kDefinitions);
  Meaning new_meaning(numbers, joint.sides[kNew], Depth::kDefinitions);
  const bool same_days =
      before.horizon.from == after.horizon.from && before.horizon.to == after.horizon.to;
  return !same_days || old_meaning.expr(before.law_day) != new_meaning.expr(after.law_day);
}

OneAnswers only_one_answers(const Joint& joint, std::size_t side, const std::string& municipality,
                            std::uint64_t rlimit) {
  if (!is_plain(joint.sides[kOld]) || !is_plain(joint.sides[kNew])) return {};
  Smt smt;
  JointVars vars = joint_vars(smt, joint, LongLists::kCut);
  const z3::expr mine = answers(smt, joint.sides[side], vars.views[side]);
  const z3::expr other = answers(smt, joint.sides[1 - side], vars.views[1 - side]);
  Session session(smt, vars.both.domain, rlimit);
  const Reply reply = session.ask({mine, smt.negate(other)});
  OneAnswers out{reply.answer, reply.used, std::nullopt};
  if (reply.answer == Answer::kNo && !vars.both.exact_lists) out.answer = Answer::kUndecided;
  if (reply.answer == Answer::kYes)
    out.case_file = case_from_model(joint.both, vars.both, *reply.model, municipality);
  return out;
}

}  // namespace stadga::verify
