// compile: the bundle, with what the proofs said about it where they were run. A release carries its
// review signatures and is refused while anything stands in its way.
#include "files.h"
#include "load.h"
#include "operations.h"
#include "progress.h"
#include "release.h"
#include "review_files.h"
#include "stadga/base/crypto.h"
#include "stadga/verify/check.h"
#include "verbs.h"
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
          const std::string& bytes) {
  const std::string name = sha256_name(bytes);
  if (!console.json()) return console.line(name + "  " + options.output);
  console.json_line(JsonObject{{"stadga", 1},
                               {"bundle", name},
                               {"bytes", static_cast<std::int64_t>(bytes.size())},
                               {"ruleset", ruleset_json(bundle.package)}});
}

Failed not_a_day(const std::string& day) {
  return {{{"S6020", day, {"det är ingen dag (ÅÅÅÅ-MM-DD)", "it is no day (YYYY-MM-DD)"}, {}, {}}},
          kInvalid};
}

// Puts the review into the bundle, or says all that stands in the way.
std::optional<Failed> prepare_release(const CompileOptions& options, const Loaded& loaded,
                                      const verify::CheckResult& proofs, engine::Bundle& bundle) {
  const auto day = options.day.empty() ? today() : parse_date(options.day);
  if (!day) return not_a_day(options.day);
  auto reviews = reviews_of(loaded, options.ruleset, options.keys);
  if (!reviews) return failed(reviews.error());
  reviews->demonstration = options.demonstration;
  auto obstacles = release_obstacles({bundle.package, proofs, *reviews, *day});
  if (!obstacles.empty()) return Failed{std::move(obstacles), kFinding};
  bundle.reviews = released(bundle.package, std::move(reviews).value());
  return std::nullopt;
}

}  // namespace

Exit run(const CompileOptions& options, Console& console) {
  auto outcome = load({options.ruleset, {}, true});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  Loaded& loaded = std::get<Loaded>(outcome);
  engine::Bundle& bundle = loaded.bundle;
  console.ruleset_language(bundle.package.base.header.language);

  if (!options.release) bundle.reviews.reset();
  Tally tally;
  if (options.check || options.release) {
    Progress progress(console, {"bevisar", "proving"});
    verify::CheckOptions wanted;
    wanted.settled = progress.of_check();
    auto result = verify::check(bundle.package, wanted);
    if (!result) return console.fail(failed(result.error()));
    tally = count(*result);
    bundle.checks = verify::to_json(bundle.package, *result);
    if (options.release) {
      const auto refused = prepare_release(options, loaded, *result, bundle);
      if (refused) return console.fail(*refused);
    }
  }

  auto bytes = engine::write_bundle(bundle);
  if (!bytes) return console.fail(failed(bytes.error()));
  if (Status written = write_whole(options.output, *bytes); !written) {
    return console.fail(failed(written.error()));
  }
  warn_unproved(console, tally);
  show(console, options, bundle, *bytes);
  return console.finish(kHolds);
}

}  // namespace stadga::cli
