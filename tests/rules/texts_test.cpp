// What the decision says: each state of each provision has its own text and shows it, quoted law is
// the law's words, and law that nobody has checked lately is said to be so.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "rules/case_builder.h"
#include "rules/names.h"
#include "rules/rule_set.h"

namespace stadga::rules {
namespace {

using State = std::pair<std::string, std::string>;  // provision, state

std::string plain(const engine::Text& text) {
  std::string result;
  for (const engine::TextPiece& piece : text) result += piece.literal;
  return result;
}

std::map<State, std::string> declared_texts(const engine::Ruleset& rules) {
  std::map<State, std::string> texts;
  for (const engine::Requirement& one : rules.requirements) {
    const bool opens = one.kind == engine::RequirementKind::kObstacle ||
                       one.kind == engine::RequirementKind::kRoute;
    texts[{one.id, opens ? "applies" : "met"}] = plain(one.text_met);
    if (opens) continue;
    texts[{one.id, "not_met"}] = plain(one.text_not_met);
    if (one.not_shown_when.valid()) texts[{one.id, "not_shown"}] = plain(one.text_not_shown);
  }
  return texts;
}

std::string member(const Json& object, const char* key) {
  const Json* found = object.find(key);
  return found != nullptr && found->as_string() != nullptr ? *found->as_string() : std::string();
}

// An assessment is missing although the investigation is assessed as complete.
void leave_something_unshown(ParkingCase& facts, support::Random& random) {
  Known<bool>* const judged[] = {&facts.lasting, &facts.difficulties, &facts.needs_help};
  judged[random.below(3)]->reset();
  facts.investigated = true;
}

TEST(Texts, EveryStateIsToldInItsOwnWords) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Package& package = *parking().package;
  const auto texts = declared_texts(package.municipal.at("2281"));
  std::set<std::string> distinct;
  for (const auto& [state, text] : texts) {
    EXPECT_FALSE(text.empty()) << state.first << " " << state.second;
    EXPECT_TRUE(distinct.insert(text).second) << "the same words twice: " << text;
    EXPECT_FALSE(text.ends_with('.')) << text;
    EXPECT_EQ(text.find(','), std::string::npos) << "clauses are joined with commas: " << text;
  }
  std::set<State> told;
  support::Random random(32);
  for (int i = 0; i < 2000; ++i) {
    ParkingCase facts = random_parking_case(random, {0, 85});
    if (i % 4 == 0) leave_something_unshown(facts, random);
    const bool excused = facts.can_sign == false;  // then another rule's words stand for PRH-F2
    const Json decision = decide_json(package, case_file(facts));
    for (const Json& reason : *decision.find("reasons")->as_array()) {
      const State state{member(reason, "rule"), member(reason, "state")};
      if (excused && state.first == "PRH-F2") continue;
      told.insert(state);
      const auto found = texts.find(state);
      ASSERT_NE(found, texts.end()) << state.first << " " << state.second;
      EXPECT_EQ(member(reason, "text"), found->second) << state.first << " " << state.second;
    }
  }
  for (const auto& [state, text] : texts) {
    EXPECT_TRUE(told.contains(state)) << "never told: " << state.first << " " << state.second;
  }
}

TEST(Texts, WhoCannotSignIsToldSo) {
  ASSERT_TRUE(parking().package.has_value());
  support::Random random(1);
  ParkingCase facts = random_parking_case(random, {0, 100});
  facts.kind = Kind::kNew;
  facts.permits = std::vector<Permit>{};
  facts.registered = Registered::kHere;
  facts.signature = false;
  facts.can_sign = false;
  const Json decision = decide_json(*parking().package, case_file(facts));
  EXPECT_EQ(member(decision, "outcome"), "bifall");
  const std::string text = canonical_or_die(decision);
  EXPECT_NE(text.find("kan inte underteckna"), std::string::npos) << text;
}

// ---- quoted law
// ----------------------------------------------------------------------------------

// The block quote under a heading of a law page.
std::string quoted_under(const std::string& page, const std::string& heading) {
  const std::size_t at = page.find("## " + heading + "\n");
  EXPECT_NE(at, std::string::npos) << heading;
  const std::size_t start = page.find("> ", at) + 2;
  return page.substr(start, page.find('\n', start) - start);
}

std::vector<std::string> sentences(const std::string& passage) {
  std::vector<std::string> result;
  std::size_t start = 0;
  while (start < passage.size()) {
    const std::size_t end = passage.find(". ", start);
    result.push_back(passage.substr(start, end == std::string::npos ? end : end + 1 - start));
    if (end == std::string::npos) break;
    start = end + 2;
  }
  return result;
}

TEST(Law, QuotesAreTheLawsOwnWords) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Ruleset& rules = parking().package->base;
  const std::string page =
      read_file("rules/parkeringstillstand/lagtext/trafikforordningen-13-8.md");
  const std::vector<std::string> first = sentences(quoted_under(page, "F\u00f6rsta stycket"));
  const std::vector<std::string> last = sentences(quoted_under(page, "Sista stycket"));
  ASSERT_EQ(first.size(), 4U);
  ASSERT_EQ(last.size(), 2U);
  int quotes = 0;
  const auto check = [&](const std::vector<engine::Citation>& citations) {
    for (const engine::Citation& one : citations) {
      if (one.quote.empty()) continue;
      ++quotes;
      EXPECT_EQ(rules.at(one.source).act, "1998:1276");
      EXPECT_EQ(one.wording, "2014:1367");
      if (one.mening.empty()) {
        EXPECT_EQ(one.quote, last.at(0));
      } else {
        EXPECT_EQ(one.quote, first.at(static_cast<std::size_t>(std::stoi(one.mening)) - 1));
      }
    }
  };
  for (const engine::Requirement& one : rules.requirements) check(one.citations);
  for (const engine::Rule& one : rules.rules) check(one.citations);
  for (const engine::Parameter& one : rules.parameters) check(one.citations);
  EXPECT_EQ(quotes, 6);
}

