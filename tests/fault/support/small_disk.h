// small_disk.h - a file system of its own whose free space the test decides, where the machine
// allows mounting one.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace stadga::fault {

class SmallDisk {
 public:
  // Null where mounting is not allowed. The mount lives in a private namespace of this process.
  static std::unique_ptr<SmallDisk> mount(const std::string& folder);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // Leaves exactly this many free blocks of 4 KiB.
  void leave_free(std::uint64_t blocks);
  void make_roomy();

 private:
  explicit SmallDisk(std::string folder) : folder_(std::move(folder)) {}
  void resize(std::uint64_t blocks);
  std::string folder_;
};

}  // namespace stadga::fault
