// diff/case.cpp - see diff/case.h.
#include "diff/case.h"

#include <algorithm>

#include "example_values.h"
#include "workbench.h"

namespace stadga::verify {
namespace {

using engine::Case;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

// A value of the joint facts as one rule set's case file has it: only the fields that it knows, and
// assessments wrapped where it has them.
class FileWriter {
 public:
  FileWriter(const Ruleset& joint, const Ruleset& own) : joint_(joint), own_(own) {}

  [[nodiscard]] Json value(const Type& joint, const Type& own, Json value) const {
    if (joint.assessment && !own.assessment) {
      const Json* inner = value.find("value");
      if (inner != nullptr) value = Json(*inner);
    }
    if (value.is_null() || !own.record.valid()) return value;
    if (joint_.at(joint.record).bare) return value;
    if (auto* items = value.as_array()) {
      for (Json& item : *items) item = record(joint.record, own.record, item);
      return value;
    }
    return record(joint.record, own.record, value);
  }

 private:
  [[nodiscard]] Json record(engine::RecordId joint, engine::RecordId own, const Json& value) const {
    if (value.as_object() == nullptr) return value;
    JsonObject out;
    for (const auto& field : own_.at(own).fields) {
      const Json* mine = value.find(field.name);
      if (mine == nullptr) continue;
      for (const auto& shared : joint_.at(joint).fields) {
        if (shared.name == field.name)
          out[field.name] = this->value(shared.type, field.type, *mine);
      }
    }
    return out;
  }

