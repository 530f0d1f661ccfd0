// flip_test.cpp - every byte of a log turned over, one at a time. Allowed: the verifier says no, or
// refuses, or everything that a reader can see is what it was. The walk runs in a child process,
// so that a crash is an outcome too, with a file and an offset.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "support/dice.h"
#include "support/files.h"
#include "support/sample_log.h"

namespace stadga::fault {
namespace {

struct Flip {
  std::string file;
  std::size_t offset = 0;
  unsigned bit = 0;
  auto operator<=>(const Flip&) const = default;
};

std::string to_text(const Flip& flip) {
  return flip.file + " offset " + std::to_string(flip.offset) + " bit " + std::to_string(flip.bit);
}

constexpr std::size_t kPage = 8192;
constexpr std::size_t kDatabaseHeader = 100;
constexpr std::size_t kTreeHeader = 12;
constexpr std::size_t kWalHeader = 32;
constexpr std::size_t kFrameHeader = 24;

// Which byte ranges of a file are headers.
using Ranges = std::vector<std::pair<std::size_t, std::size_t>>;

Ranges database_headers(std::size_t size) {
  Ranges ranges{{0, kDatabaseHeader + kTreeHeader}};
  for (std::size_t at = kPage; at < size; at += kPage) ranges.emplace_back(at, at + kTreeHeader);
  return ranges;
}

Ranges wal_headers(std::size_t size) {
  Ranges ranges{{0, kWalHeader}};
  for (std::size_t at = kWalHeader; at < size; at += kFrameHeader + kPage) {
    ranges.emplace_back(at, at + kFrameHeader);
  }
  return ranges;
}

class Plan {
 public:
  Plan(std::string folder, std::uint64_t seed) : folder_(std::move(folder)), dice_(seed) {}

  void database(const std::string& file, bool schema_page) {
    const std::size_t size = read_bytes(folder_ + "/" + file).size();
    headers(file, database_headers(size));
    if (schema_page || full_form()) every(file, 1, 0, kPage);
    every(file, full_form() ? 1 : 61, kPage, size);
  }
  void wal(const std::string& file) {
    const std::size_t size = read_bytes(folder_ + "/" + file).size();
    headers(file, wal_headers(size));
    every(file, full_form() ? 1 : 61, 0, size);
  }
  void text(const std::string& file) {
    const std::size_t size = read_bytes(folder_ + "/" + file).size();
    full_form() ? every_bit(file, {{0, size}}) : every(file, 1, 0, size);
  }

  [[nodiscard]] std::vector<Flip> half(std::size_t which) const {
    std::vector<Flip> chosen;
    std::size_t position = 0;
    for (const Flip& flip : flips_) {
      if (position++ % 2 == which) chosen.push_back(flip);
    }
    return chosen;
  }

 private:
  void headers(const std::string& file, const Ranges& ranges) {
    if (full_form()) return every_bit(file, ranges);
    for (const auto& [first, last] : ranges) every(file, 1, first, last);
  }
  void every_bit(const std::string& file, const Ranges& ranges) {
    for (const auto& [first, last] : ranges) {
      for (std::size_t at = first; at < last; ++at) {
        for (unsigned bit = 0; bit < 8; ++bit) flips_.insert({file, at, bit});
      }
    }
  }
  void every(const std::string& file, std::size_t stride, std::size_t first, std::size_t last) {
    for (std::size_t at = first; at < last; at += stride) {
      flips_.insert({file, at, static_cast<unsigned>(dice_.below(8))});
    }
  }

  std::string folder_;
  Dice dice_;
  std::set<Flip> flips_;
};

enum class Outcome { kSame, kDetected, kRefused, kWrong };

// 60 records with the log's own two: most in the database, the last still in the write-ahead log.
void write_log(const Scratch& scratch) {
  const LogPlace place{scratch.path("made"), ""};
  {
    auto log = audit::Log::open_or_create(log_options(place, 1));
    append_samples(**log, "flip", 0, 52, 13);
  }
  auto log = audit::Log::open_or_create(log_options(place, 2));
  append_samples(**log, "flip", 52, 58, 6);
  copy_folder(place.folder, scratch.path("log"));
  remove_all(scratch.path("log") + "/log.db-shm");
  remove_all(scratch.path("log") + "/keys.db-shm");
}

class Reader {
 public:
  explicit Reader(const Scratch& scratch) {
    options_.path = scratch.path("log");
    options_.temporary = scratch.path();
    auto snapshot = audit::Snapshot::open(options_);
    if (!snapshot) machinery_failed(describe(snapshot.error()));
    const auto report = (*snapshot)->verify();
    if (!report.ok) machinery_failed(describe(report));
    before_ = contents(**snapshot, report);
  }

