// pair_question.h - two cases of one clause in the solver: alike but for the facts that an atom reads.
//
// The second case shares every other variable with the first, so "everything else equal" holds by
// construction and what does not read those facts is one and the same term.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generate/atoms.h"
#include "workbench.h"

namespace stadga::verify {

// What a pair must show besides the atom and the clause.
enum class Aim {
  kDecided,    // both cases are decided and the result differs; turned round, the clause would change each
  kResult,     // the result differs, and the clause turned round would change one of them
  kCondition,  // nothing else
};
struct PairQuery {
  std::size_t atom = 0;
  Aim aim = Aim::kResult;
  bool others_same = true;  // the clause's other atoms; else the clause rests on this atom in both cases
};
struct PairReply {
  Answer answer = Answer::kUndecided;
  std::uint64_t used = 0;
  // Case files of kYes; `yes` where the atom is true.
  std::optional<std::pair<Json, Json>> yes_no;
};

class PairQuestions {
 public:
  PairQuestions(Workbench& bench, const Clause& clause, const engine::Ruleset& turned);

  // About the atom that the next questions speak of; makes the second case.
  void about(std::size_t atom);
  [[nodiscard]] PairReply ask(const PairQuery& query);
  // Do other atoms of the clause read any of the same facts?
  [[nodiscard]] bool shares_facts(std::size_t atom) const;

 private:
  struct Second {
    Second(Smt& smt, const engine::Ruleset& ruleset, const engine::Ruleset& turned_round, CaseVars mixed)
        : vars(std::move(mixed)), encoder(smt, ruleset, vars), turned(smt, turned_round, vars) {}
    CaseVars vars;
    Encoder encoder, turned;
  };
  using Truths = std::vector<Symbol>;  // of the atoms, then of the clause
  [[nodiscard]] Truths truths(Encoder& encoder, const Encoder::Scope& scope);
  [[nodiscard]] std::vector<std::pair<z3::expr, Encoder::Scope>> places(Encoder& encoder);
  [[nodiscard]] Symbol forced(engine::ExprId id, const Truths& truths, std::size_t atom, bool value);
  [[nodiscard]] z3::expr matters(const Truths& truths, std::size_t atom);
  [[nodiscard]] z3::expr pair_at(const PairQuery& query, const Truths& yes, const Truths& no);
  [[nodiscard]] z3::expr result_differs(Encoder& first, Encoder& second);
  void add_result(const PairQuery& query, Exprs& asked);
  [[nodiscard]] z3::expr value_differs(const Symbol& a, const Symbol& b);
  [[nodiscard]] Exprs standing(Encoder& encoder);

  Workbench& bench_;
  const Clause& clause_;
  CaseVars fresh_;  // a case of its own, of which the second one takes what may differ
  const engine::Ruleset& turned_ruleset_;
  Encoder turned_;  // the first case with the clause turned round
  std::optional<Second> second_;
};

}  // namespace stadga::verify
