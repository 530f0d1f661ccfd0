// files.cpp - POSIX calls, checked one by one. A short write or a failed fsync is an error: the
// caller acknowledges nothing then.
#include "files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include "messages.h"

namespace stadga::audit {
namespace {

constexpr std::size_t kCopyBytes = 1U << 18U;

int open_retrying(const std::string& path, int flags, mode_t mode = 0) {
  int fd = -1;
  do {
    fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

// A regular file opened for reading; the kind is that of what was opened, not of the name.
Result<int> open_regular(const std::string& path) {
  const int fd = open_retrying(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return errno == ENXIO ? messages::not_a_file(path) : storage_error(errno, path);
  struct stat status {};
  const int code = ::fstat(fd, &status) == 0 ? 0 : errno;
  if (code == 0 && S_ISREG(status.st_mode)) return fd;
  ::close(fd);
  return code == 0 ? messages::not_a_file(path) : storage_error(code, path);
}

std::string parent_of(const std::string& path) {
  const std::string parent = std::filesystem::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

Status sync_folder(const std::string& path) {
  const Descriptor folder(open_retrying(path, O_RDONLY | O_DIRECTORY));
  if (!folder.ok() || ::fsync(folder.get()) != 0) return storage_error(errno, path);
  return Unit{};
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Tries every few milliseconds: flock has no timeout of its own.
Status lock(int fd, int kind, int wait_ms, const std::string& path) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
  while (::flock(fd, kind | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return storage_error(errno, path);
    if (std::chrono::steady_clock::now() >= deadline) return messages::busy(path);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return Unit{};
}

}  // namespace

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}
bool Descriptor::close() { return ::close(std::exchange(fd_, -1)) == 0; }

Error storage_error(int code, const std::string& path) {
  char buffer[128];
  // The GNU form, which returns the text: strerror itself is not thread-safe.
  return messages::storage(strerror_r(code, buffer, sizeof buffer), path);
}

bool exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error);
}

FileKind kind_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    return S_ISREG(status.st_mode) ? FileKind::kRegular : FileKind::kOther;
  }
  return errno == ENOENT || errno == ENOTDIR ? FileKind::kMissing : FileKind::kRegular;
}

Status expect_file(const std::string& path) {
  if (kind_of(path) == FileKind::kOther) return messages::not_a_file(path);
  return Unit{};
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const auto opened = open_regular(path);
  if (!opened) return opened.error();
  const Descriptor file(*opened);
  std::string out;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return storage_error(errno, path);
    if (got == 0) return out;
    out.append(buffer, static_cast<std::size_t>(got));
    if (out.size() > max_bytes) return messages::file_too_large(path);
  }
}

Status make_folder(const std::string& path) {
  if (is_folder(path)) return Unit{};
  const std::string parent = parent_of(path);
  if (!is_folder(parent)) {
    if (auto made = make_folder(parent); !made) return made;
  }
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return storage_error(errno, path);
  return sync_folder(parent);
}

Status ensure_file(const std::string& path) {
  Descriptor file(open_retrying(path, O_WRONLY | O_CREAT | O_NONBLOCK, 0600));
  if (!file.ok() || !file.close()) return storage_error(errno, path);
  return sync_folder(parent_of(path));
}

Status replace_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".tmp";
  {
    Descriptor file(open_retrying(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0644));
    if (!file.ok()) return storage_error(errno, temporary);
    if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0 || !file.close()) {
      return storage_error(errno, temporary);
    }
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return storage_error(errno, path);
  return sync_folder(parent_of(path));
}

Status copy_file(const std::string& from, const std::string& to) {
  const auto opened = open_regular(from);
  if (!opened) return opened.error();
  const Descriptor source(*opened);
  Descriptor target(open_retrying(to, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600));
  if (!target.ok()) return storage_error(errno, to);
  std::vector<char> buffer(kCopyBytes);
  while (true) {
    const ssize_t got = ::read(source.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return storage_error(errno, from);
    if (got == 0) break;
    if (!write_all(target.get(), {buffer.data(), static_cast<std::size_t>(got)})) {
      return storage_error(errno, to);
    }
  }
  if (!target.close()) return storage_error(errno, to);
  return Unit{};
}

Result<FileLock> FileLock::exclusive(const std::string& path, int wait_ms) {
  if (auto file = expect_file(path); !file) return file.error();
  FileLock held(open_retrying(path, O_RDWR | O_CREAT | O_NONBLOCK, 0600));
  if (held.descriptor_ < 0) return storage_error(errno, path);
  if (auto taken = lock(held.descriptor_, LOCK_EX, wait_ms, path); !taken) return taken.error();
  return held;
}

Result<FileLock> FileLock::shared(const std::string& path, int wait_ms) {
  if (auto file = expect_file(path); !file) return file.error();
  FileLock held(open_retrying(path, O_RDONLY | O_NONBLOCK));
  if (held.descriptor_ < 0) {
    if (errno == ENOENT) return held;
    return storage_error(errno, path);
  }
  if (auto taken = lock(held.descriptor_, LOCK_SH, wait_ms, path); !taken) return taken.error();
  return held;
}

FileLock::FileLock(FileLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace stadga::audit
