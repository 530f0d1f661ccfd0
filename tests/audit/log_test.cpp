// The life of a log: creation, appends, repeats, conflicts, acts, reading, failures of storage.
#include "support.h"

#include <rapidcheck/gtest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "stadga/audit/merkle.h"
#include "stadga/audit/note.h"
#include "stadga/audit/replay.h"

namespace stadga::audit::test {
namespace {

TEST(Log, FirstAppendCreatesAndVerifies) {
  World world;
  const auto log = world.open();
  EXPECT_FALSE(fs::exists(world.path()));  // opening changes nothing
  const Case c;
  const auto done = log->append(c.record());
  ASSERT_TRUE(done.has_value()) << done.error().message.en;
  EXPECT_EQ(done->index, 2U);  // 0 config, 1 rule set
  EXPECT_EQ(done->size, 3U);
  EXPECT_FALSE(done->existing);
  EXPECT_EQ(done->result_bytes, c.result);
  EXPECT_TRUE(log->created());
  EXPECT_TRUE(log->demonstration_key());
  EXPECT_EQ(slurp(world.path() + "/head"), done->checkpoint);

  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 3U);
  EXPECT_EQ(report.decisions, 1U);
  EXPECT_EQ(report.head, "signed");
  EXPECT_EQ(report.trust, "self-declared");
  EXPECT_EQ(report.parts_ok, 3U);
  const std::string json = canonical_or_die(report.to_json(MessageLanguage::kEnglish));
  EXPECT_NE(json.find("\"findings\":[]"), std::string::npos);
  EXPECT_NE(json.find("\"root\":\"" + to_base64(report.root) + "\""), std::string::npos);
}

TEST(Log, EntriesSayWhatTheFormatPageSays) {
  World world;
  fill(world, 1);
  auto copy = Snapshot::open(world.reading());
  const auto entries = (*copy)->entries(0, 10);
  ASSERT_TRUE(entries.has_value());
  ASSERT_EQ(entries->size(), 3U);
  EXPECT_EQ((*entries)[0].kind, "config");
  EXPECT_EQ((*entries)[1].kind, "ruleset");
  EXPECT_EQ((*entries)[2].kind, "proposal");
  for (const Entry& entry : *entries) {
    EXPECT_EQ(entry.time, "2026-11-22T09:00Z");  // coarse
    EXPECT_EQ(entry.leaf, leaf_hash(entry.bytes));
    EXPECT_LE(entry.bytes.size(), 4096U);
    JsonLimits limits;
    limits.require_canonical = true;
    EXPECT_TRUE(read_json(entry.bytes, limits).problems.empty()) << entry.bytes;
  }
  const Json record = read_json((*entries)[2].bytes).value;
  EXPECT_EQ(record.as_object()->size(), 8U) << (*entries)[2].bytes;
  EXPECT_EQ(*record.find("ruleset")->find("index")->as_int(), 1);
  EXPECT_EQ(*record.find("ruleset")->find("sha256")->as_string(), to_hex(bundle().sha256()));
  EXPECT_EQ(record.find("commit")->as_object()->size(), 3U);
  EXPECT_EQ(record.find("decision_id"), nullptr);
  EXPECT_EQ(record.find("case_id"), nullptr);
  const Json link = read_json((*copy)->part(2, "link").value()).value;
  EXPECT_EQ(*link.find("case_id")->as_string(), "CASE-1");
  EXPECT_EQ(*link.find("case_seq")->as_int(), 1);
  EXPECT_EQ(*link.find("time")->as_string(), "2026-11-22T09:12:44.120Z");
  EXPECT_EQ(*link.find("decision_id")->as_string(), "sha256:decision-1");
}

TEST(Log, ProofsFromACopyVerifyUnderTheHead) {
  World world;
  fill(world, 12);
  auto copy = Snapshot::open(world.reading());
  const VerifierKey key =
      parse_verifier_key(slurp(world.path() + "/log.pub").substr(
                             0, slurp(world.path() + "/log.pub").size() - 1))
          .value();
  const auto head = open_checkpoint((*copy)->checkpoint().value(), key);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->size, 14U);
  EXPECT_EQ(head->origin, "log.example/test");
  for (std::uint64_t i = 0; i < head->size; ++i) {
    const auto proof = (*copy)->inclusion_proof(i, head->size);
    ASSERT_TRUE(proof.has_value());
    EXPECT_TRUE(verify_inclusion(i, head->size, (*copy)->entry(i)->leaf, head->root, *proof));
  }
  const auto proof = (*copy)->consistency_proof(5, 14);
  EXPECT_TRUE(proof.has_value());
  EXPECT_FALSE((*copy)->inclusion_proof(14, 14).has_value());
  EXPECT_FALSE((*copy)->inclusion_proof(0, 15).has_value());
  EXPECT_FALSE((*copy)->consistency_proof(3, 15).has_value());
}

