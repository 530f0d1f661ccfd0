// kind_vacuous.cpp - vacuous: a part of a condition that can be left out, for no case tells the difference; and a
// condition that every case satisfies.
#include <algorithm>
#include <optional>

#include "alternative.h"
#include "generate/text.h"
#include "kinds.h"
#include "messages.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;

// The part `index` of a junction; of `whole`, the condition itself.
struct Drop {
  ExprId node;
  std::size_t index = 0;
  bool whole = false;
};

using Drops = std::vector<Drop>;

bool is_junction(Op op) { return op == Op::kAll || op == Op::kAny; }

void find_parts(const Ruleset& ruleset, ExprId id, std::vector<Drop>& out) {
  const Expr& expr = ruleset.at(id);
  if (!is_junction(expr.op) && expr.op != Op::kNot) return;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    if (is_junction(expr.op) && expr.args.size() > 1) out.push_back({id, i});
    find_parts(ruleset, expr.args[i], out);
  }
}

// A condition of one version, with what stands around it.
struct Condition {
  std::string id, title;
  engine::Span span;
  const engine::Validity* validity = nullptr;
  ExprId applies;    // holds already where the condition is asked
  ExprId condition;
  engine::RecordId each;
  bool is_guard = false;  // of a requirement: what it applies to
};

class Vacuous {
 public:
  Vacuous(Workbench& bench, const Condition& condition) : bench_(bench), it_(condition) {}

  void run(Obligation& o) {
    std::vector<Drop> parts{{it_.condition, 0, true}};
    find_parts(bench_.ruleset(), it_.condition, parts);
    Drops idle;  // all of them together
    for (const Drop& part : parts) {
      if (!remains(part, idle)) continue;
      Drops without = idle;
      without.push_back(part);
      const Reply reply = bench_.ask_ever([&](Smt& smt, Encoder& encoder) { return question(smt, encoder, without); });
      o.rlimit_used += reply.used;
      if (reply.answer == Answer::kUndecided) return;
      if (reply.answer == Answer::kNo) idle = std::move(without);
      if (!idle.empty() && idle.front().whole) break;
    }
    o.verdict = Verdict::kProved;
    if (idle.empty()) return;
    // That it can never be asked at all is dead_rule's to say.
    const auto asked = [&](Smt& smt, Encoder& encoder) { return around(smt, encoder); };
    if (bench_.ask_ever(asked).answer == Answer::kNo) {
      o.message = messages::said_by("dead_rule");
      return;
    }
    refute(o, idle);
  }

 private:
  [[nodiscard]] ExprId root_of(const Drop& part) const {
    return part.whole ? part.node : bench_.ruleset().at(part.node).args[part.index];
  }

  [[nodiscard]] bool inside(const Drop& part, const Drop& outer) const {
    bool found = false;
    walk(bench_.ruleset(), root_of(outer), [&](ExprId id) { found = found || id == part.node; });
    return found;
  }

  // It stands in nothing that is left out already, and something stands beside it.
  [[nodiscard]] bool remains(const Drop& part, const Drops& idle) const {
    const auto around = [&](const Drop& other) { return inside(part, other); };
    if (std::any_of(idle.begin(), idle.end(), around)) return false;
    const auto beside = [&](const Drop& other) { return !other.whole && other.node == part.node; };
    const auto gone = static_cast<std::size_t>(std::count_if(idle.begin(), idle.end(), beside));
    return part.whole || gone + 1 < bench_.ruleset().at(part.node).args.size();
  }

  void refute(Obligation& o, const Drops& idle) {
    o.verdict = Verdict::kRefuted;
    o.code = "S2125";
    const Expr& first = bench_.ruleset().at(root_of(idle.front()));
    if (first.span.line != 0) o.span = first.span;
    std::vector<messages::Part> parts;
    for (const Drop& part : idle) {
      parts.push_back({bench_.ruleset().at(root_of(part)).span.line, words_of(bench_.ruleset(), root_of(part))});
      for (const auto fact : facts_read(bench_.ruleset(), {root_of(part)})) {
        const std::string& name = bench_.ruleset().facts[fact].name;
        if (std::find(o.because.begin(), o.because.end(), name) == o.because.end()) o.because.push_back(name);
      }
    }
    const auto text = idle.front().whole ? messages::always_holds(it_.id, it_.title, it_.is_guard)
                                         : messages::vacuous(it_.id, it_.title, parts, o.because);
    o.message = text.message;
    o.help = text.help;
  }

