// files.h - scratch folders and whole files as strings. A failure here is one of the test's own
// machinery: it aborts with a message, so that no damage test can pass by not doing its work.
#pragma once
#include <string>
#include <string_view>

namespace stadga::fault {

// A folder of its own, removed with everything in it.
class Scratch {
 public:
  enum class On { kMemory, kDisk };
  // kMemory: a tmpfs where there is one (for damage in bulk); kDisk: where fsync costs something.
  explicit Scratch(On where);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

[[noreturn]] void machinery_failed(const std::string& what);

[[nodiscard]] bool exists(const std::string& path);
[[nodiscard]] std::string read_bytes(const std::string& path);
void write_bytes(const std::string& path, std::string_view bytes);
void make_folder(const std::string& path);
void remove_all(const std::string& path);
// Copies a folder's files (no subfolders) into a fresh folder.
void copy_folder(const std::string& from, const std::string& to);
// Changes one bit in place. Doing it twice undoes it.
void flip_bit(const std::string& path, std::size_t offset, unsigned bit);

}  // namespace stadga::fault
