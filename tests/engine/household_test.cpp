// household_test.cpp - tables by band and period, terms for each element, shares, windows of months.
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

// A household of children: each has an age in the month, a cost by band and lunch, and days there.
struct Household {
  ModelBuilder model;
  Type child;
  FactId children, month;
  TermId age, cost, total;

  Household() {
    child = model.record("Barn", {{"född", ModelBuilder::date()},
                                  {"lunch", ModelBuilder::boolean()},
                                  {"dagar", integer(0, 31)}});
    children = model.fact("barn", ModelBuilder::list_of(child, 10));
    month = model.fact("månad", ModelBuilder::date());
    add_table();
    age = model.term("ålder", integer(0, 120), false);
    cost = model.term("kostnad", money(), false);
    total = model.term("summa", money());
    for (const TermId each : {age, cost}) model.get().terms[each.value].each = child.record;
    model.rule("R1", age, {}, age_on_first_of_month());
    model.rule("R2", cost, {}, prorated());
    model.rule("R3", total, {},
               model.op(Op::kListSum, money(),
                        {model.of(children), model.yes(), of_element(cost)}));
    model.substance("K1", model.yes());
    model.usual_stages({total});
  }

  void add_table() {
    Table table;
    table.name = "norm";
    table.type = money();
    table.periods = true;
    table.keys = {{"ålder", integer(0, 20)}, {"lunch", ModelBuilder::boolean()}};
    table.versions = {version(2025, 1000), version(2026, 2000)};
    model.get().tables.push_back(table);
  }
  TableVersion version(int year, std::int64_t kronor) const {
    TableVersion out;
    out.validity = in_force("2020-01-01", "2030-12-31");
    out.period = DateInterval{*make_date(year, 1, 1), *make_date(year, 12, 31)};
    out.citations = {ModelBuilder::cite({0}, "9")};
    const auto row = [&](std::int64_t from, std::int64_t to, bool no, bool yes, std::int64_t extra) {
      return TableRow{{{from, to}, {no, yes}}, Money{(kronor + extra) * 100}, {}};
    };
    out.rows = {row(0, 6, true, true, 100), row(0, 6, false, false, 0), row(7, 18, false, true, 500)};
    return out;
  }
  ExprId of_element(TermId term) {
    const ExprId id = model.of(term);
    model.get().exprs[id.value].args = {model.element(child)};
    return id;
  }
  ExprId of_child(std::uint32_t field) { return model.field(model.element(child), field); }
  ExprId age_on_first_of_month() {
    const ExprId first = model.op(Op::kFirstOfMonth, ModelBuilder::date(), {model.of(month)});
    return model.op(Op::kAge, integer(0, 120), {of_child(0), first});
  }
  ExprId prorated() {
    Expr call;
    call.op = Op::kTable;
    call.type = money();
    call.table = {0};
    call.args = {of_element(age), of_child(1), model.of(month)};
    const ExprId id =
        model.op(Op::kRatio, money(), {model.add(call), of_child(2), model.integer(30)});
    model.get().exprs[id.value].unit = 1;
    return id;
  }
};

std::string household(const std::string& children, const std::string& month = "2026-03-01") {
  return R"({"barn": )" + children + R"(, "månad": ")" + month + R"("})";
}

std::string total_of(const std::string& facts, const std::string& on = "2026-06-01") {
  Household house;
  const Evaluation found = evaluate_facts(house.model, facts, on);
  return found.values.contains("summa") ? *found.values.at("summa").as_string()
                                        : std::string(name(found.status)) + " " + found.at + " " +
                                              found.detail;
}

TEST(Tables, TheBandAndThePeriodPickTheAmount) {
  EXPECT_EQ(total_of(household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 30}])")), "2100.00");
  EXPECT_EQ(total_of(household(R"([{"född": "2024-03-01", "lunch": false, "dagar": 30}])")), "2000.00");
  EXPECT_EQ(total_of(household(R"([{"född": "2019-03-01", "lunch": false, "dagar": 30}])")), "2500.00");
  EXPECT_EQ(total_of(household(R"([{"född": "2019-03-02", "lunch": false, "dagar": 30}])")), "2000.00");
  EXPECT_EQ(total_of(household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 30}])", "2025-12-31")),
            "1100.00");
}

