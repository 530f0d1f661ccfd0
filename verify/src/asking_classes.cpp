// asking_classes.cpp - all answers of a few atoms, one query each; terms and requirements are taken
// for any value, as the fold of definitions takes guards for free of each other (semantics 1).
#include "asking_classes.h"

namespace stadga::verify {
namespace {

using engine::ExprId;
using engine::Op;
using engine::TypeKind;

constexpr std::size_t kMostClasses = 24;

Truth truth_of(const z3::model& model, const z3::expr& yes, const z3::expr& no) {
  if (model.eval(yes, true).is_true()) return Truth::kTrue;
  return model.eval(no, true).is_true() ? Truth::kFalse : Truth::kTrouble;
}

}  // namespace

AskingClasses::AskingClasses(Workbench& bench)
    : bench_(bench),
      encoder_(bench.smt(), bench.ruleset(), bench.vars()),
      session_(bench.smt(), bench.vars().domain, bench.rlimit()) {
  for (const auto& fact : bench.vars().facts) {
    known_.push_back(bench.smt().negate(fact.states[State::kUnknown]));
  }
  free_terms();
  free_requirements();
}

void AskingClasses::free_terms() {
  Smt& smt = bench_.smt();
  Calendar calendar(smt);
  const z3::expr no = smt.truth(false);
  for (std::uint32_t i = 0; i < bench_.ruleset().terms.size(); ++i) {
    const engine::Type& type = bench_.ruleset().terms[i].type;
    Symbol any(smt);
    any.kind = type.kind;
    if (type.optional) any.present = smt.fresh_bool("present");
    any.parts.push_back(type.kind == TypeKind::kBool ? smt.fresh_bool("term") : smt.fresh_int("term"));
    if (type.kind == TypeKind::kDate) {
      any.parts.push_back(smt.fresh_int("term"));
      known_.push_back(calendar.valid({any.parts[0], any.parts[1]}));
    }
    if (type.kind == TypeKind::kEnum) {
      const auto size = bench_.ruleset().at(type.enumeration).values.size();
      known_.push_back(smt.between(0, any.parts[0], static_cast<std::int64_t>(size) - 1));
    }
    encoder_.assume(engine::TermId{i}, Settled{any, no, no});
  }
}

void AskingClasses::free_requirements() {
  Smt& smt = bench_.smt();
  for (const auto& provision : requirement_provisions(bench_.ruleset())) {
    RequirementTerm any(smt);
    Exprs taken;
    for (auto* state : {&any.not_applicable, &any.met, &any.not_met, &any.not_shown}) {
      *state = smt.all({smt.fresh_bool("standing"), smt.negate(smt.any(taken))});
      taken.push_back(*state);
    }
    known_.push_back(smt.any(taken));
    encoder_.assume(provision.id, any);
  }
}

std::vector<Symbol> AskingClasses::encoded(const AskedPlace& place, engine::FactId list) {
  std::vector<Symbol> out;
  for (const ExprId atom : place.atoms) {
    out.push_back(list.valid()
                      ? encoder_.of_element(atom, bench_.vars().facts.at(list.value).items.at(0))
                      : encoder_.expr(atom));
  }
  return out;
}

z3::expr AskingClasses::answers(const std::vector<Symbol>& atoms, const std::vector<Truth>& values) {
  Smt& smt = bench_.smt();
  Exprs out;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const z3::expr yes = encoder_.logic().is_true(atoms[i]);
    const z3::expr no = encoder_.logic().is_false(atoms[i]);
    if (values[i] == Truth::kTrue) out.push_back(yes);
    if (values[i] == Truth::kFalse) out.push_back(no);
    if (values[i] == Truth::kTrouble) out.push_back(smt.negate(smt.any({yes, no})));
  }
  return smt.all(out);
}

bool AskingClasses::fill(std::vector<AskedPlace>& places, engine::FactId list) {
  bool fits = true;
  for (auto& place : places) fits = fill(place, encoded(place, list)) && fits;
  return fits;
}

bool AskingClasses::fill(AskedPlace& place, const std::vector<Symbol>& atoms) {
  Exprs query = known_;
  for (;;) {
    const Reply reply = session_.ask(query);
    if (reply.answer == Answer::kUndecided) return false;
    if (reply.answer == Answer::kNo) break;
    std::vector<Truth> values;
    for (const auto& atom : atoms) {
      values.push_back(truth_of(*reply.model, encoder_.logic().is_true(atom),
                                encoder_.logic().is_false(atom)));
    }
    query.push_back(bench_.smt().negate(answers(atoms, values)));
    place.classes.push_back(std::move(values));
    if (place.classes.size() > kMostClasses) return false;
  }
  if (place.classes.empty()) return false;  // no valid case at all
  return place.reads.empty() || on_every_day(place, atoms);
}

// The day and what holds on it are known in every case: a place must have its classes on each day.
bool AskingClasses::on_every_day(const AskedPlace& place, const std::vector<Symbol>& atoms) {
  Smt& smt = bench_.smt();
  std::vector<std::string> ids;
  for (const auto& requirement : bench_.ruleset().requirements) ids.push_back(requirement.id);
  std::vector<Date> days = starts_of(bench_.ruleset(), ids);
  days.push_back(law_days(bench_.ruleset()).to);
  for (const Date day : days) {
    for (const auto& values : place.classes) {
      Exprs query = known_;
      query.push_back(answers(atoms, values));
      query.push_back(smt.equal(bench_.vars().day.month, smt.number(day.month)));
      query.push_back(smt.equal(bench_.vars().day.day, smt.number(day.day)));
      if (session_.ask(query).answer != Answer::kYes) return false;
    }
  }
  return true;
}

}  // namespace stadga::verify
