#include "release.h"

#include <algorithm>

#include "stadga/review/law.h"
#include "stadga/review/status.h"

namespace stadga::cli {
namespace {

using review::UnitStatus;

void add(std::vector<Problem>& out, const std::string& where, LocalText text) {
  out.push_back({"S6010", where, std::move(text), {}, {}});
}

LocalText verdict_text(const verify::Obligation& obligation) {
  switch (obligation.verdict) {
    case verify::Verdict::kRefuted:
      return {"motbevisat; kör stadga check", "refuted; run stadga check"};
    case verify::Verdict::kUndecided:
      return {"oavgjort; undantag från bevis finns inte i den här versionen",
              "undecided; waivers are not in this version"};
    case verify::Verdict::kOutOfCore:
      return {"utanför det som kan bevisas; undantag från bevis finns inte i den här versionen",
              "outside what can be proved; waivers are not in this version"};
    case verify::Verdict::kProved:
      break;
  }
  return {};
}

// Refuted warnings are for a person to weigh; what is not settled at all is in the way.
bool in_the_way(const verify::Obligation& obligation) {
  if (obligation.verdict == verify::Verdict::kProved) return false;
  return obligation.verdict != verify::Verdict::kRefuted ||
         obligation.severity == verify::Severity::kError;
}

void add_proofs(const verify::CheckResult& proofs, std::vector<Problem>& out) {
  for (const verify::Obligation& obligation : proofs.obligations) {
    if (in_the_way(obligation)) add(out, obligation.id, verdict_text(obligation));
  }
}

LocalText unit_text(const UnitStatus& unit) {
  LocalText text = review::state_text(unit);
  const std::string count = std::to_string(unit.count);
  const std::string needed = std::to_string(review::kReviewersNeeded);
  text.sv += " (" + count + " av " + needed + " granskare räknas)";
  text.en += " (" + count + " of " + needed + " reviewers count)";
  return text;
}

void add_review(const review::Report& report, std::vector<Problem>& out) {
  for (const UnitStatus& unit : report.units) {
    if (unit.state() != "reviewed") add(out, unit.unit.id, unit_text(unit));
  }
  for (const engine::ReviewSignature& orphan : report.orphans) {
    if (engine::is_genuine(orphan)) continue;
    add(out, orphan.rule, {"ogiltig underskrift", "invalid signature"});
  }
}

bool counts_by_demonstration(const UnitStatus& unit) {
  return std::any_of(unit.signatures.begin(), unit.signatures.end(),
                     [](const review::Judged& judged) {
                       return judged.worth == review::Worth::kCounts &&
                              engine::is_demonstration_key(judged.signature.key);
                     });
}

}  // namespace

std::vector<Problem> release_obstacles(const ReleaseInput& input) {
  std::vector<Problem> out;
  add_proofs(input.proofs, out);
  add_review(review::status(input.package, input.reviews), out);
  for (const review::LawObstacle& law : review::law_obstacles(input.package, input.day)) {
    add(out, law.source, law.message);
  }
  return out;
}

engine::Reviews released(const engine::Package& package, engine::Reviews reviews) {
  const review::Report report = review::status(package, reviews);
  reviews.demonstration =
      std::any_of(report.units.begin(), report.units.end(), counts_by_demonstration);
  reviews.states.clear();
  for (const UnitStatus& unit : report.units) {
    reviews.states.emplace(unit.unit.id, unit.state());
  }
  return reviews;
}

}  // namespace stadga::cli
