// outcome_test.cpp - what is granted piece by piece, facts asked for only when something points to them, the
// law's day, trials, and what must hold before a result is a decision.
#include <gmock/gmock.h>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using testing::case_text;
using testing::day;
using testing::evaluate_facts;
using testing::in_force;
using testing::integer;
using testing::money;
using testing::ModelBuilder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- what is applied for piece by piece ----------------------------------------------------------

struct Costs {
  ModelBuilder model;
  Costs() {
    const Type kind = model.enumeration("slag", {"boende", "el"});
    const Type cost = model.record("Kostnad", {{"slag", kind}, {"ansökt", money()}});
    const FactId list = model.fact("kostnader", ModelBuilder::list_of(cost, 5));
    const TermId granted = model.term("godtaget", money(), false);
    model.get().terms[granted.value].each = cost.record;
    const auto applied = [&] { return model.field(model.element(cost), 1); };
    const ExprId limit = model.literal(money(), Money{500000});
    model.rule("R1", granted, {}, model.op(Op::kLeast, money(), {applied(), limit})).text =
        ModelBuilder::text("högst 5 000 kr är skäligt");
    AppliedItems items;
    items.list = list;
    items.label = 0;
    items.applied = applied();
    items.granted = granted;
    model.get().decision.items = {items};
    model.substance("K1", model.flag("rätt"));
    model.usual_stages();
    model.get().header.communication_before_adverse = true;
  }
};

TEST(Items, ARefusedPartMakesItAPartialGrant) {
  Costs costs;
  const Evaluation full =
      evaluate_facts(costs.model, R"({"rätt": true, "kostnader": [{"slag": "el", "ansökt": "300"}]})");
  EXPECT_EQ(full.outcome, Outcome::kGrant);
  EXPECT_THAT(full.gates, IsEmpty());
  const Evaluation part = evaluate_facts(
      costs.model, R"({"rätt": true, "kostnader": [{"slag": "el", "ansökt": "300"}, {"slag": "boende", "ansökt": "5000.01"}]})");
  EXPECT_EQ(part.outcome, Outcome::kPartial);
  EXPECT_STREQ(name(*part.outcome), "delavslag");
  EXPECT_EQ(part.gates.size(), 1U);
  ASSERT_EQ(part.items.size(), 2U);
  EXPECT_EQ(part.items[1].label, "boende");
  EXPECT_EQ(part.items[1].granted.ore, 500000);
  EXPECT_THAT(part.items[1].rules, ElementsAre("R1"));
  EXPECT_EQ(part.items[1].text, "högst 5 000 kr är skäligt");
}

TEST(Items, AnUnknownAmountIsAskedFor) {
  Costs costs;
  const Evaluation found =
      evaluate_facts(costs.model, R"({"rätt": true, "kostnader": [{"slag": "el"}]})");
  EXPECT_EQ(found.status, CaseStatus::kIncomplete);
  ASSERT_EQ(found.missing.size(), 1U);
  EXPECT_EQ(found.missing[0].path, "/facts/kostnader/0/ansökt");
  EXPECT_EQ(evaluate_facts(costs.model, R"({"rätt": true})").missing.at(0).path, "/facts/kostnader");
  EXPECT_EQ(evaluate_facts(costs.model, R"({"rätt": false})").outcome, Outcome::kRejection);
}

// ---- asked for only when something points to it ----------------------------------------------------

