// kind_guarantee.cpp - guarantee: what shall always hold, in every case where it is known. monotone: two
// cases that differ in one number, or in one more element, and a value that moves the wrong way.
#include <algorithm>

#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::Guarantee;
using engine::GuaranteeKind;
using engine::TypeKind;

void describe(Obligation& o, const char* code, const messages::Finding& text) {
  o.code = code;
  o.message = text.message;
  o.help = text.help;
}

void check_always(Workbench& bench, const Guarantee& guarantee) {
  Obligation obligation = bench.start("guarantee", guarantee.id, guarantee.span);
  obligation.citations = guarantee.citations;
  bench.prove(std::move(obligation), [&](Obligation& o) {
    Encoder& encoder = bench.encoder();
    Question question;
    question.query = {encoder.logic().is_false(encoder.expr(guarantee.statement))};
    if (guarantee.when.valid()) {
      question.query.push_back(encoder.logic().is_true(encoder.expr(guarantee.when)));
    }
    question.shows = [&](const Shown& shown) {
      const auto holds = [&](engine::ExprId id) {
        return engine::holds(shown.ruleset, shown.facts, id);
      };
      return holds(guarantee.statement) == false &&
             (!guarantee.when.valid() || holds(guarantee.when) == true);
    };
    if (!bench.settle(o, question)) return;
    describe(o, "S2114", messages::guarantee(guarantee.id, guarantee.title));
  });
}

// The case with one number changed, or with one element more.
class Changed {
 public:
  Changed(Workbench& bench, const Guarantee& guarantee)
      : smt_(bench.smt()), ruleset_(bench.ruleset()), vars_(bench.vars()), guarantee_(guarantee) {
    Symbol& fact = vars_.facts.at(guarantee.with.value);
    change(fact, ruleset_.at(guarantee.with).type, 0);
  }
  [[nodiscard]] const CaseVars& vars() const { return vars_; }
  // What makes the second case valid, and the first number smaller.
  [[nodiscard]] const Exprs& given() const { return given_; }

 private:
  // Order in a list means nothing: the first element stands for any.
  void change(Symbol& symbol, const engine::Type& type, std::size_t step) {
    given_.push_back(smt_.all({symbol.present, symbol.states.known(smt_)}));
    if (step == guarantee_.with_fields.size()) return grow(symbol, type);
    const std::uint32_t field = guarantee_.with_fields[step];
    const auto& declared = ruleset_.at(type.record).fields.at(field).type;
    if (type.kind != TypeKind::kList) return change(symbol.fields.at(field), declared, step + 1);
    if (symbol.items.empty()) throw OutOfCore("a list that nothing reads");
    given_.push_back(smt_.at_most(smt_.number(1), symbol.parts.at(0)));
    change(symbol.items[0].fields.at(field), declared, step + 1);
  }

  void grow(Symbol& symbol, const engine::Type& type) {
    z3::expr& number = symbol.parts.at(0);
    if (type.kind == TypeKind::kList) {
      const z3::expr more = smt_.add(number, smt_.number(1));
      const auto slots = static_cast<std::int64_t>(symbol.items.size());
      given_.push_back(smt_.at_most(more, smt_.number(slots)));
      number = more;
      return;
    }
    const z3::expr larger = smt_.fresh_int("larger");
    given_.push_back(smt_.less(number, larger));
    given_.push_back(smt_.between(type.min, larger, type.max));
    number = larger;
  }

  Smt& smt_;
  const engine::Ruleset& ruleset_;
  CaseVars vars_;
  const Guarantee& guarantee_;
  Exprs given_;
};

class Monotone {
 public:
  Monotone(Workbench& bench, const Guarantee& guarantee) : bench_(bench), guarantee_(guarantee) {}