TEST(Log, TilesCarryALogPastOneTileWidth) {
  World world;
  {
    const auto log = world.open();
    std::vector<Case> cases;
    for (int n = 0; n < 700; ++n) cases.push_back(numbered(n));
    std::vector<CaseRecord> records;
    for (const Case& c : cases) records.push_back(c.record());
    for (const auto& done : log->append_all(records)) ASSERT_TRUE(done.has_value());
  }
  fill(world, 3, 1000);  // a new process starts from the tiles
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 705U);
  SQLite::Database db(world.path() + "/log.db");
  EXPECT_EQ(db.execAndGet("SELECT COUNT(*) FROM tile").getInt(), 2);
  EXPECT_EQ(db.execAndGet("PRAGMA page_size").getInt(), 8192);
  EXPECT_EQ(db.execAndGet("PRAGMA application_id").getInt(), 0x53544731);
  EXPECT_EQ(db.execAndGet("PRAGMA journal_mode").getString(), "wal");
}

TEST(Log, RepeatGivesTheRecordedBytesAndWritesNothing) {
  World world;
  fill(world, 3);
  const std::string head = slurp(world.path() + "/head");
  const auto log = world.open();
  Case again = numbered(2);
  again.result = "{\"other\":\"bytes\"}";  // what a later engine might say
  again.facts += " ";                      // same case, other white space
  const auto done = log->append(again.record());
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(done->existing);
  EXPECT_EQ(done->index, 3U);
  EXPECT_EQ(done->result_bytes, numbered(2).result);
  EXPECT_EQ(slurp(world.path() + "/head"), head);
  EXPECT_EQ(world.verify().records, 5U);
}

TEST(Log, SameRequestIdOtherRequestIsAConflictAndAnIncident) {
  World world;
  const auto log = world.open();
  Case c = numbered(1);
  c.request = "R-77";
  ASSERT_TRUE(log->append(c.record()).has_value());
  const auto repeat = log->append(c.record());
  ASSERT_TRUE(repeat.has_value());
  EXPECT_TRUE(repeat->existing);

  Case changed = c;
  changed.decision = "sha256:changed";
  for (int i = 0; i < 2; ++i) {
    const auto refused = log->append(changed.record());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().failure, Failure::kFinding);
    EXPECT_EQ(refused.error().code, "S5009");
  }
  // The same request id under another case number is the same conflict.
  Case elsewhere = numbered(2);
  elsewhere.request = "R-77";
  const auto refused = log->append(elsewhere.record());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "S5009");

  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 6U);
  EXPECT_EQ(report.decisions, 1U);
  auto copy = Snapshot::open(world.reading());
  EXPECT_EQ((*copy)->entry(3)->kind, "incident");
  const Json detail = read_json((*copy)->part(3, "detail").value()).value;
  EXPECT_EQ(*detail.find("about")->as_int(), 2);
  EXPECT_EQ(*detail.find("request_id")->as_string(), "R-77");
}

