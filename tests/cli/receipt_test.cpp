// log prove and receipt verify: what a party can check at home, with nothing but a file and a key.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/command.h"
#include "stadga/base/crypto.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CliReceipt : public testing::Test {
 protected:
  void SetUp() override {
    case_ = scratch_.file("case.json", pretty(grant_case()));
    const Ran run =
        stadga({"decide", parking(), "--case", case_, "--log", log(), "--format", "json"});
    ASSERT_EQ(run.exit, 0) << run.err;
    decision_ = scratch_.file("decision.json", run.out);
  }
  [[nodiscard]] std::string log() const { return scratch_.path("log"); }
  [[nodiscard]] std::string key() const { return log() + "/log.pub"; }
  std::string prove(const std::vector<std::string>& more = {}) {
    std::vector<std::string> line = {"log", "prove", log(), "--index", "2"};
    line.insert(line.end(), more.begin(), more.end());
    const Ran run = stadga(line);
    EXPECT_EQ(run.exit, 0) << run.err;
    return scratch_.file("r.tlog-proof", run.out);
  }
  Ran verify(const std::string& file, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"receipt", "verify", file, "--key", key(), "--format", "json"};
    line.insert(line.end(), more.begin(), more.end());
    return stadga(line);
  }

  Scratch scratch_;
  std::string case_, decision_;
};

TEST_F(CliReceipt, HoldsWithoutTheLog) {
  const std::string file = prove({"--disclose", "result", "--salt", "case"});
  const std::string pinned = scratch_.file("key", read_bytes(key()));
  std::filesystem::remove_all(log());
  const Ran run = stadga({"receipt", "verify", file, "--key", pinned, "--case", case_, "--decision",
                          decision_, "--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.out << run.err;
  const Json report = parse(run.out);
  EXPECT_EQ(text_at(report, {"ok"}), "true");
  EXPECT_EQ(text_at(report, {"parts", "result"}), "same");
  EXPECT_EQ(text_at(report, {"parts", "case"}), "same");
  EXPECT_EQ(text_at(report, {"parts", "link"}), "closed");
  EXPECT_EQ(text_at(report, {"decision_id"}),
            text_at(parse(read_bytes(decision_)), {"decision_id"}));
  const Ran swedish = stadga({"kvitto", "verify", file, "--key", pinned});
  EXPECT_EQ(swedish.exit, 0);
  EXPECT_THAT(swedish.out, testing::StartsWith("Kvittot håller\n"));
  const Ran plain = stadga({"receipt", "verify", file, "--key", pinned, "--format", "plain"});
  EXPECT_THAT(plain.out, Not(testing::ContainsRegex("[^.]\n")));
}

TEST_F(CliReceipt, TheFactsAreNotInAReceiptUnlessAskedFor) {
  const std::string bytes = read_bytes(prove({"--disclose", "result"}));
  const std::size_t at = bytes.find("extra ") + 6;
  const auto extra = from_base64(bytes.substr(at, bytes.find('\n', at) - at));
  ASSERT_TRUE(extra.has_value());
  const Json parsed = parse({extra->begin(), extra->end()});
  ASSERT_EQ(parsed.find("parts")->as_object()->size(), 1U);
  EXPECT_NE(parsed.find("parts")->find("result")->find("plain"), nullptr);
  EXPECT_EQ(verify(scratch_.path("r.tlog-proof"), {"--case", case_}).exit, 3);
}

TEST_F(CliReceipt, AnotherCaseOrDecisionIsAFinding) {
  const std::string file = prove({"--disclose", "result", "--salt", "case"});
  const std::string other = scratch_.file(
      "other.json", grant_case_with([](JsonObject& top) { top["case_id"] = "PRH-2026-9"; }));
  const Ran run = verify(file, {"--case", other});
  EXPECT_EQ(run.exit, 1);
  const Json report = parse(run.out);
  EXPECT_EQ(text_at(report, {"ok"}), "false");
  EXPECT_EQ(text_at(report.find("findings")->as_array()->front(), {"kind"}), "part_differs");
  EXPECT_EQ(verify(file, {"--decision", other}).exit, 1);
}

TEST_F(CliReceipt, AnotherKeyOrIndexIsAFinding) {
  const std::string file = prove();
  const std::string other = scratch_.path("other");
  ASSERT_EQ(stadga({"decide", parking(), "--case", case_, "--log", other}).exit, 0);
  EXPECT_EQ(stadga({"receipt", "verify", file, "--key", other + "/log.pub"}).exit, 1);
  std::string bent = read_bytes(file);
  replace_once(bent, "index 2", "index 1");
  EXPECT_EQ(verify(scratch_.file("bent", bent)).exit, 1);
  bent = read_bytes(file);
  const std::size_t extra = bent.find("extra ");
  bent.erase(extra, bent.find('\n', extra) + 1 - extra);
  const Ran closed = verify(scratch_.file("bare", bent));
  EXPECT_EQ(closed.exit, 3);
  EXPECT_THAT(closed.out, HasSubstr("S5020"));
  const Json shown = parse(stadga({"log", "show", log(), "--index", "2", "--format", "json"}).out);
  EXPECT_EQ(verify(scratch_.path("bare"), {"--leaf", text_at(shown, {"record", "leaf"})}).exit, 0);
}

TEST_F(CliReceipt, WrongUseAndWhatIsNoReceipt) {
  const std::string file = prove();
  EXPECT_EQ(verify(case_).exit, 3);
  EXPECT_THAT(verify(case_).out, HasSubstr("S5019"));
  EXPECT_EQ(verify(scratch_.path("nothing")).exit, 3);
  EXPECT_EQ(stadga({"receipt", "verify", file}).exit, 2);
  EXPECT_EQ(stadga({"receipt", "verify", file, "--key", case_}).exit, 3);
  EXPECT_EQ(verify(file, {"--leaf", "abc"}).exit, 2);
  EXPECT_EQ(stadga({"receipt", "check", file}).exit, 2);
  EXPECT_EQ(stadga({"receipt", "--help"}).exit, 0);
  const Ran none = stadga({"log", "prove", log(), "--index", "2", "--disclose", "act"});
  EXPECT_EQ(none.exit, 3);
  EXPECT_THAT(none.out, IsEmpty());
}

}  // namespace
}  // namespace stadga::test
