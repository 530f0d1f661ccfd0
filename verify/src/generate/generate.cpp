// generate.cpp - clause by clause, atom by atom: a question to the solver, a pair made small against the
// engine, its limit if it has one, and the scenarios of it.
#include "stadga/verify/generate.h"

#include <z3++.h>

#include <algorithm>
#include <set>

#include "generate/text.h"
#include "generate/pair.h"
#include "generate/pair_question.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Scenario;

struct Tried {
  Json case_file;
  Place place;
};

// The scenarios so far. A case that is there already is not written twice, but says what else it tests.
class Collection {
 public:
  explicit Collection(const engine::Package& package) : package_(package) {}

  // Of one atom: cases that differ only in it, so that what one of them prints is expected of all.
  std::vector<std::string> add(const engine::Ruleset& ruleset, const Clause& clause, std::size_t atom,
                               const std::vector<Tried>& group) {
    std::set<std::string> printed;
    std::vector<engine::Expectation> expected;
    for (const Tried& one : group) {
      expected.push_back(engine::expectation_of(package_, one.case_file));
      for (const auto& [name, value] : expected.back().values) printed.insert(name);
    }
    std::vector<std::string> titles;
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (const auto& name : printed) expected[i].values.emplace(name, kNoValue);
      const std::string wanted = title_of(ruleset, clause, atom, group[i].place);
      const auto [known, is_new] = by_case_.emplace(canonical_or_die(group[i].case_file), scenarios_.size());
      if (!is_new) {
        also(ruleset, scenarios_[known->second], wanted);
        titles.push_back(scenarios_[known->second].title);
        continue;
      }
      Scenario scenario;
      scenario.title = unique(wanted);
      scenario.case_json = group[i].case_file;
      scenario.expected = std::move(expected[i]);
      titles.push_back(scenario.title);
      fresh.push_back(scenarios_.size());
      scenarios_.push_back(std::move(scenario));
    }
    const bool is_pair = group.size() == 2 && group[0].place.value.empty();
    if (is_pair && fresh.size() == 2) {
      scenarios_[fresh[0]].note = note_of(ruleset, titles[1]);
      scenarios_[fresh[1]].note = note_of(ruleset, titles[0]);
    }
    return titles;
  }

  [[nodiscard]] std::vector<Scenario> take() { return std::move(scenarios_); }

 private:
  static constexpr const char* kNoValue = "inget v\xC3\xA4rde";  // as scenarios say it (engine/scenario.h)

  static void also(const engine::Ruleset& ruleset, Scenario& scenario, const std::string& title) {
    std::string more = also_tests(ruleset, title);
    if (scenario.note.empty()) more.erase(0, 1);
    scenario.note += more;
  }
  std::string unique(const std::string& wanted) {
    std::string title = wanted;
    for (int n = 2; !titles_.insert(title).second; ++n) title = wanted + " (" + std::to_string(n) + ")";
    return title;
  }

  const engine::Package& package_;
  std::vector<Scenario> scenarios_;
  std::map<std::string, std::size_t> by_case_;
  std::set<std::string> titles_;
};

// A place that no municipality has filled, and that an expression rests on: "kommun.gräns".
std::optional<std::string> unfilled_place(const engine::Ruleset& ruleset, const std::vector<engine::ExprId>& from) {
  const Reached read = reached(ruleset, {from, {}, {}});
  for (const auto index : read.parameters) {
    const auto& place = ruleset.parameters.at(index);
    if (place.municipal && place.values.empty()) return "kommun." + place.name;
  }
  for (const auto index : read.tables) {
    const auto& place = ruleset.tables.at(index);
    if (place.municipal && place.versions.empty()) return "kommun." + place.name;
  }
  return std::nullopt;
}

// One clause: its own solver, so that what another has asked weighs nothing.
class OfClause {
 public:
  // `cases`: complete ones that the solver has found so far, for this target.
  OfClause(const Target& target, const CheckOptions& options, const Clause& clause, std::vector<Json>& cases,
           Collection& collection)
      : bench_(target, options), version_(bench_.ruleset(), clause), questions_(bench_, clause, version_.turned),
        replay_(*target.package, target.municipality), clause_(clause), cases_(cases),
        collection_(collection) {}

