// probe.cpp - one case asserted, the whole meaning read off the model.
#include "probe.h"

#include <algorithm>

#include "encoder.h"
#include "knowledge.h"
#include "replay.h"
#include "session.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::TypeKind;

constexpr std::uint64_t kBudget = 50'000'000;

std::int64_t number(const z3::model& model, const z3::expr& value) {
  std::int64_t out = 0;
  return model.eval(value, true).is_numeral_i64(out) ? out : 0;
}

bool truth(const z3::model& model, const z3::expr& value) {
  return model.eval(value, true).is_true();
}

CaseStatus status_of(State state) {
  switch (state) {
    case State::kUnknown: return CaseStatus::kIncomplete;
    case State::kConflict: return CaseStatus::kConflict;
    case State::kGap: return CaseStatus::kGap;
    case State::kNotInForce: return CaseStatus::kNotInForce;
    case State::kNotCovered: return CaseStatus::kNotCovered;
    case State::kError: return CaseStatus::kError;
  }
  return CaseStatus::kError;
}

Json printed(const engine::Ruleset& ruleset, const engine::Type& type, const Symbol& value,
             const z3::model& model) {
  switch (type.kind) {
    case TypeKind::kBool: return truth(model, value.parts[0]);
    case TypeKind::kDate:
      return to_string(Date{static_cast<std::int32_t>(number(model, value.parts[0])),
                            static_cast<std::int32_t>(number(model, value.parts[1]))});
    case TypeKind::kMoney: return to_string(Money{number(model, value.parts[0])});
    case TypeKind::kEnum:
      return ruleset.at(type.enumeration)
          .values.at(static_cast<std::size_t>(number(model, value.parts[0])));
    default: return number(model, value.parts[0]);
  }
}

template <typename Build>
std::optional<Date> solve_date(Date start, Build build) {
  Smt smt;
  Calendar calendar(smt);
  // Variables, so that the terms and not the folding are tested.
  const DateTerm date{smt.fresh_int("month"), smt.fresh_int("day")};
  const DateResult result = build(smt, calendar, date);
  Session session(smt, {}, kBudget);
  const Reply reply = session.ask({smt.equal(date.month, smt.number(start.month)),
                                   smt.equal(date.day, smt.number(start.day))});
  if (reply.answer != Answer::kYes || truth(*reply.model, result.outside)) return std::nullopt;
  return Date{static_cast<std::int32_t>(number(*reply.model, result.date.month)),
              static_cast<std::int32_t>(number(*reply.model, result.date.day))};
}

}  // namespace

struct Probe::State {
  State(const engine::Ruleset& r, bool partial, bool summed)
      : ruleset(r),
        vars(make_case_vars(smt, r, partial ? Knowledge::kPartial : Knowledge::kComplete,
                            summed ? LongLists::kSummed : LongLists::kCut)),
        encoder(smt, r, vars) {}

  Smt smt;
  const engine::Ruleset& ruleset;
  CaseVars vars;
  Encoder encoder;
};

namespace {

// What an encoding says it for: law days that are known and inside the horizon (Encoder::law_day), months in a row
// that rise (Encoder::qualified). Elsewhere every valid case is one of the encoding.
bool speaks_of_some(const engine::Ruleset& ruleset) {
  return ruleset.header.law_day.valid() ||
         std::any_of(ruleset.exprs.begin(), ruleset.exprs.end(),
                     [](const engine::Expr& expr) { return expr.op == engine::Op::kQualified; });
}

bool is_valid(Probe::State& s, const Exprs& bound) {
  z3::solver solver(s.smt.context(), z3::solver::simple());
  for (const Exprs* parts : {static_cast<const Exprs*>(&s.vars.domain), &bound}) {
    for (const auto& part : *parts) solver.add(part);
  }
  return solver.check() == z3::sat;
}

}  // namespace

Probe::Probe(const engine::Ruleset& ruleset, bool partial, bool summed)
    : state_(std::make_unique<State>(ruleset, partial, summed)) {}
Probe::~Probe() = default;

Result<std::optional<ProbeAnswer>> Probe::ask(const engine::Case& facts) {
  const auto failed = [](const std::string& why) {
    return Error{Failure::kInternal, "S9001", {why, why}, "probe"};
  };
  try {
    State& s = *state_;
    const Bound bound = bind_case(s.smt, s.vars, facts);
    if (!bound.inside) return std::optional<ProbeAnswer>();
    const DecisionTerm& decision = s.encoder.decision();
    std::vector<const Symbol*> terms;
    for (std::uint32_t i = 0; i < s.ruleset.terms.size(); ++i) {
      const bool each = s.ruleset.terms[i].each.valid();  // no value by itself
      terms.push_back(each ? nullptr : &s.encoder.term(engine::TermId{i}).value);
    }
    // Only the facts are asserted; the meaning is read off the model.
    z3::solver solver(s.smt.context(), z3::solver::simple());
    for (const Exprs* parts : {static_cast<const Exprs*>(&s.vars.domain), &s.smt.axioms(),
                               &bound.assertions}) {
      for (const auto& part : *parts) solver.add(part);
    }
    if (solver.check() != z3::sat) {
      if (speaks_of_some(s.ruleset) && is_valid(s, bound.assertions)) return std::optional<ProbeAnswer>();
      return failed("no such case");
    }
    const z3::model model = solver.get_model();
    ProbeAnswer out;
    for (std::size_t rank = 0; rank < kStates; ++rank) {
      if (truth(model, decision.states.at(rank))) {
        out.status = status_of(static_cast<verify::State>(rank));
      }
    }
    for (std::uint32_t i = 0; i < decision.ends_at.size(); ++i) {
      if (!truth(model, decision.ends_at[i])) continue;
      if (out.stage) return failed("two stages");
      out.stage = i;
      const bool referral =
          s.ruleset.decision.stages[i].outcome == engine::Outcome::kReferral;
      out.status = referral ? CaseStatus::kReferred : CaseStatus::kDetermined;
    }
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto& term = s.ruleset.terms[i];
      if (!term.is_value || terms[i] == nullptr || !truth(model, terms[i]->states.known(s.smt))) continue;
      out.values[term.name] = printed(s.ruleset, term.type, *terms[i], model);
    }
    return std::optional<ProbeAnswer>(std::move(out));
  } catch (const z3::exception& e) {
    return failed(e.msg());
  } catch (const OutOfCore& e) {
    return failed(e.what());
  }
}