TEST(Log, AClaimThatNeverBecameARecordDoesNotBlockTheRequestId) {
  World world;
  fill(world, 1);
  world.hooks.after = [](Step step) -> Status {
    if (step != Step::kKeysStored) return Unit{};
    return Error{Failure::kStorage, "S5001", {"stopp", "stop"}, ""};
  };
  Case c = numbered(2);
  c.request = "R-1";
  EXPECT_FALSE(world.open()->append(c.record()).has_value());
  world.hooks = {};
  Case other = numbered(3);
  other.request = "R-1";
  EXPECT_TRUE(world.open()->append(other.record()).has_value());
  EXPECT_TRUE(world.verify().ok);
}

TEST(Log, SameCaseAgainPointsBack) {
  World world;
  const auto log = world.open();
  Case c = numbered(1);
  const auto first = log->append(c.record());
  c.decision = "sha256:later-day";
  const auto second = log->append(c.record());
  c.decision = "sha256:later-still";
  const auto third = log->append(c.record());
  ASSERT_TRUE(first && second && third);
  auto copy = Snapshot::open(world.reading());
  const Json link2 = read_json((*copy)->part(second->index, "link").value()).value;
  const Json link3 = read_json((*copy)->part(third->index, "link").value()).value;
  EXPECT_EQ(*link2.find("case_seq")->as_int(), 2);
  EXPECT_EQ(*link2.find("prev_case")->as_string(), to_base64url(first->leaf));
  EXPECT_EQ(*link3.find("case_seq")->as_int(), 3);
  EXPECT_EQ(*link3.find("prev_case")->as_string(), to_base64url(second->leaf));
  EXPECT_TRUE((*copy)->verify().ok);
}

TEST(Log, OneBatchHoldsRepeatsConflictsAndChains) {
  World world;
  const auto log = world.open();
  Case a = numbered(1);
  a.request = "R-1";
  Case b = a;
  Case conflict = a;
  conflict.decision = "sha256:x";
  Case next = numbered(1);
  next.decision = "sha256:y";
  Case invalid = numbered(5);
  invalid.id = "";
  const std::vector<CaseRecord> records{a.record(), b.record(), conflict.record(), next.record(),
                                        invalid.record()};
  const auto results = log->append_all(records);
  ASSERT_EQ(results.size(), 5U);
  EXPECT_EQ(results[0]->index, 2U);
  EXPECT_TRUE(results[1]->existing);
  EXPECT_EQ(results[1]->index, 2U);
  EXPECT_EQ(results[1]->result_bytes, a.result);
  EXPECT_EQ(results[2].error().code, "S5009");
  EXPECT_EQ(results[3]->index, 4U);
  EXPECT_EQ(results[4].error().failure, Failure::kInvalidInput);
  EXPECT_EQ(results[0]->checkpoint, results[3]->checkpoint);  // one signature for all
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 5U);
}

TEST(Log, BundleIsStoredOnce) {
  World world;
  fill(world, 3);
  const Bundle second("a compiled rule set, version 2");
  const auto log = world.open();
  Case c = numbered(9);
  c.rules = &second;
  ASSERT_TRUE(log->append(c.record()).has_value());
  auto copy = Snapshot::open(world.reading());
  EXPECT_EQ((*copy)->entry(5)->kind, "ruleset");
  EXPECT_EQ((*copy)->recorded(6)->bundle_bytes, second.bytes());
  EXPECT_EQ((*copy)->recorded(2)->bundle_bytes, bundle().bytes());
  EXPECT_TRUE((*copy)->verify().ok);
}

