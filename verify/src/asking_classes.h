// asking_classes.h - which answers the atoms of a place can give together, asked of the solver.
#pragma once
#include <memory>
#include <vector>

#include "asking_model.h"

namespace stadga::verify {

class AskingClasses {
 public:
  explicit AskingClasses(Workbench& bench);

  // `list`: the places are fields of its elements; invalid: they stand outside lists.
  // False: too many classes, or classes that only some decision days have.
  [[nodiscard]] bool fill(std::vector<AskedPlace>& places, engine::FactId list);

 private:
  [[nodiscard]] bool fill(AskedPlace& place, const std::vector<Symbol>& atoms);
  [[nodiscard]] std::vector<Symbol> encoded(const AskedPlace& place, engine::FactId list);
  [[nodiscard]] bool on_every_day(const AskedPlace& place, const std::vector<Symbol>& atoms);
  [[nodiscard]] z3::expr answers(const std::vector<Symbol>& atoms, const std::vector<Truth>& values);
  void free_terms();
  void free_requirements();

  Workbench& bench_;
  Encoder encoder_;
  Session session_;
  Exprs known_;
};

}  // namespace stadga::verify
