// kind_floor.cpp - floor: with what a municipality has decided nobody gets a worse outcome, or a value that is
// worse for the individual, than by the law's own values.
#include <algorithm>

#include "alternative.h"
#include "kinds.h"
#include "messages.h"
#include "national.h"

namespace stadga::verify {
namespace {

using engine::Evaluation;
using engine::Outcome;
using engine::Ruleset;

// The outcome, or a value whose favour is declared.
struct Matter {
  std::string name;  // of the value; empty: the outcome
  engine::TermId term;
  engine::Span span;
  Reached reached;   // what it can depend on
};

std::vector<Matter> matters(const Ruleset& ruleset) {
  From outcome;
  for (const auto& requirement : ruleset.requirements) outcome.requirements.push_back(requirement.id);
  for (const auto& items : ruleset.decision.items) {
    outcome.terms.push_back(items.granted);
    outcome.exprs.push_back(items.applied);
  }
  std::vector<Matter> out{{"", {}, ruleset.decision.span, reached(ruleset, outcome)}};
  for (std::uint32_t i = 0; i < ruleset.terms.size(); ++i) {
    const auto& term = ruleset.terms[i];
    if (!term.is_value || term.favour == engine::Favour::kNone || term.each.valid()) continue;
    const engine::TermId id{i};
    out.push_back({term.name, id, term.span, reached(ruleset, {{}, {id}, {}})});
  }
  return out;
}

// Better for the individual is more; what is decided otherwise, or not at all, compares with nothing.
int standing(const Evaluation& evaluation) {
  if (evaluation.outcome == Outcome::kGrant) return 3;
  if (evaluation.outcome == Outcome::kPartial) return 2;
  return evaluation.outcome == Outcome::kRejection || evaluation.outcome == Outcome::kDismissal ? 1 : 0;
}

class Floor {
 public:
  explicit Floor(Workbench& bench)
      : bench_(bench), own_(own_provisions(bench.ruleset())), deviations_(deviations(bench.ruleset())) {}

  void run() {
    for (const Matter& matter : matters(bench_.ruleset())) {
      const std::string subject = matter.name.empty() ? "outcome" : matter.name;
      bench_.prove(bench_.start("floor", subject, matter.span), [&](Obligation& o) { check(o, matter); });
    }
  }

 private:
  // What the law binds to the individual's favour first; then what it leaves free, which is no defect.
  void check(Obligation& o, const Matter& matter) {
    const Parts bound = parts(matter, false);
    const Parts all = parts(matter, true);
    o.verdict = Verdict::kProved;
    if (!bound.empty()) ask(o, matter, bound, "S2119");
    if (o.verdict != Verdict::kProved || all.size() == bound.size()) return;
    ask(o, matter, all, "S2121");
    if (o.verdict == Verdict::kRefuted) o.severity = Severity::kInfo;
  }

  // What the municipality has added and the matter can depend on.
  Parts parts(const Matter& matter, bool with_free) const {
    Parts out;
    for (const Part& part : own_) {
      if (reads(bench_.ruleset(), matter.reached, part.name)) out.push_back(part);
    }
    for (const Deviation& deviation : deviations_) {
      if (!reads(matter.reached, deviation)) continue;
      if (!deviation.national) throw OutOfCore("kommun." + deviation.part.name);
      if (with_free || !deviation.free) out.push_back(deviation.part);
    }
    return out;
  }

  void ask(Obligation& o, const Matter& matter, const Parts& parts, const char* code) {
    Alternative& national = alternative(parts);
    Question question;
    question.query = query(matter, national);
    question.shows = [&](const Shown& shown) {
      return is_worse(matter, shown.evaluation, national.evaluate(shown.facts));
    };
    question.days = [&](const Evaluation&) { return starts_of(bench_.ruleset(), provision_ids(parts)); };
    if (const auto witness = bench_.settle(o, question)) describe(o, matter, parts, code, *witness);
  }