  // Where the condition is asked: on the days of the version, of what it applies to.
  Exprs around(Smt& smt, Encoder& encoder) {
    Exprs out{encoder.in_force(*it_.validity)};
    if (it_.applies.valid()) out.push_back(encoder.logic().is_true(encoder.expr(it_.applies)));
    Exprs some;
    encoder.for_elements(it_.each, [&](const z3::expr& exists, const Encoder::Scope&) { some.push_back(exists); });
    out.push_back(smt.any(some));
    return out;
  }

  Exprs question(Smt& smt, Encoder& encoder, const Drops& parts) {
    Exprs out = around(smt, encoder);
    Exprs some;
    encoder.for_elements(it_.each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
      const Symbol as_written = encoder.expr_in(it_.condition, scope);
      some.push_back(smt.all({exists, parts.front().whole ? smt.negate(encoder.logic().is_true(as_written))
                                                          : differs(smt, encoder, as_written, parts, scope)}));
    });
    out.push_back(smt.any(some));
    return out;
  }

  z3::expr differs(Smt& smt, Encoder& encoder, const Symbol& as_written, const Drops& parts,
                   const Encoder::Scope& scope) {
    const Symbol other = shortened(encoder, it_.condition, parts, scope);
    const z3::expr same_truth = smt.equal(encoder.logic().is_true(as_written), encoder.logic().is_true(other));
    return smt.any({differ(smt, as_written.states, other.states), smt.negate(same_truth)});
  }

  // The condition without the parts.
  Symbol shortened(Encoder& encoder, ExprId id, const Drops& parts, const Encoder::Scope& scope) {
    const Expr& expr = bench_.ruleset().at(id);
    if (!is_junction(expr.op) && expr.op != Op::kNot) return encoder.expr_in(id, scope);
    std::vector<Symbol> left;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
      const auto here = [&](const Drop& part) { return part.node == id && part.index == i; };
      if (std::any_of(parts.begin(), parts.end(), here)) continue;
      left.push_back(shortened(encoder, expr.args[i], parts, scope));
    }
    if (expr.op == Op::kNot) return encoder.logic().negate(left.front());
    return expr.op == Op::kAll ? encoder.logic().all_of(left) : encoder.logic().any_of(left);
  }

  Workbench& bench_;
  const Condition& it_;
};

void check(Workbench& bench, const Condition& condition, const std::string& subject) {
  if (!condition.condition.valid()) return;
  Obligation obligation = bench.start("vacuous", subject, condition.span);
  obligation.severity = Severity::kWarning;
  obligation.rules = {condition.id};
  Vacuous proof(bench, condition);
  bench.prove(std::move(obligation), [&](Obligation& o) { proof.run(o); });
}

}  // namespace

void check_vacuous(Workbench& bench) {
  const Ruleset& ruleset = bench.ruleset();
  const auto asked_here = [&](bool from_overlay) { return from_overlay || !ruleset.overlay; };
  for (const auto& one : ruleset.requirements) {
    if (!asked_here(one.from_overlay)) continue;
    const std::string name = subject(ruleset.requirements, one);
    check(bench, {one.id, one.title, one.span, &one.validity, {}, one.applies, {}, true}, name + "/applies");
    check(bench, {one.id, one.title, one.span, &one.validity, one.applies, one.condition, {}}, name);
  }
  for (const auto& one : ruleset.rules) {
    if (!asked_here(one.from_overlay)) continue;
    const engine::RecordId each = one.term.valid() ? ruleset.at(one.term).each : engine::RecordId{};
    check(bench, {one.id, one.title, one.span, &one.validity, {}, one.condition, each},
          subject(ruleset.rules, one));
  }
}

}  // namespace stadga::verify
