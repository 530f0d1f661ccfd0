// needless.cpp - candidates for a needless question: complete cases near every ending of the decision,
// each with one value taken away.
#include "needless.h"

#include <algorithm>

#include "coverage.h"
#include "example_values.h"
#include "sampling.h"

namespace stadga::verify {
namespace {

using engine::Type;
using engine::TypeKind;

constexpr int kRandomCases = 100;
constexpr int kLongerLists = 20;  // per case: so many lists with other elements at the end
constexpr std::uint64_t kSeed = 20260211;

Json* follow(Json& facts, const Way& way) {
  Json* at = &facts;
  for (const Step& step : way) {
    if (step.is_index) {
      auto* items = at->as_array();
      if (items == nullptr || step.index >= items->size()) return nullptr;
      at = &(*items)[step.index];
    } else {
      auto* members = at->as_object();
      if (members == nullptr) return nullptr;
      const auto found = members->find(step.field);
      if (found == members->end()) return nullptr;
      at = &found->second;
    }
  }
  return at;
}

std::string pointer_of(const Way& way) {
  std::string out = "/facts";
  for (const Step& step : way) {
    out = step.is_index ? pointer(out, step.index) : pointer(out, step.field);
  }
  return out;
}

// A few values of a type, near what rules compare with: the engine is asked about each.
std::vector<Json> some_values(const engine::Ruleset& ruleset, const Type& type, Date day) {
  std::vector<Json> out;
  if (type.optional) out.emplace_back();
  switch (type.kind) {
    case TypeKind::kBool:
      out.emplace_back(true);
      out.emplace_back(false);
      break;
    case TypeKind::kEnum:
      for (const auto& value : ruleset.at(type.enumeration).values) out.emplace_back(value);
      break;
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays:
      out.emplace_back(type.min);
      out.emplace_back(type.max);
      break;
    case TypeKind::kMoney:
      out.emplace_back(to_string(Money{type.min}));
      out.emplace_back(to_string(Money{type.max}));
      break;
    case TypeKind::kDate:
      for (const int step : {-800, -1, 0}) {
        const auto moved = add_days(day, step);
        if (moved) out.emplace_back(to_string(std::clamp(*moved, type.min_date, type.max_date)));
      }
      break;
    default: break;
  }
  return out;
}

}  // namespace

struct NeedlessSearch::State {
  explicit State(Workbench& b)
      : bench(b), relevance(b.ruleset(), b.rlimit()), replay(*b.target().package, code()) {
    SampleOptions options;
    options.seed = kSeed;
    options.municipality = replay.municipality();
    sampler.emplace(b.ruleset(), options);
  }

  [[nodiscard]] std::string code() const {
    const auto& target = bench.target();
    if (!target.municipality.empty() || target.package->municipal.empty()) return target.municipality;
    return target.package->municipal.begin()->first;
  }

  [[nodiscard]] const engine::Ruleset& ruleset() const { return bench.ruleset(); }

  // Cases that end at each stage, with the rule and without it.
  std::vector<Json> seeds(const engine::Rule* rule) {
    std::vector<Json> out;
    Encoder& encoder = bench.encoder();
    for (const auto& end : encoder.decision().ends_at) {
      std::vector<Exprs> queries{{end}};
      if (rule != nullptr) {
        const z3::expr holds = encoder.logic().is_true(encoder.guard(*rule));
        queries = {{end, holds}, {end, bench.smt().negate(holds)}};
      }
      for (const auto& query : queries) {
        const Reply reply = bench.session().ask(query);
        if (reply.answer != Answer::kYes) continue;
        out.push_back(
            case_from_model(ruleset(), bench.vars(), *reply.model, replay.municipality()));
      }
    }
    std::reverse(out.begin(), out.end());  // the last stages first: most is decided there
    return out;
  }

  // The way to every value of a fact that can be unknown by itself.
  void ways(const Type& type, const Json& value, const Way& way, std::vector<std::pair<Way, Type>>& out) {
    if (type.kind == TypeKind::kList) {
      const auto* items = value.as_array();
      if (items == nullptr) return;
      Type element = type;
      element.kind = TypeKind::kRecord;
      for (std::size_t i = 0; i < items->size(); ++i) {
        Way longer = way;
        longer.push_back({"", i, true});
        ways(element, (*items)[i], longer, out);
      }
      return;
    }
    if (type.kind != TypeKind::kRecord) {
      out.emplace_back(way, type);
      return;
    }
    for (const auto& field : ruleset().at(type.record).fields) {
      const Json* member = value.find(field.name);
      if (member == nullptr) continue;
      Way longer = way;
      longer.push_back({field.name, 0, false});
      ways(field.type, *member, longer, out);
    }
  }

  std::optional<NeedlessCase> try_case(const Json& whole, const std::set<std::uint32_t>& facts) {
    for (const auto index : facts) {
      const auto& fact = ruleset().facts[index];
      const Json* value = whole.find("facts")->find(fact.name);
      if (value == nullptr || fact.volunteered) continue;
      std::vector<std::pair<Way, Type>> found;
      ways(fact.type, *value, {{fact.name, 0, false}}, found);
      for (const auto& [way, type] : found) {
        auto needless = try_without(whole, way, type);
        if (needless) return needless;
      }
    }
    return std::nullopt;
  }

