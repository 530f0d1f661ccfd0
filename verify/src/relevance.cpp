// relevance.cpp - one partial case, completed in two ways that differ in one value.
#include "needless.h"

namespace stadga::verify {

Relevance::Relevance(const engine::Ruleset& ruleset, std::uint64_t rlimit)
    : ruleset_(ruleset),
      before_(make_case_vars(smt_, ruleset, Knowledge::kPartial)),
      other_before_(make_case_vars(smt_, ruleset, Knowledge::kPartial)),
      after_(completion_of(smt_, before_)),
      other_after_(completion_of(smt_, other_before_)),
      partial_(smt_, ruleset, before_),
      one_(smt_, ruleset, after_),
      two_(smt_, ruleset, other_after_) {
  domain_ = before_.domain;
  domain_.insert(domain_.end(), other_before_.domain.begin(), other_before_.domain.end());
  session_.emplace(smt_, domain_, rlimit);
}

z3::expr Relevance::differs() {
  Exprs out;
  const auto compare = [&](const z3::expr& a, const z3::expr& b) {
    out.push_back(smt_.negate(smt_.equal(a, b)));
  };
  const auto compare_states = [&](const States& a, const States& b) {
    for (std::size_t rank = 0; rank < kStates; ++rank) compare(a.at(rank), b.at(rank));
  };
  const DecisionTerm& a = one_.decision();
  const DecisionTerm& b = two_.decision();
  compare_states(a.states, b.states);
  for (std::size_t i = 0; i < a.ends_at.size(); ++i) compare(a.ends_at[i], b.ends_at[i]);
  for (const auto& provision : requirement_provisions(ruleset_)) {
    const RequirementTerm& x = one_.requirement(provision.id);
    const RequirementTerm& y = two_.requirement(provision.id);
    compare(x.met, y.met);
    compare(x.not_met, y.not_met);
    compare(x.not_shown, y.not_shown);
    compare_states(x.states, y.states);
  }
  for (const auto& stage : ruleset_.decision.stages) {
    for (const auto id : stage.requires_values) {
      const Symbol& x = one_.term(id).value;
      const Symbol& y = two_.term(id).value;
      compare_states(x.states, y.states);
      out.push_back(smt_.all({x.states.known(smt_), y.states.known(smt_),
                              smt_.negate(one_.logic().same_value(x, y))}));
    }
  }
  return smt_.any(out);
}

void Relevance::tie_all(const Symbol& a, const Symbol& b, Exprs& out) {
  out.push_back(smt_.equal(a.present, b.present));
  for (std::size_t i = 0; i < a.parts.size(); ++i) out.push_back(smt_.equal(a.parts[i], b.parts[i]));
  for (std::size_t i = 0; i < a.fields.size(); ++i) tie_all(a.fields[i], b.fields[i], out);
  for (std::size_t i = 0; i < a.items.size(); ++i) tie_all(a.items[i], b.items[i], out);
}

// Both completions agree on everything that is unknown, but on the value at the end of the way.
void Relevance::tie(const Symbol& a, const Symbol& b, const engine::FactValue& value,
                    const engine::Type& type, const Way& way, std::size_t depth, bool on_way,
                    Exprs& out) {
  if (value.known == nullptr) {
    if (!on_way || depth != way.size()) tie_all(a, b, out);
    return;
  }
  const auto fields = [&](const Symbol& x, const Symbol& y, const engine::RecordValue& record,
                          std::size_t at, bool still) {
    const auto& declared = ruleset_.at(type.record).fields;
    for (std::size_t f = 0; f < record.size(); ++f) {
      const bool here = still && at < way.size() && way[at].field == declared[f].name;
      tie(x.fields.at(f), y.fields.at(f), record[f], declared[f].type, way, at + 1, here, out);
    }
  };
  if (const auto* record = std::get_if<engine::RecordValue>(value.known.get())) {
    fields(a, b, *record, depth, on_way);
  } else if (const auto* list = std::get_if<engine::ListValue>(value.known.get())) {
    for (std::size_t i = 0; i < list->items.size(); ++i) {
      const bool here = on_way && depth < way.size() && way[depth].index == i;
      fields(a.items.at(i), b.items.at(i), list->items[i], depth + 1, here);
    }
  }
}

bool Relevance::is_open(const engine::Case& facts, const std::string& id) {
  Bound bound = bind_case(smt_, before_, facts);
  if (!bound.inside) return false;
  Exprs open;
  if (find_requirement(ruleset_, id) != nullptr) {
    open.push_back(partial_.requirement(id).states[State::kUnknown]);
  }
  for (const auto& rule : ruleset_.rules) {
    if (rule.id != id) continue;
    const Symbol guard = partial_.guard(rule);
    open.push_back(guard.states[State::kUnknown]);
    if (!rule.conclusion.valid()) continue;
    open.push_back(smt_.all({smt_.negate(partial_.logic().is_false(guard)),
                             partial_.expr(rule.conclusion).states[State::kUnknown]}));
  }
  bound.assertions.push_back(smt_.any(open));
  return session_->ask(bound.assertions).answer == Answer::kYes;
}

Answer Relevance::can_matter(const engine::Case& facts, const Way& way) {
  const Bound one = bind_case(smt_, before_, facts);
  const Bound two = bind_case(smt_, other_before_, facts);
  if (!one.inside || !two.inside) return Answer::kUndecided;
  if (!differs_) differs_ = differs();
  Exprs query = one.assertions;
  query.insert(query.end(), two.assertions.begin(), two.assertions.end());
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    const auto& fact = ruleset_.facts[i];
    const bool here = !way.empty() && way.front().field == fact.name;
    tie(before_.facts[i], other_before_.facts[i], facts.facts[i], fact.type, way, 1, here, query);
  }
  for (const auto& [index, symbol] : before_.open) tie_all(symbol, other_before_.open.at(index), query);
  query.push_back(*differs_);
  return session_->ask(query).answer;
}

}  // namespace stadga::verify
