// kind_two_cases.cpp - what is promised of two cases that differ in one fact only: monotone (a value never moves the
// wrong way), independence (it does not move at all, or the outcome is the same) and cliff (one step more never costs
// more than so much).
#include "alternative.h"
#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::Guarantee;
using engine::GuaranteeKind;
using engine::TypeKind;

bool by_steps(const Guarantee& guarantee) { return guarantee.step > 0; }

// The case with one fact changed: a larger number, another value, one element more, or another list.
class Changed {
 public:
  Changed(Workbench& bench, const Guarantee& guarantee)
      : smt_(bench.smt()), ruleset_(bench.ruleset()), vars_(bench.vars()), guarantee_(guarantee) {
    const auto other = other_value(smt_, ruleset_, vars_, guarantee.with.value);
    if (any_value()) given_ = other.domain;
    change(vars_.facts.at(guarantee.with.value), other.symbol, ruleset_.at(guarantee.with).type, 0);
  }
  [[nodiscard]] const CaseVars& vars() const { return vars_; }
  // What makes the second case valid, and tells which of the two is the larger.
  [[nodiscard]] const Exprs& given() const { return given_; }

 private:
  [[nodiscard]] bool any_value() const { return guarantee_.kind == GuaranteeKind::kNeverDepends; }

  // Order in a list means nothing: the first element stands for any. `other`: the same place, with any value.
  void change(Symbol& symbol, const Symbol& other, const engine::Type& type, std::size_t step) {
    const bool last = step == guarantee_.with_fields.size();
    given_.push_back(symbol.states.known(smt_));
    if (last && any_value()) return exchange(symbol, other);
    given_.push_back(symbol.present);
    if (last) return type.kind == TypeKind::kList ? longer(symbol) : larger(symbol, type);
    const std::uint32_t field = guarantee_.with_fields[step];
    const auto& declared = ruleset_.at(type.record).fields.at(field).type;
    if (type.kind != TypeKind::kList) return change(symbol.fields.at(field), other.fields.at(field), declared, step + 1);
    if (symbol.items.empty()) throw OutOfCore("a list that nothing reads");
    given_.push_back(smt_.at_most(smt_.number(1), symbol.parts.at(0)));
    change(symbol.items[0].fields.at(field), other.items.at(0).fields.at(field), declared, step + 1);
  }

  void exchange(Symbol& symbol, const Symbol& other) {
    given_.push_back(other.states.known(smt_));
    symbol = other;
  }

  void longer(Symbol& list) {
    z3::expr& number = list.parts.at(0);
    const z3::expr more = smt_.add(number, smt_.number(1));
    given_.push_back(smt_.at_most(more, smt_.number(static_cast<std::int64_t>(list.items.size()))));
    given_.push_back(list.present);
    number = more;
  }

  void larger(Symbol& symbol, const engine::Type& type) {
    z3::expr& number = symbol.parts.at(0);
    const z3::expr larger = smt_.fresh_int("larger");
    given_.push_back(by_steps(guarantee_) ? smt_.equal(smt_.add(number, smt_.number(guarantee_.step)), larger)
                                          : smt_.less(number, larger));
    given_.push_back(smt_.between(type.min, larger, type.max));
    number = larger;
  }

  Smt& smt_;
  const engine::Ruleset& ruleset_;
  CaseVars vars_;
  const Guarantee& guarantee_;
  Exprs given_;
};

class TwoCases {
 public:
  TwoCases(Workbench& bench, const Guarantee& guarantee) : bench_(bench), guarantee_(guarantee) {}

