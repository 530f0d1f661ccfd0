// kind_trial.cpp - trial_containment: on the days when a municipality takes no part in a trial, every case is
// answered as if the trial were not there; after its last day the law is back by itself.
#include <algorithm>

#include "alternative.h"
#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::Ruleset;
using engine::Trial;

bool cites_one_of(const std::vector<engine::Citation>& citations, const std::vector<engine::Citation>& law) {
  return std::any_of(citations.begin(), citations.end(), [&](const auto& citation) {
    return std::any_of(law.begin(), law.end(),
                       [&](const auto& other) { return other.source == citation.source; });
  });
}

// What the municipality has added for the trial: said to be part of it, or resting on its law.
class TrialParts {
 public:
  TrialParts(const Ruleset& ruleset, const Trial& trial) : trial_(trial) {
    for (const auto& requirement : ruleset.requirements) provision(ruleset.requirements, requirement);
    for (const auto& rule : ruleset.rules) provision(ruleset.rules, rule);
    for (const auto& parameter : ruleset.parameters) {
      if (!parameter.guideline) filling(Part::Kind::kParameter, parameter.name, parameter.values);
    }
    for (const auto& table : ruleset.tables) {
      if (!table.guideline) filling(Part::Kind::kTable, table.name, table.versions);
    }
  }
  [[nodiscard]] const Parts& parts() const { return parts_; }
  // Nothing of it holds on any other day, by its own dates.
  [[nodiscard]] bool within_its_days() const { return within_; }

 private:
  template <typename T>
  void provision(const std::vector<T>& all, const T& item) {
    const bool mine = item.trial == trial_.id || (item.trial.empty() && cites_one_of(item.citations, trial_.citations));
    if (!item.from_overlay || !mine) return;
    const bool national = std::any_of(all.begin(), all.end(), [&](const T& other) {
      return other.id == item.id && !other.from_overlay;
    });
    add({Part::Kind::kProvision, item.id}, item.validity, !national && !item.law_day.valid());
  }
  template <typename Version>
  void filling(Part::Kind kind, const std::string& name, const std::vector<Version>& versions) {
    for (const Version& version : versions) {
      if (!version.from_overlay || !cites_one_of(version.citations, trial_.citations)) continue;
      add({kind, name}, version.validity, !version.validity.introduced && !version.validity.repealed);
    }
  }
  void add(const Part& part, const engine::Validity& validity, bool plain) {
    if (!contains(parts_, part)) parts_.push_back(part);
    const DateInterval& days = validity.days;
    within_ = within_ && plain && trial_.days.from <= days.from && days.to <= trial_.days.to;
  }

  const Trial& trial_;
  Parts parts_;
  bool within_ = true;
};

Ruleset without_trial(Ruleset ruleset, const Trial& trial, const Parts& parts) {
  std::erase_if(ruleset.trials, [&](const Trial& other) { return other.id == trial.id; });
  return without(std::move(ruleset), parts, Whose::kOverlay);
}

// A case that lacks facts says nothing about what is decided.
bool is_complete(const engine::Evaluation& evaluation) {
  return evaluation.status != engine::CaseStatus::kIncomplete &&
         evaluation.status != engine::CaseStatus::kNeedsAssessment;
}

class Containment {
 public:
  Containment(Workbench& bench, const Trial& trial)
      : bench_(bench), trial_(trial), parts_(bench.ruleset(), trial),
        alternative_(bench, without_trial(bench.ruleset(), trial, parts_.parts())) {}

  void run(Obligation& o) {
    if (parts_.within_its_days() || no_other_day()) {
      o.verdict = Verdict::kProved;
      return;
    }
    if (bench_.ruleset().header.law_day.valid()) throw OutOfCore("lagdag");
    Question question;
    Smt& smt = bench_.smt();
    question.query = {smt.negate(bench_.encoder().within({trial_.days})), alternative_.differs(),
                      smt.negate(bench_.encoder().decision().states[State::kUnknown]),
                      smt.negate(alternative_.without().decision().states[State::kUnknown])};
    question.shows = [this](const Shown& shown) {
      const engine::Evaluation plain = alternative_.evaluate(shown.facts);
      return !trial_.days.contains(shown.facts.decision_date) && is_complete(shown.evaluation) &&
             is_complete(plain) && !same_result(shown.evaluation, plain);
    };
    question.days = [this](const engine::Evaluation&) { return days_beside(); };
    if (const auto witness = bench_.settle(o, question)) describe(o, *witness);
  }

 private:
  [[nodiscard]] bool no_other_day() const {
    const DateInterval horizon = law_days(bench_.ruleset());
    return trial_.days.from <= horizon.from && horizon.to <= trial_.days.to;
  }

  // The day after the trial, then the day before it.
  [[nodiscard]] std::vector<Date> days_beside() const {
    const DateInterval horizon = law_days(bench_.ruleset());
    std::vector<Date> out;
    for (const auto& day : {add_days(trial_.days.to, 1), add_days(trial_.days.from, -1)}) {
      if (day && horizon.contains(*day)) out.push_back(*day);
    }
    return out;
  }

  void describe(Obligation& o, const Witness& witness) {
    const engine::Evaluation plain = alternative_.evaluate(witness.facts);
    const Parts named = involved(parts_.parts(), [&](const Parts& these) {
      const Ruleset other = without(bench_.ruleset(), these, Whose::kOverlay);
      return !same_result(witness.evaluation, engine::evaluate(other, witness.facts));
    });
    o.rules = provision_ids(named);
    o.code = "S2118";
    const std::string value = first_difference(witness.evaluation, plain);
    show_both(o, witness.evaluation, plain, value);
    const auto text = messages::trial_leaks(trial_.id, trial_.title, trial_.days, fillings(named),
                                            messages::ending(result_json(plain, value)));
    o.message = text.message;
    o.help = text.help;
  }

  Workbench& bench_;
  const Trial& trial_;
  TrialParts parts_;
  Alternative alternative_;
};

}  // namespace

void check_trial_containment(Workbench& bench) {
  for (const Trial& trial : bench.ruleset().trials) {
    Obligation obligation = bench.start("trial_containment", trial.id, trial.span);
    obligation.citations = trial.citations;
    bench.prove(std::move(obligation), [&](Obligation& o) { Containment(bench, trial).run(o); });
  }
}

}  // namespace stadga::verify
