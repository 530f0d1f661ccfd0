// A case as input: every class of invalid input with its code and path, all of them at once, and
// the forms that are valid.
#include <gmock/gmock.h>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using testing::case_text;
using testing::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ModelBuilder;
using ::testing::UnorderedElementsAre;

class CaseInput : public ::testing::Test {
 protected:
  CaseInput() {
    model.fact("foto", ModelBuilder::boolean());
    model.fact("roll", model.enumeration("roll", {"f\u00f6rare", "passagerare"}));
    model.fact("meter", ModelBuilder::number(TypeKind::kInt, 0, 1000));
    model.fact("dag", ModelBuilder::date());
    model.fact("belopp", ModelBuilder::number(TypeKind::kMoney, 0, 100'000'00));
    model.fact("nummer", ModelBuilder::optional(ModelBuilder::identifier(1, 8, "")));
    model.fact("varaktigt", ModelBuilder::assessment());
    const Type certificate = model.record("Intyg", {{"utf\u00e4rdat", ModelBuilder::date()}});
    const FactId id = model.fact("intyg", ModelBuilder::optional(certificate));
    model.at(id).not_after_decision_day = true;
    const Type permit =
        model.record("Tillst", {{"aktivt", ModelBuilder::boolean()},
                                {"till", ModelBuilder::optional(ModelBuilder::date())}});
    model.fact("tidigare", ModelBuilder::list_of(permit, 2));
    model.substance("K1", model.flag("villkor"));
    model.usual_stages();
  }

  // "code path" of every problem, in order.
  std::vector<std::string> problems_of(const std::string& text) {
    const Package package = model.package();
    const CaseReading reading = read_case(package, text);
    EXPECT_EQ(reading.value.has_value(), reading.problems.empty());
    std::vector<std::string> out;
    for (const CaseProblem& problem : reading.problems) {
      EXPECT_FALSE(problem.message.sv.empty());
      EXPECT_FALSE(problem.message.en.empty());
      out.push_back(problem.code + " " + problem.path);
    }
    return out;
  }
  std::vector<std::string> facts(const std::string& json, const std::string& more = "") {
    return problems_of(case_text(json, "2026-01-15", more));
  }

  ModelBuilder model;
};

TEST_F(CaseInput, AWholeCaseIsRead) {
  const Package package = model.package();
  const CaseReading reading =
      read_case(package, case_text(R"({
      "foto": true, "roll": "passagerare", "meter": 80, "dag": "2026-01-01", "belopp": "5220.00",
      "nummer": null, "varaktigt": {"value": true, "assessor": "handläggare 17", "reason": "samtal"},
      "intyg": {"utfärdat": "2025-10-01"}, "tidigare": [{"aktivt": true, "till": null}, {}]})",
                                   "2026-01-15", R"(, "case_id": "Å-1", "request_id": "r")"));
  ASSERT_TRUE(reading.value.has_value());
  const Case& facts = *reading.value;
  EXPECT_EQ(facts.case_id, "\u00c5-1");
  EXPECT_EQ(facts.purpose, "handl\u00e4ggning");
  EXPECT_EQ(std::get<EnumLiteral>(*facts.facts[1].known).index, 1U);
  EXPECT_EQ(std::get<Money>(*facts.facts[4].known).ore, 522'000);
  EXPECT_TRUE(std::holds_alternative<NoneValue>(*facts.facts[5].known));
  EXPECT_EQ(facts.facts[6].assessor, "handl\u00e4ggare 17");
  const auto& list = std::get<ListValue>(*facts.facts[8].known);
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<NoneValue>(*list.items[0][1].known));
  EXPECT_EQ(list.items[1][0].known, nullptr);
  EXPECT_EQ(facts.facts[9].known, nullptr);
}

