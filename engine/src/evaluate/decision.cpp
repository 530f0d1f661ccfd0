// decision.cpp - the stages of a decision in written order (docs/semantics.md, 7 to 11).
//
// Before the first written stage stands an implicit one: a requirement that applies, fails and is
// covered by no stage is a gap. A stage is looked at only when every earlier one is known not to
// apply; one that is not known ends the walk as incomplete, with the facts that it waits for.
#include "evaluate/automatic.h"
#include "evaluate/format.h"
#include "evaluate/items.h"
#include "evaluate/missing.h"
#include "evaluate/present.h"
#include "evaluate/words.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {
namespace {

using Groups = std::vector<std::size_t>;

CaseStatus status_of(StateKind kind) {
  switch (kind) {
    case StateKind::kConflict:
      return CaseStatus::kConflict;
    case StateKind::kGap:
      return CaseStatus::kGap;
    case StateKind::kNotInForce:
      return CaseStatus::kNotInForce;
    case StateKind::kNotCovered:
      return CaseStatus::kNotCovered;
    case StateKind::kError:
      return CaseStatus::kError;
    default:
      return CaseStatus::kIncomplete;
  }
}

std::optional<RequirementKind> kind_of(StageTest test) {
  switch (test) {
    case StageTest::kObstacle:
      return RequirementKind::kObstacle;
    case StageTest::kFormDefect:
      return RequirementKind::kForm;
    case StageTest::kRoute:
      return RequirementKind::kRoute;
    case StageTest::kNotMet:
      return RequirementKind::kSubstance;
    case StageTest::kAllMet:
      return std::nullopt;
  }
  return std::nullopt;
}

bool names(const Stage& stage, const std::string& id) {
  return stage.only.empty() ||
         std::find(stage.only.begin(), stage.only.end(), id) != stage.only.end();
}

class Decider {
 public:
  Decider(const Ruleset& ruleset, const Case& facts)
      : ruleset_(ruleset), in_(ruleset, facts), missing_(in_) {}

  Evaluation run() {
    out_.decision_id = decision_id(ruleset_, in_.facts());
    if (!in_.law_day_state().is_value()) {
      stop_without_law_day();
      return std::move(out_);
    }
    if (!ruleset_.header.horizon.contains(in_.law_day())) {
      stop(abnormal_state(StateKind::kNotCovered, ruleset_.header.name, "outside_horizon"));
      return std::move(out_);
    }
    if (!check_in_force()) walk_stages();
    add_values();
    finish();
    return std::move(out_);
  }

 private:
  [[nodiscard]] RequirementKind kind(std::size_t group) const {
    return ruleset_.requirements[in_.requirements()[group].versions[0]].kind;
  }
  [[nodiscard]] const std::string& id(std::size_t group) const {
    return in_.requirements()[group].id;
  }

  // Does the requirement stand against the outcome: an obstacle or route that applies, a form or
  // condition that is not met or not shown?
  State stands_against(std::size_t group) {
    const Standing& standing = in_.standing(group);
    const bool fires =
        kind(group) == RequirementKind::kObstacle || kind(group) == RequirementKind::kRoute;
    switch (standing.kind) {
      case StandingKind::kUnknown:
        return unknown_state();
      case StandingKind::kAbnormal:
        return standing.why;
      case StandingKind::kMet:
        return value_state(fires);
      case StandingKind::kNotMet:
        return value_state(!fires);
      case StandingKind::kNotShown:
        return value_state(!fires);
      case StandingKind::kNotApplicable:
      case StandingKind::kNotInForce:
        break;
    }
    return value_state(false);
  }

  std::vector<State> stand_against(const Groups& groups) {
    std::vector<State> out;
    for (const std::size_t group : groups) out.push_back(stands_against(group));
    return out;
  }

  // No requirement in force: the law says there is none, or the rule set lacks it. True: decided.
  bool check_in_force() {
    const Standing* lacking = nullptr;
    bool any = false;
    for (std::size_t group = 0; group < in_.requirements().size(); ++group) {
      if (kind(group) == RequirementKind::kRoute) continue;
      any = true;
      const Standing& standing = in_.standing(group);
      const bool not_covered =
          standing.version == nullptr && standing.why.kind == StateKind::kNotCovered;
      if (standing.kind != StandingKind::kNotInForce && !not_covered) return false;
      if (not_covered && lacking == nullptr) lacking = &standing;
    }
    if (!any) return false;
    stop(lacking != nullptr ? lacking->why
                            : abnormal_state(StateKind::kNotInForce, ruleset_.decision.name,
                                             "no_requirement_in_force"));
    return true;
  }

