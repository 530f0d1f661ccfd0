// check: every proof obligation of a rule set, for the base and each overlay.
#include "load.h"
#include "operations.h"
#include "progress.h"
#include "stadga/verify/check.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

Failed unknown_municipality(const std::string& code, const engine::Package& package) {
  std::string known;
  for (const auto& [name, ruleset] : package.municipal) known += (known.empty() ? "" : ", ") + name;
  return {{{"S6005",
            code,
            {"regelverket har ingen kommunfil för " + code + " (finns: " + known + ")",
             "the rule set has no overlay for " + code + " (it has: " + known + ")"},
            {},
            {}}},
          kInvalid};
}

void show_warnings(const Loaded& loaded, const Console& console) {
  for (const dsl::Diagnostic& warning : loaded.warnings) {
    console.say(dsl::to_text(warning, console.language()));
  }
}

}  // namespace

Exit run(const CheckOptions& options, Console& console) {
  auto outcome = load({options.ruleset, options.overlays, false});
  if (auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Loaded& loaded = std::get<Loaded>(outcome);
  const engine::Package& package = loaded.package();
  console.ruleset_language(package.base.header.language);
  if (!options.municipality.empty() && !package.municipal.contains(options.municipality)) {
    return console.fail(unknown_municipality(options.municipality, package));
  }
  show_warnings(loaded, console);

  verify::CheckOptions wanted;
  wanted.municipality = options.municipality;
  auto result = [&] {
    const Progress progress(console, {"bevisar", "proving"});
    return verify::check(package, wanted);
  }();
  if (!result) return console.fail(failed(result.error()));
  if (console.json()) {
    console.json_line(verify::to_json(package, *result));
  } else {
    console.write(
        verify::to_text(package, *result, console.language(), console.format() == Format::kPlain));
  }
  return console.finish(static_cast<Exit>(verify::exit_status(*result)));
}

}  // namespace stadga::cli
