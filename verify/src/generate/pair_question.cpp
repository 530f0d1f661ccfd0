// pair_question.cpp - see pair_question.h.
#include "generate/pair_question.h"

#include <algorithm>

#include "alternative.h"

namespace stadga::verify {

PairQuestions::PairQuestions(Workbench& bench, const Clause& clause, const engine::Ruleset& turned)
    : bench_(bench), clause_(clause), fresh_(make_case_vars(bench.smt(), bench.ruleset(), Knowledge::kComplete)),
      turned_ruleset_(turned), turned_(bench.smt(), turned, bench.vars()) {}

void PairQuestions::about(std::size_t atom) {
  const auto read = facts_of(bench_.ruleset(), clause_, atom);
  CaseVars mixed = bench_.vars();
  for (const auto fact : read) mixed.facts.at(fact) = fresh_.facts.at(fact);
  // What reads no fact can differ with the day alone.
  if (read.empty()) mixed.day = fresh_.day;
  second_.emplace(bench_.smt(), bench_.ruleset(), turned_ruleset_, std::move(mixed));
}

bool PairQuestions::shares_facts(std::size_t atom) const {
  const auto own = facts_of(bench_.ruleset(), clause_, atom);
  for (std::size_t i = 0; i < clause_.atoms.size(); ++i) {
    if (i == atom) continue;
    for (const auto fact : facts_of(bench_.ruleset(), clause_, i)) {
      if (own.contains(fact)) return true;
    }
  }
  return false;
}

PairQuestions::Truths PairQuestions::truths(Encoder& encoder, const Encoder::Scope& scope) {
  Truths out;
  for (const Atom& atom : clause_.atoms) out.push_back(encoder.expr_in(atom.expr, scope));
  out.push_back(encoder.expr_in(clause_.root, scope));
  return out;
}

// Where the clause speaks: of the case, or of each element that may exist.
std::vector<std::pair<z3::expr, Encoder::Scope>> PairQuestions::places(Encoder& encoder) {
  std::vector<std::pair<z3::expr, Encoder::Scope>> out;
  encoder.for_elements(clause_.each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
    out.emplace_back(exists, scope);
  });
  return out;
}

// The clause with one atom taken for true or false.
Symbol PairQuestions::forced(engine::ExprId id, const Truths& truths, std::size_t atom, bool value) {
  Logic& logic = bench_.encoder().logic();
  const engine::Expr& expr = bench_.ruleset().at(id);
  const auto place = place_of(bench_.ruleset(), clause_, id);
  if (place) return *place == atom ? logic.truth(bench_.smt().truth(value)) : truths[*place];
  if (expr.op == engine::Op::kLiteral) return logic.truth(bench_.smt().truth(std::get<bool>(expr.literal)));
  std::vector<Symbol> parts;
  for (const auto part : expr.args) parts.push_back(forced(part, truths, atom, value));
  if (expr.op == engine::Op::kNot) return logic.negate(parts.at(0));
  return expr.op == engine::Op::kAll ? logic.all_of(parts) : logic.any_of(parts);
}

z3::expr PairQuestions::matters(const Truths& truths, std::size_t atom) {
  Logic& logic = bench_.encoder().logic();
  const Symbol yes = forced(clause_.root, truths, atom, true);
  const Symbol no = forced(clause_.root, truths, atom, false);
  Smt& smt = bench_.smt();
  return smt.any({smt.all({logic.is_true(yes), logic.is_false(no)}), smt.all({logic.is_false(yes), logic.is_true(no)})});
}

z3::expr PairQuestions::pair_at(const PairQuery& query, const Truths& yes, const Truths& no) {
  Smt& smt = bench_.smt();
  Logic& logic = bench_.encoder().logic();
  const auto alike = [&](const Symbol& a, const Symbol& b) {
    return smt.all({smt.equal(logic.is_true(a), logic.is_true(b)), smt.equal(logic.is_false(a), logic.is_false(b))});
  };
  Exprs parts{logic.is_true(yes[query.atom]), logic.is_false(no[query.atom])};
  for (std::size_t i = 0; query.others_same && i < clause_.atoms.size(); ++i) {
    if (i != query.atom) parts.push_back(alike(yes[i], no[i]));
  }
  if (!query.others_same) {
    parts.push_back(matters(yes, query.atom));
    parts.push_back(matters(no, query.atom));
  }
  const Symbol& a = yes.back();
  const Symbol& b = no.back();
  parts.push_back(smt.any({smt.all({logic.is_true(a), logic.is_false(b)}),
                           smt.all({logic.is_false(a), logic.is_true(b)})}));
  return smt.all(parts);
}