TEST(Log, DecisionFollowsItsProposal) {
  World world;
  fill(world, 2);
  const auto log = world.open();
  DecisionAct act;
  act.proposal = 3;
  act.decider_kind = "employee";
  act.decider_name = "CANARY-handlaggare 17";
  act.delegation = "delegationsordning 4.2";
  act.day = "2026-11-23";
  const auto done = log->record_decision(act);
  ASSERT_TRUE(done.has_value()) << done.error().message.en;
  const auto repeat = log->record_decision(act);
  ASSERT_TRUE(repeat.has_value());
  EXPECT_TRUE(repeat->existing);
  EXPECT_EQ(repeat->index, done->index);

  auto copy = Snapshot::open(world.reading());
  EXPECT_EQ((*copy)->entry(done->index)->kind, "decision");
  EXPECT_EQ((*copy)->entry(done->index)->bytes.find("CANARY"), std::string::npos);
  const Json body = read_json((*copy)->part(done->index, "act").value()).value;
  EXPECT_EQ(*body.find("decider")->find("kind")->as_string(), "employee");
  EXPECT_EQ(*body.find("result")->as_string(), "followed");
  const Json link = read_json((*copy)->part(done->index, "link").value()).value;
  EXPECT_EQ(*(*link.find("refs")->as_array())[0].as_string(),
            to_base64url((*copy)->entry(3)->leaf));
  EXPECT_EQ(*link.find("case_seq")->as_int(), 2);
  const VerifyReport report = (*copy)->verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.decisions, 2U);  // what was decided by rules; the act is about one of them

  act.followed = false;
  EXPECT_EQ(log->record_decision(act).error().code, "S5010");  // no reason
  act.reason = "sakkunnigt utlatande";
  EXPECT_TRUE(log->record_decision(act).has_value());
  act.proposal = 1;  // a rule set
  EXPECT_EQ(log->record_decision(act).error().code, "S5011");
  act.proposal = 99;
  EXPECT_EQ(log->record_decision(act).error().code, "S5011");
  act.proposal = done->index;  // a decision is no proposal
  EXPECT_EQ(log->record_decision(act).error().code, "S5011");
  act.proposal = 3;
  act.decider_kind = "nobody";
  EXPECT_EQ(log->record_decision(act).error().failure, Failure::kInvalidInput);
  act.decider_kind = "board";
  act.day = "2026-02-30";
  EXPECT_EQ(log->record_decision(act).error().failure, Failure::kInvalidInput);

  EXPECT_TRUE(log->record_act("appeal", done->index, Json(JsonObject{{"by", "x"}})).has_value());
  EXPECT_FALSE(log->record_act("erasure", 3, Json(JsonObject{})).has_value());
  EXPECT_TRUE(world.verify().ok);
}

TEST(Log, RefusesWhatItCannotHold) {
  World world;
  const auto log = world.open();
  Case c;
  c.facts = std::string((1U << 20U) + 1, 'x');
  EXPECT_EQ(log->append(c.record()).error().code, "S5010");
  c = Case{};
  c.id = std::string(600, 'x');
  EXPECT_EQ(log->append(c.record()).error().code, "S5010");
  c.id = "a\xff";
  EXPECT_EQ(log->append(c.record()).error().code, "S5010");
  c = Case{};
  CaseRecord record = c.record();
  record.kind = "config";
  EXPECT_EQ(log->append(record).error().code, "S5010");
  EXPECT_FALSE(fs::exists(world.path()));  // invalid input changes no file
  c = Case{};
  c.facts = std::string(1U << 20U, 'x');  // the limit itself
  EXPECT_TRUE(log->append(c.record()).has_value());
  EXPECT_TRUE(world.verify().ok);
}

TEST(Log, CreationRefusesForeignFoldersAndLoneHeads) {
  World world;
  fs::create_directories(world.path());
  spit(world.path() + "/letter.txt", "hello");
  EXPECT_EQ(Log::open_or_create(world.options()).error().code, "S5003");
  fs::remove(world.path() + "/letter.txt");
  spit(world.path() + "/head", "x");
  const auto lone = Log::open_or_create(world.options());
  EXPECT_EQ(lone.error().code, "S5004");
  EXPECT_EQ(lone.error().failure, Failure::kFinding);
  fs::remove(world.path() + "/head");
  World outside;
  outside.head = outside.dir / "elsewhere-head";
  spit(outside.head, "x");
  EXPECT_EQ(Log::open_or_create(outside.options()).error().code, "S5004");
  LogOptions bad = World{}.options();
  bad.origin = "two words";
  EXPECT_EQ(Log::open_or_create(bad).error().failure, Failure::kInvalidInput);
}

