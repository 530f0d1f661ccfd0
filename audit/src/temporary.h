// temporary.h - a private folder for copies that hold keys, which must outlive nobody.
#pragma once
#include <string>

#include "stadga/base/result.h"

namespace stadga::audit {

// Removed with everything in it, by its owner or, where that was killed, by the next one to come.
// A folder is in use as long as its owner holds the lock on the mark in it; only folders with our
// name, our mark and our user are touched, and in them only the files that a copy consists of.
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
  TemporaryFolder(std::string path, int mark) : path_(std::move(path)), mark_(mark) {}
  std::string path_;
  int mark_ = -1;  // holds the lock
};

}  // namespace stadga::audit
