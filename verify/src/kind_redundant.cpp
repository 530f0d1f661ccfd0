// kind_redundant.cpp - redundant_exception: without the exception every case is answered as it is with it.
// overlap: two rules at one level that apply to the same case and say the same thing.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "alternative.h"
#include "kinds.h"
#include "messages.h"
#include "rule_order.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Rule;
using engine::Ruleset;

// Rules that go before another, one for each id; the national ones are asked about in the base.
std::vector<const Rule*> exceptions(const Ruleset& ruleset) {
  std::vector<const Rule*> out;
  for (const Rule& rule : ruleset.rules) {
    if (rule.goes_before.empty() || (ruleset.overlay && !rule.from_overlay)) continue;
    const bool known = std::any_of(out.begin(), out.end(), [&](const Rule* r) { return r->id == rule.id; });
    if (!known) out.push_back(&rule);
  }
  return out;
}

// The rule set beside itself with a switch for each exception, once for each encoding.
class Switches {
 public:
  explicit Switches(const Ruleset& ruleset) : ruleset_(ruleset), exceptions_(exceptions(ruleset)) {}
  [[nodiscard]] const std::vector<const Rule*>& rules() const { return exceptions_; }

  // Only this exception is switched off.
  Alternative& off(Smt& smt, Encoder& encoder, const Rule& rule, Exprs& query) {
    auto& made = made_[&encoder];
    if (!made.alternative) {
      for (const Rule* one : exceptions_) made.active.emplace(one->id, smt.fresh_bool("with " + one->id));
      made.alternative = std::make_unique<Alternative>(smt, encoder, ruleset_, made.active);
    }
    for (const auto& [id, on] : made.active) query.push_back(id == rule.id ? smt.negate(on) : on);
    return *made.alternative;
  }

 private:
  struct Made {
    std::map<std::string, z3::expr> active;
    std::unique_ptr<Alternative> alternative;
  };
  const Ruleset& ruleset_;
  std::vector<const Rule*> exceptions_;
  std::map<const Encoder*, Made> made_;
};

z3::expr fires(Smt& smt, Encoder& encoder, const Ruleset& ruleset, const std::string& id) {
  Exprs some;
  for (const Rule& rule : ruleset.rules) {
    if (rule.id == id) some.push_back(encoder.logic().is_true(encoder.guard(rule)));
  }
  return smt.any(some);
}

class Redundant {
 public:
  Redundant(Workbench& bench, Switches& switches, const Rule& rule)
      : bench_(bench), switches_(switches), rule_(rule) {}

  void run(Obligation& o) {
    // First where it stands, which is quick; then whether anything of the answer differs.
    Reply reply = ask(o, [this](Alternative& other) { return here(other); });
    if (reply.answer == Answer::kYes && !is_printed()) {
      reply = ask(o, [](Alternative& other) { return other.differs(); });
    }
    if (reply.answer == Answer::kUndecided) return;
    if (reply.answer == Answer::kYes) {
      o.verdict = Verdict::kProved;
      return;
    }
    o.verdict = Verdict::kRefuted;
    o.code = "S2124";
    o.because = rule_.goes_before;
    const auto text = messages::redundant_exception(rule_.id, rule_.title, rule_.goes_before);
    o.message = text.message;
    o.help = text.help;
  }

 private:
  // A value of the decision: where it differs, so does the answer.
  [[nodiscard]] bool is_printed() const {
    if (!rule_.requirement.empty()) return false;
    const engine::Term& term = bench_.ruleset().at(rule_.term);
    return term.is_value && !term.each.valid();
  }

  z3::expr here(Alternative& other) const {
    if (is_printed()) return other.printed_differs(rule_.term);
    return rule_.requirement.empty() ? other.differs(rule_.term) : other.differs(rule_.requirement);
  }

  template <typename Difference>
  Reply ask(Obligation& o, const Difference& difference) {
    const Reply reply = bench_.ask_ever([&](Smt& smt, Encoder& encoder) {
      Exprs query;
      Alternative& other = switches_.off(smt, encoder, rule_, query);
      query.push_back(difference(other));
      return query;
    });
    o.rlimit_used += reply.used;
    return reply;
  }

  Workbench& bench_;
  Switches& switches_;
  const Rule& rule_;
};

// ---- overlap ---------------------------------------------------------------------------------

// Through this version itself; whether it stands there through others depends on the day.
bool goes_before(const Rule& a, const Rule& b) {
  return std::find(a.goes_before.begin(), a.goes_before.end(), b.id) != a.goes_before.end();
}

bool at_one_level(const Rule& a, const Rule& b) {
  return a.id != b.id && a.is_default == b.is_default && a.validity.days.from <= b.validity.days.to &&
         b.validity.days.from <= a.validity.days.to && !goes_before(a, b) && !goes_before(b, a);
}

