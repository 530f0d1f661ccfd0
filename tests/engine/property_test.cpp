// Properties of every rule set, over random rule sets and random cases: the law of knowledge, that
// what is asked for suffices, independence of order, and that no input brings the engine down.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "evaluate/in_force.h"
#include "random_model.h"

namespace stadga::engine {
namespace {

using support::Random;
using testing::ModelBuilder;
using testing::RandomModel;

constexpr std::uint64_t kModels = 1000;

bool waits(const Evaluation& found) {
  return found.status == CaseStatus::kIncomplete || found.status == CaseStatus::kNeedsAssessment;
}

support::CaseShape complete_shape() {
  support::CaseShape shape;
  shape.unknown_percent = 0;
  shape.max_list = 3;
  return shape;
}

// Drops facts, fields and elements' fields at random; lists keep their length.
Json with_gaps(const Json& value, Random& random, std::uint64_t percent) {
  if (const JsonObject* object = value.as_object()) {
    if (value.find("assessor") != nullptr) return value;
    JsonObject out;
    for (const auto& [key, member] : *object) {
      if (!random.chance(percent)) out[key] = with_gaps(member, random, percent / 2);
    }
    return out;
  }
  if (const JsonArray* array = value.as_array()) {
    JsonArray out;
    for (const Json& element : *array) out.push_back(with_gaps(element, random, percent));
    return out;
  }
  return value;
}

Evaluation evaluate_json(const Package& package, const Json& facts) {
  const Json text = JsonObject{{"decision_date", "2026-01-15"}, {"facts", facts}};
  return testing::evaluate_text(package, canonical_or_die(text));
}

std::string summary(const Evaluation& found) {
  std::string out = name(found.status);
  if (found.outcome) out += std::string(" ") + name(*found.outcome);
  if (found.stage) out += " stage " + std::to_string(*found.stage);
  return out;
}

// One random rule set, one complete case and one with gaps.
struct Trial {
  explicit Trial(std::uint64_t seed) : random(seed), model(seed), package(model.model().package()) {
    complete = *support::random_case(package.base, seed, complete_shape()).find("facts");
    partial = with_gaps(complete, random, 10 + random.below(60));
  }
  Random random;
  RandomModel model;
  Package package;
  Json complete, partial;
};

TEST(LawOfKnowledge, ReplacingAnUnknownByAnyValueNeverChangesADeterminedAnswer) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= kModels; ++seed) {
    Trial trial(seed);
    const Evaluation partial = evaluate_json(trial.package, trial.partial);
    const Evaluation complete = evaluate_json(trial.package, trial.complete);
    ++seen[name(partial.status)];
    if (!waits(partial)) {
      EXPECT_EQ(summary(partial), summary(complete)) << "seed " << seed;
    }
    for (const auto& [term, value] : partial.values) {
      ASSERT_TRUE(complete.values.contains(term)) << "seed " << seed << " " << term;
      EXPECT_EQ(value, complete.values.at(term)) << "seed " << seed << " " << term;
    }
    EXPECT_FALSE(waits(complete)) << "seed " << seed;
  }
  // The random rule sets reach what the property speaks about.
  for (const char* status : {"determined", "incomplete", "referred", "conflict", "gap", "error"}) {
    EXPECT_GT(seen[status], 1) << status;
  }
}

// The value at a pointer of `source`, put into `target` where it is lacking.
void supply(Json& target, const Json& source, const std::string& path) {
  const std::size_t slash = path.find('/', 1);
  const std::string token = path.substr(1, slash == std::string::npos ? slash : slash - 1);
  const std::string rest = slash == std::string::npos ? "" : path.substr(slash);
  if (JsonObject* object = target.as_object()) {
    const Json& value = *source.find(token);
    if (rest.empty()) {
      object->insert_or_assign(token, value);
    } else {
      supply((*object)[token], value, rest);
    }
  } else {
    const std::size_t index = std::stoul(token);
    supply(target.as_array()->at(index), source.as_array()->at(index), rest);
  }
}

TEST(Asking, WhatIsAskedForSufficesAndEndsInTheAnswerOfTheWholeCase) {
  for (std::uint64_t seed = 1; seed <= kModels; ++seed) {
    Trial trial(seed);
    Json facts = trial.partial;
    Evaluation found = evaluate_json(trial.package, facts);
    for (int round = 0; round < 60 && waits(found); ++round) {
      ASSERT_FALSE(found.missing.empty()) << "seed " << seed;
      const std::string path = found.missing.front().path.substr(std::string("/facts").size());
      supply(facts, trial.complete, path);
      found = evaluate_json(trial.package, facts);
    }
    EXPECT_EQ(summary(found), summary(evaluate_json(trial.package, trial.complete)))
        << "seed " << seed;
  }
}

TEST(Order, TheWrittenOrderOfRulesAndRequirementsDecidesNothing) {
  for (std::uint64_t seed = 1; seed <= kModels; ++seed) {
    Trial trial(seed);
    Package shuffled = trial.package;
    auto& rules = shuffled.base.rules;
    for (std::size_t i = rules.size(); i > 1; --i) {
      std::swap(rules[i - 1], rules[trial.random.below(i)]);
    }
    std::reverse(shuffled.base.requirements.begin(), shuffled.base.requirements.end());
    const Evaluation one = evaluate_json(trial.package, trial.partial);
    const Evaluation two = evaluate_json(shuffled, trial.partial);
    EXPECT_EQ(summary(one), summary(two)) << "seed " << seed;
    EXPECT_EQ(one.values, two.values) << "seed " << seed;
    EXPECT_EQ(testing::paths_of(one.missing), testing::paths_of(two.missing)) << "seed " << seed;
  }
}

