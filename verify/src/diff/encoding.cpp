// diff/encoding.cpp - see diff/encoding.h.
#include "diff/encoding.h"

#include <algorithm>

#include "diff/inputs.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Outcome;
using engine::RequirementKind;
using engine::Ruleset;
using engine::TermId;
using engine::TypeKind;

// Which outcome an ending is; nullopt: a referral, or a state.
std::optional<Outcome> outcome_of(Ending ending) {
  switch (ending) {
    case Ending::kDismissal:
      return Outcome::kDismissal;
    case Ending::kRejection:
      return Outcome::kRejection;
    case Ending::kGrant:
      return Outcome::kGrant;
    case Ending::kPartial:
      return Outcome::kPartial;
    default:
      return std::nullopt;
  }
}
State state_of(Ending ending) {
  switch (ending) {
    case Ending::kConflict:
      return State::kConflict;
    case Ending::kGap:
      return State::kGap;
    case Ending::kNotInForce:
      return State::kNotInForce;
    case Ending::kNotCovered:
      return State::kNotCovered;
    case Ending::kWaiting:
      return State::kUnknown;
    default:
      return State::kError;
  }
}

bool has_order(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMonths || kind == TypeKind::kDays ||
         kind == TypeKind::kMoney || kind == TypeKind::kDate;
}

}  // namespace

PairEncoding::PairEncoding(const Joint& joint, const std::vector<Change>& changes, Numbers& numbers,
                           LongLists lists, std::uint64_t rlimit)
    : joint_(joint),
      changes_(changes),
      numbers_(numbers),
      means_{Meaning(numbers, joint.sides[kOld], Depth::kDefinitions),
             Meaning(numbers, joint.sides[kNew], Depth::kDefinitions)},
      rlimit_(rlimit),
      shared_(shared_values(joint.sides[kOld], joint.sides[kNew])) {
  for (const TermPair& pair : shared_)
    shared_names_.push_back(joint.sides[kOld].at(pair.before).name);
  vars_.emplace(joint_vars(smt_, joint, lists));
  keep_to_answered_days();
  for (const std::size_t side : {kOld, kNew})
    encoders_[side].emplace(smt_, joint.sides[side], vars_->views[side]);
  share();
  session_.emplace(smt_, vars_->both.domain, rlimit_);
}

// A rule set whose law the decision day picks answers for its own days only; one that picks it by a
// date of the case is held to its days by its encoder. Cases that only one answers: diff/answers.h.
void PairEncoding::keep_to_answered_days() {
  Calendar calendar(smt_);
  for (const auto& side : joint_.sides) {
    if (side.header.law_day.valid()) continue;
    vars_->both.domain.push_back(calendar.within(vars_->both.day, side.header.horizon));
  }
}

std::optional<TermId> PairEncoding::term_named(std::size_t side, const std::string& name) const {
  const auto& terms = joint_.sides[side].terms;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    if (terms[i].name == name) return TermId{i};
  }
  return std::nullopt;
}

// ---- how a case ends ----

z3::expr PairEncoding::end(std::size_t side, Ending ending) {
  Encoder& encoder = *encoders_[side];
  if (const auto outcome = outcome_of(ending)) return encoder.outcome(*outcome);
  if (ending != Ending::kDefect && ending != Ending::kRoute)
    return encoder.decision().states[state_of(ending)];
  Exprs out;
  const auto& stages = joint_.sides[side].decision.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const bool defect = stages[i].test == engine::StageTest::kFormDefect;
    if (stages[i].outcome != Outcome::kReferral || defect != (ending == Ending::kDefect)) continue;
    out.push_back(encoder.decision().ends_at.at(i));
  }
  return smt_.any(out);
}

z3::expr PairEncoding::ends(Ending before, Ending after) {
  return smt_.all({end(kOld, before), end(kNew, after)});
}

z3::expr PairEncoding::ends(const ClassKey& key) {
  Exprs out;
  for (std::size_t a = 0; a < kEndings; ++a) {
    for (std::size_t b = 0; b < kEndings; ++b) {
      if (key.ends_like(Ending{a}, Ending{b})) out.push_back(ends(Ending{a}, Ending{b}));
    }
  }
  return smt_.any(out);
}

