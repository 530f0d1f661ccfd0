#include "review_files.h"

#include <filesystem>

#include "files.h"
#include "stadga/review/files.h"

namespace stadga::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKey = 4096;

Error at(Error error, const std::string& path) {
  error.context = error.context.empty() ? path : path + " " + error.context;
  return error;
}

// Reads `path` with `read` into `out`; a file that does not exist leaves it as it is.
template <typename T, typename Read>
Status read_if_there(const std::string& path, Read read, T& out) {
  if (!path_exists(path)) return Unit{};
  auto bytes = read_file(path, review::kMaxReviewFile);
  if (!bytes) return bytes.error();
  auto value = read(*bytes);
  if (!value) return at(value.error(), path);
  out = std::move(value).value();
  return Unit{};
}

}  // namespace

std::string signature_file(const std::string& folder) {
  return (fs::path(folder) / "granskning" / "signaturer.json").string();
}

std::string waiver_file(const std::string& folder) {
  return (fs::path(folder) / "granskning" / "undantag.json").string();
}

Result<engine::Reviews> read_review_folder(const std::string& folder, const std::string& keys) {
  const fs::path review = fs::path(folder) / "granskning";
  engine::Reviews out;
  if (Status read = read_if_there(signature_file(folder), review::read_signatures, out.signatures);
      !read) {
    return read.error();
  }
  if (Status read = read_if_there(waiver_file(folder), review::read_waivers, out.waivers); !read) {
    return read.error();
  }
  if (Status read = read_if_there((review / "forfattare.json").string(), review::read_authors,
                                  out.authors);
      !read) {
    return read.error();
  }
  if (!keys.empty()) {
    auto reviewers = read_reviewer_file(keys);
    if (!reviewers) return reviewers.error();
    out.reviewers = std::move(reviewers).value();
    return out;
  }
  if (Status read = read_if_there((review / "granskare.txt").string(), review::read_reviewers,
                                  out.reviewers);
      !read) {
    return read.error();
  }
  return out;
}

Result<engine::Reviews> reviews_of(const Loaded& loaded, const std::string& path,
                                   const std::string& keys) {
  if (is_folder(path)) return read_review_folder(path, keys);
  engine::Reviews out = loaded.bundle.reviews.value_or(engine::Reviews{});
  if (keys.empty()) return out;
  auto reviewers = read_reviewer_file(keys);
  if (!reviewers) return reviewers.error();
  out.reviewers = std::move(reviewers).value();
  return out;
}

Result<engine::Reviews> reviews_if_waived(const Loaded& loaded, const std::string& path) {
  if (is_folder(path) && !path_exists(waiver_file(path))) return engine::Reviews{};
  return reviews_of(loaded, path, "");
}

Result<std::vector<engine::Reviewer>> read_reviewer_file(const std::string& path) {
  auto bytes = read_file(path, review::kMaxReviewFile);
  if (!bytes) return bytes.error();
  auto reviewers = review::read_reviewers(*bytes);
  if (!reviewers) return at(reviewers.error(), path);
  return reviewers;
}

Result<SignerKey> read_key_file(const std::string& path) {
  auto bytes = read_file(path, kMaxKey);
  if (!bytes) return bytes.error();
  auto key = review::read_private_key(*bytes);
  wipe({reinterpret_cast<std::uint8_t*>(bytes->data()), bytes->size()});
  if (!key) return at(key.error(), path);
  return key;
}

Status write_review_file(const std::string& path, const std::string& bytes) {
  std::error_code error;
  fs::create_directory(fs::path(path).parent_path(), error);  // a failure shows in the writing
  return write_whole(path, bytes);
}

}  // namespace stadga::cli
