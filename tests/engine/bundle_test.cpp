// Hashes and bundles: what changes a hash and what does not, round trips, and that no damaged
// bundle is accepted or brings the program down.
#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "model_builder.h"

namespace stadga::engine {
namespace {

using testing::case_text;
using testing::day;
using testing::in_force;
using testing::ModelBuilder;

// Uses every kind of declaration and most operators.
ModelBuilder rich_model() {
  ModelBuilder model;
  model.get().header.communication_before_adverse = true;
  model.get().header.communication_citations = {ModelBuilder::cite({0}, "25")};
  model.get().header.appeal = AppealRoute::kAdministrative;
  model.get().sources[0].verified_to = day("2026-01-02");
  const Type kind = model.enumeration("sort", {"ny", "gammal"});
  const FactId kind_fact = model.fact("sort", kind);
  model.at(kind_fact).max_age_days = 30;
  model.at(kind_fact).sensitive = true;
  const Type item = model.record("Post", {{"ok", ModelBuilder::boolean()},
                                          {"dag", ModelBuilder::optional(ModelBuilder::date())},
                                          {"sort", kind}});
  const FactId list = model.fact("poster", ModelBuilder::list_of(item, 5));
  const FactId number = model.fact("nummer", ModelBuilder::identifier(1, 9, "##-@"));
  const ParameterId limit = model.parameter("tid", ModelBuilder::number(TypeKind::kMonths, 1, 60));
  model.get().parameters[0].municipal = true;
  model.dated(limit, in_force("2020-01-01", "2030-12-31"), std::int64_t{60});
  const TermId end = model.term("slut", ModelBuilder::date());
  const ExprId is_new = model.compare(Op::kEq, model.of(kind_fact), model.value(kind, 0));
  const ExprId ok = model.is(model.field(model.element(item), 0));
  const ExprId has_day =
      model.op(Op::kExists, ModelBuilder::boolean(), {model.field(model.element(item), 1)});
  const ExprId any =
      model.op(Op::kSome, ModelBuilder::boolean(), {model.of(list), model.all({ok, has_day})});
  Expr today;
  today.op = Op::kDecisionDay;
  today.type = ModelBuilder::date();
  model
      .rule("R1", end, {},
            model.op(Op::kAddMonths, ModelBuilder::date(), {model.add(today), model.of(limit)}))
      .is_default = true;
  model.rule(
      "R2", end, any,
      model.op(Op::kListGreatest, ModelBuilder::date(),
               {model.of(list), model.all({ok, has_day}), model.field(model.element(item), 1)}));
  model.form("F1", model.op(Op::kExists, ModelBuilder::boolean(), {model.of(number)}));
  Requirement& k1 = model.substance("K1", model.negate(is_new));
  k1.text_met = {{"till ", {}}, {"", model.of(end)}};
  k1.guidelines = {{any, is_new, ModelBuilder::text("for"), ModelBuilder::text("mot"), {}, {}}};
  model.settle("R3", "K1", true, model.standing("F1", RequirementState::kMet), {"K1"});
  model.usual_stages({end});
  return model;
}

Package package_with_overlay() {
  ModelBuilder base = rich_model();
  Package out = base.package();
  ModelBuilder more = base;
  more.source("Riktlinje", Weight::kRiktlinje);
  more.dated({0}, in_force("2026-01-01", "2026-12-31"), std::int64_t{24}).from_overlay = true;
  more.substance("K9", more.flag("lokal")).from_overlay = true;
  Ruleset overlaid = more.get();
  overlaid.hash = out.base.hash;
  overlaid.overlay = Overlay{"2281", "Provkommun", "", {}};
  overlaid.overlay->hash = overlay_hash(out.base, overlaid);
  out.municipal.emplace("2281", overlaid);
  return out;
}

Bundle bundle() {
  Bundle out;
  out.package = package_with_overlay();
  out.package.base.header.span = {"regler.stadga", 3, 1};
  out.package.base.requirements[1].span = {"regler.stadga", 41, 1};
  Ruleset& overlaid = out.package.municipal.at("2281");
  overlaid.header.span = {"regler.stadga", 3, 1};
  overlaid.requirements[1].span = {"regler.stadga", 41, 1};
  overlaid.requirements.back().span = {"kommuner/2281.stadga", 7, 2};
  out.sources = {{"regler.stadga", "regelverk prov\n"}};
  out.checks = JsonObject{{"state", "not_run"}};
  return out;
}

TEST(Hash, DependsOnMeaningAndNotOnTheArenaOrSpans) {
  const Ruleset one = rich_model().get();
  Ruleset two = one;
  two.requirements[0].span = {"annan.stadga", 9, 9};
  for (Expr& expr : two.exprs) expr.span.line = 7;
  // The same expressions at other places of the arena.
  two.exprs.insert(two.exprs.begin(), Expr{});
  const auto shift = [](ExprId& id) {
    if (id.valid()) ++id.value;
  };
  for (Expr& expr : two.exprs) {
    for (ExprId& argument : expr.args) shift(argument);
  }
  const auto shift_text = [&](Text& text) {
    for (TextPiece& piece : text) shift(piece.value);
  };
  for (Requirement& requirement : two.requirements) {
    shift(requirement.applies);
    shift(requirement.condition);
    shift(requirement.not_shown_when);
    shift_text(requirement.text_met);
    for (Guideline& guideline : requirement.guidelines) {
      shift(guideline.condition);
      shift(guideline.applies);
    }
  }
  for (Rule& rule : two.rules) {
    shift(rule.condition);
    shift(rule.conclusion);
  }
  EXPECT_EQ(ruleset_hash(one), ruleset_hash(two));
  EXPECT_EQ(rule_hash(one, "K1"), rule_hash(two, "K1"));
}

TEST(Hash, EveryPartOfTheMeaningChangesIt) {
  const Ruleset base = rich_model().get();
  std::vector<Ruleset> changed(12, base);
  changed[0].requirements[1].text_met[0].literal = "annat ";
  changed[1].requirements[1].citations[0].section = "9";
  changed[2].sources[0].weight = Weight::kSedvana;
  changed[3].facts[0].question = "?";
  changed[4].parameters[0].values[0].value = std::int64_t{59};
  changed[5].rules[0].is_default = false;
  changed[6].decision.stages.pop_back();
  changed[7].header.horizon.to = day("2029-12-31");
  changed[8].enumerations[0].values[0] = "annan";
  changed[9].records[0].fields[0].name = "inte_ok";
  std::swap(changed[10].rules[0], changed[10].rules[1]);
  changed[11].requirements[1].validity.introduced = true;
  std::set<std::string> hashes{ruleset_hash(base)};
  for (const Ruleset& ruleset : changed) hashes.insert(ruleset_hash(ruleset));
  EXPECT_EQ(hashes.size(), changed.size() + 1);
}

TEST(Hash, ARulesHashIsItsOwn) {
  const Ruleset base = rich_model().get();
  Ruleset other = base;
  other.requirements[0].title = "annan";
  EXPECT_EQ(rule_hash(base, "K1"), rule_hash(other, "K1"));
  EXPECT_NE(rule_hash(base, "F1"), rule_hash(other, "F1"));
  other = base;
  other.sources[0].weight = Weight::kPraxis;
  EXPECT_NE(rule_hash(base, "K1"), rule_hash(other, "K1"));
  EXPECT_NE(rule_hash(base, "K1"), rule_hash(base, "R3"));
}

TEST(Hash, AnOverlaysHashIsWhatItAdds) {
  const Package package = package_with_overlay();
  Ruleset other = package.municipal.at("2281");
  other.parameters[0].values.back().value = std::int64_t{23};
  EXPECT_NE(overlay_hash(package.base, other), package.municipal.at("2281").overlay->hash);
  EXPECT_EQ(overlay_hash(package.base, package.municipal.at("2281")),
            package.municipal.at("2281").overlay->hash);
}

TEST(BundleFile, ComesBackAsItWas) {
  const Bundle before = bundle();
  const Result<std::string> bytes = write_bundle(before);
  ASSERT_TRUE(bytes.has_value()) << bytes.error().message.en;
  const Result<Bundle> after = read_bundle(*bytes);
  ASSERT_TRUE(after.has_value()) << after.error().message.en;
  EXPECT_EQ(model_json(after->package.base), model_json(before.package.base));
  EXPECT_EQ(after->package.base.hash, ruleset_hash(before.package.base));
  const Ruleset& overlaid = after->package.municipal.at("2281");
  EXPECT_EQ(model_json(overlaid), model_json(before.package.municipal.at("2281")));
  EXPECT_EQ(overlaid.overlay->hash, before.package.municipal.at("2281").overlay->hash);
  EXPECT_EQ(after->package.base.requirements[1].span.line, 41U);
  EXPECT_EQ(overlaid.requirements[1].span.line, 41U);
  EXPECT_EQ(overlaid.requirements.back().span.file, "kommuner/2281.stadga");
  EXPECT_EQ(after->sources[0].text, "regelverk prov\n");
  EXPECT_EQ(after->checks, before.checks);
  EXPECT_EQ(*write_bundle(*after), *bytes);
}

TEST(BundleFile, DecidesAsTheRulesThatItWasMadeFrom) {
  const Bundle before = bundle();
  const Bundle after = read_bundle(*write_bundle(before)).value();
  for (const char* facts :
       {"{}", R"({"nummer": "12-a", "sort": "ny", "poster": [], "lokal": true})",
        R"({"nummer": "12-a", "sort": "gammal", "poster": [{"ok": true, "dag": "2027-05-06"}],
            "lokal": true})",
        R"({"nummer": "12-a", "poster": [{"ok": true}, {"ok": false}]})"}) {
    const std::string text = case_text(facts, "2026-01-15", R"(, "municipality": "2281")");
    const DecideResult one = decide(before.package, text);
    ASSERT_TRUE(one.bytes.has_value()) << one.problems.at(0).message.en;
    EXPECT_EQ(*one.bytes, decide(after.package, text).bytes);
  }
}

