// diff/sharing.cpp - what OLD and NEW have in common in the solver: definitions and expressions
// that say the same, and what is known of the elements that a long list sums up in either.
#include <algorithm>

#include "diff/encoding.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Ruleset;
using engine::TermId;
using engine::TypeKind;

constexpr std::uint64_t kForLemmas = 4;  // so small a part of the limit for each

// What a case is decided by: every requirement, and the terms that are printed, needed or granted.
From decisive(const Ruleset& ruleset) {
  From out;
  for (const auto& requirement : ruleset.requirements) out.requirements.push_back(requirement.id);
  for (std::uint32_t i = 0; i < ruleset.terms.size(); ++i) {
    if (ruleset.terms[i].is_value) out.terms.push_back(TermId{i});
  }
  for (const auto& stage : ruleset.decision.stages) {
    out.terms.insert(out.terms.end(), stage.requires_values.begin(), stage.requires_values.end());
  }
  for (const auto& items : ruleset.decision.items) {
    out.terms.push_back(items.granted);
    out.exprs.push_back(items.applied);
  }
  if (ruleset.header.law_day.valid()) out.exprs.push_back(ruleset.header.law_day);
  return out;
}

// Every expression that takes part, whether its definition is shared or not.
std::vector<ExprId> roots_of(const Ruleset& ruleset) {
  std::vector<ExprId> out = deciding_roots(ruleset);
  for (const auto& items : ruleset.decision.items) out.push_back(items.applied);
  if (ruleset.header.law_day.valid()) out.push_back(ruleset.header.law_day);
  return out;
}

// Speaks of elements that an operator around it has bound.
bool is_open(const Ruleset& ruleset, ExprId id, std::uint32_t bound = 0) {
  if (!id.valid()) return false;
  const Expr& expr = ruleset.at(id);
  if (expr.op == engine::Op::kElement) return expr.depth >= bound;
  const bool list = is_list_operator(expr.op);
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    const bool inside = list && i > 0 && !(expr.op == engine::Op::kQualified && i == 3);
    if (is_open(ruleset, expr.args[i], bound + (inside ? 1 : 0))) return true;
  }
  return false;
}

}  // namespace

void PairEncoding::share() {
  const Ruleset& before = joint_.sides[kOld];
  const Ruleset& after = joint_.sides[kNew];
  for (const ExprId root : roots_of(before)) {
    walk(before, root, [&](ExprId e) {
      if (!is_open(before, e)) old_exprs_.try_emplace(means_[kOld].expr(e), e);
    });
  }
  const Reached read = reached(after, decisive(after));
  for (const auto index : read.terms) {
    const TermId id{index};
    const auto mine = term_named(kOld, after.at(id).name);
    if (!mine || means_[kOld].term(*mine) != means_[kNew].term(id)) continue;
    if (after.at(id).each.valid()) {
      same_elements_.emplace(index, *mine);
    } else {
      encoders_[kNew]->assume(id, encoders_[kOld]->term(*mine));
    }
  }
  share_elements();
  for (const auto& id : read.requirements) {
    const bool known = std::any_of(before.requirements.begin(), before.requirements.end(),
                                   [&](const auto& r) { return r.id == id; });
    if (!known || means_[kOld].requirement(id) != means_[kNew].requirement(id)) continue;
    encoders_[kNew]->assume(id, encoders_[kOld]->requirement(id));
  }
  for (const ExprId root : roots_of(after)) share_expr(root);
  if (means_[kOld].frame() == means_[kNew].frame()) {
    const bool same = std::all_of(
        after.decision.items.begin(), after.decision.items.end(),
        [&](const auto& items) { return same_elements_.contains(items.granted.value); });
    if (same) encoders_[kNew]->share_items(*encoders_[kOld]);
  }
}

// The largest parts that OLD says in the same way.
void PairEncoding::share_expr(ExprId id) {
  if (!id.valid()) return;
  const Ruleset& after = joint_.sides[kNew];
  const auto found = is_open(after, id) ? old_exprs_.end() : old_exprs_.find(means_[kNew].expr(id));
  if (found != old_exprs_.end()) {
    const auto op = after.at(id).op;
    const bool small =
        op == engine::Op::kLiteral || op == engine::Op::kFact || op == engine::Op::kNone;
    if (!small && after.at(id).type.kind != TypeKind::kList &&
        after.at(id).type.kind != TypeKind::kRecord) {
      encoders_[kNew]->assume(id, encoders_[kOld]->expr(found->second));
    }
    return;
  }
  for (const ExprId arg : after.at(id).args) share_expr(arg);
}

