// rule_files.h - the texts of a rule file, a rule set's folder or a bundle, for verbs that work on text.
#pragma once
#include <string>
#include <variant>

#include "console.h"
#include "stadga/dsl/compile.h"

namespace stadga::cli {

struct RuleFiles {
  dsl::SourceSet sources;  // paths relative to the folder, as in a rule set
  std::string folder;      // where they lie; empty for one file and for a bundle
  bool bundle = false;     // carried by a bundle: nothing can be written back
  std::string file;        // the path given, when it is one file

  // The path of a source on disk, links followed.
  [[nodiscard]] std::string path_of(const engine::SourceFile& source) const;
};
// "-" is standard input. S6001, S6002, S6003, S6018, S4040, S4041.
[[nodiscard]] std::variant<RuleFiles, Failed> read_rule_files(const std::string& path);

}  // namespace stadga::cli
