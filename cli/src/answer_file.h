// answer_file.h - what a solver answered in earlier checks, kept between runs so that an edit asks again only what it
// touches. Solver, version and budget are part of what was asked (verify/evidence.h). Whoever can write the file can
// have anything believed: a release never reads one.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "stadga/base/result.h"
#include "stadga/verify/evidence.h"

namespace stadga::cli {

class AnswerFile {
 public:
  // A file that is not there is an empty one. S6032: it is something else.
  [[nodiscard]] static Result<AnswerFile> open(const std::string& path);
  // Valid while this is.
  [[nodiscard]] verify::AnswerStore store();
  // Adds what is new. Another run may do the same at the same time; a line that is not whole is passed over.
  [[nodiscard]] Status save() const;

 private:
  std::string path_;
  bool is_new_ = false;
  std::map<std::string, verify::KnownAnswer> known_;
  std::vector<std::string> added_;  // keys
};

}  // namespace stadga::cli