  void walk_stages() {
    const Groups uncovered = uncovered_requirements();
    const State open = kleene(stand_against(uncovered), true);
    if (!open.is_false()) return stop_at_uncovered(open, uncovered);
    for (std::uint32_t i = 0; i < ruleset_.decision.stages.size(); ++i) {
      const Stage& stage = ruleset_.decision.stages[i];
      const Groups groups = members(stage);
      const State state = stage_state(stage, groups);
      if (state.is_false()) continue;
      if (!state.is_true()) return stop_at_unknown(state, groups);
      return conclude(i, groups);
    }
    stop(abnormal_state(StateKind::kGap, ruleset_.decision.name, "no_stage"));
  }

  Groups uncovered_requirements() const {
    Groups out;
    for (std::size_t group = 0; group < in_.requirements().size(); ++group) {
      bool covered = false;
      for (const Stage& stage : ruleset_.decision.stages) {
        covered = covered || (kind_of(stage.test) == kind(group) && names(stage, id(group)));
      }
      if (!covered) out.push_back(group);
    }
    return out;
  }

  // The requirements that a stage speaks about; a grant waits for the formal ones as well.
  Groups members(const Stage& stage) const {
    Groups out;
    const auto wanted = kind_of(stage.test);
    for (std::size_t group = 0; group < in_.requirements().size(); ++group) {
      const RequirementKind k = kind(group);
      const bool form = !wanted && k == RequirementKind::kForm;
      const bool named =
          names(stage, id(group)) && (wanted ? k == *wanted : k == RequirementKind::kSubstance);
      if (form || named) out.push_back(group);
    }
    return out;
  }

  State stage_state(const Stage& stage, const Groups& groups) {
    switch (stage.test) {
      case StageTest::kObstacle:
      case StageTest::kFormDefect:
      case StageTest::kRoute:
        return kleene(stand_against(groups), true);
      case StageTest::kNotMet:
        return rejection_state(groups);
      case StageTest::kAllMet:
        return grant_state(groups);
    }
    return unknown_state();
  }

  // The full picture first: an unknown requirement holds the rejection back, unless one that is
  // known to fail is written as sufficient alone.
  State rejection_state(const Groups& groups) {
    for (const std::size_t group : groups) {
      const Standing& standing = in_.standing(group);
      if (standing.version != nullptr && standing.version->sufficient_alone &&
          stands_against(group).is_true()) {
        return value_state(true);
      }
    }
    const std::vector<State> states = stand_against(groups);
    if (const State* other = hiding(states)) return *other;
    return kleene(states, true);
  }

  State grant_state(const Groups& groups) {
    const State failing = kleene(stand_against(groups), true);
    if (failing.is_true()) return value_state(false);
    if (!failing.is_false()) return failing;
    const bool any = std::any_of(groups.begin(), groups.end(), [this](std::size_t group) {
      return in_.standing(group).kind == StandingKind::kMet;
    });
    return any ? value_state(true)
               : abnormal_state(StateKind::kGap, ruleset_.decision.name,
                                "no_applicable_requirement");
  }

  // ---- endings ---------------------------------------------------------------------------------

  void stop(const State& state) {
    out_.status = status_of(state.kind);
    out_.at = state.at;
    out_.detail = state.detail;
    out_.conflict = state.sides;
  }

  // The law cannot be chosen yet: only what chooses it is asked for.
  void stop_without_law_day() {
    if (!in_.law_day_state().is_unknown()) return stop(in_.law_day_state());
    missing_.add(ruleset_.header.law_day, nullptr);
    stop_incomplete();
  }

  void stop_at_uncovered(const State& state, const Groups& groups) {
    if (!state.is_true()) return stop_at_unknown(state, groups);
    for (const std::size_t group : groups) {
      if (!stands_against(group).is_true()) continue;
      return stop(abnormal_state(StateKind::kGap, id(group), "no_stage"));
    }
  }

  void stop_at_unknown(const State& state, const Groups& groups) {
    if (!state.is_unknown()) return stop(state);
    for (const std::size_t group : groups) missing_.add_requirement(group);
    stop_incomplete();
  }

  void stop_incomplete() {
    out_.missing = missing_.list();
    const bool assessments =
        !out_.missing.empty() && std::all_of(out_.missing.begin(), out_.missing.end(),
                                             [](const Missing& m) { return m.assessment; });
    out_.status = assessments ? CaseStatus::kNeedsAssessment : CaseStatus::kIncomplete;
  }