  AtomReport report(std::size_t atom) {
    AtomReport out;
    out.provision = clause_.subject;
    out.municipality = clause_.from_overlay ? bench_.target().municipality : "";
    out.clause = name(clause_.kind);
    out.number = atom + 1;
    out.of = clause_.atoms.size();
    out.words = clause_.atoms[atom].words;
    out.span = bench_.ruleset().at(clause_.atoms[atom].expr).span;
    try {
      questions_.about(atom);
      settle(atom, out);
    } catch (const OutOfCore& construct) {
      out.found = Found::kOutOfCore;
      out.construct = construct.what();
    }
    return out;
  }

 private:
  // The clause first, for it is soon answered. Then the result: with what has been found before, which costs
  // nothing, else by the solver.
  void settle(std::size_t atom, AtomReport& out) {
    const auto condition = ask({atom, Aim::kCondition, true}, out);
    if (condition) {
      // The engine does not show the condition of an element by itself.
      if (!clause_.each.valid()) expect_shown(*condition, {atom, Aim::kCondition, true});
      if (auto pair = planted(atom, *condition)) return write(*pair, {atom, Aim::kResult, true}, out);
      for (const Aim aim : {Aim::kDecided, Aim::kResult}) {
        if (auto pair = ask({atom, aim, true}, out)) return write(*pair, {atom, aim, true}, out);
      }
    }
    if (questions_.shares_facts(atom)) {
      if (auto pair = ask({atom, Aim::kResult, false}, out)) return write(*pair, {atom, Aim::kResult, false}, out);
    }
    if (condition) return write(*condition, {atom, Aim::kCondition, true}, out);
    out.found = out.open ? Found::kUndecided : Found::kNone;
    if (const auto place = unfilled_place(bench_.ruleset(), {clause_.atoms[atom].expr})) throw OutOfCore(*place);
  }

  std::optional<Pair> ask(const PairQuery& query, AtomReport& out) {
    const PairReply reply = questions_.ask(query);
    out.rlimit_used += reply.used;
    const bool cut = reply.answer == Answer::kNo && !bench_.vars().exact_lists;
    out.open = out.open || reply.answer == Answer::kUndecided || cut;
    if (reply.answer != Answer::kYes) return std::nullopt;
    for (const Json* file : {&reply.yes_no->first, &reply.yes_no->second}) remember(*file);
    return Pair{reply.yes_no->first, reply.yes_no->second};
  }
  void remember(const Json& file) {
    constexpr std::size_t kMost = 60;
    if (cases_.size() >= kMost) cases_.erase(cases_.begin());
    cases_.push_back(file);
  }

  [[nodiscard]] PairAim aim_of(const PairQuery& query) const {
    return {&clause_, &version_, query.atom, query.others_same, query.aim != Aim::kCondition};
  }
  [[nodiscard]] std::optional<Pair> planted(std::size_t atom, const Pair& pair) const {
    const auto read = facts_of(bench_.ruleset(), clause_, atom);
    if (read.empty()) return std::nullopt;
    return Pairs(replay_, aim_of({atom, Aim::kResult, true})).planted(pair, read, cases_);
  }
  void expect_shown(const Pair& pair, const PairQuery& query) const {
    if (Pairs(replay_, aim_of(query)).shows(pair)) return;
    throw Disagreement("the engine does not tell apart: " + canonical_or_die(pair.yes) + " and " +
                       canonical_or_die(pair.no));
  }

  [[nodiscard]] std::vector<Date> days() const {
    std::vector<Date> out;
    for (const Date day : starts_of(bench_.ruleset(), {clause_.id})) {
      if (clause_.validity.days.contains(day)) out.push_back(day);
    }
    return out;
  }

  void write(const Pair& found, const PairQuery& query, AtomReport& out) {
    const bool result = query.aim != Aim::kCondition;
    out.found = result ? Found::kResult : Found::kCondition;
    out.open = out.open && !result;
    out.coupled = !query.others_same;
    if (!result && clause_.each.valid()) return;
    expect_shown(found, query);
    const PairAim aim = aim_of(query);
    const Pair pair = Pairs(replay_, aim).smaller(found, days());
    const auto limit = threshold_between(replay_, aim, pair);
    std::vector<Tried> group;
    if (!limit || !limit->is_pair) group = {{pair.yes, {Side::kTrue, ""}}, {pair.no, {Side::kFalse, ""}}};
    add(query.atom, group, out);
    if (limit) add_limit(query.atom, *limit, out);
  }

