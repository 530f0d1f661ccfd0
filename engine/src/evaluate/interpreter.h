// interpreter.h - the meaning of expressions, definitions and requirements over one case.
//
// One object per evaluation; it remembers each term and requirement that it has worked out. Not
// shared between threads. Everything is a pure function of (rule set, case).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evaluate/in_force.h"
#include "evaluate/possible.h"
#include "evaluate/state.h"
#include "stadga/engine/case.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

// Where a fact's value stands: the fact, then field and list indexes. Ordered as in the source.
struct Place {
  FactId fact;
  std::vector<std::uint32_t> steps;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// An element bound by a list operator; `outer` is the next one out.
struct Element {
  const Element* outer = nullptr;
  const RecordValue* record = nullptr;
  Place place;
};

// A fact's value, or the state that stands in its way.
struct Located {
  const FactValue* value = nullptr;  // set when the way there is known
  State state;                       // else why not
};

// A definition as the fold sees it, with the rules behind the nodes.
struct Definition {
  RuleNodes nodes;
  const Requirement* requirement = nullptr;  // then it is the first node
  std::vector<const Rule*> rules;  // per node; nullptr: the requirement itself, or no version
  std::vector<State> guards, conclusions;  // per node
  // Per node: the date that picks its version, where that is not known (lagdag).
  std::vector<ExprId> open_law_days;
};

struct TermResult {
  State state;
  std::vector<const Rule*> applied;  // rules that the value rests on
};

enum class StandingKind {
  kNotInForce,  // does not exist on the law day
  kNotApplicable,
  kMet,  // of an obstacle or a route: it applies
  kNotMet,
  kNotShown,
  kUnknown,
  kAbnormal,  // see `why`
};
struct Standing {
  StandingKind kind = StandingKind::kUnknown;
  State why;
  // kNotMet of an obstacle or a route: what `tillämpas när` comes to. Where that is not a value, the
  // stages need not wait for it, but whoever asks whether it is not met or not applicable must.
  State guard = value_state(true);
  const Requirement* version = nullptr;  // in force on the law day
  std::vector<const Rule*> settled_by;   // exceptions that decided it
};

class Interpreter {
 public:
  Interpreter(const Ruleset& ruleset, const Case& facts);

  [[nodiscard]] State eval(ExprId id, const Element* in = nullptr);
  // `of`: the element that a term for each element is asked about.
  [[nodiscard]] const TermResult& term(TermId id, const Element* of = nullptr);
  [[nodiscard]] const Standing& standing(std::size_t group);
  [[nodiscard]] std::optional<std::size_t> requirement_group(const std::string& id) const;
  [[nodiscard]] const std::vector<VersionGroup>& requirements() const { return requirements_; }

  [[nodiscard]] Definition define(TermId id, const Element* of = nullptr);
  [[nodiscard]] Definition define(const Requirement& version);

  // The dated value of a parameter on the law day; nullptr with the state that stands for it.
  [[nodiscard]] const DatedValue* dated_value(ParameterId id, State& state) const;

  // The version of a table that answers the call; nullptr with the state that stands for it.
  [[nodiscard]] const TableVersion* table_version(const Expr& call, const Element* in, State& state);
  // The element that a kElement names; nullptr outside of any.
  [[nodiscard]] const Element* element(ExprId id, const Element* in) const;

  [[nodiscard]] Located locate(ExprId id, const Element* in);
  // The record behind an expression of record type, or an element; else `why` says why not.
  [[nodiscard]] const RecordValue* record(ExprId id, const Element* in, State& why);
  [[nodiscard]] const ListValue* list(ExprId id, const Element* in, State& why);

  [[nodiscard]] const Ruleset& ruleset() const { return ruleset_; }
  [[nodiscard]] const Case& facts() const { return facts_; }
  // The date that selects the law (docs/semantics.md, 14); a value once law_day_known().
  [[nodiscard]] const State& law_day_state() const { return law_day_; }
  [[nodiscard]] Date law_day() const {
    const auto* day = std::get_if<Date>(&law_day_.value);
    return day != nullptr ? *day : facts_.decision_date;
  }
  // Left out because nothing points to it: counts as "nej" (behövs när).
  [[nodiscard]] bool not_found(FactId id);

 private:
  State eval_fact(ExprId id, const Element* in);
  State eval_table(const Expr& expr, const Element* in);
  State eval_qualified(const Expr& expr, const Element* in);
  bool rests_on_volunteered(ExprId id);
  State law_day_of(ExprId own);
  [[nodiscard]] bool disapplied(const std::string& id, Date day) const;
  State eval_parameter(ParameterId id) const;
  State eval_exists(const Expr& expr, const Element* in);
  State eval_requirement_is(const Expr& expr);
  State eval_list(const Expr& expr, const Element* in);
  State eval_quantifier(const Expr& expr, const std::vector<State>& conditions) const;
  State eval_fold(const Expr& expr, const ListValue& list, const std::vector<State>& conditions,
                  const Element* in);
  std::vector<State> eval_arguments(const Expr& expr, const Element* in);

  void add_rule(Definition& out, const VersionGroup& group, const Element* of);
  void link(Definition& out, const std::map<std::string, std::size_t>& places);
  TermResult evaluate_term(TermId id, const Element* of);
  Standing evaluate_requirement(std::size_t group);
  Standing settle(const Requirement& version);
  State condition_with_exceptions(const Requirement& version, Standing& out);

  const Ruleset& ruleset_;
  const Case& facts_;
  std::vector<VersionGroup> requirements_, rules_;
  std::map<std::string, std::size_t> requirement_places_;
  State law_day_;
  std::vector<std::optional<TermResult>> terms_;
  std::map<std::pair<std::uint32_t, const RecordValue*>, TermResult> element_terms_;
  std::vector<std::optional<Standing>> standings_;
};

// Numbers, dates and comparisons over values that are known; in operators.cpp.
[[nodiscard]] State compare(Op op, const State& left, const State& right);
[[nodiscard]] State combine_values(const Expr& expr, const std::vector<State>& arguments);
[[nodiscard]] State sum_of(const Expr& expr, const std::vector<State>& values);
[[nodiscard]] State extreme_of(bool greatest, const std::vector<State>& values);
[[nodiscard]] State date_part(const Expr& expr, const std::vector<State>& arguments);

[[nodiscard]] Scalar scalar_of(const Literal& literal);

}  // namespace stadga::engine
