// Who can write to the files asks the writer to destroy: rows of `erased`, names of keys, what
// keys.db remembers. It does what signed erasures say and nothing else.
#include <optional>

#include "support.h"

namespace stadga::audit::test {
namespace {

LegalBasis basis() {
  return {"gallring fem år efter sista anteckningen",
          "16 kap. 1 § socialtjänstlagen (2025:400)",
          "socialnämnden",
          "2026-11-20",
          {"Arkivarie Ett", "Sekreterare Två"}};
}

// Records 2, 3 and 4 are of CASE-1, CASE-2 and CASE-3; row 64 n is the `case` of record n, then
// come `link` and `result`.
class ForgedErasure : public testing::Test {
 protected:
  void SetUp() override { fill(world_, 3); }

  std::string erase(std::vector<ErasedItem> items) {
    const auto done = world_.open()->erase({std::move(items), basis()});
    return done ? "" : done.error().code;
  }
  // An erasure that ends as a crash would once its record is signed.
  void half_erase(std::vector<ErasedItem> items, Step last = Step::kHeadWritten) {
    world_.hooks.after = [last](Step at) {
      return at == last ? Status(Error{Failure::kStorage, "S5001", {"", ""}, ""}) : Status(Unit{});
    };
    ASSERT_EQ(erase(std::move(items)), "S5001");
    world_.hooks.after = nullptr;
  }
  std::string append(int n) {
    const auto done = world_.open()->append(numbered(n).record());
    return done ? "" : done.error().code;
  }
  void append_many(const std::function<bool(const Result<Appended>&)>& expected) {
    std::vector<Case> cases;
    for (int n = 10; n < 1300; ++n) cases.push_back(numbered(n));
    std::vector<CaseRecord> records;
    for (const Case& c : cases) records.push_back(c.record());
    for (const auto& done : world_.open()->append_all(records)) ASSERT_TRUE(expected(done));
  }
  [[nodiscard]] std::int64_t number(const char* database, const std::string& sql) const {
    TempDir copy;
    copy_folder(world_.path(), copy / "log");
    SQLite::Database db(copy / "log" + "/" + database, SQLite::OPEN_READWRITE);
    return db.execAndGet(sql).getInt64();
  }
  [[nodiscard]] std::int64_t parts_left() const {
    return number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NOT NULL AND key IS NOT NULL");
  }
  [[nodiscard]] std::int64_t keys_left() const {
    return number("keys.db", "SELECT COUNT(*) FROM case_key");
  }
  void put_settled(std::uint64_t value) {
    SQLite::Database keys(world_.path() + "/keys.db", SQLite::OPEN_READWRITE);
    std::string bytes(8, '\0');
    for (std::size_t i = 8; i-- > 0; value >>= 8U) bytes[i] = static_cast<char>(value & 0xFFU);
    SQLite::Statement put(keys, "INSERT OR REPLACE INTO meta(name, value) VALUES('erased_below', ?)");
    put.bind(1, bytes.data(), static_cast<int>(bytes.size()));
    ASSERT_EQ(put.exec(), 1);
  }
  void expect_refused_and_whole(const std::string& what) {
    const std::int64_t parts = parts_left();
    const std::int64_t keys = keys_left();
    const std::string head = slurp(world_.path() + "/head");
    EXPECT_EQ(append(9), "S5016") << what;
    EXPECT_EQ(parts_left(), parts) << what;
    EXPECT_EQ(keys_left(), keys) << what;
    EXPECT_EQ(slurp(world_.path() + "/head"), head) << what;
    EXPECT_FALSE(world_.verify().ok) << what;
  }

