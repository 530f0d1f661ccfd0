// check: every proof obligation of a rule set, for the base and each overlay.
#include "answer_file.h"
#include "check_formats.h"
#include "files.h"
#include "load.h"
#include "operations.h"
#include "progress.h"
#include "review_files.h"
#include "scenario_files.h"
#include "second_opinion.h"
#include "stadga/verify/check.h"
#include "verbs.h"
#include "waivers.h"

namespace stadga::cli {
namespace {

void show_warnings(const Loaded& loaded, const Console& console) {
  for (const dsl::Diagnostic& warning : loaded.warnings) {
    console.say(dsl::to_text(warning, console.language()));
  }
}

void show(const engine::Package& package, const verify::CheckResult& result,
          const verify::Waivers& waivers, const std::optional<verify::SecondOpinion>& second, Console& console) {
  const MessageLanguage language = console.language();
  switch (console.format()) {
    case Format::kJson: {
      Json json = verify::to_json(package, result, waivers);
      if (second) (*json.as_object())["second_opinion"] = verify::summary(*second);
      return console.json_line(json);
    }
    case Format::kSarif:
      return console.json_line(to_sarif(result, waivers, language));
    case Format::kJunit:
      return console.write(to_junit(result, waivers, language));
    case Format::kText:
      return console.write(verify::to_text(package, result, waivers, language, false));
    case Format::kPlain:
      return console.write(verify::to_text(package, result, waivers, language, true));
  }
}

}  // namespace

Exit run(const CheckOptions& options, Console& console) {
  auto outcome = load_for({options.ruleset, options.overlays, false}, options.municipality, console);
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  const engine::Package& package = loaded.package();
  auto reviews = reviews_if_waived(loaded, options.ruleset);
  if (!reviews) return console.fail(failed(reviews.error()));
  if (!options.evidence.empty() && path_exists(options.evidence)) {
    return console.fail(failed(already_there(options.evidence)));
  }
  if (options.second_opinion) {
    if (const auto failure = no_second_solver()) return console.fail(*failure);
  }
  show_warnings(loaded, console);
  if (!options.save_witnesses.empty()) {
    if (const auto failure = cannot_save(options)) return console.fail(*failure);
  }

  verify::CheckOptions wanted;
  wanted.municipality = options.municipality;
  wanted.questions = options.questions;
  wanted.rlimit *= options.effort;
  wanted.evidence = options.second_opinion;
  std::optional<AnswerFile> answers;
  verify::AnswerStore store;
  if (!options.answers.empty()) {
    auto opened = AnswerFile::open(options.answers);
    if (!opened) return console.fail(failed(opened.error()));
    answers = std::move(opened).value();
    store = answers->store();
    wanted.answers = &store;
  }
  auto result = [&] {
    Progress progress(console, {"bevisar", "proving"});
    wanted.settled = progress.of_check();
    return verify::check(package, wanted);
  }();
  if (!result) return console.fail(failed(result.error()));
  if (answers) {
    if (Status saved = answers->save(); !saved) return console.fail(failed(saved.error()));
  }
  std::optional<verify::SecondOpinion> second;
  if (options.second_opinion) {
    auto opinion = agreed(result->evidence, options.evidence, console);
    if (auto* failure = std::get_if<Failed>(&opinion)) return console.fail(*failure);
    second = std::get<verify::SecondOpinion>(std::move(opinion));
  }
  std::optional<Failed> unsaved;
  if (!options.save_witnesses.empty()) unsaved = save_witnesses(loaded, *result, options, console);
  const auto waivers =
      judged_waivers(package, std::move(reviews).value(), options.municipality, *result);
  warn_waivers(console, waivers);
  show(package, *result, beside(waivers), second, console);
  // What was proved is told whether or not its cases could be kept.
  if (unsaved) return console.fail_aside(*unsaved);
  return console.finish(static_cast<Exit>(verify::exit_status(*result)));
}

}  // namespace stadga::cli
