// simulate: recorded cases under other rules. Who gets another outcome is told, why they asked is
// not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CliSimulate : public testing::Test {
 protected:
  void SetUp() override {
    for (const int age : {15, 30, 70}) decide(age, "2026-11-22");
  }
  void decide(int age, const std::string& day) {
    const Json object(JsonObject{{"case_id", "AA-" + std::to_string(age)},
                                 {"decision_date", day},
                                 {"facts", JsonObject{{"ålder", age}}}});
    const Ran run = stadga({"decide", small_rules(), "--case",
                            scratch_.file("c.json", pretty(object)), "--log", log()});
    ASSERT_EQ(run.exit, 0) << run.err;
  }
  [[nodiscard]] std::string log() const { return scratch_.path("log"); }
  std::string rules(const std::string& from, const std::string& to) {
    return changed(small_rules(), scratch_,
                   [&](std::string& text) { replace_once(text, from, to); });
  }
  [[nodiscard]] Ran simulate(const std::string& with,
                             const std::vector<std::string>& more = {}) const {
    std::vector<std::string> line = {"simulate", log(), "--with", with};
    line.insert(line.end(), more.begin(), more.end());
    return stadga(line);
  }
  static Json answer(const Ran& run) { return parse(run.out); }

  Scratch scratch_;
};

TEST_F(CliSimulate, TheSameRulesChangeNothingAndNothingIsWritten) {
  const auto before = scratch_.contents();
  const Ran run = simulate(small_rules(), {"--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.out << run.err;
  const Json report = answer(run);
  EXPECT_EQ(text_at(report, {"summary", "same"}), "3");
  EXPECT_EQ(text_at(report, {"purpose"}), "simulation");
  EXPECT_EQ(text_at(report, {"ok"}), "true");
  EXPECT_EQ(scratch_.contents(), before);
}

TEST_F(CliSimulate, AnotherOutcomeIsTold) {
  const Ran run = simulate(rules("ålder är minst 18", "ålder är minst 40"), {"--format", "json"});
  ASSERT_EQ(run.exit, 1) << run.out << run.err;
  const Json report = answer(run);
  EXPECT_EQ(text_at(report, {"summary", "same"}), "2");
  EXPECT_EQ(text_at(report, {"summary", "other_outcome"}), "1");
  const Json& changed = report.find("records")->as_array()->at(1);
  EXPECT_EQ(text_at(changed, {"effect"}), "other_outcome");
  EXPECT_EQ(text_at(changed, {"before", "outcome"}), "bifall");
  EXPECT_EQ(text_at(changed, {"after", "outcome"}), "avslag");
  EXPECT_THAT(text_at(changed, {"decision_id"}), testing::StartsWith("sha256:"));
  const Ran text = stadga({"simulera", log(), "--med", scratch_.path("rules")});
  EXPECT_EQ(text.exit, 1);
  EXPECT_THAT(text.out, HasSubstr("annat utfall: bifall → avslag"));
  EXPECT_THAT(text.out, HasSubstr("2 lika\n1 annat utfall\n"));
  const Ran plain = simulate(scratch_.path("rules"), {"--format", "plain"});
  EXPECT_THAT(plain.out, Not(testing::ContainsRegex("[^.]\n")));
}

TEST_F(CliSimulate, AmountsAreToldWithTheirDifference) {
  const Ran run = simulate(rules("avgift är 50 kr", "avgift är 80 kr"), {"--format", "json"});
  ASSERT_EQ(run.exit, 1) << run.out << run.err;
  const Json report = answer(run);
  EXPECT_EQ(text_at(report, {"summary", "other_values"}), "1");
  const Json& value = report.find("records")->as_array()->at(2).find("values")->as_array()->at(0);
  EXPECT_EQ(text_at(value, {"name"}), "avgift");
  EXPECT_EQ(text_at(value, {"before"}), "50.00");
  EXPECT_EQ(text_at(value, {"after"}), "80.00");
  EXPECT_EQ(text_at(value, {"difference"}), "30.00");
  EXPECT_EQ(text_at(report, {"totals", "avgift", "difference"}), "30.00");
}

TEST_F(CliSimulate, ACaseThatTheNewRulesCannotReadIsToldWithoutItsFacts) {
  const Ran run = simulate(rules("heltal 0..120", "heltal 0..65"), {"--format", "json"});
  ASSERT_EQ(run.exit, 1) << run.out << run.err;
  const Json report = answer(run);
  EXPECT_EQ(text_at(report, {"summary", "unreadable"}), "1");
  const Json& record = report.find("records")->as_array()->at(2);
  EXPECT_EQ(text_at(record, {"effect"}), "unreadable");
  EXPECT_THAT(record.find("codes")->as_array()->front().as_string()->front(), 'S');
  EXPECT_THAT(run.out, Not(HasSubstr("ålder")));
}

TEST_F(CliSimulate, OnlyTheCasesAskedFor) {
  decide(40, "2027-03-01");
  const auto same = [&](const std::vector<std::string>& more) {
    std::vector<std::string> line = {"--format", "json"};
    line.insert(line.end(), more.begin(), more.end());
    return text_at(answer(simulate(small_rules(), line)), {"summary", "same"});
  };
  EXPECT_EQ(same({}), "4");
  EXPECT_EQ(same({"--since", "2027-03-01"}), "1");
  EXPECT_EQ(same({"--sedan", "2027-03-02"}), "0");
  EXPECT_EQ(same({"--municipality", "2281"}), "0");
}

TEST_F(CliSimulate, WrongUseAndDamage) {
  EXPECT_EQ(stadga({"simulate", log()}).exit, 2);
  EXPECT_EQ(simulate(small_rules(), {"--since", "i går"}).exit, 2);
  EXPECT_EQ(simulate(small_rules(), {"--municipality", "22"}).exit, 2);
  EXPECT_EQ(simulate(scratch_.path("no-rules")).exit, 3);
  EXPECT_EQ(stadga({"simulate", scratch_.path("no-log"), "--with", small_rules()}).exit, 3);
  std::string head = read_bytes(log() + "/head");
  head[head.size() - 10] = head[head.size() - 10] == 'A' ? 'B' : 'A';
  write_bytes(log() + "/head", head);
  const Ran damaged = simulate(small_rules(), {"--format", "json"});
  EXPECT_EQ(damaged.exit, 1);
  EXPECT_THAT(damaged.out, IsEmpty());
  EXPECT_THAT(damaged.err, HasSubstr("head_invalid"));
}

}  // namespace
}  // namespace stadga::test
