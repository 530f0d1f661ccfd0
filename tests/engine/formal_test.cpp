// The engine against the formal meaning in short (docs/language.md), as formal.h has it: random rules
// and cases, every term and every requirement compared, states included.
#include <gtest/gtest.h>

#include <array>
#include <sstream>

#include "evaluate/interpreter.h"
#include "formal.h"
#include "model_builder.h"
#include "support/random_case.h"

namespace stadga::engine {
namespace {

using formal::Kind;
using formal::Node;
using support::Random;
using testing::ModelBuilder;
using FormalOp = formal::Op;

constexpr int kFlags = 4, kNumbers = 4, kParameters = 2;
// Facts in order: flags, numbers 0..9, one near the bound, one that may be none.
constexpr int kBig = kFlags + kNumbers, kOptional = kBig + 1, kFacts = kOptional + 1;
constexpr const char* kDays[] = {"2020-01-01", "2022-12-31", "2024-01-01", "2027-12-31", "2028-01-01", "2030-12-31"};
constexpr int kLawDay = 25;  // 2026-01-15 among the days below; each of kDays is ten times its place

// ---- random rules --------------------------------------------------------------------------------

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  formal::Rules rules() {
    for (int i = 0; i < 6; ++i) {
      if (i % 3 == 2) {
        out_.requirements.push_back(requirement());
      } else {
        out_.terms.push_back(term(i % 3 == 0));
      }
    }
    return out_;
  }

  formal::Case facts() {
    formal::Case out;
    out.law_day = kLawDay;
    for (int i = 0; i < kFacts; ++i) out.facts.push_back(fact(i));
    out.parameters = {formal::known(5), formal::trouble(Kind::kNoLimit)};
    if (random_.chance(15)) return out;
    out.list.emplace();
    for (auto n = random_.below(4); n > 0; --n) out.list->push_back({fact(0), fact(kFlags)});
    return out;
  }

 private:
  formal::State fact(int place) {
    if (random_.chance(35)) return formal::trouble(Kind::kUnknown);
    if (place < kFlags) return formal::known(random_.chance(50) ? 1 : 0);
    if (place == kBig) return formal::known(kMaxExact - random_.between(0, 1));
    if (place == kOptional && random_.chance(40)) return formal::trouble(Kind::kNone);
    return formal::known(random_.between(0, 9));
  }

  static Node leaf(FormalOp op, std::int64_t number) {
    Node out;
    out.op = op;
    out.number = number;
    return out;
  }
  static Node with(FormalOp op, std::vector<Node> parts) {
    Node out;
    out.op = op;
    out.parts = std::move(parts);
    return out;
  }
  template <std::size_t N>
  FormalOp one(const std::array<FormalOp, N>& ops) {
    return ops[random_.below(N)];
  }

  std::int64_t place(int low, int high) { return random_.between(low, high); }

