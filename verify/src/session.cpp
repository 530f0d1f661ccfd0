// session.cpp - incremental first, fresh for leftovers (docs/design/verify.md).
#include "session.h"

#include <algorithm>
#include <limits>

#include "recorder.h"

namespace stadga::verify {
namespace {

constexpr std::uint64_t kFirstShare = 10;  // a first try gets a tenth of the budget
constexpr std::size_t kSmallShare = 4;     // a slice is little when it is at most a quarter of all

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
  for (const auto& part : domain_) {
    solver_.add(part);
    slices_.add(part);
  }
}

void Session::add_new_axioms() {
  const Exprs& axioms = smt_.axioms();
  for (; axioms_seen_ < axioms.size(); ++axioms_seen_) {
    solver_.add(axioms[axioms_seen_]);
    slices_.add(axioms[axioms_seen_]);
  }
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

// A case for each group of assertions that speaks of something of its own: together, some case at all. Without one,
// what a part of the assertions leaves possible says nothing.
bool Session::is_inhabited() {
  if (inhabited_ && slices_.size() == assertions_seen_) return *inhabited_;
  assertions_seen_ = slices_.size();
  inhabited_ = true;
  for (const auto& group : slices_.groups()) {
    auto& known = cases_[Z3_get_ast_id(smt_.context(), group.front())];
    if (known.size == group.size()) continue;
    z3::solver small(smt_.context(), z3::solver::simple());
    for (const auto& part : group) small.add(part);
    known.size = group.size();
    known.model = check(small, z3::expr_vector(smt_.context()), rlimit_).model;
    if (!known.model) inhabited_ = false;
  }
  return *inhabited_;
}

// The case of the slice, with everything else as it is in the case of its own group.
std::optional<z3::model> Session::completed(const z3::model& slice) {
  z3::solver all(smt_.context(), z3::solver::simple());
  const auto take = [&](const z3::model& model) {
    for (unsigned i = 0; i < model.num_consts(); ++i) {
      const z3::func_decl name = model.get_const_decl(i);
      if (&model == &slice || !slice.has_interp(name)) all.add(name() == model.get_const_interp(name));
    }
  };
  take(slice);
  for (const auto& group : slices_.groups()) take(*cases_.at(Z3_get_ast_id(smt_.context(), group.front())).model);
  return all.check() == z3::sat ? std::optional<z3::model>(all.get_model()) : std::nullopt;
}

// Settled by the little that the goal has to do with; nothing where that does not settle it.
std::optional<Reply> Session::ask_slice(const std::vector<z3::expr>& slice, const z3::expr& goal, bool wants_model) {
  z3::solver small(smt_.context(), z3::solver::simple());
  for (const auto& part : slice) small.add(part);
  small.add(goal);
  Reply reply = check(small, z3::expr_vector(smt_.context()), std::max<std::uint64_t>(1, rlimit_ / kFirstShare));
  if (reply.answer == Answer::kUndecided) return std::nullopt;
  if (reply.answer == Answer::kYes && wants_model) {
    reply.model = completed(*reply.model);
    if (!reply.model) return std::nullopt;
  }
  return reply;
}

std::vector<std::uint32_t> Session::script(const std::vector<z3::expr>& given, const z3::expr& goal) {
  Recorder& recorder = *smt_.recorder();
  std::vector<std::uint32_t> lines;
  for (const auto& part : given) {
    auto& text = texts_[Z3_get_ast_id(part.ctx(), part)];
    if (text.empty()) text = recorder.lines(part);
    lines.insert(lines.end(), text.begin(), text.end());
  }
  const auto last = recorder.lines(goal);
  lines.insert(lines.end(), last.begin(), last.end());
  return lines;
}

Reply Session::ask(const Exprs& query, bool wants_model) {
  const z3::expr goal = smt_.all(query);
  if (goal.is_false()) return {Answer::kNo, std::nullopt, 0};
  add_new_axioms();
  const auto slice = slices_.connected(goal);
  const bool is_little = slice.size() * kSmallShare <= slices_.size() && is_inhabited();
  if (is_little) {
    if (auto reply = remembered(slice, goal, wants_model, [&] { return ask_slice(slice, goal, wants_model); })) {
      return std::move(*reply);
    }
  }
  return *remembered(slices_.all(), goal, wants_model, [&] { return std::optional(ask_whole(goal)); });
}

// What was answered before is not asked again, but where a case is wanted and there is one.
template <typename Ask>
std::optional<Reply> Session::remembered(const std::vector<z3::expr>& given, const z3::expr& goal, bool wants_model,
                                         const Ask& ask) {
  Recorder* const recorder = smt_.recorder();
  const bool trivial = goal.is_true() && given.empty();
  if (recorder == nullptr || trivial) return ask();
  auto lines = script(given, goal);
  const auto known = recorder->recall(lines, rlimit_);
  const bool enough = known && (!known->possible || !wants_model);
  std::optional<Reply> reply =
      enough ? Reply{known->possible ? Answer::kYes : Answer::kNo, std::nullopt, known->used} : ask();
  if (reply && reply->answer != Answer::kUndecided) {
    const bool possible = reply->answer == Answer::kYes;
    if (!known) recorder->remember(lines, rlimit_, {possible, reply->used});
    recorder->asked(std::move(lines), possible);
  }
  return reply;
}

Reply Session::ask_whole(const z3::expr& goal) {
  const z3::expr literal = smt_.fresh_bool("query");
  solver_.add(z3::implies(literal, goal));
  z3::expr_vector assumptions(smt_.context());
  assumptions.push_back(literal);
  Reply reply = check(solver_, assumptions, std::max<std::uint64_t>(1, rlimit_ / kFirstShare));
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
