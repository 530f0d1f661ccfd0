// definition_fold.h - a definition as nodes (rules, and the requirement itself), and what it comes to.
//
// The mirror of engine/src/evaluate/possible.h and of known_result() beside it: exceptions first,
// all rules of a level at once, trouble in a guard counted as open before it shows, and guards that
// several parts of the tree depend on given each of their values.
#pragma once
#include <string>
#include <vector>

#include "logic.h"
#include "possible.h"

namespace stadga::verify {

struct DefinitionNode {
  std::string id;
  Symbol guard;
  Symbol conclusion;
  z3::expr exists;                       // one version of it is in force
  std::vector<std::string> goes_before;
  bool is_default = false;
  // Whether, on the day of the case, this is what the rule goes before. A rule whose versions go before different
  // rules has a node for each such set, and what goes before it goes before the others through one of them only.
  z3::expr placed;
};

class DefinitionFold {
 public:
  DefinitionFold(Smt& smt, std::vector<DefinitionNode> nodes);

  // `prototype` gives the type where no rule does.
  [[nodiscard]] Settled settle(const Symbol& prototype);

 private:
  enum class Trouble { kOpen, kShown };

  struct Node {
    Symbol guard, conclusion;
    std::vector<std::size_t> exceptions;
    bool top = true;
  };

  [[nodiscard]] std::vector<Node> prepared(Trouble trouble);
  [[nodiscard]] std::vector<std::size_t> shared(const std::vector<Node>& nodes) const;
  [[nodiscard]] Possible fold(const std::vector<Node>& nodes);
  [[nodiscard]] Possible split(std::vector<Node> nodes, std::vector<std::size_t> open);
  [[nodiscard]] Possible of_node(const std::vector<Node>& nodes, std::size_t node);
  [[nodiscard]] Possible level(const std::vector<Node>& nodes,
                               const std::vector<std::size_t>& members);
  [[nodiscard]] std::vector<std::size_t> tops(const std::vector<Node>& nodes, bool defaults) const;
  [[nodiscard]] z3::expr waits_for_facts(const std::vector<Node>& open);
  void reach(const std::vector<Node>& nodes, std::size_t node, const z3::expr& visited,
             Exprs& own);

  Smt& smt_;
  Logic logic_;
  Possibilities possibilities_;
  std::vector<DefinitionNode> nodes_;
  bool trouble_ = false;
};

}  // namespace stadga::verify
