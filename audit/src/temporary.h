// temporary.h - a private folder for copies that hold keys, which must outlive nobody.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::audit {

// Removed with everything in it, by its owner or, where that was killed, by the next one to come
// (docs/audit-format.md, 1). Its owner holds the folder's lock from before it has the name that is
// swept; only folders with our name and our user are touched, and in them only a copy's files.
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
  TemporaryFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::string path_;
  int lock_ = -1;  // the folder, locked
};

}  // namespace stadga::audit
