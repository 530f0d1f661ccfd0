// order_file.h - the file of an approved list: what is erased, held or released, on what ground,
// who decided and who approved.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "console.h"
#include "stadga/audit/erasure.h"

namespace stadga::cli {

struct Order {
  audit::LegalBasis basis;
  std::vector<audit::ErasedItem> erase;  // exactly one of these three is given
  std::vector<std::uint64_t> hold;
  std::optional<std::uint64_t> release;
};

// S6028 for everything that is not as docs/design/audit.md says; all of a file's errors at once.
[[nodiscard]] std::variant<Order, Failed> read_order(const std::string& path);

}  // namespace stadga::cli
