// compilation.h - what of a recorded case and its result may stand in a compilation: everything but
// facts that the rule set marks `aldrig i sammanställning`, and what could tell of them.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "stadga/audit/snapshot.h"

namespace stadga::cli {

class Compilation {
 public:
  explicit Compilation(audit::Snapshot& snapshot) : snapshot_(snapshot) {}

  // A part of a record as it may be exported; nullopt where it must be left out whole. The same
  // bytes where nothing had to go.
  [[nodiscard]] std::optional<std::string> admitted(const audit::Entry& entry,
                                                    const std::string& part,
                                                    const std::string& bytes);

 private:
  using Names = std::optional<std::set<std::string>>;  // nullopt: the rules cannot be read
  const Names& never_compiled(const audit::Entry& entry);

  audit::Snapshot& snapshot_;
  std::map<std::string, Names> names_;  // by the bundle's hash
};

}  // namespace stadga::cli