TEST_F(CaseInput, TheJsonItselfIsReadStrictly) {
  EXPECT_THAT(problems_of("{"), ElementsAre("S4003 "));
  EXPECT_THAT(problems_of("\xEF\xBB\xBF{}"), ElementsAre("S4002 "));
  EXPECT_THAT(problems_of("{\"decision_date\": \"\xff\"}"), ElementsAre("S4002 "));
  EXPECT_THAT(problems_of(R"({"facts": {}, "facts": {}})"), ElementsAre("S4004 /facts"));
  EXPECT_THAT(problems_of(std::string(2U << 20U, ' ')), ElementsAre("S4001 "));
  std::string deep = "S4005 /facts/foto";
  for (int i = 0; i < 30; ++i) deep += "/0";
  EXPECT_THAT(facts(R"({"foto": )" + std::string(40, '[') + std::string(40, ']') + "}"),
              ElementsAre(deep));
  EXPECT_THAT(problems_of(R"({"decision_date": NaN})"), ElementsAre("S4003 /decision_date"));
}

TEST_F(CaseInput, DuplicateKeysNameTheirByte) {
  const Package package = model.package();
  const CaseReading reading = read_case(package, R"({"a": 1, "a": 2})");
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems[0].offset, 9U);
  EXPECT_THAT(reading.problems[0].message.en, HasSubstr("byte 9"));
}

TEST_F(CaseInput, ACaseIsAnObject) { EXPECT_THAT(problems_of("[]"), ElementsAre("S4010 ")); }

TEST_F(CaseInput, TheDecisionDayIsRequiredAndBounded) {
  EXPECT_THAT(problems_of("{}"), ElementsAre("S4011 /decision_date"));
  EXPECT_THAT(problems_of(R"({"decision_date": 20260115})"), ElementsAre("S4013 /decision_date"));
  EXPECT_THAT(problems_of(R"({"decision_date": "2026-02-30"})"),
              ElementsAre("S4016 /decision_date"));
  EXPECT_THAT(problems_of(R"({"decision_date": "1899-12-31"})"),
              ElementsAre("S4016 /decision_date"));
  EXPECT_THAT(problems_of(R"({"decision_date": "2100-01-01"})"),
              ElementsAre("S4023 /decision_date"));
  EXPECT_THAT(problems_of(R"({"decision_date": "2099-12-31"})"), IsEmpty());
  EXPECT_THAT(problems_of(R"({"decision_date": "1900-01-01"})"), IsEmpty());
}

TEST_F(CaseInput, UnknownKeysAreErrorsAtEveryDepth) {
  EXPECT_THAT(problems_of(R"({"decision_date": "2026-01-15", "fact": {}})"),
              ElementsAre("S4012 /fact"));
  EXPECT_THAT(facts(R"({"fot": true})"), ElementsAre("S4012 /facts/fot"));
  EXPECT_THAT(facts(R"({"intyg": {"utfardat": "2025-01-01"}})"),
              ElementsAre("S4012 /facts/intyg/utfardat"));
  EXPECT_THAT(facts(R"({"tidigare": [{}, {"aktiv": true}]})"),
              ElementsAre("S4012 /facts/tidigare/1/aktiv"));
  EXPECT_THAT(facts(R"({"a/b~c": 1})"), ElementsAre("S4012 /facts/a~1b~0c"));
}

TEST_F(CaseInput, TheNearestNameIsSuggested) {
  const Package package = model.package();
  const CaseReading reading = read_case(package, case_text(R"({"fotto": true})", "2026-01-15"));
  EXPECT_THAT(reading.problems.at(0).message.sv, HasSubstr("`foto`"));
  const CaseReading far = read_case(package, case_text(R"({"helt_annat": 1})", "2026-01-15"));
  EXPECT_THAT(far.problems.at(0).message.sv, ::testing::Not(HasSubstr("menade")));
}

TEST_F(CaseInput, WrongTypesAreNeverConverted) {
  EXPECT_THAT(facts(R"({"foto": "Y"})"), ElementsAre("S4013 /facts/foto"));
  EXPECT_THAT(facts(R"({"foto": 1})"), ElementsAre("S4013 /facts/foto"));
  EXPECT_THAT(facts(R"({"meter": "100 m"})"), ElementsAre("S4013 /facts/meter"));
  EXPECT_THAT(facts(R"({"roll": true})"), ElementsAre("S4013 /facts/roll"));
  EXPECT_THAT(facts(R"({"roll": "forare"})"), ElementsAre("S4015 /facts/roll"));
  EXPECT_THAT(facts(R"({"dag": 5})"), ElementsAre("S4013 /facts/dag"));
  EXPECT_THAT(facts(R"({"dag": "2026-1-5"})"), ElementsAre("S4016 /facts/dag"));
  EXPECT_THAT(facts(R"({"intyg": "2026-01-05"})"), ElementsAre("S4013 /facts/intyg"));
  EXPECT_THAT(facts(R"({"tidigare": {}})"), ElementsAre("S4013 /facts/tidigare"));
  EXPECT_THAT(facts(R"({"tidigare": [1]})"), ElementsAre("S4013 /facts/tidigare/0"));
  EXPECT_THAT(facts(R"({"tidigare": ["a", {"aktivt": 1}]})"),
              ElementsAre("S4013 /facts/tidigare/0", "S4013 /facts/tidigare/1/aktivt"));
  EXPECT_THAT(facts("[]"), ElementsAre("S4010 /facts"));
}