TEST(Tables, SharesAreRoundedOnceHalfUp) {
  // 2100.00 * 7 / 30 = 490; 2500.00 * 13 / 30 = 1083.33
  EXPECT_EQ(total_of(household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 7},
                                   {"född": "2015-03-01", "lunch": true, "dagar": 13}])")),
            "1573.33");
  EXPECT_EQ(total_of(household("[]")), "0.00");
}

TEST(Tables, NothingFallsThrough) {
  EXPECT_EQ(total_of(household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 1}])", "2024-06-01")),
            "not_covered norm no_period");
  EXPECT_EQ(total_of(household(R"([{"född": "2000-03-01", "lunch": true, "dagar": 1}])")),
            "not_covered norm no_row");
  EXPECT_EQ(total_of(household(R"([{"född": "2026-03-02", "lunch": true, "dagar": 1}])")),
            "not_covered norm no_row");  // not born yet
}

TEST(Tables, WhatTheRowDoesNotDependOnIsNotAskedFor) {
  Household house;
  const auto asked = [&](const std::string& facts) {
    std::vector<std::string> out;
    for (const Missing& missing : evaluate_facts(house.model, facts, "2026-06-01").missing) {
      out.push_back(missing.path);
    }
    return out;
  };
  EXPECT_EQ(total_of(household(R"([{"född": "2015-03-01", "dagar": 30}])")), "2500.00");
  EXPECT_THAT(asked(household(R"([{"född": "2024-03-01", "dagar": 30}, {"född": "2015-03-01"}])")),
              ElementsAre("/facts/barn/0/lunch", "/facts/barn/1/dagar"));
  EXPECT_THAT(asked(R"({"barn": []})"), IsEmpty());
  EXPECT_THAT(asked(R"({"månad": "2026-03-01"})"), ElementsAre("/facts/barn"));
}

TEST(Tables, TwoVersionsForOnePeriodAreAConflict) {
  Household house;
  house.model.get().tables[0].versions.push_back(house.version(2026, 9000));
  const Evaluation found = evaluate_facts(
      house.model, household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 30}])"), "2026-06-01");
  EXPECT_EQ(found.status, CaseStatus::kConflict);
  EXPECT_EQ(found.at, "norm");
}

TEST(Tables, ValuesRestOnTheVersionThatWasRead) {
  Household house;
  const SourceId year = house.model.source("Årets", Weight::kForordning);
  house.model.get().sources[year.value].verified_to = day("2026-01-31");
  house.model.get().tables[0].versions[1].citations = {ModelBuilder::cite(year, "1")};
  const auto warnings = [&](const char* month) {
    return evaluate_facts(house.model,
                          household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 30}])", month),
                          "2026-06-01")
        .warnings.size();
  };
  EXPECT_EQ(warnings("2026-03-01"), 1U);
  EXPECT_EQ(warnings("2025-03-01"), 0U);
}

TEST(Household, TheModelSurvivesTheBundle) {
  Household house;
  house.model.get().exprs.reserve(1);
  const Package package = house.model.package();
  Bundle bundle;
  bundle.package = package;
  const auto bytes = write_bundle(bundle);
  ASSERT_TRUE(bytes) << bytes.error().message.en;
  const auto again = read_bundle(*bytes);
  ASSERT_TRUE(again) << again.error().message.en;
  EXPECT_EQ(again->package.base.hash, package.base.hash);
  const std::string text = case_text(
      household(R"([{"född": "2024-03-01", "lunch": true, "dagar": 7}])"), "2026-06-01");
  EXPECT_EQ(decide(package, text).bytes, decide(again->package, text).bytes);
}

// ---- months in a row ---------------------------------------------------------------------------