TEST(Log, HeadElsewhere) {
  World world;
  world.head = world.dir / "outside";
  fill(world, 2);
  EXPECT_TRUE(fs::exists(world.head));
  EXPECT_FALSE(fs::exists(world.path() + "/head"));
  EXPECT_TRUE(world.verify().ok);
  World forgot;  // the same log, but --head is forgotten
  LogOptions options = world.options();
  options.head = "";
  auto log = Log::open_or_create(options);
  ASSERT_TRUE(log.has_value());
  EXPECT_EQ((*log)->append(numbered(9).record()).error().code, "S5005");
}

TEST(Log, OwnKeyIsDemandedAgain) {
  World world;
  std::array<std::uint8_t, 32> seed{};
  seed.fill(5);
  LogOptions options = world.options();
  options.key = ed25519_from_seed(seed);
  {
    auto log = Log::open_or_create(options);
    ASSERT_TRUE((*log)->append(numbered(1).record()).has_value());
    EXPECT_FALSE((*log)->demonstration_key());
  }
  const std::string keys = slurp(world.path() + "/keys.db") + slurp(world.path() + "/keys.db-wal");
  EXPECT_EQ(keys.find(std::string(seed.begin(), seed.end())), std::string::npos);
  auto without = Log::open_or_create(world.options());
  EXPECT_EQ((*without)->append(numbered(2).record()).error().code, "S5014");
  seed.fill(6);
  options.key = ed25519_from_seed(seed);
  auto other = Log::open_or_create(options);
  EXPECT_EQ((*other)->append(numbered(2).record()).error().code, "S5014");
  ReadOptions reading = world.reading();
  reading.verifier_key = slurp(world.path() + "/log.pub");
  EXPECT_EQ((*Snapshot::open(reading))->verify().trust, "pinned");
  EXPECT_TRUE((*Snapshot::open(reading))->verify().ok);
  reading.verifier_key = to_string(VerifierKey{"log.example/test", options.key->public_key});
  EXPECT_TRUE(has_finding((*Snapshot::open(reading))->verify(), "head_invalid"));
  reading.verifier_key = "nonsense";
  EXPECT_EQ(Snapshot::open(reading).error().failure, Failure::kInvalidInput);
}

TEST(Log, TimeNeverRunsBackwardsInTheRecords) {
  World world;
  fill(world, 1);
  *world.now -= 3 * 3'600'000;
  fill(world, 1, 2);
  *world.now += 5 * 3'600'000;
  fill(world, 1, 3);
  auto copy = Snapshot::open(world.reading());
  const auto entries = (*copy)->entries(0, 10);
  ASSERT_EQ(entries->size(), 6U);
  EXPECT_EQ((*entries)[3].kind, "incident");
  EXPECT_NE((*entries)[3].bytes.find("clock_step"), std::string::npos);
  EXPECT_EQ((*entries)[4].time, "2026-11-22T09:00Z");
  EXPECT_EQ((*entries)[5].time, "2026-11-22T11:00Z");
  EXPECT_TRUE((*copy)->verify().ok);
  *world.now = -1;
  EXPECT_EQ(world.open()->append(numbered(8).record()).error().failure, Failure::kInvalidInput);
}

TEST(Log, VerifyChangesNothing) {
  World world;
  fill(world, 3);
  std::map<std::string, std::string> before;
  for (const auto& file : fs::directory_iterator(world.path())) {
    before[file.path().string()] = slurp(file.path().string());
  }
  EXPECT_TRUE(world.verify().ok);
  std::map<std::string, std::string> after;
  for (const auto& file : fs::directory_iterator(world.path())) {
    after[file.path().string()] = slurp(file.path().string());
  }
  EXPECT_EQ(before, after);
  // Also where nothing may be written: an archive without a lock file.
  fs::remove(world.path() + "/log.lock");
  EXPECT_TRUE(world.verify().ok);
  EXPECT_FALSE(fs::exists(world.path() + "/log.lock"));
}

TEST(Log, NotALogIsInvalidInput) {
  World world;
  EXPECT_EQ(Snapshot::open(world.reading()).error().code, "S5003");
  fs::create_directories(world.path());
  EXPECT_EQ(Snapshot::open(world.reading()).error().failure, Failure::kInvalidInput);
  spit(world.path() + "/log.db", "hello");
  EXPECT_EQ(Snapshot::open(world.reading()).error().failure, Failure::kInvalidInput);
}

