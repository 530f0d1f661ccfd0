// The parts below the text: what a requirement can rest on, which places of a case are varied,
// which values are tried there, and how values are said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explain/support.h"
#include "places.h"
#include "points.h"
#include "reach.h"
#include "words.h"

namespace stadga::explain {
namespace {

using test::practice_case;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

constexpr auto kSv = MessageLanguage::kSwedish;
constexpr auto kEn = MessageLanguage::kEnglish;

const engine::Ruleset& practice() { return test::package("prov").municipal.at("0001"); }

engine::Case read(const Json& case_json) {
  return engine::read_case(test::package("prov"), canonical_or_die(case_json)).value.value();
}

std::vector<std::string> paths(const Places& places) {
  std::vector<std::string> out;
  for (const Place& place : places.all) out.push_back(place.path);
  return out;
}

TEST(Reach, FollowsGuardsConditionsAndExceptions) {
  const Places places =
      places_of(practice(), read(practice_case()), reach_of(practice(), {"P-K3"}));
  EXPECT_THAT(paths(places), ElementsAre("/facts/poäng", "/facts/extra_poäng"));
  EXPECT_EQ(places.withheld, 1U);  // medlem, of the guard
}

TEST(Reach, OfACutIsWhatTheLeastIsTakenOf) {
  for (std::uint32_t i = 0; i < practice().terms.size(); ++i) {
    if (practice().terms[i].name != "slutdag") continue;
    const Places places =
        places_of(practice(), read(practice_case()), reach_of_cut(practice(), engine::TermId{i}));
    EXPECT_THAT(paths(places), ElementsAre("/facts/månader_sökta"));
  }
}

TEST(Reach, DatesThatAnAgeIsCountedFromAreBirths) {
  const Births births = births_of(practice());
  ASSERT_EQ(births.facts.size(), 1U);
  EXPECT_EQ(practice().at(*births.facts.begin()).name, "födelsedag");
  const engine::Package& aid = test::package("ekonomiskt-bistand");
  EXPECT_GE(births_of(aid.base).fields.size(), 2U);  // of adults and of children
}

Place place_of(const std::string& path, const Json& case_json) {
  const Reach reach = reach_of(practice(), {"P-K1", "P-K2", "P-K3", "P-K4"});
  for (const Place& place : places_of(practice(), read(case_json), reach).all) {
    if (place.path == path) return place;
  }
  ADD_FAILURE() << path;
  return {};
}

TEST(Points, AreTheFiguresOfTheRulesWithTheirNeighboursAndTheEnds) {
  const auto points =
      points_for(practice(), place_of("/facts/poäng", practice_case()), *make_date(2026, 11, 28));
  for (const std::int64_t wanted : {0, 39, 40, 41, 49, 51, 89, 90, 100})
    EXPECT_THAT(points, Contains(wanted));
  EXPECT_THAT(points, Not(Contains(50)));  // the present value
  EXPECT_TRUE(std::is_sorted(points.begin(), points.end()));
}

TEST(Points, TheOtherAnswerAndWhatIsNotKnown) {
  EXPECT_THAT(other_values(practice(), place_of("/facts/bor_i_kommunen", practice_case())),
              ElementsAre(Json(false)));
  const Json unknown = practice_case([](JsonObject& facts) {
    facts["bor_i_kommunen"] = JsonObject{{"unknown", "x"}};
  });
  EXPECT_THAT(other_values(practice(), place_of("/facts/bor_i_kommunen", unknown)),
              ElementsAre(Json(true), Json(false)));
}

TEST(Points, NumbersAmountsAndDatesGoThereAndBack) {
  engine::Type money, date;
  money.kind = engine::TypeKind::kMoney;
  date.kind = engine::TypeKind::kDate;
  EXPECT_EQ(to_number(money, 5220), 522000);
  EXPECT_EQ(to_number(money, "5220.50"), 522050);
  EXPECT_EQ(to_number(money, "mycket"), std::nullopt);
  EXPECT_EQ(from_number(money, -1), Json("-0.01"));
  EXPECT_EQ(from_number(date, *to_number(date, "2024-02-29") + 1), Json("2024-03-01"));
  EXPECT_EQ(from_number(date, 10'000'000), Json());
}

TEST(Places, StepsOfAPathAndTheValueThere) {
  const auto steps = steps_of("/facts/a~1b/10/c~0");
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].name, "a/b");
  EXPECT_EQ(steps[1].index, 10U);
  EXPECT_EQ(steps[2].name, "c~");
  const Json json = JsonObject{{"facts", JsonObject{{"l", JsonArray{1, 2}}}}};
  EXPECT_EQ(*value_at(json, "/facts/l/1"), Json(2));
  EXPECT_EQ(value_at(json, "/facts/l/2"), nullptr);
  EXPECT_EQ(value_at(json, "/facts/none"), nullptr);
}

TEST(Words, AreSaidAsAReaderSaysThem) {
  engine::Type months, choice;
  months.kind = engine::TypeKind::kMonths;
  choice.kind = engine::TypeKind::kEnum;
  EXPECT_EQ(value_words(months, 1, kSv), "1 månad");
  EXPECT_EQ(value_words(months, 6, kEn), "6 months");
  EXPECT_EQ(value_words(choice, "i_kommunen", kSv), "i kommunen");
  EXPECT_EQ(value_words(choice, Json(), kEn), "none");
  EXPECT_EQ(sentence("åtgärden gäller"), "Åtgärden gäller.");
  EXPECT_EQ(sentence("Är det så?"), "Är det så?");
  EXPECT_EQ(all_of({"a", "b", "c"}, kSv), "a, b och c");
  EXPECT_EQ(any_of({"a", "b"}, kEn), "a or b");
  EXPECT_EQ(in_brackets({}), "");
}

}  // namespace
}  // namespace stadga::explain
