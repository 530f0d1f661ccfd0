// What the next writer sees of a log that somebody changed meanwhile: a head put back, rows of the
// key table gone, damage in old records. It refuses, and `verify` names the same thing.
#include "support.h"

#include "format.h"
#include "keys.h"
#include "stadga/audit/merkle.h"

namespace stadga::audit::test {
namespace {

std::string code_of_append(const World& world, const Case& given) {
  const auto done = world.open()->append(given.record());
  return done ? "" : done.error().code;
}

int incidents(const World& world) {
  auto copy = Snapshot::open(world.reading());
  int count = 0;
  const auto entries = (*copy)->entries(0, 1U << 20U);
  for (const Entry& entry : *entries) count += entry.kind == "incident" ? 1 : 0;
  return count;
}

void write_acknowledged(const World& world, std::string_view value) {
  SQLite::Database keys(world.path() + "/keys.db", SQLite::OPEN_READWRITE);
  SQLite::Statement update(keys, "UPDATE meta SET value = ? WHERE name = 'acknowledged'");
  update.bind(1, value.data(), static_cast<int>(value.size()));
  ASSERT_EQ(update.exec(), 1);
}

Status stop() { return Error{Failure::kStorage, "S5001", {"stopp", "stop"}, ""}; }

// --- a head file put back ---

// By one batch keys.db alone knows; by more the checkpoints in the log know too.
TEST(HeadPutBack, TheWriterRefusesAndVerifySaysWhy) {
  for (const int after : {1, 2, 5}) {
    World world;
    fill(world, 3);
    const std::string old_head = slurp(world.path() + "/head");
    fill(world, after, 10);
    const std::string newest = slurp(world.path() + "/head");
    spit(world.path() + "/head", old_head);
    const VerifyReport report = world.verify();
    EXPECT_FALSE(report.ok);
    EXPECT_TRUE(has_finding(report, "head_rolled_back", 5)) << describe(report);
    EXPECT_EQ(report.head, "signed");  // contradicted, but no tail that a crash left
    const auto refused = world.open()->append(numbered(99).record());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "S5017");
    EXPECT_EQ(refused.error().failure, Failure::kFinding);
    EXPECT_EQ(slurp(world.path() + "/head"), old_head);  // and the finding stays
    EXPECT_EQ(incidents(world), 0);
    spit(world.path() + "/head", newest);
    EXPECT_TRUE(world.verify().ok);
    EXPECT_EQ(code_of_append(world, numbered(99)), "");
    EXPECT_TRUE(world.verify().ok);
  }
}

TEST(HeadPutBack, AlsoUnderAWriterThatIsOpen) {
  World world;
  const auto log = world.open();
  ASSERT_TRUE(log->append(numbered(1).record()).has_value());
  const std::string old_head = slurp(world.path() + "/head");
  ASSERT_TRUE(log->append(numbered(2).record()).has_value());
  spit(world.path() + "/head", old_head);
  EXPECT_EQ(log->append(numbered(3).record()).error().code, "S5017");
}

// Head and the checkpoints in the log: keys.db still knows. Without keys.db's memory the newest
// checkpoint does, but for the last batch.
TEST(HeadPutBack, WithCheckpointsOrMemoryGone) {
  World world;
  fill(world, 3);
  const std::string old_head = slurp(world.path() + "/head");
  fill(world, 3, 10);
  spit(world.path() + "/head", old_head);
  copy_folder(world.path(), world.dir / "saved");
  force(world, "DELETE FROM checkpoint WHERE size > 4");
  EXPECT_TRUE(has_finding(world.verify(), "head_rolled_back", 5));
  EXPECT_EQ(code_of_append(world, numbered(99)), "S5017");
  copy_folder(world.dir / "saved", world.path());
  write_acknowledged(world, std::string(1, '\1'));
  EXPECT_TRUE(has_finding(world.verify(), "head_rolled_back", 5));
  EXPECT_EQ(code_of_append(world, numbered(99)), "S5017");
}

// A repeated request is answered from a head that a crash put in place before it was remembered:
// from then on that head counts as acknowledged too.
TEST(HeadPutBack, AHeadFromBeforeACrashIsRememberedBeforeItAnswers) {
  World world;
  fill(world, 2);
  const std::string old_head = slurp(world.path() + "/head");
  world.hooks.after = [](Step step) { return step == Step::kHeadWritten ? stop() : Status(Unit{}); };
  EXPECT_EQ(code_of_append(world, numbered(9)), "S5001");
  world.hooks = {};
  const auto again = world.open()->append(numbered(9).record());
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->existing);
  spit(world.path() + "/head", old_head);
  EXPECT_EQ(code_of_append(world, numbered(10)), "S5017");
}

// Signed, but killed before the head file: nothing of it was acknowledged, and the tail is adopted.
TEST(HeadPutBack, ACrashBetweenSignatureAndHeadIsNone) {
  World world;
  fill(world, 2);
  world.hooks.after = [](Step step) { return step == Step::kSigned ? stop() : Status(Unit{}); };
  EXPECT_EQ(code_of_append(world, numbered(9)), "S5001");
  world.hooks = {};
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
  EXPECT_EQ(world.verify().head, "unsigned_tail");
  EXPECT_EQ(code_of_append(world, numbered(9)), "");
  EXPECT_EQ(incidents(world), 1);
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
}

