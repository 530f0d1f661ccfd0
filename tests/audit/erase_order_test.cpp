// What an order of erasure or hold must be like, what is said of one that is not, and that nothing
// of an erased case stays behind in another's records.
#include <gmock/gmock.h>

#include "support.h"

namespace stadga::audit::test {
namespace {

using testing::HasSubstr;
using testing::Not;

LegalBasis basis(const std::string& provision = "16 kap. 1 § socialtjänstlagen (2025:400)") {
  return {"gallring", provision, "socialnämnden", "2026-11-20", {"Arkivarie Ett", "Sekreterare Två"}};
}

// Records 2, 3 and 4 are of CASE-1, CASE-2 and CASE-3.
class ErasureOrders : public testing::Test {
 protected:
  void SetUp() override { fill(world_, 3); }
  template <typename Value>
  static std::string code(const Result<Value>& result) {
    return result ? "" : result.error().code;
  }
  Result<Appended> erase(std::vector<ErasedItem> items, const LegalBasis& on = basis()) {
    return world_.open()->erase({std::move(items), on});
  }
  [[nodiscard]] std::string keys_bytes() const { return slurp(world_.path() + "/keys.db"); }
  [[nodiscard]] std::int64_t case_keys() const {
    TempDir copy;
    copy_folder(world_.path(), copy / "log");
    SQLite::Database db(copy / "log/keys.db", SQLite::OPEN_READWRITE);
    return db.execAndGet("SELECT COUNT(*) FROM case_key").getInt64();
  }

