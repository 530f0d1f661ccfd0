// Requests that come again: repeats, conflicts, chains of a case, acts that follow a proposal.
#include "support.h"

#include <atomic>
#include <thread>

namespace stadga::audit::test {
namespace {

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
  const auto second = log->record_decision(act);  // decided already, whoever asks
  EXPECT_EQ(second.error().code, "S5018");
  EXPECT_EQ(second.error().failure, Failure::kFinding);
  EXPECT_EQ(world.verify().records, 5U);
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

// Also by another process, in one batch, and for a second proposal of the same case.
TEST(Log, AProposalIsDecidedOnce) {
  World world;
  Case c = numbered(1);
  {
    const auto log = world.open();
    ASSERT_TRUE(log->append(c.record()).has_value());
    c.decision = "sha256:later";
    ASSERT_TRUE(log->append(c.record()).has_value());
  }
  DecisionAct act;
  act.proposal = 2;
  act.decider_kind = "board";
  act.decider_name = "namnden";
  act.day = "2026-11-23";
  DecisionAct other = act;
  other.day = "2026-11-24";
  int recorded = 0;
  {
    const auto log = world.open();
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (const DecisionAct& given : {act, other}) {
      threads.emplace_back([&log, &good, given] { good += log->record_decision(given) ? 1 : 0; });
    }
    for (auto& thread : threads) thread.join();
    recorded = good;
  }
  EXPECT_EQ(recorded, 1);
  const auto log = world.open();
  const bool first_won = log->record_decision(act).has_value();
  const auto repeated = log->record_decision(first_won ? act : other);
  ASSERT_TRUE(repeated.has_value());
  EXPECT_TRUE(repeated->existing);
  EXPECT_EQ(log->record_decision(first_won ? other : act).error().code, "S5018");
  act.proposal = 3;
  EXPECT_TRUE(log->record_decision(act).has_value());
  EXPECT_TRUE(world.verify().ok) << describe(world.verify());
  EXPECT_EQ(world.verify().records, 6U);
}

}  // namespace
}  // namespace stadga::audit::test