  // A term of the kind asked for that stands before, or a plain leaf.
  Node read_term(bool truth) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < out_.terms.size(); ++i) {
      if (out_.terms[i].truth == truth) found.push_back(i);
    }
    if (found.empty()) return leaf(FormalOp::kNumber, truth ? 1 : 3);
    return leaf(FormalOp::kTerm, static_cast<std::int64_t>(found[random_.below(found.size())]));
  }

  Node number(int depth, bool element = false) {
    switch (random_.below(depth <= 0 ? 6 : 12)) {
      case 0: return leaf(FormalOp::kNumber, random_.between(0, 9));
      case 1: case 2: return element ? leaf(FormalOp::kElementNumber, 0) : leaf(FormalOp::kFact, place(kFlags, kBig - 1));
      case 3: return leaf(FormalOp::kFact, place(kBig, kOptional));
      case 4: return random_.chance(50) ? leaf(FormalOp::kParameter, place(0, kParameters - 1)) : leaf(FormalOp::kFact, kFlags);
      case 5: return read_term(false);
      case 6: return with(one(std::array{FormalOp::kAdd, FormalOp::kSub}), {number(depth - 1, element), number(depth - 1, element)});
      case 7: return with(one(std::array{FormalOp::kLeast, FormalOp::kGreatest}), {number(depth - 1, element), number(depth - 1, element)});
      case 8: return share(with(FormalOp::kScale, {number(depth - 1, element)}));
      case 9: return share(with(FormalOp::kRatio, {number(depth - 1, element), number(0, element), number(0, element)}));
      case 10: return element ? leaf(FormalOp::kElementNumber, 0) : with(FormalOp::kCount, {condition(1, true)});
      default: {
        if (element) return leaf(FormalOp::kNumber, 2);
        const FormalOp op = one(std::array{FormalOp::kSum, FormalOp::kListLeast, FormalOp::kListGreatest});
        return with(op, {condition(1, true), number(1, true)});
      }
    }
  }

  Node share(Node node) {
    constexpr std::array<std::int64_t, 3> kUnits{1, 10, 100};
    node.numerator = random_.between(-7, 12);
    node.denominator = random_.between(1, 8);
    node.unit = kUnits[random_.below(3)];
    node.mode = static_cast<formal::Mode>(random_.below(4));
    return node;
  }

  Node condition(int depth, bool element = false) {
    switch (random_.below(depth <= 0 ? 5 : 12)) {
      case 0: case 1: return leaf(element ? FormalOp::kElementFlag : FormalOp::kFact, element ? 0 : place(0, kFlags - 1));
      case 2: return read_term(true);
      case 3: return with(one(std::array{FormalOp::kExists, FormalOp::kAbsent}), {leaf(FormalOp::kFact, kOptional)});
      case 4: return leaf(FormalOp::kFact, place(0, kFlags - 1));
      case 5: return with(FormalOp::kNot, {condition(depth - 1, element)});
      case 6: return with(FormalOp::kAll, {condition(depth - 1, element), condition(depth - 1, element)});
      case 7: return with(FormalOp::kAny, {condition(depth - 1, element), condition(depth - 1, element)});
      case 8: case 9: return comparison(depth, element);
      case 10: {
        if (element) return comparison(depth, element);
        Node out = with(one(std::array{FormalOp::kSome, FormalOp::kEvery}), {condition(1, true)});
        out.empty_holds = random_.chance(50);
        return out;
      }
      default: {
        if (out_.requirements.empty()) return leaf(FormalOp::kFact, 0);
        Node out = leaf(FormalOp::kStanding, static_cast<std::int64_t>(random_.below(out_.requirements.size())));
        out.standing = static_cast<int>(random_.below(4));
        return out;
      }
    }
  }

  Node comparison(int depth, bool element) {
    const FormalOp op = one(std::array{FormalOp::kEq, FormalOp::kNe, FormalOp::kLt, FormalOp::kLe, FormalOp::kGt, FormalOp::kGe});
    return with(op, {number(depth - 1, element), number(depth - 1, element)});
  }

  // Mostly one version in force; else every way in which there is none, or two.
  std::vector<formal::Version> versions() {
    switch (random_.below(12)) {
      case 0: return {{0, 10, false, true}};
      case 1: return {{0, 10, false, false}};
      case 2: return {{40, 50, true, false}};
      case 3: return {{0, 10, false, random_.chance(50)}, {40, 50, random_.chance(50), false}};
      case 4: return {{0, 30, false, false}, {20, 50, false, false}};
      case 5: return {{0, 10, false, true}, {20, 50, false, false}};
      default: return {{0, 50, false, false}};
    }
  }

  formal::Rule rule(const Node& effect, std::vector<std::string>& ids) {
    formal::Rule out;
    out.id = "R" + std::to_string(next_++);
    out.versions = versions();
    if (random_.chance(85)) out.when = condition(1);
    out.effect = effect;
    out.last = random_.chance(20);
    for (const std::string& base : ids) {
      if (random_.chance(35)) out.goes_before.push_back(base);
    }
    ids.push_back(out.id);
    return out;
  }

  formal::Term term(bool truth) {
    formal::Term out;
    out.truth = truth;
    std::vector<std::string> ids;
    for (auto n = 1 + random_.below(5); n > 0; --n) {
      Node effect = truth                ? condition(0)
                    : random_.chance(60) ? leaf(FormalOp::kNumber, random_.between(1, 2))
                    : random_.chance(20) ? leaf(FormalOp::kFact, kOptional)
                                         : number(2);
      out.rules.push_back(rule(effect, ids));
    }
    return out;
  }

  formal::Requirement requirement() {
    formal::Requirement out;
    out.id = "K" + std::to_string(next_++);
    out.fires = random_.chance(50);
    out.versions = versions();
    out.condition = condition(2);
    if (random_.chance(60)) out.applies = condition(1);
    if (random_.chance(40)) out.not_shown_when = condition(0);
    std::vector<std::string> ids{out.id};
    for (auto n = random_.below(3); n > 0; --n) out.rules.push_back(rule(leaf(FormalOp::kNumber, random_.between(1, 2)), ids));
    return out;
  }

  Random random_;
  formal::Rules out_;
  int next_ = 0;
};

