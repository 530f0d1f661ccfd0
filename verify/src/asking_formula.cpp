// asking_formula.cpp - Kleene's logic with trouble beside it, as in engine/src/evaluate/state.h.
#include "asking_formula.h"

namespace stadga::verify {

Truth within(const Formula& formula, const std::vector<AskedPlace>& places, const Classes& classes,
             const ListAnswer& list_test) {
  switch (formula.kind) {
    case Formula::Kind::kConstant: return formula.constant;
    case Formula::Kind::kAtom: {
      const int chosen = classes[formula.place];
      if (chosen == kUnknownClass) return Truth::kUnknown;
      return places[formula.place].classes[static_cast<std::size_t>(chosen)][formula.atom];
    }
    case Formula::Kind::kNot:
      return negated(within(formula.parts[0], places, classes, list_test));
    case Formula::Kind::kList: return list_test(formula.list_test);
    case Formula::Kind::kAll:
    case Formula::Kind::kAny: break;
  }
  Answers parts;
  for (const auto& part : formula.parts) parts.push_back(within(part, places, classes, list_test));
  return kleene(parts, formula.kind == Formula::Kind::kAll ? Truth::kFalse : Truth::kTrue);
}

Truth no_list(std::size_t) { return Truth::kTrouble; }

void reach(const Formula& formula, const std::vector<AskedPlace>& places, const Classes& classes,
           const ListAnswer& list_test, std::set<std::size_t>& found,
           std::set<std::size_t>& tests) {
  if (within(formula, places, classes, list_test) != Truth::kUnknown) return;
  if (formula.kind == Formula::Kind::kAtom && places[formula.place].is_asked_for) {
    found.insert(formula.place);
  }
  if (formula.kind == Formula::Kind::kList) tests.insert(formula.list_test);
  for (const auto& part : formula.parts) reach(part, places, classes, list_test, found, tests);
}

bool each_choice(const std::vector<AskedPlace>& places, bool with_unknown,
                 const std::function<bool(const Classes&)>& see) {
  Classes now(places.size(), 0);
  for (std::size_t i = 0; i < places.size(); ++i) {
    now[i] = with_unknown && places[i].may_be_unknown() ? kUnknownClass : 0;
  }
  for (;;) {
    if (!see(now)) return false;
    std::size_t i = 0;
    for (; i < places.size(); ++i) {
      if (++now[i] < static_cast<int>(places[i].classes.size())) break;
      now[i] = with_unknown && places[i].may_be_unknown() ? kUnknownClass : 0;
    }
    if (i == places.size()) return true;
  }
}

std::vector<Classes> completions(const std::vector<AskedPlace>& places, const Classes& partial) {
  std::vector<Classes> out{partial};
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (partial[i] != kUnknownClass) continue;
    std::vector<Classes> more;
    for (const Classes& base : out) {
      for (std::size_t c = 0; c < places[i].classes.size(); ++c) {
        more.push_back(base);
        more.back()[i] = static_cast<int>(c);
      }
    }
    out = std::move(more);
  }
  return out;
}

}  // namespace stadga::verify
