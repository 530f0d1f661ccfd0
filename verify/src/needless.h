// needless.h - a case in which `missing` lists exactly one fact, and no value of it matters.
//
// Candidates are complete cases with one value taken away; the solver then says whether two values of
// it can lead to different decisions, different standings of a requirement or different named values.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "workbench.h"

namespace stadga::verify {

// One step on the way to a value: a field or an element.
struct Step {
  std::string field;
  std::size_t index = 0;
  bool is_index = false;
};
using Way = std::vector<Step>;

// Whether a value that is not known can change what a case gets.
class Relevance {
 public:
  explicit Relevance(const engine::Ruleset& ruleset, std::uint64_t rlimit);
  // kNo: it cannot matter, with everything else as it is or becomes.
  [[nodiscard]] Answer can_matter(const engine::Case& facts, const Way& way);
  // Is the requirement, or the rule's condition or conclusion, what is not known in this case?
  [[nodiscard]] bool is_open(const engine::Case& facts, const std::string& id);

 private:
  [[nodiscard]] z3::expr differs();
  void tie(const Symbol& a, const Symbol& b, const engine::FactValue& value,
           const engine::Type& type, const Way& way, std::size_t depth, bool on_way, Exprs& out);
  void tie_all(const Symbol& a, const Symbol& b, Exprs& out);

  const engine::Ruleset& ruleset_;
  Smt smt_;
  CaseVars before_, other_before_, after_, other_after_;
  Encoder partial_, one_, two_;
  Exprs domain_;
  std::optional<Session> session_;
  std::optional<z3::expr> differs_;
};

struct NeedlessCase {
  Witness witness;
  std::string fact;  // "poster.0.dag"
};

class NeedlessSearch {
 public:
  explicit NeedlessSearch(Workbench& bench);
  ~NeedlessSearch();
  NeedlessSearch(const NeedlessSearch&) = delete;
  NeedlessSearch& operator=(const NeedlessSearch&) = delete;
  // A case in which provision `id` asks for one of `facts`. `rule`: its guard should hold and should
  // fail among the cases; may be null.
  [[nodiscard]] std::optional<NeedlessCase> find(const std::string& id,
                                                 const std::set<std::uint32_t>& facts,
                                                 const engine::Rule* rule);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace stadga::verify
