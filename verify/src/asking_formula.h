// asking_formula.h - formulas over classes and unknowns, evaluated as the engine does.
#pragma once
#include <functional>
#include <set>
#include <vector>

#include "asking_model.h"

namespace stadga::verify {

inline constexpr int kUnknownClass = -1;
using Classes = std::vector<int>;    // per place: a class, or unknown
using Answers = std::vector<Truth>;  // of several formulas
using ListAnswer = std::function<Truth(std::size_t)>;  // of a list test

[[nodiscard]] Truth within(const Formula& formula, const std::vector<AskedPlace>& places,
                           const Classes& classes, const ListAnswer& list_test);
[[nodiscard]] Truth no_list(std::size_t);

// The places and list tests that are reached through what is not known, as `missing` reaches them.
void reach(const Formula& formula, const std::vector<AskedPlace>& places, const Classes& classes,
           const ListAnswer& list_test, std::set<std::size_t>& found, std::set<std::size_t>& tests);

// Every choice of classes. `see` says whether to go on.
bool each_choice(const std::vector<AskedPlace>& places, bool with_unknown,
                 const std::function<bool(const Classes&)>& see);

// Every way to make what is unknown known.
[[nodiscard]] std::vector<Classes> completions(const std::vector<AskedPlace>& places,
                                               const Classes& partial);

}  // namespace stadga::verify
