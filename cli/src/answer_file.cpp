#include "answer_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>

#include "files.h"

namespace stadga::cli {
namespace {

constexpr std::string_view kFirstLine = "stadga answers 1\n";
constexpr std::size_t kMost = 256U << 20U;
constexpr std::size_t kKey = 64;

std::string line_of(const std::string& key, const verify::KnownAnswer& answer) {
  return key + (answer.possible ? " sat " : " unsat ") + std::to_string(answer.used) + "\n";
}

// "<64 hex> sat|unsat <steps>"
std::optional<std::pair<std::string, verify::KnownAnswer>> read_line(std::string_view line) {
  if (line.size() <= kKey || line.substr(0, kKey).find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return std::nullopt;
  }
  std::string key(line.substr(0, kKey));
  line.remove_prefix(kKey);
  verify::KnownAnswer answer;
  for (const auto& [word, possible] : {std::pair<std::string_view, bool>{" sat ", true}, {" unsat ", false}}) {
    if (!line.starts_with(word)) continue;
    const char* end = line.data() + line.size();
    const auto [stop, problem] = std::from_chars(line.data() + word.size(), end, answer.used);
    if (problem != std::errc() || stop != end) return std::nullopt;
    answer.possible = possible;
    return std::pair{std::move(key), answer};
  }
  return std::nullopt;
}

Error something_else(const std::string& path) {
  return {Failure::kInvalidInput, "S6032",
          {"filen håller inga svar från tidigare kontroller", "the file does not hold answers of earlier checks"}, path};
}

}  // namespace

Result<AnswerFile> AnswerFile::open(const std::string& path) {
  AnswerFile out;
  out.path_ = path;
  out.is_new_ = !path_exists(path);
  if (out.is_new_) return out;
  const auto bytes = read_file(path, kMost);
  if (!bytes) return bytes.error();
  if (!std::string_view(*bytes).starts_with(kFirstLine)) return something_else(path);
  for (std::size_t at = kFirstLine.size(), end = 0; (end = bytes->find('\n', at)) != std::string::npos; at = end + 1) {
    auto line = read_line(std::string_view(*bytes).substr(at, end - at));
    if (line) out.known_.insert_or_assign(std::move(line->first), line->second);
  }
  return out;
}

verify::AnswerStore AnswerFile::store() {
  return {[this](const std::string& key) -> std::optional<verify::KnownAnswer> {
            const auto found = known_.find(key);
            return found == known_.end() ? std::nullopt : std::optional(found->second);
          },
          [this](const std::string& key, const verify::KnownAnswer& answer) {
            if (known_.insert_or_assign(key, answer).second) added_.push_back(key);
          }};
}

Status AnswerFile::save() const {
  if (added_.empty()) return Unit{};
  std::string text(is_new_ ? kFirstLine : std::string_view());
  for (const std::string& key : added_) text += line_of(key, known_.at(key));
  const int file = ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return unwritable(path_, errno);
  const bool whole = write_all(file, text);
  const int problem = errno;
  ::close(file);
  if (!whole) return unwritable(path_, problem);
  return Unit{};
}

}  // namespace stadga::cli
