#include "support/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace stadga::fault {
namespace {

namespace fs = std::filesystem;

std::string parent_for(Scratch::On where) {
  const fs::path memory = "/dev/shm";
  if (where == Scratch::On::kMemory && ::access(memory.c_str(), W_OK) == 0) return memory;
  return fs::temp_directory_path();
}

}  // namespace

void machinery_failed(const std::string& what) {
  std::fprintf(stderr, "fault test machinery: %s\n", what.c_str());
  std::abort();
}

Scratch::Scratch(On where) : path_(parent_for(where) + "/stadga-fault-XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) machinery_failed("no folder " + path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

bool exists(const std::string& path) { return fs::exists(path); }

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) machinery_failed("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  if (!out.flush()) machinery_failed("cannot write " + path);
}

void make_folder(const std::string& path) { fs::create_directories(path); }

void remove_all(const std::string& path) { fs::remove_all(path); }

void copy_folder(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::create_directories(to);
  for (const auto& file : fs::directory_iterator(from)) {
    fs::copy_file(file.path(), fs::path(to) / file.path().filename());
  }
}

void flip_bit(const std::string& path, std::size_t offset, unsigned bit) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  const auto at = static_cast<off_t>(offset);
  unsigned char byte = 0;
  if (fd < 0 || ::pread(fd, &byte, 1, at) != 1) machinery_failed("cannot read " + path);
  byte = static_cast<unsigned char>(byte ^ (1U << bit));
  if (::pwrite(fd, &byte, 1, at) != 1 || ::close(fd) != 0) machinery_failed("cannot flip " + path);
}

}  // namespace stadga::fault
