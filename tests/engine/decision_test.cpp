// The decision as an object and as bytes: member names, citations, indicators, gates, warnings,
// texts, and the identity of a request.
#include "stadga/engine/law_text.h"
#include <gmock/gmock.h>

#include <algorithm>

#include "evaluate/format.h"
#include "model_builder.h"

namespace stadga::engine {
namespace {

using testing::case_text;
using testing::day;
using ::testing::ElementsAre;
using testing::evaluate_facts;
using testing::in_force;
using ::testing::IsEmpty;
using testing::ModelBuilder;

class DecisionOutput : public ::testing::Test {
 protected:
  DecisionOutput() {
    Source& law = model.get().sources[0];
    law.act = "1998:1276";
    law.title = "trafikf\u00f6rordningen";
    law.weight = Weight::kForordning;
  }
  Json decide_json(const std::string& text) {
    const Package package = model.package();
    const CaseReading reading = read_case(package, text);
    EXPECT_TRUE(reading.value.has_value());
    return decision_json(*reading.ruleset, *reading.value,
                         evaluate(*reading.ruleset, *reading.value));
  }
  ModelBuilder model;
};

TEST_F(DecisionOutput, HasTheContractsMembersAndNoOthers) {
  Requirement& k1 = model.substance("K1", model.flag("a"));
  Citation citation;
  citation.source = {0};
  citation.chapter = "13";
  citation.section = "8";
  citation.stycke = "1";
  citation.mening = "3";
  citation.wording = "2014:1367";
  k1.citations = {citation};
  model.usual_stages();
  const Json json = decide_json(
      case_text(R"({"a": true})", "2026-01-15", R"(, "case_id": "C-1", "request_id": "q")"));
  const std::string id = *json.find("decision_id")->as_string();
  const std::string hash = *json.find("ruleset")->find("hash")->as_string();
  EXPECT_EQ(id.size(), 71U);
  EXPECT_EQ(hash.size(), 71U);
  EXPECT_EQ(canonical_or_die(json),
            R"({"case_id":"C-1","decision_date":"2026-01-15","decision_id":")" + id +
                R"(","gates":[],"indicators":[],"kind":"proposal","missing":[],"outcome":"bifall",)"
                R"("reasons":[{"citations":[{"act":"1998:1276","chapter":"13","mening":"3",)"
                R"("section":"8","source":"Lagen","stycke":"1",)"
                R"x("text":"13 kap. 8 § första stycket tredje meningen trafikförordningen (1998:1276)",)x"
                R"("weight":"förordning",)"
                R"("wording":"2014:1367"}],"rule":"K1","state":"met","text":"K1 met",)"
                R"("title":"T K1","weight":"förordning"}],"ruleset":{"hash":")" +
                hash +
                R"(","name":"prov","version":"1"},"semantics":1,"stadga":1,)"
                R"("status":"determined","values":{},"warnings":[]})");
}

TEST_F(DecisionOutput, OnlyADeterminedDecisionHasAnOutcome) {
  model.obstacle("H1", model.flag("hinder"));
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  for (const char* facts : {"{}", R"({"hinder": false})"}) {
    EXPECT_EQ(decide_json(case_text(facts, "2026-01-15")).find("outcome"), nullptr);
  }
  EXPECT_EQ(*decide_json(case_text(R"({"hinder": true})", "2026-01-15")).find("outcome"),
            Json("avvisning"));
}

TEST_F(DecisionOutput, AnErrorNamesItselfAndItsRule) {
  const Type wide = ModelBuilder::number(TypeKind::kInt, 0, kMaxExact);
  const ExprId big = model.literal(wide, kMaxExact);
  model.substance("K1", model.compare(Op::kGt, model.op(Op::kAdd, wide, {big, big}), big));
  model.usual_stages();
  const Json json = decide_json(case_text("{}", "2026-01-15"));
  EXPECT_EQ(*json.find("status"), Json("error"));
  EXPECT_EQ(canonical_or_die(*json.find("error")), R"({"name":"overflow","rule":"K1"})");
}