  const Ruleset& joint_;
  const Ruleset& own_;
};

constexpr int kMorePasses = 2;

void fill_named(Ruleset& ruleset, const std::string& name, const engine::Literal& literal) {
  for (auto& parameter : ruleset.parameters) {
    if (parameter.name != name || !parameter.values.empty()) continue;
    engine::DatedValue value;
    value.value = literal;
    parameter.values.push_back(std::move(value));
  }
}

}  // namespace

PairReplay::PairReplay(const Joint& joint, const std::vector<Change>& changes,
                       const Compared& compared, std::vector<std::string> shared,
                       const Fillings& fillings)
    : joint_(joint),
      changes_(changes),
      compared_(compared),
      shared_(std::move(shared)),
      sides_(joint.sides) {
  for (const std::size_t side : {kOld, kNew}) {
    given_[side].base = compared.packages[side]->base;
    if (compared.municipality.empty()) continue;
    given_[side].municipal.emplace(compared.municipality, compared.ruleset(side));
  }
  fill(fillings);
  add_probes();
  package_.base = sides_[kNew];
  package_.base.header.horizon = joint.both.header.horizon;
  if (!compared.municipality.empty())
    package_.municipal.emplace(compared.municipality, package_.base);
}

// What the model chose where the law leaves a choice. An enumeration's value goes by its name.
void PairReplay::fill(const Fillings& fillings) {
  for (const auto& [index, literal] : fillings) {
    const auto& parameter = joint_.both.parameters.at(index);
    const std::size_t side = index < joint_.parameters_before ? kOld : kNew;
    fill_named(sides_[side], parameter.name, literal);
    const std::string text = value_text(joint_.both, parameter.type, literal);
    engine::Literal own = literal;
    if (parameter.type.kind == TypeKind::kEnum) {
      for (const auto& mine : given_[side].base.parameters) {
        if (mine.name != parameter.name) continue;
        const auto& values = given_[side].base.at(mine.type.enumeration).values;
        const auto at = std::find(values.begin(), values.end(), text) - values.begin();
        own = engine::EnumLiteral{static_cast<std::uint32_t>(at)};
      }
    }
    fill_named(given_[side].base, parameter.name, own);
    const std::string assumed = "kommun." + parameter.name + " = " + text;
    const bool told = std::find(assumes_.begin(), assumes_.end(), assumed) != assumes_.end();
    if (!parameter.guideline && !told) assumes_.push_back(assumed);
  }
}

// Questions that the engine is asked beside the rules: is a requirement in this state?
void PairReplay::add_probes() {
  using Standing = engine::RequirementState;
  for (const Change& change : changes_) {
    for (const auto& id : change.requirements) {
      for (const std::size_t side : {kOld, kNew}) {
        Ruleset& ruleset = sides_[side];
        if (probes_[side].contains(id)) continue;
        for (std::uint32_t i = 0; i < ruleset.requirements.size(); ++i) {
          if (ruleset.requirements[i].id != id) continue;
          for (const auto state :
               {Standing::kMet, Standing::kNotMet, Standing::kNotShown, Standing::kNotApplicable}) {
            engine::Expr probe;
            probe.op = engine::Op::kRequirementIs;
            probe.requirement = engine::RequirementId{i};
            probe.requirement_state = state;
            probes_[side][id].push_back(
                engine::ExprId{static_cast<std::uint32_t>(ruleset.exprs.size())});
            ruleset.exprs.push_back(std::move(probe));
          }
          break;
        }
      }
    }
  }
}

bool PairReplay::within(const Case& facts, const DateInterval& days) const {
  const engine::ExprId chosen = sides_[kNew].header.law_day;
  if (!chosen.valid()) return days.contains(facts.decision_date);
  // The date that picks the law is an expression: compared with the ends of the interval in the
  // engine.
  Ruleset ruleset = sides_[kNew];
  const auto add = [&](engine::Expr expr) {
    ruleset.exprs.push_back(std::move(expr));
    return engine::ExprId{static_cast<std::uint32_t>(ruleset.exprs.size() - 1)};
  };
  const auto compared = [&](engine::Op op, Date day) {
    engine::Expr literal;
    literal.type.kind = TypeKind::kDate;
    literal.literal = day;
    engine::Expr comparison;
    comparison.op = op;
    comparison.args = {chosen, add(std::move(literal))};
    return engine::holds(ruleset, facts, add(std::move(comparison))).value_or(false);
  };
  return compared(engine::Op::kGe, days.from) && compared(engine::Op::kLe, days.to);
}

bool PairReplay::law_day_before(const Case& facts, Date day) const {
  const auto last = add_days(day, -1);
  return last && within(facts, {kMinDate, *last});
}

std::optional<bool> PairReplay::term_felt(const std::string& name, const Case& facts) const {
  std::array<std::optional<Json>, 2> values;
  for (const std::size_t side : {kOld, kNew}) {
    const auto& terms = sides_[side].terms;
    const auto term =
        std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return t.name == name; });
    if (term == terms.end()) return true;
    if (term->each.valid()) return std::nullopt;
    const engine::TermId id{static_cast<std::uint32_t>(term - terms.begin())};
    values[side] = engine::term_value(sides_[side], facts, id);
  }
  // Two states that differ both print nothing.
  if (!values[kOld] && !values[kNew]) return std::nullopt;
  return !(values[kOld] == values[kNew]);
}

bool PairReplay::requirement_felt(const std::string& id, const Case& facts) const {
  const auto states = [&](std::size_t side) {
    std::vector<std::optional<bool>> out;
    const auto probes = probes_[side].find(id);
    if (probes == probes_[side].end()) return out;
    for (const auto probe : probes->second)
      out.push_back(engine::holds(sides_[side], facts, probe));
    return out;
  };
  const auto before = states(kOld);
  const auto after = states(kNew);
  if (!before.empty() && !after.empty()) return before != after;
  const auto& only = before.empty() ? after : before;
  const std::size_t side = before.empty() ? kNew : kOld;
  bool fires = false;
  for (const auto& r : sides_[side].requirements) {
    fires = fires || (r.id == id && (r.kind == engine::RequirementKind::kObstacle ||
                                     r.kind == engine::RequirementKind::kRoute));
  }
  const bool known =
      std::all_of(only.begin(), only.end(), [](const auto& state) { return state.has_value(); });
  return !known || (fires ? *only[0] : !*only[3]);
}

