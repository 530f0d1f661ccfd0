// wal_cut_test.cpp - SQLite takes a write-ahead log that ends early for a smaller database and
// finds nothing wrong with it. The head file must: wherever it is kept, acknowledged records that
// are gone are missed by reader and writer.
#include <gtest/gtest.h>

#include "support/dice.h"
#include "support/files.h"
#include "support/sample_log.h"

namespace stadga::fault {
namespace {

constexpr std::size_t kWalHeader = 32;
constexpr std::size_t kFrame = 24 + 8192;

struct Seen {
  bool refused = false;
  bool ok = false;
  std::uint64_t records = 0;
  std::string contents;
  std::string report;
};

Seen look(const LogPlace& place, const Scratch& scratch) {
  audit::ReadOptions options;
  options.path = place.folder;
  options.head = place.head;
  options.temporary = scratch.path();
  Seen seen;
  auto snapshot = audit::Snapshot::open(options);
  seen.refused = !snapshot;
  if (!snapshot) return seen;
  const auto report = (*snapshot)->verify();
  seen.ok = report.ok;
  seen.records = report.records;
  seen.report = describe(report);
  seen.contents = contents(**snapshot, report);
  return seen;
}

Result<audit::Appended> write_one(const LogPlace& place, int number) {
  const audit::Bundle bundle = sample_bundle();
  const Sample sample("after", number);
  auto log = audit::Log::open_or_create(log_options(place, 99));
  if (!log) return log.error();
  return (*log)->append(sample.record(bundle));
}

// A log as a power cut leaves it: nothing moved from the write-ahead logs since `tidied` records.
class CutLog {
 public:
  CutLog(bool head_outside, int tidied, int records)
      : scratch_(Scratch::On::kMemory),
        place_{scratch_.path("log"), head_outside ? scratch_.path("elsewhere") : ""} {
    const LogPlace made{scratch_.path("made"), head_outside ? scratch_.path("made-head") : ""};
    if (tidied > 0) {
      auto log = audit::Log::open_or_create(log_options(made, 1));
      append_samples(**log, "cut", 0, tidied, 1);
    }
    auto log = audit::Log::open_or_create(log_options(made, 2));
    append_samples(**log, "cut", tidied, records, 1);
    copy_folder(made.folder, scratch_.path("whole"));
    remove_all(scratch_.path("whole") + "/log.db-shm");
    remove_all(scratch_.path("whole") + "/keys.db-shm");
    if (head_outside) head_ = read_bytes(made.head);
    restore();
    whole_ = look(place_, scratch_);
    if (!whole_.ok) machinery_failed(whole_.report);
  }

  void restore() const {
    copy_folder(scratch_.path("whole"), place_.folder);
    if (!place_.head.empty()) write_bytes(place_.head, head_);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return place_.folder + "/" + name;
  }
  [[nodiscard]] Seen look_again() const { return look(place_, scratch_); }
  [[nodiscard]] const Seen& whole() const { return whole_; }
  [[nodiscard]] const LogPlace& place() const { return place_; }

