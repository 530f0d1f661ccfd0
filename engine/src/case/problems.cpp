#include "case/problems.h"

#include <algorithm>

#include "case/messages.h"
#include "stadga/base/text.h"

namespace stadga::engine {

void Problems::take(std::vector<JsonProblem> found) {
  for (JsonProblem& problem : found) {
    reported_.insert(problem.path);
    list_.push_back({std::move(problem.code), std::move(problem.path),
                     messages::at_byte(problem.message, problem.offset), problem.offset});
  }
}

void Problems::add(const char* code, std::string path, LocalText message) {
  if (reported_.contains(path)) return;
  list_.push_back({code, std::move(path), std::move(message), std::nullopt});
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestCompared = 200;  // keeps hostile keys cheap
  if (name.size() > kLongestCompared) return "";
  const std::size_t limit = std::max<std::size_t>(1, count_code_points(name) / 3);
  std::string best;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

void reject_unknown_keys(Problems& problems, const JsonObject& object, const std::string& path,
                         const std::vector<std::string>& known) {
  for (const auto& [key, value] : object) {
    static_cast<void>(value);
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    problems.add("S4012", pointer(path, key), messages::unknown_key(key, nearest(key, known)));
  }
}

bool is_plain_text(std::string_view text, std::size_t limit) {
  return !text.empty() && printable(text) == text && count_code_points(text) <= limit;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace stadga::engine
