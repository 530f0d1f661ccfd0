// erase_kill_test.cpp - `stadga log erase` killed at its system calls and at random moments, and the
// next writers with it. All of the erasure is there afterwards or nothing, the log holds, and where
// it was said to be done no file has any of it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "stadga/base/json.h"
#include "support/dice.h"
#include "support/files.h"
#include "support/sample_log.h"
#include "support/skip.h"
#include "support/syscalls.h"

namespace stadga::fault {
namespace {

constexpr int kFirst = 2, kErased = 5;       // records 2 to 6 are the first case
constexpr std::uint64_t kParts = 3 * kErased;
const std::string kPrefix = "erase";

Json approved_list() {
  JsonArray items;
  for (int i = kFirst; i < kFirst + kErased; ++i) items.emplace_back(JsonObject{{"index", i}});
  return JsonObject{{"basis", JsonObject{{"text", "gallring"}, {"provision", "16 kap. 1 § SoL"}}},
                    {"body", "socialnämnden"},
                    {"day", "2026-11-20"},
                    {"approvers", JsonArray{"Arkivarie Ett", "Sekreterare Två"}},
                    {"erase", std::move(items)}};
}

std::vector<std::string> column(const std::string& database, const std::string& sql) {
  SQLite::Database db(database, SQLite::OPEN_READWRITE);
  SQLite::Statement query(db, sql);
  std::vector<std::string> values;
  while (query.executeStep()) values.push_back(query.getColumn(0).getString());
  return values;
}

class KillErase : public testing::Test {
 protected:
  void SetUp() override {
    {
      auto log = audit::Log::open_or_create(log_options({sound_, ""}, 1));
      ASSERT_TRUE(log) << describe(log.error());
      append_samples(**log, kPrefix, 0, 10, 10);
    }
    write_bytes(list_, pretty(approved_list()));
    copy_folder(sound_, log_);  // SQLite writes beside what it reads
    const std::string of_case = " FROM payload WHERE id / 64 BETWEEN 2 AND 6";
    gone_ = column(log_ + "/log.db", "SELECT ct" + of_case);
    ASSERT_EQ(gone_.size(), kParts);
    const auto names = column(log_ + "/log.db", "SELECT DISTINCT hex(key)" + of_case);
    ASSERT_EQ(names.size(), 1U);
    const std::string by_name = " WHERE hex(name) = '" + names[0] + "'";
    for (const std::string& sql :
         {"SELECT wrapped FROM case_key" + by_name, "SELECT name FROM case_key" + by_name,
          "SELECT wrapped FROM file_key WHERE name = (SELECT file FROM case_key" + by_name + ")"}) {
      const auto found = column(log_ + "/keys.db", sql);
      ASSERT_EQ(found.size(), 1U) << sql;
      gone_.push_back(found[0]);
    }
  }

  [[nodiscard]] std::vector<std::string> erase() const {
    return {STADGA_COMMAND, "log", "erase", log_, "--list", list_, "--format", "json"};
  }
  void begin() const { copy_folder(sound_, log_); }

  // How much of what was to go is still in some file.
  [[nodiscard]] std::size_t left() const {
    std::string all;
    for (const char* name : {"log.db", "log.db-wal", "keys.db", "keys.db-wal"}) {
      const std::string path = log_ + "/" + name;
      if (exists(path)) all += read_bytes(path);
    }
    return static_cast<std::size_t>(
        std::count_if(gone_.begin(), gone_.end(), [&all](const std::string& piece) {
          return all.find(piece) != std::string::npos;
        }));
  }

  [[nodiscard]] audit::VerifyReport verify() const {
    audit::ReadOptions options;
    options.path = log_;
    auto snapshot = audit::Snapshot::open(options);
    if (!snapshot) machinery_failed("no snapshot: " + describe(snapshot.error()));
    return (*snapshot)->verify();
  }

  // Between crash and next writer: nothing but work that is not done yet.
  void expect_explained() const {
    for (const audit::Finding& finding : verify().findings) {
      EXPECT_EQ(finding.kind, "erasure_incomplete") << describe(finding);
    }
  }
  static std::string describe(const audit::Finding& finding) { return finding.message.en; }
  template <typename Value>
  static std::string describe(const Value& value) {
    return fault::describe(value);
  }

