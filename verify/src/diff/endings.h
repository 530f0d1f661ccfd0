// diff/endings.h - how a case ends and what is printed, as the engine shows it: what two rule sets
// are compared in.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "stadga/engine/evaluate.h"

namespace stadga::verify {

// Every way that a case can end.
enum class Ending : std::size_t {
  kDismissal,
  kRejection,
  kGrant,
  kPartial,
  kDefect,
  kRoute,
  kConflict,
  kGap,
  kNotInForce,
  kNotCovered,
  kError,
  kWaiting,  // for facts or assessments: what one of the two does not need, or takes as answered
};
inline constexpr std::size_t kEndings = 12;

[[nodiscard]] constexpr bool is_granted(Ending ending) {
  return ending == Ending::kGrant || ending == Ending::kPartial;
}
[[nodiscard]] Ending ending_of(const engine::Evaluation& evaluation);
// {"status", "outcome", "reason"}
[[nodiscard]] JsonObject ending_json(Ending ending);

// What is printed otherwise: a value, or what is granted of one of the things applied for.
enum class Direction { kUp, kDown, kOther };
struct Move {
  std::string name;  // of the value, or of the list applied for
  bool item = false;
  Direction direction = Direction::kOther;
  friend auto operator<=>(const Move&, const Move&) = default;
};
// Sorted, each once. `values`: those that both rule sets print in the same way.
[[nodiscard]] std::vector<Move> moves_between(const engine::Evaluation& before,
                                              const engine::Evaluation& after,
                                              const std::vector<std::string>& values);

}  // namespace stadga::verify
