// kill_test.cpp - writers that are killed: at every step of an append, and at random moments. What
// was acknowledged is there, the next writer carries on, and asking again records nothing twice.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "support/dice.h"
#include "support/files.h"
#include "support/process.h"
#include "support/writer_report.h"

namespace stadga::fault {
namespace {

const std::string kPrefix = "kill";

std::vector<std::string> writer(const LogPlace& place, int first, int count, int seed) {
  std::vector<std::string> words{
      FAULT_WRITER, place.folder,          "--prefix", kPrefix,
      "--first",    std::to_string(first), "--count",  std::to_string(count),
      "--seed",     std::to_string(seed)};
  if (!place.head.empty()) words.insert(words.end(), {"--head", place.head});
  return words;
}

struct StepCase {
  audit::Step step;
  bool creating;
  bool leaves_tail;  // the record is in the database, but not under the head's signature
};

void die_at(const StepCase& at) {
  const Scratch scratch(Scratch::On::kDisk);
  const LogPlace place{scratch.path("log"), ""};
  WriterReport told;
  const int first = at.creating ? 0 : 3;
  if (!at.creating) {
    Child before(writer(place, 0, 3, 1));
    std::vector<std::string> lines;
    ASSERT_EQ(before.wait(&lines).exit, 0);
    told.add(lines);
    ASSERT_EQ(told.acknowledged.size(), 3U);
  }
  auto words = writer(place, first, 1, 2);
  words.insert(words.end(), {"--die-at", std::to_string(static_cast<int>(at.step))});
  Child dying(words);
  std::vector<std::string> lines;
  ASSERT_EQ(dying.wait(&lines).signal, SIGKILL);
  EXPECT_TRUE(lines.empty()) << "acknowledged before the last step: " << lines.front();
  EXPECT_EQ(broken_promises(place, kPrefix, told), "");
  EXPECT_EQ(broken_retries(place, kPrefix, 0, first + 2, 3, told), "");
  EXPECT_EQ(count_incidents(place, "unsigned_tail"), at.leaves_tail ? 1 : 0);
}

TEST(KillLibrary, AtEveryStepOfAnAppend) {
  using audit::Step;
  for (const bool creating : {true, false}) {
    for (const auto& [step, tail] : {std::pair{Step::kKeysStored, false},
                                     {Step::kCommitted, true},
                                     {Step::kReread, true},
                                     {Step::kSigned, true},
                                     {Step::kHeadWritten, false}}) {
      SCOPED_TRACE((creating ? "first append, step " : "later append, step ") +
                   std::to_string(static_cast<int>(step)));
      die_at({step, creating, tail});
    }
  }
}

// One log, killed and carried on from ten times; a new one after that, so that creation is hit too.
class Campaign {
 public:
  explicit Campaign(std::uint64_t seed) : dice_(seed) {}

  void loop(int number) {
    if (number % 10 == 0) begin_log(number % 20 == 10);
    const int first = next_;
    Child child(writer(place_, first, 200, number + 1));
    const auto wanted = dice_.below(6);
    for (std::uint64_t seen = 0; seen < wanted; ++seen) {
      if (const auto line = child.line()) told_.add(*line);
    }
    ::usleep(static_cast<useconds_t>(dice_.below(8000)));
    child.kill(SIGKILL);
    std::vector<std::string> rest;
    if (child.wait(&rest).signal == SIGKILL) ++killed_;
    told_.add(rest);
    const int acked = told_.acknowledged.empty() ? 0 : told_.acknowledged.rbegin()->first + 1;
    acknowledged_ += std::max(0, acked - first);
    next_ = std::max(acked, first);
    EXPECT_EQ(broken_promises(place_, kPrefix, told_), "") << "loop " << number;
    EXPECT_TRUE(told_.refused.empty()) << told_.refused.front().text;
    // The one in flight, one before it and one after: known, perhaps known, new.
    const auto seed = static_cast<std::uint64_t>(5000 + number);
    EXPECT_EQ(broken_retries(place_, kPrefix, std::max(0, next_ - 1), next_ + 2, seed, told_), "")
        << "loop " << number;
    next_ += 2;
    if (number % 10 == 9) tails_ += count_incidents(place_, "unsigned_tail");
  }

  [[nodiscard]] int killed() const { return killed_; }
  [[nodiscard]] int acknowledged() const { return acknowledged_; }
  [[nodiscard]] int tails() const { return tails_; }

 private:
  void begin_log(bool head_outside) {
    scratch_.emplace(Scratch::On::kDisk);
    place_ = {scratch_->path("log"), head_outside ? scratch_->path("elsewhere") : ""};
    told_ = {};
    next_ = 0;
  }

  Dice dice_;
  std::optional<Scratch> scratch_;
  LogPlace place_;
  WriterReport told_;
  int next_ = 0, killed_ = 0, acknowledged_ = 0, tails_ = 0;
};

TEST(KillLibrary, AtRandomMomentsNothingAcknowledgedIsLost) {
  Campaign campaign(campaign_seed("kill"));
  const int loops = full_form() ? 1000 : 200;
  for (int i = 0; i < loops && !testing::Test::HasFailure(); ++i) campaign.loop(i);
  std::printf("loops %d, killed at work %d, acknowledged %d, unsigned tails %d\n", loops,
              campaign.killed(), campaign.acknowledged(), campaign.tails());
  EXPECT_GT(campaign.killed(), 0);
  EXPECT_GT(campaign.acknowledged(), 0);
}

}  // namespace
}  // namespace stadga::fault
