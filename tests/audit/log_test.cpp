// The life of a log: creation, appends, proofs, refusals, reading, replay.
#include "support.h"

#include <sys/stat.h>

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

}  // namespace
}  // namespace stadga::audit::test
