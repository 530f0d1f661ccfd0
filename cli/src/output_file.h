// output_file.h - a file that grows beside its place and stands there only when it is whole.
#pragma once
#include <string>
#include <string_view>

#include "stadga/base/result.h"

namespace stadga::cli {

class OutputFile {
 public:
  enum class Over { kNothing, kReplace };
  enum class Readers { kOwner, kAll };  // an export holds facts, a bundle does not
  // S6022 where something is there already and is not to be replaced, S6033 where it is no file.
  [[nodiscard]] static Result<OutputFile> create(const std::string& path, Over over, Readers readers);
  [[nodiscard]] Status write(std::string_view bytes);
  // Flushed to disk, then renamed. Without it nothing is left behind.
  [[nodiscard]] Status commit();

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) = delete;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

 private:
  OutputFile(std::string path, std::string temporary, int file, Over over);
  [[nodiscard]] Status flush();

  std::string path_, temporary_, buffer_;
  int file_ = -1;
  Over over_ = Over::kNothing;
};

}  // namespace stadga::cli
