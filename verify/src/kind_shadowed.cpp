// kind_shadowed.cpp - shadowed: a rule that can apply, but never decides: whenever it does, one that goes before
// it applies as well. For a rule for the other cases: there are none.
#include <algorithm>

#include "kinds.h"
#include "messages.h"
#include "rule_order.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Requirement;
using engine::Rule;
using engine::Ruleset;

// What a rule stands behind: who it is, what it is about, which rules go before it.
struct Base {
  std::string id, title;
  engine::Span span;
  const Rule* rule = nullptr;                // one version
  const Requirement* requirement = nullptr;  // or one of a requirement
};

RuleOrder order_of(const Ruleset& ruleset, const Base& base) {
  return base.rule != nullptr ? RuleOrder(ruleset, *base.rule) : RuleOrder(ruleset, *base.requirement);
}

// Exceptions, and exceptions from those: any of them that applies stands before the base (semantics 2).
std::vector<const Rule*> before(const Ruleset& ruleset, const Base& base) {
  const RuleOrder order = order_of(ruleset, base);
  const bool is_default = base.rule != nullptr && base.rule->is_default;
  std::vector<const Rule*> out;
  for (const Rule* rule : order.rules()) {
    if (rule->id == base.id) continue;
    const bool ordinary = is_default && !rule->is_default;
    if (order.before(rule->id, base.id) || ordinary) out.push_back(rule);
  }
  return out;
}

class Shadowed {
 public:
  Shadowed(Workbench& bench, const Base& base, std::vector<const Rule*> before)
      : bench_(bench), base_(base), order_(order_of(bench.ruleset(), base)), before_(std::move(before)) {}

  void run(Obligation& o) {
    const Reply alone = ask(o, true);
    if (alone.answer == Answer::kYes) o.verdict = Verdict::kProved;
    if (alone.answer != Answer::kNo) return;
    const Reply ever = ask(o, false);
    if (ever.answer == Answer::kYes) refute(o);
    if (ever.answer == Answer::kNo) set_aside(o);
  }

 private:
  // A rule for what a municipality may choose, or for a longer list, decides there.
  Reply ask(Obligation& o, bool unchallenged) {
    const Reply reply = bench_.ask_ever([&](Smt& smt, Encoder& encoder) { return decides(smt, encoder, unchallenged); });
    o.rlimit_used += reply.used;
    return reply;
  }

  Exprs decides(Smt& smt, Encoder& encoder, bool unchallenged) {
    Exprs ways;
    const bool of_element = base_.rule != nullptr && base_.rule->term.valid();
    const auto each = of_element ? bench_.ruleset().at(base_.rule->term).each : engine::RecordId{};
    encoder.for_elements(each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
      Exprs parts{exists, applies(smt, encoder, scope)};
      for (const Rule* rule : before_) {
        if (unchallenged) parts.push_back(smt.negate(smt.all({stands_before(smt, encoder, *rule), fires(encoder, *rule, scope)})));
      }
      ways.push_back(smt.all(parts));
    });
    return {smt.any(ways)};
  }

  z3::expr stands_before(Smt& smt, Encoder& encoder, const Rule& rule) {
    const bool ordinary = base_.rule != nullptr && base_.rule->is_default && !rule.is_default;
    return ordinary ? smt.truth(true) : order_.before(smt, encoder, rule.id, base_.id);
  }

  static z3::expr fires(Encoder& encoder, const Rule& rule, const Encoder::Scope& scope) {
    return encoder.logic().is_true(encoder.guard_in(rule, scope));
  }

  z3::expr applies(Smt& smt, Encoder& encoder, const Encoder::Scope& scope) {
    if (base_.rule != nullptr) return fires(encoder, *base_.rule, scope);
    Exprs parts{encoder.in_force(base_.requirement->validity)};
    if (base_.requirement->applies.valid()) {
      parts.push_back(encoder.logic().is_true(encoder.expr(base_.requirement->applies)));
    }
    return smt.all(parts);
  }

  // It cannot apply at all: that is dead_rule's to say.
  static void set_aside(Obligation& o) {
    o.verdict = Verdict::kOutOfCore;
    o.code = "S2191";
    o.message = messages::out_of_core("dead_rule");
  }

  void refute(Obligation& o) {
    o.verdict = Verdict::kRefuted;
    o.severity = Severity::kWarning;
    o.code = "S2122";
    for (const Rule* rule : before_) {
      const bool known = std::find(o.because.begin(), o.because.end(), rule->id) != o.because.end();
      if (!known) o.because.push_back(rule->id);
    }
    const bool is_default = base_.rule != nullptr && base_.rule->is_default;
    const auto text = messages::shadowed(base_.id, base_.title, o.because, is_default);
    o.message = text.message;
    o.help = text.help;
  }

  Workbench& bench_;
  const Base& base_;
  RuleOrder order_;
  std::vector<const Rule*> before_;
};

void check(Workbench& bench, const Base& base, const std::string& subject) {
  auto challengers = before(bench.ruleset(), base);
  if (challengers.empty()) return;
  Obligation obligation = bench.start("shadowed", subject, base.span);
  obligation.severity = Severity::kWarning;
  obligation.rules = {base.id};
  Shadowed proof(bench, base, std::move(challengers));
  bench.prove(std::move(obligation), [&](Obligation& o) { proof.run(o); });
}

}  // namespace

// National provisions are asked about in the base: what a municipality chooses does not put them behind others.
void check_shadowed(Workbench& bench) {
  const Ruleset& ruleset = bench.ruleset();
  const auto asked_here = [&](bool from_overlay) { return from_overlay || !ruleset.overlay; };
  for (const Requirement& one : ruleset.requirements) {
    if (!asked_here(one.from_overlay)) continue;
    check(bench, {one.id, one.title, one.span, nullptr, &one}, subject(ruleset.requirements, one));
  }
  for (const Rule& one : ruleset.rules) {
    if (!asked_here(one.from_overlay)) continue;
    check(bench, {one.id, one.title, one.span, &one, nullptr}, subject(ruleset.rules, one));
  }
}

}  // namespace stadga::verify
