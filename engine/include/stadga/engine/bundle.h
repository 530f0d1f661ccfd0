// bundle.h - the content-addressed file that holds everything a replay needs.
//
// A bundle is canonical JSON (docs/bundle.md): semantics number, the base model, the overlaid
// models, sources text, check results, review signatures. Its name is the SHA-256 of its bytes. Reading checks the
// hash of every model against the recorded one. Pure; the caller does the file work.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/model.h"
#include "stadga/engine/reviews.h"

namespace stadga::engine {

// The canonical typed form of a rule set's meaning: no spans, no comments, keyword language free.
[[nodiscard]] Json model_json(const Ruleset& ruleset);
// sha256:… of the base's meaning / of what one overlay adds. dsl stores them in the Ruleset.
[[nodiscard]] std::string ruleset_hash(const Ruleset& base);
[[nodiscard]] std::string overlay_hash(const Ruleset& base, const Ruleset& overlaid);
// sha256:… of one provision (all versions): what a reviewer signs.
[[nodiscard]] std::string rule_hash(const Ruleset& ruleset, std::string_view id);

struct SourceFile {
  std::string path, text;
};
struct Bundle {
  Package package;
  std::vector<SourceFile> sources;  // the rule text, for people; not evaluated
  Json checks;                      // `check --format json` output, or {"state":"not_run"}
  std::optional<Reviews> reviews = std::nullopt;  // of a release
};
[[nodiscard]] Result<std::string> write_bundle(const Bundle& bundle);
[[nodiscard]] Result<Bundle> read_bundle(std::string_view bytes);

}  // namespace stadga::engine