TEST_F(CaseInput, RangesHold) {
  EXPECT_THAT(facts(R"({"meter": 1001})"), ElementsAre("S4014 /facts/meter"));
  EXPECT_THAT(facts(R"({"meter": -1})"), ElementsAre("S4014 /facts/meter"));
  EXPECT_THAT(facts(R"({"meter": 1000})"), IsEmpty());
  EXPECT_THAT(facts(R"({"meter": 9007199254740992})"), ElementsAre("S4006 /facts/meter"));
  EXPECT_THAT(facts(R"({"meter": 12.0})"), ElementsAre("S4022 /facts/meter"));
  EXPECT_THAT(facts(R"({"meter": 1e2})"), ElementsAre("S4022 /facts/meter"));
}

TEST_F(CaseInput, MoneyIsReadFromItsText) {
  for (const char* good : {R"("5220.00")", R"("5220")", "5220", "12.50", "12.5", "0"}) {
    EXPECT_THAT(facts(std::string(R"({"belopp": )") + good + "}"), IsEmpty()) << good;
  }
  for (const char* bad : {R"("5220.5")", R"("5 220")", R"("05")", R"("-0")", R"("1e3")", R"("")"}) {
    EXPECT_THAT(facts(std::string(R"({"belopp": )") + bad + "}"),
                ElementsAre("S4017 /facts/belopp"))
        << bad;
  }
  EXPECT_THAT(facts(R"({"belopp": 12.505})"), ElementsAre("S4022 /facts/belopp"));
  EXPECT_THAT(facts(R"({"belopp": 1e3})"), ElementsAre("S4022 /facts/belopp"));
  EXPECT_THAT(facts(R"({"belopp": "100000.01"})"), ElementsAre("S4014 /facts/belopp"));
  EXPECT_THAT(facts(R"({"belopp": -1})"), ElementsAre("S4014 /facts/belopp"));
  EXPECT_THAT(facts(R"({"belopp": true})"), ElementsAre("S4013 /facts/belopp"));
}

TEST_F(CaseInput, NullIsOnlyForWhatMayBeKnownToBeNone) {
  EXPECT_THAT(facts(R"({"foto": null})"), ElementsAre("S4020 /facts/foto"));
  EXPECT_THAT(facts(R"({"tidigare": null})"), ElementsAre("S4020 /facts/tidigare"));
  EXPECT_THAT(facts(R"({"tidigare": [{"aktivt": null, "till": null}]})"),
              ElementsAre("S4020 /facts/tidigare/0/aktivt"));
  EXPECT_THAT(facts(R"({"nummer": null, "intyg": null})"), IsEmpty());
}

TEST_F(CaseInput, UnknownComesWithItsReason) {
  EXPECT_THAT(facts(R"({"foto": {"unknown": "registret svarade inte"}})"), IsEmpty());
  EXPECT_THAT(facts(R"({"intyg": {"unknown": "ej inkommet"}})"), IsEmpty());
  EXPECT_THAT(facts(R"({"tidigare": [{"aktivt": {"unknown": "x"}}]})"), IsEmpty());
  EXPECT_THAT(facts(R"({"varaktigt": {"unknown": "ej bedömt"}})"), IsEmpty());
  EXPECT_THAT(facts(R"({"foto": {"unknown": ""}})"), ElementsAre("S4029 /facts/foto/unknown"));
  EXPECT_THAT(facts(R"({"foto": {"unknown": true}})"), ElementsAre("S4029 /facts/foto/unknown"));
  EXPECT_THAT(facts(R"({"foto": {"unknown": "x", "value": true}})"),
              ElementsAre("S4012 /facts/foto/value"));
}

