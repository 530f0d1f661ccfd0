// diff/case.h - one case under two rule sets: the file that each of them takes, what both say of
// it, and the smallest case that still shows a difference.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "diff/changes.h"
#include "diff/encoding.h"
#include "witness.h"

namespace stadga::verify {

// The packages as given, and which municipality's rule sets are compared.
struct Compared {
  std::array<const engine::Package*, 2> packages{};
  std::string municipality;  // empty: the bases
  [[nodiscard]] const engine::Ruleset& ruleset(std::size_t side) const {
    return municipality.empty() ? packages[side]->base : packages[side]->municipal.at(municipality);
  }
};

// What the engine says of one case in both.
struct Observed {
  Ending before = Ending::kGap, after = Ending::kGap;
  std::vector<Move> moves;
  std::vector<std::size_t> felt;     // changes that are felt for certain
  std::vector<std::size_t> perhaps;  // changes that the engine does not show by themselves
  std::array<engine::Evaluation, 2> evaluations;
  [[nodiscard]] bool differs() const { return before != after || !moves.empty(); }
};

struct PairWitness {
  std::array<Json, 2> files;  // OLD's case file and NEW's
  std::array<engine::Evaluation, 2> evaluations;
  Observed observed;
  std::vector<std::string> because, assumes;
};

class PairReplay {
 public:
  using Fillings =
      std::map<std::uint32_t, engine::Literal>;  // of open places, by index in Joint::both
  // `shared`: values that both print alike.
  PairReplay(const Joint& joint, const std::vector<Change>& changes, const Compared& compared,
             std::vector<std::string> shared, const Fillings& fillings);
  PairReplay(const PairReplay&) = delete;
  PairReplay& operator=(const PairReplay&) = delete;

  // nullopt: no case that both take.
  [[nodiscard]] std::optional<Observed> observe(const Json& case_file) const;
  using Wanted = std::function<bool(const Observed&, const engine::Case&)>;
  // Smaller while `wanted` holds. Throws Disagreement where the rule sets as given say something
  // else.
  [[nodiscard]] std::optional<PairWitness> minimise(const Json& case_file, const Wanted& wanted,
                                                    const std::vector<Date>& days) const;
  // The law day of the case is before the day.
  [[nodiscard]] bool law_day_before(const engine::Case& facts, Date day) const;
  // Both rule sets as given take the case.
  [[nodiscard]] bool is_valid(const Json& case_file) const;
  [[nodiscard]] const std::string& municipality() const { return compared_.municipality; }

 private:
  [[nodiscard]] Observed observed(const engine::Case& facts) const;
  [[nodiscard]] bool within(const engine::Case& facts, const DateInterval& days) const;
  [[nodiscard]] bool is_felt(const Change& change, const engine::Case& facts, bool& sure) const;
  [[nodiscard]] std::optional<bool> term_felt(const std::string& name,
                                              const engine::Case& facts) const;
  [[nodiscard]] bool requirement_felt(const std::string& id, const engine::Case& facts) const;
  [[nodiscard]] Json file_for(std::size_t side, const Json& case_file) const;
  void fill(const Fillings& fillings);
  void add_probes();

  const Joint& joint_;
  const std::vector<Change>& changes_;
  Compared compared_;
  std::vector<std::string> shared_;
  std::array<engine::Ruleset, 2> sides_;  // Joint's, filled, with probes
  std::array<engine::Package, 2> given_;  // as given, filled; only the rule sets compared
  engine::Package package_;               // for reading cases over the joint facts
  std::vector<std::string> assumes_;
  std::array<std::map<std::string, std::vector<engine::ExprId>>, 2>
      probes_;  // requirement -> in each state?
};

}  // namespace stadga::verify
