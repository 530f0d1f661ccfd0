// io_error_test.cpp - the kernel answers one system call of the writer with an error, or the
// process dies in it: each call of creating a log, appending, tidying up and opening again. Every
// outcome must be success or an error of storage; nothing acknowledged is lost; asking again
// finds out what reached the disk.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

#include "support/dice.h"
#include "support/files.h"
#include "support/skip.h"
#include "support/syscalls.h"
#include "support/writer_report.h"

namespace stadga::fault {
namespace {

const std::string kPrefix = "io";
constexpr int kAppends = 3;  // the third after closing, tidying up and opening again

class Campaign {
 public:
  Campaign() : scratch_(Scratch::On::kMemory), place_{scratch_.path("log"), ""} {}

  [[nodiscard]] std::optional<std::string> impossible() const {
    return no_injection(scratch_.path());
  }

  // `share` in short form: how many of the faults are tried, chosen by the seed.
  void run(const std::string& calls, const std::vector<std::string>& kinds, bool also_for_ever,
           std::size_t share) {
    std::vector<Fault> faults;
    for (const Site& site : find_sites(writer(), calls, place_.folder, scratch_.path("trace"))) {
      for (const std::string& kind : kinds) {
        faults.push_back({site, kind, false});
        if (also_for_ever) faults.push_back({site, kind, true});
      }
    }
    ASSERT_FALSE(faults.empty());
    const std::size_t all = faults.size();
    if (!full_form()) choose(faults, share);
    for (const Fault& fault : faults) {
      one(fault);
      if (testing::Test::HasFailure()) return;
    }
    std::printf("%s: %zu of %zu faults, %d calls answered falsely, %zu appends refused\n",
                calls.c_str(), faults.size(), all, injected_, refused_);
    EXPECT_GT(injected_, 0);
  }

  [[nodiscard]] std::size_t refused() const { return refused_; }

 private:
  [[nodiscard]] std::vector<std::string> writer() const {
    return {FAULT_WRITER, place_.folder,
            "--prefix",   kPrefix,
            "--count",    std::to_string(kAppends),
            "--reopen",   "2"};
  }

  static void choose(std::vector<Fault>& faults, std::size_t share) {
    Dice dice(campaign_seed("io"));
    for (std::size_t i = faults.size(); i > 1; --i) std::swap(faults[i - 1], faults[dice.below(i)]);
    faults.resize(std::min(share, faults.size()));
  }

  void one(const Fault& fault) {
    SCOPED_TRACE(to_text(fault));
    remove_all(place_.folder);
    const Injected run = run_injected(writer(), fault, scratch_.path("trace"));
    injected_ += run.times;
    WriterReport told;
    told.add(run.lines);
    if (run.ended.signal != SIGKILL) {
      EXPECT_EQ(run.ended.exit, 0) << "signal " << run.ended.signal;
      EXPECT_EQ(told.acknowledged.size() + told.refused.size(), std::size_t{kAppends});
    }
    for (const Refused& refused : told.refused) {
      EXPECT_EQ(refused.failure, Failure::kStorage) << refused.text;
    }
    refused_ += told.refused.size();
    EXPECT_EQ(broken_promises(place_, kPrefix, told), "");
    EXPECT_EQ(broken_retries(place_, kPrefix, 0, kAppends + 1, 17, told), "");
  }

  Scratch scratch_;
  LogPlace place_;
  int injected_ = 0;
  std::size_t refused_ = 0;
};

constexpr const char* kChanging = "fdatasync,fsync,pwrite64,rename,ftruncate,write,mkdir,unlink";

TEST(FaultIo, EveryWriteAndSyncMayFail) {
  Campaign campaign;
  if (const auto why = campaign.impossible()) return skip(*why);
  campaign.run(kChanging, {"error=EIO", "error=ENOSPC"}, true, 120);
  EXPECT_GT(campaign.refused(), 0U);
}

TEST(FaultIo, EveryReadAndOpenMayFail) {
  Campaign campaign;
  if (const auto why = campaign.impossible()) return skip(*why);
  campaign.run("openat,read,pread64", {"error=EIO"}, true, 60);
  EXPECT_GT(campaign.refused(), 0U);
}

TEST(FaultIo, TheWriterMayDieInEveryCall) {
  Campaign campaign;
  if (const auto why = campaign.impossible()) return skip(*why);
  campaign.run(kChanging, {"signal=KILL"}, false, 60);
}

}  // namespace
}  // namespace stadga::fault