TEST_F(CaseInput, AnAssessmentSaysWhoJudgedAndWhy) {
  EXPECT_THAT(facts(R"({"varaktigt": true})"), ElementsAre("S4021 /facts/varaktigt"));
  EXPECT_THAT(facts(R"({"varaktigt": {"value": true, "reason": "r"}})"),
              ElementsAre("S4021 /facts/varaktigt/assessor"));
  EXPECT_THAT(facts(R"({"varaktigt": {"value": true, "assessor": " ", "reason": ""}})"),
              ElementsAre("S4021 /facts/varaktigt/assessor", "S4021 /facts/varaktigt/reason"));
  EXPECT_THAT(facts(R"({"varaktigt": {"assessor": "h", "reason": "r"}})"),
              ElementsAre("S4021 /facts/varaktigt/value"));
  EXPECT_THAT(facts(R"({"varaktigt": {"value": "ja", "assessor": "h", "reason": "r"}})"),
              ElementsAre("S4013 /facts/varaktigt/value"));
  EXPECT_THAT(facts(R"({"varaktigt": {"value": true, "assessor": "h", "reason": "r", "x": 1}})"),
              ElementsAre("S4012 /facts/varaktigt/x"));
  // What is no assessment cannot be dressed up as one.
  EXPECT_THAT(facts(R"({"foto": {"value": true, "assessor": "h", "reason": "r"}})"),
              ElementsAre("S4013 /facts/foto"));
}

TEST_F(CaseInput, IdentifiersHaveALengthInCharactersAndNoControls) {
  EXPECT_THAT(facts(R"({"nummer": "åäöåäöåä"})"), IsEmpty());
  EXPECT_THAT(facts(R"({"nummer": ""})"), ElementsAre("S4018 /facts/nummer"));
  EXPECT_THAT(facts(R"({"nummer": "123456789"})"), ElementsAre("S4018 /facts/nummer"));
  EXPECT_THAT(facts(R"({"nummer": "a\u001b[31m"})"), ElementsAre("S4018 /facts/nummer"));
  EXPECT_THAT(facts("{\"nummer\": \"a\u030a\"}"), ElementsAre("S4007 /facts/nummer"));
}

TEST_F(CaseInput, AnIdentifierHasACharacterThatIsNoBlank) {
  for (const std::string blank : {" ", "   ", "\\u00a0", "\\u2003 ", "\\u3000", "\\u202f\\u2009"}) {
    EXPECT_THAT(facts("{\"nummer\": \"" + blank + "\"}"), ElementsAre("S4018 /facts/nummer")) << blank;
  }
  EXPECT_THAT(facts(R"({"nummer": " a "})"), IsEmpty());
}

TEST_F(CaseInput, APatternIsFollowed) {
  model.fact("diarie", ModelBuilder::identifier(1, 20, "5000-K###-@?"));
  EXPECT_THAT(facts(R"({"diarie": "5000-K123-å!"})"), IsEmpty());
  EXPECT_THAT(facts(R"({"diarie": "5000-K12x-a!"})"), ElementsAre("S4018 /facts/diarie"));
  EXPECT_THAT(facts(R"({"diarie": "5000-K123-1!"})"), ElementsAre("S4018 /facts/diarie"));
  EXPECT_THAT(facts(R"({"diarie": "5000-K123-a"})"), ElementsAre("S4018 /facts/diarie"));
}

TEST_F(CaseInput, ListsAreBounded) {
  EXPECT_THAT(facts(R"({"tidigare": [{}, {}, {}]})"), ElementsAre("S4019 /facts/tidigare"));
  model.get().facts[8].type.non_empty = true;
  EXPECT_THAT(facts(R"({"tidigare": []})"), ElementsAre("S4019 /facts/tidigare"));
}

TEST_F(CaseInput, NothingIsDatedAfterTheDecisionDayWhereTheRuleSetForbidsIt) {
  EXPECT_THAT(facts(R"({"intyg": {"utfärdat": "2026-01-16"}})"),
              ElementsAre("S4028 /facts/intyg/utf\u00e4rdat"));
  EXPECT_THAT(facts(R"({"intyg": {"utfärdat": "2026-01-15"}})"), IsEmpty());
  EXPECT_THAT(facts(R"({"dag": "2199-12-31"})"), IsEmpty());
}

TEST_F(CaseInput, TextsAroundTheFactsAreBounded) {
  EXPECT_THAT(facts("{}", R"(, "case_id": "")"), ElementsAre("S4029 /case_id"));
  EXPECT_THAT(facts("{}", R"(, "case_id": 7)"), ElementsAre("S4029 /case_id"));
  EXPECT_THAT(facts("{}", R"(, "request_id": "a\nb")"), ElementsAre("S4029 /request_id"));
  EXPECT_THAT(facts("{}", R"(, "purpose": null)"), ElementsAre("S4029 /purpose"));
  EXPECT_THAT(facts("{}", R"(, "case_id": ")" + std::string(201, 'a') + "\""),
              ElementsAre("S4029 /case_id"));
}

