// kind_needless.cpp - unknown_safety, second half: does `missing` list only what can matter?
//
// Per provision: each condition by itself, where it is not settled by reading each fact once. A
// condition that can ask needlessly is judged together with those of the same stage that are asked
// about at the same time: what one of them needs is not asked for in vain.
#include <algorithm>
#include <memory>

#include "asking_classes.h"
#include "asking_reach.h"
#include "asking_search.h"
#include "kinds.h"
#include "messages.h"
#include "needless.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::ExprId;
using engine::Requirement;
using engine::RequirementKind;
using engine::Ruleset;
using engine::Stage;
using engine::StageTest;
using engine::TypeKind;

bool fires(const Requirement& requirement) {
  return requirement.kind == RequirementKind::kObstacle || requirement.kind == RequirementKind::kRoute;
}

bool catches(const Stage& stage, const Requirement& requirement) {
  const bool kind =
      (stage.test == StageTest::kObstacle && requirement.kind == RequirementKind::kObstacle) ||
      (stage.test == StageTest::kFormDefect && requirement.kind == RequirementKind::kForm) ||
      (stage.test == StageTest::kRoute && requirement.kind == RequirementKind::kRoute) ||
      (stage.test == StageTest::kNotMet && requirement.kind == RequirementKind::kSubstance);
  return kind && (stage.only.empty() || std::find(stage.only.begin(), stage.only.end(),
                                                  requirement.id) != stage.only.end());
}

class Needless {
 public:
  explicit Needless(Workbench& bench) : bench_(bench), ruleset_(bench.ruleset()), classes_(bench) {}

  void run() {
    for (const auto& provision : requirement_provisions(ruleset_)) {
      LocalText doubt;
      std::vector<ExprId> where;
      for (const auto index : provision.versions) judge(ruleset_.requirements[index], doubt, where);
      const auto& first = ruleset_.requirements[provision.versions.front()];
      conclude(first.id, first.title, first.span, doubt, where, nullptr);
    }
    for (const auto& provision : rule_provisions(ruleset_)) {
      LocalText doubt;
      std::vector<ExprId> where;
      for (const auto index : provision.versions) {
        const engine::Rule& rule = ruleset_.rules[index];
        for (const ExprId root : roots(rule)) {
          const LocalText found = judge(root);
          if (!found.sv.empty() && !never_asked(rule, root)) note(root, found, doubt, where);
        }
      }
      const auto& first = ruleset_.rules[provision.versions.front()];
      conclude(first.id, first.title, first.span, doubt, where, &first);
    }
  }

 private:
  static void note(ExprId root, const LocalText& found, LocalText& doubt, std::vector<ExprId>& where) {
    if (found.sv.empty()) return;
    doubt = found;
    where.push_back(root);
  }

  void judge(const Requirement& version, LocalText& doubt, std::vector<ExprId>& where) {
    for (const ExprId root : roots(version)) {
      LocalText found = judge(root);
      if (!found.sv.empty() && root == version.condition) {
        const auto together = asked_together(version);
        if (!together.empty()) found = verdict(asking_model(ruleset_, classes_, together), fires(version));
      }
      note(root, found, doubt, where);
    }
  }

  // Empty: what the condition asks for can matter to it.
  LocalText judge(ExprId root) {
    if (ruleset_.at(root).type.kind != TypeKind::kBool) return value_beyond(ruleset_, root);
    const std::string key = expression_key(ruleset_, root);
    const auto known = judged_.find(key);
    if (known != judged_.end()) return known->second;
    return judged_.emplace(key, verdict(asking_model(ruleset_, classes_, {root}), false)).first->second;
  }

  static LocalText verdict(const AskingModel& model, bool until_true) {
    if (!model.beyond.sv.empty()) return model.beyond;
    if (model.each_once) return {};
    switch (search_needless(model, until_true)) {
      case Asking::kExact: return {};
      case Asking::kTooLarge: return messages::construct_large();
      case Asking::kNeedless: break;
    }
    return messages::construct_no_case();  // until a case is found
  }

