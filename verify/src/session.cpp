// session.cpp - incremental first, fresh for leftovers (docs/design/verify.md).
#include "session.h"

#include <algorithm>
#include <limits>

namespace stadga::verify {
namespace {

constexpr std::uint64_t kFirstShare = 10;  // the incremental try gets a tenth of the budget

z3::params limits(z3::context& context, std::uint64_t rlimit) {
  z3::params params(context);
  const auto bounded = std::min<std::uint64_t>(rlimit, std::numeric_limits<unsigned>::max());
  params.set("rlimit", static_cast<unsigned>(bounded));
  params.set("random_seed", 0U);
  return params;
}

std::uint64_t steps(const z3::solver& solver) {
  const z3::stats stats = solver.statistics();
  for (unsigned i = 0; i < stats.size(); ++i) {
    if (stats.key(i) == "rlimit count") return stats.uint_value(i);
  }
  return 0;
}

}  // namespace

Session::Session(Smt& smt, const Exprs& domain, std::uint64_t rlimit)
    : smt_(smt), domain_(domain), rlimit_(rlimit), solver_(smt.context()) {
  for (const auto& part : domain_) solver_.add(part);
}

void Session::add_new_axioms() {
  const Exprs& axioms = smt_.axioms();
  for (; axioms_seen_ < axioms.size(); ++axioms_seen_) solver_.add(axioms[axioms_seen_]);
}

Reply Session::check(z3::solver& solver, const z3::expr_vector& assumptions,
                     std::uint64_t rlimit) {
  solver.set(limits(smt_.context(), rlimit));
  Reply reply;
  const z3::check_result result = solver.check(assumptions);
  reply.used = smt_.steps_since(steps(solver));
  if (result == z3::sat) {
    reply.answer = Answer::kYes;
    reply.model = solver.get_model();
  } else if (result == z3::unsat) {
    reply.answer = Answer::kNo;
  }
  return reply;
}

Reply Session::ask(const Exprs& query) {
  const z3::expr goal = smt_.all(query);
  Reply reply;
  if (goal.is_false()) {
    reply.answer = Answer::kNo;
    return reply;
  }
  add_new_axioms();
  const z3::expr literal = smt_.fresh_bool("query");
  solver_.add(z3::implies(literal, goal));
  z3::expr_vector assumptions(smt_.context());
  assumptions.push_back(literal);
  reply = check(solver_, assumptions, std::max<std::uint64_t>(1, rlimit_ / kFirstShare));
  solver_.add(!literal);  // done with it
  if (reply.answer != Answer::kUndecided) return reply;
  z3::solver fresh(smt_.context());
  for (const auto& part : domain_) fresh.add(part);
  for (const auto& axiom : smt_.axioms()) fresh.add(axiom);
  fresh.add(goal);
  const z3::expr_vector none(smt_.context());
  Reply second = check(fresh, none, rlimit_);
  second.used += reply.used;
  return second;
}

}  // namespace stadga::verify
