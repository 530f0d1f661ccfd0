// encoder.h - the meaning of a rule set as solver terms: expressions, definitions, requirements and
// the stages of the decision, over the variables of one CaseVars.
//
// It mirrors the evaluator (engine/evaluate.h) rule by rule; tests compare the two on random cases.
// Definitions are encoded once and shared. Constructs without an encoding throw OutOfCore, which
// stays inside verify/src and becomes the verdict out_of_core.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "case_vars.h"
#include "coverage.h"
#include "definition_fold.h"
#include "logic.h"
#include "possible.h"
#include "walk.h"

namespace stadga::verify {

// A requirement on the decision day. At most one of the four is true while no state is.
struct RequirementTerm {
  explicit RequirementTerm(Smt& smt)
      : not_applicable(smt.truth(true)), met(smt.truth(false)), not_met(smt.truth(false)),
        not_shown(smt.truth(false)), states(smt), guard(smt), own_conflict(smt.truth(false)),
        in_force(smt.truth(false)) {}

  z3::expr not_applicable, met, not_met, not_shown;
  States states;
  States guard;  // of an obstacle or a route that is not met whatever its guard: the guard's state
  z3::expr own_conflict;
  z3::expr in_force;
};

// How a case ends: at one stage, or in a state. `undetermined` is States::kUnknown.
struct DecisionTerm {
  explicit DecisionTerm(Smt& smt) : states(smt), own_gap(smt.truth(false)), refused(smt.truth(false)) {}

  Exprs applies_at;  // per stage: it applies, and no earlier one does
  Exprs ends_at;     // per stage: the case is decided there (for a grant: with its values)
  States states;
  z3::expr own_gap;  // no stage, a requirement without stage, or a grant of nothing
  z3::expr refused;  // something applied for is granted less: a grant is then a delavslag
};

class Encoder {
 public:
  // `active`: provisions that exist only where the term holds; others always do.
  Encoder(Smt& smt, const engine::Ruleset& ruleset, const CaseVars& vars,
          std::map<std::string, z3::expr> active = {});

  [[nodiscard]] Symbol expr(engine::ExprId id);  // closed expressions: no list element in sight
  // An expression over one element of a list.
  [[nodiscard]] Symbol of_element(engine::ExprId id, const Symbol& element) {
    return encode(id, {&element});
  }
  [[nodiscard]] const Settled& term(engine::TermId id);
  // A term for each element, about one element of a list that the case holds; of a plain term, itself.
  // Its states and marks hold where they do for some element; its value means nothing then.
  [[nodiscard]] Settled term_anywhere(engine::TermId id);
  [[nodiscard]] const RequirementTerm& requirement(const std::string& id);
  [[nodiscard]] const DecisionTerm& decision();
  [[nodiscard]] z3::expr outcome(engine::Outcome outcome);

  [[nodiscard]] const DateTerm& law_day();
  [[nodiscard]] z3::expr in_force(const engine::Validity& validity);
  [[nodiscard]] z3::expr within(const std::vector<DateInterval>& days);
  // Guard of one version of a rule, in force or not; for a rule about elements: true where it is
  // for some element.
  [[nodiscard]] Symbol guard(const engine::Rule& rule);
  // Calls `visit` for every element of the case that a rule about `each` speaks of, with the condition
  // that it exists; once without an element where `each` is invalid.
  using Scope = std::vector<const Symbol*>;  // elements of the enclosing lists, innermost last
  void for_elements(engine::RecordId each,
                    const std::function<void(const z3::expr& exists, const Scope& scope)>& visit);
  [[nodiscard]] Symbol guard_in(const engine::Rule& rule, const Scope& scope);
  [[nodiscard]] Symbol expr_in(engine::ExprId id, const Scope& scope) {
    return scope.empty() ? expr(id) : encode(id, scope);
  }
  [[nodiscard]] const Settled& term_in(engine::TermId id, const Scope& scope);
  // Nothing in the case points to a fact that is needed only then (behövs när).
  [[nodiscard]] z3::expr points_to_nothing(engine::FactId id);
  // A call of the table finds a version and no row.
  [[nodiscard]] z3::expr no_row(engine::TableId id);