bool PairReplay::is_felt(const Change& change, const Case& facts, bool& sure) const {
  sure = true;
  if (!within(facts, change.law.days)) return false;
  if (change.law.kind == "decision") return true;
  bool open = false;
  for (const auto& id : change.requirements) {
    if (requirement_felt(id, facts)) return true;
  }
  for (const auto& name : change.terms) {
    const auto felt = term_felt(name, facts);
    if (felt.value_or(false)) return true;
    open = open || !felt;
  }
  sure = !open;
  return false;
}

Observed PairReplay::observed(const Case& facts) const {
  Observed out;
  for (const std::size_t side : {kOld, kNew})
    out.evaluations[side] = engine::evaluate(sides_[side], facts);
  out.before = ending_of(out.evaluations[kOld]);
  out.after = ending_of(out.evaluations[kNew]);
  out.moves = moves_between(out.evaluations[kOld], out.evaluations[kNew], shared_);
  for (std::size_t i = 0; i < changes_.size() && out.differs(); ++i) {
    bool sure = true;
    if (is_felt(changes_[i], facts, sure)) {
      out.felt.push_back(i);
    } else if (!sure) {
      out.perhaps.push_back(i);
    }
  }
  return out;
}

std::optional<Observed> PairReplay::observe(const Json& case_file) const {
  const Replay replay(package_, compared_.municipality);
  const auto facts = replay.read(case_file);
  if (!facts) return std::nullopt;
  return observed(*facts);
}

Json PairReplay::file_for(std::size_t side, const Json& case_file) const {
  const Ruleset& own = compared_.ruleset(side);
  const FileWriter writer(joint_.both, own);
  const auto day = parse_date(*case_file.find("decision_date")->as_string());
  JsonObject facts;
  JsonObject provenance;
  for (const auto& fact : own.facts) {
    const Json* value = case_file.find("facts")->find(fact.name);
    if (value == nullptr) continue;
    for (const auto& shared : joint_.both.facts) {
      if (shared.name == fact.name) facts[fact.name] = writer.value(shared.type, fact.type, *value);
    }
    if (fact.provenance_required) provenance[fact.name] = example_provenance(fact, *day);
  }
  JsonObject out{{"decision_date", *case_file.find("decision_date")}, {"facts", std::move(facts)}};
  if (!compared_.municipality.empty()) out["municipality"] = compared_.municipality;
  if (!provenance.empty()) out["provenance"] = std::move(provenance);
  return out;
}

bool PairReplay::is_valid(const Json& case_file) const {
  for (const std::size_t side : {kOld, kNew}) {
    if (!Replay(given_[side], compared_.municipality).read(file_for(side, case_file))) return false;
  }
  return true;
}

std::optional<PairWitness> PairReplay::minimise(const Json& case_file, const Wanted& wanted,
                                                const std::vector<Date>& days) const {
  const Replay replay(package_, compared_.municipality);
  const Shows shows = [&](const Shown& shown) {
    const Observed now = observed(shown.facts);
    return now.differs() && wanted(now, shown.facts);
  };
  const auto preferred = [&](const engine::Evaluation&) { return days; };
  auto small = make_witness(replay, case_file, shows, preferred);
  if (!small) return std::nullopt;
  // What a later fact held up can go once that one is simple.
  for (int pass = 0; pass < kMorePasses; ++pass) {
    auto smaller = make_witness(replay, small->case_file, shows, preferred);
    if (!smaller || smaller->case_file == small->case_file) break;
    small = std::move(smaller);
  }
  PairWitness out;
  out.observed = observed(small->facts);
  out.because = small->because;
  out.assumes = assumes_;
  for (const std::size_t side : {kOld, kNew}) {
    out.files[side] = file_for(side, small->case_file);
    const auto given = Replay(given_[side], compared_.municipality).run(out.files[side]);
    if (!given || ending_of(*given) != ending_of(out.observed.evaluations[side])) {
      throw Disagreement("the rule set as given decides otherwise: " +
                         canonical_or_die(out.files[side]));
    }
    out.evaluations[side] = *given;
  }
  if (moves_between(out.evaluations[kOld], out.evaluations[kNew], shared_) != out.observed.moves) {
    throw Disagreement("the rule sets as given print otherwise: " +
                       canonical_or_die(out.files[kNew]));
  }
  return out;
}

}  // namespace stadga::verify