struct Granted {
  ModelBuilder model;
  FactId months, asked;
  Granted() {
    Record bare;
    bare.name = "lista av datum";
    bare.fields = {{"värde", ModelBuilder::date(), {}, {}}};
    bare.bare = true;
    model.get().records.push_back(bare);
    Type list;
    list.kind = TypeKind::kList;
    list.record = {0};
    list.max_items = 60;
    months = model.fact("månader", list);
    asked = model.fact("månad", ModelBuilder::date());
    const ExprId window =
        model.op(Op::kQualified, ModelBuilder::boolean(),
                 {model.of(months), model.yes(),
                  model.field(model.element(list), 0), model.of(asked)});
    model.get().exprs[window.value].numerator = 6;
    model.get().exprs[window.value].denominator = 24;
    model.rule("R1", model.term("gäller", ModelBuilder::boolean()), {}, window);
    model.substance("K1", model.yes());
    model.usual_stages({{0}});
  }
  bool holds(const std::string& list, const std::string& month) {
    const Evaluation found = evaluate_facts(
        model, R"({"månader": )" + list + R"(, "månad": ")" + month + R"("})", "2028-06-01");
    EXPECT_TRUE(found.values.contains("gäller"));
    const Json* value = found.values.contains("gäller") ? &found.values.at("gäller") : nullptr;
    return value != nullptr && value->as_bool() != nullptr && *value->as_bool();
  }
};

std::string months_from(const char* first, int count) {
  std::string out = "[";
  for (int i = 0; i < count; ++i) {
    out += std::string(i == 0 ? "" : ",") + "\"" + to_string(*add_months_clamped(day(first), i)) + "\"";
  }
  return out + "]";
}

TEST(Qualified, SixMonthsInARowOpenTwoYears) {
  Granted granted;
  const std::string six = months_from("2024-01-01", 6);
  EXPECT_FALSE(granted.holds(six, "2024-06-01"));  // the sixth month itself
  EXPECT_TRUE(granted.holds(six, "2024-07-01"));
  EXPECT_TRUE(granted.holds(six, "2026-06-30"));
  EXPECT_FALSE(granted.holds(six, "2026-07-01"));
  EXPECT_FALSE(granted.holds(months_from("2024-01-01", 5), "2024-07-01"));
}

TEST(Qualified, MonthsInsideAWindowDoNotOpenTheNext) {
  Granted granted;
  // January 2024 to June 2026: all of it is used up by the first window.
  EXPECT_FALSE(granted.holds(months_from("2024-01-01", 30), "2026-07-01"));
  // Six more months after the window qualify anew.
  EXPECT_FALSE(granted.holds(months_from("2024-01-01", 35), "2026-12-01"));
  EXPECT_TRUE(granted.holds(months_from("2024-01-01", 36), "2027-01-01"));
}

TEST(Qualified, AGapBreaksTheRowAndOrderAndRepetitionDoNotMatter) {
  Granted granted;
  EXPECT_FALSE(granted.holds(
      R"(["2024-01-01","2024-02-01","2024-03-01","2024-05-01","2024-06-01","2024-07-01"])", "2024-08-01"));
  EXPECT_TRUE(granted.holds(
      R"(["2024-06-09","2024-02-01","2024-03-01","2024-01-31","2024-05-01","2024-04-01","2024-04-02"])",
      "2024-08-01"));
}

TEST(Qualified, AnUnknownMonthLeavesItOpen) {
  Granted granted;
  const Evaluation found = evaluate_facts(
      granted.model, R"({"månader": ["2024-01-01", {"unknown": "registret svarade inte"}], "månad": "2024-07-01"})",
      "2028-06-01");
  EXPECT_EQ(found.status, CaseStatus::kIncomplete);
  ASSERT_EQ(found.missing.size(), 1U);
  EXPECT_EQ(found.missing[0].path, "/facts/månader/1");
}

TEST(BareLists, AWrongElementIsNamedByItsPlace) {
  Granted granted;
  const CaseReading reading =
      read_case(granted.model.package(), case_text(R"({"månader": ["2024-01-01", 5, {"värde": "2024-01-01"}]})", "2028-06-01"));
  ASSERT_EQ(reading.problems.size(), 2U);
  EXPECT_EQ(reading.problems[0].path, "/facts/månader/1");
  EXPECT_EQ(reading.problems[1].path, "/facts/månader/2");
}

}  // namespace
}  // namespace stadga::engine
