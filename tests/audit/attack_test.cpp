// What a person with the files can do, and what the verifier says to it. Each attack goes past the
// library: raw SQL, bytes cut and copied, whole folders put back.
#include "support.h"

#include <sqlite3.h>

#include "database.h"
#include "format.h"
#include "stadga/audit/merkle.h"
#include "stadga/audit/note.h"
#include "stadga/audit/replay.h"

namespace stadga::audit::test {
namespace {

constexpr int kCases = 6;  // leaves: config, rule set, 2..7

struct Attack : testing::Test {
  World world;
  void SetUp() override { fill(world, kCases); }

  [[nodiscard]] std::string db_path() const { return world.path() + "/log.db"; }
  SQLite::Database raw() const { return SQLite::Database(db_path(), SQLite::OPEN_READWRITE); }

  // The statement as a hostile connection without our settings: must fail.
  void expect_blocked(const std::string& sql) const {
    SQLite::Database db = raw();
    EXPECT_THROW(db.exec(sql), SQLite::Exception) << sql;
  }
  void drop_triggers(SQLite::Database& db) const {
    std::vector<std::string> names;
    SQLite::Statement query(db, "SELECT name FROM sqlite_master WHERE type='trigger'");
    while (query.executeStep()) names.push_back(query.getColumn(0).getString());
    for (const auto& name : names) db.exec("DROP TRIGGER " + name);
  }
  // Drops the triggers, runs the statement, and puts the triggers back as they were.
  void force(const std::string& sql) const {
    SQLite::Database db = raw();
    std::vector<std::string> triggers;
    SQLite::Statement query(db, "SELECT sql FROM sqlite_master WHERE type='trigger'");
    while (query.executeStep()) triggers.push_back(query.getColumn(0).getString());
    query.reset();
    drop_triggers(db);
    db.exec(sql);
    for (const auto& trigger : triggers) db.exec(trigger);
  }
  void expect_finding(const std::string& kind,
                      std::optional<std::uint64_t> index = std::nullopt) const {
    const VerifyReport report = world.verify();
    EXPECT_FALSE(report.ok);
    EXPECT_TRUE(has_finding(report, kind, index)) << kind << "\n" << describe(report);
  }
};

TEST_F(Attack, HonestLogIsClean) {
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  force("SELECT 1");  // the harness itself leaves no trace
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
}

TEST_F(Attack, TriggersStopPlainAndReplacingWrites) {
  for (const char* sql :
       {"UPDATE entry SET bytes = x'00' WHERE seq = 3", "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 7",
        "INSERT OR REPLACE INTO entry SELECT 3, leaf, mac, bytes FROM entry WHERE seq = 4",
        "REPLACE INTO entry SELECT 7, leaf, mac, bytes FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT 9, leaf, mac, bytes FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT -1, leaf, mac, bytes FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT 3, leaf, mac, bytes FROM entry WHERE seq = 4 "
        "ON CONFLICT(seq) DO UPDATE SET bytes = excluded.bytes",
        "UPDATE idem SET seq = 3", "DELETE FROM idem",
        "INSERT OR REPLACE INTO idem SELECT key, req, 3 FROM idem",
        "UPDATE payload SET ct = NULL, key = NULL", "UPDATE payload SET ct = x'00'",
        "DELETE FROM payload", "INSERT OR REPLACE INTO payload SELECT id, part, key, x'00' FROM payload",
        "DELETE FROM artefact", "UPDATE artefact SET bytes = x'00'",
        "INSERT OR REPLACE INTO artefact SELECT sha, seq, x'00' FROM artefact",
        "DELETE FROM checkpoint", "UPDATE checkpoint SET note = ''",
        "INSERT OR REPLACE INTO checkpoint SELECT size, '' FROM checkpoint"}) {
    expect_blocked(sql);
  }
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
}

TEST_F(Attack, DroppedOrAddedTriggersAreSeen) {
  raw().exec("DROP TRIGGER entry_delete");
  expect_finding("schema_mismatch");
  raw().exec("CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT 1; END");
  expect_finding("schema_mismatch");
  // And the writer does not go on with a changed schema.
  const auto refused = world.open()->append(numbered(99).record());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "S5016");
}

TEST_F(Attack, RecordDeleted) {
  force("DELETE FROM entry WHERE seq = 4");
  expect_finding("gap", 5);
}

TEST_F(Attack, RecordDeletedAndRestRenumbered) {
  force("DELETE FROM entry WHERE seq = 4; UPDATE entry SET seq = seq - 1 WHERE seq > 4;");
  expect_finding("truncated", 7);
  expect_finding("mac_mismatch", 4);
}

TEST_F(Attack, TailDeleted) {
  force("DELETE FROM entry WHERE seq = 7; DELETE FROM idem WHERE seq = 7;"
        "DELETE FROM payload WHERE id >= 7 * 64;"
        "DELETE FROM checkpoint WHERE size > 7;");
  expect_finding("truncated", 7);
  const auto refused = world.open()->append(numbered(99).record());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "S5006");
  EXPECT_EQ(refused.error().failure, Failure::kFinding);
}