  World world_;
};

TEST_F(ErasureOrders, OnePersonUnderTwoSpellingsIsOne) {
  const std::string name = "Åsa Öberg";
  for (const std::string other :
       {"Åsa Öberg", "ÅSA ÖBERG", "åsa  öberg", " Åsa Öberg ", "Åsa\tÖberg", "Åsa\u00A0Öberg",
        "Åsa\u2003Öberg", "A\u030Asa O\u0308berg", "A\u030ASA O\u0308BERG", "\u212Bsa Öberg",
        "Åsa\u200B Öberg", "Åsa\r\nÖberg", "Ａ\u030Aｓａ Öberg", "Åsa Öberg.", "Å s a Öberg",
        "Åsa\u0001 Öberg", "Åsa\u2028Öberg"}) {
    LegalBasis twice = basis();
    twice.approvers = {name, other};
    EXPECT_EQ(code(erase({{2, {}}}, twice)), "S5021") << other;
  }
  EXPECT_EQ(world_.verify().records, 5U);
  LegalBasis two = basis();
  two.approvers = {name, "Asa Oberg"};  // another name, not another spelling
  EXPECT_EQ(code(erase({{2, {}}}, two)), "");
}

TEST_F(ErasureOrders, WhatIsErasedIsNotHeldAndTheErasureIsNamed) {
  ASSERT_EQ(code(erase({{2, {}}})), "");  // record 5
  ASSERT_EQ(code(erase({{3, {"case"}}})), "");
  const std::int64_t keys = case_keys();
  const auto refused = world_.open()->hold({{4, 2}, basis()});
  ASSERT_EQ(code(refused), "S5021");
  EXPECT_THAT(refused.error().message.sv, HasSubstr("post 2 är redan gallrad genom post 5"));
  EXPECT_THAT(refused.error().message.en, HasSubstr("record 2 was already erased by record 5"));
  EXPECT_EQ(world_.verify().records, 7U);
  EXPECT_EQ(case_keys(), keys);
  EXPECT_EQ(code(world_.open()->hold({{3}, basis()})), "") << "something of it is left";
}

// What has no room in a record is refused before anything is written, keys included.
TEST_F(ErasureOrders, AnOrderThatIsTooLargeLeavesNoKey) {
  const std::int64_t keys = case_keys();
  LegalBasis large = basis();
  large.text = large.provision = large.body = std::string(1000, '"');  // two bytes each in a record
  EXPECT_EQ(code(world_.open()->hold({{2}, large})), "S5010");
  EXPECT_EQ(code(erase({{2, {}}}, large)), "S5010");
  EXPECT_EQ(code(world_.open()->release({2, large})), "S5021") << "no hold";
  EXPECT_EQ(case_keys(), keys);
  EXPECT_EQ(world_.verify().records, 5U);
}

TEST_F(ErasureOrders, ARefusedOrderChangesNoByteOfTheKeys) {
  const std::string before = keys_bytes();
  LegalBasis large = basis();
  large.text = large.provision = large.body = std::string(1000, '"');
  ASSERT_EQ(code(world_.open()->hold({{2}, large})), "S5010");
  EXPECT_EQ(keys_bytes(), before);
  EXPECT_EQ(slurp(world_.path() + "/keys.db-wal"), "");
}

TEST_F(ErasureOrders, ACaseThatIsRefusedLeavesNoKeyOfItsOwn) {
  const std::int64_t keys = case_keys();
  Case c = numbered(9);
  CaseRecord record = c.record();
  const std::string name(250, '\1');  // six bytes each in a record
  record.ruleset_name = record.ruleset_version = record.ruleset_hash = record.engine_version = name;
  const Bundle other("another bundle");
  record.bundle = &other;
  EXPECT_EQ(code(world_.open()->append(record)), "S5010");
  EXPECT_EQ(case_keys(), keys);
}

TEST_F(ErasureOrders, AListSaysWhatWasGoneBeforeByWhatAndOnWhatGround) {
  ASSERT_EQ(code(erase({{2, {}}}, basis("10 § arkivlagen (1990:782)"))), "");  // record 5
  const auto mixed = erase({{2, {}}, {3, {}}});
  ASSERT_EQ(code(mixed), "");
  EXPECT_FALSE(mixed->existing);
  EXPECT_EQ(mixed->parts, 3U);
  ASSERT_EQ(mixed->before.size(), 1U);
  EXPECT_EQ(mixed->before[0].index, 2U);
  EXPECT_EQ(mixed->before[0].erasure, 5U);
  EXPECT_EQ(mixed->before[0].day, "2026-11-20");
  EXPECT_EQ(mixed->before[0].provision, "10 § arkivlagen (1990:782)");
  const auto gone = erase({{2, {}}, {3, {"case"}}});
  ASSERT_EQ(code(gone), "");
  EXPECT_TRUE(gone->existing);
  EXPECT_EQ(gone->index, 6U);
  ASSERT_EQ(gone->before.size(), 2U);
  EXPECT_EQ(gone->before[1].index, 3U);
  EXPECT_EQ(gone->before[1].erasure, 6U);
  EXPECT_TRUE(erase({{4, {}}})->before.empty());
  EXPECT_TRUE(world_.verify().ok);
}

// The request id belongs to the case that made it first; the incident lies under the other's key.
TEST_F(ErasureOrders, ARequestIdDoesNotOutliveItsCaseInAnothersIncident) {
  Case first = numbered(8);
  first.request = "REQUEST-199001011234";
  ASSERT_EQ(code(world_.open()->append(first.record())), "");  // record 5
  Case second = numbered(9);
  second.request = first.request;
  ASSERT_EQ(code(world_.open()->append(second.record())), "S5009");  // incident 6
  const std::string bears = [&] {
    const auto copy = Snapshot::open(world_.reading());
    const Json entry = read_json((*copy)->entry(5)->bytes).value;
    return *entry.find("idem")->as_string();
  }();
  ASSERT_EQ(code(erase({{5, {}}})), "");
  const auto copy = Snapshot::open(world_.reading());
  const std::string detail = (*copy)->part(6, "detail").value();
  EXPECT_THAT(detail, Not(HasSubstr("REQUEST-199001011234")));
  const Json parsed = read_json(detail).value;
  EXPECT_EQ(*parsed.find("about")->as_int(), 5);
  EXPECT_EQ(*parsed.find("case_id")->as_string(), "CASE-9");
  EXPECT_EQ(*parsed.find("idem")->as_string(), bears) << "found again as long as the case is there";
  EXPECT_TRUE(world_.verify().ok);
}

// Within its own case it goes with the case.
TEST_F(ErasureOrders, AConflictWithinACaseGoesWithIt) {
  Case first = numbered(8);
  first.request = "REQUEST-199001011234";
  ASSERT_EQ(code(world_.open()->append(first.record())), "");
  first.decision = "sha256:other";
  ASSERT_EQ(code(world_.open()->append(first.record())), "S5009");
  EXPECT_EQ(code(erase({{5, {}}})), "S5021") << "the incident is left";
  ASSERT_EQ(code(erase({{5, {}}, {6, {}}})), "");
  const auto copy = Snapshot::open(world_.reading());
  EXPECT_EQ(code((*copy)->part(6, "detail")), "S5012");
  EXPECT_TRUE(world_.verify().ok);
}

}  // namespace
}  // namespace stadga::audit::test
