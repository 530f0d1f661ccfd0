#include "stadga/engine/branches.h"

#include <algorithm>
#include <map>
#include <set>

#include "evaluate/in_force.h"
#include "evaluate/interpreter.h"
#include "stadga/engine/law_text.h"

namespace stadga::engine {
namespace {

const char* branch_of(const State& state) {
  if (state.is_true()) return "true";
  if (state.is_false()) return "false";
  return state.is_unknown() ? "unknown" : "";
}

const char* branch_of(StandingKind kind) {
  switch (kind) {
    case StandingKind::kMet: return "met";
    case StandingKind::kNotMet: return "not_met";
    case StandingKind::kNotShown: return "not_shown";
    case StandingKind::kUnknown: return "unknown";
    case StandingKind::kNotApplicable: return "not_applicable";
    case StandingKind::kNotInForce:
    case StandingKind::kAbnormal: break;
  }
  return "";
}

// The provisions of the base and of every overlay, each once, with the branches that they can take.
class Tally {
 public:
  explicit Tally(const Package& package) {
    take(package.base);
    for (const auto& [code, ruleset] : package.municipal) {
      static_cast<void>(code);
      take(ruleset);
    }
  }

  void count(const std::string& id, const std::string& branch) {
    for (BranchCount& known : out_.provisions[places_.at(id)].branches) {
      if (known.branch == branch) ++known.scenarios;
    }
  }
  void count_law(const Ruleset& ruleset, const std::vector<std::string>& provisions) {
    const std::set<std::string> ids(provisions.begin(), provisions.end());
    std::set<std::size_t> cited;
    const auto add = [&](const auto& provision) {
      if (!ids.contains(provision.id)) return;
      for (const Citation& c : provision.citations) cited.insert(laws_.at(citation_text(ruleset, c)));
    };
    for (const Requirement& requirement : ruleset.requirements) add(requirement);
    for (const Rule& rule : ruleset.rules) add(rule);
    for (const std::size_t law : cited) ++out_.law[law].scenarios;
  }
  BranchCoverage done() { return std::move(out_); }

 private:
  void take(const Ruleset& ruleset) {
    for (const Requirement& requirement : ruleset.requirements) {
      take_law(ruleset, requirement.citations);
      ProvisionBranches& row = row_of(requirement.id, requirement.title, requirement.span, false);
      can(row, {"met", "not_met"});
      if (requirement.not_shown_when.valid()) can(row, {"not_shown"});
      can(row, {"unknown"});
      if (requirement.applies.valid()) can(row, {"not_applicable"});
    }
    for (const Rule& rule : ruleset.rules) {
      take_law(ruleset, rule.citations);
      ProvisionBranches& row = row_of(rule.id, rule.title, rule.span, true);
      can(row, {"true"});
      if (rule.condition.valid()) can(row, {"false", "unknown"});
    }
  }

  ProvisionBranches& row_of(const std::string& id, const std::string& title, const Span& span, bool is_rule) {
    const auto [place, fresh] = places_.try_emplace(id, out_.provisions.size());
    if (fresh) out_.provisions.push_back({id, title, is_rule, span, {}});
    return out_.provisions[place->second];
  }
  static void can(ProvisionBranches& row, const std::vector<std::string>& branches) {
    for (const std::string& branch : branches) {
      const bool known = std::any_of(row.branches.begin(), row.branches.end(),
                                     [&](const BranchCount& b) { return b.branch == branch; });
      if (!known) row.branches.push_back({branch, 0});
    }
  }
  void take_law(const Ruleset& ruleset, const std::vector<Citation>& citations) {
    for (const Citation& citation : citations) {
      const std::string law = citation_text(ruleset, citation);
      if (laws_.try_emplace(law, out_.law.size()).second) out_.law.push_back({law, 0});
    }
  }

  BranchCoverage out_;
  std::map<std::string, std::size_t> places_, laws_;
};

void count_rules(const Ruleset& ruleset, Interpreter& interpreter, Tally& tally) {
  for (const VersionGroup& group : group_versions(ruleset.rules)) {
    std::vector<const Validity*> versions;
    for (const std::uint32_t i : group.versions) versions.push_back(&ruleset.rules[i].validity);
    const VersionPick pick = pick_version(versions, interpreter.law_day());
    if (pick.in_force != InForce::kOne) continue;
    const Rule& rule = ruleset.rules[group.versions[pick.first]];
    tally.count(rule.id, rule.condition.valid() ? branch_of(interpreter.eval(rule.condition)) : "true");
  }
}

void count_scenario(const Package& package, const Scenario& scenario, Tally& tally) {
  const CaseReading reading = read_case(package, pretty(scenario.case_json));
  if (!reading.value) return;
  const Ruleset& ruleset = *reading.ruleset;
  Interpreter interpreter(ruleset, *reading.value);
  for (std::size_t group = 0; group < interpreter.requirements().size(); ++group) {
    tally.count(interpreter.requirements()[group].id, branch_of(interpreter.standing(group).kind));
  }
  count_rules(ruleset, interpreter, tally);
  tally.count_law(ruleset, evaluate(ruleset, *reading.value).relied_on);
}

}  // namespace

BranchCoverage branch_coverage(const Package& package, const std::vector<Scenario>& scenarios) {
  Tally tally(package);
  for (const Scenario& scenario : scenarios) count_scenario(package, scenario, tally);
  return tally.done();
}

}  // namespace stadga::engine