TEST_F(DecisionOutput, AConflictShowsTheRulesAndBothResults) {
  const TermId v = model.term("v", ModelBuilder::number(TypeKind::kInt, 0, 9));
  model.rule("R1", v, {}, model.integer(1));
  model.rule("R2", v, {}, model.integer(2));
  model.substance("K1", model.yes());
  model.usual_stages({v});
  const Json json = decide_json(case_text("{}", "2026-01-15"));
  EXPECT_EQ(*json.find("at"), Json("v"));
  EXPECT_EQ(
      canonical_or_die(*json.find("conflict")),
      R"([{"result":"1","rule":"R1","title":"T R1"},{"result":"2","rule":"R2","title":"T R2"}])");
}

TEST_F(DecisionOutput, AdverseOutcomesAreGatedWhereTheRuleSetSaysSo) {
  const SourceId fl = model.source("FL", Weight::kLag);
  model.get().sources[fl.value].title = "f\u00f6rvaltningslagen";
  model.get().header.communication_before_adverse = true;
  model.get().header.communication_citations = {ModelBuilder::cite(fl, "25")};
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  const Evaluation rejected = evaluate_facts(model, R"({"a": false})");
  ASSERT_EQ(rejected.gates.size(), 1U);
  EXPECT_EQ(canonical_or_die(rejected.gates[0]),
            R"({"basis":"25 § förvaltningslagen","gate":"kommunikation","state":"required"})");
  EXPECT_THAT(evaluate_facts(model, R"({"a": true})").gates, IsEmpty());
  EXPECT_THAT(evaluate_facts(model, "{}").gates, IsEmpty());
}

TEST_F(DecisionOutput, LawThatWasVerifiedOnlyUntilEarlierIsWarnedAboutOnce) {
  model.get().sources[0].verified_to = day("2026-01-14");
  const SourceId other = model.source("Annan", Weight::kLag);
  model.get().sources[other.value].verified_to = day("2026-01-15");
  model.substance("K1", model.flag("a"));
  model.substance("K2", model.flag("b")).citations = {ModelBuilder::cite(other, "1")};
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, R"({"a": true, "b": true})");
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_EQ(canonical_or_die(found.warnings[0]),
            R"({"source":"Lagen","verified_to":"2026-01-14","warning":"law_not_verified"})");
  EXPECT_THAT(evaluate_facts(model, R"({"a": true, "b": true})", "2026-01-14").warnings, IsEmpty());
}

TEST_F(DecisionOutput, WarningsCoverTheParametersThatAPrintedValueReads) {
  const SourceId act = model.source("Belopp", Weight::kForordning);
  model.get().sources[act.value].verified_to = day("2025-12-31");
  const Type number = ModelBuilder::number(TypeKind::kInt, 0, 9);
  const ParameterId p = model.parameter("p", number);
  model.dated(p, in_force("2020-01-01", "2030-12-31"), std::int64_t{3}).citations = {
      ModelBuilder::cite(act, "1")};
  const TermId inner = model.term("inre", number, false);
  model.rule("R1", inner, {}, model.of(p));
  model.rule("R2", model.term("v", number), {}, model.of(inner));
  model.substance("K1", model.yes());
  model.usual_stages();
  const Evaluation found = evaluate_facts(model, "{}");
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_EQ(*found.warnings[0].find("source"), Json("Belopp"));
  EXPECT_THAT(found.relied_on, ElementsAre("K1", "R1", "R2"));
}

// ---- guidelines --------------------------------------------------------------------------------