// ---- the same rules and case for the engine ------------------------------------------------------

class Builder {
 public:
  explicit Builder(const formal::Rules& rules) : rules_(rules) {
    const Type number = ModelBuilder::number(TypeKind::kInt, 0, 9);
    for (int i = 0; i < kFlags; ++i) facts_.push_back(model_.fact("f" + std::to_string(i), {}));
    for (int i = kFlags; i < kBig; ++i) facts_.push_back(model_.fact("f" + std::to_string(i), number));
    facts_.push_back(model_.fact("f" + std::to_string(kBig), ModelBuilder::number(TypeKind::kInt, 0, kMaxExact)));
    facts_.push_back(model_.fact("f" + std::to_string(kOptional), ModelBuilder::optional(number)));
    item_ = model_.record("Item", {{"ok", {}}, {"n", number}});
    list_ = model_.fact("items", ModelBuilder::list_of(item_, 3));
    for (int i = 0; i < kParameters; ++i) {
      parameters_.push_back(model_.parameter("p" + std::to_string(i), number));
      const std::optional<Literal> value = i == 0 ? std::optional<Literal>(std::int64_t{5}) : std::nullopt;
      model_.dated(parameters_.back(), testing::in_force("2020-01-01", "2030-12-31"), value);
    }
    std::size_t next_term = 0, next_requirement = 0;
    for (int i = 0; i < 6; ++i) {
      if (i % 3 == 2) {
        add(rules_.requirements[next_requirement++]);
      } else {
        add(rules_.terms[next_term++]);
      }
    }
  }

  [[nodiscard]] Package package() const { return model_.package(); }

 private:
  static Validity validity(const formal::Version& version) {
    Validity out = testing::in_force(kDays[version.from / 10], kDays[version.to / 10]);
    out.introduced = version.introduced;
    out.repealed = version.repealed;
    return out;
  }

  void add(const formal::Term& term) {
    const TermId id = model_.term("t" + std::to_string(terms_.size()), term.truth ? Type{} : ModelBuilder::number(TypeKind::kInt, 0, 0));
    for (const formal::Rule& rule : term.rules) {
      add(rule, [&](ExprId when) -> engine::Rule& {
        const ExprId effect = term.truth ? truth(rule.effect) : build(rule.effect);
        return model_.rule(rule.id, id, when, effect);
      });
    }
    terms_.push_back(id);
  }

  template <typename Make>
  void add(const formal::Rule& rule, const Make& make) {
    for (const formal::Version& version : rule.versions) {
      const ExprId when = rule.when ? truth(*rule.when) : ExprId{};
      engine::Rule& made = make(when);
      made.goes_before = rule.goes_before;
      made.is_default = rule.last;
      made.validity = validity(version);
    }
  }

  void add(const formal::Requirement& requirement) {
    for (const formal::Version& version : requirement.versions) {
      const ExprId condition = truth(requirement.condition);
      const ExprId applies = requirement.applies ? truth(*requirement.applies) : ExprId{};
      const ExprId not_shown = requirement.not_shown_when ? truth(*requirement.not_shown_when) : ExprId{};
      const RequirementKind kind = requirement.fires ? RequirementKind::kObstacle : RequirementKind::kSubstance;
      engine::Requirement& made = model_.requirement(kind, requirement.id, condition);
      made.applies = applies;
      made.not_shown_when = not_shown;
      made.validity = validity(version);
    }
    for (const formal::Rule& rule : requirement.rules) {
      add(rule, [&](ExprId when) -> engine::Rule& { return model_.settle(rule.id, requirement.id, rule.effect.number == 1, when, {}); });
    }
  }

  ExprId truth(const Node& node) {
    if (node.op == FormalOp::kNumber) return node.number == 1 ? model_.yes() : model_.no();
    return build(node);
  }