  void run(Obligation& o) {
    const Changed changed(bench_, guarantee_);
    Encoder after(bench_.smt(), bench_.ruleset(), changed.vars());
    after.share_rests(bench_.encoder(), {guarantee_.with, guarantee_.with_fields});
    Exprs query = changed.given();
    for (Encoder* encoder : {&bench_.encoder(), &after}) {
      if (!guarantee_.when.valid()) continue;
      query.push_back(encoder->logic().is_true(encoder->expr(guarantee_.when)));
    }
    query.push_back(guarantee_.of_outcome ? outcome_differs(after) : value_moves(after));
    const Reply reply = bench_.session().ask(query);
    o.rlimit_used += reply.used;
    if (reply.answer == Answer::kUndecided || (reply.answer == Answer::kYes && bench_.sums_up())) return;
    if (reply.answer == Answer::kYes) return refute(o, changed.vars(), *reply.model);
    o.verdict = bench_.vars().exact_lists ? Verdict::kProved : Verdict::kOutOfCore;
    if (o.verdict == Verdict::kProved && !inhabited(changed)) nothing_to_say(o);
  }

 private:
  z3::expr outcome_differs(Encoder& after) {
    Smt& smt = bench_.smt();
    Exprs differs;
    for (const auto outcome : kOutcomes) {
      differs.push_back(smt.negate(smt.equal(bench_.encoder().outcome(outcome), after.outcome(outcome))));
    }
    return smt.all({decided(bench_.encoder(), smt), decided(after, smt), smt.any(differs)});
  }

  z3::expr value_moves(Encoder& after) {
    Smt& smt = bench_.smt();
    const Symbol& first = bench_.encoder().term(guarantee_.subject).value;
    const Symbol& second = after.term(guarantee_.subject).value;
    const z3::expr known = smt.all({first.states.known(smt), second.states.known(smt)});
    if (guarantee_.kind == GuaranteeKind::kNeverDepends) {
      return smt.all({known, smt.negate(after.logic().same_value(first, second))});
    }
    const z3::expr low = bench_.encoder().logic().order(first);
    const z3::expr high = after.logic().order(second);
    const z3::expr most = smt.number(guarantee_.most);
    const bool falls = guarantee_.kind == GuaranteeKind::kNeverFalls || guarantee_.kind == GuaranteeKind::kFallsAtMost;
    return smt.all({known, falls ? smt.less(smt.add(high, most), low) : smt.less(smt.add(low, most), high)});
  }

  // Some pair of cases differs in this way at all.
  bool inhabited(const Changed& changed) {
    return bench_.session().ask(changed.given()).answer == Answer::kYes;
  }

  // A promise about no two cases at all is not kept, and not broken either.
  void nothing_to_say(Obligation& o) const {
    o.verdict = Verdict::kUndecided;
    o.code = "S2190";
    const auto text = messages::no_two_cases(guarantee_.id, guarantee_.title, bench_.ruleset().at(guarantee_.with).name);
    o.message = text.message;
    o.help = text.help;
  }

  // The outcome, or the subject as it would be printed.
  [[nodiscard]] std::optional<Json> printed(const Replay& replay, const Json& file) const {
    const auto facts = replay.read(file);
    if (!facts) return std::nullopt;
    if (guarantee_.when.valid() && engine::holds(replay.ruleset(), *facts, guarantee_.when) != true) return std::nullopt;
    if (!guarantee_.of_outcome) return engine::term_value(replay.ruleset(), *facts, guarantee_.subject);
    const auto outcome = engine::evaluate(replay.ruleset(), *facts).outcome;
    return outcome ? std::optional<Json>(engine::name(*outcome)) : std::nullopt;
  }

  [[nodiscard]] bool shows(const Replay& replay, const Json& first, const Json& second) const {
    const auto a = printed(replay, first);
    const auto b = printed(replay, second);
    if (!a || !b) return false;
    if (guarantee_.kind == GuaranteeKind::kNeverDepends) return !(*a == *b);
    const auto low = printed_number(*a);
    const auto high = printed_number(*b);
    if (!low || !high) return false;
    const bool falls = guarantee_.kind == GuaranteeKind::kNeverFalls || guarantee_.kind == GuaranteeKind::kFallsAtMost;
    return falls ? *low - *high > guarantee_.most : *high - *low > guarantee_.most;
  }

