#include "temporary.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "files.h"
#include "messages.h"

namespace stadga::audit {
namespace {

constexpr const char* kName = ".stadga-copy-";
constexpr const char* kMark = "copy.lock";
constexpr std::array kFiles{"log.db",      "log.db-wal",  "log.db-shm",      "log.db-journal",
                            "keys.db",     "keys.db-wal", "keys.db-shm",     "keys.db-journal",
                            "head",        "log.pub"};

void remove_files(int folder, const std::string& path) {
  for (const char* name : kFiles) ::unlinkat(folder, name, 0);
  ::unlinkat(folder, kMark, 0);
  ::rmdir(path.c_str());
}

bool is_own(int descriptor, mode_t kind) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && (status.st_mode & S_IFMT) == kind &&
         status.st_uid == ::geteuid();
}

void remove_if_abandoned(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.ok() || !is_own(folder.get(), S_IFDIR)) return;
  const Descriptor mark(
      ::openat(folder.get(), kMark, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!mark.ok() || !is_own(mark.get(), S_IFREG)) return;
  if (::flock(mark.get(), LOCK_EX | LOCK_NB) != 0) return;  // its owner is at work
  remove_files(folder.get(), path);
}

void sweep(const std::string& parent) {
  std::error_code error;
  std::filesystem::directory_iterator at(parent, error);
  for (const std::filesystem::directory_iterator end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().starts_with(kName)) remove_if_abandoned(at->path().string());
  }
}

// -1 where somebody swept the folder before it was locked.
int make_mark(const std::string& folder) {
  const std::string path = folder + "/" + kMark;
  const int mark = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  struct stat status {};
  if (mark >= 0 && ::flock(mark, LOCK_EX | LOCK_NB) == 0 && ::fstat(mark, &status) == 0 &&
      status.st_nlink == 1) {
    return mark;
  }
  if (mark >= 0) ::close(mark);
  return -1;
}

}  // namespace

Result<TemporaryFolder> TemporaryFolder::create(const std::string& parent) {
  constexpr int kAttempts = 8;
  sweep(parent);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string path = parent + "/" + kName + "XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) return storage_error(errno, parent);
    if (const int mark = make_mark(path); mark >= 0) return TemporaryFolder(path, mark);
    const int code = errno;
    ::unlink((path + "/" + kMark).c_str());
    ::rmdir(path.c_str());
    if (code == ENOSPC || code == EDQUOT || code == EROFS) return storage_error(code, parent);
  }
  return storage_error(EBUSY, parent);
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), mark_(std::exchange(other.mark_, -1)) {}

TemporaryFolder::~TemporaryFolder() {
  if (mark_ < 0) return;
  {
    const Descriptor folder(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (folder.ok()) remove_files(folder.get(), path_);
  }
  ::close(mark_);
}

}  // namespace stadga::audit
