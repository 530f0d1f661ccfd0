// asking_search.h - does a finite model ask for something that cannot matter?
//
// Every combination of classes and unknowns is tried: outside lists, for one element of the list, and
// for what the rest of the list can be. The rest counts only by how many elements surely and possibly
// satisfy each condition, up to the numbers that the tests compare with; those sums are closed under
// one more element, so that lists of every length are covered.
#pragma once
#include <cstdint>

#include "asking_model.h"

namespace stadga::verify {

enum class Asking { kExact, kNeedless, kTooLarge };

// `until_true`: cases in which a root is known to be true are left out (the stage has decided).
[[nodiscard]] Asking search_needless(const AskingModel& model, bool until_true);

}  // namespace stadga::verify
