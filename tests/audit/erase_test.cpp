// Erasure: what a record says is gone is gone from every file, and nothing else is.
#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "stadga/audit/merkle.h"
#include "stadga/audit/note.h"
#include "stadga/audit/replay.h"
#include "support.h"

namespace stadga::audit::test {
namespace {

using testing::HasSubstr;

LegalBasis basis() {
  return {"gallring fem år efter sista anteckningen",
          "16 kap. 1 § socialtjänstlagen (2025:400)",
          "socialnämnden",
          "2026-11-20",
          {"Arkivarie Ett", "Sekreterare Två"}};
}

class Erasing : public testing::Test {
 protected:
  // Records 2, 3 and 4 are of CASE-1, CASE-2 and CASE-3; record 5 is a decision on 2.
  void SetUp() override {
    fill(world_, 3);
    decide(2);
  }
  void decide(std::uint64_t proposal) {
    DecisionAct act;
    act.proposal = proposal;
    act.decider_kind = "employee";
    act.decider_name = "handläggare 17";
    act.day = "2026-11-23";
    const auto done = world_.open()->record_decision(act);
    ASSERT_TRUE(done.has_value()) << done.error().message.en;
  }
  Result<Appended> erase(std::vector<ErasedItem> items) {
    return world_.open()->erase({std::move(items), basis()});
  }
  [[nodiscard]] std::string code(const Result<Appended>& result) const {
    return result ? "" : result.error().code;
  }
  [[nodiscard]] std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> all;
    for (const auto& file : fs::directory_iterator(world_.path())) {
      all[file.path().filename().string()] = slurp(file.path().string());
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> column(const char* database, const char* sql) const {
    TempDir copy;
    copy_folder(world_.path(), copy / "log");
    SQLite::Database db(copy / "log" + "/" + database, SQLite::OPEN_READWRITE);
    SQLite::Statement query(db, sql);
    std::vector<std::string> values;
    while (query.executeStep()) {
      const SQLite::Column value = query.getColumn(0);
      values.emplace_back(static_cast<const char*>(value.getBlob()), value.getBytes());
    }
    return values;
  }
  // Every byte string of the list is in no file of the folder.
  void expect_gone(const std::vector<std::string>& needles) const {
    for (const auto& [name, bytes] : files()) {
      for (const std::string& needle : needles) {
        ASSERT_GE(needle.size(), 16U);
        EXPECT_EQ(bytes.find(needle), std::string::npos) << name;
      }
    }
  }
  [[nodiscard]] std::vector<ReplayOutcome> replayed() const {
    std::vector<ReplayOutcome> outcomes;
    const auto copy = Snapshot::open(world_.reading());
    const Evaluator same = [](std::string_view, std::string_view facts) -> Result<std::string> {
      const std::string n(facts.substr(facts.rfind(':') + 1, 1));
      return "{\"outcome\":\"bifall\",\"n\":" + n + "}";
    };
    EXPECT_TRUE(replay_all(**copy, same, [&](const Replayed& one) {
                  outcomes.push_back(one.outcome);
                  return true;
                }).has_value());
    return outcomes;
  }

  World world_;
};

TEST_F(Erasing, TakesKeysAndCiphertextsOutOfEveryFile) {
  std::vector<std::string> gone =
      column("log.db", "SELECT ct FROM payload WHERE id / 64 IN (2, 5)");
  const auto names = column("log.db", "SELECT DISTINCT key FROM payload WHERE id / 64 IN (2, 5)");
  ASSERT_EQ(names.size(), 1U);
  const auto before =
      column("keys.db", "SELECT wrapped FROM case_key UNION SELECT wrapped FROM file_key");
  ASSERT_EQ(before.size(), 6U);
  const auto done = erase({{2, {}}, {5, {}}});
  ASSERT_TRUE(done.has_value()) << done.error().message.en << done.error().context;
  EXPECT_EQ(done->index, 6U);
  EXPECT_EQ(done->parts, 5U);
  const auto after =
      column("keys.db", "SELECT wrapped FROM case_key UNION SELECT wrapped FROM file_key");
  std::set<std::string> kept(after.begin(), after.end());
  int destroyed = 0;
  for (const std::string& wrapped : before) {
    if (kept.count(wrapped) != 0) continue;
    gone.push_back(wrapped);
    ++destroyed;
  }
  EXPECT_EQ(destroyed, 2) << "the case's key and its file's";
  gone.insert(gone.end(), names.begin(), names.end());
  expect_gone(gone);
  EXPECT_EQ(files().at("log.db-wal"), "");
}

TEST_F(Erasing, LeavesTheProofAndEveryOtherRecord) {
  const auto copy = Snapshot::open(world_.reading());
  const VerifyReport before = world_.verify();
  ASSERT_TRUE(before.ok) << describe(before);
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  const VerifyReport after = world_.verify();
  EXPECT_TRUE(after.ok) << describe(after);
  EXPECT_EQ(after.records, before.records + 1);
  EXPECT_EQ(after.parts_erased, 5U);
  EXPECT_EQ(after.parts_ok, before.parts_ok - 5 + 1);  // and the approvers'
  const auto now = Snapshot::open(world_.reading());
  const auto proof = (*now)->consistency_proof(before.records, after.records);
  ASSERT_TRUE(proof.has_value());
  EXPECT_TRUE(verify_consistency(before.records, after.records, before.root, after.root, *proof));
  EXPECT_EQ((*now)->part(3, "case").value(), numbered(2).facts);
  const auto part = (*now)->part(2, "case");
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().code, "S5012");
  EXPECT_THAT(replayed(), testing::ElementsAre(ReplayOutcome::kErased, ReplayOutcome::kIdentical,
                                               ReplayOutcome::kIdentical));
}

TEST_F(Erasing, TheRecordSaysWhoDecidedAndOnWhatGroundButNamesNobody) {
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  const auto copy = Snapshot::open(world_.reading());
  const auto entry = (*copy)->entry(6);
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->kind, "erasure");
  EXPECT_THAT(entry->bytes, HasSubstr("16 kap. 1 § socialtjänstlagen (2025:400)"));
  EXPECT_THAT(entry->bytes, HasSubstr("socialnämnden"));
  EXPECT_THAT(entry->bytes, HasSubstr(R"({"index":2,"names":["case","link","result"]})"));
  EXPECT_THAT(entry->bytes, testing::Not(HasSubstr("Arkivarie")));
  EXPECT_THAT((*copy)->part(6, "act").value(), HasSubstr("Arkivarie Ett"));
}

TEST_F(Erasing, OnePartAloneLeavesTheRestReadable) {
  const auto sealed = column("log.db", "SELECT ct FROM payload WHERE id = 128");
  ASSERT_TRUE(erase({{2, {"case"}}}).has_value());
  expect_gone(sealed);
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.parts_erased, 1U);
  const auto copy = Snapshot::open(world_.reading());
  EXPECT_EQ((*copy)->part(2, "result").value(), numbered(1).result);
  // The case goes on, and the rest of it can go later.
  decide(3);
  EXPECT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  EXPECT_TRUE(world_.verify().ok);
}

