// Storage that fails, and many writers on one folder.
#include "support.h"

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

namespace stadga::audit::test {
namespace {

// --- storage that fails ---

TEST(Log, StorageErrorsAcknowledgeNothing) {
  if (::geteuid() == 0) {
    // Permissions do not bind root; a folder in the way of a file does.
    World world;
    fs::create_directories(world.path() + "/log.db");
    const auto log = Log::open_or_create(world.options());
    ASSERT_FALSE(log.has_value());
    EXPECT_EQ(log.error().code, "S5003");
    EXPECT_FALSE(fs::exists(world.path() + "/head"));
    World blocked;
    spit(blocked.path(), "a file where the folder should be");
    auto in_the_way = Log::open_or_create(blocked.options());
    const Error error =
        in_the_way ? (*in_the_way)->append(numbered(1).record()).error() : in_the_way.error();
    EXPECT_EQ(error.failure, Failure::kStorage) << error.message.en;
    World headless;
    headless.head = headless.dir / "no/such/folder/head";
    EXPECT_EQ(Log::open_or_create(headless.options()).error().failure, Failure::kStorage);
    headless.head = headless.dir / "head";
    fs::create_directories(headless.head + ".tmp");  // in the way of the temporary file
    const auto without = headless.open()->append(numbered(1).record());
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().failure, Failure::kStorage);
    fs::remove(headless.head + ".tmp");
    const auto again = headless.open()->append(numbered(1).record());
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->existing);  // committed before, acknowledged only now
    EXPECT_TRUE(headless.verify().ok);
    return;
  }
  World world;
  fill(world, 1);
  fs::permissions(world.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto refused = world.open()->append(numbered(2).record());
  fs::permissions(world.path(), fs::perms::owner_all);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().failure, Failure::kStorage);
  EXPECT_TRUE(world.verify().ok);
}

// A creation that ended between the key database and the public key is completed by the next.
TEST(Log, AnInterruptedCreationStillPublishesItsKey) {
  World world;
  fs::create_directories(world.path() + "/log.pub.tmp");  // in the way of the temporary file
  const auto refused = world.open()->append(numbered(1).record());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().failure, Failure::kStorage);
  EXPECT_TRUE(fs::exists(world.path() + "/keys.db"));
  EXPECT_FALSE(fs::exists(world.path() + "/log.pub"));
  fs::remove(world.path() + "/log.pub.tmp");
  ASSERT_TRUE(world.open()->append(numbered(1).record()).has_value());
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  // With records in the log a missing public key is a finding, and nobody writes it anew.
  fs::remove(world.path() + "/log.pub");
  ASSERT_TRUE(world.open()->append(numbered(2).record()).has_value());
  EXPECT_FALSE(fs::exists(world.path() + "/log.pub"));
  EXPECT_FALSE(world.verify().ok);
}

// Whichever step fails: an error, nothing acknowledged; asking again succeeds exactly once.
TEST(Log, EveryStepMayFail) {
  for (const Step step : {Step::kKeysStored, Step::kCommitted, Step::kReread, Step::kSigned,
                          Step::kHeadWritten}) {
    for (const int before : {0, 2}) {
      World world;
      if (before != 0) fill(world, before);
      world.hooks.after = [step](Step at) -> Status {
        if (at != step) return Unit{};
        return Error{Failure::kStorage, "S5001", {"stopp", "stop"}, ""};
      };
      const auto failed = world.open()->append(numbered(9).record());
      ASSERT_FALSE(failed.has_value());
      EXPECT_EQ(failed.error().failure, Failure::kStorage);
      const bool stored = step != Step::kKeysStored;
      if (stored && step != Step::kHeadWritten && before != 0) {
        const VerifyReport between = world.verify();
        EXPECT_TRUE(between.ok) << describe(between);
        EXPECT_EQ(between.head, "unsigned_tail");
        EXPECT_EQ(between.head_size, 4U);
      }
      world.hooks = {};
      const auto again = world.open()->append(numbered(9).record());
      ASSERT_TRUE(again.has_value()) << again.error().message.en;
      EXPECT_EQ(again->existing, stored);
      EXPECT_EQ(again->result_bytes, numbered(9).result);
      const VerifyReport report = world.verify();
      EXPECT_TRUE(report.ok) << describe(report);
      EXPECT_EQ(report.head, "signed");
      EXPECT_EQ(report.decisions, static_cast<std::uint64_t>(before) + 1);
      const bool tail = stored && step != Step::kHeadWritten;
      EXPECT_EQ(report.records, 2U + report.decisions + (tail ? 1U : 0U));
    }
  }
}