TEST_F(Attack, RecordsSwapped) {
  force("UPDATE entry SET seq = 100 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 5;"
        "UPDATE entry SET seq = 5 WHERE seq = 100;");
  expect_finding("mac_mismatch", 4);
  expect_finding("checkpoint_mismatch");
}

TEST_F(Attack, BytesChangedHashKept) {
  force("UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"semantics\":1', "
        "'\"semantics\":2') AS BLOB) WHERE seq = 4");
  expect_finding("leaf_mismatch", 4);
}

// Everything recomputed that can be without a secret: only signature, MAC and head are left.
TEST_F(Attack, RecordRewrittenWithAllHashesRecomputed) {
  SQLite::Database db = raw();
  SQLite::Statement query(db, "SELECT bytes FROM entry WHERE seq = 4");
  ASSERT_TRUE(query.executeStep());
  std::string bytes = query.getColumn(0).getString();
  query.reset();
  const std::size_t at = bytes.find("\"semantics\":1");
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, 13, "\"semantics\":7");
  const Hash32 leaf = leaf_hash(bytes);
  drop_triggers(db);
  SQLite::Statement update(db, "UPDATE entry SET bytes = ?, leaf = ? WHERE seq = 4");
  update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
  update.bind(2, leaf.data(), 32);
  update.exec();
  expect_finding("mac_mismatch", 4);
  expect_finding("checkpoint_mismatch", 4);  // size 4 still held, size 5 does not
  // With the key database gone too the signature still tells.
  fs::remove(world.path() + "/keys.db");
  fs::remove(world.path() + "/keys.db-wal");
  ReadOptions auditor = world.reading();
  auditor.keys_elsewhere = true;
  const VerifyReport report = (*Snapshot::open(auditor))->verify();
  EXPECT_FALSE(report.ok);
  EXPECT_TRUE(has_finding(report, "checkpoint_mismatch", 4)) << describe(report);
  EXPECT_EQ(report.parts_sealed, 18U);
}

// The same without the earlier checkpoints: the head alone is left to tell.
TEST_F(Attack, RecordRewrittenAndCheckpointsRemoved) {
  force("UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE seq = 5), leaf = (SELECT leaf FROM "
        "entry WHERE seq = 5), mac = (SELECT mac FROM entry WHERE seq = 5) WHERE seq = 4;"
        "DELETE FROM checkpoint;");
  expect_finding("root_mismatch");
  expect_finding("mac_mismatch", 4);
}

