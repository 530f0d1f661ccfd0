// compile: the bundle, with what the proofs said about it where they were run. A release carries its
// review signatures and is refused while anything stands in its way.
#include "files.h"
#include "load.h"
#include "operations.h"
#include "progress.h"
#include "release.h"
#include "review_files.h"
#include "second_opinion.h"
#include "stadga/base/crypto.h"
#include "stadga/verify/check.h"
#include "verbs.h"
#include "waivers.h"
#include "world.h"

namespace stadga::cli {
namespace {

struct Tally {
  std::int64_t refuted = 0, open = 0;
};

Tally count(const verify::CheckResult& result) {
  Tally tally;
  for (const verify::Obligation& obligation : result.obligations) {
    const bool refuted = obligation.verdict == verify::Verdict::kRefuted;
    if (refuted && obligation.severity == verify::Severity::kError) ++tally.refuted;
    if (!refuted && obligation.verdict != verify::Verdict::kProved) ++tally.open;
  }
  return tally;
}

void warn_unproved(const Console& console, const Tally& tally) {
  if (tally.refuted == 0 && tally.open == 0) return;
  const std::string refuted = std::to_string(tally.refuted);
  const std::string open = std::to_string(tally.open);
  warn(console, {refuted + " motbevisade och " + open + " oavgjorda bevis står i filen",
                 refuted + " refuted and " + open + " undecided obligations are recorded"});
}

void show(Console& console, const CompileOptions& options, const engine::Bundle& bundle,
          const std::string& bytes, const std::vector<WaivedProof>& waived) {
  const std::string name = sha256_name(bytes);
  if (!console.json()) return console.line(name + "  " + options.output);
  JsonObject out{{"stadga", 1},
                 {"bundle", name},
                 {"bytes", static_cast<std::int64_t>(bytes.size())},
                 {"ruleset", ruleset_json(bundle.package)}};
  JsonArray ids;
  for (const WaivedProof& proof : waived) ids.emplace_back(proof.id);
  if (!ids.empty()) out["waived"] = std::move(ids);
  console.json_line(out);
}

Failed not_a_day(const std::string& day) {
  return {{{"S6034", day, {"det är ingen dag (ÅÅÅÅ-MM-DD)", "it is no day (YYYY-MM-DD)"}, {}, {}}},
          kInvalid};
}

Result<engine::Reviews> reviews_for(const CompileOptions& options, const Loaded& loaded) {
  if (!options.release) return reviews_if_waived(loaded, options.ruleset);
  auto reviews = reviews_of(loaded, options.ruleset, options.keys);
  if (reviews) reviews->demonstration = options.demonstration;
  return reviews;
}

// What the proofs said of the bundle, and what was waived.
struct Checked {
  verify::CheckResult proofs;
  engine::Reviews reviews;
  std::vector<review::JudgedWaiver> waivers;
};

std::variant<Checked, Failed> check_bundle(const CompileOptions& options, const Loaded& loaded,
                                           const Console& console) {
  auto reviews = reviews_for(options, loaded);
  if (!reviews) return failed(reviews.error());
  Progress progress(console, {"bevisar", "proving"});
  verify::CheckOptions wanted;
  wanted.settled = progress.of_check();
  wanted.evidence = options.release;
  auto result = verify::check(loaded.package(), wanted);
  if (!result) return failed(result.error());
  Checked out{std::move(result).value(), std::move(reviews).value(), {}};
  out.waivers = judged_waivers(loaded.package(), out.reviews, "", out.proofs);
  return out;
}

// Puts the review into the bundle and gives what was waived, or says all that stands in the way.
std::variant<std::vector<WaivedProof>, Failed> prepare_release(const CompileOptions& options,
                                                               const Checked& checked,
                                                               engine::Bundle& bundle) {
  const auto day = options.day.empty() ? today() : parse_date(options.day);
  if (!day) return not_a_day(options.day);
  const ReleaseInput input{bundle.package, checked.proofs, checked.waivers, checked.reviews, *day};
  auto obstacles = release_obstacles(input);
  if (!obstacles.empty()) return Failed{std::move(obstacles), kFinding};
  bundle.reviews = released(input);
  return waived(input);
}

// A release says of each proof that is lacking who answers for it.
void say_waived(const Console& console, const std::vector<WaivedProof>& waived) {
  for (const WaivedProof& proof : waived) {
    note(console, {proof.id + ": " + proof.text.sv, proof.id + ": " + proof.text.en});
  }
}

}  // namespace

Exit run(const CompileOptions& options, Console& console) {
  auto outcome = load({options.ruleset, {}, true});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  Loaded& loaded = std::get<Loaded>(outcome);
  engine::Bundle& bundle = loaded.bundle;
  console.ruleset_language(bundle.package.base.header.language);

  if (options.release) {
    if (const auto failure = no_second_solver()) return console.fail(*failure);
  }
  Tally tally;
  std::vector<WaivedProof> waived;
  if (options.check || options.release) {
    auto checked = check_bundle(options, loaded, console);
    if (auto* failure = std::get_if<Failed>(&checked)) return console.fail(*failure);
    const Checked& found = std::get<Checked>(checked);
    warn_waivers(console, found.waivers);
    tally = count(found.proofs);
    bundle.checks = verify::to_json(bundle.package, found.proofs, beside(found.waivers));
    if (options.release) {
      auto prepared = prepare_release(options, found, bundle);
      if (auto* failure = std::get_if<Failed>(&prepared)) return console.fail(*failure);
      waived = std::get<std::vector<WaivedProof>>(std::move(prepared));
      auto second = agreed(found.proofs.evidence, "", console);
      if (auto* failure = std::get_if<Failed>(&second)) return console.fail(*failure);
      (*bundle.checks.as_object())["evidence"] =
          verify::to_json(found.proofs.evidence, std::get<verify::SecondOpinion>(second));
    }
  }
  if (!options.release) bundle.reviews.reset();

  auto bytes = engine::write_bundle(bundle);
  if (!bytes) return console.fail(failed(bytes.error()));
  if (Status written = write_whole(options.output, *bytes); !written) {
    return console.fail(failed(written.error()));
  }
  warn_unproved(console, tally);
  say_waived(console, waived);
  show(console, options, bundle, *bytes, waived);
  return console.finish(kHolds);
}

}  // namespace stadga::cli
