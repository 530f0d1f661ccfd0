// kind_bounds.cpp - bounds: a term has no value outside the interval that it declares.
//
// By structure first: the interval of what its rules conclude, from the ranges against which facts and a
// municipality's values are checked, through the terms that they read. Where that is too wide, because a
// condition keeps the values in, the solver is asked.
#include <algorithm>

#include "kinds.h"
#include "messages.h"
#include "ranges.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Term;
using engine::TypeKind;

class Bounds {
 public:
  explicit Bounds(Workbench& bench) : bench_(bench) {}

  void run() {
    for (std::uint32_t i = 0; i < bench_.ruleset().terms.size(); ++i) {
      const Term& term = bench_.ruleset().terms[i];
      if (!is_number(term.type)) continue;
      bench_.prove(bench_.start("bounds", term.name, term.span), [&](Obligation& o) { check(o, i); });
    }
  }

 private:
  void check(Obligation& o, std::uint32_t index) {
    const Term& term = bench_.ruleset().terms[index];
    const Range interval = range_of_term(bench_.ruleset(), engine::TermId{index});
    if (term.type.min <= interval.low && interval.high <= term.type.max) {
      o.verdict = Verdict::kProved;
      return;
    }
    if (term.each.valid()) throw OutOfCore(term.name);  // no door of the engine shows it for one element
    const engine::TermId id{index};
    const Symbol& value = bench_.encoder().term(id).value;
    Smt& smt = bench_.smt();
    Question question;
    question.query = {value.states.known(smt), value.present,
                      smt.negate(smt.between(term.type.min, value.parts.at(0), term.type.max))};
    question.shows = [&](const Shown& shown) { return outside(term, shown, id).has_value(); };
    const auto witness = bench_.settle(o, question);
    if (witness) describe(o, term, *outside(term, {witness->evaluation, witness->facts, witness->ruleset}, id));
  }

  static std::optional<Json> outside(const Term& term, const Shown& shown, engine::TermId id) {
    auto printed = engine::term_value(shown.ruleset, shown.facts, id);
    const auto value = printed ? printed_number(*printed) : std::nullopt;
    const bool out = value && (*value < term.type.min || term.type.max < *value);
    return out ? std::move(printed) : std::nullopt;
  }

  void describe(Obligation& o, const Term& term, const Json& value) {
    for (const auto& rule : bench_.ruleset().rules) {
      const bool mine = rule.requirement.empty() && bench_.ruleset().at(rule.term).name == term.name;
      if (mine && std::find(o.rules.begin(), o.rules.end(), rule.id) == o.rules.end()) o.rules.push_back(rule.id);
    }
    o.code = "S2123";
    (*o.replayed.front().as_object())["values"] = JsonObject{{term.name, value}};
    const auto* text = value.as_string();
    const auto message = messages::out_of_bounds(term.name, text == nullptr ? canonical_or_die(value) : *text);
    o.message = message.message;
    o.help = message.help;
  }

  Workbench& bench_;
};

}  // namespace

void check_bounds(Workbench& bench) { Bounds(bench).run(); }

}  // namespace stadga::verify