// The fault that ended Yeti 2022: one bit of a leaf hash flips in memory before signing.
TEST(Log, AFlippedBitBetweenHashAndSignatureIsNotSigned) {
  for (const bool in_first_batch : {true, false}) {
    World world;
    if (!in_first_batch) fill(world, 2);
    const std::string head = in_first_batch ? "" : slurp(world.path() + "/head");
    world.hooks.before_insert = [](std::vector<Hash32>& leaves) {
      leaves.back()[7] = static_cast<std::uint8_t>(leaves.back()[7] ^ 0x10U);
    };
    const auto refused = world.open()->append(numbered(9).record());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "S5008");
    world.hooks = {};
    if (in_first_batch) {
      EXPECT_FALSE(fs::exists(world.path() + "/head"));
    } else {
      EXPECT_EQ(slurp(world.path() + "/head"), head);
    }
    const VerifyReport report = world.verify();
    EXPECT_FALSE(report.ok);
    EXPECT_TRUE(has_finding(report, "leaf_mismatch", in_first_batch ? 2U : 4U)) << describe(report);
    // And nobody signs it later either.
    EXPECT_EQ(world.open()->append(numbered(10).record()).error().code, "S5008");
  }
}

TEST(Log, BusyIsAStorageError) {
  World world;
  fill(world, 1);
  world.lock_wait_ms = 50;
  std::optional<Result<Appended>> inner;
  World second;
  world.hooks.after = [&](Step step) -> Status {
    if (step == Step::kCommitted && !inner) {
      LogOptions options = world.options();
      options.hooks = {};
      auto other = Log::open_or_create(options);
      inner = (*other)->append(numbered(3).record());
    }
    return Unit{};
  };
  ASSERT_TRUE(world.open()->append(numbered(2).record()).has_value());
  ASSERT_TRUE(inner.has_value());
  ASSERT_FALSE(inner->has_value());
  EXPECT_EQ(inner->error().code, "S5002");
  EXPECT_EQ(inner->error().failure, Failure::kStorage);
}

// --- many writers ---

TEST(Log, ThreadsShareOneLog) {
  World world;
  {
    const auto log = world.open();
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 25; ++i) {
          const Case c = numbered(t * 1000 + i);
          const auto done = log->append(c.record());
          if (done && done->result_bytes == c.result) ++good;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(good, 200);
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 202U);
  EXPECT_EQ(report.decisions, 200U);
}

TEST(Log, AStormOfTheSameRequestLeavesOneRecord) {
  World world;
  const auto log = world.open();
  std::vector<std::thread> threads;
  std::atomic<int> fresh = 0;
  std::atomic<int> repeats = 0;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&] {
      const Case c = numbered(1);
      const auto done = log->append(c.record());
      if (done) ++(done->existing ? repeats : fresh);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(repeats, 15);
  EXPECT_EQ(world.verify().decisions, 1U);
}

// A statement left standing would hold an old snapshot, from which SQLite lets nobody write.
TEST(Log, TwoWritersTakeTurns) {
  World world;
  const auto a = world.open();
  const auto b = world.open();
  for (int n = 0; n < 12; n += 2) {
    for (const auto& [log, i] : {std::pair{a.get(), n}, std::pair{b.get(), n + 1}}) {
      Case c = numbered(i);
      c.request = "R-" + std::to_string(i);
      const auto done = log->append(c.record());
      ASSERT_TRUE(done.has_value()) << done.error().message.en;
      EXPECT_FALSE(done->existing);
      EXPECT_TRUE(log->append(c.record())->existing);
      DecisionAct act;
      act.proposal = done->index;
      act.decider_kind = "board";
      act.decider_name = "namnden";
      act.day = "2026-11-23";
      ASSERT_TRUE((log == a.get() ? b : a)->record_decision(act).has_value());
    }
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 26U);
}

TEST(Log, ProcessesShareOneFolder) {
  World world;
  constexpr int kProcesses = 3;
  constexpr int kEach = 15;
  std::vector<pid_t> children;
  for (int p = 0; p < kProcesses; ++p) {
    const pid_t child = ::fork();
    if (child == 0) {
      int failures = 0;
      LogOptions options = world.options();
      options.lock_wait_ms = 60000;
      *world.random.state = 1000U + static_cast<unsigned>(p);
      auto log = Log::open_or_create(options);
      for (int i = 0; log && i < kEach; ++i) {
        const Case c = numbered(p * 1000 + i);
        if (!(*log)->append(c.record())) ++failures;
      }
      if (log) log->reset();
      ::_exit(log ? failures : 99);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.decisions, static_cast<std::uint64_t>(kProcesses * kEach));
  EXPECT_EQ(report.records, 2U + kProcesses * kEach);
}

}  // namespace
}  // namespace stadga::audit::test