TEST_F(Attack, ForgedRecordAppendedBeyondTheHead) {
  SQLite::Database db = raw();
  const std::string forged =
      R"({"basis":"x","kind":"erasure","parts":[{"index":2,"names":["case"]}],"t":"2026-11-22T09:00Z","v":1})";
  const Hash32 leaf = leaf_hash(forged);
  SQLite::Statement insert(db, "INSERT INTO entry VALUES(8, ?, ?, ?)");
  insert.bind(1, leaf.data(), 32);
  insert.bind(2, leaf.data(), 32);
  insert.bind(3, forged.data(), static_cast<int>(forged.size()));
  insert.exec();
  expect_finding("mac_mismatch", 8);
  EXPECT_EQ(world.verify().head, "unsigned_tail");
  const auto refused = world.open()->append(numbered(99).record());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "S5008");  // nobody signs what the log's writer did not write
}

TEST_F(Attack, PartsMovedChangedOrRemoved) {
  const World& w = world;
  const std::string saved = w.dir / "saved";
  copy_folder(w.path(), saved);
  const auto restore = [&] { copy_folder(saved, w.path()); };
  force("UPDATE payload SET ct = NULL, key = NULL WHERE id = 4 * 64");
  expect_finding("part_missing", 4);
  restore();
  force("DELETE FROM payload WHERE id = 4 * 64 + 1");
  expect_finding("part_missing", 4);
  expect_finding("rows_mismatch");
  restore();
  force("UPDATE payload SET ct = (SELECT ct FROM payload WHERE id = 5 * 64), key = (SELECT key FROM "
        "payload WHERE id = 5 * 64) WHERE id = 4 * 64");
  expect_finding("part_mismatch", 4);
  restore();
  force("UPDATE payload SET part = 'result' WHERE id = 4 * 64");
  expect_finding("part_mismatch", 4);
  restore();
  force("INSERT INTO payload VALUES(9999999, 'case', NULL, x'00')");
  expect_finding("rows_mismatch");
  restore();
  force("INSERT INTO erased VALUES(256, 4); UPDATE payload SET ct = NULL, key = NULL WHERE id = 256");
  expect_finding("part_missing", 4);  // the side table says erased, no record does
  restore();
  EXPECT_TRUE(w.verify().ok);
}

// The index by idempotency key is not evidence: a row that points at another case's or another
// day's record must not make that record the answer.
TEST_F(Attack, ARedirectedKeyGetsNoAnswer) {
  force("UPDATE idem SET seq = 5 WHERE seq = 4");  // leaf 4 is the third case
  const auto log = world.open();
  ASSERT_NE(log, nullptr);
  const Case again = numbered(3);
  const auto done = log->append(again.record());
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().failure, Failure::kFinding);
}

// A bundle that is gone leaves the question open; one that was changed is tampering.
TEST_F(Attack, ABundleThatIsGoneIsNotOneThatWasChanged) {
  const auto outcome = [&] {
    const auto copy = Snapshot::open(world.reading());
    const Evaluator never = [](std::string_view, std::string_view) -> Result<std::string> {
      ADD_FAILURE() << "nothing to evaluate with";
      return std::string();
    };
    const auto one = replay(**copy, 2, never);
    return one ? std::string(to_string(one->outcome)) : one.error().code;
  };
  const std::string saved = world.dir / "saved";
  copy_folder(world.path(), saved);
  force("DELETE FROM artefact");
  EXPECT_EQ(outcome(), "artefact_missing");
  for (const Finding& finding : world.verify().findings) EXPECT_EQ(finding.kind, "artefact_missing");
  copy_folder(saved, world.path());
  force("UPDATE artefact SET bytes = CAST('another rule set' AS BLOB)");
  EXPECT_EQ(outcome(), "artefact_damaged");
}

