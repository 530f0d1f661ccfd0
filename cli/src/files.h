// files.h - reading and writing files for the verbs. Every failure is a value; nothing here throws.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "stadga/base/result.h"
#include "stadga/dsl/compile.h"

namespace stadga::cli {

inline constexpr std::size_t kMaxRuleFile = 4U << 20U;  // one file of a rule set
inline constexpr std::size_t kMaxRuleFiles = 10'000;
inline constexpr std::size_t kMaxBundle = 256U << 20U;

// The first `limit` bytes and one more where there is more, so that the reader sees "too large"
// without the rest having been read. "-" is standard input. S6001 when it cannot be read
// or is no regular file (pipes that are open already, /dev/fd/N, excepted).
[[nodiscard]] Result<std::string> read_up_to(const std::string& path, std::size_t limit);

// A whole file of at most `limit` bytes; S6003 when it is larger.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t limit);

// Every *.stadga below the folder: rules, then kommuner/, then typfall/, each by bytes of the path.
// Linked files are read, linked folders are not entered.
[[nodiscard]] Result<dsl::SourceSet> read_ruleset_folder(const std::string& folder);
void sort_sources(dsl::SourceSet& sources);

// Anything at all, a link to nowhere included.
[[nodiscard]] bool path_exists(const std::string& path);
[[nodiscard]] Error already_there(const std::string& path);  // S6022
[[nodiscard]] Error no_place_for_output(const std::string& path);  // S6033
[[nodiscard]] bool is_folder(const std::string& path);

// S6006, with what the system says.
[[nodiscard]] Error unwritable(const std::string& path, int error);
// Every byte, to an open file; errno says why not.
[[nodiscard]] bool write_all(int file, std::string_view bytes);
// A name that was given or taken in the folder of `path` is on disk; errno says why not.
[[nodiscard]] bool sync_folder_of(const std::string& path);

// Writes beside the target, flushes to disk and renames (output_file.h): the file is whole or not there.
[[nodiscard]] Status write_whole(const std::string& path, std::string_view bytes);

// A file that was not there before, with these permissions from its first byte; S6022 where something
// is. Nothing is left behind when it fails.
[[nodiscard]] Status write_new(const std::string& path, std::string_view bytes, bool secret);

// Lines of a batch, each at most `limit` bytes; the rest of a longer line is passed over, so that
// memory stays flat whatever the input holds.
class LineReader {
 public:
  explicit LineReader(std::size_t limit) : limit_(limit) {}
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  [[nodiscard]] Status open(const std::string& path);
  // False at the end. A line over the limit comes with its first limit + 1 bytes.
  [[nodiscard]] Result<bool> next(std::string& line);

 private:
  [[nodiscard]] Result<bool> fill();

  std::size_t limit_;
  std::string path_;
  int file_ = -1;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

}  // namespace stadga::cli
