// What would have been required: every suggestion gives what it promises, smallest sets, held-fixed
// facts, bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explain/support.h"
#include "support/random_case.h"

namespace stadga::explain {
namespace {

using test::practice_case;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFolders[] = {"parkeringstillstand", "ekonomiskt-bistand",
                                    "avgift-aldreomsorg", "prov"};

Alternatives alternatives_of(const std::string& folder, const Json& case_json,
                             const SearchLimits& limits = {}) {
  return test::text_of(folder, case_json, {Reader::kApplicant, MessageLanguage::kSwedish, limits})
      .alternatives;
}

std::string member(const Json& json, const char* name) {
  const Json* found = json.find(name);
  const std::string* text = found == nullptr ? nullptr : found->as_string();
  return text == nullptr ? std::string() : *text;
}

Json decided(const std::string& folder, const Json& case_json) {
  const engine::DecideResult result =
      engine::decide(test::package(folder), canonical_or_die(case_json));
  EXPECT_TRUE(result.bytes.has_value());
  return result.bytes ? read_json(*result.bytes, {.max_bytes = 8U << 20U}).value : Json();
}

std::string refused(const Json& decision, const std::string& path) {
  for (const Json& item : *decision.find("items")->as_array()) {
    const std::string at =
        "/facts/" + member(item, "list") + "/" + std::to_string(*item.find("index")->as_int());
    if (at == path) return member(item, "refused");
  }
  return "no such item";
}

// As a sceptic does: the case file is edited at the given places and decided.
void expect_replays(const std::string& folder, const Json& case_json, const Alternative& one) {
  const Json again = decided(folder, with_changes(case_json, one.changes));
  EXPECT_EQ(member(again, "status"), engine::name(one.status));
  EXPECT_EQ(member(again, "outcome"), one.outcome ? engine::name(*one.outcome) : "");
  if (one.about == About::kValue) {
    EXPECT_EQ(*again.find("values")->find(one.subject), *one.value);
  }
  if (one.about == About::kItem) {
    EXPECT_EQ(refused(again, one.subject), "0.00");
  }
}

// No part of the set is enough by itself.
void expect_irreducible(const std::string& folder, const Json& case_json, const Alternative& one) {
  for (std::size_t i = 0; i < one.changes.size() && one.changes.size() > 1; ++i) {
    std::vector<Change> fewer = one.changes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const Json again = decided(folder, with_changes(case_json, fewer));
    EXPECT_NE(member(again, "outcome"), engine::name(*one.outcome)) << one.changes[i].path;
  }
}

void expect_honest(const std::string& folder, const Json& case_json, int& suggestions) {
  const Alternatives all = alternatives_of(folder, case_json);
  for (const Alternative& one : all.found) {
    ++suggestions;
    ASSERT_FALSE(one.changes.empty());
    expect_replays(folder, case_json, one);
    if (one.about == About::kOutcome && one.outcome) expect_irreducible(folder, case_json, one);
  }
}

TEST(AlternativesProperty, EverySuggestionForAScenarioGivesWhatItPromises) {
  for (const char* folder : kFolders) {
    int suggestions = 0;
    for (const engine::Scenario& one : test::rules(folder).scenarios) {
      const engine::CaseReading reading =
          engine::read_case(test::package(folder), canonical_or_die(one.case_json));
      if (reading.value) expect_honest(folder, one.case_json, suggestions);
    }
    EXPECT_TRUE(suggestions > 0 || std::string(folder) == "prov") << folder;
  }
}

TEST(AlternativesProperty, EverySuggestionForARandomCaseGivesWhatItPromises) {
  int suggestions = 0;
  for (const char* folder : kFolders) {
    const engine::Package& package = test::package(folder);
    const engine::Ruleset& ruleset =
        package.municipal.empty() ? package.base : package.municipal.begin()->second;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
      support::CaseShape shape;
      shape.unknown_percent = 0;
      shape.max_list = 2;
      const Json case_json = support::random_case(ruleset, seed, shape);
      if (!engine::read_case(package, canonical_or_die(case_json)).value) continue;
      SCOPED_TRACE(std::string(folder) + " seed " + std::to_string(seed));
      expect_honest(folder, case_json, suggestions);
    }
  }
  EXPECT_GT(suggestions, 100);
}

std::vector<std::string> paths_of(const Alternative& one) {
  std::vector<std::string> out;
  for (const Change& change : one.changes) out.push_back(change.path);
  return out;
}

TEST(Alternatives, OneFactIsTriedBeforeTwo) {
  const Alternatives all =
      alternatives_of("prov", practice_case([](JsonObject& facts) { facts["po\u00e4ng"] = 12; }));
  ASSERT_EQ(all.found.size(), 1U);
  EXPECT_THAT(paths_of(all.found[0]), testing::ElementsAre("/facts/po\u00e4ng"));
  EXPECT_EQ(*all.found[0].changes[0].value.as_int(), 40);  // the nearest that does
  EXPECT_EQ(*all.found[0].changes[0].before->as_int(), 12);
}

TEST(Alternatives, TwoFactsThatOnlyTogetherMeetARequirement) {
  const Alternatives all = alternatives_of("prov", practice_case([](JsonObject& facts) {
                                             facts["po\u00e4ng"] = 12;
                                             facts["extra_po\u00e4ng"] = 1;
                                           }));
  ASSERT_FALSE(all.found.empty());
  EXPECT_THAT(paths_of(all.found[0]),
              testing::UnorderedElementsAre("/facts/po\u00e4ng", "/facts/extra_po\u00e4ng"));
}

TEST(Alternatives, EachRequirementByItselfWhereThreeAreNotEnough) {
  const Json case_json = practice_case([](JsonObject& facts) {
    facts["bor_i_kommunen"] = false;
    facts["f\u00f6delsedag"] = "2010-05-05";
    facts["po\u00e4ng"] = 12;
    facts["extra_po\u00e4ng"] = 1;
  });
  const Alternatives all = alternatives_of("prov", case_json);
  ASSERT_EQ(all.found.size(), 1U);
  EXPECT_EQ(all.found[0].changes.size(), 4U);
  expect_irreducible("prov", case_json, all.found[0]);
}

TEST(Alternatives, ADateOfBirthIsProtectedAndItsPresentValueNotRepeated) {
  const DecisionText text = test::text_of(
      "prov", practice_case([](JsonObject& facts) { facts["f\u00f6delsedag"] = "2010-05-05"; }));
  ASSERT_EQ(text.alternatives.found.size(), 1U);
  const Change& change = text.alternatives.found[0].changes[0];
  EXPECT_TRUE(change.is_protected);
  EXPECT_FALSE(change.before.has_value());
  EXPECT_EQ(*change.value.as_string(), "2008-11-28");  // eighteen on the day
  EXPECT_THAT(to_text(text), Not(HasSubstr("2010")));
  EXPECT_THAT(canonical_or_die(to_json(text)), Not(HasSubstr("2010-05-05")));
}

TEST(Alternatives, WhatIsNeverCompiledIsNeitherVariedNorNamed) {
  const DecisionText text =
      test::text_of("prov", practice_case([](JsonObject& facts) { facts["po\u00e4ng"] = 12; }));
  EXPECT_EQ(text.alternatives.withheld, 1U);  // medlem = ja would have taken the requirement away
  EXPECT_THAT(to_text(text), HasSubstr("aldrig får ingå i en sammanställning"));
  EXPECT_THAT(canonical_or_die(to_json(text)), Not(HasSubstr("medlem")));
}

TEST(Alternatives, ABoundThatEndsTheSearchIsSaid) {
  const Json case_json = practice_case([](JsonObject& facts) {
    facts["po\u00e4ng"] = 12;
    facts["extra_po\u00e4ng"] = 1;
  });
  const DecisionText text = test::text_of(
      "prov", case_json, {Reader::kApplicant, MessageLanguage::kSwedish, {.trials = 5}});
  EXPECT_TRUE(text.alternatives.cut);
  EXPECT_LE(text.alternatives.trials, 5U);
  EXPECT_THAT(to_text(text), HasSubstr("Sökningen avbröts vid sin gräns."));
  const DecisionText none = test::text_of(
      "prov", case_json, {Reader::kApplicant, MessageLanguage::kSwedish, {.trials = 0}});
  EXPECT_THAT(to_text(none), HasSubstr("Sökningen hittade inga ändrade uppgifter"));
}

TEST(Alternatives, CompletenessIsNeverClaimed) {
  const DecisionText text =
      test::text_of("prov", practice_case([](JsonObject& facts) { facts["po\u00e4ng"] = 12; }));
  EXPECT_FALSE(text.alternatives.cut);
  EXPECT_THAT(to_text(text), HasSubstr("Det kan finnas fler sätt än de som nämns här."));
  EXPECT_EQ(*to_json(text).find("alternatives")->find("complete")->as_bool(), false);
}

TEST(Alternatives, NothingIsLookedForWhereNothingWasRefused) {
  const Json undecided = practice_case([](JsonObject& facts) { facts.erase("po\u00e4ng"); });
  EXPECT_FALSE(alternatives_of("prov", undecided).searched);
  const Alternatives longest = alternatives_of(
      "prov", practice_case([](JsonObject& facts) { facts["m\u00e5nader_s\u00f6kta"] = 24; }));
  EXPECT_TRUE(longest.found.empty());
}

TEST(Alternatives, AShorterTimeNamesTheFactThatCutIt) {
  const Alternatives all = alternatives_of("prov", practice_case());
  ASSERT_EQ(all.found.size(), 1U);
  EXPECT_EQ(all.found[0].about, About::kValue);
  EXPECT_EQ(all.found[0].subject, "slutdag");
  EXPECT_EQ(*all.found[0].changes[0].value.as_int(), 24);
  EXPECT_EQ(*all.found[0].value->as_string(), "2028-11-28");
}

}  // namespace
}  // namespace stadga::explain
