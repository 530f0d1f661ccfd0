// release.h - what stands in the way of a release: proofs, review, law. Nothing is waved through
// but a proof that a named person has waived.
#pragma once
#include <string>
#include <vector>

#include "console.h"
#include "stadga/base/date.h"
#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"
#include "stadga/review/waivers.h"
#include "stadga/verify/check.h"

namespace stadga::cli {

struct ReleaseInput {
  const engine::Package& package;
  const verify::CheckResult& proofs;
  const std::vector<review::JudgedWaiver>& waivers;  // of the proofs
  const engine::Reviews& reviews;                    // `demonstration`: such keys may count
  Date day;                                          // up to which the law must have been checked
};
// One problem (S6010) for everything in the way, in this order: proofs, review, law. Empty: go.
[[nodiscard]] std::vector<Problem> release_obstacles(const ReleaseInput& input);

// The obligations that are open and that a waiver lets pass.
struct WaivedProof {
  std::string id;
  LocalText text;  // by whom, when, why
};
[[nodiscard]] std::vector<WaivedProof> waived(const ReleaseInput& input);

// The reviews as a release bundle carries them: with the state of each part, and marked where a
// demonstration key was needed.
[[nodiscard]] engine::Reviews released(const ReleaseInput& input);

}  // namespace stadga::cli