TEST(NeededWhen, WithoutASignItCountsAsNoAndIsSaid) {
  ModelBuilder model;
  const FactId sign = model.fact("tecken", ModelBuilder::boolean());
  const FactId reasons = model.fact("särskilda_skäl", ModelBuilder::assessment());
  model.at(reasons).needed_when = model.is(model.of(sign));
  model.substance("K1", model.negate(model.is(model.of(reasons))));
  model.usual_stages();
  const Evaluation none = evaluate_facts(model, R"({"tecken": false})");
  EXPECT_EQ(none.outcome, Outcome::kGrant);
  EXPECT_THAT(none.not_found, ElementsAre("särskilda_skäl"));
  const Evaluation wanted = evaluate_facts(model, R"({"tecken": true})");
  EXPECT_EQ(wanted.status, CaseStatus::kNeedsAssessment);
  EXPECT_EQ(wanted.missing.at(0).fact, "särskilda_skäl");
  EXPECT_THAT(wanted.not_found, IsEmpty());
  const Evaluation first = evaluate_facts(model, "{}");
  EXPECT_EQ(first.status, CaseStatus::kIncomplete);
  ASSERT_EQ(first.missing.size(), 1U);
  EXPECT_EQ(first.missing[0].fact, "tecken");
  const std::string given = R"("särskilda_skäl": {"value": true, "assessor": "handläggare", "reason": "utredning"})";
  EXPECT_EQ(evaluate_facts(model, R"({"tecken": false, )" + given + "}").outcome, Outcome::kRejection);
  EXPECT_EQ(evaluate_facts(model, R"({"tecken": false, "särskilda_skäl": {"unknown": "utreds"}})").status,
            CaseStatus::kNeedsAssessment);
}

TEST(NeededWhen, AListThatIsOnlyInvokedIsEmptyWhenLeftOut) {
  ModelBuilder model;
  const Type sign = model.record("Skäl", {{"tungt", ModelBuilder::boolean()}});
  const FactId list = model.fact("skäl", ModelBuilder::list_of(sign, 5));
  model.at(list).needed_when = model.no();
  model.route("V1", model.op(Op::kSome, ModelBuilder::boolean(), {model.of(list), model.yes()}));
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"a": true})").outcome, Outcome::kGrant);
  EXPECT_THAT(evaluate_facts(model, R"({"a": true})").not_found, ElementsAre("skäl"));
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "skäl": []})").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "skäl": [{"tungt": true}]})").status,
            CaseStatus::kReferred);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "skäl": {"unknown": "utreds"}})").status,
            CaseStatus::kIncomplete);
}

TEST(NeededWhen, AVolunteeredSignThatIsLeftOutPointsToNothing) {
  ModelBuilder model;
  const FactId sign = model.fact("åberopas", ModelBuilder::boolean());
  model.at(sign).volunteered = true;
  const FactId reasons = model.fact("skäl", ModelBuilder::assessment());
  model.at(reasons).needed_when = model.is(model.of(sign));
  model.substance("K1", model.negate(model.is(model.of(reasons))));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, "{}").outcome, Outcome::kGrant);
  EXPECT_THAT(evaluate_facts(model, "{}").not_found, ElementsAre("skäl"));
  EXPECT_EQ(evaluate_facts(model, R"({"åberopas": true})").status, CaseStatus::kNeedsAssessment);
}

// ---- the law's day, trials, automatic decisions ----------------------------------------------------

TEST(LawDay, ADateOfTheCasePicksTheVersion) {
  ModelBuilder model;
  const FactId applied = model.fact("inkom", ModelBuilder::date());
  const TermId value = model.term("v", integer(0, 9));
  model.rule("R1", value, {}, model.integer(1)).validity = in_force("2020-01-01", "2025-06-30");
  model.rule("R1", value, {}, model.integer(2)).validity = in_force("2025-07-01", "2030-12-31");
  model.substance("K1", model.yes());
  model.usual_stages({value});
  const ExprId day_of_application = model.of(applied);
  for (Rule& rule : model.get().rules) rule.law_day = day_of_application;
  const auto value_for = [&](const std::string& facts) {
    const Evaluation found = evaluate_facts(model, facts, "2026-06-01");
    return found.values.contains("v") ? *found.values.at("v").as_int() : -1;
  };
  EXPECT_EQ(value_for(R"({"inkom": "2025-06-30"})"), 1);
  EXPECT_EQ(value_for(R"({"inkom": "2025-07-01"})"), 2);
  const Evaluation open = evaluate_facts(model, "{}", "2026-06-01");
  EXPECT_EQ(open.status, CaseStatus::kIncomplete);
  ASSERT_EQ(open.missing.size(), 1U);
  EXPECT_EQ(open.missing[0].fact, "inkom");
}

