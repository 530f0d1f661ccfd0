// log erase, hold and release-hold: an approved list, carried out once and for good.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CliErase : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"AA-1", "AA-2"}) {
      const Json object(JsonObject{
          {"case_id", id}, {"decision_date", "2026-11-22"}, {"facts", JsonObject{{"ålder", 70}}}});
      const Ran run = stadga({"decide", small_rules(), "--case",
                              scratch_.file("c.json", pretty(object)), "--log", log()});
      ASSERT_EQ(run.exit, 0) << run.err;
    }
  }
  [[nodiscard]] std::string log() const { return scratch_.path("log"); }
  static JsonObject order(const char* what, Json value) {
    return {{"basis", JsonObject{{"text", "gallring"}, {"provision", "16 kap. 1 § SoL"}}},
            {"body", "socialnämnden"},
            {"day", "2026-11-20"},
            {"approvers", JsonArray{"Arkivarie Ett", "Sekreterare Två"}},
            {what, std::move(value)}};
  }
  static Json index(int n) { return JsonObject{{"index", n}}; }
  Ran with(const char* act, const Json& list, const std::vector<std::string>& more = {}) {
    std::vector<std::string> line = {
        "log", act, log(), "--list", scratch_.file("list.json", pretty(list)), "--format", "json"};
    line.insert(line.end(), more.begin(), more.end());
    return stadga(line);
  }

  Scratch scratch_;
};

TEST_F(CliErase, ErasesACaseAndTheLogHolds) {
  const Ran run = with("erase", order("erase", JsonArray{index(2)}));
  ASSERT_EQ(run.exit, 0) << run.out << run.err;
  EXPECT_EQ(text_at(parse(run.out), {"index"}), "4");
  EXPECT_EQ(text_at(parse(run.out), {"parts"}), "3");
  const Json report = parse(stadga({"log", "verify", log(), "--format", "json"}).out);
  EXPECT_EQ(text_at(report, {"ok"}), "true");
  EXPECT_EQ(text_at(report, {"parts", "erased"}), "3");
  EXPECT_EQ(stadga({"log", "show", log(), "--index", "2"}).exit, 0);
  const Json replayed = parse(stadga({"replay", log(), "--format", "json"}).out);
  EXPECT_EQ(text_at(replayed, {"summary", "erased"}), "1");
  EXPECT_EQ(text_at(replayed, {"summary", "identical"}), "1");
  const Json simulated =
      parse(stadga({"simulate", log(), "--with", small_rules(), "--format", "json"}).out);
  EXPECT_EQ(text_at(simulated, {"summary", "erased"}), "1");
  const Ran exported = stadga({"log", "export", log()});
  EXPECT_EQ(exported.exit, 0);
  EXPECT_THAT(exported.out, Not(HasSubstr("AA-1")));
  EXPECT_THAT(exported.out,
              HasSubstr(R"("closed":{"case":"erased","link":"erased","result":"erased"})"));
  const Ran again = with("gallra", order("erase", JsonArray{index(2)}));
  EXPECT_EQ(again.exit, 0);
  EXPECT_EQ(text_at(parse(again.out), {"existing"}), "true");
  EXPECT_EQ(text_at(parse(again.out), {"index"}), "4");
}

TEST_F(CliErase, SaysWhatAnEarlierErasureTookAndOnWhatGround) {
  ASSERT_EQ(with("erase", order("erase", JsonArray{index(2)})).exit, 0);
  JsonObject later = order("erase", JsonArray{index(2), index(3)});
  later["basis"] = JsonObject{{"text", "annan grund"}, {"provision", "10 § arkivlagen"}};
  const Ran run = with("erase", Json(later));
  ASSERT_EQ(run.exit, 0) << run.out << run.err;
  const Json told = parse(run.out);
  EXPECT_EQ(text_at(told, {"existing"}), "false");
  EXPECT_EQ(text_at(told, {"parts"}), "3");
  EXPECT_EQ(text_at(told, {"before"}), R"([{"day":"2026-11-20","erasure":4,"index":2,)"
                                       R"("provision":"16 kap. 1 § SoL"}])");
  const Ran words = stadga({"log", "erase", log(), "--list", scratch_.path("list.json")});
  EXPECT_EQ(words.exit, 0);
  EXPECT_THAT(words.out, HasSubstr("post 2 gallrades redan genom post 4, 2026-11-20: 16 kap. 1 § SoL"));
  EXPECT_THAT(words.out, HasSubstr("post 3 gallrades redan genom post 5, 2026-11-20: 10 § arkivlagen"));
}