  // A stage that applies decides, once the values that it names are there.
  void conclude(std::uint32_t place, const Groups& groups) {
    const Stage& stage = ruleset_.decision.stages[place];
    std::vector<State> values;
    for (const TermId term : stage.requires_values) values.push_back(in_.term(term).state);
    if (stage.outcome == Outcome::kGrant) add_item_states(values);
    if (const State* other = hiding(values)) {
      if (!other->is_unknown()) return stop(*other);
      for (const TermId term : stage.requires_values) missing_.add_term(term);
      if (stage.outcome == Outcome::kGrant) items_.add_missing(missing_);
      return stop_incomplete();
    }
    out_.stage = place;
    for (const std::size_t group : groups) {
      const bool wanted = stage.test == StageTest::kAllMet
                              ? in_.standing(group).kind == StandingKind::kMet
                              : stands_against(group).is_true();
      if (wanted) {
        out_.reasons.push_back(reason_for(in_, group));
        basis_.add_reason(out_.reasons.back(), group);
      } else if (stage.test == StageTest::kNotMet && !stands_against(group).is_value()) {
        out_.not_examined.push_back(id(group));
      }
    }
    if (stage.outcome != Outcome::kReferral) {
      out_.status = CaseStatus::kDetermined;
      out_.outcome = stage.outcome;
      if (stage.outcome == Outcome::kGrant && items_.any_refused()) {
        out_.outcome = Outcome::kPartial;
      }
      return;
    }
    out_.status = CaseStatus::kReferred;
    const bool completion = stage.test == StageTest::kFormDefect;
    out_.referral =
        referral_for(ruleset_, out_.reasons, completion ? words::kCompletion : words::kRoute);
  }

  void add_item_states(std::vector<State>& values) {
    for (const State& state : items_.states()) values.push_back(state);
  }

  void add_values() {
    for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
      const Term& term = ruleset_.terms[i];
      if (!term.is_value) continue;
      const TermResult& result = in_.term(TermId{i});
      if (!result.state.is_value()) continue;
      out_.values[term.name] = value_json(ruleset_, term.type, result.state.value);
      basis_.add_term(TermId{i});
    }
  }

  void finish() {
    const bool dismissed = out_.outcome == Outcome::kDismissal;
    const bool shows =
        out_.status == CaseStatus::kDetermined || out_.status == CaseStatus::kReferred ||
        out_.status == CaseStatus::kNeedsAssessment || out_.status == CaseStatus::kIncomplete;
    // A dismissal states the obstacle only.
    if (shows && !dismissed) out_.indicators = indicators_of(in_);
    const bool adverse = dismissed || out_.outcome == Outcome::kRejection ||
                         out_.outcome == Outcome::kPartial;
    if (adverse) out_.gates = gates_of(ruleset_);
    if (shows) out_.items = items_.results(basis_);
    out_.warnings = warnings_of(ruleset_, in_.facts().decision_date, basis_.sources());
    out_.relied_on = basis_.provisions();
    out_.cited = basis_.citations();
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      if (in_.not_found(FactId{i})) out_.not_found.push_back(ruleset_.facts[i].name);
    }
    out_.automatic = may_be_automatic(ruleset_, in_.facts(), out_, basis_.citations());
  }

  const Ruleset& ruleset_;
  Interpreter in_;
  MissingFacts missing_;
  Items items_{in_};
  Basis basis_{in_};
  Evaluation out_;
};

}  // namespace

std::optional<bool> holds(const Ruleset& ruleset, const Case& facts, ExprId condition) {
  Interpreter interpreter(ruleset, facts);
  if (!interpreter.law_day_state().is_value()) return std::nullopt;
  const State state = interpreter.eval(condition);
  return state.is_value() ? std::optional(state.is_true()) : std::nullopt;
}

std::optional<Json> term_value(const Ruleset& ruleset, const Case& facts, TermId term) {
  Interpreter interpreter(ruleset, facts);
  if (!interpreter.law_day_state().is_value()) return std::nullopt;
  const State& state = interpreter.term(term).state;
  if (!state.is_value()) return std::nullopt;
  return value_json(ruleset, ruleset.at(term).type, state.value);
}

Evaluation evaluate(const Ruleset& ruleset, const Case& facts) {
  return Decider(ruleset, facts).run();
}

}  // namespace stadga::engine