 private:
  Scratch scratch_;
  LogPlace place_;
  std::string head_;  // the head file's bytes, where it is kept elsewhere
  Seen whole_;
};

struct Tally {
  int cuts = 0, gone = 0, detected = 0, unharmed = 0;
};

// What must hold of a log after a cut; `place` is as the cut left it.
void judge(const CutLog& log, const std::string& what, Tally& tally) {
  const Seen seen = log.look_again();
  const bool noticed = seen.refused || !seen.ok;
  const bool gone = seen.refused || seen.records < log.whole().records;
  ++tally.cuts;
  tally.gone += gone ? 1 : 0;
  tally.detected += noticed ? 1 : 0;
  EXPECT_TRUE(noticed || !gone) << what << ": acknowledged records are gone, unnoticed";
  EXPECT_TRUE(noticed || seen.contents == log.whole().contents) << what << ": changed, unnoticed";
  if (!noticed) ++tally.unharmed;
}

// The next writer: refuses where records are gone, and never heals what a reader complains about.
void judge_writer(const CutLog& log, const std::string& what) {
  const Seen before = log.look_again();
  const auto written = write_one(log.place(), 0);
  const Seen after = log.look_again();
  if (before.refused || before.records < log.whole().records) {
    ASSERT_FALSE(written) << what << ": wrote on top of lost records";
    EXPECT_EQ(written.error().failure, Failure::kFinding) << what << describe(written.error());
  } else if (!written) {
    EXPECT_EQ(written.error().failure, Failure::kFinding) << what << describe(written.error());
  }
  EXPECT_EQ(after.ok, before.ok) << what << ": writing changed the verdict: " << after.report;
}

void cut_everywhere(const CutLog& log, const std::string& name, Tally& tally) {
  const std::string bytes = read_bytes(log.file(name));
  ASSERT_GT(bytes.size(), kWalHeader + 2 * kFrame);
  std::vector<std::size_t> boundaries{0};
  for (std::size_t at = kWalHeader; at <= bytes.size(); at += kFrame) boundaries.push_back(at);
  ASSERT_EQ(boundaries.back(), bytes.size());
  for (const std::size_t boundary : boundaries) {
    for (const std::size_t length : {boundary - 1, boundary, boundary + 1}) {
      if (length >= bytes.size()) continue;  // also 0 - 1
      const std::string what = name + " cut to " + std::to_string(length);
      log.restore();
      write_bytes(log.file(name), bytes.substr(0, length));
      judge(log, what, tally);
      if (length == boundary) judge_writer(log, what);
    }
  }
  log.restore();
  remove_all(log.file(name));
  judge(log, name + " deleted", tally);
  judge_writer(log, name + " deleted");
}

void campaign(bool head_outside) {
  const int records = full_form() ? 58 : 10;
  for (const int tidied : {0, records / 2}) {
    const CutLog log(head_outside, tidied, records);
    Tally log_cuts, key_cuts;
    cut_everywhere(log, "log.db-wal", log_cuts);
    cut_everywhere(log, "keys.db-wal", key_cuts);
    std::printf("cuts %d: records gone %d, detected %d; of the keys %d: detected %d, unharmed %d\n",
                log_cuts.cuts, log_cuts.gone, log_cuts.detected, key_cuts.cuts, key_cuts.detected,
                key_cuts.unharmed);
    // The last commit ends with the file: every cut loses acknowledged records.
    EXPECT_EQ(log_cuts.gone, log_cuts.cuts);
    EXPECT_EQ(log_cuts.detected, log_cuts.cuts);
    EXPECT_GT(key_cuts.detected, 0);
  }
}

TEST(WalCut, IsDetectedByTheHeadInTheFolder) { campaign(false); }
TEST(WalCut, IsDetectedByTheHeadKeptElsewhere) { campaign(true); }

TEST(WalCut, BothLogsCutTogetherAreDetected) {
  for (const bool outside : {false, true}) {
    const CutLog log(outside, 4, 10);
    const std::string records = read_bytes(log.file("log.db-wal"));
    const std::string keys = read_bytes(log.file("keys.db-wal"));
    Tally tally;
    for (std::size_t at = kWalHeader; at + kFrame <= records.size(); at += kFrame) {
      for (std::size_t key_at = kWalHeader; key_at + kFrame <= keys.size(); key_at += 3 * kFrame) {
        log.restore();
        write_bytes(log.file("log.db-wal"), records.substr(0, at));
        write_bytes(log.file("keys.db-wal"), keys.substr(0, key_at));
        judge(log, std::to_string(at) + " and " + std::to_string(key_at), tally);
      }
    }
    EXPECT_GT(tally.cuts, 0);
    EXPECT_EQ(tally.detected, tally.cuts);
  }
}

TEST(WalCut, BytesAfterTheLastCommitAreNoRecords) {
  const CutLog log(false, 4, 10);
  const std::string bytes = read_bytes(log.file("log.db-wal"));
  for (const std::string& tail :
       {std::string("\0", 1), std::string(kFrame, 'x'), bytes.substr(kWalHeader, kFrame)}) {
    log.restore();
    write_bytes(log.file("log.db-wal"), bytes + tail);
    const Seen seen = log.look_again();
    EXPECT_TRUE(seen.ok) << seen.report;
    EXPECT_EQ(seen.contents, log.whole().contents);
    judge_writer(log, "longer by " + std::to_string(tail.size()));
  }
}

// Taking the whole folder back in time is seen by a head that is kept elsewhere, and by nothing
// inside the folder: that limit is stated in the manual, and this is where it is measured.
TEST(WalCut, AFolderTakenBackIsSeenOnlyFromOutside) {
  for (const bool outside : {false, true}) {
    const Scratch scratch(Scratch::On::kMemory);
    const LogPlace place{scratch.path("log"), outside ? scratch.path("head") : ""};
    for (int records = 0; records < 8; records += 4) {
      auto log = audit::Log::open_or_create(log_options(place, 1 + static_cast<unsigned>(records)));
      append_samples(**log, "back", records, records + 4, 1);
      log->reset();
      if (records == 0) copy_folder(place.folder, scratch.path("old"));
    }
    const Seen now = look(place, scratch);
    ASSERT_TRUE(now.ok) << now.report;
    copy_folder(scratch.path("old"), place.folder);
    const Seen back = look(place, scratch);
    EXPECT_LT(back.records, now.records);
    EXPECT_EQ(back.ok, !outside) << back.report;
    EXPECT_EQ(write_one(place, 0).has_value(), !outside);
  }
}

}  // namespace
}  // namespace stadga::fault