// The version is law, and its condition counts.
Exprs PairQuestions::standing(Encoder& encoder) {
  Exprs out{encoder.in_force(clause_.validity)};
  if (clause_.applies.valid()) out.push_back(encoder.logic().is_true(encoder.expr(clause_.applies)));
  return out;
}

z3::expr PairQuestions::value_differs(const Symbol& a, const Symbol& b) {
  Smt& smt = bench_.smt();
  const z3::expr here = a.states.known(smt);
  const z3::expr there = b.states.known(smt);
  return smt.any({smt.negate(smt.equal(here, there)),
                  smt.all({here, there, smt.negate(bench_.encoder().logic().same_value(a, b))})});
}

void PairQuestions::add_result(const PairQuery& query, Exprs& asked) {
  if (query.aim == Aim::kCondition) return;
  Smt& smt = bench_.smt();
  Encoder& first = bench_.encoder();
  Encoder& second = second_->encoder;
  asked.push_back(result_differs(first, second));
  const Exprs decides{result_differs(first, turned_), result_differs(second, second_->turned)};
  asked.push_back(query.aim == Aim::kDecided ? smt.all(decides) : smt.any(decides));
  if (query.aim != Aim::kDecided) return;
  asked.push_back(decided(first, smt));
  asked.push_back(decided(second, smt));
}

z3::expr PairQuestions::result_differs(Encoder& first, Encoder& second) {
  Smt& smt = bench_.smt();
  Exprs out;
  for (std::size_t i = 0; i < bench_.ruleset().decision.stages.size(); ++i) {
    out.push_back(smt.negate(smt.equal(first.decision().ends_at.at(i), second.decision().ends_at.at(i))));
  }
  for (const auto outcome : kOutcomes) {
    out.push_back(smt.negate(smt.equal(first.outcome(outcome), second.outcome(outcome))));
  }
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.push_back(smt.negate(smt.equal(first.decision().states.at(rank), second.decision().states.at(rank))));
  }
  for (std::uint32_t i = 0; i < bench_.ruleset().terms.size(); ++i) {
    const engine::Term& term = bench_.ruleset().terms[i];
    if (!term.is_value || term.each.valid()) continue;
    out.push_back(value_differs(first.term({i}).value, second.term({i}).value));
  }
  return smt.any(out);
}

PairReply PairQuestions::ask(const PairQuery& query) {
  Smt& smt = bench_.smt();
  Encoder& first = bench_.encoder();
  Encoder& second = second_->encoder;
  const DateTerm& day = second_->vars.day;
  Exprs asked = fresh_.domain;
  asked.push_back(smt.equal(day.month, fresh_.day.month));
  asked.push_back(smt.equal(day.day, fresh_.day.day));
  for (Encoder* encoder : {&first, &second}) {
    for (const z3::expr& part : standing(*encoder)) asked.push_back(part);
  }
  const auto here = places(first);
  const auto there = places(second);
  Exprs ways;
  for (std::size_t i = 0; i < here.size() && i < there.size(); ++i) {
    ways.push_back(smt.all({here[i].first, there[i].first,
                            pair_at(query, truths(first, here[i].second), truths(second, there[i].second))}));
  }
  asked.push_back(smt.any(ways));
  add_result(query, asked);
  bench_.renew_session();  // what was asked before only slows this down
  const Reply reply = bench_.session().ask(asked);
  PairReply out{reply.answer, reply.used, std::nullopt};
  if (reply.answer != Answer::kYes) return out;
  const std::string& code = bench_.target().municipality;
  out.yes_no.emplace(case_from_model(bench_.ruleset(), bench_.vars(), *reply.model, code),
                     case_from_model(bench_.ruleset(), second_->vars, *reply.model, code));
  return out;
}

}  // namespace stadga::verify