TEST(BundleFile, WideNumbersAndDeepConditionsSurvive) {
  ModelBuilder model;
  const Type wide = ModelBuilder::number(TypeKind::kInt, INT64_MIN, INT64_MAX);
  const FactId n = model.fact("n", wide);
  ExprId condition = model.compare(Op::kGe, model.of(n), model.literal(wide, INT64_MIN));
  for (int i = 0; i < 256; ++i) condition = model.negate(condition);
  model.substance("K1", condition);
  model.usual_stages();
  Bundle in;
  in.package = model.package();
  const Result<std::string> bytes = write_bundle(in);
  ASSERT_TRUE(bytes.has_value()) << bytes.error().message.en;
  EXPECT_EQ(read_bundle(*bytes)->package.base.facts[0].type.max, INT64_MAX);
}

TEST(BundleFile, AnOverlayThatChangesTheBaseIsNotWritten) {
  Bundle in = bundle();
  in.package.municipal.at("2281").requirements[1].title = "annan";
  EXPECT_FALSE(write_bundle(in).has_value());
}

TEST(BundleFile, AnotherSemanticsIsUndecidedAndATamperedModelIsRefused) {
  const std::string bytes = *write_bundle(bundle());
  std::string other = bytes;
  other.replace(other.find("\"semantics\":1"), 13, "\"semantics\":2");
  const Result<Bundle> undecided = read_bundle(other);
  ASSERT_FALSE(undecided.has_value());
  EXPECT_EQ(undecided.error().failure, Failure::kUndecided);
  EXPECT_EQ(undecided.error().code, "S4042");
  std::string tampered = bytes;
  tampered.replace(tampered.find("T K1"), 4, "T K2");
  const Result<Bundle> refused = read_bundle(tampered);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "S4041");
  EXPECT_EQ(refused.error().failure, Failure::kInvalidInput);
}

