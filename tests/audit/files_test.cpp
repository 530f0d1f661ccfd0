// What is no file where the log has files, and what a reader leaves behind.
#include "support.h"

#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>

namespace stadga::audit::test {
namespace {

enum class Thing { kPipe, kSocket, kFolder, kDevice };
constexpr Thing kThings[] = {Thing::kPipe, Thing::kSocket, Thing::kFolder, Thing::kDevice};

void put(Thing thing, const std::string& path) {
  fs::remove_all(path);
  switch (thing) {
    case Thing::kPipe:
      ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
      return;
    case Thing::kFolder:
      ASSERT_TRUE(fs::create_directory(path));
      return;
    case Thing::kDevice:
      fs::create_symlink("/dev/zero", path);
      return;
    case Thing::kSocket: {
      sockaddr_un address{};
      address.sun_family = AF_UNIX;
      ASSERT_LT(path.size(), sizeof address.sun_path);
      path.copy(address.sun_path, path.size());
      const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
      ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
      ::close(socket);
    }
  }
}

// In a child with an alarm: a reader that waits for a pipe's writer is killed and seen.
void expect_within_seconds(const std::function<bool()>& check, const std::string& what) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::alarm(60);
    ::_exit(check() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_FALSE(WIFSIGNALED(status)) << what << " blocks or dies";
  EXPECT_EQ(WEXITSTATUS(status), 0) << what;
}

TEST(NoFile, InPlaceOfEachFileIsAFindingAndNobodyWaits) {
  World world;
  fill(world, 2);
  copy_folder(world.path(), world.dir / "saved");
  for (const char* file : {"log.db", "log.db-wal", "keys.db", "head", "log.pub", "log.lock"}) {
    for (const Thing thing : kThings) {
      const std::string what = std::string(file) + " " + std::to_string(static_cast<int>(thing));
      copy_folder(world.dir / "saved", world.path());
      put(thing, world.path() + "/" + file);
      expect_within_seconds([&] {
        auto copy = Snapshot::open(world.reading());
        if (!copy) return copy.error().failure == Failure::kFinding;
        return !(*copy)->verify().ok;
      }, "verify with " + what);
      if (std::string_view(file) == "log.pub") continue;  // the writer does not read it
      expect_within_seconds([&] {
        auto log = Log::open_or_create(world.options());
        if (!log) return log.error().failure == Failure::kFinding;
        const auto done = (*log)->append(numbered(9).record());
        return !done && done.error().failure == Failure::kFinding;
      }, "append with " + what);
    }
  }
}

TEST(NoFile, AloneItIsNoLog) {
  for (const Thing thing : kThings) {
    for (const char* file : {"log.db", "log.lock"}) {
      World world;
      fs::create_directories(world.path());
      put(thing, world.path() + "/" + file);
      expect_within_seconds([&] {
        const auto copy = Snapshot::open(world.reading());
        const auto log = Log::open_or_create(world.options());
        return !copy && copy.error().code == "S5003" && !log && log.error().code == "S5003";
      }, file);
    }
  }
}

TEST(PrivateCopy, HasNoNameOnceItIsOpen) {
  World world;
  fill(world, 3);
  const auto log = world.open();
  ASSERT_TRUE(log->append(numbered(9).record()).has_value());  // part of it in the write-ahead logs
  ReadOptions reading = world.reading();
  reading.temporary = world.dir / "temporary";
  fs::create_directory(reading.temporary);
  auto copy = Snapshot::open(reading);
  ASSERT_TRUE(copy.has_value());
  EXPECT_TRUE(fs::is_empty(reading.temporary));
  const VerifyReport report = (*copy)->verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 6U);
  EXPECT_EQ(report.parts_ok, 12U);
  EXPECT_EQ((*copy)->recorded(5)->result_bytes, numbered(9).result);
  copy->reset();
  EXPECT_TRUE(fs::is_empty(reading.temporary));
}

// What a reader killed while it copied left is removed by the next; nothing else is.
TEST(PrivateCopy, AnAbandonedOneIsRemovedByTheNextReader) {
  World world;
  fill(world, 1);
  ReadOptions reading = world.reading();
  reading.temporary = world.dir / "temporary";
  const std::string abandoned = reading.temporary + "/.stadga-held-aaaaaa";
  const std::string used = reading.temporary + "/.stadga-held-bbbbbb";
  const std::string other = reading.temporary + "/.stadga-held-cccccc";
  const std::string log = reading.temporary + "/some-log";
  for (const std::string& folder : {abandoned, used, other, log}) {
    fs::create_directories(folder);
    spit(folder + "/keys.db", "secrets");
  }
  const std::string link = reading.temporary + "/.stadga-held-dddddd";
  fs::create_directory_symlink(log, link);
  spit(other + "/letter.txt", "somebody's own");
  const int held = ::open(used.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  ASSERT_TRUE(Snapshot::open(reading).has_value());
  EXPECT_FALSE(fs::exists(abandoned));
  EXPECT_TRUE(fs::exists(used + "/keys.db"));
  EXPECT_TRUE(fs::exists(other + "/letter.txt"));
  EXPECT_TRUE(fs::exists(log + "/keys.db"));
  EXPECT_TRUE(fs::is_symlink(link));
  ::close(held);
  ASSERT_TRUE(Snapshot::open(reading).has_value());
  EXPECT_FALSE(fs::exists(used));
}

}  // namespace
}  // namespace stadga::audit::test