TEST(LawDay, OfTheWholeRuleSetIsAskedForFirst) {
  ModelBuilder model;
  model.get().header.law_day = model.of(model.fact("inkom", ModelBuilder::date()));
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  const Evaluation open = evaluate_facts(model, R"({"a": true})");
  EXPECT_EQ(open.status, CaseStatus::kIncomplete);
  EXPECT_EQ(open.missing.at(0).fact, "inkom");
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "inkom": "2020-01-01"})").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, R"({"a": true, "inkom": "2019-12-31"})").status, CaseStatus::kNotCovered);
}

TEST(Trials, DisapplyOnTheirDaysOnly) {
  ModelBuilder model;
  model.substance("K1", model.flag("a"));
  model.substance("K2", model.yes());
  model.usual_stages();
  Trial trial;
  trial.id = "F1";
  trial.days = {day("2026-01-01"), day("2026-12-31")};
  trial.disapplies = {"K1"};
  model.get().trials = {trial};
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})", "2025-12-31").outcome, Outcome::kRejection);
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})", "2026-01-01").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})", "2026-12-31").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, R"({"a": false})", "2027-01-01").outcome, Outcome::kRejection);
}

struct Automatic {
  ModelBuilder model;
  Automatic() {
    model.get().header.automatic = true;
    model.get().header.decided_by = "automatiserad beslutsfunktion";
    model.get().header.appeal = AppealRoute::kAdministrative;
    model.get().header.communication_before_adverse = true;
    model.substance("K1", model.flag("a"));
    const FactId judged = model.fact("bedömd", ModelBuilder::assessment());
    model.form("F1", model.any({model.is(model.of(judged)), model.flag("b")}));
    model.usual_stages();
    Delegation delegation;
    delegation.validity = in_force("2026-01-01", "2026-12-31");
    delegation.citations = {ModelBuilder::cite({0}, "37")};
    model.get().delegations = {delegation};
  }
  std::string kind(const std::string& facts, const char* on = "2026-06-01") {
    const DecideResult result = decide(model.package(), case_text(facts, on));
    const JsonReading reading = read_json(result.bytes.value_or("{}"));
    const Json* kind = reading.value.find("kind");
    return kind == nullptr ? "" : *kind->as_string();
  }
};

TEST(Automatic, OnlyWithEveryCondition) {
  const std::string granted = R"({"a": true, "b": true})";
  EXPECT_EQ(Automatic().kind(granted), "decision");
  EXPECT_EQ(Automatic().kind(granted, "2025-12-31"), "proposal");  // before the delegation
  EXPECT_EQ(Automatic().kind(R"({"a": false, "b": true})"), "proposal");  // a gate is open
  EXPECT_EQ(Automatic().kind(R"({"a": true, "bedömd": {"value": true, "assessor": "x", "reason": "y"}})"),
            "proposal");
  EXPECT_EQ(Automatic().kind(R"({"a": true})"), "proposal");  // nothing is determined
  Automatic unappealable;
  unappealable.model.get().header.appeal = AppealRoute::kLegality;
  EXPECT_EQ(unappealable.kind(granted), "proposal");
  Automatic old;
  old.model.get().sources[0].verified_to = day("2026-05-31");
  EXPECT_EQ(old.kind(granted), "proposal");
  Automatic routed;
  routed.model.get().routes = {{ModelBuilder::cite({0}, "1"), AppealRoute::kLegality, {}}};
  EXPECT_EQ(routed.kind(granted), "proposal");  // K1 cites 1 §
  routed.model.get().routes = {{ModelBuilder::cite({0}, "2"), AppealRoute::kLegality, {}}};
  EXPECT_EQ(routed.kind(granted), "decision");
  routed.model.get().requirements[0].citations = {ModelBuilder::cite({0}, "1-3")};
  EXPECT_EQ(routed.kind(granted), "proposal");  // 1-3 §§ is 2 § as well
  routed.model.get().routes = {{ModelBuilder::cite({0}, "4"), AppealRoute::kLegality, {}}};
  EXPECT_EQ(routed.kind(granted), "decision");
}