TEST_F(Attack, DerivedTablesAreCompared) {
  const std::string saved = world.dir / "saved";
  copy_folder(world.path(), saved);
  const auto restore = [&] { copy_folder(saved, world.path()); };
  force("UPDATE idem SET seq = 5 WHERE seq = 4");
  expect_finding("idem_mismatch", 4);
  restore();
  force("DELETE FROM idem WHERE seq = 4");
  expect_finding("idem_mismatch", 4);
  restore();
  force("UPDATE artefact SET bytes = CAST('another rule set' AS BLOB)");
  expect_finding("artefact_mismatch", 1);
  restore();
  force("DELETE FROM artefact");
  expect_finding("artefact_missing", 1);
  restore();
  force("INSERT INTO tile VALUES(5, zeroblob(32))");
  expect_finding("rows_mismatch");
  restore();
  force("UPDATE checkpoint SET note = replace(note, 'log.example', 'log.exampl3')");
  expect_finding("checkpoint_invalid");
  restore();
  raw().exec("PRAGMA user_version = 2");
  expect_finding("schema_mismatch");
  restore();
  fs::remove(world.path() + "/keys.db");
  expect_finding("keys_missing");
  restore();
  fs::remove(world.path() + "/log.db");
  expect_finding("database_damaged");
  restore();
  fs::remove(world.path() + "/head");
  expect_finding("head_missing");
  EXPECT_EQ(world.verify().head, "missing");
  EXPECT_EQ(world.open()->append(numbered(99).record()).error().code, "S5005");
  restore();
  fs::remove(world.path() + "/log.pub");
  expect_finding("verifier_key_missing");
}

TEST_F(Attack, CaseKeyDestroyedWithoutARecord) {
  SQLite::Database keys(world.path() + "/keys.db", SQLite::OPEN_READWRITE);
  keys.exec("DELETE FROM case_key WHERE rowid = 3");
  expect_finding("key_destroyed", 4);
}

// How an erasure names its parts; that they are then lawfully absent: erase_test.cpp.
TEST_F(Attack, AnErasureRecordNamesTheParts) {
  const std::string erasure =
      R"({"basis":"x","kind":"erasure","parts":[{"index":4,"names":["case","link","result"]}],"t":"2026-11-22T09:00Z","v":1})";
  const auto view = read_entry(erasure);
  ASSERT_TRUE(view.has_value());
  ASSERT_EQ(view->erased.size(), 3U);
  EXPECT_EQ(view->erased[1].index, 4U);
  EXPECT_EQ(view->erased[1].name, "link");
}

// --- truncation and rollback: the cases that decide everything ---

TEST_F(Attack, HeadFileCutBentOrForged) {
  const std::string head = slurp(world.path() + "/head");
  for (std::size_t i = 0; i < head.size(); ++i) {
    std::string bent = head;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    spit(world.path() + "/head", bent);
    const VerifyReport report = world.verify();
    ASSERT_FALSE(report.ok) << i;
    ASSERT_TRUE(has_finding(report, "head_invalid")) << i;
  }
  spit(world.path() + "/head", head.substr(0, head.size() / 2));
  expect_finding("head_invalid");
  spit(world.path() + "/head", "");
  expect_finding("head_invalid");
  EXPECT_EQ(world.open()->append(numbered(99).record()).error().code, "S5005");
  std::array<std::uint8_t, 32> seed{};
  seed.fill(9);
  const Checkpoint checkpoint{"log.example/test", 8, world.verify().root};
  spit(world.path() + "/head",
       sign_note(to_text(checkpoint), checkpoint.origin, ed25519_from_seed(seed)));
  expect_finding("head_invalid");
}

TEST(Rollback, DatabaseAlonePutBack) {
  World world;
  fill(world, 3);
  const std::string saved = world.dir / "saved";
  copy_folder(world.path(), saved);
  fill(world, 2, 10);
  for (const char* file : {"log.db", "log.db-wal"}) {
    fs::remove(world.path() + "/" + file);
    if (fs::exists(saved + "/" + file)) fs::copy(saved + "/" + file, world.path() + "/" + file);
  }
  const VerifyReport report = world.verify();
  EXPECT_FALSE(report.ok);
  EXPECT_TRUE(has_finding(report, "truncated", 5)) << describe(report);
  EXPECT_EQ(world.open()->append(numbered(99).record()).error().code, "S5006");
  // With the head put back as well the signer still remembers.
  fs::copy(saved + "/head", world.path() + "/head", fs::copy_options::overwrite_existing);
  const VerifyReport second = world.verify();
  EXPECT_TRUE(has_finding(second, "truncated", 5)) << describe(second);
  EXPECT_EQ(world.open()->append(numbered(99).record()).error().code, "S5006");
}