void PairEncoding::share_elements() {
  if (same_elements_.empty()) return;
  for (const auto& [mine, other] : same_elements_) {
    encoders_[kOld]->for_elements(joint_.sides[kOld].at(other).each,
                                  [&](const z3::expr&, const Encoder::Scope& scope) {
                                    elements_.try_emplace(identity_of(*scope.back()), scope.back());
                                  });
  }
  encoders_[kNew]->assume_elements(
      [this](TermId id, const std::vector<unsigned>& element) -> std::optional<Settled> {
        const auto other = same_elements_.find(id.value);
        const auto symbol = elements_.find(element);
        if (other == same_elements_.end() || symbol == elements_.end()) return std::nullopt;
        return encoders_[kOld]->term_in(other->second, {symbol->second});
      });
}

// ---- elements that are summed up ----

// Lemmas about any one element, which the slot of its list stands for (docs/design/verify.md): then
// they hold of every element of the rest. Last, the slot is taken to be an element that differs
// where one does.
void PairEncoding::tighten() {
  if (encoders_[kOld]->rests_met().empty() && encoders_[kNew]->rests_met().empty()) return;
  Session session(smt_, vars_->both.domain, std::max<std::uint64_t>(1, rlimit_ / kForLemmas));
  for (int pass = 0; pass < 2; ++pass) {  // an operator inside another may have to come first
    for (const std::size_t side : {kOld, kNew}) {
      for (std::size_t i = 0; i < encoders_[side]->rests_met().size(); ++i) {
        exclude_states(session, side, Encoder::RestMet(encoders_[side]->rests_met()[i]));
      }
      exclude_item_states(session, side);
    }
  }
  const auto pairs = paired_rests();
  for (const RestPair& pair : pairs) {
    equal_states(session, pair);
    order_sums(session, pair);
  }
  std::set<std::uint32_t> lists;
  for (const RestPair& pair : pairs) lists.insert(pair.list);
  for (const auto list : lists) choose_slot(pairs, list);
}

void PairEncoding::exclude_states(Session& session, std::size_t side, const Encoder::RestMet& met) {
  const auto slot = slot_of(side, *met.expr);
  if (slot) exclude_states(session, *slot, asked(side, *met.expr, slot->element), met.rest.states);
}

// What is applied for and what is granted of it.
void PairEncoding::exclude_item_states(Session& session, std::size_t side) {
  Encoder& encoder = *encoders_[side];
  for (const auto& items : joint_.sides[side].decision.items) {
    const auto rest = encoder.item_rests().find(items.list.value);
    const auto slot = slot_of(items.list.value);
    if (rest == encoder.item_rests().end() || !slot) continue;
    std::vector<Symbol> values{
        encoder.logic().present(encoder.of_element(items.applied, *slot->element)),
        encoder.term_in(items.granted, {slot->element}).value};
    exclude_states(session, *slot, values, rest->second.states);
  }
}

// A state that no element has is none of the rest.
void PairEncoding::exclude_states(Session& session, const Slot& slot,
                                  const std::vector<Symbol>& values, const States& rest) {
  Exprs possible;
  std::vector<std::size_t> open;
  const auto shown = [&](std::size_t rank) {
    Exprs some;
    for (const Symbol& value : values) some.push_back(value.states.at(rank));
    return smt_.any(some);
  };
  for (std::size_t rank = 1; rank < kStates; ++rank) {
    if (rest.at(rank).is_false()) continue;
    open.push_back(rank);
    possible.push_back(shown(rank));
  }
  const auto never = [&](const z3::expr& state) {
    return session.ask({slot.exists, state}).answer == Answer::kNo;
  };
  const bool none = !open.empty() && never(smt_.any(possible));
  for (const std::size_t rank : open) {
    if (none || never(shown(rank))) smt_.require(smt_.negate(rest.at(rank)));
  }
}

std::optional<PairEncoding::Slot> PairEncoding::slot_of(std::size_t side, const Expr& expr) {
  const Expr& read = joint_.sides[side].at(expr.args.at(0));
  if (read.op != engine::Op::kFact || expr.op == engine::Op::kQualified) return std::nullopt;
  return slot_of(read.fact.value);
}

std::optional<PairEncoding::Slot> PairEncoding::slot_of(std::uint32_t fact) {
  const Symbol& list = vars_->both.facts.at(fact);
  if (list.items.size() != 1 || list.parts.size() < 2) return std::nullopt;
  return Slot{fact, &list.items.front(),
              smt_.all({list.states.known(smt_), smt_.less(smt_.number(0), list.parts[0])})};
}

