// disk_full_test.cpp - the disk is full at every point of creating a log and of appending to one:
// the error says storage, what was acknowledged stays, and with room again everything goes on.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "support/dice.h"
#include "support/files.h"
#include "support/process.h"
#include "support/skip.h"
#include "support/small_disk.h"
#include "support/writer_report.h"

namespace stadga::fault {
namespace {

const std::string kPrefix = "full";
constexpr int kBefore = 3;  // records of a log that exists already
constexpr int kAppends = 4;

std::vector<std::string> writer(const LogPlace& place, int first) {
  return {FAULT_WRITER, place.folder,
          "--prefix",   kPrefix,
          "--first",    std::to_string(first),
          "--count",    std::to_string(kAppends),
          "--reopen",   "2",
          "--seed",     "7"};
}

WriterReport make_log(const LogPlace& place) {
  WriterReport told;
  Child child(
      {FAULT_WRITER, place.folder, "--prefix", kPrefix, "--count", std::to_string(kBefore)});
  std::vector<std::string> lines;
  EXPECT_EQ(child.wait(&lines).exit, 0);
  told.add(lines);
  EXPECT_EQ(told.acknowledged.size(), static_cast<std::size_t>(kBefore));
  return told;
}

struct Tally {
  std::size_t refused = 0, acknowledged = 0;
};

// Runs a writer under a limit and judges what it leaves. Returns how many appends were refused.
std::size_t run_limited(const LogPlace& place, int first, const WriterReport& before,
                        const std::function<bool()>& limit, const std::function<void()>& relief,
                        const std::string& what, Tally& tally) {
  SCOPED_TRACE(what);
  WriterReport told = before;
  Child child(writer(place, first), "", limit);
  std::vector<std::string> lines;
  const Ended ended = child.wait(&lines);
  EXPECT_EQ(ended.exit, 0) << "signal " << ended.signal;
  told.add(lines);
  for (const Refused& refused : told.refused) {
    EXPECT_EQ(refused.failure, Failure::kStorage) << refused.text;
  }
  EXPECT_EQ(told.refused.size() + told.acknowledged.size(),
            before.acknowledged.size() + static_cast<std::size_t>(kAppends));
  EXPECT_EQ(broken_promises(place, kPrefix, told), "");
  tally.refused += told.refused.size();
  tally.acknowledged += told.acknowledged.size() - before.acknowledged.size();
  const std::size_t refused = told.refused.size();
  relief();
  EXPECT_EQ(broken_retries(place, kPrefix, 0, first + kAppends, 11, told), "");
  return refused;
}

void expect_damage(const Tally& tally) {
  std::printf("refused %zu, acknowledged %zu\n", tally.refused, tally.acknowledged);
  EXPECT_GT(tally.refused, 0U);
  EXPECT_GT(tally.acknowledged, 0U);
}

TEST(FaultDiskFull, AtEveryFreeBlockOfASmallDisk) {
  const Scratch scratch(Scratch::On::kDisk);
  const auto disk = SmallDisk::mount(scratch.path("disk"));
  if (disk == nullptr) return skip("mounting is not allowed here");
  const LogPlace place{scratch.path("disk") + "/log", ""};
  const WriterReport existing = make_log(place);
  copy_folder(place.folder, scratch.path("existing"));
  for (const bool creating : {true, false}) {
    Tally tally;
    std::size_t refused = 1;
    for (std::uint64_t blocks = 0; refused > 0; ++blocks) {
      ASSERT_LT(blocks, 500U) << "never enough room";
      disk->make_roomy();
      remove_all(place.folder);
      if (!creating) copy_folder(scratch.path("existing"), place.folder);
      disk->leave_free(blocks);
      refused = run_limited(
          place, creating ? 0 : kBefore, creating ? WriterReport{} : existing, {},
          [&] { disk->make_roomy(); }, std::to_string(blocks) + " free blocks", tally);
      if (testing::Test::HasFailure()) return;
    }
    expect_damage(tally);
  }
}

// Everywhere: no file may grow beyond a limit.
TEST(FaultDiskFull, AtEveryGreatestFileSize) {
  const Scratch scratch(Scratch::On::kMemory);
  const LogPlace place{scratch.path("log"), ""};
  const WriterReport existing = make_log(place);
  copy_folder(place.folder, scratch.path("existing"));
  const rlim_t step = full_form() ? 512 : 4096;
  for (const bool creating : {true, false}) {
    Tally tally;
    std::size_t refused = 1;
    for (rlim_t bytes = 0; refused > 0; bytes += step) {
      ASSERT_LT(bytes, 10U << 20U) << "never enough room";
      remove_all(place.folder);
      if (!creating) copy_folder(scratch.path("existing"), place.folder);
      const auto limit = [bytes] {
        const rlimit most{bytes, bytes};
        return ::signal(SIGXFSZ, SIG_IGN) != SIG_ERR && ::setrlimit(RLIMIT_FSIZE, &most) == 0;
      };
      refused = run_limited(
          place, creating ? 0 : kBefore, creating ? WriterReport{} : existing, limit, [] {},
          "files up to " + std::to_string(bytes), tally);
      if (testing::Test::HasFailure()) return;
    }
    expect_damage(tally);
  }
}

}  // namespace
}  // namespace stadga::fault