TEST(Rollback, WholeFolderPutBackNeedsAHeadKeptElsewhere) {
  World inside;
  fill(inside, 3);
  copy_folder(inside.path(), inside.dir / "saved");
  fill(inside, 2, 10);
  copy_folder(inside.dir / "saved", inside.path());
  EXPECT_TRUE(inside.verify().ok);  // undetectable from within: the manual says so

  World outside;
  outside.head = outside.dir / "kept-elsewhere";
  fill(outside, 3);
  copy_folder(outside.path(), outside.dir / "saved");
  fill(outside, 2, 10);
  copy_folder(outside.dir / "saved", outside.path());
  const VerifyReport report = outside.verify();
  EXPECT_FALSE(report.ok);
  EXPECT_TRUE(has_finding(report, "truncated", 5)) << describe(report);
  EXPECT_EQ(outside.open()->append(numbered(99).record()).error().code, "S5006");
}

// Another history of the same length under the head of the first: a fork.
TEST(Rollback, ForkUnderTheSameHead) {
  World world;
  world.head = world.dir / "kept-elsewhere";
  fill(world, 3);
  copy_folder(world.path(), world.dir / "saved");
  fs::copy(world.head, world.dir / "saved-head");
  fill(world, 2, 10);
  const std::string real = slurp(world.head);
  copy_folder(world.dir / "saved", world.path());
  fs::copy(world.dir / "saved-head", world.head, fs::copy_options::overwrite_existing);
  fill(world, 2, 20);
  spit(world.head, real);
  const VerifyReport report = world.verify();
  EXPECT_FALSE(report.ok);
  EXPECT_TRUE(has_finding(report, "root_mismatch", 6)) << describe(report);
  EXPECT_EQ(world.open()->append(numbered(99).record()).error().code, "S5007");
}

// SQLite takes a cut write-ahead log for a shorter one and calls it sound. The head knows better.
TEST(Rollback, WriteAheadLogCutAtEveryFrame) {
  World world;
  const auto log = world.open();
  for (int n = 1; n <= 4; ++n) ASSERT_TRUE(log->append(numbered(n).record()).has_value());
  const std::string saved = world.dir / "saved";
  copy_folder(world.path(), saved);  // as a crash leaves it: frames still in the log
  const std::string wal = slurp(saved + "/log.db-wal");
  constexpr std::size_t kHeader = 32;
  constexpr std::size_t kFrame = 24 + 8192;
  ASSERT_GT(wal.size(), kHeader + 4 * kFrame);
  ASSERT_EQ((wal.size() - kHeader) % kFrame, 0U);
  ReadOptions reading = world.reading();
  reading.path = saved;
  ASSERT_TRUE((*Snapshot::open(reading))->verify().ok);
  int detected = 0;
  for (std::size_t frame = 0; kHeader + frame * kFrame < wal.size(); ++frame) {
    for (const std::size_t extra : {std::size_t{0}, std::size_t{1}, kFrame - 1}) {
      spit(saved + "/log.db-wal",
           std::string_view(wal).substr(0, kHeader + frame * kFrame + extra));
      const VerifyReport report = (*Snapshot::open(reading))->verify();
      ASSERT_FALSE(report.ok) << "frame " << frame;
      ASSERT_TRUE(has_finding(report, "truncated") || has_finding(report, "database_damaged"));
      ++detected;
    }
  }
  EXPECT_GE(detected, 15);
  // One flipped byte in a frame drops it and all that follow.
  std::string bent = wal;
  bent[kHeader + kFrame + 100] = static_cast<char>(bent[kHeader + kFrame + 100] ^ 1);
  spit(saved + "/log.db-wal", bent);
  EXPECT_FALSE((*Snapshot::open(reading))->verify().ok);
  fs::remove(saved + "/log.db-wal");
  EXPECT_FALSE((*Snapshot::open(reading))->verify().ok);
}

