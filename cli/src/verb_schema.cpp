// schema: what a case file of this rule set looks like, for programs that make one.
#include "stadga/engine/schema.h"

#include "load.h"
#include "verbs.h"

namespace stadga::cli {

Exit run(const SchemaOptions& options, Console& console) {
  const auto outcome = load({options.ruleset, options.overlays, false});
  if (const auto* failure = std::get_if<Failed>(&outcome)) return console.fail(*failure);
  const Json schema = engine::case_schema(std::get<Loaded>(outcome).package());
  if (console.json()) {
    console.json_line(schema);
  } else {
    console.line(pretty(schema));
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
