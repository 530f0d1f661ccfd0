// pair.h - two case files that an atom tells apart, seen from the engine: shown, made small, and drawn
// together to one unit from each other at a limit.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generate/atoms.h"
#include "replay.h"

namespace stadga::verify {

// The rule set with a condition of its own, that the version is law in the case at hand; and with the clause
// turned round: where that gives another result, the clause decides.
struct Version {
  Version(const engine::Ruleset& of, const Clause& clause);
  engine::Ruleset ruleset, turned;
  engine::ExprId in_force;
};

struct PairAim {
  const Clause* clause = nullptr;
  const Version* version = nullptr;
  std::size_t atom = 0;
  bool others_same = true;
  bool result = true;  // else only the clause itself
};

// `yes`: where the atom is true.
struct Pair {
  Json yes, no;
  [[nodiscard]] Pair swapped() const { return {no, yes}; }
};

// How a case ends, without what it prints.
struct Ending {
  engine::CaseStatus status = engine::CaseStatus::kIncomplete;
  std::optional<engine::Outcome> outcome;
  std::optional<std::uint32_t> stage;
  std::string referral;
  friend bool operator==(const Ending&, const Ending&) = default;
};

class Pairs {
 public:
  Pairs(const Replay& replay, const PairAim& aim) : replay_(replay), aim_(aim) {}

  [[nodiscard]] bool shows(const Pair& pair) const;
  // The pair's values of `facts` in another case, where that shows it: the first of `cases` in which both are
  // decided and the clause decides both, else the first one.
  [[nodiscard]] std::optional<Pair> planted(const Pair& pair, const std::set<std::uint32_t>& facts,
                                            const std::vector<Json>& cases) const;
  // A smaller pair of the same kind: both cases end as before, and something tells them apart.
  [[nodiscard]] Pair smaller(const Pair& pair, const std::vector<Date>& days) const;

 private:
  struct Seen {
    engine::Case facts;
    engine::Evaluation evaluation;
  };
  [[nodiscard]] std::optional<Seen> see(const Json& case_file) const;
  [[nodiscard]] std::optional<bool> forced(const Seen& seen, engine::ExprId id, bool value) const;
  [[nodiscard]] bool matters(const Seen& seen) const;
  [[nodiscard]] bool decides(const Seen& seen) const;
  [[nodiscard]] bool stands(const Seen& seen) const;
  [[nodiscard]] bool told_apart(const Seen& yes, const Seen& no) const;
  [[nodiscard]] std::optional<bool> truth(const Seen& seen, engine::ExprId condition) const;
  [[nodiscard]] Pair with_one_side_smaller(const Pair& pair, const std::vector<Date>& days, bool yes_first) const;
  [[nodiscard]] Pair with_fewer_differences(Pair pair) const;
  [[nodiscard]] Json beside(const Json& file, const Json& from, const std::set<std::uint32_t>& facts,
                            bool moving) const;
  [[nodiscard]] std::pair<Ending, Ending> endings(const Pair& pair) const;

  const Replay& replay_;
  PairAim aim_;
};

[[nodiscard]] bool results_differ(const engine::Evaluation& a, const engine::Evaluation& b);

// The cases at, below and above a limit, and the value in them.
struct Threshold {
  std::string what;     // "gångsträcka_meter", "läkarintyg.utfärdat"
  engine::Type type;
  std::int64_t at = 0;  // 1, one oere, one month, or the number of a day
  std::optional<Json> below, equal, above;  // absent where that is no valid case
  bool is_pair = false;  // the two that the atom tells apart also show what the pair showed
};
// nullopt: the pair does not differ in exactly one number, amount or day.
[[nodiscard]] std::optional<Threshold> threshold_between(const Replay& replay, const PairAim& aim, const Pair& pair);

}  // namespace stadga::verify