  World world_;
};

TEST_F(ForgedErasure, ARowThatNoErasureExplainsStopsTheWriterAndDestroysNothing) {
  ASSERT_EQ(erase({{2, {}}}), "");  // record 5
  const std::string sound = world_.dir / "sound";
  copy_folder(world_.path(), sound);
  for (const char* row : {"(192, 5)",    // rides on an erasure that names another record
                          "(192, 4)",    // on a record that is none
                          "(192, 6)",    // on one to come
                          "(192, -1)",
                          "(320, 5)"}) {  // on the erasure's own approvers
    copy_folder(sound, world_.path());
    // No trigger stands in the way of such a row.
    SQLite::Database(world_.path() + "/log.db", SQLite::OPEN_READWRITE)
        .exec(std::string("INSERT INTO erased(id, seq) VALUES") + row);
    expect_refused_and_whole(row);
  }
}

TEST_F(ForgedErasure, InALogWithoutErasuresToo) {
  SQLite::Database(world_.path() + "/log.db", SQLite::OPEN_READWRITE)
      .exec("INSERT INTO erased(id, seq) SELECT id, 4 FROM payload WHERE id < 256");
  expect_refused_and_whole("case 1 and 2");
}

// One part of the record went lawfully; the forger wants the rest.
TEST_F(ForgedErasure, AnotherPartOfTheSameRecordStays) {
  ASSERT_EQ(erase({{2, {"case"}}}), "");
  const std::string sound = world_.dir / "sound";
  copy_folder(world_.path(), sound);
  force(world_, "INSERT INTO erased(id, seq) VALUES(129, 5)");
  expect_refused_and_whole("one row more");
  copy_folder(sound, world_.path());
  const std::int64_t parts = parts_left();
  force(world_, "DELETE FROM erased WHERE id = 128; INSERT INTO erased(id, seq) VALUES(129, 5)");
  EXPECT_EQ(append(9), "S5016") << "one row in place of the other";
  EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE id = 129 AND ct IS NOT NULL"), 1);
  EXPECT_GE(parts_left(), parts);
}

TEST_F(ForgedErasure, ARecordThatTheWriterDidNotWriteIsNotObeyed) {
  ASSERT_EQ(erase({{2, {"case"}}}), "");
  force(world_, "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '[\"case\"]', "
                "'[\"link\"]') AS BLOB) WHERE seq = 5");
  const std::int64_t parts = parts_left();
  force(world_, "DELETE FROM erased; INSERT INTO erased(id, seq) VALUES(129, 5)");
  EXPECT_EQ(append(9), "S5016");
  EXPECT_EQ(parts_left(), parts);
}

TEST_F(ForgedErasure, RowsTakenAwayDoNotHideWhatIsToBeDone) {
  half_erase({{2, {}}});
  ASSERT_EQ(parts_left(), 10);  // and the approvers'
  force(world_, "DELETE FROM erased");
  EXPECT_EQ(append(9), "S5016");
  EXPECT_EQ(keys_left(), 5) << "of the new case too; none is gone";
}

TEST_F(ForgedErasure, NeitherDoesANumberInKeysDb) {
  half_erase({{2, {}}});
  const std::string half = world_.dir / "half";
  copy_folder(world_.path(), half);
  for (const std::uint64_t below : {0, 5, 6}) {  // 6: says that all is done
    copy_folder(half, world_.path());
    put_settled(below);
    EXPECT_EQ(append(9), "") << below;
    const VerifyReport report = world_.verify();
    EXPECT_TRUE(report.ok) << below << describe(report);
    EXPECT_EQ(report.parts_erased, 3U) << below;
    EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NULL"), 3) << below;
  }
  copy_folder(half, world_.path());
  put_settled(100);  // more than there is
  EXPECT_EQ(append(9), "S5016");
  EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NULL"), 0);
}

// The names beside the parts say which key is to go; they are not believed unless it opens the part.
TEST_F(ForgedErasure, TheKeyOfAnotherCaseIsNotDestroyed) {
  half_erase({{3, {}}});
  force(world_, "UPDATE payload SET key = (SELECT key FROM payload WHERE id = 128) WHERE id / 64 = 3;"
                "UPDATE payload SET key = zeroblob(16) WHERE id / 64 = 2");
  EXPECT_EQ(append(9), "S5016");
  EXPECT_EQ(keys_left(), 5);
}

TEST_F(ForgedErasure, TheKeyOfACaseThatLosesOnePartIsNotDestroyed) {
  half_erase({{2, {"case"}}});
  force(world_, "UPDATE payload SET key = zeroblob(16) WHERE id IN (129, 130)");
  EXPECT_EQ(append(9), "");
  EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NULL"), 1);
  EXPECT_EQ(keys_left(), 5);
}

// Nor do they say of which case a part is, when an order is looked at.
TEST_F(ForgedErasure, APartThatItsKeyDoesNotOpenIsNotTaken) {
  force(world_, "UPDATE payload SET key = (SELECT key FROM payload WHERE id = 128) WHERE id / 64 = 3");
  EXPECT_EQ(erase({{3, {}}}), "S5016");
  EXPECT_EQ(world_.verify().records, 5U);
  EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NULL"), 0);
}

// A writer that stays open meets what another one left in the middle.
TEST_F(ForgedErasure, AnOpenWriterCarriesOutWhatAnotherLeft) {
  const auto log = world_.open();
  ASSERT_TRUE(log->append(numbered(7).record()).has_value());
  half_erase({{2, {}}});
  ASSERT_TRUE(log->append(numbered(8).record()).has_value());
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(number("log.db", "SELECT COUNT(*) FROM payload WHERE ct IS NULL"), 3);
}

// Far back, behind a thousand records: found, compared with its tile, carried out.
TEST_F(ForgedErasure, AnOldOneIsStillCarriedOut) {
  half_erase({{2, {}}});
  const auto rows = number("log.db", "SELECT COUNT(*) FROM erased");
  ASSERT_EQ(rows, 3);
  world_.hooks.after = [](Step at) {
    return at == Step::kKeysDestroyed ? Status(Error{Failure::kStorage, "S5001", {"", ""}, ""})
                                      : Status(Unit{});
  };
  append_many([](const Result<Appended>& done) { return !done.has_value(); });
  world_.hooks.after = nullptr;
  EXPECT_TRUE(has_finding(world_.verify(), "erasure_incomplete", 2));
  EXPECT_EQ(append(9), "");
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.parts_erased, 3U);
}

// A log without erasures is looked through once and not for every opening.
TEST_F(ForgedErasure, WhatWasLookedThroughIsRemembered) {
  append_many([](const Result<Appended>& done) { return done.has_value(); });
  ASSERT_EQ(append(9), "");
  const std::int64_t size = number("log.db", "SELECT COUNT(*) FROM entry");
  EXPECT_EQ(number("keys.db", "SELECT hex(value) = printf('%016X', " + std::to_string(size) +
                                  ") FROM meta WHERE name = 'erased_below'"),
            1);
  EXPECT_TRUE(world_.verify().ok);
}

}  // namespace
}  // namespace stadga::audit::test
