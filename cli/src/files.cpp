#include "files.h"
#include "output_file.h"
#include "stadga/base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace stadga::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = 64U << 10U;

class File {
 public:
  explicit File(int file) : file_(file) {}
  ~File() {
    if (file_ > STDIN_FILENO) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] int get() const { return file_; }

 private:
  int file_;
};

std::string why(int error) { return std::generic_category().message(error); }

Error unreadable(const std::string& path, int error) {
  return {Failure::kInvalidInput,
          "S6001",
          {"filen kan inte läsas: " + why(error), "the file cannot be read: " + why(error)},
          path};
}

Error not_regular(const std::string& path) {
  return {Failure::kInvalidInput,
          "S6001",
          {"filen kan inte läsas: den är ingen vanlig fil",
           "the file cannot be read: it is no regular file"},
          path};
}

Error too_large(const std::string& path, std::size_t limit) {
  const std::string size = std::to_string(limit >> 20U) + " MiB";
  return {Failure::kInvalidInput,
          "S6003",
          {"filen är större än " + size, "the file is larger than " + size},
          path};
}

// Names of what the caller has already open, as a shell's <(...) gives them: a pipe is meant there.
bool names_open_file(const std::string& path) {
  return path == "/dev/stdin" || path.starts_with("/dev/fd/") ||
         path.starts_with("/proc/self/fd/");
}

// A regular file. A named pipe would wait for its writer and a device may never end, so opening
// does not block, and what was opened is looked at before it is read.
Result<int> open_for_reading(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  const int wait = names_open_file(path) ? 0 : O_NONBLOCK;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | wait);
  if (file < 0) return unreadable(path, errno);
  struct stat status {};
  if (::fstat(file, &status) == 0 && (S_ISREG(status.st_mode) || wait == 0)) return file;
  ::close(file);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  return not_regular(path);
}

// Bytes read, 0 at the end, or -1 with errno set.
ssize_t read_some(int file, char* data, std::size_t size) {
  ssize_t count = 0;
  do {
    count = ::read(file, data, size);
  } while (count < 0 && errno == EINTR);
  return count;
}

int source_rank(const std::string& path) {
  if (path.starts_with("kommuner/")) return 1;
  return path.starts_with("typfall/") ? 2 : 0;
}

Status add_source(const fs::path& folder, const fs::path& file, dsl::SourceSet& sources) {
  std::error_code error;
  if (!fs::is_regular_file(fs::status(file, error))) {
    return error ? unreadable(file.string(), error.value()) : not_regular(file.string());
  }
  // The path is part of a bundle, whose texts are NFC.
  if (const std::string name = file.lexically_relative(folder).generic_string();
      first_bad_utf8(name) || !is_nfc(name)) {
    return Error{Failure::kInvalidInput,
                 "S6018",
                 {"filens namn är inte UTF-8 på formen NFC", "the file's name is not UTF-8 in NFC"},
                 printable(file.string())};
  }
  if (sources.size() == kMaxRuleFiles) return too_large(folder.string(), kMaxBundle);
  auto text = read_file(file.string(), kMaxRuleFile);
  if (!text) return text.error();
  sources.push_back({file.lexically_relative(folder).generic_string(), std::move(text).value()});
  return Unit{};
}

Status collect(const fs::path& folder, dsl::SourceSet& sources) {
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  if (error) return unreadable(folder.string(), error.value());
  for (const fs::recursive_directory_iterator end; walk != end; walk.increment(error)) {
    if (walk->path().extension() == ".stadga" && !walk->is_directory()) {
      if (Status added = add_source(folder, walk->path(), sources); !added) return added;
    }
  }
  if (error) return unreadable(folder.string(), error.value());
  return Unit{};
}

}  // namespace