class Indicators : public DecisionOutput {
 protected:
  Indicators() {
    limit = model.parameter("gr\u00e4ns", ModelBuilder::number(TypeKind::kInt, 1, 1000));
    model.get().parameters[0].municipal = model.get().parameters[0].guideline = true;
    const SourceId page = model.source("Webbsida", Weight::kSedvana);
    DatedValue& dated = model.dated(limit, in_force("2025-01-01", "2027-12-31"), std::int64_t{500});
    dated.citations = {ModelBuilder::cite(page, "")};
    const FactId meter = model.fact("meter", ModelBuilder::number(TypeKind::kInt, 0, 10000));
    const ExprId distance = model.of(meter);
    const ExprId condition = model.compare(Op::kLe, distance, model.of(limit));
    const ExprId g = model.flag("g");
    Requirement& k1 = model.substance("K1", model.flag("a"));
    Guideline guideline;
    guideline.condition = condition;
    guideline.applies = g;
    guideline.text_for = {{"h\u00f6gst ", {}}, {"", model.of(limit)}, {" meter", {}}};
    guideline.text_against = {{"", distance}, {" meter", {}}};
    k1.guidelines = {guideline};
    model.usual_stages();
  }
  ParameterId limit;
};

TEST_F(Indicators, SpeakForOrAgainstAndDecideNothing) {
  const Evaluation against = evaluate_facts(model, R"({"a": true, "g": true, "meter": 501})");
  EXPECT_EQ(against.outcome, Outcome::kGrant);
  ASSERT_EQ(against.indicators.size(), 1U);
  EXPECT_EQ(against.indicators[0].rule, "K1");
  EXPECT_EQ(against.indicators[0].state, "against");
  EXPECT_EQ(against.indicators[0].text, "501 meter");
  EXPECT_EQ(against.indicators[0].citations.size(), 1U);
  const Evaluation in_favour = evaluate_facts(model, R"({"a": false, "g": true, "meter": 500})");
  EXPECT_EQ(in_favour.outcome, Outcome::kRejection);
  EXPECT_EQ(in_favour.indicators[0].state, "for");
  EXPECT_EQ(in_favour.indicators[0].text, "h\u00f6gst 500 meter");
}

TEST_F(Indicators, AreShownWhileACaseWaits) {
  const Evaluation found = evaluate_facts(model, R"({"g": true})");
  EXPECT_EQ(found.status, CaseStatus::kIncomplete);
  ASSERT_EQ(found.indicators.size(), 1U);
  EXPECT_EQ(found.indicators[0].state, "unknown");
  EXPECT_EQ(found.indicators[0].text, "");
}

TEST_F(Indicators, AreLeftOutWhereTheyDoNotConcernTheCase) {
  EXPECT_THAT(evaluate_facts(model, R"({"a": true, "g": false, "meter": 1})").indicators,
              IsEmpty());
  EXPECT_THAT(evaluate_facts(model, R"({"a": true, "meter": 1})").indicators, IsEmpty());
}

TEST_F(Indicators, SayWhereTheMunicipalityHasNoFigure) {
  const std::string facts = R"({"a": true, "g": true, "meter": 1})";
  const Evaluation lacking = evaluate_facts(model, facts, "2024-12-31");
  EXPECT_EQ(lacking.outcome, Outcome::kGrant);
  EXPECT_EQ(lacking.indicators.at(0).state, "not_covered");
  model.get().parameters[0].values[0].value.reset();  // ingen gräns
  EXPECT_THAT(evaluate_facts(model, facts).indicators, IsEmpty());
}

TEST_F(Indicators, AreNoPartOfADismissal) {
  model.obstacle("H1", model.flag("hinder"));
  EXPECT_THAT(evaluate_facts(model, R"({"hinder": true, "g": true, "meter": 1})").indicators,
              IsEmpty());
}

// ---- texts -------------------------------------------------------------------------------------

