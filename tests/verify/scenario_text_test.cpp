// A case file as rule text, and back: the compiled scenario holds the same case and passes.
#include "stadga/dsl/scenario_text.h"

#include "sampling.h"
#include "stadga/dsl/format.h"
#include "stadga/engine/scenario.h"
#include "support.h"

namespace stadga::verify {
namespace {

using dsl::KeywordLanguage;
using ::testing::ElementsAre;

// What a scenario does not keep: the time of the day.
Json without_times(Json case_json) {
  auto& members = *case_json.as_object();
  const auto provenance = members.find("provenance");
  if (provenance == members.end()) return case_json;
  for (auto& [fact, entry] : *provenance->second.as_object()) {
    auto& at = entry.as_object()->at("at");
    at = at.as_string()->substr(0, 10);
  }
  return case_json;
}

engine::Scenario expecting(const engine::Package& package, const std::string& title, Json case_json) {
  engine::Scenario out;
  out.title = title;
  out.case_json = std::move(case_json);
  out.expected = engine::expectation_of(package, out.case_json);
  return out;
}

void expect_round_trip(const dsl::SourceSet& sources, const std::string& municipality, KeywordLanguage language) {
  const engine::Package package = testing::compiled(sources);
  constexpr std::uint64_t kSeed = 20261128;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const engine::Ruleset& ruleset = municipality.empty() ? package.base : package.municipal.at(municipality);
  std::vector<engine::Scenario> scenarios;
  for (const int unknown : {0, 25, 60}) {
    SampleOptions options;
    options.seed = kSeed + static_cast<std::uint64_t>(unknown);
    options.unknown_percent = unknown;
    options.municipality = municipality;
    Sampler sampler(ruleset, options);
    for (int i = 0; i < 60; ++i) {
      scenarios.push_back(expecting(package, std::to_string(unknown) + "/" + std::to_string(i), sampler.next()));
    }
  }
  const auto text = dsl::scenario_text(ruleset, {"prov"}, scenarios, language);
  ASSERT_TRUE(text) << text.error().message.en;
  EXPECT_EQ(dsl::format({"", *text}).text, *text);
  dsl::SourceSet all = sources;
  all.push_back({"typfall/prov.stadga", *text});
  const auto compiled = dsl::compile(all);
  for (const auto& diagnostic : compiled.diagnostics) ADD_FAILURE() << dsl::to_text(diagnostic, MessageLanguage::kEnglish);
  ASSERT_EQ(compiled.scenarios.size(), scenarios.size());
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    EXPECT_EQ(canonical_or_die(compiled.scenarios[i].case_json),
              canonical_or_die(without_times(scenarios[i].case_json)))
        << i;
  }
  for (const auto& outcome : engine::run_scenarios(package, compiled.scenarios).outcomes) {
    EXPECT_TRUE(outcome.passed) << outcome.title << ": " << outcome.differences.front().en;
  }
}

dsl::SourceSet shipped(const std::string& name) { return testing::load(STADGA_SOURCE_DIR "/rules/" + name); }

TEST(ScenarioText, AnyCaseOfTheShippedSetsComesBackAsItWas) {
  expect_round_trip(shipped("parkeringstillstand"), "2281", KeywordLanguage::kSwedish);
  expect_round_trip(shipped("avgift-aldreomsorg"), "", KeywordLanguage::kSwedish);
  expect_round_trip(shipped("ekonomiskt-bistand"), "2281", KeywordLanguage::kSwedish);
}

TEST(ScenarioText, InEitherKeywordLanguage) {
  expect_round_trip(shipped("parkeringstillstand"), "2281", KeywordLanguage::kEnglish);
  EXPECT_EQ(dsl::keyword_language(shipped("parkeringstillstand")), KeywordLanguage::kSwedish);
  EXPECT_EQ(dsl::keyword_language({{"rules.stadga", "-- x\nruleset a \"A\"\n  version 1\n"}}), KeywordLanguage::kEnglish);
}

// Every kind of value once, to be read.
dsl::SourceSet every_type() {
  return testing::small(
      "uppgift hyra : kronor -10 000..100 000\n  från hyresvärd, sökanden\n"
      "uppgift skuld : kronor -100..100 000\n"
      "uppgift längd : månader 0..1300\n"
      "uppgift frist : dagar 0..400\n"
      "uppgift nummer : beteckning 1..20 tecken\n"
      "uppgift lämplig : bedömning\n"
      "uppgift dagar : lista av datum högst 5\n"
      "uppgift ord : val { nytt, status }\n"
      "värde belopp : kronor 0..100 000\n"
      "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n"
      "regel R1 \"Belopp\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd belopp är 1234,50 kr\nslut\n" +
      std::string(testing::kUsualStages) + "    anger belopp\nslut\n");
}

TEST(ScenarioText, EachKindOfValueAsAJuristWritesIt) {
  auto sources = every_type();
  const auto package = testing::compiled(sources);
  const Json case_json = read_json(R"({"decision_date":"2026-02-28","municipality":"2281","facts":{
    "slag":"a","antal":7,"godkänd":true,"dag":null,"hyra":"5220.50","skuld":"-12.50","längd":24,"frist":1,
    "nummer":"a \"b\" \\c","lämplig":{"value":false,"assessor":"handläggare","reason":"utredning"},
    "dagar":["2026-01-31",{"unknown":"oläsligt"}],"ord":"status","poster":[{"slag":"x","dag":null},{}],
    "okänd":{"a":[1,"b",null,true]}},
    "provenance":{"hyra":{"source":"hyresvärd","at":"2026-01-02T10:00:00Z","document":"A-17"}}})").value;
  engine::Scenario scenario;
  scenario.title = "Ett \"fall\"";
  scenario.note = "varför";
  scenario.case_json = case_json;
  scenario.expected.status = "determined";
  scenario.expected.outcome = "bifall";
  scenario.expected.values = {{"belopp", "1234.50"}};
  scenario.expected.reasons = {{"K1"}};
  scenario.expected.missing = std::vector<std::string>{};
  const auto text = dsl::scenario_text(package.base, {"rad ett"}, {scenario}, KeywordLanguage::kSwedish);
  ASSERT_TRUE(text) << text.error().message.en;
  EXPECT_EQ(*text, R"(-- rad ett

typfall "Ett \"fall\""
  kommun      2281
  beslutsdag  2026-02-28
  uppgifter
    slag = a
    antal = 7
    godkänd = ja
    dag = inget
    poster = [ { slag = x, dag = inget }, {} ]
    hyra = 5 220,50 kr från hyresvärd 2026-01-02 "A-17"
    skuld = "-12.50"
    längd = 24 månader
    frist = 1 dag
    nummer = "a \"b\" \\c"
    lämplig = nej bedömt av "handläggare" därför att "utredning"
    dagar = [ 2026-01-31, okänd "oläsligt" ]
    ord = status
    "okänd" = { "a" = [ 1, "b", inget, ja ] }
  anmärkning "varför"
  väntat
    status determined
    utfall bifall
    belopp = 1 234,50 kr
    skäl K1
    saknas inget
slut
)");
  sources.push_back({"typfall/prov.stadga", *text});
  const auto compiled = dsl::compile(sources);
  for (const auto& diagnostic : compiled.diagnostics) ADD_FAILURE() << dsl::to_text(diagnostic, MessageLanguage::kEnglish);
  ASSERT_EQ(compiled.scenarios.size(), 1U);
  EXPECT_EQ(canonical_or_die(compiled.scenarios[0].case_json), canonical_or_die(without_times(case_json)));
}

