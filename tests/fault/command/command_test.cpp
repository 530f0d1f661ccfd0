// command_test.cpp - `stadga decide --log` killed, starved and lied to. What it printed was durable
// before: a decision that somebody saw is in the log, and asking again prints the same bytes.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <set>

#include "stadga/base/json.h"
#include "support/dice.h"
#include "support/files.h"
#include "support/sample_log.h"
#include "support/skip.h"
#include "support/syscalls.h"

namespace stadga::fault {
namespace {

constexpr int kStorage = 5;

std::string case_file(int number) {
  Json given = read_json(read_bytes(STADGA_SOURCE_DIR "/docs/forms/grant.case.json")).value;
  (*given.as_object())["case_id"] = "FAULT-" + std::to_string(number);
  return canonical_or_die(given);
}

struct Ran {
  Ended ended;
  std::vector<std::string> lines;
};

class CommandLog : public testing::Test {
 protected:
  // The rule set as a bundle: what is under test here is the log, not the compiler.
  void SetUp() override {
    Child compile({STADGA_COMMAND, "compile", STADGA_SOURCE_DIR "/rules/parkeringstillstand", "-o",
                   bundle()});
    ASSERT_EQ(compile.wait().exit, 0);
    std::string cases;
    for (int i = 0; i < kCases; ++i) {
      write_bytes(scratch_.path("case" + std::to_string(i)), case_file(i));
      cases += case_file(i) + "\n";
    }
    write_bytes(scratch_.path("cases"), cases);
  }

  [[nodiscard]] std::string bundle() const { return scratch_.path("rules.bundle"); }
  [[nodiscard]] std::vector<std::string> decide_one(int number) const {
    return {STADGA_COMMAND,
            "decide",
            bundle(),
            "--case",
            scratch_.path("case" + std::to_string(number)),
            "--log",
            log_,
            "--format",
            "json"};
  }
  [[nodiscard]] std::vector<std::string> decide_batch() const {
    return {STADGA_COMMAND, "decide", bundle(), "--cases", scratch_.path("cases"), "--log", log_};
  }
  [[nodiscard]] Ran run(const std::vector<std::string>& words,
                        const std::function<bool()>& prepare = {}) const {
    Child child(words, scratch_.path("errors"), prepare);
    Ran ran;
    ran.ended = child.wait(&ran.lines);
    return ran;
  }

  // Every decision that was printed is recorded; the log holds and replays.
  void expect_kept(const std::set<std::string>& printed) const {
    if (printed.empty() && !exists(log_ + "/head")) return;  // creation was interrupted
    EXPECT_EQ(run({STADGA_COMMAND, "log", "verify", log_}).ended.exit, 0);
    audit::ReadOptions options;
    options.path = log_;
    auto snapshot = audit::Snapshot::open(options);
    ASSERT_TRUE(snapshot) << describe(snapshot.error());
    const auto entries = (*snapshot)->entries(0, 1U << 20U);
    ASSERT_TRUE(entries);
    std::multiset<std::string> recorded;
    for (const audit::Entry& entry : *entries) {
      if (entry.kind != "proposal" && entry.kind != "decision") continue;
      const auto decision = (*snapshot)->recorded(entry.index);
      ASSERT_TRUE(decision) << describe(decision.error());
      recorded.insert(decision->result_bytes);
    }
    for (const std::string& line : printed) {
      EXPECT_EQ(recorded.count(line), 1U) << "printed, and recorded so many times: " << line;
    }
  }

  // Asking for all cases again gives each exactly one record, and the bytes that were printed.
  void expect_idempotent(const std::set<std::string>& printed) const {
    const Ran again = run(decide_batch());
    ASSERT_EQ(again.ended.exit, 0) << read_bytes(scratch_.path("errors"));
    const std::set<std::string> all(again.lines.begin(), again.lines.end());
    EXPECT_EQ(all.size(), static_cast<std::size_t>(kCases));
    EXPECT_TRUE(std::includes(all.begin(), all.end(), printed.begin(), printed.end()));
    expect_kept(all);
    EXPECT_EQ(run({STADGA_COMMAND, "replay", log_}).ended.exit, 0);
  }