// What hand-made rule sets can get wrong is found before anything is evaluated.
TEST(BundleFile, IllTypedModelsAreNotWritten) {
  const auto refused = [](const std::function<void(ModelBuilder&)>& spoil) {
    ModelBuilder model = rich_model();
    spoil(model);
    Bundle in;
    in.package.base = model.get();
    return !write_bundle(in).has_value();
  };
  EXPECT_FALSE(refused([](ModelBuilder&) {}));
  EXPECT_TRUE(refused([](ModelBuilder& m) { m.substance("K2", m.integer(1)); }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    m.substance("K2", m.compare(Op::kLt, m.integer(1), m.date("2026-01-01")));
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) { m.substance("K2", m.all({})); }));
  EXPECT_TRUE(refused([](ModelBuilder& m) { m.settle("R9", "K7", true, {}, {}); }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    const TermId t = m.term("cykel", ModelBuilder::boolean());
    m.rule("R9", t, m.is(m.of(t)), m.yes());
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    m.settle("R8", "K1", true, {}, {"R9"});
    m.settle("R9", "K1", true, {}, {"R8"});
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    m.rule("R9", {0}, {}, m.integer(4));  // the term is a date
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    m.substance("K2",
                m.is(m.field(m.element(ModelBuilder::list_of(m.type_of(m.of(FactId{1})), 1)), 0)));
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) {
    m.get().requirements[0].validity = in_force("2026-01-01", "2025-01-01");
  }));
  EXPECT_TRUE(refused([](ModelBuilder& m) { m.fact("sort", ModelBuilder::boolean()); }));
}