TEST_F(CaseInput, EveryProblemIsReported) {
  EXPECT_THAT(facts(R"({"foto": "Y", "meter": 5000, "okänd": 1, "varaktigt": true})",
                    R"(, "case_id": "", "provenance": {"foto": {"source": "granne"}}, "x": 0)"),
              UnorderedElementsAre("S4012 /x", "S4029 /case_id", "S4012 /facts/ok\u00e4nd",
                                   "S4013 /facts/foto", "S4014 /facts/meter",
                                   "S4021 /facts/varaktigt", "S4025 /provenance/foto/source"));
}

// ---- provenance --------------------------------------------------------------------------------

TEST_F(CaseInput, TheSourceMustBeOneThatMaySupplyTheFact) {
  EXPECT_THAT(facts(R"({"foto": true})", R"(, "provenance": {"foto": {"source": "sökanden"}})"),
              IsEmpty());
  EXPECT_THAT(facts(R"({"foto": true})", R"(, "provenance": {"foto": {"source": "polisen"}})"),
              ElementsAre("S4025 /provenance/foto/source"));
  EXPECT_THAT(facts(R"({"foto": true})", R"(, "provenance": {"foto": {}})"),
              ElementsAre("S4011 /provenance/foto/source"));
  EXPECT_THAT(facts("{}", R"(, "provenance": {"annat": {"source": "sökanden"}})"),
              ElementsAre("S4012 /provenance/annat"));
  EXPECT_THAT(facts("{}", R"(, "provenance": [])"), ElementsAre("S4010 /provenance"));
  EXPECT_THAT(facts("{}", R"(, "provenance": {"foto": "sökanden"})"),
              ElementsAre("S4010 /provenance/foto"));
}

TEST_F(CaseInput, TheTimeIsADateOrAUtcTime) {
  const auto at = [&](const std::string& time) {
    return facts(R"({"foto": true})",
                 R"(, "provenance": {"foto": {"source": "sökanden", "at": ")" + time + R"("}})");
  };
  for (const char* good : {"2026-01-10", "2026-01-10T10:00:00Z", "2026-01-10T23:59:60.123Z"}) {
    EXPECT_THAT(at(good), IsEmpty()) << good;
  }
  for (const char* bad :
       {"2026-01-10T10:00:00", "2026-01-10T10:00:00+01:00", "2026-01-10 10:00:00Z",
        "2026-01-10T24:00:00Z", "2026-01-10T10:60:00Z", "2026-01-10T10:00:00.Z", "10 januari", "",
        "2026-02-30", "2026-01-10T", "2026-01-10Z", "2026-01-10T10:00:00.1x2Z"}) {
    EXPECT_THAT(at(bad), ElementsAre("S4027 /provenance/foto/at")) << bad;
  }
}

TEST_F(CaseInput, WhatIsTooOldIsUnknownAndAskedForAgain) {
  Fact& foto = model.get().facts[0];
  foto.max_age_days = 10;
  const auto read = [&](const std::string& at) {
    const Package package = model.package();
    return read_case(
        package,
        case_text(R"({"foto": true})", "2026-01-15",
                  R"(, "provenance": {"foto": {"source": "sökanden", "at": ")" + at + R"("}})"));
  };
  const CaseReading fresh = read("2026-01-05");
  ASSERT_TRUE(fresh.value.has_value());
  EXPECT_NE(fresh.value->facts[0].known, nullptr);
  const CaseReading old = read("2026-01-04T23:59:59Z");
  ASSERT_TRUE(old.value.has_value());
  EXPECT_EQ(old.value->facts[0].known, nullptr);
  EXPECT_EQ(old.value->facts[0].unknown_reason, "too_old");
}

