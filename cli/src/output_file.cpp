#include "output_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "files.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kChunk = 256U << 10U;

// Never over something else, also where it came there in the meantime. File systems that cannot
// promise that are asked first.
int move_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (path_exists(to)) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// A pipe or a device, or a link to one: replaced, it would be gone for everybody.
bool is_no_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

}  // namespace

OutputFile::OutputFile(std::string path, std::string temporary, int file, Over over)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(file), over_(over) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      file_(std::exchange(other.file_, -1)),
      over_(other.over_) {}

OutputFile::~OutputFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<OutputFile> OutputFile::create(const std::string& path, Over over, Readers readers) {
  if (over == Over::kNothing && path_exists(path)) return already_there(path);
  if (is_folder(path)) return unwritable(path, EISDIR);
  if (is_no_file(path)) return no_place_for_output(path);
  std::string temporary = path + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());  // for its owner alone
  if (file < 0) return unwritable(path, errno);
  OutputFile out(path, std::move(temporary), file, over);
  if (readers == Readers::kAll && ::fchmod(file, 0644) != 0) return unwritable(path, errno);
  return out;
}

Status OutputFile::flush() {
  if (!write_all(file_, buffer_)) return unwritable(path_, errno);
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
  if (over_ == Over::kReplace) {
    error = ::rename(temporary_.c_str(), path_.c_str()) == 0 ? 0 : errno;
  } else {
    error = move_new(temporary_, path_);
  }
  if (error == EEXIST) return already_there(path_);
  if (error != 0) return unwritable(path_, error);
  temporary_.clear();
  return sync_folder_of(path_) ? Status(Unit{}) : unwritable(path_, errno);
}

}  // namespace stadga::cli
