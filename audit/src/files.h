// files.h - the few file operations whose order and durability the log relies on.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "stadga/base/result.h"

namespace stadga::audit {

// An open file, closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool ok() const { return fd_ >= 0; }
  // Closing can be the first to report a lost write (network file systems).
  bool close();

 private:
  int fd_;
};

// S5001 for an errno value.
[[nodiscard]] Error storage_error(int code, const std::string& path);

[[nodiscard]] bool exists(const std::string& path);
[[nodiscard]] bool is_folder(const std::string& path);
// Through links. Asked before SQLite opens by name what could block or be a device. Where the
// question itself fails it is kRegular: opening will say what is wrong.
enum class FileKind { kMissing, kRegular, kOther };
[[nodiscard]] FileKind kind_of(const std::string& path);
// S5016 where something else than a file lies there; nothing at all is in order.
[[nodiscard]] Status expect_file(const std::string& path);
// S5016 where it is no regular file or larger than that; never waits for a writer.
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

}  // namespace stadga::audit
