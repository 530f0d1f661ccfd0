// diff/joint_vars.cpp - see diff/joint_vars.h.
#include "diff/joint_vars.h"

#include "logic.h"

namespace stadga::verify {
namespace {

using engine::Type;
using engine::TypeKind;

// Keeps to the values that both rule sets know.
class Limiter {
 public:
  Limiter(Smt& smt, const Joint& joint, Exprs& domain)
      : smt_(smt), joint_(joint), domain_(domain) {}

  void limit(const Type& type, const Symbol& symbol) {
    if (type.kind == TypeKind::kEnum) choice(type, symbol);
    if (!type.record.valid()) return;
    const auto& fields = joint_.both.at(type.record).fields;
    for (std::size_t f = 0; f < symbol.fields.size(); ++f) limit(fields[f].type, symbol.fields[f]);
    for (const Symbol& item : symbol.items) {
      for (std::size_t f = 0; f < item.fields.size(); ++f) limit(fields[f].type, item.fields[f]);
    }
  }

 private:
  void choice(const Type& type, const Symbol& symbol) {
    const auto& allowed = joint_.allowed[type.enumeration.value];
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      if (allowed[i]) continue;
      domain_.push_back(smt_.negate(
          smt_.equal(symbol.parts[0], smt_.number(static_cast<std::int64_t>(i)))));
    }
  }

  Smt& smt_;
  const Joint& joint_;
  Exprs& domain_;
};

// One choice for a place that the law of both leaves free.
void share_places(Smt& smt, const Joint& joint, JointVars& out) {
  for (CaseVars& view : out.views) view.open.clear();
  Logic logic(smt);
  const auto& parameters = joint.both.parameters;
  for (const auto& [index, symbol] : out.both.open) {
    if (index < joint.parameters_before) {
      out.views[kOld].open.emplace(index, symbol);
      continue;
    }
    Symbol mine = symbol;
    for (const auto& [other, chosen] : out.views[kOld].open) {
      if (parameters[other].name != parameters[index].name ||
          parameters[other].type.kind != parameters[index].type.kind) {
        continue;
      }
      out.both.domain.push_back(logic.same_value(symbol, chosen));
      if (parameters[other].type == parameters[index].type) mine = chosen;
    }
    out.views[kNew].open.emplace(index - joint.parameters_before, mine);
  }
}

}  // namespace

JointVars joint_vars(Smt& smt, const Joint& joint, LongLists lists) {
  CaseVars both = make_case_vars(smt, joint.both, Knowledge::kComplete, lists);
  Limiter limiter(smt, joint, both.domain);
  for (std::size_t i = 0; i < both.facts.size(); ++i)
    limiter.limit(joint.both.facts[i].type, both.facts[i]);
  for (const auto& [index, symbol] : both.open)
    limiter.limit(joint.both.parameters[index].type, symbol);
  JointVars out{both, {both, both}};
  share_places(smt, joint, out);
  return out;
}

}  // namespace stadga::verify