TEST(Aliases, OnlyDeclaredSpellingsAreRead) {
  ModelBuilder model;
  const FactId fact = model.fact("a", ModelBuilder::boolean());
  model.at(fact).aliases = {{"Y", true}, {"N", false}};
  model.substance("K1", model.is(model.of(fact)));
  model.usual_stages();
  EXPECT_EQ(evaluate_facts(model, R"({"a": "Y"})").outcome, Outcome::kGrant);
  EXPECT_EQ(evaluate_facts(model, R"({"a": "N"})").outcome, Outcome::kRejection);
  const CaseReading wrong = read_case(model.package(), case_text(R"({"a": "y"})", "2026-06-01"));
  ASSERT_EQ(wrong.problems.size(), 1U);
  EXPECT_EQ(wrong.problems[0].code, "S4013");
}

// Everything above in one bundle: the canonical form loses nothing.
TEST(Outcome, EveryDeclarationSurvivesTheBundle) {
  Automatic all;
  Ruleset& ruleset = all.model.get();
  ruleset.routes = {{ModelBuilder::cite({0}, "2"), AppealRoute::kLegality, {}}};
  ruleset.header.leap_rule = LeapRule::kFirstOfMarch;
  ruleset.facts[0].aliases = {{"Y", true}};
  ruleset.facts[1].needed_when = all.model.flag("c");
  ruleset.header.law_day = all.model.of(all.model.fact("inkom", ModelBuilder::date()));
  ruleset.requirements[0].law_day = all.model.of(all.model.fact("annan", ModelBuilder::date()));
  Trial trial;
  trial.id = "F1";
  trial.title = "Försök";
  trial.days = {day("2026-01-01"), day("2026-12-31")};
  trial.disapplies = {"K1"};
  ruleset.trials = {trial};
  const TermId value = all.model.term("v", integer(0, 9));
  Rule& rule = all.model.rule("R1", value, {}, all.model.integer(1));
  rule.practices = {ModelBuilder::cite({0}, "7")};
  rule.trial = "F1";
  Guarantee always;
  always.id = "G1";
  always.title = "G";
  always.statement = all.model.compare(Op::kGe, all.model.of(value), all.model.integer(0));
  Guarantee rises;
  rises.id = "G2";
  rises.title = "G";
  rises.kind = GuaranteeKind::kNeverRises;
  rises.subject = value;
  rises.with = all.model.fact("lön", money());
  ruleset.guarantees = {always, rises};
  Bundle bundle;
  bundle.package = all.model.package();
  const auto bytes = write_bundle(bundle);
  ASSERT_TRUE(bytes) << bytes.error().message.en;
  const auto again = read_bundle(*bytes);
  ASSERT_TRUE(again) << again.error().message.en;
  const Ruleset& read = again->package.base;
  EXPECT_EQ(read.hash, bundle.package.base.hash);
  EXPECT_EQ(read.guarantees.size(), 2U);
  EXPECT_EQ(read.guarantees[1].with, rises.with);
  EXPECT_EQ(read.trials[0].disapplies, trial.disapplies);
  EXPECT_EQ(read.delegations.size(), 1U);
  EXPECT_EQ(read.routes[0].route, AppealRoute::kLegality);
  EXPECT_EQ(read.header.leap_rule, LeapRule::kFirstOfMarch);
  EXPECT_TRUE(read.facts[1].needed_when.valid());
  EXPECT_EQ(read.rules[0].practices.size(), 1U);
}

}  // namespace
}  // namespace stadga::engine