  static Json without(Json whole, const Way& way) {
    Json& facts = whole.as_object()->find("facts")->second;
    Way owner = way;
    owner.pop_back();
    follow(facts, owner)->as_object()->erase(way.back().field);
    const auto provenance = whole.as_object()->find("provenance");
    if (way.size() == 1 && provenance != whole.as_object()->end()) {
      provenance->second.as_object()->erase(way.back().field);
    }
    return whole;
  }

  static bool asks_only(const engine::Evaluation& found, const std::string& path) {
    return found.missing.size() == 1 && found.missing[0].path == path;
  }

  std::optional<NeedlessCase> try_without(const Json& whole, const Way& way, const Type& type) {
    const Json partial = without(whole, way);
    const std::string path = pointer_of(way);
    const auto asked = replay.run(partial);
    if (!asked || !asks_only(*asked, path) || !same_for_some(partial, way, type)) return std::nullopt;
    if (!cannot_matter(partial, way)) return std::nullopt;
    if (!relevance.is_open(*replay.read(partial), asking)) return std::nullopt;
    const Shows shows = [&](const Shown& shown) { return asks_only(shown.evaluation, path); };
    const Days days = [&](const engine::Evaluation&) {
      return std::vector<Date>{law_days(ruleset()).from};
    };
    auto witness = make_witness(replay, partial, shows, days);
    // What is left out for brevity becomes unknown too: still nothing may hang on this value.
    if (!witness || !same_for_some(witness->case_file, way, type) ||
        !cannot_matter(witness->case_file, way)) {
      witness = plain_witness(partial);
    }
    return NeedlessCase{std::move(*witness), asked->missing[0].fact};
  }

  Witness plain_witness(const Json& partial) {
    Witness out;
    out.case_file = partial;
    out.facts = *replay.read(partial);
    out.ruleset = replay.ruleset();
    out.evaluation = engine::evaluate(out.ruleset, out.facts);
    return out;
  }

  bool cannot_matter(const Json& partial, const Way& way) {
    return relevance.can_matter(*replay.read(partial), way) == Answer::kNo;
  }

  // The engine's own word, before the solver is asked about every value.
  bool same_for_some(const Json& partial, const Way& way, const Type& type) {
    const Date day = replay.read(partial)->decision_date;
    std::optional<engine::Evaluation> first;
    for (Json value : some_values(ruleset(), type, day)) {
      if (type.assessment) value = assessed(std::move(value));
      Json tried = partial;
      Way owner = way;
      owner.pop_back();
      Json& facts = tried.as_object()->find("facts")->second;
      (*follow(facts, owner)->as_object())[way.back().field] = std::move(value);
      const auto found = replay.run(tried);
      if (!found) continue;  // not a valid value here
      if (first && !same(*first, *found)) return false;
      first = found;
    }
    return true;
  }

  static bool same(const engine::Evaluation& a, const engine::Evaluation& b) {
    const auto ids = [](const engine::Evaluation& e) {
      std::vector<std::pair<std::string, std::string>> out;
      for (const auto& reason : e.reasons) out.emplace_back(reason.rule, reason.state);
      return out;
    };
    return a.status == b.status && a.stage == b.stage && a.values == b.values && ids(a) == ids(b);
  }

  // The same case with a longer list, drawn from another one.
  Json longer(Json whole, const std::set<std::uint32_t>& facts) {
    const Json other = sampler->next();
    for (const auto index : facts) {
      const auto& fact = ruleset().facts[index];
      if (fact.type.kind != TypeKind::kList) continue;
      auto& members = *whole.as_object()->find("facts")->second.as_object();
      const auto mine = members.find(fact.name);
      const Json* theirs = other.find("facts")->find(fact.name);
      if (mine == members.end() || theirs == nullptr || mine->second.as_array() == nullptr) continue;
      for (const Json& item : *theirs->as_array()) {
        if (mine->second.as_array()->size() < std::min<std::size_t>(fact.type.max_items, 3)) {
          mine->second.as_array()->push_back(item);
        }
      }
    }
    return whole;
  }

  Workbench& bench;
  Relevance relevance;
  Replay replay;
  std::optional<Sampler> sampler;
  std::string asking;  // the provision at hand
};

NeedlessSearch::NeedlessSearch(Workbench& bench) : state_(std::make_unique<State>(bench)) {}
NeedlessSearch::~NeedlessSearch() = default;

std::optional<NeedlessCase> NeedlessSearch::find(const std::string& id,
                                                 const std::set<std::uint32_t>& facts,
                                                 const engine::Rule* rule) {
  State& s = *state_;
  s.asking = id;
  const bool has_list = std::any_of(facts.begin(), facts.end(), [&](std::uint32_t index) {
    return s.ruleset().facts[index].type.kind == TypeKind::kList;
  });
  std::vector<Json> cases = s.seeds(rule);
  const std::size_t from_solver = cases.size();
  for (int i = 0; i < kRandomCases; ++i) cases.push_back(s.sampler->next());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!s.replay.read(cases[i])) continue;
    const int variants = i < from_solver && has_list ? kLongerLists : 0;
    for (int v = 0; v <= variants; ++v) {
      const Json tried = v == 0 ? cases[i] : s.longer(cases[i], facts);
      if (!s.replay.read(tried)) continue;
      auto found = s.try_case(tried, facts);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace stadga::verify
