#include "output_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "files.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kChunk = 256U << 10U;

Error unwritable(const std::string& path, int error) {
  const std::string why = std::generic_category().message(error);
  return {Failure::kStorage,
          "S6006",
          {"filen kan inte skrivas: " + why, "the file cannot be written: " + why},
          path};
}

int sync_parent(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  const int folder =
      ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return errno;
  const int error = ::fsync(folder) == 0 ? 0 : errno;
  ::close(folder);
  return error;
}

// Never over something else, also where it came there in the meantime. File systems that cannot
// promise that are asked first.
int move_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (path_exists(to)) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

OutputFile::OutputFile(std::string path, std::string temporary, int file, bool replace)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(file), replace_(replace) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      file_(std::exchange(other.file_, -1)),
      replace_(other.replace_) {}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<OutputFile> OutputFile::create(const std::string& path, bool replace) {
  if (!replace && path_exists(path)) return already_there(path);
  if (is_folder(path)) return unwritable(path, EISDIR);
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());  // for its owner alone: an export holds facts
  if (file < 0) return unwritable(path, errno);
  return OutputFile(path, std::move(temporary), file, replace);
}

Status OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(file_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unwritable(path_, errno);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return Unit{};
}

Status OutputFile::write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kChunk ? Status(Unit{}) : flush();
}

Status OutputFile::commit() {
  if (const Status flushed = flush(); !flushed) return flushed;
  if (::fsync(file_) != 0) return unwritable(path_, errno);
  if (::close(std::exchange(file_, -1)) != 0) return unwritable(path_, errno);
  int error = 0;
  if (replace_) {
    error = ::rename(temporary_.c_str(), path_.c_str()) == 0 ? 0 : errno;
  } else {
    error = move_new(temporary_, path_);
  }
  if (error == EEXIST) return already_there(path_);
  if (error != 0) return unwritable(path_, error);
  temporary_.clear();
  error = sync_parent(path_);
  return error == 0 ? Status(Unit{}) : unwritable(path_, error);
}

}  // namespace stadga::cli
