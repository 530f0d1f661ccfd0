// diff/encoding.h - two rule sets over the variables of one case. What both say in the same way is
// encoded once, so that the solver is left with what has changed (and elements that a long list
// sums up add the same).
#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diff/changes.h"
#include "diff/endings.h"
#include "diff/inputs.h"
#include "diff/joint_vars.h"
#include "encoder.h"
#include "session.h"

namespace stadga::verify {

// A class of differing cases: how they end, what is printed otherwise, which changes are felt.
struct ClassKey {
  Ending before = Ending::kGap, after = Ending::kGap;
  std::vector<Move> moves;        // of no importance where the case ends otherwise
  std::vector<std::size_t> felt;  // indexes of changes; a case of the class feels them all
  [[nodiscard]] bool ends_otherwise() const { return before != after; }
  // A value is printed otherwise and nothing is granted in either: however the case ends, one
  // class.
  [[nodiscard]] bool beside() const { return before == after && !is_granted(before); }
  [[nodiscard]] bool ends_like(Ending old_ending, Ending new_ending) const {
    if (beside()) return old_ending == new_ending && !is_granted(old_ending);
    return old_ending == before && new_ending == after;
  }
};

// The numbers that a value is before and after, for its least and greatest change.
struct Amounts {
  z3::expr before, after;
};

class PairEncoding {
 public:
  PairEncoding(const Joint& joint, const std::vector<Change>& changes, Numbers& numbers,
               LongLists lists, std::uint64_t rlimit);
  PairEncoding(const PairEncoding&) = delete;
  PairEncoding& operator=(const PairEncoding&) = delete;

  [[nodiscard]] Smt& smt() { return smt_; }
  [[nodiscard]] const CaseVars& vars() const { return vars_->both; }
  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] std::uint64_t rlimit() const { return rlimit_; }

  // Ending or printing otherwise.
  [[nodiscard]] z3::expr differs();
  [[nodiscard]] z3::expr ends(Ending before, Ending after);
  [[nodiscard]] z3::expr felt(std::size_t change);
  [[nodiscard]] z3::expr ends(const ClassKey& key);
  // The case belongs to the class, or to one of the same ending that shows nothing more.
  [[nodiscard]] z3::expr belongs(const ClassKey& key);
  // The case moves this way.
  [[nodiscard]] z3::expr moves(const Move& move);
  [[nodiscard]] z3::expr law_day_before(Date day);
  [[nodiscard]] std::optional<Amounts> amounts(const std::string& value);
  [[nodiscard]] const std::vector<std::string>& shared() const { return shared_names_; }
  [[nodiscard]] bool holds(const z3::model& model, const z3::expr& what) const {
    return model.eval(what, true).is_true();
  }

 private:
  struct MoveTerm {
    Move move;
    z3::expr holds;
  };
  void keep_to_answered_days();
  void share();
  void share_expr(engine::ExprId id);
  void share_elements();
  // Elements that a long list sums up (diff/sharing.cpp); nothing where lists are cut.
  struct Slot {
    std::uint32_t list;
    const Symbol* element;
    z3::expr exists;
  };
  struct RestPair {
    std::uint32_t list;
    Slot slot;
    Encoder::RestMet before, after;
  };
  void tighten();
  std::optional<Slot> slot_of(std::size_t side, const engine::Expr& expr);
  std::vector<Symbol> asked(std::size_t side, const engine::Expr& expr, const Symbol* element);
  std::optional<Slot> slot_of(std::uint32_t fact);
  void exclude_states(Session& session, std::size_t side, const Encoder::RestMet& met);
  void exclude_states(Session& session, const Slot& slot, const std::vector<Symbol>& values,
                      const States& rest);
  void exclude_item_states(Session& session, std::size_t side);
  std::vector<RestPair> paired_rests();
  void equal_states(Session& session, const RestPair& pair);
  void order_sums(Session& session, const RestPair& pair);
  void choose_slot(const std::vector<RestPair>& pairs, std::uint32_t list);
  z3::expr end(std::size_t side, Ending ending);
  z3::expr same_settled(const Symbol& a, const Symbol& b);
  void make_moves();
  void add_moves(const std::string& name, bool item, const z3::expr& where, const Symbol& a,
                 const Symbol& b, const engine::Type& type);
  void add_item_moves();
  z3::expr term_felt(const std::string& name);
  z3::expr requirement_felt(const std::string& id);
  std::optional<engine::TermId> term_named(std::size_t side, const std::string& name) const;

  const Joint& joint_;
  const std::vector<Change>& changes_;
  Numbers& numbers_;
  std::array<Meaning, 2> means_;
  std::uint64_t rlimit_;
  Smt smt_;
  std::optional<JointVars> vars_;
  std::array<std::optional<Encoder>, 2> encoders_;
  std::optional<Session> session_;
  std::vector<TermPair> shared_;
  std::vector<std::string> shared_names_;
  std::map<int, engine::ExprId> old_exprs_;                // closed ones, by meaning
  std::map<std::uint32_t, engine::TermId> same_elements_;  // NEW's terms about elements -> OLD's
  std::map<std::vector<unsigned>, const Symbol*> elements_;
  std::optional<std::vector<MoveTerm>> moves_;
  std::map<std::size_t, z3::expr> felt_;
  std::optional<z3::expr> differs_;
};

}  // namespace stadga::verify