  // Takes the given term for what an expression, a term or a requirement is, instead of encoding it:
  // for proofs in steps (kind_unknown_safety.cpp). Before its first use only.
  void assume(engine::ExprId id, const Symbol& value) { closed_.emplace(id.value, value); }
  void assume(engine::TermId id, const Settled& value) { terms_.emplace(id.value, value); }
  // The same for terms about elements: `take` gives what the term is for the element with that
  // identity, or nothing where it shall be encoded.
  using Take =
      std::function<std::optional<Settled>(engine::TermId, const std::vector<unsigned>& element)>;
  void assume_elements(Take take) { take_ = std::move(take); }
  void assume(const std::string& requirement, const RequirementTerm& value) {
    requirements_.emplace(requirement, value);
  }

  // Both encoders speak of two cases that differ in one thing only, of which the rests of lists are the
  // same (encode_rest.cpp). Before first use.
  void share_rests(const Encoder& other, Varied varied);
  // What a list sums up of things applied for.
  struct ItemRest {
    States states;
    z3::expr refused;
  };
  using ItemRests = std::map<std::uint32_t, ItemRest>;  // by the list's fact
  [[nodiscard]] const ItemRests& item_rests() const { return *item_rests_; }
  // Things applied for are granted by the same rules in both, so that what a list sums up of them is too.
  // Before first use.
  void share_items(const Encoder& other) { item_rests_ = other.item_rests_; }
  // What the rest of a list adds to an operator, of each operator on a list of the whole case so far.
  struct RestMet {
    const engine::Expr* expr;
    Symbol rest;
  };
  [[nodiscard]] const std::vector<RestMet>& rests_met() const { return rests_met_; }
  // What the rest of a list adds to an operator on it, where it has one.
  [[nodiscard]] z3::expr rest_fails(const engine::Expr& expr, const Scope& scope);

  [[nodiscard]] Logic& logic() { return logic_; }
  [[nodiscard]] const CaseVars& vars() const { return vars_; }