TEST_F(Erasing, ALinkGoesWithItsWholeCaseOnly) {
  const auto before = files();
  EXPECT_EQ(code(erase({{2, {}}})), "S5021");
  EXPECT_EQ(code(erase({{2, {"link"}}, {5, {"link"}}})), "S5021");
  EXPECT_EQ(files().at("head"), before.at("head"));
  EXPECT_TRUE(world_.verify().ok);
}

TEST_F(Erasing, TheSameListAgainIsNoNewRecord) {
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  const auto again = erase({{2, {}}, {5, {}}});
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->existing);
  EXPECT_EQ(again->index, 6U);
  EXPECT_EQ(world_.verify().records, 7U);
}

TEST_F(Erasing, TheCaseMayComeBackAsANewOne) {
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  fill(world_, 1);
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 8U);
}

TEST_F(Erasing, WhatIsNotAllowedLeavesNoTrace) {
  const auto head = files().at("head");
  const auto log = world_.open();
  const auto with = [&](const std::function<void(ErasureOrder&)>& change) {
    ErasureOrder order{{{2, {}}, {5, {}}}, basis()};
    change(order);
    return code(log->erase(order));
  };
  EXPECT_EQ(with([](auto& o) { o.basis.approvers.pop_back(); }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.approvers[1] = "ARKIVARIE  ETT"; }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.approvers[1] = " "; }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.provision = ""; }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.text = ""; }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.body = std::string("a\0b", 3); }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.basis.day = "2026-02-30"; }), "S5010");
  EXPECT_EQ(with([](auto& o) { o.items.clear(); }), "S5021");
  EXPECT_EQ(with([](auto& o) { o.items.push_back({99, {}}); }), "S5011");
  EXPECT_EQ(with([](auto& o) { o.items.push_back({0, {}}); }), "S5011");
  EXPECT_EQ(with([](auto& o) { o.items.push_back({3, {"act"}}); }), "S5011");
  EXPECT_EQ(files().at("head"), head);
  EXPECT_TRUE(world_.verify().ok);
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  EXPECT_EQ(code(erase({{6, {}}})), "S5021");
}

