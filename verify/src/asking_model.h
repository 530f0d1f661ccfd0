// asking_model.h - conditions that are asked about together, as a finite model (semantics 11).
//
// A place is what can be unknown by itself: a fact, a term, a requirement, a field of a list's element.
// Its classes are the answers that its atoms can give together; whether a question can matter depends
// on them alone. Constructs that do not fit become `beyond`, which names them.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "stadga/base/result.h"
#include "workbench.h"

namespace stadga::verify {

enum class Truth : std::uint8_t { kFalse, kTrue, kUnknown, kTrouble };

struct Formula {
  enum class Kind { kConstant, kAtom, kNot, kAll, kAny, kList };
  Kind kind = Kind::kConstant;
  Truth constant = Truth::kTrue;
  std::size_t place = 0, atom = 0;  // kAtom
  std::size_t list_test = 0;        // kList
  std::vector<Formula> parts;       // kNot, kAll, kAny
};

struct AskedPlace {
  std::set<std::string> reads;               // keys of what it reads; none: the day and parameters alone
  bool is_asked_for = true;                  // false: volunteered
  std::vector<engine::ExprId> atoms;
  std::vector<std::vector<Truth>> classes;   // per class, the answer of each atom
  [[nodiscard]] bool may_be_unknown() const { return !reads.empty(); }
};

// How many elements satisfy a condition, compared with a number; `något` is "at least 1".
struct ListTest {
  std::size_t condition = 0;  // index into AskingModel::conditions
  engine::Op comparison = engine::Op::kGe;
  std::int64_t number = 1;
};

struct AskingModel {
  std::vector<Formula> roots;
  std::vector<AskedPlace> places;
  // At most one list whose operators depend on each other.
  std::vector<AskedPlace> element_places;
  std::vector<Formula> conditions;  // of an element
  std::vector<ListTest> list_tests;
  engine::FactId list;
  std::uint32_t max_items = 0;
  bool non_empty = false;

  bool each_once = true;  // every place is read by one atom that can be true and can be false
  LocalText beyond;       // not empty: the model does not cover this construct
};

class AskingClasses;
// Several roots are judged together.
[[nodiscard]] AskingModel asking_model(const engine::Ruleset& ruleset, AskingClasses& classes,
                                       const std::vector<engine::ExprId>& roots);
// May a value be asked for needlessly? Empty: each place is read once, through no list.
[[nodiscard]] LocalText value_beyond(const engine::Ruleset& ruleset, engine::ExprId root);

[[nodiscard]] Truth kleene(const std::vector<Truth>& parts, Truth stop);
[[nodiscard]] Truth negated(Truth value);

}  // namespace stadga::verify