TEST(BundleFile, ALongChainOfTermsIsRefusedRatherThanOverflowingTheStack) {
  const auto chain = [](int length) {
    ModelBuilder model;
    TermId last = model.term("t0", ModelBuilder::boolean());
    model.rule("R0", last, {}, model.yes());
    for (int i = 1; i < length; ++i) {
      const TermId next = model.term("t" + std::to_string(i), ModelBuilder::boolean());
      model.rule("R" + std::to_string(i), next, {}, model.of(last));
      last = next;
    }
    model.substance("K1", model.is(model.of(last)));
    model.usual_stages();
    return model;
  };
  ModelBuilder good = chain(200);
  Bundle in;
  in.package = good.package();
  EXPECT_TRUE(write_bundle(in).has_value());
  EXPECT_EQ(testing::evaluate_facts(good, "{}").outcome, Outcome::kGrant);
  in.package = chain(4000).package();
  EXPECT_FALSE(write_bundle(in).has_value());
}

// A linear generator: the same mutations on every machine.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_;
};

TEST(BundleFile, NoDamagedBundleIsAcceptedOrCrashes) {
  const std::string bytes = *write_bundle(bundle());
  const std::string hash = ruleset_hash(rich_model().get());
  Numbers numbers(20261122);
  std::size_t accepted = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = bytes;
    const std::size_t at = numbers.below(damaged.size());
    switch (numbers.below(4)) {
      case 0:
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << numbers.below(7)));
        break;
      case 1:
        damaged.erase(at, 1 + numbers.below(20));
        break;
      case 2:
        damaged.insert(at, damaged.substr(numbers.below(damaged.size()), 12));
        break;
      default:
        damaged.resize(at);
        break;
    }
    if (damaged == bytes) continue;
    const Result<Bundle> result = read_bundle(damaged);
    if (!result) continue;
    ++accepted;  // only what no hash covers: spans, sources and checks
    EXPECT_EQ(result->package.base.hash, hash);
  }
  EXPECT_LT(accepted, 600U);
}

// Valid JSON with one member replaced or removed, and the hash made right again by force: the
// type check alone must hold.
void replace_somewhere(Json& json, Numbers& numbers, int& countdown) {
  if (JsonObject* object = json.as_object()) {
    for (auto& [key, value] : *object) {
      if (countdown-- == 0) {
        const Json choices[] = {Json(),  Json(-1),  Json("x"), Json(JsonArray{}),
                                Json(7), Json(true)};
        value = choices[numbers.below(6)];
        return;
      }
      replace_somewhere(value, numbers, countdown);
      if (countdown < 0) return;
    }
  } else if (JsonArray* array = json.as_array()) {
    for (Json& element : *array) {
      replace_somewhere(element, numbers, countdown);
      if (countdown < 0) return;
    }
  }
}

TEST(BundleFile, NoWellFormedJsonBringsTheReaderDown) {
  const Json good = read_json(*write_bundle(bundle()), {1U << 24U, 64, false}).value;
  const std::string hash = ruleset_hash(rich_model().get());
  Numbers numbers(7);
  for (int i = 0; i < 2000; ++i) {
    Json json = good;
    int countdown = static_cast<int>(numbers.below(2500));
    replace_somewhere(json, numbers, countdown);
    const Result<std::string> bytes = canonical(json);
    ASSERT_TRUE(bytes.has_value());
    const Result<Bundle> result = read_bundle(*bytes);
    if (!result.has_value()) continue;
    EXPECT_EQ(result->package.base.hash, hash);
  }
}

}  // namespace
}  // namespace stadga::engine