TEST_F(CliErase, AnEmptyListIsCalledEmpty) {
  for (const char* act : {"erase", "hold"}) {
    const Ran run = with(act, order(act, JsonArray{}));
    EXPECT_EQ(run.exit, 3);
    EXPECT_THAT(run.out, HasSubstr("listan är tom")) << act;
    EXPECT_THAT(run.out, HasSubstr(std::string("/") + act));
  }
}

TEST_F(CliErase, WhatIsErasedIsNotHeld) {
  ASSERT_EQ(with("erase", order("erase", JsonArray{index(2)})).exit, 0);
  const std::string head = read_bytes(log() + "/head");
  const Ran run = with("hold", order("hold", JsonArray{3, 2}));
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.out, HasSubstr("post 2 är redan gallrad genom post 4"));
  EXPECT_EQ(read_bytes(log() + "/head"), head);
}

TEST_F(CliErase, AHoldBlocksUntilItIsReleased) {
  const Ran hold = with("hold", order("hold", JsonArray{2}));
  ASSERT_EQ(hold.exit, 0) << hold.err;
  const Ran blocked = with("erase", order("erase", JsonArray{index(2)}));
  EXPECT_EQ(blocked.exit, 1);
  EXPECT_THAT(blocked.out, IsEmpty());
  EXPECT_THAT(blocked.err, HasSubstr("S5022"));
  ASSERT_EQ(with("release-hold", order("release", 4)).exit, 0);
  EXPECT_EQ(with("erase", order("erase", JsonArray{index(2)})).exit, 0);
  EXPECT_EQ(stadga({"log", "verify", log()}).exit, 0);
}

TEST_F(CliErase, AListThatIsNotAsItMustBeChangesNothing) {
  const std::string head = read_bytes(log() + "/head");
  const auto refused = [&](const std::function<void(JsonObject&)>& change) {
    JsonObject list = order("erase", JsonArray{index(2)});
    change(list);
    const Ran run = with("erase", Json(list));
    EXPECT_EQ(run.exit, 3) << run.out << run.err;
    return run.out;
  };
  EXPECT_THAT(refused([](auto& o) { o.erase("basis"); }), HasSubstr("/basis/provision"));
  EXPECT_THAT(refused([](auto& o) { o.erase("approvers"); }), HasSubstr("S5021"));
  EXPECT_THAT(refused([](auto& o) { o["approvers"] = JsonArray{"A", "a"}; }), HasSubstr("S5021"));
  EXPECT_THAT(refused([](auto& o) { o["erase"] = JsonArray{}; }), HasSubstr("S6028"));
  EXPECT_THAT(refused([](auto& o) { o["hold"] = JsonArray{2}; }), HasSubstr("S6028"));
  EXPECT_THAT(refused([](auto& o) {
                o["erase"] = JsonArray{JsonObject{{"index", -1}}};
              }),
              HasSubstr("/erase/0/index"));
  EXPECT_THAT(refused([](auto& o) { o["by"] = "x"; }), HasSubstr("/by"));
  EXPECT_THAT(refused([](auto& o) { o["erase"] = JsonArray{index(77)}; }), HasSubstr("S5011"));
  EXPECT_EQ(with("hold", order("erase", JsonArray{index(2)})).exit, 3);
  EXPECT_EQ(stadga({"log", "erase", log(), "--list", scratch_.file("x", "no json")}).exit, 3);
  EXPECT_EQ(stadga({"log", "erase", log()}).exit, 2);
  EXPECT_EQ(read_bytes(log() + "/head"), head);
  std::filesystem::remove_all(log());
  EXPECT_EQ(with("erase", order("erase", JsonArray{index(2)})).exit, 3);
  EXPECT_FALSE(scratch_.has("log"));
}

TEST_F(CliErase, ADamagedLogIsLookedIntoFirst) {
  std::string bytes = read_bytes(log() + "/log.db");
  replace_once(bytes, "\"kind\":\"proposal\"", "\"kind\":\"decision\"");
  write_bytes(log() + "/log.db", bytes);
  const Ran run = with("erase", order("erase", JsonArray{index(2)}));
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(read_bytes(log() + "/log.db"), bytes);
}

}  // namespace
}  // namespace stadga::test
