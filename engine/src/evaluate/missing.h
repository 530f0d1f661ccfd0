// missing.h - which facts are worth asking for (docs/semantics.md, 11): those that are unknown and
// can be reached from what is not yet known, through nodes that are not yet known.
#pragma once
#include <set>
#include <vector>

#include "evaluate/interpreter.h"

namespace stadga::engine {

class MissingFacts {
 public:
  explicit MissingFacts(Interpreter& interpreter) : interpreter_(interpreter) {}

  void add_requirement(std::size_t group);
  void add_term(TermId id, const Element* of = nullptr);
  void add(ExprId id, const Element* in);
  void add_fact(FactId id);
  // In source order; volunteered facts are never asked for.
  [[nodiscard]] std::vector<Missing> list() const;

 private:
  void add_standing(const Expr& expr);
  void add_list(const Expr& expr, const Element* in);
  void add_definition(const Definition& definition, const Element* of);
  void add_place(ExprId id, const Element* in);
  [[nodiscard]] Missing describe(const Place& place) const;

  Interpreter& interpreter_;
  std::set<Place> places_;
  std::set<std::pair<std::uint32_t, const RecordValue*>> terms_;  // already walked
  std::set<std::size_t> requirements_;
};

}  // namespace stadga::engine
