#include "support/small_disk.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include "support/files.h"

namespace stadga::fault {
namespace {
constexpr std::uint64_t kBlock = 4096;
constexpr std::uint64_t kRoomy = 4096;  // 16 MiB
}  // namespace

std::unique_ptr<SmallDisk> SmallDisk::mount(const std::string& folder) {
  make_folder(folder);
  const bool apart = ::unshare(CLONE_NEWNS) == 0 &&
                     ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
  if (!apart || ::mount("none", folder.c_str(), "tmpfs", 0, "size=16m") != 0) return nullptr;
  write_bytes(folder + "/ballast", "x");  // a size of nothing would mean no limit
  return std::unique_ptr<SmallDisk>(new SmallDisk(folder));
}

SmallDisk::~SmallDisk() { ::umount2(folder_.c_str(), MNT_DETACH); }

void SmallDisk::resize(std::uint64_t blocks) {
  const std::string size = "size=" + std::to_string(blocks * kBlock);
  if (::mount("none", folder_.c_str(), "tmpfs", MS_REMOUNT, size.c_str()) != 0) {
    machinery_failed("cannot resize " + folder_);
  }
}

void SmallDisk::leave_free(std::uint64_t blocks) {
  make_roomy();
  struct statvfs state {};
  if (::statvfs(folder_.c_str(), &state) != 0 || state.f_frsize != kBlock) {
    machinery_failed("cannot measure " + folder_);
  }
  resize(state.f_blocks - state.f_bfree + blocks);
}

void SmallDisk::make_roomy() { resize(kRoomy); }

}  // namespace stadga::fault