TEST_F(Erasing, AHoldBlocksItsRecordsAndTheirCasesUntilItIsReleased) {
  const auto hold = world_.open()->hold({{5}, basis()});
  ASSERT_TRUE(hold.has_value()) << hold.error().message.en;
  EXPECT_EQ(code(erase({{2, {"case"}}})), "S5022");
  EXPECT_EQ(code(erase({{2, {}}, {5, {}}})), "S5022");
  EXPECT_TRUE(erase({{3, {}}}).has_value()) << "another case";
  EXPECT_EQ(code(world_.open()->release({2, basis()})), "S5021");
  ASSERT_TRUE(world_.open()->release({hold->index, basis()}).has_value());
  EXPECT_EQ(code(world_.open()->release({hold->index, basis()})), "S5021");
  EXPECT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(code(world_.open()->hold({{1}, basis()})), "S5011");
}

// Every place where it can end, and the next writer makes the record true.
TEST_F(Erasing, IsCompletedAfterACrashInTheMiddle) {
  const std::string sound = world_.dir / "sound";
  copy_folder(world_.path(), sound);
  const auto sealed = column("log.db", "SELECT ct FROM payload WHERE id / 64 IN (2, 5)");
  for (const Step step : {Step::kCommitted, Step::kReread, Step::kSigned, Step::kHeadWritten,
                          Step::kKeysDestroyed, Step::kPartsErased}) {
    copy_folder(sound, world_.path());
    world_.hooks.after = [step](Step at) {
      return at == step ? Status(Error{Failure::kStorage, "S5001", {"", ""}, ""}) : Status(Unit{});
    };
    EXPECT_EQ(code(erase({{2, {}}, {5, {}}})), "S5001");
    world_.hooks.after = nullptr;
    const VerifyReport between = world_.verify();
    const bool parts_there = step != Step::kPartsErased;
    EXPECT_EQ(has_finding(between, "erasure_incomplete", 2), parts_there)
        << static_cast<int>(step) << describe(between);
    // What is deleted stays in the files until they are written anew: the record says so as well.
    EXPECT_TRUE(has_finding(between, "erasure_incomplete", 6))
        << static_cast<int>(step) << describe(between);
    fill(world_, 1, 8);  // any record that is written next
    const VerifyReport after = world_.verify();
    EXPECT_TRUE(after.ok) << static_cast<int>(step) << describe(after);
    EXPECT_EQ(after.parts_erased, 5U);
    expect_gone(sealed);
    const auto again = erase({{2, {}}, {5, {}}});
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->existing);
  }
}