  Alternative& alternative(const Parts& parts) {
    for (const auto& [known, made] : alternatives_) {
      if (known == parts) return *made;
    }
    auto made = std::make_unique<Alternative>(bench_, without(bench_.ruleset(), parts, Whose::kOverlay));
    return *alternatives_.emplace_back(parts, std::move(made)).second;
  }

  Exprs query(const Matter& matter, Alternative& national) {
    Smt& smt = bench_.smt();
    Encoder& local = national.with();
    Encoder& base = national.without();
    const z3::expr refused = smt.any({local.outcome(Outcome::kRejection), local.outcome(Outcome::kDismissal)});
    const auto granted = [&](Encoder& e) {
      return smt.any({e.outcome(Outcome::kGrant), e.outcome(Outcome::kPartial)});
    };
    if (matter.name.empty()) {
      return {smt.any({smt.all({base.outcome(Outcome::kGrant), local.outcome(Outcome::kPartial)}),
                       smt.all({granted(base), refused})})};
    }
    const Symbol& mine = local.term(matter.term).value;
    const Symbol& other = base.term(matter.term).value;
    const z3::expr a = local.logic().order(mine);
    const z3::expr b = local.logic().order(other);
    const bool higher = bench_.ruleset().at(matter.term).favour == engine::Favour::kHigher;
    return {granted(local), granted(base), mine.states.known(smt), other.states.known(smt), mine.present,
            other.present, higher ? smt.less(a, b) : smt.less(b, a)};
  }

  bool is_worse(const Matter& matter, const Evaluation& local, const Evaluation& base) const {
    const int here = standing(local);
    const int there = standing(base);
    if (matter.name.empty()) return 0 < here && here < there;
    const auto mine = local.values.find(matter.name);
    const auto other = base.values.find(matter.name);
    return here > 1 && there > 1 && mine != local.values.end() && other != base.values.end() &&
           worse(bench_.ruleset().at(matter.term), mine->second, other->second);
  }

  void describe(Obligation& o, const Matter& matter, const Parts& parts, const char* code,
                const Witness& witness) {
    const auto taken = [&](const Parts& these) {
      return engine::evaluate(without(bench_.ruleset(), these, Whose::kOverlay), witness.facts);
    };
    const Evaluation base = taken(parts);
    const Parts named = involved(
        parts, [&](const Parts& these) { return is_worse(matter, witness.evaluation, taken(these)); });
    o.rules = provision_ids(named);
    o.citations = citations_of(bench_.ruleset(), o.rules);
    add_places(o, named);
    o.code = code;
    show_both(o, witness.evaluation, base, matter.name);
    const auto local = messages::ending(result_json(witness.evaluation, matter.name));
    const auto otherwise = messages::ending(result_json(base, matter.name));
    const auto text = messages::below_floor(matter.name, fillings(named), local, otherwise,
                                            std::string(code) == "S2121");
    o.message = text.message;
    o.help = text.help;
  }

  // The law that opens what the municipality has filled, and the place where it is filled.
  void add_places(Obligation& o, const Parts& named) const {
    const auto add = [&](const auto& places, const auto versions) {
      for (const auto& place : places) {
        const bool parameter = contains(named, {Part::Kind::kParameter, place.name});
        if (!parameter && !contains(named, {Part::Kind::kTable, place.name})) continue;
        o.citations.insert(o.citations.end(), place.citations.begin(), place.citations.end());
        for (const auto& version : place.*versions) {
          if (version.from_overlay) o.span = version.span;
        }
      }
    };
    add(bench_.ruleset().parameters, &engine::Parameter::values);
    add(bench_.ruleset().tables, &engine::Table::versions);
  }

  Workbench& bench_;
  Parts own_;
  std::vector<Deviation> deviations_;
  std::vector<std::pair<Parts, std::unique_ptr<Alternative>>> alternatives_;
};

}  // namespace

void check_floor(Workbench& bench) {
  if (bench.ruleset().overlay) Floor(bench).run();
}

}  // namespace stadga::verify
