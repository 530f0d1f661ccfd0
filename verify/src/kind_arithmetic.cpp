// kind_arithmetic.cpp - arithmetic: a case whose status is `error`: an amount beyond the bounds, a
// day outside the calendar, the least or greatest of nothing, a value that is missing.
#include "kinds.h"
#include "messages.h"
#include "ranges.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::ExprId;
using engine::Op;

struct Place {
  std::string id, title;
  engine::Span span;
  z3::expr error;  // the provision itself fails, not what it reads
};

bool can_fail_itself(Op op) {
  switch (op) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kScale:
    case Op::kRatio:
    case Op::kAddMonths:
    case Op::kSubMonths:
    case Op::kAddDays:
    case Op::kSubDays:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum: return true;
    default: return false;
  }
}

// Something below computes, and what it computes can be too large, or outside the calendar.
bool can_go_wrong(const engine::Ruleset& ruleset, const std::vector<ExprId>& from) {
  bool found = false;
  for (const ExprId root : from) {
    walk(ruleset, root, [&](ExprId e) {
      const auto& expr = ruleset.at(e);
      const bool sized = expr.op == Op::kAdd || expr.op == Op::kSub || expr.op == Op::kScale || expr.op == Op::kListSum;
      found = found || (can_fail_itself(expr.op) && !(sized && always_fits(ruleset, expr)));
    });
  }
  return found;
}

// Failures among the elements beyond the slots of a list that are those of a term they are worth.
void add_rests(Workbench& bench, ExprId id, const Encoder::Scope& scope, Exprs& inherited) {
  if (!id.valid()) return;
  const auto& expr = bench.ruleset().at(id);
  if (is_list_operator(expr.op)) {
    const bool own = can_go_wrong(bench.ruleset(), {expr.args.begin() + 1, expr.args.end()});
    if (!own) inherited.push_back(bench.encoder().rest_fails(expr, scope));
    return;
  }
  for (const ExprId arg : expr.args) add_rests(bench, arg, scope, inherited);
}

// Errors of an expression itself, not of the terms and requirements that it reads.
z3::expr own_error(Workbench& bench, ExprId id, const Encoder::Scope& scope = {}) {
  if (!id.valid()) return bench.smt().truth(false);
  Exprs inherited;
  add_rests(bench, id, scope, inherited);
  walk(bench.ruleset(), id, [&](ExprId e) {
    const auto& expr = bench.ruleset().at(e);
    if (expr.op == Op::kTerm) {
      inherited.push_back(
          bench.encoder().term_anywhere(expr.term).value.states[State::kError]);
    }
    if (expr.op == Op::kRequirementIs) {
      const auto& read = bench.ruleset().requirements.at(expr.requirement.value).id;
      inherited.push_back(bench.encoder().requirement(read).states[State::kError]);
    }
  });
  return bench.smt().all({bench.encoder().expr_in(id, scope).states[State::kError],
                          bench.smt().negate(bench.smt().any(inherited))});
}

z3::expr error_in(Workbench& bench, const engine::Requirement& requirement) {
  Exprs parts;
  for (const ExprId id : roots(requirement)) parts.push_back(own_error(bench, id));
  return bench.smt().all(
      {bench.encoder().in_force(requirement.validity), bench.smt().any(parts)});
}

z3::expr error_in(Workbench& bench, const engine::Rule& rule) {
  Encoder& encoder = bench.encoder();
  const auto each = rule.term.valid() ? bench.ruleset().at(rule.term).each : engine::RecordId{};
  Exprs some;
  encoder.for_elements(each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
    const Symbol guard = encoder.guard_in(rule, scope);
    const z3::expr applies = bench.smt().negate(encoder.logic().is_false(guard));
    const z3::expr conclusion =
        bench.smt().all({applies, own_error(bench, rule.conclusion, scope)});
    some.push_back(bench.smt().all(
        {exists, bench.smt().any({own_error(bench, rule.condition, scope), conclusion})}));
  });
  return bench.smt().all({encoder.in_force(rule.validity), bench.smt().any(some)});
}

// Only provisions that compute something can fail.
bool computes(const engine::Ruleset& ruleset, const std::vector<ExprId>& from) {
  bool found = false;
  for (const ExprId root : from) {
    walk(ruleset, root, [&](ExprId e) {
      found = found || can_fail_itself(ruleset.at(e).op);
    });
  }
  return found;
}

// Everything in a rule set that can fail by itself, in source order.
class Arithmetic {
 public:
  explicit Arithmetic(Workbench& bench) : bench_(bench) {
    const auto& ruleset = bench.ruleset();
    add(ruleset.requirements, requirement_provisions(ruleset));
    add(ruleset.rules, rule_provisions(ruleset));
  }

  void run() {
    for (std::size_t i = 0; i < places_.size(); ++i) check(i);
  }

 private:
  template <typename T>
  void add(const std::vector<T>& items, const std::vector<Provision>& provisions) {
    for (const auto& provision : provisions) {
      bool any = false;
      Exprs errors;
      for (const auto index : provision.versions) {
        any = any || computes(bench_.ruleset(), roots(items[index]));
        errors.push_back(error_of(items[index]));
      }
      const z3::expr error = bench_.smt().any(errors);
      if (!any && error.is_false()) continue;
      const auto& first = items[provision.versions.front()];
      places_.push_back({first.id, first.title, first.span, error});
    }
  }

  // A construct without encoding is reported by the obligation itself.
  template <typename T>
  z3::expr error_of(const T& item) {
    try {
      return error_in(bench_, item);
    } catch (const OutOfCore&) {
      return bench_.smt().truth(true);
    }
  }

  void check(std::size_t index) {
    const Place& place = places_[index];
    Obligation obligation = bench_.start("arithmetic", place.id, place.span);
    obligation.rules = {place.id};
    bench_.prove(std::move(obligation), [&](Obligation& o) {
      Question question;
      question.query = {place.error, bench_.encoder().decision().states[State::kError]};
      for (std::size_t i = 0; i < places_.size(); ++i) {
        if (i != index) question.prefer.push_back(bench_.smt().negate(places_[i].error));
      }
      question.shows = [&](const Shown& shown) {
        return shown.evaluation.status == CaseStatus::kError && shown.evaluation.at == place.id;
      };
      question.days = [&](const engine::Evaluation&) {
        return starts_of(bench_.ruleset(), {place.id});
      };
      const auto witness = bench_.settle(o, question);
      if (!witness) return;
      o.code = "S2109";
      const auto text = messages::arithmetic(place.id, place.title, witness->evaluation.detail);
      o.message = text.message;
      o.help = text.help;
    });
  }

  Workbench& bench_;
  std::vector<Place> places_;
};

}  // namespace

void check_arithmetic(Workbench& bench) { Arithmetic(bench).run(); }

}  // namespace stadga::verify
