#include "case/problems.h"

#include <algorithm>
#include <array>

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
  // Unicode's space separators (Zs) beside the blanks of ASCII, and the zero-width ones.
  static constexpr std::array<std::string_view, 10> kBlanks{
      " ", "\t", "\r", "\n", "\u00A0", "\u1680", "\u202F", "\u205F", "\u3000", "\uFEFF"};
  static constexpr std::string_view kSpaces = "\xE2\x80";  // U+2000..U+200D follow with 80..8D
  while (!text.empty()) {
    const auto* blank = std::find_if(kBlanks.begin(), kBlanks.end(),
                                     [&](std::string_view b) { return text.starts_with(b); });
    if (blank != kBlanks.end()) {
      text.remove_prefix(blank->size());
    } else if (text.size() > 2 && text.starts_with(kSpaces) && static_cast<unsigned char>(text[2]) <= 0x8D) {
      text.remove_prefix(3);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace stadga::engine