namespace {

z3::expr ending(const DecisionTerm& decision, const engine::Evaluation& evaluation, Smt& smt) {
  if (evaluation.stage) return decision.ends_at.at(*evaluation.stage);
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    if (status_of(static_cast<State>(rank)) == evaluation.status) return decision.states.at(rank);
  }
  return smt.negate(decision.states.known(smt));
}

}  // namespace

Result<bool> Probe::allows(const engine::Case& facts, const engine::Evaluation& evaluation) {
  try {
    State& s = *state_;
    const Bound bound = bind_case(s.smt, s.vars, facts);
    Exprs query = bound.assertions;
    if (!bound.inside) return false;
    query.push_back(ending(s.encoder.decision(), evaluation, s.smt));
    for (std::uint32_t i = 0; i < s.ruleset.terms.size(); ++i) {
      const auto found = evaluation.values.find(s.ruleset.terms[i].name);
      const auto amount = found == evaluation.values.end() ? std::nullopt : printed_number(found->second);
      if (!amount) continue;
      const Symbol& value = s.encoder.term(engine::TermId{i}).value;
      query.push_back(value.states.known(s.smt));
      query.push_back(s.smt.equal(value.parts.at(0), s.smt.number(*amount)));
    }
    return Session(s.smt, s.vars.domain, kBudget).ask(query).answer == Answer::kYes;
  } catch (const z3::exception& e) {
    return Error{Failure::kInternal, "S9001", {e.msg(), e.msg()}, "probe"};
  } catch (const OutOfCore& e) {
    return Error{Failure::kInternal, "S9001", {e.what(), e.what()}, "probe"};
  }
}

bool probe_knowledge(const engine::Package& package, bool same_case) {
  Workbench bench({&package, &package.base, ""}, {});
  Smt smt(true);
  const CaseVars partial = make_case_vars(smt, package.base, Knowledge::kPartial);
  const CaseVars other = make_case_vars(smt, package.base, Knowledge::kPartial);
  const CaseVars complete = completion_of(smt, same_case ? partial : other);
  return prove_knowledge_in_steps(bench, smt, partial, complete).all_hold;
}

std::optional<Date> probe_add_months(Date date, std::int64_t months) {
  return solve_date(date, [&](Smt& smt, Calendar& calendar, const DateTerm& start) {
    return calendar.add_months(start, smt.number(months));
  });
}

std::optional<Date> probe_add_days(Date date, std::int64_t days, bool general) {
  return solve_date(date, [&](Smt& smt, Calendar& calendar, const DateTerm& start) {
    if (!general) return calendar.add_days(start, smt.number(days));
    const z3::expr step = smt.fresh_int("step");
    smt.require(smt.equal(step, smt.number(days)));
    return calendar.add_days(start, step);
  });
}

bool probe_is_valid(Date date) {
  Smt smt;
  Calendar calendar(smt);
  const DateTerm term{smt.fresh_int("month"), smt.fresh_int("day")};
  Session session(smt, {}, kBudget);
  return session
             .ask({smt.equal(term.month, smt.number(date.month)),
                   smt.equal(term.day, smt.number(date.day)), calendar.valid(term)})
             .answer == Answer::kYes;
}

std::optional<std::int64_t> probe_scale(std::int64_t amount, std::int64_t numerator,
                                        std::int64_t denominator, std::int64_t unit,
                                        Rounding mode) {
  engine::Ruleset ruleset;
  engine::Expr value;
  value.op = engine::Op::kFact;
  value.fact = engine::FactId{0};
  engine::Expr scaled;
  scaled.op = engine::Op::kScale;
  scaled.args = {engine::ExprId{0}};
  scaled.numerator = numerator;
  scaled.denominator = denominator;
  scaled.unit = unit;
  scaled.rounding = mode;
  engine::Fact fact;
  fact.name = "amount";
  fact.type.kind = TypeKind::kMoney;
  fact.type.min = amount;
  fact.type.max = amount;
  value.type = fact.type;
  ruleset.facts = {fact};
  ruleset.exprs = {value, scaled};
  Smt smt;
  const CaseVars vars = make_case_vars(smt, ruleset, Knowledge::kComplete);
  Encoder encoder(smt, ruleset, vars);
  const Symbol result = encoder.expr(engine::ExprId{1});
  Session session(smt, vars.domain, kBudget);
  const Reply reply = session.ask({smt.truth(true)});
  if (reply.answer != Answer::kYes || truth(*reply.model, result.states[State::kError])) {
    return std::nullopt;
  }
  return number(*reply.model, result.parts[0]);
}

}  // namespace stadga::verify