TEST(ScenarioText, WhatCannotBeSaidIsAnErrorAndNoOtherCase) {
  const auto package = testing::compiled(testing::small(
      "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
      std::string(testing::kUsualStages) + "slut\n"));
  const auto code_of = [&](const char* case_json) {
    engine::Scenario scenario;
    scenario.title = "t";
    scenario.case_json = read_json(case_json).value;
    const auto text = dsl::scenario_text(package.base, {}, {scenario}, KeywordLanguage::kSwedish);
    return text ? "written: " + *text : text.error().code;
  };
  EXPECT_EQ(code_of(R"({"decision_date":"2026-01-01","facts":{"x":"två\nrader"}})"), "S3208");
  EXPECT_EQ(code_of(R"({"decision_date":"igår","facts":{}})"), "S3208");
  EXPECT_EQ(code_of(R"({"decision_date":"2026-01-01","facts":{"antal":1.5}})"), "S3208");
  EXPECT_EQ(code_of(R"({"decision_date":"2026-01-01","facts":{},"provenance":{"antal":{"source":"x"}}})"), "S3208");
  EXPECT_EQ(code_of(R"({"decision_date":"2026-01-01","facts":{"antal":1},"provenance":{"antal":{"source":"x y"}}})"), "S3208");
}

}  // namespace
}  // namespace stadga::verify
