// alternative.h - the rule set under proof beside itself without something: what a municipality, a trial or
// one provision adds is where the two answer a case differently. Solver and engine read the same two.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "workbench.h"

namespace stadga::verify {

// How a case can be decided.
inline constexpr engine::Outcome kOutcomes[] = {engine::Outcome::kDismissal, engine::Outcome::kRejection,
                                                engine::Outcome::kGrant, engine::Outcome::kPartial};

// What can be taken out. Of a parameter or a table: its values, not its place.
struct Part {
  enum class Kind { kProvision, kParameter, kTable };
  Kind kind = Kind::kProvision;
  std::string name;
  friend bool operator==(const Part&, const Part&) = default;
};
using Parts = std::vector<Part>;
enum class Whose { kOverlay, kAll };  // only what the municipality has added, or every version

// The rule set without the parts. Provisions keep their place, as law that has ended, so that references hold.
[[nodiscard]] engine::Ruleset without(engine::Ruleset ruleset, const Parts& parts, Whose whose);

// The provisions of the municipality that belong to no trial.
[[nodiscard]] Parts own_provisions(const engine::Ruleset& ruleset);
[[nodiscard]] bool contains(const Parts& parts, const Part& part);
// Provisions as ids; parameters and tables as "kommun.NAME".
[[nodiscard]] std::vector<std::string> provision_ids(const Parts& parts);
[[nodiscard]] std::vector<std::string> fillings(const Parts& parts);

// Parts that alone bring the finding about, or without which it does not come. `finding`: it shows when
// just these parts count.
[[nodiscard]] Parts involved(const Parts& parts, const std::function<bool(const Parts&)>& finding);

// Another rule set over the same facts, encoded over the same variables.
class Alternative {
 public:
  Alternative(Workbench& bench, engine::Ruleset other)
      : Alternative(bench, bench.encoder(), bench.vars(), std::move(other)) {}
  Alternative(Workbench& bench, Encoder& with, const CaseVars& vars, engine::Ruleset other)
      : smt_(bench.smt()), ruleset_(bench.ruleset()), with_(with), other_(std::move(other)),
        without_(smt_, other_, vars) {}
  // The same rule set, in which provisions exist only where their term holds.
  Alternative(Smt& smt, Encoder& with, const engine::Ruleset& ruleset, std::map<std::string, z3::expr> active)
      : smt_(smt), ruleset_(ruleset), with_(with), other_(ruleset),
        without_(smt, other_, with.vars(), std::move(active)) {}
  Alternative(const Alternative&) = delete;
  Alternative& operator=(const Alternative&) = delete;

  [[nodiscard]] Encoder& with() { return with_; }
  [[nodiscard]] Encoder& without() { return without_; }
  [[nodiscard]] engine::Evaluation evaluate(const engine::Case& facts) const {
    return engine::evaluate(other_, facts);
  }
  // The case ends otherwise: another state, stage, printed value or amount granted.
  [[nodiscard]] z3::expr differs();
  // The same of cases that are decided with all provisions.
  [[nodiscard]] z3::expr decided_otherwise();
  // One definition comes to something else: a term (for some element), or a requirement.
  [[nodiscard]] z3::expr differs(engine::TermId term);
  [[nodiscard]] z3::expr differs(const std::string& requirement);
  // A value of the decision is printed in one and not in the other, or not alike.
  [[nodiscard]] z3::expr printed_differs(engine::TermId value) {
    return value_differs(with_.term(value).value, without_.term(value).value);
  }

 private:
  [[nodiscard]] z3::expr result_differs();
  [[nodiscard]] z3::expr value_differs(const Symbol& a, const Symbol& b);
  void add_items(Exprs& out);

  Smt& smt_;
  const engine::Ruleset& ruleset_;
  Encoder& with_;
  engine::Ruleset other_;
  Encoder without_;
};

[[nodiscard]] z3::expr decided(Encoder& encoder, Smt& smt);
// They are in different states (known counts as one).
[[nodiscard]] z3::expr differ(Smt& smt, const States& a, const States& b);
[[nodiscard]] bool same_result(const engine::Evaluation& a, const engine::Evaluation& b);
// {"status", "outcome"} and one printed value, or those that differ.
[[nodiscard]] JsonObject result_json(const engine::Evaluation& evaluation, const std::string& value);
[[nodiscard]] std::string first_difference(const engine::Evaluation& a, const engine::Evaluation& b);
// Adds both results to what the replay shows.
void show_both(Obligation& obligation, const engine::Evaluation& with, const engine::Evaluation& without,
               const std::string& value);

// Is printed value `a` worse for the individual than `b`?
[[nodiscard]] bool worse(const engine::Term& term, const Json& a, const Json& b);

}  // namespace stadga::verify