 private:
  // expressions: encode_expr.cpp
  Symbol encode(engine::ExprId id, const Scope& scope);
  [[nodiscard]] const Symbol& element_of(const engine::Expr& expr, const Scope& scope) const;
  Symbol literal(const engine::Expr& expr);
  Symbol field(const engine::Expr& expr, const Scope& scope);
  Symbol parameter(engine::ParameterId id);
  Symbol blank(const engine::Type& type);
  Symbol stand_in(const Symbol& like, State state);
  Symbol requirement_is(const engine::Expr& expr);
  Symbol is_one_of(const engine::Expr& expr, const Scope& scope);
  std::vector<Symbol> arguments(const engine::Expr& expr, const Scope& scope);
  // arithmetic: encode_arithmetic.cpp
  Symbol arithmetic(const engine::Expr& expr, const Scope& scope);
  Symbol sum(const Symbol& a, const Symbol& b, bool subtract);
  Symbol scaled(const engine::Expr& expr, const Symbol& value);
  Symbol extreme(const std::vector<Symbol>& values, bool greatest);
  Symbol moved_date(const engine::Expr& expr, const Symbol& date, const Symbol& step);
  Symbol date_part(const engine::Expr& expr, const std::vector<Symbol>& values);
  z3::expr age(const Symbol& born, const Symbol& on, engine::LeapRule leap);
  // tables and shares: encode_table.cpp
  Symbol table(const engine::Expr& expr, const Scope& scope);
  Symbol table_value(const engine::Expr& expr, const engine::Table& table,
                     const std::vector<Symbol>& keys, const Symbol* period);
  Symbol any_value(const engine::Table& table);
  z3::expr row_answers(const engine::Table& table, const engine::TableRow& row,
                       const std::vector<Symbol>& keys);
  z3::expr in_band(const Symbol& key, const engine::KeyBand& band);
  Symbol ratio(const engine::Expr& expr, const std::vector<Symbol>& values);
  Symbol qualified(const engine::Expr& expr, const Scope& scope);
  Symbol fact(const engine::Expr& expr);
  z3::expr put_out_of_force(const std::string& id);
  // lists: encode_list.cpp
  Symbol list_operator(const engine::Expr& expr, const Scope& scope);
  struct Element {
    z3::expr exists;
    Symbol matches;
    Scope scope;
  };
  std::vector<Element> elements(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  Symbol only_states(const z3::expr& where, const Symbol& value);
  States first_of(const std::vector<Symbol>& values);
  Symbol quantified(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  Symbol counted(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  Symbol list_extreme(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  Symbol list_sum(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  // elements beyond the slots: encode_rest.cpp
  [[nodiscard]] static bool has_rest(const Symbol& list);
  [[nodiscard]] std::string rest_key(const engine::Expr& expr, const Symbol& list, const Scope& scope) const;
  States any_state(const z3::expr& count, bool unknown, bool fails);
  States rest_states(const engine::Expr& expr, const z3::expr& count);
  Symbol rest_value(const engine::Expr& expr, const z3::expr& count);
  Symbol rest_sum(const engine::Expr& expr, const z3::expr& count);
  const Symbol& rest_of(const engine::Expr& expr, const Symbol& list, const Scope& scope);
  // Where a call of a table takes part, until the end of a block.
  class Where {
   public:
    Where(z3::expr& now, const z3::expr& here) : now_(now), around_(now) { now = here; }
    ~Where() { now_ = around_; }
    Where(const Where&) = delete;
    Where& operator=(const Where&) = delete;

   private:
    z3::expr& now_;
    z3::expr around_;
  };
  // definitions: encode_definitions.cpp
  std::vector<DefinitionNode> nodes_of(const Provision& provision, const Scope& scope);
  void place(std::vector<DefinitionNode>& nodes, const std::vector<Provision>& kinds, const Coverage& days);
  DefinitionNode node_of(const Provision& provision, const Coverage& days, bool shows_trouble,
                         const Scope& scope);
  Symbol conclusion_of(const engine::Rule& rule, const Scope& scope);
  z3::expr stands_in_slot(engine::RecordId each, const Scope& scope);
  Settled settle_term(engine::TermId id, const Scope& scope);
  std::vector<Provision> rules_on(engine::TermId term, const std::string& requirement);
  Symbol own_condition(const engine::Requirement& requirement, z3::expr& not_shown);
  RequirementTerm encode_requirement(const Provision& provision);
  void add_standing(RequirementTerm& out, const engine::Requirement& version,
                    const z3::expr& here, const Symbol& applies, const Settled& settled);
  void apply_version(RequirementTerm& out, const engine::Requirement& version,
                     const std::vector<Provision>& rules);
  z3::expr is_active(const std::string& id) const;
  // stages: encode_stages.cpp
  struct StageWalk;
  DecisionTerm encode_decision();
  void encode_stage(StageWalk& walk, const engine::Stage& stage);
  Symbol stage_test(const engine::Stage& stage);
  Symbol rejection(const std::vector<Provision>& provisions);
  Symbol grant(const std::vector<Provision>& provisions);
  Symbol uncovered();
  States nothing_in_force();
  std::vector<Symbol> items(z3::expr& refused);
  std::vector<Provision> members(const engine::Stage& stage);
  Symbol stands_against(const Provision& provision);
  std::vector<Symbol> stand_against(const std::vector<Provision>& provisions);

  Smt& smt_;
  const engine::Ruleset& ruleset_;
  const CaseVars& vars_;
  std::map<std::string, z3::expr> active_;
  Logic logic_;
  Calendar calendar_;
  std::map<std::uint32_t, Symbol> closed_;  // closed expressions, by id
  std::map<std::uint32_t, Settled> terms_;
  std::map<std::pair<std::uint32_t, std::vector<unsigned>>, Settled> element_terms_;
  Take take_;
  std::optional<DateTerm> law_day_;
  std::map<std::uint32_t, Exprs> no_row_;  // per table, one for each call
  z3::expr where_;  // the rule whose conclusion is being encoded may apply
  std::map<std::string, RequirementTerm> requirements_;
  std::optional<DecisionTerm> decision_;
  using Rests = std::map<std::string, Symbol>;
  std::shared_ptr<Rests> rests_ = std::make_shared<Rests>();
  std::vector<RestMet> rests_met_;
  std::optional<Varied> varied_;
  const ItemRest& item_rest(engine::FactId list, const z3::expr& count);
  std::shared_ptr<ItemRests> item_rests_ = std::make_shared<ItemRests>();
};

// What tells one element from another: the solver's own numbers for the terms it is made of. A case and
// its completion share their values and differ in what is known.
[[nodiscard]] std::vector<unsigned> identity_of(const Symbol& element);

}  // namespace stadga::verify