  std::vector<ExprId> parts(const Node& node) {
    std::vector<ExprId> out;
    const bool over_list = node.op >= FormalOp::kSome;
    const bool of_truths = node.op == FormalOp::kAll || node.op == FormalOp::kAny || node.op == FormalOp::kNot;
    if (over_list) out.push_back(model_.of(list_));
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      out.push_back(of_truths || (over_list && i == 0) ? truth(node.parts[i]) : build(node.parts[i]));
    }
    return out;
  }

  ExprId build(const Node& node) {
    const auto place = static_cast<std::size_t>(node.number);
    switch (node.op) {
      case FormalOp::kNumber: return model_.integer(node.number);
      case FormalOp::kFact: return model_.of(facts_[place]);
      case FormalOp::kParameter: return model_.of(parameters_[place]);
      case FormalOp::kTerm: return model_.of(terms_[place]);
      case FormalOp::kStanding: return model_.standing(rules_.requirements[place].id, static_cast<RequirementState>(node.standing));
      case FormalOp::kElementFlag: return model_.field(model_.element(item_), 0);
      case FormalOp::kElementNumber: return model_.field(model_.element(item_), 1);
      default: break;
    }
    Expr out;
    out.op = op_of(node.op);
    const bool is_truth = node.op <= FormalOp::kGe || node.op == FormalOp::kSome || node.op == FormalOp::kEvery;
    out.type = is_truth ? Type{} : ModelBuilder::number(TypeKind::kInt, 0, 0);
    out.args = parts(node);
    out.numerator = node.numerator;
    out.denominator = node.denominator;
    out.unit = node.unit;
    out.rounding = rounding(node.mode);
    out.empty_holds = node.empty_holds;
    return model_.add(out);
  }

  static Rounding rounding(formal::Mode mode) {
    switch (mode) {
      case formal::Mode::kHalfUp: return Rounding::kHalfUp;
      case formal::Mode::kHalfEven: return Rounding::kHalfEven;
      case formal::Mode::kUp: return Rounding::kUp;
      case formal::Mode::kDown: return Rounding::kDown;
    }
    return Rounding::kHalfUp;
  }

  static Op op_of(FormalOp op) {
    static const std::map<FormalOp, Op> kOps{
        {FormalOp::kAll, Op::kAll}, {FormalOp::kAny, Op::kAny}, {FormalOp::kNot, Op::kNot}, {FormalOp::kExists, Op::kExists},
        {FormalOp::kAbsent, Op::kAbsent}, {FormalOp::kEq, Op::kEq}, {FormalOp::kNe, Op::kNe}, {FormalOp::kLt, Op::kLt},
        {FormalOp::kLe, Op::kLe}, {FormalOp::kGt, Op::kGt}, {FormalOp::kGe, Op::kGe}, {FormalOp::kAdd, Op::kAdd},
        {FormalOp::kSub, Op::kSub}, {FormalOp::kLeast, Op::kLeast}, {FormalOp::kGreatest, Op::kGreatest},
        {FormalOp::kScale, Op::kScale}, {FormalOp::kRatio, Op::kRatio}, {FormalOp::kSome, Op::kSome}, {FormalOp::kEvery, Op::kEvery},
        {FormalOp::kCount, Op::kCount}, {FormalOp::kSum, Op::kListSum}, {FormalOp::kListLeast, Op::kListLeast},
        {FormalOp::kListGreatest, Op::kListGreatest}};
    return kOps.at(op);
  }

  const formal::Rules& rules_;
  mutable ModelBuilder model_;
  std::vector<FactId> facts_;
  std::vector<ParameterId> parameters_;
  std::vector<TermId> terms_;
  Type item_;
  FactId list_;
};

Json json_of(const formal::State& state, bool truth) {
  if (state.kind == Kind::kNone) return {};
  return truth ? Json(state.value == 1) : Json(state.value);
}

Json case_json(const formal::Case& facts) {
  JsonObject out;
  for (int i = 0; i < kFacts; ++i) {
    const formal::State& state = facts.facts[static_cast<std::size_t>(i)];
    if (state.kind != Kind::kUnknown) out["f" + std::to_string(i)] = json_of(state, i < kFlags);
  }
  if (facts.list) {
    JsonArray items;
    for (const formal::Element& element : *facts.list) {
      JsonObject item;
      if (element.flag.kind != Kind::kUnknown) item["ok"] = json_of(element.flag, true);
      if (element.number.kind != Kind::kUnknown) item["n"] = json_of(element.number, false);
      items.push_back(item);
    }
    out["items"] = items;
  }
  return JsonObject{{"decision_date", "2026-01-15"}, {"facts", out}};
}

// ---- the comparison ------------------------------------------------------------------------------

formal::State of_engine(const State& state) {
  switch (state.kind) {
    case StateKind::kValue: break;
    case StateKind::kNoLimit: return formal::trouble(Kind::kNoLimit);
    case StateKind::kUnknown: return formal::trouble(Kind::kUnknown);
    case StateKind::kConflict: return formal::trouble(Kind::kConflict);
    case StateKind::kGap: return formal::trouble(Kind::kGap);
    case StateKind::kNotInForce: return formal::trouble(Kind::kNotInForce);
    case StateKind::kNotCovered: return formal::trouble(Kind::kNotCovered);
    case StateKind::kError: return formal::trouble(Kind::kError);
  }
  if (state.is_none()) return formal::trouble(Kind::kNone);
  if (const auto* truth = std::get_if<bool>(&state.value)) return formal::known(*truth ? 1 : 0);
  return formal::known(std::get<std::int64_t>(state.value));
}

