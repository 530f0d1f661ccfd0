// power_loss_test.cpp - the power goes between any two system calls of the writer, with everything,
// nothing or something of what was not yet synced on the disk. kill -9 leaves the kernel's memory
// in place; this does not, so it is the order of the fsyncs that is under test.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/dice.h"
#include "support/files.h"
#include "support/power.h"
#include "support/skip.h"
#include "support/syscalls.h"
#include "support/writer_report.h"

namespace stadga::fault {
namespace {

const std::string kPrefix = "power";
constexpr int kAppends = 7;  // five of one case, two of the next; tidied up after every three

struct Moment {
  std::size_t events = 0;  // how many have happened
  Disk::Loss loss = Disk::Loss::kEverything;
};

std::vector<Moment> moments(std::size_t events, Dice& dice) {
  std::vector<Moment> all;
  for (std::size_t count = 1; count <= events; ++count) {
    for (const auto loss : {Disk::Loss::kEverything, Disk::Loss::kNothing, Disk::Loss::kSomething,
                            Disk::Loss::kSomething}) {
      all.push_back({count, loss});
    }
  }
  if (full_form()) return all;
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[dice.below(i)]);
  all.resize(std::min<std::size_t>(all.size(), 250));
  return all;
}

// The disk as the power left it, put in place; true where something was lost or torn.
bool lose_power(const std::vector<DiskEvent>& events, const Moment& moment, const LogPlace& place,
                Dice& dice, WriterReport& told) {
  Disk disk(place.folder);
  for (std::size_t i = 0; i < moment.events; ++i) {
    disk.apply(events[i]);
    if (events[i].kind == DiskEvent::Kind::kSaid) told.add(events[i].path);
  }
  remove_all(place.folder);
  make_folder(place.folder);
  for (const auto& [path, bytes] : disk.after(moment.loss, dice)) {
    if (path.ends_with("-shm")) continue;  // shared memory; rebuilt by the first who opens
    write_bytes(path, bytes);
  }
  return moment.loss != Disk::Loss::kNothing && disk.has_unsynced();
}

std::vector<DiskEvent> record(const LogPlace& place, const Scratch& scratch) {
  return record_events({FAULT_WRITER, place.folder, "--prefix", kPrefix, "--count",
                        std::to_string(kAppends), "--reopen", "3"},
                       place.folder, scratch.path("trace"));
}

TEST(CrashPower, NothingAcknowledgedIsLostWhenThePowerGoes) {
  const Scratch scratch(Scratch::On::kMemory);
  if (const auto why = no_injection(scratch.path())) return skip(*why);
  const LogPlace place{scratch.path("log"), ""};
  const auto events = record(place, scratch);
  ASSERT_GT(events.size(), 100U);
  Dice dice(campaign_seed("power"));
  int lossy = 0, with_acknowledged = 0;
  const auto chosen = moments(events.size(), dice);
  for (const Moment& moment : chosen) {
    SCOPED_TRACE("power lost after call " + std::to_string(moment.events) + ", loss " +
                 std::to_string(static_cast<int>(moment.loss)));
    WriterReport told;
    lossy += lose_power(events, moment, place, dice, told) ? 1 : 0;
    with_acknowledged += told.acknowledged.empty() ? 0 : 1;
    ASSERT_EQ(broken_promises(place, kPrefix, told), "");
    ASSERT_EQ(broken_retries(place, kPrefix, 0, kAppends + 1, 23, told), "");
  }
  std::printf("%zu moments in %zu calls, %d with loss, %d after an acknowledgement\n",
              chosen.size(), events.size(), lossy, with_acknowledged);
  EXPECT_GT(lossy, 0);
  EXPECT_GT(with_acknowledged, 0);
}

// The test of the test: without the syncs of one file, losing power must be seen to lose records.
TEST(CrashPower, AMissingSyncWouldBeNoticed) {
  const Scratch scratch(Scratch::On::kMemory);
  if (const auto why = no_injection(scratch.path())) return skip(*why);
  const LogPlace place{scratch.path("log"), ""};
  const auto events = record(place, scratch);
  for (const std::string& file : {place.folder, place.folder + "/log.db-wal",
                                  place.folder + "/keys.db-wal", place.folder + "/head.tmp"}) {
    std::vector<DiskEvent> careless;
    std::copy_if(events.begin(), events.end(), std::back_inserter(careless),
                 [&](const auto& event) {
                   return event.kind != DiskEvent::Kind::kSync || event.path != file;
                 });
    ASSERT_LT(careless.size(), events.size()) << file;
    Dice dice(1);
    bool noticed = false;
    for (std::size_t count = careless.size(); count > 0 && !noticed; --count) {
      WriterReport told;
      lose_power(careless, {count, Disk::Loss::kEverything}, place, dice, told);
      noticed = !broken_promises(place, kPrefix, told).empty();
    }
    EXPECT_TRUE(noticed) << "nothing was lost without syncing " << file;
  }
}

}  // namespace
}  // namespace stadga::fault