  // Opens the log to write. Returns whether the erasure happened.
  bool carry_on(std::uint64_t seed) {
    {
      auto log = audit::Log::open_or_create(log_options({log_, ""}, seed));
      if (!log) machinery_failed(describe(log.error()));
      append_samples(**log, kPrefix, 10, 11, 1);  // aborts where the writer refuses
    }
    const audit::VerifyReport report = verify();
    EXPECT_TRUE(report.ok) << describe(report);
    EXPECT_TRUE(report.parts_erased == 0 || report.parts_erased == kParts) << describe(report);
    EXPECT_EQ(left(), report.parts_erased == 0 ? gone_.size() : 0U);
    return report.parts_erased != 0;
  }

  // After one process was killed or not: what it said, what is there, what the next one makes of it.
  void judge(const Ended& ended, const std::vector<std::string>& said, std::uint64_t seed) {
    const bool told = !said.empty();
    EXPECT_TRUE(!told || left() == 0) << "said to be done: " << said.front();
    EXPECT_TRUE(ended.signal == SIGKILL || ended.exit == 0) << ended.exit;
    expect_explained();
    const bool erased = carry_on(seed);
    EXPECT_TRUE(erased || !told) << "said to be done, and it is not";
    ++(erased ? done_ : undone_);
    if (erased) return;
    Child again(erase());
    EXPECT_EQ(again.wait().exit, 0);
    EXPECT_EQ(left(), 0U);
    EXPECT_TRUE(verify().ok) << describe(verify());
  }

  const Scratch scratch_{Scratch::On::kDisk};
  const std::string sound_ = scratch_.path("sound");
  const std::string log_ = scratch_.path("log");
  const std::string list_ = scratch_.path("list");
  std::vector<std::string> gone_;
  int done_ = 0, undone_ = 0;
};

TEST_F(KillErase, AtItsSystemCalls) {
  if (const auto why = no_injection(scratch_.path())) return skip(*why);
  const std::string trace = scratch_.path("trace");
  begin();
  std::vector<Site> sites =
      find_sites(erase(), "fdatasync,fsync,rename,pwrite64,ftruncate,unlink", log_, trace);
  ASSERT_GT(sites.size(), 10U);
  EXPECT_EQ(left(), 0U);
  // In the short form evenly over the life of the process.
  const std::size_t runs = full_form() ? sites.size() : 12;
  int killed = 0;
  for (std::size_t run = 0; run < runs && !HasFailure(); ++run) {
    const Fault fault{sites[run * sites.size() / runs], "signal=KILL", false};
    SCOPED_TRACE(to_text(fault));
    begin();
    const Injected hit = run_injected(erase(), fault, trace);
    killed += hit.ended.signal == SIGKILL ? 1 : 0;
    judge(hit.ended, hit.lines, 100 + run);
  }
  std::printf("sites %zu, killed %d, erased %d, not erased %d\n", sites.size(), killed, done_, undone_);
  EXPECT_GT(killed, 0);
  EXPECT_GT(done_, 0);
  EXPECT_GT(undone_, 0);
}

// The one that goes on is killed as well, up to three times.
TEST_F(KillErase, AtRandomMomentsAgainAndAgain) {
  begin();
  const auto before = std::chrono::steady_clock::now();
  Child whole(erase());
  ASSERT_EQ(whole.wait().exit, 0);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - before);
  Dice dice(campaign_seed("kill erase"));
  const int loops = full_form() ? 300 : 8;
  int killed = 0;
  for (int loop = 0; loop < loops && !HasFailure(); ++loop) {
    SCOPED_TRACE("loop " + std::to_string(loop));
    begin();
    Ended ended;
    std::vector<std::string> said;
    for (std::uint64_t more = 1 + dice.below(3); more > 0; --more) {
      Child child(erase());
      ::usleep(static_cast<useconds_t>(dice.below(static_cast<std::uint64_t>(took.count()))));
      child.kill(SIGKILL);
      ended = child.wait(&said);
      killed += ended.signal == SIGKILL ? 1 : 0;
      expect_explained();
    }
    judge(ended, said, 1000 + static_cast<std::uint64_t>(loop));
  }
  std::printf("loops %d, killed %d, erased %d, not erased %d\n", loops, killed, done_, undone_);
  EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace stadga::fault
