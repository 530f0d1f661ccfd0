// files.h - the few file operations whose order and durability the log relies on.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "stadga/base/result.h"

namespace stadga::audit {

[[nodiscard]] bool exists(const std::string& path);
[[nodiscard]] bool is_folder(const std::string& path);
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t max_bytes);
// Creates the folder (mode 0700) and its parents, durably.
[[nodiscard]] Status make_folder(const std::string& path);
// Creates an empty private file where there is none.
[[nodiscard]] Status ensure_file(const std::string& path);
// Readers see the old bytes or the new, also after power loss: temporary file beside it, fsync,
// rename, fsync of the folder.
[[nodiscard]] Status replace_file(const std::string& path, std::string_view bytes);
[[nodiscard]] Status copy_file(const std::string& from, const std::string& to);

// An advisory lock (flock), held by the object.
class FileLock {
 public:
  // Waits at most `wait_ms`, then S5002.
  static Result<FileLock> exclusive(const std::string& path, int wait_ms);
  // For readers: creates nothing; a missing lock file (an archived copy) counts as locked.
  static Result<FileLock> shared(const std::string& path, int wait_ms);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// A private folder that is removed with everything in it.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> create(const std::string& parent);
  [[nodiscard]] const std::string& path() const { return path_; }

  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace stadga::audit