// One bit of every 331st byte, of every 17th in the first page and of each page head: detected, or
// the database says exactly the same as before.
TEST(Flip, NoSilentChangeOfMeaning) {
  World world;
  fill(world, 20);
  const std::string saved = world.dir / "saved";
  copy_folder(world.path(), saved);
  const std::string bytes = slurp(saved + "/log.db");
  const auto dump = [](const std::string& path) {
    std::string all;
    SQLite::Database db(path, SQLite::OPEN_READWRITE);
    for (const char* sql :
         {"SELECT type||name||tbl_name||sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1",
          "SELECT seq||hex(leaf)||hex(mac)||hex(bytes) FROM entry ORDER BY seq",
          "SELECT seq||hex(key)||hex(req) FROM idem ORDER BY key",
          "SELECT id||part||hex(key)||hex(ct) FROM payload ORDER BY id",
          "SELECT seq||hex(sha)||hex(bytes) FROM artefact ORDER BY seq",
          "SELECT size||note FROM checkpoint ORDER BY size"}) {
      SQLite::Statement query(db, sql);
      while (query.executeStep()) all += query.getColumn(0).getString() + "\n";
    }
    return all;
  };
  const std::string honest = dump(saved + "/log.db");
  ReadOptions reading = world.reading();
  reading.path = saved;
  int detected = 0;
  int neutral = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool page_head = at % 8192 < 16;
    if (at % 331 != 0 && !page_head && (at >= 8192 || at % 17 != 0)) continue;
    std::string bent = bytes;
    bent[at] = static_cast<char>(bent[at] ^ (1 << (at % 8)));
    spit(saved + "/log.db", bent);
    auto copy = Snapshot::open(reading);
    ASSERT_TRUE(copy.has_value()) << at;  // beside the other files it is a log, however damaged
    if (!(*copy)->verify().ok) {
      ++detected;
      continue;
    }
    ASSERT_EQ(dump(saved + "/log.db"), honest) << "byte " << at << " changed the meaning unseen";
    ++neutral;
  }
  EXPECT_GT(detected, 300);
  RecordProperty("detected", detected);
  RecordProperty("neutral", neutral);
}

// The library's own connection is fenced in: no statement but the log's own kind is compiled.
TEST(Fence, AuthorizerRefusesEverythingElse) {
  World world;
  fill(world, 1);
  Database db(world.path() + "/log.db", Database::Mode::kWrite);
  db.lock_down();
  for (const char* sql :
       {"DROP TRIGGER entry_delete", "DROP TABLE entry", "CREATE TABLE x(a)", "ALTER TABLE entry RENAME TO e",
        "CREATE TRIGGER t BEFORE INSERT ON entry BEGIN SELECT 1; END", "ATTACH ':memory:' AS m",
        "PRAGMA writable_schema = ON", "PRAGMA recursive_triggers = OFF", "DELETE FROM entry",
        "UPDATE entry SET leaf = leaf", "UPDATE payload SET part = part", "VACUUM", "REINDEX",
        "SELECT load_extension('x')", "CREATE TEMP TABLE t(a)", "SELECT * FROM sqlite_sequence"}) {
    EXPECT_THROW(db.run(sql), SQLite::Exception) << sql;
  }
  EXPECT_NO_THROW(db.run("SELECT COUNT(*) FROM entry"));
}

}  // namespace
}  // namespace stadga::audit::test