// A log made before the acknowledged note was kept: it opens, verifies, and remembers from then on.
TEST(HeadPutBack, ALogFromBeforeIsTakenOver) {
  World world;
  fill(world, 4);
  write_acknowledged(world, std::string(1, '\1'));
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
  const std::string old_head = slurp(world.path() + "/head");
  EXPECT_EQ(code_of_append(world, numbered(10)), "");
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
  spit(world.path() + "/head", old_head);
  EXPECT_EQ(code_of_append(world, numbered(11)), "S5017");
}

TEST(HeadPutBack, ADamagedMemoryIsAFinding) {
  World world;
  fill(world, 2);
  write_acknowledged(world, "12345678 no note");
  EXPECT_TRUE(has_finding(world.verify(), "signer_mismatch"));
  EXPECT_EQ(code_of_append(world, numbered(9)), "S5016");
  write_acknowledged(world, "123");
  EXPECT_TRUE(has_finding(world.verify(), "database_damaged"));
  EXPECT_EQ(code_of_append(world, numbered(9)), "S5016");
}

// --- rows of the key table gone ---

TEST(KeyRows, DeletedOnesStopTheWriterAtOpen) {
  World world;
  fill(world, 5);
  force(world, "DELETE FROM idem WHERE seq = 3");
  EXPECT_TRUE(has_finding(world.verify(), "idem_mismatch", 3));
  for (const int n : {2, 99}) {  // the acknowledged request itself, and a new one
    EXPECT_EQ(code_of_append(world, numbered(n)), "S5016");
  }
  EXPECT_EQ(world.verify().decisions, 5U);
}

// The count is right again: the records tell.
TEST(KeyRows, AForgedRowInPlaceOfOneHidesNothing) {
  World world;
  fill(world, 4);
  force(world, "UPDATE idem SET key = randomblob(32) WHERE seq = 3");
  EXPECT_TRUE(has_finding(world.verify(), "idem_mismatch", 3));
  EXPECT_EQ(code_of_append(world, numbered(2)), "S5016");
  EXPECT_EQ(world.verify().decisions, 4U);
}

// Deleted while the writer is open: it looks no further than the case, and there it finds it.
TEST(KeyRows, DeletedUnderAnOpenWriter) {
  World world;
  fill(world, 3);
  const auto log = world.open();
  DecisionAct act;
  act.proposal = 3;
  act.decider_kind = "board";
  act.decider_name = "namnden";
  act.day = "2026-11-23";
  ASSERT_TRUE(log->record_decision(act).has_value());
  Case c = numbered(8);
  c.request = "R-8";
  ASSERT_TRUE(log->append(c.record()).has_value());
  force(world, "DELETE FROM idem WHERE seq > 2");
  EXPECT_EQ(log->append(numbered(2).record()).error().code, "S5016");
  EXPECT_EQ(log->record_decision(act).error().code, "S5016");
  Case elsewhere = numbered(9);
  elsewhere.request = "R-8";  // known under the other case's key
  EXPECT_EQ(log->append(elsewhere.record()).error().code, "S5016");
  EXPECT_EQ(world.verify().records, 7U);
}

// --- damage in old records ---

TEST(OldDamage, IsNotSignedOver) {
  for (const char* sql :
       {"UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"semantics\":1', "
        "'\"semantics\":2') AS BLOB) WHERE seq = 4",
        "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 4",
        "UPDATE entry SET mac = zeroblob(32) WHERE seq = 4",
        "UPDATE idem SET seq = 5 WHERE seq = 4"}) {
    World world;
    fill(world, 6);
    const std::string head = slurp(world.path() + "/head");
    force(world, sql);
    EXPECT_FALSE(world.verify().ok) << sql;
    EXPECT_NE(code_of_append(world, numbered(99)), "") << sql;
    EXPECT_EQ(slurp(world.path() + "/head"), head) << sql;
  }
}

// Far back only a drawn part is looked at; the tiles above are all looked at.
TEST(OldDamage, FarBackTheTilesAreComparedAndRecordsDrawn) {
  World world;
  {
    const auto log = world.open();
    std::vector<Case> cases;
    for (int n = 0; n < 1100; ++n) cases.push_back(numbered(n));
    std::vector<CaseRecord> records;
    for (const Case& c : cases) records.push_back(c.record());
    for (const auto& done : log->append_all(records)) ASSERT_TRUE(done.has_value());
  }
  copy_folder(world.path(), world.dir / "saved");
  force(world, "UPDATE tile SET root = zeroblob(32) WHERE id = (1 << 48)");
  EXPECT_EQ(code_of_append(world, numbered(2000)), "S5007");
  copy_folder(world.dir / "saved", world.path());
  // Three old tiles, two drawn for every opening: the damage is met soon.
  force(world, "UPDATE entry SET mac = zeroblob(32) WHERE seq = 20");
  EXPECT_TRUE(has_finding(world.verify(), "mac_mismatch", 20));
  std::string code;
  for (int n = 2000; n < 2100 && code.empty(); ++n) code = code_of_append(world, numbered(n));
  EXPECT_EQ(code, "S5008");
}

}  // namespace
}  // namespace stadga::audit::test
