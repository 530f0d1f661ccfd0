// load.h - RULESET on the command line: a folder, a rule file or a compiled bundle, told apart by
// content. Folder and file are compiled in memory and their checks are marked as not run.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "console.h"
#include "stadga/dsl/compile.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/scenario.h"

namespace stadga::cli {

struct LoadRequest {
  std::string path;
  std::vector<std::string> overlays;  // files that stand beside kommuner/
  bool scenarios = false;             // compile typfall/ too
};

struct Loaded {
  engine::Bundle bundle;
  std::string bytes;  // of the bundle file; empty when compiled here
  std::vector<engine::Scenario> scenarios;
  std::vector<dsl::Diagnostic> warnings;

  [[nodiscard]] const engine::Package& package() const { return bundle.package; }
  // The bytes that the audit log keeps: the file's own, or what `compile` would write.
  [[nodiscard]] Result<std::string> bundle_bytes() const;
};

[[nodiscard]] std::variant<Loaded, Failed> load(const LoadRequest& request);
// The same for a verb about one municipality, or none: S6005 where it is unknown. From here on messages follow the
// rule set's language.
[[nodiscard]] std::variant<Loaded, Failed> load_for(const LoadRequest& request, const std::string& municipality,
                                                    Console& console);
// S6005, with the municipalities that there are.
[[nodiscard]] Failed unknown_municipality(const std::string& code, const engine::Package& package);
// {"name","title","version","hash"}
[[nodiscard]] Json ruleset_json(const engine::Package& package);

}  // namespace stadga::cli
