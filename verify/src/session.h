// session.h - asking the solver, within deterministic limits.
//
// What a query has to do with (slices.h) is asked first, where that is little. Else one incremental solver with an
// assumption literal per query; what it does not settle within a small budget goes to a fresh solver with the whole
// one. No wall clock: the same rule set gives the same answers and the same counts.
#pragma once
#include <cstdint>
#include <map>
#include <optional>

#include "slices.h"
#include "smt.h"

namespace stadga::verify {

enum class Answer { kYes, kNo, kUndecided };  // some case / no case / budget used up

struct Reply {
  Answer answer = Answer::kUndecided;
  std::optional<z3::model> model;  // with kYes
  std::uint64_t used = 0;          // solver steps
};

class Session {
 public:
  // `domain` holds in every query; the axioms of `smt` as they come.
  Session(Smt& smt, const Exprs& domain, std::uint64_t rlimit);

  // Is there a case for which everything in `query` holds?
  [[nodiscard]] Reply ask(const Exprs& query) { return ask(query, true); }
  // The same without a case: quicker.
  [[nodiscard]] Reply ask_whether(const Exprs& query) { return ask(query, false); }

 private:
  [[nodiscard]] Reply ask(const Exprs& query, bool wants_model);
  [[nodiscard]] Reply ask_whole(const z3::expr& goal);
  [[nodiscard]] bool is_inhabited();
  [[nodiscard]] std::optional<Reply> ask_slice(const std::vector<z3::expr>& slice, const z3::expr& goal, bool wants_model);
  [[nodiscard]] std::optional<z3::model> completed(const z3::model& slice);
  [[nodiscard]] Reply check(z3::solver& solver, const z3::expr_vector& assumptions,
                            std::uint64_t rlimit);
  void add_new_axioms();
  // Lines of the recorder, of which there must be one.
  [[nodiscard]] std::vector<std::uint32_t> script(const std::vector<z3::expr>& given, const z3::expr& goal);
  template <typename Ask>
  [[nodiscard]] std::optional<Reply> remembered(const std::vector<z3::expr>& given, const z3::expr& goal, bool wants_model,
                                                const Ask& ask);

  Smt& smt_;
  Exprs domain_;
  std::uint64_t rlimit_;
  z3::solver solver_;
  std::size_t axioms_seen_ = 0;
  Slices slices_;
  struct GroupCase {
    std::size_t size = 0;  // of the group that it is a case of
    std::optional<z3::model> model;
  };
  std::map<unsigned, GroupCase> cases_;  // by the group's first assertion
  std::size_t assertions_seen_ = 0;
  std::optional<bool> inhabited_;
  std::map<unsigned, std::vector<std::uint32_t>> texts_;  // of each assertion, which stay as they are
};

}  // namespace stadga::verify
