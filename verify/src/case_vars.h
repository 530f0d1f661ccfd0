// case_vars.h - the free variables of a proof: a decision day, facts and unfilled parameters, with
// the constraints that make them a valid case; and the way back from a model to a case file.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "calendar.h"
#include "list_bounds.h"
#include "smt.h"
#include "stadga/base/json.h"
#include "stadga/engine/case.h"
#include "symbol.h"

namespace stadga::verify {

enum class Knowledge {
  kComplete,  // every fact known, but volunteered ones and what an assessment can leave not shown
  kPartial,   // any fact may be unknown, at every depth
};

// What becomes of a list that no bound of list_bounds.h covers.
enum class LongLists {
  kCut,     // a few slots: a case that is found is one, "no case" says nothing of longer lists
  kSummed,  // slots and a rest: "no case" holds for every length, a case that is found may be none
};

struct CaseVars {
  explicit CaseVars(Smt& smt) : day{smt.number(0), smt.number(1)} {}

  DateTerm day;                              // the decision day, inside the horizon
  std::vector<Symbol> facts;                 // one per fact of the rule set
  std::map<std::uint32_t, Symbol> open;      // parameters that nobody has filled
  Exprs domain;                              // what makes it a valid case
  ListBounds bounds;
  std::vector<std::string> identifiers;      // code -> text, for identifier facts
  bool exact_lists = true;
  bool any_choice = false;                   // municipal tables hold any value of their type
};

// What the base says of a place that a municipality may fill.
enum class Places {
  kAsGiven,  // the base's own value where it has one, else any value of the range
  kAnyValue,
};

[[nodiscard]] CaseVars make_case_vars(Smt& smt, const engine::Ruleset& ruleset, Knowledge knowledge,
                                      LongLists lists = LongLists::kCut, Places places = Places::kAsGiven);

// A fact once more, as it could be in a case that is otherwise this one, and what makes it valid.
struct OtherValue {
  Symbol symbol;
  Exprs domain;
};
[[nodiscard]] OtherValue other_value(Smt& smt, const engine::Ruleset& ruleset, const CaseVars& vars,
                                     std::uint32_t fact);

// The same case with nothing unknown: shares every value variable with `partial`.
[[nodiscard]] CaseVars completion_of(Smt& smt, const CaseVars& partial);

// A case file from a model. Unknown facts are left out; assessments get an assessor.
[[nodiscard]] Json case_from_model(const engine::Ruleset& ruleset, const CaseVars& vars,
                                   const z3::model& model, const std::string& municipality);

// The values that the model gives to unfilled parameters, by parameter index.
[[nodiscard]] std::map<std::uint32_t, engine::Literal> open_parameters(
    const engine::Ruleset& ruleset, const CaseVars& vars, const z3::model& model);

// Binds the variables to a given case: used to compare solver and evaluator.
struct Bound {
  Exprs assertions;
  bool inside = true;  // false: the variables have no such case (list too long, unknown fact)
  std::vector<std::string> identifiers;
};
[[nodiscard]] Bound bind_case(Smt& smt, const CaseVars& vars, const engine::Case& facts);

}  // namespace stadga::verify