z3::expr PairEncoding::differs() {
  if (differs_) return *differs_;
  Exprs same;
  for (std::size_t i = 0; i < kEndings; ++i) {
    const Ending ending{i};
    const z3::expr before = end(kOld, ending);
    same.push_back(smt_.equal(before, end(kNew, ending)));
  }
  make_moves();
  Exprs moved;
  for (const MoveTerm& move : *moves_) moved.push_back(move.holds);
  moved.push_back(smt_.negate(smt_.all(same)));
  tighten();
  differs_ = smt_.any(moved);
  return *differs_;
}

// ---- what is printed ----

void PairEncoding::make_moves() {
  if (moves_) return;
  moves_.emplace();
  for (const TermPair& pair : shared_) {
    const auto& term = joint_.sides[kOld].at(pair.before);
    add_moves(term.name, false, smt_.truth(true), encoders_[kOld]->term(pair.before).value,
              encoders_[kNew]->term(pair.after).value, term.type);
  }
  add_item_moves();
}

void PairEncoding::add_moves(const std::string& name, bool item, const z3::expr& where,
                             const Symbol& a, const Symbol& b, const engine::Type& type) {
  Logic& logic = encoders_[kOld]->logic();
  const z3::expr here = a.states.known(smt_);
  const z3::expr there = b.states.known(smt_);
  const auto add = [&](Direction direction, const Exprs& parts) {
    Exprs all{where};
    all.insert(all.end(), parts.begin(), parts.end());
    const z3::expr holds = smt_.all(all);
    for (MoveTerm& known : *moves_) {
      if (known.move == Move{name, item, direction}) {
        known.holds = smt_.any({known.holds, holds});
        return;
      }
    }
    if (!holds.is_false()) moves_->push_back({{name, item, direction}, holds});
  };
  Exprs other{smt_.all({here, there, smt_.negate(logic.same_value(a, b))})};
  if (has_order(type.kind)) {
    const z3::expr values = smt_.all({here, there, a.present, b.present});
    const z3::expr x = logic.order(a);
    const z3::expr y = logic.order(b);
    add(Direction::kUp, {values, smt_.less(x, y)});
    add(Direction::kDown, {values, smt_.less(y, x)});
    other = {smt_.all({here, there, smt_.negate(smt_.equal(a.present, b.present))})};
  }
  if (!item) other.push_back(smt_.negate(smt_.equal(here, there)));
  add(Direction::kOther, {smt_.any(other)});
}

// Of things applied for that both decide piece by piece. Of the elements that a list sums up
// nothing is known, so each of them may move where what is granted is not the same rule.
void PairEncoding::add_item_moves() {
  const auto granted = [this](std::size_t side) {
    return smt_.any(
        {encoders_[side]->outcome(Outcome::kGrant), encoders_[side]->outcome(Outcome::kPartial)});
  };
  for (const auto& mine : joint_.sides[kOld].decision.items) {
    for (const auto& other : joint_.sides[kNew].decision.items) {
      if (mine.list != other.list) continue;
      const std::string& name = joint_.both.at(mine.list).name;
      const Symbol& list = vars_->both.facts.at(mine.list.value);
      const z3::expr open = smt_.all({granted(kOld), granted(kNew), list.states.known(smt_)});
      for (std::size_t i = 0; i < list.items.size(); ++i) {
        const Encoder::Scope scope{&list.items[i]};
        const z3::expr exists =
            smt_.less(smt_.number(static_cast<std::int64_t>(i)), list.parts.at(0));
        add_moves(name, true, smt_.all({open, exists}),
                  encoders_[kOld]->term_in(mine.granted, scope).value,
                  encoders_[kNew]->term_in(other.granted, scope).value,
                  joint_.sides[kOld].at(mine.granted).type);
      }
      const bool same = same_elements_.contains(other.granted.value) &&
                        same_elements_.at(other.granted.value) == mine.granted;
      if (list.parts.size() < 2 || same) continue;
      const z3::expr some = smt_.all({open, smt_.less(smt_.number(0), list.parts[1])});
      for (const Direction direction : {Direction::kUp, Direction::kDown}) {
        moves_->push_back(
            {{name, true, direction}, smt_.all({some, smt_.fresh_bool("rest.moves")})});
      }
    }
  }
}

z3::expr PairEncoding::moves(const Move& move) {
  make_moves();
  Exprs out;
  for (const MoveTerm& known : *moves_) {
    if (known.move == move) out.push_back(known.holds);
  }
  return smt_.any(out);
}