TEST_F(CaseInput, ProvenanceCanBeRequired) {
  Fact& foto = model.get().facts[0];
  foto.provenance_required = true;
  EXPECT_THAT(facts(R"({"foto": true})"), ElementsAre("S4026 /provenance/foto"));
  EXPECT_THAT(facts("{}"), IsEmpty());
  EXPECT_THAT(facts(R"({"foto": {"unknown": "saknas"}})"), IsEmpty());
  foto.max_age_days = 30;
  EXPECT_THAT(facts(R"({"foto": true})", R"(, "provenance": {"foto": {"source": "sökanden"}})"),
              ElementsAre("S4011 /provenance/foto/at"));
}

// ---- municipality ------------------------------------------------------------------------------

class Municipality : public ::testing::Test {
 protected:
  Municipality() {
    limit = model.parameter("gr\u00e4ns", ModelBuilder::number(TypeKind::kInt, 1, 1000));
    model.get().parameters[0].municipal = true;
    model.substance("K1", model.yes());
    model.usual_stages();
  }
  Package package() {
    Package out = model.package();
    ModelBuilder filled = model;
    filled.dated(limit, testing::in_force("2020-01-01", "2030-12-31"), std::int64_t{5})
        .from_overlay = true;
    Ruleset overlaid = filled.get();
    overlaid.hash = out.base.hash;
    overlaid.overlay = Overlay{"2281", "Provkommun", "", {}};
    overlaid.overlay->hash = overlay_hash(out.base, overlaid);
    out.municipal.emplace("2281", overlaid);
    return out;
  }
  static std::vector<std::string> problems(const Package& package, const std::string& code) {
    const CaseReading reading = read_case(
        package, code.empty() ? case_text("{}", "2026-01-15")
                              : case_text("{}", "2026-01-15", ", \"municipality\": " + code));
    std::vector<std::string> out;
    for (const CaseProblem& problem : reading.problems) {
      out.push_back(problem.code + " " + problem.path);
    }
    return out;
  }
  ModelBuilder model;
  ParameterId limit;
};

TEST_F(Municipality, IsRequiredWhereSomethingIsLeftOpen) {
  EXPECT_THAT(problems(package(), ""), ElementsAre("S4031 /municipality"));
  EXPECT_THAT(problems(package(), "\"2281\""), IsEmpty());
  model.dated(limit, testing::in_force("2020-01-01", "2030-12-31"), std::int64_t{9});
  EXPECT_THAT(problems(package(), ""), IsEmpty());
}

TEST_F(Municipality, IsFourDigitsAndKnown) {
  EXPECT_THAT(problems(package(), "2281"), ElementsAre("S4024 /municipality"));
  EXPECT_THAT(problems(package(), "\"228\""), ElementsAre("S4024 /municipality"));
  EXPECT_THAT(problems(package(), "\"22 1\""), ElementsAre("S4024 /municipality"));
  EXPECT_THAT(problems(package(), "\"0180\""), ElementsAre("S4030 /municipality"));
  model.get().header.all_municipalities = true;
  EXPECT_THAT(problems(package(), "\"0180\""), IsEmpty());
}

TEST_F(Municipality, ChoosesTheOverlaidRuleSet) {
  const Package both = package();
  const CaseReading reading =
      read_case(both, case_text("{}", "2026-01-15", R"(, "municipality": "2281")"));
  ASSERT_TRUE(reading.value.has_value());
  EXPECT_EQ(reading.ruleset, &both.municipal.at("2281"));
  const Json json =
      decision_json(*reading.ruleset, *reading.value, evaluate(*reading.ruleset, *reading.value));
  EXPECT_EQ(*json.find("municipality")->as_string(), "2281");
  EXPECT_EQ(*json.find("ruleset")->find("overlay")->find("municipality")->as_string(), "2281");
}

}  // namespace
}  // namespace stadga::engine
