#include "release.h"

#include <algorithm>

#include "stadga/review/law.h"
#include "stadga/review/status.h"
#include "waivers.h"

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
      return {"oavgjort", "undecided"};
    case verify::Verdict::kOutOfCore:
      return {"utanför det som kan bevisas", "outside what can be proved"};
    case verify::Verdict::kProved:
      break;
  }
  return {};
}

// What is neither proved nor refuted can be waived; a waiver that does not count says why.
LocalText open_text(const verify::Obligation& obligation, const verify::Waived* waiver) {
  LocalText text = verdict_text(obligation);
  if (!is_open(obligation)) return text;
  if (waiver != nullptr)
    return {text.sv + ". " + waiver->text.sv, text.en + ". " + waiver->text.en};
  return {text.sv + "; en jurist kan undanta det från krav på bevis med stadga review waive",
          text.en + "; a jurist can waive its proof with stadga review waive"};
}

// Refuted warnings are for a person to weigh; what is not settled at all is in the way.
bool in_the_way(const verify::Obligation& obligation, const verify::Waived* waiver) {
  if (is_open(obligation)) return waiver == nullptr || !waiver->counts;
  return obligation.verdict == verify::Verdict::kRefuted &&
         obligation.severity == verify::Severity::kError;
}

const verify::Waived* waiver_of(const verify::Waivers& waivers, const std::string& id) {
  const auto found = waivers.find(id);
  return found == waivers.end() ? nullptr : &found->second;
}

void add_proofs(const ReleaseInput& input, std::vector<Problem>& out) {
  const verify::Waivers waivers = beside(input.waivers);
  for (const verify::Obligation& obligation : input.proofs.obligations) {
    const verify::Waived* waiver = waiver_of(waivers, obligation.id);
    if (in_the_way(obligation, waiver)) add(out, obligation.id, open_text(obligation, waiver));
  }
  // A false one is a finding even beside a good one: somebody made it.
  for (const review::JudgedWaiver& judged : input.waivers) {
    if (judged.worth != review::WaiverWorth::kFalse) continue;
    add(out, judged.waiver.obligation, review::waiver_text(judged));
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
  add_proofs(input, out);
  add_review(review::status(input.package, input.reviews), out);
  for (const review::LawObstacle& law : review::law_obstacles(input.package, input.day)) {
    add(out, law.source, law.message);
  }
  return out;
}

std::vector<WaivedProof> waived(const ReleaseInput& input) {
  std::vector<WaivedProof> out;
  const verify::Waivers waivers = beside(input.waivers);
  for (const verify::Obligation& obligation : input.proofs.obligations) {
    const verify::Waived* waiver = waiver_of(waivers, obligation.id);
    if (is_open(obligation) && waiver != nullptr && waiver->counts) {
      out.push_back({obligation.id, waiver->text});
    }
  }
  return out;
}

engine::Reviews released(const ReleaseInput& input) {
  engine::Reviews reviews = input.reviews;
  const review::Report report = review::status(input.package, reviews);
  const bool signed_so =
      std::any_of(report.units.begin(), report.units.end(), counts_by_demonstration);
  const bool waived_so = std::any_of(input.waivers.begin(), input.waivers.end(),
                                     [](const review::JudgedWaiver& judged) {
                                       return judged.worth == review::WaiverWorth::kCounts &&
                                              engine::is_demonstration_key(judged.waiver.key);
                                     });
  reviews.demonstration = signed_so || waived_so;
  reviews.states.clear();
  for (const UnitStatus& unit : report.units) {
    reviews.states.emplace(unit.unit.id, unit.state());
  }
  return reviews;
}

}  // namespace stadga::cli
