// kind_unknown_safety.cpp - unknown_safety: a case that is decided although facts are unknown, and
// that gets another answer when one of them becomes known (the law of knowledge, semantics 4).
//
// `Not shown` is left out: there a person has assessed that no more is to come, and the missing fact
// is what the decision rests on; a fact that turns up after all changes it, and should.
#include "kinds.h"
#include "knowledge.h"
#include "messages.h"
#include "sampling.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;

bool ended(const Evaluation& e) {
  return e.status == CaseStatus::kDetermined || e.status == CaseStatus::kReferred;
}

// The same stage, and the same values that it names.
bool same_answer(const engine::Ruleset& ruleset, const Evaluation& a, const Evaluation& b) {
  if (a.status != b.status || a.outcome != b.outcome || a.stage != b.stage) return false;
  if (!a.stage) return true;
  for (const auto id : ruleset.decision.stages.at(*a.stage).requires_values) {
    const auto& name = ruleset.at(id).name;
    const auto x = a.values.find(name);
    const auto y = b.values.find(name);
    if (x == a.values.end() || y == b.values.end() || x->second != y->second) return false;
  }
  return true;
}

bool rests_on_not_shown(const Evaluation& e) {
  for (const auto& reason : e.reasons) {
    if (reason.state == "not_shown") return true;
  }
  return false;
}

// Partial and completed case in one solver: the completion shares every value with the partial one.
struct TwoCases {
  TwoCases(const engine::Ruleset& ruleset, bool opaque_division)
      : smt(opaque_division),
        partial(make_case_vars(smt, ruleset, Knowledge::kPartial)),
        complete(completion_of(smt, partial)) {}

  Smt smt;
  CaseVars partial, complete;
};

class UnknownSafety {
 public:
  explicit UnknownSafety(Workbench& bench) : bench_(bench) {}

  void run(Obligation& o) {
    TwoCases abstract(bench_.ruleset(), true);
    abstract.smt.record_to(bench_.recorder());
    const StepsResult steps =
        prove_knowledge_in_steps(bench_, abstract.smt, abstract.partial, abstract.complete);
    o.rlimit_used += steps.used;
    if (steps.all_hold) return hold(o, steps.every_length);
    // Some step may break the law: is there a case in which the whole does?
    TwoCases cases(bench_.ruleset(), false);
    cases.smt.record_to(bench_.recorder());
    Session session(cases.smt, cases.partial.domain, bench_.rlimit());
    const Reply reply = session.ask(query(cases));
    o.rlimit_used += reply.used;
    if (reply.answer == Answer::kUndecided) return;
    if (reply.answer == Answer::kYes) return refute(o, cases, *reply.model);
    hold(o, cases.partial.exact_lists);
  }

 private:
  Exprs query(TwoCases& cases) {
    Smt& smt = cases.smt;
    Encoder before(smt, bench_.ruleset(), cases.partial);
    Encoder after(smt, bench_.ruleset(), cases.complete);
    Exprs answers;
    const auto& stages = bench_.ruleset().decision.stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      Exprs changed{smt.negate(after.decision().ends_at[i])};
      for (const auto id : stages[i].requires_values) {
        changed.push_back(smt.negate(
            before.logic().same_value(before.term(id).value, after.term(id).value)));
      }
      answers.push_back(smt.all({before.decision().ends_at[i], smt.any(changed)}));
    }
    Exprs out{smt.any(answers)};
    for (const auto& provision : requirement_provisions(bench_.ruleset())) {
      out.push_back(smt.negate(before.requirement(provision.id).not_shown));
    }
    return out;
  }

  void hold(Obligation& o, bool exact_lists) {
    survive_samples();
    o.verdict = exact_lists ? Verdict::kProved : Verdict::kOutOfCore;
  }

  [[nodiscard]] std::string code() const {
    const auto& municipal = bench_.target().package->municipal;
    if (!bench_.target().municipality.empty() || municipal.empty()) {
      return bench_.target().municipality;
    }
    return municipal.begin()->first;
  }

  void refute(Obligation& o, const TwoCases& cases, const z3::model& model) {
    const Replay replay(*bench_.target().package, code());
    const Json first = case_from_model(bench_.ruleset(), cases.partial, model, code());
    const Json second = case_from_model(bench_.ruleset(), cases.complete, model, code());
    const auto before = replay.run(first);
    const auto after = replay.run(second);
    if (!before || !after || !ended(*before) ||
        same_answer(bench_.ruleset(), *before, *after)) {
      throw Disagreement("the engine does not show it: " + canonical_or_die(first));
    }
    o.verdict = Verdict::kRefuted;
    o.code = "S2111";
    o.witnesses = {first, second};
    o.replayed = {replay_json(*before), replay_json(*after)};
    for (const auto& fact : bench_.ruleset().facts) {
      if (first.find("facts")->find(fact.name) == nullptr) o.because.push_back(fact.name);
    }
    const auto text = messages::unknown_safety();
    o.message = text.message;
    o.help = text.help;
  }

  // Random partial cases, each with its completion, through the engine.
  void survive_samples() {
    SampleOptions options;
    options.municipality = code();
    const Replay replay(*bench_.target().package, code());
    Sampler sampler(bench_.ruleset(), options);
    for (int i = 0; i < kPairs; ++i) {
      const Json complete = sampler.next();
      const Json partial = forget(complete, static_cast<std::size_t>(i));
      const auto before = replay.run(partial);
      const auto after = replay.run(complete);
      if (!before || !after) throw Disagreement("a generated case is not valid");
      if (!ended(*before) || rests_on_not_shown(*before) || !before->not_found.empty()) continue;
      if (!same_answer(bench_.ruleset(), *before, *after)) {
        throw Disagreement("proved, but shown by " + canonical_or_die(partial));
      }
    }
  }

  // Leaves out some facts, others for each number.
  static Json forget(const Json& complete, std::size_t number) {
    Json out = complete;
    auto& facts = *out.as_object()->find("facts")->second.as_object();
    const auto provenance = out.as_object()->find("provenance");
    std::size_t place = 0;
    for (auto it = facts.begin(); it != facts.end(); ++place) {
      if ((number * 7 + place * 13) % 5 >= 2) {
        ++it;
        continue;
      }
      if (provenance != out.as_object()->end()) {
        provenance->second.as_object()->erase(it->first);
      }
      it = facts.erase(it);
    }
    return out;
  }

  static constexpr int kPairs = 200;

  Workbench& bench_;
};

}  // namespace

void check_unknown_safety(Workbench& bench) {
  Obligation obligation =
      bench.start("unknown_safety", "decision", bench.ruleset().decision.span);
  bench.prove(std::move(obligation), [&](Obligation& o) { UnknownSafety(bench).run(o); });
  if (bench.asks_about_questions()) check_needless_questions(bench);
}

}  // namespace stadga::verify
