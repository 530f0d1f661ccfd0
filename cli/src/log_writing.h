// log_writing.h - opening a log to write in it, with the clock and the randomness that only the command has.
#pragma once
#include <memory>
#include <string>

#include "stadga/audit/log.h"
#include "stadga/base/result.h"

namespace stadga::cli {

struct WhereToWrite {
  std::string log, head;  // an empty head: the log's own folder
  std::string key;        // file of the signing key; empty: the one in the log
};

// Creates the log where there is none: a verb that must not, looks first. S6009 for the key.
[[nodiscard]] Result<std::unique_ptr<audit::Log>> open_to_write(const WhereToWrite& where);

}  // namespace stadga::cli