std::optional<Amounts> PairEncoding::amounts(const std::string& value) {
  for (const TermPair& pair : shared_) {
    const auto& term = joint_.sides[kOld].at(pair.before);
    if (term.name != value || !has_order(term.type.kind) || term.type.kind == TypeKind::kDate)
      continue;
    return Amounts{encoders_[kOld]->term(pair.before).value.parts.at(0),
                   encoders_[kNew]->term(pair.after).value.parts.at(0)};
  }
  return std::nullopt;
}

// ---- which changes are felt ----

z3::expr PairEncoding::same_settled(const Symbol& a, const Symbol& b) {
  Exprs same;
  for (std::size_t rank = 0; rank < kStates; ++rank)
    same.push_back(smt_.equal(a.states.at(rank), b.states.at(rank)));
  same.push_back(
      smt_.any({smt_.negate(a.states.known(smt_)), encoders_[kOld]->logic().same_value(a, b)}));
  return smt_.all(same);
}

z3::expr PairEncoding::term_felt(const std::string& name) {
  const auto before = term_named(kOld, name);
  const auto after = term_named(kNew, name);
  if (!before || !after) return smt_.truth(true);
  const auto each = joint_.sides[kOld].at(*before).each;
  const auto& type = joint_.sides[kOld].at(*before).type;
  if (each != joint_.sides[kNew].at(*after).each ||
      type.kind != joint_.sides[kNew].at(*after).type.kind) {
    return smt_.truth(true);
  }
  if (!each.valid()) {
    return smt_.negate(
        same_settled(encoders_[kOld]->term(*before).value, encoders_[kNew]->term(*after).value));
  }
  Exprs some;
  encoders_[kOld]->for_elements(each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
    some.push_back(smt_.all(
        {exists, smt_.negate(same_settled(encoders_[kOld]->term_in(*before, scope).value,
                                          encoders_[kNew]->term_in(*after, scope).value))}));
  });
  return smt_.any(some);
}

// A requirement that only one side has is felt where it concerns the case; a route or an obstacle
// where it stands in the way.
z3::expr PairEncoding::requirement_felt(const std::string& id) {
  std::array<bool, 2> there{};
  bool fires = false;
  for (const std::size_t side : {kOld, kNew}) {
    for (const auto& r : joint_.sides[side].requirements) {
      if (r.id != id) continue;
      there[side] = true;
      fires = r.kind == RequirementKind::kObstacle || r.kind == RequirementKind::kRoute;
    }
  }
  if (there[kOld] && there[kNew]) {
    const RequirementTerm& a = encoders_[kOld]->requirement(id);
    const RequirementTerm& b = encoders_[kNew]->requirement(id);
    Exprs same{smt_.equal(a.met, b.met), smt_.equal(a.not_met, b.not_met),
               smt_.equal(a.not_shown, b.not_shown),
               smt_.equal(a.not_applicable, b.not_applicable)};
    for (std::size_t rank = 0; rank < kStates; ++rank)
      same.push_back(smt_.equal(a.states.at(rank), b.states.at(rank)));
    return smt_.negate(smt_.all(same));
  }
  const RequirementTerm& only = encoders_[there[kOld] ? kOld : kNew]->requirement(id);
  const z3::expr stands = fires ? only.met : smt_.negate(only.not_applicable);
  return smt_.any({stands, smt_.negate(only.states.known(smt_))});
}

z3::expr PairEncoding::felt(std::size_t index) {
  const auto found = felt_.find(index);
  if (found != felt_.end()) return found->second;
  const Change& change = changes_[index];
  Exprs some;
  for (const auto& name : change.terms) some.push_back(term_felt(name));
  for (const auto& id : change.requirements) some.push_back(requirement_felt(id));
  if (change.law.kind == "decision") some.push_back(smt_.truth(true));
  const z3::expr out = smt_.all({smt_.any(some), encoders_[kNew]->within({change.law.days})});
  return felt_.emplace(index, out).first->second;
}

z3::expr PairEncoding::belongs(const ClassKey& key) {
  Exprs out{ends(key)};
  for (const std::size_t index : key.felt) out.push_back(felt(index));
  if (!key.ends_otherwise()) {
    make_moves();
    for (const MoveTerm& known : *moves_) {
      const bool shown =
          std::find(key.moves.begin(), key.moves.end(), known.move) != key.moves.end();
      if (!shown) out.push_back(smt_.negate(known.holds));
    }
  }
  return smt_.all(out);
}

z3::expr PairEncoding::law_day_before(Date day) {
  const auto last = add_days(day, -1);
  if (!last) return smt_.truth(false);
  return encoders_[kNew]->within({{kMinDate, *last}});
}

}  // namespace stadga::verify