  void add_limit(std::size_t atom, const Threshold& limit, AtomReport& out) {
    out.threshold = limit.is_pair;
    std::vector<Tried> group;
    const auto try_one = [&](const std::optional<Json>& file, Side side, std::int64_t value) {
      if (file) group.push_back({*file, {side, limit.what + " " + unit_text(bench_.ruleset(), limit.type, value)}});
    };
    try_one(limit.below, Side::kBelow, limit.at - 1);
    try_one(limit.equal, Side::kAt, limit.at);
    try_one(limit.above, Side::kAbove, limit.at + 1);
    add(atom, group, out);
  }

  void add(std::size_t atom, const std::vector<Tried>& group, AtomReport& out) {
    for (auto& title : collection_.add(bench_.ruleset(), clause_, atom, group)) {
      const bool known = std::find(out.scenarios.begin(), out.scenarios.end(), title) != out.scenarios.end();
      if (!known) out.scenarios.push_back(std::move(title));
    }
  }

  Workbench bench_;
  Version version_;
  PairQuestions questions_;
  Replay replay_;
  const Clause& clause_;
  std::vector<Json>& cases_;
  Collection& collection_;
};

class Generator {
 public:
  Generator(const engine::Package& package, const GenerateOptions& options)
      : package_(package), options_(options), collection_(package), without_municipality_(package) {
    check_.rlimit = options.rlimit;
    // A case is decided by what has been set, and a place that nobody has filled is not covered there. A proof
    // about the base takes it for any value of its range, which is right for the law and wrong for a scenario.
    without_municipality_.base.overlay.emplace();
  }

  void run() {
    if (!options_.municipality.empty()) {
      return target({&package_, &package_.municipal.at(options_.municipality), options_.municipality}, false);
    }
    const bool alone = !engine::needs_municipality(package_) || package_.municipal.empty();
    if (alone) target({&without_municipality_, &without_municipality_.base, ""}, false);
    bool law = !alone;
    for (const auto& [code, ruleset] : package_.municipal) {
      target({&package_, &ruleset, code}, !law);
      law = false;
    }
  }

  Generated take() {
    out_.scenarios = collection_.take();
    return std::move(out_);
  }

 private:
  void target(const Target& target, bool own_only) {
    std::vector<Json> cases;
    for (const Clause& clause : clauses_of(*target.ruleset)) {
      const auto& only = options_.provisions;
      if (own_only && !clause.from_overlay) continue;
      if (!only.empty() && std::find(only.begin(), only.end(), clause.id) == only.end()) continue;
      OfClause of_clause(target, check_, clause, cases, collection_);
      for (std::size_t i = 0; i < clause.atoms.size(); ++i) out_.atoms.push_back(of_clause.report(i));
    }
  }

  const engine::Package& package_;
  GenerateOptions options_;
  CheckOptions check_;
  Collection collection_;
  engine::Package without_municipality_;
  Generated out_;
};

Error internal(const std::string& what) {
  return {Failure::kInternal,
          "S9001",
          {"internt fel när typfall skrevs: " + what, "internal error while writing scenarios: " + what},
          ""};
}

}  // namespace

const char* name(Found found) {
  switch (found) {
    case Found::kResult: return "result";
    case Found::kCondition: return "condition";
    case Found::kNone: return "none";
    case Found::kUndecided: return "undecided";
    case Found::kOutOfCore: return "out_of_core";
  }
  return "";
}

Result<Generated> generate(const engine::Package& package, const GenerateOptions& options) {
  if (!options.municipality.empty() && !package.municipal.contains(options.municipality)) {
    return Error{Failure::kInvalidInput,
                 "S2192",
                 {"regelverket har ingen kommun " + options.municipality,
                  "the rule set has no municipality " + options.municipality},
                 options.municipality};
  }
  try {
    Generator generator(package, options);
    generator.run();
    return generator.take();
  } catch (const Disagreement& bug) {
    return internal(bug.what());
  } catch (const OutOfCore& bug) {
    return internal(bug.what());
  } catch (const z3::exception& bug) {
    return internal(bug.msg());
  }
}

}  // namespace stadga::verify