// Condition and value; the value counts where the condition is not surely false.
std::vector<Symbol> PairEncoding::asked(std::size_t side, const Expr& expr, const Symbol* element) {
  Encoder& encoder = *encoders_[side];
  std::vector<Symbol> out{encoder.of_element(expr.args.at(1), *element)};
  if (expr.args.size() < 3) return out;
  Symbol value = encoder.of_element(expr.args[2], *element);
  const z3::expr left_out = encoder.logic().is_false(out.front());
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    value.states.set(rank, smt_.all({smt_.negate(left_out), value.states.at(rank)}));
  }
  out.push_back(std::move(value));
  return out;
}

// The same question in both, of elements that may be worth something else.
std::vector<PairEncoding::RestPair> PairEncoding::paired_rests() {
  std::vector<RestPair> out;
  std::array<Meaning, 2> names{Meaning(numbers_, joint_.sides[kOld], Depth::kNames),
                               Meaning(numbers_, joint_.sides[kNew], Depth::kNames)};
  const auto said = [&](std::size_t side, const Expr& expr) {
    return names[side].expr(
        ExprId{static_cast<std::uint32_t>(&expr - joint_.sides[side].exprs.data())});
  };
  for (const auto& mine : encoders_[kNew]->rests_met()) {
    for (const auto& other : encoders_[kOld]->rests_met()) {
      const auto slot = slot_of(kNew, *mine.expr);
      if (!slot || said(kNew, *mine.expr) != said(kOld, *other.expr)) continue;
      out.push_back({slot->list, *slot, other, mine});
      break;
    }
  }
  return out;
}

// Where every element has the same states in both, what shows of the rest is the same.
void PairEncoding::equal_states(Session& session, const RestPair& pair) {
  const auto a = asked(kOld, *pair.before.expr, pair.slot.element);
  const auto b = asked(kNew, *pair.after.expr, pair.slot.element);
  Exprs same;
  Exprs rests;
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    for (std::size_t i = 0; i < a.size(); ++i)
      same.push_back(smt_.equal(a[i].states.at(rank), b[i].states.at(rank)));
    rests.push_back(smt_.equal(pair.before.rest.states.at(rank), pair.after.rest.states.at(rank)));
  }
  const z3::expr other = smt_.negate(smt_.all(same));
  if (session.ask({pair.slot.exists, other}).answer == Answer::kNo) smt_.require(smt_.all(rests));
}

// Where no element is worth less in NEW the sum is not less, and the other way round.
void PairEncoding::order_sums(Session& session, const RestPair& pair) {
  if (pair.before.expr->op != engine::Op::kListSum) return;
  const auto worth = [&](std::size_t side, const Expr& expr) {
    const auto values = asked(side, expr, pair.slot.element);
    return smt_.choose(encoders_[side]->logic().is_true(values[0]), values[1].parts.at(0),
                       smt_.number(0));
  };
  const z3::expr a = worth(kOld, *pair.before.expr);
  const z3::expr b = worth(kNew, *pair.after.expr);
  const z3::expr& x = pair.before.rest.parts.at(0);
  const z3::expr& y = pair.after.rest.parts.at(0);
  if (session.ask({pair.slot.exists, smt_.less(b, a)}).answer == Answer::kNo)
    smt_.require(smt_.at_most(x, y));
  if (session.ask({pair.slot.exists, smt_.less(a, b)}).answer == Answer::kNo)
    smt_.require(smt_.at_most(y, x));
}

// Order means nothing in a list: the slot can be an element that is worth something else, where
// there is one.
void PairEncoding::choose_slot(const std::vector<RestPair>& pairs, std::uint32_t list) {
  const Symbol& of = vars_->both.facts.at(list);
  smt_.require(
      smt_.any({smt_.less(smt_.number(0), of.parts[0]), smt_.equal(of.parts[1], smt_.number(0))}));
  Exprs here;
  Exprs rests;
  for (const RestPair& pair : pairs) {
    if (pair.list != list) continue;
    const auto a = asked(kOld, *pair.before.expr, pair.slot.element);
    const auto b = asked(kNew, *pair.after.expr, pair.slot.element);
    for (std::size_t i = 0; i < a.size(); ++i) here.push_back(same_settled(a[i], b[i]));
    rests.push_back(same_settled(pair.before.rest, pair.after.rest));
  }
  smt_.require(smt_.any({smt_.negate(smt_.all(here)), smt_.all(rests)}));
}

}  // namespace stadga::verify