TEST_F(DecisionOutput, TextsAreWrittenByTypeAndLanguage) {
  const Type money = ModelBuilder::number(TypeKind::kMoney, 0, 1'000'000);
  const FactId amount = model.fact("belopp", money);
  const FactId date = model.fact("dag", ModelBuilder::date());
  const FactId months = model.fact("tid", ModelBuilder::number(TypeKind::kMonths, 1, 60));
  const FactId flag = model.fact("flagga", ModelBuilder::boolean());
  const FactId none = model.fact("ingen", ModelBuilder::optional(ModelBuilder::date()));
  const std::vector<ExprId> holes{model.of(amount), model.of(date), model.of(months),
                                  model.of(flag), model.of(none)};
  Requirement& k1 = model.substance("K1", model.yes());
  k1.text_met.clear();
  for (const ExprId hole : holes)
    k1.text_met.push_back({"", hole}), k1.text_met.push_back({"|", {}});
  model.usual_stages();
  const std::string facts =
      R"({"belopp": "1234.50", "dag": "2026-11-22", "tid": 6, "flagga": true, "ingen": null})";
  EXPECT_EQ(evaluate_facts(model, facts).reasons[0].text,
            "1\u00a0234,50\u00a0kr|22 november 2026|6 m\u00e5nader|ja|inget|");
  EXPECT_EQ(evaluate_facts(model, R"({"tid": 1})").reasons[0].text,
            "ok\u00e4nt|ok\u00e4nt|1 m\u00e5nad|ok\u00e4nt|ok\u00e4nt|");
  model.get().header.language = "en";
  EXPECT_EQ(evaluate_facts(model, facts).reasons[0].text,
            "SEK 1,234.50|22 November 2026|6 months|yes|none|");
}

TEST_F(DecisionOutput, CitationsReadAsTheLawIsCited) {
  Citation citation;
  citation.source = {0};
  citation.chapter = "13";
  citation.section = "8";
  citation.stycke = "1";
  citation.mening = "3";
  EXPECT_EQ(citation_text(model.get(), citation),
            "13 kap. 8 \u00a7 f\u00f6rsta stycket tredje meningen trafikf\u00f6rordningen");
  EXPECT_EQ(citation_text(model.get(), ModelBuilder::cite({0}, "19-20")),
            "19\u2013""20 \u00a7\u00a7 trafikf\u00f6rordningen");
}

// ---- identity ----------------------------------------------------------------------------------

TEST_F(DecisionOutput, TheSameRequestHasTheSameBytesWhateverTheOrderOfItsKeys) {
  model.substance("K1", model.all({model.flag("a"), model.flag("b")}));
  model.usual_stages();
  const Package package = model.package();
  const auto one = decide(package, R"({"decision_date": "2026-01-15", "case_id": "x",
                                       "facts": {"a": true, "b": false}})");
  const auto two = decide(package,
                          "{ \"facts\":{\"b\":false,\"a\":true},\n"
                          "\"case_id\":\"\\u0078\",\"decision_date\":\"2026-01-15\"}");
  ASSERT_TRUE(one.bytes.has_value());
  EXPECT_EQ(*one.bytes, *two.bytes);
}

TEST_F(DecisionOutput, TheDecisionIdDependsOnEverythingThatWasAsked) {
  model.substance("K1", model.flag("a"));
  model.usual_stages();
  const auto id = [&](const std::string& text) {
    return *decide_json(text).find("decision_id")->as_string();
  };
  const std::string base = case_text(R"({"a": true})", "2026-01-15");
  std::vector<std::string> ids{
      id(base),
      id(case_text(R"({"a": false})", "2026-01-15")),
      id(case_text("{}", "2026-01-15")),
      id(case_text(R"({"a": {"unknown": "x"}})", "2026-01-15")),
      id(case_text(R"({"a": true})", "2026-01-16")),
      id(case_text(R"({"a": true})", "2026-01-15", R"(, "case_id": "1")")),
      id(case_text(R"({"a": true})", "2026-01-15", R"(, "provenance": {})"))};
  model.get().header.version = "2";
  ids.push_back(id(base));
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  // A request id, and the purpose, are no part of what was asked.
  model.get().header.version = "1";
  EXPECT_EQ(id(base), id(case_text(R"({"a": true})", "2026-01-15",
                                   R"(, "request_id": "1", "purpose": "prov")")));
}

}  // namespace
}  // namespace stadga::engine