TEST(Log, PersonalDataNeverStandsInClear) {
  World world;
  {
    const auto log = world.open();
    Case c;
    c.id = "CANARY-case-id";
    c.request = "CANARY-request";
    c.decision = "CANARY-decision";
    c.file = "CANARY-file";
    c.facts = "{\"x\":\"CANARY-facts\"}";
    c.result = "{\"x\":\"CANARY-result\"}";
    ASSERT_TRUE(log->append(c.record()).has_value());
    DecisionAct act;
    act.proposal = 2;
    act.decider_kind = "board";
    act.decider_name = "CANARY-board";
    act.day = "2026-11-23";
    ASSERT_TRUE(log->record_decision(act).has_value());
    c.decision = "CANARY-other";
    ASSERT_FALSE(log->append(c.record()).has_value());
    for (const auto& file : fs::directory_iterator(world.path())) {
      EXPECT_EQ(slurp(file.path().string()).find("CANARY"), std::string::npos) << file;
    }
  }
  for (const auto& file : fs::directory_iterator(world.path())) {
    EXPECT_EQ(slurp(file.path().string()).find("CANARY"), std::string::npos) << file;
    if (file.path().filename() != "head" && file.path().filename() != "log.pub") {
      struct stat status {};
      ASSERT_EQ(::stat(file.path().c_str(), &status), 0);
      EXPECT_EQ(status.st_mode & 077U, 0U) << file;
    }
  }
}

// Two records of a case share no value in clear that would link them after erasure.
TEST(Log, RecordsOfACaseAreNotLinkableInClear) {
  World world;
  {
    const auto log = world.open();
    Case c = numbered(1);
    ASSERT_TRUE(log->append(c.record()).has_value());
    c.decision = "sha256:again";
    ASSERT_TRUE(log->append(c.record()).has_value());
  }
  auto copy = Snapshot::open(world.reading());
  const Json first = read_json((*copy)->entry(2)->bytes).value;
  const Json second = read_json((*copy)->entry(3)->bytes).value;
  for (const char* key : {"idem", "req", "commit"}) EXPECT_NE(*first.find(key), *second.find(key));
  for (const char* part : {"case", "link", "result"}) {
    EXPECT_NE(*first.find("commit")->find(part), *second.find("commit")->find(part)) << part;
  }
  // The case as received is the same, so without salts its commitments would be too.
  EXPECT_EQ((*copy)->part(2, "case").value(), (*copy)->part(3, "case").value());
}

TEST(Log, Replay) {
  World world;
  fill(world, 4);
  auto copy = Snapshot::open(world.reading());
  int asked = 0;
  const Evaluator evaluate = [&](std::string_view bundle_bytes,
                                 std::string_view case_bytes) -> Result<std::string> {
    ++asked;
    EXPECT_EQ(bundle_bytes, bundle().bytes());
    const std::string n = std::to_string(asked);
    EXPECT_EQ(case_bytes, numbered(asked).facts);
    if (asked == 3) return std::string("{}");
    if (asked == 4) return Error{Failure::kUndecided, "S6001", {"okand", "unknown"}, ""};
    return numbered(asked).result;
  };
  std::vector<std::string> outcomes;
  ASSERT_TRUE(replay_all(**copy, evaluate, [&](const Replayed& one) {
                outcomes.emplace_back(to_string(one.outcome));
                return true;
              }).has_value());
  EXPECT_EQ(outcomes, (std::vector<std::string>{"identical", "identical", "differs",
                                                "semantics_unknown"}));
  EXPECT_EQ(replay(**copy, 0, evaluate).error().code, "S5011");
}

// --- storage that fails ---

