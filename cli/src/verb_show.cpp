// show: a rule set as a tree, its facts, its sources, or where a name is used.
#include <algorithm>

#include "load.h"
#include "show.h"
#include "show_evidence.h"
#include "stadga/base/text.h"
#include "stadga/engine/references.h"
#include "verb_names.h"
#include "verbs.h"

namespace stadga::cli {
namespace {

using What = ShowOptions::What;

Failed unknown_name(const engine::Ruleset& ruleset, const std::string& name) {
  const std::string near = nearest_word(name, engine::names_of(ruleset));
  LocalText text{"regelverket har inget som heter " + name, "the rule set has nothing called " + name};
  if (!near.empty()) {
    text.sv += ". Menade du " + near + "?";
    text.en += ". Did you mean " + near + "?";
  }
  return {{{"S6023", name, text, {}, {}}}, kInvalid};
}

View view_of(const ShowOptions& options, const engine::Ruleset& ruleset, MessageLanguage language) {
  switch (options.what) {
    case What::kTree: return tree_view(ruleset, options.name, language);
    case What::kFacts: return facts_view(ruleset, options.name, language);
    case What::kSources: return sources_view(ruleset, options.name, language);
    case What::kUses:
    case What::kEvidence: break;
  }
  return uses_view(ruleset, options.name, language);
}

const char* key_of(What what) {
  switch (what) {
    case What::kTree: return "tree";
    case What::kFacts: return "facts";
    case What::kSources: return "sources";
    case What::kUses:
    case What::kEvidence: break;
  }
  return "uses";
}

void show(Console& console, const View& view) {
  const bool plain = console.format() == Format::kPlain;
  for (const ViewLine& line : view.lines) {
    const std::string text = printable(line.text);
    const bool ended = text.ends_with('.') || text.ends_with('?');
    if (plain) {
      console.line(text + (ended ? "" : "."));
    } else {
      console.line(std::string(static_cast<std::size_t>(line.level) * 2, ' ') + text);
    }
  }
}

}  // namespace

Exit run(const ShowOptions& options, Console& console) {
  const auto outcome = load_for({options.ruleset, {}, false}, options.municipality, console);
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  if (options.what == What::kEvidence) {
    return show_evidence(std::get<Loaded>(outcome).bundle.checks, options.name, console);
  }
  const engine::Package& package = std::get<Loaded>(outcome).package();
  const engine::Ruleset& ruleset =
      options.municipality.empty() ? package.base : package.municipal.at(options.municipality);
  if (!options.name.empty() && !engine::uses_of(ruleset, options.name)) {
    return console.fail(unknown_name(ruleset, options.name));
  }
  const View view = view_of(options, ruleset, console.language());
  if (console.json()) {
    console.json_line(JsonObject{
        {"stadga", 1}, {"ruleset", ruleset_json(package)}, {key_of(options.what), view.json}});
  } else {
    show(console, view);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
