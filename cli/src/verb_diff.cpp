// diff: which cases get another answer when one version of a rule set replaces another.
#include "load.h"
#include "progress.h"
#include "stadga/verify/diff.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

void show(const engine::Package& before, const engine::Package& after,
          const verify::DiffResult& result, Console& console) {
  if (console.json()) return console.json_line(verify::to_json(before, after, result));
  console.write(verify::to_text(before, after, result, console.language(),
                                console.format() == Format::kPlain));
}

}  // namespace

Exit run(const DiffOptions& options, Console& console) {
  auto old_outcome = load({options.before, {}, false});
  if (auto* failure = std::get_if<Failed>(&old_outcome)) return console.fail(*failure);
  auto new_outcome = load({options.after, {}, false});
  if (auto* failure = std::get_if<Failed>(&new_outcome)) return console.fail(*failure);
  const engine::Package& before = std::get<Loaded>(old_outcome).package();
  const engine::Package& after = std::get<Loaded>(new_outcome).package();
  console.ruleset_language(after.base.header.language);

  verify::DiffOptions wanted;
  wanted.municipality = options.municipality;
  wanted.rlimit *= options.effort;
  wanted.from = parse_date(options.from);
  auto result = [&] {
    Progress progress(console, {"jämför", "comparing"});
    wanted.progress = progress.of_diff();
    return verify::diff(before, after, wanted);
  }();
  if (!result) return console.fail(failed(result.error()));
  show(before, after, *result, console);
  return console.finish(static_cast<Exit>(verify::exit_status(*result)));
}

}  // namespace stadga::cli
