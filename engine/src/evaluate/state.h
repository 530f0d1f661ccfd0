// state.h - what an expression yields: a value, or one of the named states (docs/semantics.md, 3).
#pragma once
#include <algorithm>
#include <compare>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "stadga/engine/evaluate.h"

namespace stadga::engine {

// std::monostate is `inget`: known to be none.
using Scalar =
    std::variant<std::monostate, bool, std::int64_t, Money, Date, EnumLiteral, std::string>;

// From kUnknown on, in the order in which one state hides another.
enum class StateKind {
  kValue,
  kNoLimit,  // a parameter that the municipality has set to "no limit"
  kUnknown,
  kConflict,
  kGap,
  kNotInForce,
  kNotCovered,
  kError,
};

// The bounds of a count over elements of which some are not known.
struct Interval {
  std::int64_t low = 0, high = 0;
};

struct State {
  StateKind kind = StateKind::kUnknown;
  Scalar value;                      // kValue
  std::optional<Interval> interval;  // of a count that is not known
  std::string at, detail;            // where and what, for the abnormal states
  std::vector<ConflictSide> sides;   // kConflict

  [[nodiscard]] bool is_value() const { return kind == StateKind::kValue; }
  [[nodiscard]] bool is_unknown() const { return kind == StateKind::kUnknown; }
  [[nodiscard]] bool is_abnormal() const { return kind > StateKind::kUnknown; }
  [[nodiscard]] bool is_true() const { return is_value() && value == Scalar(true); }
  [[nodiscard]] bool is_false() const { return is_value() && value == Scalar(false); }
  [[nodiscard]] bool is_none() const {
    return is_value() && std::holds_alternative<std::monostate>(value);
  }
};

[[nodiscard]] inline State value_state(Scalar value) {
  State out;
  out.kind = StateKind::kValue;
  out.value = std::move(value);
  return out;
}
[[nodiscard]] inline State unknown_state() { return {}; }
[[nodiscard]] inline State no_limit_state() {
  State out;
  out.kind = StateKind::kNoLimit;
  return out;
}
[[nodiscard]] inline State abnormal_state(StateKind kind, std::string at, std::string detail) {
  State out;
  out.kind = kind;
  out.at = std::move(at);
  out.detail = std::move(detail);
  return out;
}
// The rule's id is filled in by the rule that the error happens in.
[[nodiscard]] inline State error_state(std::string detail) {
  return abnormal_state(StateKind::kError, "", std::move(detail));
}

// Does `a` hide `b`? Values are hidden by everything else.
[[nodiscard]] inline bool hides(const State& a, const State& b) {
  if (a.kind < StateKind::kUnknown) return false;
  return b.kind < StateKind::kUnknown || a.kind < b.kind;
}

// The state that hides the others; the first of equal ones. nullptr when all are values.
[[nodiscard]] inline const State* hiding(const std::vector<State>& states) {
  const State* out = nullptr;
  for (const State& state : states) {
    if (state.kind < StateKind::kUnknown) continue;
    if (out == nullptr || hides(state, *out)) out = &state;
  }
  return out;
}

// Kleene's all-of (stop = false) and any-of (stop = true): one `stop` settles it, then what
// is not known, then the rest. Written once, so that both polarities agree.
[[nodiscard]] inline State kleene(const std::vector<State>& states, bool stop) {
  for (const State& state : states) {
    if (state.is_value() && state.value == Scalar(stop)) return state;
  }
  if (const State* other = hiding(states)) {
    State out = *other;
    out.interval.reset();
    return out;
  }
  return value_state(!stop);
}

}  // namespace stadga::engine
