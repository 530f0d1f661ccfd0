// units.h - what is reviewed, piece by piece, and what each piece rests on.
//
// A unit is what one signature covers: a rule, a requirement or a guarantee with all its versions
// ("PRH-K1"; "2281/PRH-X1" where a municipality's file adds it), what stands around the rules of the
// base ("beslut": stages, items, routes of appeal, header), and what else a municipality's file
// brings ("2281/kommunfil": values filled in, trials, delegations).
//
// Its cone holds all that its meaning depends on beside its own text: facts and records with their
// types, parameters and tables with their values, terms and every rule that defines them,
// requirements that it reads and the rules on them, exceptions that go before it, the day that
// selects the law. Pure and thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"

namespace stadga::review {

struct Unit {
  std::string id;
  std::string title;
  std::string municipality;  // empty for the base
  std::string rule_hash;     // sha256:… of the unit alone
  engine::Cone cone;
};

inline constexpr std::string_view kFrameUnit = "beslut";
inline constexpr std::string_view kOverlayUnit = "kommunfil";  // behind "NNNN/"

// In source order: requirements, rules, guarantees, the frame, then each municipality's.
[[nodiscard]] std::vector<Unit> units_of(const engine::Package& package);

}  // namespace stadga::review
