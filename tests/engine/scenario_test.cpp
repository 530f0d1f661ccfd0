// Scenarios: each kind of expectation, met and not met, and what they cover.
#include <gmock/gmock.h>

#include "model_builder.h"
#include "stadga/engine/scenario.h"

namespace stadga::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ModelBuilder;
using ::testing::Pair;
using ::testing::SizeIs;

class Scenarios : public ::testing::Test {
 protected:
  Scenarios() {
    const TermId v = model.term("v", ModelBuilder::boolean());
    const TermId d = model.term("d", ModelBuilder::date());
    model.rule("R1", v, {}, model.yes());
    model.rule("R2", d, model.flag("b"), model.date("2026-05-06"));
    model.route("V1", model.flag("r"));
    model.substance("K1", model.flag("a"));
    model.usual_stages();
  }

  static Scenario scenario(const char* facts) {
    Scenario out;
    out.title = "prov";
    out.case_json = JsonObject{{"decision_date", "2026-01-15"}, {"facts", read_json(facts).value}};
    return out;
  }
  ScenarioOutcome run(const Scenario& scenario) {
    return run_scenarios(model.package(), {scenario}).outcomes.at(0);
  }

  ModelBuilder model;
};

TEST_F(Scenarios, PassWhenEverythingIsAsExpected) {
  Scenario one = scenario(R"({"a": true, "b": true, "r": false})");
  one.expected.status = "determined";
  one.expected.outcome = "bifall";
  one.expected.values = {{"v", "ja"}, {"d", "2026-05-06"}};
  one.expected.reasons = {{"K1"}};
  one.expected.missing = std::vector<std::string>{};
  const ScenarioOutcome outcome = run(one);
  EXPECT_TRUE(outcome.passed);
  EXPECT_FALSE(outcome.decision.empty());
}

TEST_F(Scenarios, NameEachDifference) {
  Scenario one = scenario(R"({"a": true, "r": false})");
  one.expected.status = "referred";
  one.expected.outcome = "avslag";
  one.expected.referral = "V1";
  one.expected.values = {{"v", "nej"}, {"d", "2026-05-06"}, {"okand", "1"}};
  one.expected.reasons = {{"K1", "K2"}};
  one.expected.missing = {{"b"}};
  one.expected.indicators = {{"K1", "for"}};
  const ScenarioOutcome outcome = run(one);
  EXPECT_FALSE(outcome.passed);
  EXPECT_THAT(outcome.differences, SizeIs(9));
  EXPECT_EQ(outcome.differences[0].en, "status: expected referred, got determined");
}

TEST_F(Scenarios, AnAbsentValueCanBeExpected) {
  Scenario one = scenario(R"({"a": true, "r": false})");
  one.expected.values = {{"d", "inget v\u00e4rde"}};
  EXPECT_TRUE(run(one).passed);
  one.expected.values = {{"v", "inget v\u00e4rde"}};
  EXPECT_FALSE(run(one).passed);
}

TEST_F(Scenarios, InvalidInputIsExpectedExactly) {
  Scenario one = scenario(R"({"a": "Y", "x": 1})");
  one.expected.problems = {{"S4012", "/facts/x"}, {"S4013", "/facts/a"}};
  EXPECT_TRUE(run(one).passed);
  one.expected.problems.pop_back();
  EXPECT_FALSE(run(one).passed);
  Scenario valid = scenario("{}");
  valid.expected.problems = {{"S4013", "/facts/a"}};
  EXPECT_FALSE(run(valid).passed);
  EXPECT_FALSE(run(scenario(R"({"a": "Y"})")).passed);
}

TEST_F(Scenarios, CountWhatTheyReach) {
  const std::vector<Scenario> all{scenario(R"({"a": true, "r": false})"),
                                  scenario(R"({"a": false, "r": false})"), scenario("{}")};
  const ScenarioReport report = run_scenarios(model.package(), all);
  EXPECT_THAT(report.coverage.provisions, ElementsAre(Pair("K1", 2U), Pair("R1", 3U)));
  EXPECT_THAT(report.coverage.never, ElementsAre("V1", "R2"));
}

}  // namespace
}  // namespace stadga::engine