// Both apply, to one element where they are about elements, and nothing that goes before them does.
Exprs both(Smt& smt, Encoder& encoder, const Ruleset& ruleset, const RuleOrder& order, const Rule& a, const Rule& b) {
  Exprs some;
  const engine::RecordId each = a.term.valid() ? ruleset.at(a.term).each : engine::RecordId{};
  encoder.for_elements(each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
    Exprs here{exists};
    if (a.conclusion.valid()) {
      const Symbol x = encoder.expr_in(a.conclusion, scope);
      const Symbol y = encoder.expr_in(b.conclusion, scope);
      here.push_back(smt.all({x.states.known(smt), y.states.known(smt), encoder.logic().same_value(x, y)}));
      if (here.back().is_false()) return;
    }
    const auto applies = [&](const Rule& rule) { return encoder.logic().is_true(encoder.guard_in(rule, scope)); };
    const auto stands = [&](const Rule& rule, const Rule& other) { return order.before(smt, encoder, rule.id, other.id); };
    here.insert(here.end(), {applies(a), applies(b), smt.negate(stands(a, b)), smt.negate(stands(b, a))});
    for (const Rule* rule : order.rules()) {
      const bool ordinary = a.is_default && !rule->is_default;  // a rule for the other cases speaks after all of them
      const z3::expr first = ordinary ? smt.truth(true) : smt.any({stands(*rule, a), stands(*rule, b)});
      if (!first.is_false()) here.push_back(smt.negate(smt.all({first, applies(*rule)})));
    }
    some.push_back(smt.all(here));
  });
  return {smt.any(some)};
}

// Rules about one target that no day or level keeps apart.
std::vector<std::pair<const Rule*, const Rule*>> pairs(const Ruleset& ruleset, const RuleOrder& order) {
  std::vector<std::pair<const Rule*, const Rule*>> out;
  const auto& rules = order.rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      const Rule& a = *rules[i];
      const Rule& b = *rules[j];
      const bool asked = !ruleset.overlay || a.from_overlay || b.from_overlay;
      const bool says_the_same = a.conclusion.valid() || a.concludes_met == b.concludes_met;
      if (asked && says_the_same && at_one_level(a, b)) out.emplace_back(&a, &b);
    }
  }
  return out;
}

std::string target_of(const Ruleset& ruleset, const Rule& rule) {
  return rule.requirement.empty() ? ruleset.at(rule.term).name : rule.requirement;
}

void add_once(std::vector<std::string>& ids, const std::string& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

void check_overlap(Workbench& bench, const Rule& first) {
  const Ruleset& ruleset = bench.ruleset();
  const RuleOrder order(ruleset, first);
  const auto candidates = pairs(ruleset, order);
  if (candidates.empty()) return;
  const std::string target = target_of(ruleset, first);
  Obligation obligation = bench.start("overlap", target, first.span);
  obligation.severity = Severity::kWarning;
  bench.prove(std::move(obligation), [&](Obligation& o) {
    std::vector<std::string> together;
    bool open = false;
    for (const auto& [a, b] : candidates) {
      add_once(o.rules, a->id);
      add_once(o.rules, b->id);
      const Reply reply = bench.ask_ever([&, a = a, b = b](Smt& smt, Encoder& encoder) {
        return both(smt, encoder, ruleset, order, *a, *b);
      });
      o.rlimit_used += reply.used;
      open = open || reply.answer == Answer::kUndecided;
      if (reply.answer != Answer::kYes) continue;
      add_once(together, a->id);
      add_once(together, b->id);
    }
    if (together.empty()) {
      if (!open) o.verdict = Verdict::kProved;
      return;
    }
    o.verdict = Verdict::kRefuted;
    o.code = "S2126";
    o.rules = o.because = together;
    if (const Rule* rule = find_rule(ruleset, together.front())) o.span = rule->span;
    const auto text = messages::overlap(target, together);
    o.message = text.message;
    o.help = text.help;
  });
}

}  // namespace

// What cannot apply at all, or gives a term that nothing reads, is dead_rule's to say.
void check_redundant_exceptions(Workbench& bench) {
  const Ruleset& ruleset = bench.ruleset();
  const auto live = live_terms(ruleset);
  Switches switches(ruleset);
  for (const Rule* rule : switches.rules()) {
    if (rule->requirement.empty() && !ruleset.at(rule->term).is_value && !live.contains(rule->term.value)) continue;
    Obligation obligation = bench.start("redundant_exception", rule->id, rule->span);
    obligation.severity = Severity::kWarning;
    obligation.rules = {rule->id};
    const auto applies = [&](Smt& smt, Encoder& encoder) { return Exprs{fires(smt, encoder, ruleset, rule->id)}; };
    bench.prove(std::move(obligation), [&](Obligation& o) {
      if (bench.ask_ever(applies).answer == Answer::kNo) {
        o.verdict = Verdict::kProved;
        o.message = messages::said_by("dead_rule");
        return;
      }
      Redundant(bench, switches, *rule).run(o);
    });
  }
}

void check_overlaps(Workbench& bench) {
  std::vector<std::string> done;
  for (const Rule& rule : bench.ruleset().rules) {
    const std::string target = target_of(bench.ruleset(), rule);
    if (std::find(done.begin(), done.end(), target) != done.end()) continue;
    done.push_back(target);
    check_overlap(bench, rule);
  }
}

}  // namespace stadga::verify