TEST(Log, StorageErrorsAcknowledgeNothing) {
  if (::geteuid() == 0) {
    // Permissions do not bind root; a folder in the way of a file does.
    World world;
    fs::create_directories(world.path() + "/log.db");
    const auto log = Log::open_or_create(world.options());
    ASSERT_TRUE(log.has_value());
    const auto refused = (*log)->append(numbered(1).record());
    ASSERT_FALSE(refused.has_value());
    EXPECT_FALSE(fs::exists(world.path() + "/head"));
    World blocked;
    spit(blocked.path(), "a file where the folder should be");
    auto in_the_way = Log::open_or_create(blocked.options());
    const Error error =
        in_the_way ? (*in_the_way)->append(numbered(1).record()).error() : in_the_way.error();
    EXPECT_EQ(error.failure, Failure::kStorage) << error.message.en;
    World headless;
    headless.head = headless.dir / "no/such/folder/head";
    EXPECT_EQ(Log::open_or_create(headless.options()).error().failure, Failure::kStorage);
    headless.head = headless.dir / "head";
    fs::create_directories(headless.head + ".tmp");  // in the way of the temporary file
    const auto without = headless.open()->append(numbered(1).record());
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().failure, Failure::kStorage);
    fs::remove(headless.head + ".tmp");
    const auto again = headless.open()->append(numbered(1).record());
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(again->existing);  // committed before, acknowledged only now
    EXPECT_TRUE(headless.verify().ok);
    return;
  }
  World world;
  fill(world, 1);
  fs::permissions(world.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const auto refused = world.open()->append(numbered(2).record());
  fs::permissions(world.path(), fs::perms::owner_all);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().failure, Failure::kStorage);
  EXPECT_TRUE(world.verify().ok);
}

// Whichever step fails: an error, nothing acknowledged; asking again succeeds exactly once.
TEST(Log, EveryStepMayFail) {
  for (const Step step : {Step::kKeysStored, Step::kCommitted, Step::kReread, Step::kSigned,
                          Step::kHeadWritten}) {
    for (const int before : {0, 2}) {
      World world;
      if (before != 0) fill(world, before);
      world.hooks.after = [step](Step at) -> Status {
        if (at != step) return Unit{};
        return Error{Failure::kStorage, "S5001", {"stopp", "stop"}, ""};
      };
      const auto failed = world.open()->append(numbered(9).record());
      ASSERT_FALSE(failed.has_value());
      EXPECT_EQ(failed.error().failure, Failure::kStorage);
      const bool stored = step != Step::kKeysStored;
      if (stored && step != Step::kHeadWritten && before != 0) {
        const VerifyReport between = world.verify();
        EXPECT_TRUE(between.ok) << describe(between);
        EXPECT_EQ(between.head, "unsigned_tail");
        EXPECT_EQ(between.head_size, 4U);
      }
      world.hooks = {};
      const auto again = world.open()->append(numbered(9).record());
      ASSERT_TRUE(again.has_value()) << again.error().message.en;
      EXPECT_EQ(again->existing, stored);
      EXPECT_EQ(again->result_bytes, numbered(9).result);
      const VerifyReport report = world.verify();
      EXPECT_TRUE(report.ok) << describe(report);
      EXPECT_EQ(report.head, "signed");
      EXPECT_EQ(report.decisions, static_cast<std::uint64_t>(before) + 1);
      const bool tail = stored && step != Step::kHeadWritten;
      EXPECT_EQ(report.records, 2U + report.decisions + (tail ? 1U : 0U));
    }
  }
}

// The fault that ended Yeti 2022: one bit of a leaf hash flips in memory before signing.
TEST(Log, AFlippedBitBetweenHashAndSignatureIsNotSigned) {
  for (const bool in_first_batch : {true, false}) {
    World world;
    if (!in_first_batch) fill(world, 2);
    const std::string head = in_first_batch ? "" : slurp(world.path() + "/head");
    world.hooks.before_insert = [](std::vector<Hash32>& leaves) {
      leaves.back()[7] = static_cast<std::uint8_t>(leaves.back()[7] ^ 0x10U);
    };
    const auto refused = world.open()->append(numbered(9).record());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "S5008");
    world.hooks = {};
    if (in_first_batch) {
      EXPECT_FALSE(fs::exists(world.path() + "/head"));
    } else {
      EXPECT_EQ(slurp(world.path() + "/head"), head);
    }
    const VerifyReport report = world.verify();
    EXPECT_FALSE(report.ok);
    EXPECT_TRUE(has_finding(report, "leaf_mismatch", in_first_batch ? 2U : 4U)) << describe(report);
    // And nobody signs it later either.
    EXPECT_EQ(world.open()->append(numbered(10).record()).error().code, "S5008");
  }
}