  // The first day that the rule set answers for, where it will do; facts that do not matter are left out of both.
  void shorten(const Replay& replay, Json& first, Json& second) const {
    for (const Date day : starts_of(bench_.ruleset(), {})) {
      Json a = first, b = second;
      for (Json* file : {&a, &b}) (*file->as_object())["decision_date"] = to_string(day);
      if (!shows(replay, a, b)) continue;
      first = std::move(a);
      second = std::move(b);
    }
    for (const auto& fact : bench_.ruleset().facts) {
      Json a = first, b = second;
      if ((*a.as_object())["facts"].as_object()->erase(fact.name) == 0) continue;
      (*b.as_object())["facts"].as_object()->erase(fact.name);
      if (!shows(replay, a, b)) continue;
      first = std::move(a);
      second = std::move(b);
    }
  }

  bool refuted_in(Obligation& o, const Replay& replay, const CaseVars& changed, const z3::model& model) {
    Json first = case_from_model(bench_.ruleset(), bench_.vars(), model, replay.municipality());
    Json second = case_from_model(bench_.ruleset(), changed, model, replay.municipality());
    if (!shows(replay, first, second)) return false;
    shorten(replay, first, second);
    o.verdict = Verdict::kRefuted;
    o.witnesses = {first, second};
    for (const Json& file : o.witnesses) {
      JsonObject entry = replay_json(*replay.run(file));
      if (!guarantee_.of_outcome) {
        entry["values"] = JsonObject{{bench_.ruleset().at(guarantee_.subject).name, *printed(replay, file)}};
      }
      o.replayed.emplace_back(std::move(entry));
    }
    for (const auto& fact : bench_.ruleset().facts) {
      if (first.find("facts")->find(fact.name) != nullptr) o.because.push_back(fact.name);
    }
    describe(o);
    return true;
  }

  void refute(Obligation& o, const CaseVars& changed, const z3::model& model) {
    for (const auto& code : bench_.codes()) {
      if (refuted_in(o, Replay(*bench_.target().package, code), changed, model)) return;
    }
    if (bench_.target().municipality.empty() && !bench_.vars().open.empty()) {
      auto base = bench_.assumed(bench_.vars(), model);
      if (refuted_in(o, Replay(base.package, ""), changed, model)) {
        o.because.insert(o.because.end(), base.values.begin(), base.values.end());
        o.assumes = std::move(base.values);
        return;
      }
    }
    throw Disagreement("the engine does not show it: " +
                       canonical_or_die(case_from_model(bench_.ruleset(), bench_.vars(), model, "")));
  }

  void describe(Obligation& o) const {
    const std::string subject = guarantee_.of_outcome ? "" : bench_.ruleset().at(guarantee_.subject).name;
    const std::string fact = bench_.ruleset().at(guarantee_.with).name;
    messages::Finding text;
    if (guarantee_.kind == GuaranteeKind::kNeverDepends) {
      o.code = "S2128";
      text = messages::depends(guarantee_.id, guarantee_.title, subject, fact);
    } else if (by_steps(guarantee_)) {
      o.code = "S2129";
      text = messages::cliff(guarantee_.id, guarantee_.title, subject, fact);
    } else {
      o.code = "S2115";
      text = messages::monotone(guarantee_.id, guarantee_.title, subject);
    }
    o.message = text.message;
    o.help = text.help;
  }

  Workbench& bench_;
  const Guarantee& guarantee_;
};

const char* kind_of(const Guarantee& guarantee) {
  if (guarantee.kind == GuaranteeKind::kNeverDepends) return "independence";
  return by_steps(guarantee) ? "cliff" : "monotone";
}

}  // namespace

void check_two_cases(Workbench& bench, const Guarantee& guarantee) {
  Obligation obligation = bench.start(kind_of(guarantee), guarantee.id, guarantee.span);
  obligation.citations = guarantee.citations;
  if (by_steps(guarantee)) obligation.severity = Severity::kWarning;
  bench.prove(std::move(obligation), [&](Obligation& o) { TwoCases(bench, guarantee).run(o); });
}

}  // namespace stadga::verify
