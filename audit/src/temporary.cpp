#include "temporary.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "files.h"
#include "messages.h"

namespace stadga::audit {
namespace {

constexpr const char* kMaking = "/.stadga-XXXXXX";
constexpr const char* kName = ".stadga-held-";
constexpr std::size_t kDrawn = 6;  // letters that mkdtemp draws
constexpr std::array kFiles{"log.db",      "log.db-wal",  "log.db-shm",      "log.db-journal",
                            "keys.db",     "keys.db-wal", "keys.db-shm",     "keys.db-journal",
                            "head",        "log.pub"};

int open_folder(const std::string& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void remove_files(int folder, const std::string& path) {
  for (const char* name : kFiles) ::unlinkat(folder, name, 0);
  ::rmdir(path.c_str());
}

void remove_if_abandoned(const std::string& path) {
  const Descriptor folder(open_folder(path));
  struct stat status {};
  if (!folder.ok() || ::fstat(folder.get(), &status) != 0 || status.st_uid != ::geteuid()) return;
  if (::flock(folder.get(), LOCK_EX | LOCK_NB) != 0) return;  // its owner is at work
  remove_files(folder.get(), path);
}

void sweep(const std::string& parent) {
  std::error_code error;
  std::filesystem::directory_iterator at(parent, error);
  for (const std::filesystem::directory_iterator end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().starts_with(kName)) remove_if_abandoned(at->path().string());
  }
}

}  // namespace

Result<TemporaryFolder> TemporaryFolder::create(const std::string& parent) {
  sweep(parent);
  std::string made = parent + kMaking;
  if (::mkdtemp(made.data()) == nullptr) return storage_error(errno, parent);
  const int lock = open_folder(made);
  if (lock >= 0) ::flock(lock, LOCK_EX);  // where a file system has no locks nobody sweeps either
  const std::string path = parent + "/" + kName + made.substr(made.size() - kDrawn);
  if (lock < 0 || std::rename(made.c_str(), path.c_str()) != 0) {
    const Error error = storage_error(errno, parent);
    ::rmdir(made.c_str());
    if (lock >= 0) ::close(lock);
    return error;
  }
  return TemporaryFolder(path, lock);
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), lock_(std::exchange(other.lock_, -1)) {}

TemporaryFolder::~TemporaryFolder() {
  if (lock_ < 0) return;
  remove_files(lock_, path_);
  ::close(lock_);
}

}  // namespace stadga::audit