TEST(NotShown, WithTheInvestigationCompleteAnUnknownConditionIsAFinding) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Trial trial(seed);
    ModelBuilder& model = trial.model.model();
    const FactId done = model.fact("done", ModelBuilder::assessment());
    model.at(done).volunteered = true;
    const ExprId is_done = model.is(model.of(done));
    for (Requirement& requirement : model.get().requirements) requirement.not_shown_when = is_done;
    const Package package = model.package();
    JsonObject facts = *trial.partial.as_object();
    const Evaluation before = evaluate_json(package, facts);
    facts["done"] = JsonObject{{"value", true}, {"assessor", "x"}, {"reason", "y"}};
    const Evaluation after = evaluate_json(package, facts);
    // It can only settle what was open: what was known stays.
    if (!waits(before)) {
      EXPECT_EQ(summary(before), summary(after)) << "seed " << seed;
    }
    facts["done"] = JsonObject{{"value", false}, {"assessor", "x"}, {"reason", "y"}};
    EXPECT_EQ(summary(before), summary(evaluate_json(package, facts))) << "seed " << seed;
  }
}

TEST(Bytes, DoNotDependOnTheOrderOfKeysOrOnTheBundle) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Trial trial(seed);
    std::string members;  // keys in falling order, unlike the canonical form
    const JsonObject& facts = *trial.partial.as_object();
    for (auto member = facts.rbegin(); member != facts.rend(); ++member) {
      members += (members.empty() ? "" : " ,\n") + canonical_or_die(member->first) + " : " +
                 canonical_or_die(member->second);
    }
    const auto one = decide(trial.package, testing::case_text("{" + members + "}", "2026-01-15"));
    const auto two =
        decide(trial.package, testing::case_text(canonical_or_die(trial.partial), "2026-01-15"));
    ASSERT_TRUE(one.bytes.has_value());
    EXPECT_EQ(one.bytes, two.bytes);
    Bundle bundle;
    bundle.package = trial.package;
    const Result<std::string> bytes = write_bundle(bundle);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().message.en << " seed " << seed;
    const auto three = decide(read_bundle(*bytes)->package,
                              testing::case_text(canonical_or_die(trial.partial), "2026-01-15"));
    EXPECT_EQ(one.bytes, three.bytes) << "seed " << seed;
  }
}

// Every byte sequence ends in a list of problems or in a decision with one of the named statuses.
void expect_orderly(const Package& package, const std::string& text) {
  const DecideResult result = decide(package, text);
  ASSERT_NE(result.bytes.has_value(), !result.problems.empty());
  for (const CaseProblem& problem : result.problems) {
    EXPECT_EQ(problem.code.size(), 5U);
    EXPECT_TRUE(problem.code.starts_with("S40")) << problem.code;
    EXPECT_FALSE(problem.message.sv.empty());
    EXPECT_FALSE(problem.message.en.empty());
  }
  if (!result.bytes) return;
  const Json json = read_json(*result.bytes, {1U << 24U, 64, true}).value;
  const std::string& status = *json.find("status")->as_string();
  EXPECT_EQ(json.find("outcome") != nullptr, status == "determined");
}

std::string mutated(std::string text, Random& random) {
  const char* pieces[] = {"null",
                          "true",
                          "\"\"",
                          "{}",
                          "[]",
                          "-1",
                          "1e9",
                          "\"\\u0000\"",
                          "\xC3",
                          "{\"unknown\": \"x\"}",
                          "9007199254740993",
                          "\"2026-02-30\"",
                          ",",
                          ":",
                          "\"value\"",
                          "0.5",
                          "\"facts\"",
                          "[[[[[[[["};
  const auto changes = 1 + random.below(3);
  for (std::uint64_t i = 0; i < changes && !text.empty(); ++i) {
    const std::size_t at = random.below(text.size());
    switch (random.below(5)) {
      case 0:
        text[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        text.erase(at, 1 + random.below(8));
        break;
      case 2:
        text.insert(at, pieces[random.below(std::size(pieces))]);
        break;
      case 3:
        text.insert(at, text.substr(random.below(text.size()), 1 + random.below(20)));
        break;
      default: {
        const std::size_t colon = text.find(':', at);
        const std::size_t end = text.find_first_of(",}]", colon);
        if (colon == std::string::npos || end == std::string::npos) break;
        text.replace(colon + 1, end - colon - 1, pieces[random.below(std::size(pieces))]);
      }
    }
  }
  return text;
}

TEST(BadInput, IsNeverACrashAndNeverAVerdict) {
  std::size_t valid = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Trial trial(seed);
    const std::string text = canonical_or_die(
        JsonObject{{"decision_date", "2026-01-15"},
                   {"case_id", "C-1"},
                   {"facts", trial.partial},
                   {"provenance", JsonObject{{"a", JsonObject{{"source", "s\u00f6kanden"},
                                                              {"at", "2026-01-10T10:00:00Z"}}}}}});
    for (int i = 0; i < 30; ++i) {
      const std::string bad = mutated(text, trial.random);
      expect_orderly(trial.package, bad);
      if (decide(trial.package, bad).bytes) ++valid;
    }
  }
  EXPECT_GT(valid, 20U) << "some mutations are valid cases and go all the way";
}

}  // namespace
}  // namespace stadga::engine