TEST(Log, BusyIsAStorageError) {
  World world;
  fill(world, 1);
  world.lock_wait_ms = 50;
  std::optional<Result<Appended>> inner;
  World second;
  world.hooks.after = [&](Step step) -> Status {
    if (step == Step::kCommitted && !inner) {
      LogOptions options = world.options();
      options.hooks = {};
      auto other = Log::open_or_create(options);
      inner = (*other)->append(numbered(3).record());
    }
    return Unit{};
  };
  ASSERT_TRUE(world.open()->append(numbered(2).record()).has_value());
  ASSERT_TRUE(inner.has_value());
  ASSERT_FALSE(inner->has_value());
  EXPECT_EQ(inner->error().code, "S5002");
  EXPECT_EQ(inner->error().failure, Failure::kStorage);
}

// --- many writers ---

TEST(Log, ThreadsShareOneLog) {
  World world;
  {
    const auto log = world.open();
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 25; ++i) {
          const Case c = numbered(t * 1000 + i);
          const auto done = log->append(c.record());
          if (done && done->result_bytes == c.result) ++good;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(good, 200);
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 202U);
  EXPECT_EQ(report.decisions, 200U);
}

TEST(Log, AStormOfTheSameRequestLeavesOneRecord) {
  World world;
  const auto log = world.open();
  std::vector<std::thread> threads;
  std::atomic<int> fresh = 0;
  std::atomic<int> repeats = 0;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&] {
      const Case c = numbered(1);
      const auto done = log->append(c.record());
      if (done) ++(done->existing ? repeats : fresh);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(fresh, 1);
  EXPECT_EQ(repeats, 15);
  EXPECT_EQ(world.verify().decisions, 1U);
}

// A statement left standing would hold an old snapshot, from which SQLite lets nobody write.
TEST(Log, TwoWritersTakeTurns) {
  World world;
  const auto a = world.open();
  const auto b = world.open();
  for (int n = 0; n < 12; n += 2) {
    for (const auto& [log, i] : {std::pair{a.get(), n}, std::pair{b.get(), n + 1}}) {
      Case c = numbered(i);
      c.request = "R-" + std::to_string(i);
      const auto done = log->append(c.record());
      ASSERT_TRUE(done.has_value()) << done.error().message.en;
      EXPECT_FALSE(done->existing);
      EXPECT_TRUE(log->append(c.record())->existing);
      DecisionAct act;
      act.proposal = done->index;
      act.decider_kind = "board";
      act.decider_name = "namnden";
      act.day = "2026-11-23";
      ASSERT_TRUE((log == a.get() ? b : a)->record_decision(act).has_value());
    }
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.records, 26U);
}

TEST(Log, ProcessesShareOneFolder) {
  World world;
  constexpr int kProcesses = 3;
  constexpr int kEach = 15;
  std::vector<pid_t> children;
  for (int p = 0; p < kProcesses; ++p) {
    const pid_t child = ::fork();
    if (child == 0) {
      int failures = 0;
      LogOptions options = world.options();
      options.lock_wait_ms = 60000;
      *world.random.state = 1000U + static_cast<unsigned>(p);
      auto log = Log::open_or_create(options);
      for (int i = 0; log && i < kEach; ++i) {
        const Case c = numbered(p * 1000 + i);
        if (!(*log)->append(c.record())) ++failures;
      }
      if (log) log->reset();
      ::_exit(log ? failures : 99);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
  const VerifyReport report = world.verify();
  EXPECT_TRUE(report.ok) << describe(report);
  EXPECT_EQ(report.decisions, static_cast<std::uint64_t>(kProcesses * kEach));
  EXPECT_EQ(report.records, 2U + kProcesses * kEach);
}

}  // namespace
}  // namespace stadga::audit::test
