// problems.h - the list of what is wrong with a case, and names near to a misspelt one.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/case.h"

namespace stadga::engine {

class Problems {
 public:
  // Takes over what the JSON reader found. A value that it already complained about (a number out
  // of range reads as 0) gets no second complaint.
  void take(std::vector<JsonProblem> found);
  void add(const char* code, std::string path, LocalText message);
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::vector<CaseProblem> take_all() { return std::move(list_); }

 private:
  std::vector<CaseProblem> list_;
  std::set<std::string> reported_;
};

// The candidate nearest to `name`, or "" when none is near.
[[nodiscard]] std::string nearest(std::string_view name,
                                  const std::vector<std::string>& candidates);

// Complains about every member of `object` that is not in `known`.
void reject_unknown_keys(Problems& problems, const JsonObject& object, const std::string& path,
                         const std::vector<std::string>& known);

// A text of 1..limit characters without control characters.
[[nodiscard]] bool is_plain_text(std::string_view text, std::size_t limit);
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace stadga::engine