  void run(Obligation& o) {
    const Changed changed(bench_, guarantee_);
    Encoder after(bench_.smt(), bench_.ruleset(), changed.vars());
    after.share_rests(bench_.encoder(), {guarantee_.with, guarantee_.with_fields});
    Exprs query = changed.given();
    for (Encoder* encoder : {&bench_.encoder(), &after}) {
      if (!guarantee_.when.valid()) continue;
      query.push_back(encoder->logic().is_true(encoder->expr(guarantee_.when)));
    }
    const Symbol& first = bench_.encoder().term(guarantee_.subject).value;
    const Symbol& second = after.term(guarantee_.subject).value;
    query.push_back(first.states.known(bench_.smt()));
    query.push_back(second.states.known(bench_.smt()));
    const z3::expr low = bench_.encoder().logic().order(first);
    const z3::expr high = after.logic().order(second);
    const bool rises = guarantee_.kind == GuaranteeKind::kNeverFalls;
    query.push_back(rises ? bench_.smt().less(high, low) : bench_.smt().less(low, high));
    const Reply reply = bench_.session().ask(query);
    o.rlimit_used += reply.used;
    if (reply.answer == Answer::kUndecided || (reply.answer == Answer::kYes && bench_.sums_up())) return;
    if (reply.answer == Answer::kYes) return refute(o, changed.vars(), *reply.model);
    o.verdict = bench_.vars().exact_lists ? Verdict::kProved : Verdict::kOutOfCore;
    if (o.verdict == Verdict::kProved && !inhabited(changed)) o.verdict = Verdict::kUndecided;
  }

 private:
  // Some pair of cases differs in this way at all.
  bool inhabited(const Changed& changed) {
    return bench_.session().ask(changed.given()).answer == Answer::kYes;
  }

  [[nodiscard]] std::optional<std::int64_t> value(const Replay& replay, const Json& file) const {
    const auto facts = replay.read(file);
    if (!facts) return std::nullopt;
    if (guarantee_.when.valid() &&
        engine::holds(replay.ruleset(), *facts, guarantee_.when) != true) {
      return std::nullopt;
    }
    const auto printed = engine::term_value(replay.ruleset(), *facts, guarantee_.subject);
    return printed ? printed_number(*printed) : std::nullopt;
  }

  [[nodiscard]] bool shows(const Replay& replay, const Json& first, const Json& second) const {
    const auto low = value(replay, first);
    const auto high = value(replay, second);
    if (!low || !high) return false;
    return guarantee_.kind == GuaranteeKind::kNeverFalls ? *high < *low : *low < *high;
  }

  // Facts that do not matter are left out of both.
  void shorten(const Replay& replay, Json& first, Json& second) const {
    for (const auto& fact : bench_.ruleset().facts) {
      Json a = first, b = second;
      if ((*a.as_object())["facts"].as_object()->erase(fact.name) == 0) continue;
      (*b.as_object())["facts"].as_object()->erase(fact.name);
      if (!shows(replay, a, b)) continue;
      first = std::move(a);
      second = std::move(b);
    }
  }

  void refute(Obligation& o, const CaseVars& changed, const z3::model& model) {
    for (const auto& code : bench_.codes()) {
      const Replay replay(*bench_.target().package, code);
      Json first = case_from_model(bench_.ruleset(), bench_.vars(), model, code);
      Json second = case_from_model(bench_.ruleset(), changed, model, code);
      if (!shows(replay, first, second)) continue;
      shorten(replay, first, second);
      o.verdict = Verdict::kRefuted;
      o.witnesses = {first, second};
      for (const Json& file : o.witnesses) {
        JsonObject entry = replay_json(*replay.run(file));
        const auto facts = replay.read(file);
        entry["values"] = JsonObject{
            {bench_.ruleset().at(guarantee_.subject).name,
             *engine::term_value(replay.ruleset(), *facts, guarantee_.subject)}};
        o.replayed.emplace_back(std::move(entry));
      }
      for (const auto& fact : bench_.ruleset().facts) {
        if (first.find("facts")->find(fact.name) != nullptr) o.because.push_back(fact.name);
      }
      return describe(o, "S2115",
                      messages::monotone(guarantee_.id, guarantee_.title,
                                         bench_.ruleset().at(guarantee_.subject).name));
    }
    throw Disagreement("the engine does not show it: " +
                       canonical_or_die(case_from_model(bench_.ruleset(), bench_.vars(), model, "")));
  }

  Workbench& bench_;
  const Guarantee& guarantee_;
};

void check_monotone(Workbench& bench, const Guarantee& guarantee) {
  Obligation obligation = bench.start("monotone", guarantee.id, guarantee.span);
  obligation.citations = guarantee.citations;
  bench.prove(std::move(obligation),
              [&](Obligation& o) { Monotone(bench, guarantee).run(o); });
}

}  // namespace

void check_guarantees(Workbench& bench) {
  for (const auto& guarantee : bench.ruleset().guarantees) {
    if (guarantee.kind == GuaranteeKind::kAlways) {
      check_always(bench, guarantee);
    } else {
      check_monotone(bench, guarantee);
    }
  }
}

}  // namespace stadga::verify