TEST(Law, EveryRequirementOfTheLawQuotesIt) {
  ASSERT_TRUE(parking().package.has_value());
  for (const engine::Requirement& one : parking().package->base.requirements) {
    if (one.kind != engine::RequirementKind::kSubstance) continue;
    ASSERT_FALSE(one.citations.empty()) << one.id;
    EXPECT_FALSE(one.citations.front().quote.empty()) << one.id;
  }
}

TEST(Law, NothingBindingComesFromAMunicipality) {
  ASSERT_TRUE(parking().package.has_value());
  const engine::Ruleset& overlaid = parking().package->municipal.at("2281");
  for (const engine::Requirement& one : overlaid.requirements) {
    EXPECT_FALSE(one.from_overlay) << one.id;
    for (const engine::Citation& citation : one.citations) {
      EXPECT_TRUE(engine::is_binding(overlaid.at(citation.source).weight)) << one.id;
    }
  }
  for (const engine::Parameter& one : overlaid.parameters) {
    EXPECT_TRUE(one.guideline || !one.municipal) << one.name;
  }
}

TEST(Law, ADayAfterTheLastCheckWarns) {
  ASSERT_TRUE(parking().package.has_value());
  support::Random random(2);
  ParkingCase facts = random_parking_case(random, {0, 100});
  facts.kind = Kind::kNew;
  facts.permits = std::vector<Permit>{};
  facts.registered = Registered::kHere;
  const auto warnings_on = [&](int year) {
    facts.day = Day{std::chrono::year{year} / 1 / 2};
    facts.certificate = facts.day;
    const Json decision = decide_json(*parking().package, case_file(facts));
    EXPECT_EQ(member(decision, "outcome"), "bifall");
    return decision.find("warnings")->as_array()->size();
  };
  EXPECT_EQ(warnings_on(2025), 0U);
  EXPECT_EQ(warnings_on(2026), 1U);  // forvaltningslagen checked to mid 2025, TrF to this day
  EXPECT_EQ(warnings_on(2027), 2U);
}

}  // namespace
}  // namespace stadga::rules