TEST_F(Erasing, ARowThatIsGoneIsNoErasure) {
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  SQLite::Database db(world_.path() + "/log.db", SQLite::OPEN_READWRITE);
  const std::string trigger =
      db.execAndGet("SELECT sql FROM sqlite_master WHERE name = 'payload_delete'").getString();
  db.exec("DROP TRIGGER payload_delete");
  db.exec("DELETE FROM payload WHERE id = 128");
  db.exec(trigger);
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(has_finding(report, "part_missing", 2)) << describe(report);
  EXPECT_EQ(report.parts_erased, 4U);
}

TEST_F(Erasing, BeforeItIsRecordedNothingHappens) {
  world_.hooks.after = [](Step at) {
    return at == Step::kKeysStored ? Status(Error{Failure::kStorage, "S5001", {"", ""}, ""})
                                   : Status(Unit{});
  };
  EXPECT_EQ(code(erase({{2, {}}, {5, {}}})), "S5001");
  world_.hooks.after = nullptr;
  EXPECT_TRUE(world_.verify().ok);
  const auto copy = Snapshot::open(world_.reading());
  EXPECT_EQ((*copy)->part(2, "case").value(), numbered(1).facts);
}

TEST_F(Erasing, APartPutBackIsFound) {
  const auto sealed = column("log.db", "SELECT ct FROM payload WHERE id = 128");
  ASSERT_TRUE(erase({{2, {}}, {5, {}}}).has_value());
  SQLite::Database db(world_.path() + "/log.db", SQLite::OPEN_READWRITE);
  const std::string trigger =
      db.execAndGet("SELECT sql FROM sqlite_master WHERE name = 'payload_update'").getString();
  db.exec("DROP TRIGGER payload_update");
  SQLite::Statement put(db, "UPDATE payload SET ct = ? WHERE id = 128");
  put.bind(1, sealed[0].data(), static_cast<int>(sealed[0].size()));
  put.exec();
  db.exec(trigger);
  const VerifyReport report = world_.verify();
  EXPECT_FALSE(report.ok);
  EXPECT_TRUE(has_finding(report, "erasure_incomplete", 2)) << describe(report);
}

TEST_F(Erasing, ALongListIsSeveralRecordsUnderOneSignature) {
  World many;
  fill(many, 150);
  std::vector<ErasedItem> items;
  for (std::uint64_t index = 2; index < 152; ++index) items.push_back({index, {}});
  const auto done = many.open()->erase({items, basis()});
  ASSERT_TRUE(done.has_value()) << done.error().message.en;
  EXPECT_EQ(done->parts, 450U);
  EXPECT_GT(done->last, done->index);
  const VerifyReport report = many.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.parts_erased, 450U);
  EXPECT_EQ(report.records, done->last + 1);
}

// A personal file's key stays while another case of the file needs it.
TEST_F(Erasing, CasesOfOneFileGoOneByOne) {
  World world;
  const auto log = world.open();
  Case first = numbered(1);
  Case second = numbered(2);
  first.file = second.file = "akt 17";
  ASSERT_TRUE(log->append(first.record()).has_value());
  ASSERT_TRUE(log->append(second.record()).has_value());
  ASSERT_TRUE(log->erase({{{2, {}}}, basis()}).has_value());
  EXPECT_TRUE(world.verify().ok);
  const auto copy = Snapshot::open(world.reading());
  EXPECT_EQ((*copy)->part(3, "case").value(), second.facts);
  ASSERT_TRUE(log->erase({{{3, {}}}, basis()}).has_value());
  EXPECT_TRUE(world.verify().ok);
}

TEST_F(Erasing, ManyThreadsAppendWhileOneErases) {
  const auto log = world_.open();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&log, t] {
      for (int n = 0; n < 5; ++n) {
        EXPECT_TRUE(log->append(numbered(100 + t * 10 + n).record()).has_value());
      }
    });
  }
  EXPECT_TRUE(log->erase({{{2, {}}, {5, {}}}, basis()}).has_value());
  for (std::thread& thread : threads) thread.join();
  const VerifyReport report = world_.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.parts_erased, 5U);
}

}  // namespace
}  // namespace stadga::audit::test
