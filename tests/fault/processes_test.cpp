// processes_test.cpp - several writers of one log, in processes of their own.
#include <gtest/gtest.h>

#include <csignal>
#include <memory>

#include "support/dice.h"
#include "support/files.h"
#include "support/process.h"
#include "support/writer_report.h"

namespace stadga::fault {
namespace {

constexpr int kWriters = 4;
constexpr int kAppends = 50;

std::string prefix_of(int writer) { return "writer" + std::to_string(writer); }

std::unique_ptr<Child> start(const LogPlace& place, int writer, int seed, int lock_wait_ms) {
  return std::make_unique<Child>(
      std::vector<std::string>{FAULT_WRITER, place.folder, "--prefix", prefix_of(writer), "--count",
                               std::to_string(kAppends), "--seed", std::to_string(seed), "--reopen",
                               "20", "--lock-wait", std::to_string(lock_wait_ms)});
}

// A wait for the lock that ends is a clean refusal; what it refused is asked for again.
void expect_all_recorded(const LogPlace& place, const std::vector<WriterReport>& reports) {
  std::size_t acknowledged = 0;
  for (int writer = 0; writer < kWriters; ++writer) {
    WriterReport told = reports[static_cast<std::size_t>(writer)];
    for (const Refused& refused : told.refused) {
      EXPECT_EQ(refused.code, "S5002") << refused.text;
      EXPECT_EQ(refused.failure, Failure::kStorage) << refused.text;
    }
    acknowledged += told.acknowledged.size();
    EXPECT_EQ(broken_promises(place, prefix_of(writer), told), "");
    const auto seed = static_cast<std::uint64_t>(700 + writer);
    EXPECT_EQ(broken_retries(place, prefix_of(writer), 0, kAppends, seed, told), "");
    EXPECT_EQ(told.acknowledged.size(), static_cast<std::size_t>(kAppends));
  }
  EXPECT_GT(acknowledged, 0U);
  audit::ReadOptions options;
  options.path = place.folder;
  auto snapshot = audit::Snapshot::open(options);
  ASSERT_TRUE(snapshot);
  const auto report = (*snapshot)->verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.decisions, static_cast<std::uint64_t>(kWriters * kAppends));
}

void together(int lock_wait_ms) {
  const Scratch scratch(Scratch::On::kDisk);
  const LogPlace place{scratch.path("log"), ""};
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < kWriters; ++i) children.push_back(start(place, i, i + 1, lock_wait_ms));
  std::vector<WriterReport> reports(kWriters);
  std::size_t refused = 0;
  for (std::size_t i = 0; i < children.size(); ++i) {
    std::vector<std::string> lines;
    EXPECT_EQ(children[i]->wait(&lines).exit, 0);
    reports[i].add(lines);
    refused += reports[i].refused.size();
  }
  std::printf("lock wait %d ms: %zu appends found the log busy\n", lock_wait_ms, refused);
  expect_all_recorded(place, reports);
}

TEST(FaultProcesses, FourWritersLoseNothingAndLeaveNoGaps) { together(60'000); }
TEST(FaultProcesses, WritersThatDoNotWaitAreRefusedCleanly) { together(0); }

TEST(FaultProcesses, OneIsKilledAndTheOthersGoOn) {
  const Scratch scratch(Scratch::On::kDisk);
  const LogPlace place{scratch.path("log"), ""};
  Dice dice(campaign_seed("processes"));
  std::vector<WriterReport> reports(kWriters);
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < kWriters; ++i) children.push_back(start(place, i, i + 1, 60'000));
  int killed = 0;
  for (int round = 0; round < 5; ++round) {
    const auto wanted = 1 + dice.below(3);
    for (std::uint64_t seen = 0; seen < wanted; ++seen) {
      if (const auto line = children[0]->line()) reports[0].add(*line);
    }
    children[0]->kill(SIGKILL);
    std::vector<std::string> rest;
    killed += children[0]->wait(&rest).signal == SIGKILL ? 1 : 0;
    reports[0].add(rest);
    children[0] = start(place, 0, 100 + round, 60'000);
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    std::vector<std::string> lines;
    EXPECT_EQ(children[i]->wait(&lines).exit, 0);
    reports[i].add(lines);
  }
  EXPECT_GT(killed, 0);
  expect_all_recorded(place, reports);
}

// Looking while others write sees a whole log, never half a record.
TEST(FaultProcesses, AReaderBesideWritersSeesAWholeLog) {
  const Scratch scratch(Scratch::On::kDisk);
  const LogPlace place{scratch.path("log"), ""};
  { Child first(std::vector<std::string>{FAULT_WRITER, place.folder, "--prefix", "first"}); }
  auto writer = start(place, 0, 1, 60'000);
  std::uint64_t before = 0;
  int looks = 0;
  WriterReport told;
  while (const auto line = writer->line()) {
    told.add(*line);
    audit::ReadOptions options;
    options.path = place.folder;
    auto snapshot = audit::Snapshot::open(options);
    if (!snapshot) {
      EXPECT_EQ(snapshot.error().code, "S5002") << describe(snapshot.error());
      continue;
    }
    const auto report = (*snapshot)->verify();
    EXPECT_TRUE(report.ok) << describe(report);
    EXPECT_EQ(report.head, "signed");
    EXPECT_GE(report.records, before);
    before = report.records;
    ++looks;
  }
  EXPECT_EQ(writer->wait().exit, 0);
  EXPECT_TRUE(told.refused.empty());
  EXPECT_GT(looks, 0);
}

}  // namespace
}  // namespace stadga::fault