  // The conditions that are asked about whenever this one is: same stage, same guard, in force on
  // all its days, without exceptions. Empty where exceptions make this one more than its condition.
  std::vector<ExprId> asked_together(const Requirement& version) {
    if (!plain(version)) return {};
    const auto& stages = ruleset_.decision.stages;
    const auto stage = std::find_if(stages.begin(), stages.end(),
                                    [&](const Stage& s) { return catches(s, version); });
    if (stage == stages.end()) return {};
    const auto mine = facts_read(ruleset_, {version.condition});
    std::vector<ExprId> out{version.condition};
    for (const auto& other : ruleset_.requirements) {
      if (other.id == version.id || !catches(*stage, other) || !plain(other)) continue;
      if (guard_key(other) != guard_key(version) || !covers(other, version)) continue;
      const auto theirs = facts_read(ruleset_, {other.condition});
      const bool shares = std::any_of(mine.begin(), mine.end(),
                                      [&](std::uint32_t fact) { return theirs.contains(fact); });
      if (shares) out.push_back(other.condition);
    }
    return out;
  }

  bool never_asked(const engine::Rule& rule, ExprId root) {
    if (!reach_) reach_ = std::make_unique<AskingReach>(bench_);
    return reach_->never_asked(rule, root);
  }

  [[nodiscard]] bool plain(const Requirement& requirement) const {
    return !requirement.not_shown_when.valid() &&
           std::none_of(ruleset_.rules.begin(), ruleset_.rules.end(),
                        [&](const engine::Rule& rule) { return rule.requirement == requirement.id; });
  }

  [[nodiscard]] std::string guard_key(const Requirement& requirement) const {
    return requirement.applies.valid() ? expression_key(ruleset_, requirement.applies) : "";
  }

  static bool covers(const Requirement& outer, const Requirement& inner) {
    return outer.validity.days.from <= inner.validity.days.from &&
           inner.validity.days.to <= outer.validity.days.to;
  }

  void conclude(const std::string& id, const std::string& title, const engine::Span& span,
                const LocalText& doubt, const std::vector<ExprId>& where, const engine::Rule* rule) {
    Obligation obligation = bench_.start("unknown_safety", "missing/" + id, span);
    obligation.severity = Severity::kWarning;
    obligation.rules = {id};
    bench_.prove(std::move(obligation), [&](Obligation& o) {
      if (where.empty()) {
        o.verdict = Verdict::kProved;
        o.message = messages::asking_proved();
        return;
      }
      if (!search_) search_ = std::make_unique<NeedlessSearch>(bench_);
      const auto found = search_->find(id, facts_read(ruleset_, where), rule);
      if (found) return refute(o, id, title, *found);
      o.verdict = Verdict::kOutOfCore;
      o.code = "S2191";
      o.message = messages::asking_open(id, doubt);
    });
  }

  static void refute(Obligation& o, const std::string& id, const std::string& title,
                     const NeedlessCase& found) {
    o.verdict = Verdict::kRefuted;
    o.code = "S2112";
    o.witnesses = {found.witness.case_file};
    JsonObject replayed = replay_json(found.witness.evaluation);
    replayed["missing"] = JsonArray{found.fact};
    o.replayed = {std::move(replayed)};
    o.because = {found.fact};
    const auto text = messages::needless_question(id, title, found.fact);
    o.message = text.message;
    o.help = text.help;
  }

  Workbench& bench_;
  const Ruleset& ruleset_;
  AskingClasses classes_;
  std::map<std::string, LocalText> judged_;  // conditions by their text: the same one is asked once
  std::unique_ptr<NeedlessSearch> search_;
  std::unique_ptr<AskingReach> reach_;
};

}  // namespace

void check_needless_questions(Workbench& bench) {
  Needless(bench).run();
}

}  // namespace stadga::verify
