// compile: the bundle, with what the proofs said about it where they were run.
#include "files.h"
#include "load.h"
#include "operations.h"
#include "progress.h"
#include "stadga/base/crypto.h"
#include "stadga/verify/check.h"
#include "verbs.h"

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

// Reviews do not exist in this version, so nothing can be reviewed: release always refuses, and
// says everything that stands in the way.
Failed refuse_release(const Tally& tally) {
  const std::string refuted = std::to_string(tally.refuted);
  const std::string open = std::to_string(tally.open);
  Failed failure{{}, kFinding};
  const auto add = [&](LocalText text) {
    failure.problems.push_back({"S6010", "", std::move(text), {}, {}});
  };
  if (tally.refuted > 0) {
    add({refuted + " bevis är motbevisade; kör stadga check",
         refuted + " obligations are refuted; run stadga check"});
  }
  if (tally.open > 0) {
    add({open + " bevis är oavgjorda", open + " obligations are undecided"});
  }
  add({"ingen regel är granskad och signerad: granskning finns inte i den här versionen",
       "no rule is reviewed and signed: review is not in this version"});
  return failure;
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

}  // namespace

Exit run(const CompileOptions& options, Console& console) {
  auto outcome = load({options.ruleset, {}, true});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  engine::Bundle& bundle = std::get<Loaded>(outcome).bundle;
  console.ruleset_language(bundle.package.base.header.language);

  Tally tally;
  if (options.check || options.release) {
    const Progress progress(console, {"bevisar", "proving"});
    auto result = verify::check(bundle.package);
    if (!result) return console.fail(failed(result.error()));
    tally = count(*result);
    bundle.checks = verify::to_json(bundle.package, *result);
  }
  if (options.release) return console.fail(refuse_release(tally));

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