  static constexpr int kCases = 12;
  const Scratch scratch_{Scratch::On::kDisk};
  const std::string log_ = scratch_.path("log");
};

using KillCommand = CommandLog;
using FaultCommand = CommandLog;

TEST_F(KillCommand, AtRandomMomentsNothingPrintedIsLost) {
  Dice dice(campaign_seed("kill command"));
  const int loops = full_form() ? 100 : 20;
  int killed = 0;
  std::size_t seen_at_all = 0;
  std::set<std::string> printed;
  for (int loop = 0; loop < loops && !HasFailure(); ++loop) {
    SCOPED_TRACE("loop " + std::to_string(loop));
    if (loop % 4 == 0) {
      remove_all(log_);
      printed.clear();
    }
    const bool single = loop % 2 == 1;
    Child child(single ? decide_one(static_cast<int>(dice.below(kCases))) : decide_batch(),
                scratch_.path("errors"));
    const auto wanted = single ? 0 : dice.below(kCases);
    for (std::uint64_t seen = 0; seen < wanted; ++seen) {
      if (const auto line = child.line()) printed.insert(*line);
    }
    ::usleep(static_cast<useconds_t>(dice.below(single ? 40'000 : 5'000)));
    child.kill(SIGKILL);
    std::vector<std::string> rest;
    killed += child.wait(&rest).signal == SIGKILL ? 1 : 0;
    printed.insert(rest.begin(), rest.end());
    seen_at_all += printed.size();
    expect_kept(printed);
    if (loop % 4 == 3) expect_idempotent(printed);
  }
  std::printf("loops %d, killed at work %d\n", loops, killed);
  EXPECT_GT(killed, 0);
  EXPECT_GT(seen_at_all, 0U);
}

// A decision is printed with exit 0, or nothing is and the exit says storage.
void judge(const Ran& ran, std::set<std::string>& printed, int& refused) {
  if (ran.ended.exit == 0) {
    EXPECT_EQ(ran.lines.size(), 1U);
    printed.insert(ran.lines.begin(), ran.lines.end());
    return;
  }
  EXPECT_EQ(ran.ended.exit, kStorage) << "signal " << ran.ended.signal;
  EXPECT_TRUE(ran.lines.empty()) << ran.lines.front();
  ++refused;
}

TEST_F(FaultCommand, AFullDiskIsStorageAndPrintsNothing) {
  int refused = 0;
  std::set<std::string> printed;
  int number = 0;
  for (rlim_t bytes = 0; number < kCases; bytes += full_form() ? 4096 : 16384) {
    SCOPED_TRACE("files up to " + std::to_string(bytes));
    const Ran ran = run(decide_one(number), [bytes] {
      const rlimit most{bytes, bytes};
      return ::signal(SIGXFSZ, SIG_IGN) != SIG_ERR && ::setrlimit(RLIMIT_FSIZE, &most) == 0;
    });
    const int before = refused;
    judge(ran, printed, refused);
    ASSERT_LT(bytes, 64U << 20U) << "never enough room";
    if (refused == before) ++number;
    expect_kept(printed);
    if (HasFailure()) return;
  }
  EXPECT_GT(refused, 0);
  expect_idempotent(printed);
}

TEST_F(FaultCommand, AnErrorOfTheDiskIsStorageAndPrintsNothing) {
  if (const auto why = no_injection(scratch_.path())) return skip(*why);
  const std::string trace = scratch_.path("trace");
  std::vector<Site> sites =
      find_sites(decide_one(0), "fdatasync,fsync,rename,pwrite64", log_, trace);
  ASSERT_FALSE(sites.empty());
  Dice dice(campaign_seed("command io"));
  for (std::size_t i = sites.size(); i > 1; --i) std::swap(sites[i - 1], sites[dice.below(i)]);
  if (!full_form()) sites.resize(std::min<std::size_t>(sites.size(), 16));
  int refused = 0, injected = 0;
  for (const Site& site : sites) {
    const Fault fault{site, "error=EIO", false};
    SCOPED_TRACE(to_text(fault));
    remove_all(log_);
    const Injected hit = run_injected(decide_one(0), fault, trace);
    injected += hit.times;
    std::set<std::string> printed;
    judge({hit.ended, hit.lines}, printed, refused);
    expect_kept(printed);
    const Ran again = run(decide_one(0));
    EXPECT_EQ(again.ended.exit, 0) << read_bytes(scratch_.path("errors"));
    printed.insert(again.lines.begin(), again.lines.end());
    EXPECT_EQ(printed.size(), 1U);
    expect_kept(printed);
    if (HasFailure()) return;
  }
  EXPECT_GT(injected, 0);
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace stadga::fault