Error unwritable(const std::string& path, int error) {
  return {Failure::kStorage,
          "S6006",
          {"filen kan inte skrivas: " + why(error), "the file cannot be written: " + why(error)},
          path};
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool sync_folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  const File file(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return file.get() >= 0 && ::fsync(file.get()) == 0;
}

Result<std::string> read_up_to(const std::string& path, std::size_t limit) {
  const auto opened = open_for_reading(path);
  if (!opened) return opened.error();
  const File file(*opened);
  std::string bytes;
  while (bytes.size() <= limit) {
    const std::size_t old = bytes.size();
    const std::size_t want = std::min(kChunk, limit + 1 - old);
    bytes.resize(old + want);
    const ssize_t count = read_some(file.get(), bytes.data() + old, want);
    if (count < 0) return unreadable(path, errno);
    bytes.resize(old + static_cast<std::size_t>(count));
    if (count == 0) break;
  }
  return bytes;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  auto bytes = read_up_to(path, limit);
  if (bytes && bytes->size() > limit) return too_large(path, limit);
  return bytes;
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

void sort_sources(dsl::SourceSet& sources) {
  std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) {
    const int rank_a = source_rank(a.path);
    const int rank_b = source_rank(b.path);
    return rank_a != rank_b ? rank_a < rank_b : a.path < b.path;
  });
}

Result<dsl::SourceSet> read_ruleset_folder(const std::string& folder) {
  dsl::SourceSet sources;
  try {
    if (Status collected = collect(fs::path(folder), sources); !collected) return collected.error();
  } catch (const fs::filesystem_error& error) {
    return unreadable(folder, error.code().value());
  }
  if (sources.empty()) {
    return Error{Failure::kInvalidInput,
                 "S6002",
                 {"mappen innehåller inga regelfiler (*.stadga)",
                  "the folder holds no rule files (*.stadga)"},
                 folder};
  }
  sort_sources(sources);
  return sources;
}

Status write_whole(const std::string& path, std::string_view bytes) {
  auto file = OutputFile::create(path, OutputFile::Over::kReplace, OutputFile::Readers::kAll);
  if (!file) return file.error();
  if (const Status written = file->write(bytes); !written) return written;
  return file->commit();
}

bool path_exists(const std::string& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() != fs::file_type::not_found;
}

Error already_there(const std::string& path) {
  return {Failure::kInvalidInput,
          "S6022",
          {"filen finns redan och skrivs inte över", "the file exists and is not overwritten"},
          path};
}

Error no_place_for_output(const std::string& path) {
  return {Failure::kInvalidInput,
          "S6033",
          {"hit skrivs inget: det hör till loggen eller är ingen vanlig fil",
           "nothing is written here: it belongs to the log or is no regular file"},
          path};
}

Status write_new(const std::string& path, std::string_view bytes, bool secret) {
  const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                          secret ? 0600 : 0644);
  if (made < 0 && (errno == EEXIST || errno == ELOOP)) return already_there(path);
  if (made < 0) return unwritable(path, errno);
  int error = 0;
  {
    const File file(made);
    if (secret && ::fchmod(made, 0600) != 0) error = errno;
    if (error == 0 && (!write_all(made, bytes) || ::fsync(made) != 0)) error = errno;
  }
  if (error != 0) {
    ::unlink(path.c_str());
    return unwritable(path, error);
  }
  if (!sync_folder_of(path)) return unwritable(path, errno);
  return Unit{};
}

LineReader::~LineReader() {
  if (file_ > STDIN_FILENO) ::close(file_);
}

Status LineReader::open(const std::string& path) {
  path_ = path;
  const auto opened = open_for_reading(path);
  if (!opened) return opened.error();
  file_ = *opened;
  return Unit{};
}

Result<bool> LineReader::fill() {
  buffer_.resize(kChunk);
  at_ = 0;
  const ssize_t count = read_some(file_, buffer_.data(), buffer_.size());
  if (count < 0) return unreadable(path_, errno);
  buffer_.resize(static_cast<std::size_t>(count));
  return count > 0;
}

Result<bool> LineReader::next(std::string& line) {
  line.clear();
  bool any = false;
  while (!ended_) {
    if (at_ == buffer_.size()) {
      const auto more = fill();
      if (!more) return more.error();
      if (!*more) {
        ended_ = true;
        break;
      }
    }
    any = true;
    const std::size_t newline = buffer_.find('\n', at_);
    const std::size_t end = newline == std::string::npos ? buffer_.size() : newline;
    const std::size_t room = limit_ + 1 - std::min(line.size(), limit_ + 1);
    line.append(buffer_, at_, std::min(end - at_, room));
    at_ = newline == std::string::npos ? end : newline + 1;
    if (newline != std::string::npos) return true;
  }
  return any;
}

}  // namespace stadga::cli