  [[nodiscard]] Outcome read() const {
    auto snapshot = audit::Snapshot::open(options_);
    if (!snapshot) return Outcome::kRefused;
    const auto report = (*snapshot)->verify();
    if (!report.ok) return Outcome::kDetected;
    return contents(**snapshot, report) == before_ ? Outcome::kSame : Outcome::kWrong;
  }

 private:
  audit::ReadOptions options_;
  std::string before_;
};

// What the walking child tells its parent, also when it dies.
struct Progress {
  std::size_t position = 0;
  std::size_t count[4] = {};
  std::size_t wrong_at[64] = {};
};

class Shared {
 public:
  Shared()
      : progress_(static_cast<Progress*>(::mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE,
                                                MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    if (progress_ == MAP_FAILED) machinery_failed("no shared memory");
    *progress_ = Progress{};
  }
  ~Shared() { ::munmap(progress_, sizeof(Progress)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  Progress& operator*() const { return *progress_; }
  Progress* operator->() const { return progress_; }

 private:
  Progress* progress_;
};

void walk(const std::vector<Flip>& flips, const Scratch& scratch, Progress& progress) {
  const Reader reader(scratch);
  for (; progress.position < flips.size(); ++progress.position) {
    const Flip& flip = flips[progress.position];
    const std::string path = scratch.path("log") + "/" + flip.file;
    flip_bit(path, flip.offset, flip.bit);
    const auto outcome = static_cast<std::size_t>(reader.read());
    flip_bit(path, flip.offset, flip.bit);
    const std::size_t wrong = progress.count[static_cast<std::size_t>(Outcome::kWrong)];
    if (outcome == static_cast<std::size_t>(Outcome::kWrong) && wrong < 64) {
      progress.wrong_at[wrong] = progress.position;
    }
    ++progress.count[outcome];
  }
}

// Walks in children until the end; each child that dies is a failure at its position.
void walk_all(const std::vector<Flip>& flips, const Scratch& scratch, Shared& progress) {
  while (progress->position < flips.size()) {
    const pid_t child = ::fork();
    if (child == 0) {
      walk(flips, scratch, *progress);
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
    const Flip& flip = flips[progress->position];
    ADD_FAILURE() << "the reader died (status " << status << ") at " << to_text(flip);
    flip_bit(scratch.path("log") + "/" + flip.file, flip.offset, flip.bit);
    ++progress->position;
  }
}

void run_half(std::size_t half) {
  const Scratch scratch(Scratch::On::kMemory);
  write_log(scratch);
  Plan plan(scratch.path("log"), campaign_seed("flips"));
  plan.database("log.db", true);
  plan.wal("log.db-wal");
  plan.database("keys.db", false);
  plan.wal("keys.db-wal");
  plan.text("head");
  plan.text("log.pub");
  const std::vector<Flip> flips = plan.half(half);

  Shared progress;
  walk_all(flips, scratch, progress);
  const auto count = [&](Outcome outcome) {
    return progress->count[static_cast<std::size_t>(outcome)];
  };
  std::printf("flips: %zu, detected %zu, refused %zu, without effect %zu\n", flips.size(),
              count(Outcome::kDetected), count(Outcome::kRefused), count(Outcome::kSame));
  for (std::size_t i = 0; i < std::min<std::size_t>(count(Outcome::kWrong), 64); ++i) {
    ADD_FAILURE() << "undetected change: " << to_text(flips[progress->wrong_at[i]]);
  }
  EXPECT_EQ(count(Outcome::kWrong), 0U);
  EXPECT_GT(count(Outcome::kDetected), 0U);
  EXPECT_GT(count(Outcome::kSame), 0U);
}

TEST(FlipLog, EvenHalfIsDetectedOrHarmless) { run_half(0); }
TEST(FlipLog, OddHalfIsDetectedOrHarmless) { run_half(1); }

}  // namespace
}  // namespace stadga::fault
