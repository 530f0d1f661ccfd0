// kind_dead_rule.cpp - dead_rule: a version of a provision that can never come into play.
#include <algorithm>

#include "kinds.h"
#include "messages.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Requirement;
using engine::Rule;

std::vector<std::string> fact_names(const engine::Ruleset& ruleset,
                                    const std::vector<engine::ExprId>& from) {
  std::vector<std::string> out;
  for (const auto index : facts_read(ruleset, from)) out.push_back(ruleset.facts[index].name);
  return out;
}

bool outside_horizon(const engine::Ruleset& ruleset, const engine::Validity& validity) {
  const DateInterval horizon = law_days(ruleset);
  return validity.days.to < horizon.from || horizon.to < validity.days.from;
}

void describe(Obligation& o, const messages::Finding& text) {
  o.verdict = Verdict::kRefuted;
  o.code = "S2106";
  o.message = text.message;
  o.help = text.help;
}

using Guard = std::function<Exprs(Encoder&)>;

// Can everything in `guard` hold in some case? Reachable is what `proved` means here. A rule for what
// a municipality may choose is not dead because the base chooses otherwise.
void ask(Workbench& bench, Obligation& o, const Guard& guard, const messages::Finding& dead,
         const std::vector<engine::ExprId>& because) {
  Reply reply = bench.session().ask_whether(guard(bench.encoder()));
  o.rlimit_used += reply.used;
  if (reply.answer == Answer::kNo && leaves_choices(bench.ruleset())) {
    reply = bench.ask_of_any_choice(guard);
    o.rlimit_used += reply.used;
  }
  if (reply.answer == Answer::kUndecided) return;
  if (reply.answer == Answer::kYes) {
    o.verdict = Verdict::kProved;
    return;
  }
  if (!bench.vars().exact_lists) {
    o.verdict = Verdict::kOutOfCore;
    return;
  }
  describe(o, dead);
  o.because = fact_names(bench.ruleset(), because);
}

void check_rule(Workbench& bench, const Rule& rule, const std::set<std::uint32_t>& live) {
  const auto& ruleset = bench.ruleset();
  Obligation obligation = bench.start("dead_rule", subject(ruleset.rules, rule), rule.span);
  obligation.rules = {rule.id};
  bench.prove(std::move(obligation), [&](Obligation& o) {
    if (outside_horizon(ruleset, rule.validity)) {
      describe(o, messages::dead_outside_horizon(rule.id, rule.title, law_days(ruleset)));
      return;
    }
    if (rule.requirement.empty() && !ruleset.at(rule.term).is_value &&
        !live.contains(rule.term.value)) {
      describe(o, messages::dead_target(rule.id, rule.title, ruleset.at(rule.term).name));
      return;
    }
    const auto guard = [&](Encoder& encoder) { return Exprs{encoder.logic().is_true(encoder.guard(rule))}; };
    ask(bench, o, guard, messages::dead_rule(rule.id, rule.title), {rule.condition});
  });
}

void check_requirement(Workbench& bench, const Requirement& requirement) {
  const auto& ruleset = bench.ruleset();
  Obligation obligation =
      bench.start("dead_rule", subject(ruleset.requirements, requirement), requirement.span);
  obligation.rules = {requirement.id};
  bench.prove(std::move(obligation), [&](Obligation& o) {
    if (outside_horizon(ruleset, requirement.validity)) {
      describe(o, messages::dead_outside_horizon(requirement.id, requirement.title,
                                                 law_days(ruleset)));
      return;
    }
    // An obstacle or a route lives when it can hold; another requirement when it can concern a case.
    const bool fires = requirement.kind == engine::RequirementKind::kObstacle ||
                       requirement.kind == engine::RequirementKind::kRoute;
    const auto guard = [&](Encoder& encoder) {
      Exprs out{encoder.in_force(requirement.validity)};
      const auto holds = [&](engine::ExprId id) { out.push_back(encoder.logic().is_true(encoder.expr(id))); };
      if (requirement.applies.valid()) holds(requirement.applies);
      if (fires) holds(requirement.condition);
      return out;
    };
    ask(bench, o, guard, messages::dead_rule(requirement.id, requirement.title),
        {requirement.applies, fires ? requirement.condition : engine::ExprId{}});
  });
}

}  // namespace

// National provisions are asked about in the base: what a municipality chooses does not kill them.
void check_dead_rules(Workbench& bench) {
  const auto live = live_terms(bench.ruleset());
  const auto asked_here = [&](bool from_overlay) { return from_overlay || !bench.ruleset().overlay; };
  for (const auto& requirement : bench.ruleset().requirements) {
    if (asked_here(requirement.from_overlay)) check_requirement(bench, requirement);
  }
  for (const auto& rule : bench.ruleset().rules) {
    if (asked_here(rule.from_overlay)) check_rule(bench, rule, live);
  }
}

}  // namespace stadga::verify