formal::State of_engine(const Standing& standing) {
  switch (standing.kind) {
    case StandingKind::kNotInForce:
    case StandingKind::kNotApplicable: return formal::known(0);
    case StandingKind::kMet: return formal::known(1);
    case StandingKind::kNotMet: return formal::known(2);
    case StandingKind::kNotShown: return formal::known(3);
    case StandingKind::kUnknown: return formal::trouble(Kind::kUnknown);
    case StandingKind::kAbnormal: return of_engine(standing.why);
  }
  return formal::trouble(Kind::kError);
}

std::string told(const formal::State& state) {
  constexpr const char* kNames[] = {"", "none", "no limit", "?", "conflict", "gap", "not_in_force", "not_covered", "error"};
  return state.kind == Kind::kValue ? std::to_string(state.value) : kNames[static_cast<int>(state.kind)];
}

void expect_same(std::uint64_t seed, std::map<std::string, int>& seen) {
  Generator generator(seed);
  const formal::Rules rules = generator.rules();
  const Package package = Builder(rules).package();
  for (int round = 0; round < 3; ++round) {
    const formal::Case facts = generator.facts();
    const std::string text = canonical_or_die(case_json(facts));
    const CaseReading reading = read_case(package, text);
    ASSERT_TRUE(reading.value) << text;
    Interpreter interpreter(package.base, *reading.value);
    const formal::Meaning meaning(rules, facts);
    for (std::size_t i = 0; i < rules.terms.size(); ++i) {
      const std::string wanted = told(meaning.term(i));
      const TermId id{static_cast<std::uint32_t>(i)};
      EXPECT_EQ(told(of_engine(interpreter.term(id).state)), wanted) << "seed " << seed << " term " << i << " " << text;
      ++seen["term " + wanted];
    }
    for (std::size_t i = 0; i < rules.requirements.size(); ++i) {
      const std::string wanted = told(meaning.standing(i));
      const auto group = interpreter.requirement_group(rules.requirements[i].id);
      ASSERT_TRUE(group);
      EXPECT_EQ(told(of_engine(interpreter.standing(*group))), wanted) << "seed " << seed << " requirement " << i << " " << text;
      ++seen["standing " + wanted];
    }
  }
}

TEST(FormalMeaning, IsWhatTheEngineGives) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= 1200 && !HasFailure(); ++seed) expect_same(seed, seen);
  for (const char* kind : {"term 0", "term 1", "term none", "term ?", "term conflict", "term gap", "term not_covered", "term error",
                           "standing 0", "standing 1", "standing 2", "standing 3", "standing ?", "standing conflict", "standing error"}) {
    EXPECT_GT(seen[kind], 5) << kind;
  }
}

// Amounts, factors, divisors and units about every corner: halves, both signs, the bound of amounts.
TEST(FormalMeaning, RoundsAsTheEngineDoes) {
  Random random(20261128);
  constexpr std::array<std::int64_t, 6> kUnits{1, 2, 10, 100, 1000, 10000};
  constexpr std::array kModes{std::pair(Rounding::kHalfUp, formal::Mode::kHalfUp), std::pair(Rounding::kHalfEven, formal::Mode::kHalfEven),
                              std::pair(Rounding::kUp, formal::Mode::kUp), std::pair(Rounding::kDown, formal::Mode::kDown)};
  int exact = 0, beyond = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t amount = random.chance(20) ? random.between(kMaxExact - 5000, kMaxExact) : random.between(0, 3000);
    const std::int64_t numerator = random.between(-30, 30), denominator = random.between(0, 40);
    const std::int64_t unit = kUnits[random.below(kUnits.size())];
    for (const auto& [mode, named] : kModes) {
      const auto found = scale(amount, numerator, denominator, unit, mode);
      const formal::State wanted = formal::Meaning::rounded(amount, numerator, denominator, unit, named);
      const formal::State told_by_engine = found ? formal::known(*found) : formal::trouble(Kind::kError);
      EXPECT_EQ(told(told_by_engine), told(wanted)) << amount << " * " << numerator << " / " << denominator << " to " << unit;
      ++(found ? exact : beyond);
    }
  }
  EXPECT_GT(exact, 50000);
  EXPECT_GT(beyond, 1000);
}

}  // namespace
}  // namespace stadga::engine
