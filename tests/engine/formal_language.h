// formal_language.h - the small language that formal.h gives a meaning: rule sets and cases as plain data.
// Numbers are whole; truth is 0 or 1.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stadga::engine::formal {

enum class Kind { kValue, kNone, kNoLimit, kUnknown, kConflict, kGap, kNotInForce, kNotCovered, kError };

struct State {
  Kind kind = Kind::kUnknown;
  std::int64_t value = 0;
  std::optional<std::pair<std::int64_t, std::int64_t>> bounds;  // of a count

  friend bool operator==(const State& a, const State& b) {
    return a.kind == b.kind && a.value == b.value;
  }
  friend bool operator<(const State& a, const State& b) {
    return std::pair(a.kind, a.value) < std::pair(b.kind, b.value);
  }
};
inline State known(std::int64_t value) { return {Kind::kValue, value, {}}; }
inline State trouble(Kind kind) { return {kind, 0, {}}; }
inline bool is(const State& s, bool truth) { return s == known(truth ? 1 : 0); }
inline bool is_trouble(const State& s) { return s.kind > Kind::kUnknown; }

enum class Op {
  kNumber, kFact, kParameter, kTerm, kStanding, kElementFlag, kElementNumber,
  kAll, kAny, kNot, kExists, kAbsent, kEq, kNe, kLt, kLe, kGt, kGe,
  kAdd, kSub, kLeast, kGreatest, kScale, kRatio,
  kSome, kEvery, kCount, kSum, kListLeast, kListGreatest
};
enum class Mode { kHalfUp, kHalfEven, kUp, kDown };

struct Node {
  Op op = Op::kNumber;
  std::int64_t number = 0;  // a number; the fact's, parameter's, term's or requirement's place
  std::int64_t numerator = 1, denominator = 1, unit = 1;
  Mode mode = Mode::kHalfUp;
  bool empty_holds = false;
  int standing = 0;          // 0 not applicable, 1 met, 2 not met, 3 not shown
  std::vector<Node> parts;   // of list operators: the condition, then the value
};

// Days are plain numbers here.
struct Version {
  int from = 0, to = 0;
  bool introduced = false, repealed = false;
};

struct Rule {
  std::string id;
  std::vector<Version> versions;
  std::optional<Node> when;
  Node effect;
  std::vector<std::string> goes_before;
  bool last = false;
};

struct Term {
  bool truth = false;
  std::vector<Rule> rules;
};

struct Requirement {
  std::string id;
  bool fires = false;  // an obstacle or a route
  std::vector<Version> versions;
  Node condition;
  std::optional<Node> applies, not_shown_when;
  std::vector<Rule> rules;  // their effect is 1 met or 2 not met
};

struct Element {
  State flag, number;
};

struct Case {
  int law_day = 0;
  std::vector<State> facts, parameters;
  std::optional<std::vector<Element>> list;  // nullopt: not known
};

// Terms and requirements see only what stands before them in `order`.
struct Rules {
  std::vector<Term> terms;
  std::vector<Requirement> requirements;
};

}  // namespace stadga::engine::formal
