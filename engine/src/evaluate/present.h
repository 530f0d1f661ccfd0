// present.h - what a decision says about its grounds: reasons, indicators, gates, warnings.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "evaluate/interpreter.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {

[[nodiscard]] Reason reason_for(Interpreter& interpreter, std::size_t group);
[[nodiscard]] Referral referral_for(const Ruleset& ruleset, const std::vector<Reason>& reasons,
                                    const char* why);
// Beside every requirement that concerns the case, in source order.
[[nodiscard]] std::vector<Indicator> indicators_of(Interpreter& interpreter);
[[nodiscard]] std::vector<Json> gates_of(const Ruleset& ruleset);
[[nodiscard]] std::vector<Json> warnings_of(const Ruleset& ruleset, Date decision_day,
                                            const std::set<SourceId>& relied_on);

// The sources and provisions that a term's value rests on, other terms and parameters included.
class Basis {
 public:
  explicit Basis(Interpreter& interpreter) : interpreter_(interpreter) {}
  void add_term(TermId id, const Element* of = nullptr);
  void add_reason(const Reason& reason, std::size_t group);
  [[nodiscard]] const std::set<SourceId>& sources() const { return sources_; }
  [[nodiscard]] const std::vector<Citation>& citations() const { return citations_; }
  // Source order: requirements, then rules.
  [[nodiscard]] std::vector<std::string> provisions() const;

 private:
  void add_expr(ExprId id, const Element* in = nullptr);
  void add_list(const Expr& expr, const Element* in);
  void cite(const std::vector<Citation>& citations);

  Interpreter& interpreter_;
  std::set<SourceId> sources_;
  std::vector<Citation> citations_;
  std::set<std::pair<std::uint32_t, const RecordValue*>> terms_;
  std::set<std::string> ids_;
};

}  // namespace stadga::engine
