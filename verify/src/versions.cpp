#include "versions.h"

#include <algorithm>
#include <optional>

namespace stadga::verify {
namespace {

using engine::ExprId;
using engine::Op;
using engine::Ruleset;

const engine::FactValue* value_at(const Witness& witness, ExprId id) {
  const engine::Expr& expr = witness.ruleset.at(id);
  if (expr.op == Op::kFact) return &witness.facts.facts.at(expr.fact.value);
  if (expr.op != Op::kField) return nullptr;
  const engine::FactValue* owner = value_at(witness, expr.args.at(0));
  if (owner == nullptr || owner->known == nullptr) return nullptr;
  const auto* record = std::get_if<engine::RecordValue>(owner->known.get());
  return record == nullptr ? nullptr : &record->at(expr.field);
}

// A date that is a fact, a field of one or the decision day; others are the engine's to work out.
std::optional<Date> date_at(const Witness& witness, ExprId id) {
  if (witness.ruleset.at(id).op == Op::kDecisionDay) return witness.facts.decision_date;
  const engine::FactValue* value = value_at(witness, id);
  if (value == nullptr || value->known == nullptr) return std::nullopt;
  const auto* date = std::get_if<Date>(value->known.get());
  return date == nullptr ? std::nullopt : std::optional(*date);
}

std::optional<Date> law_day(const Witness& witness, ExprId own) {
  if (!own.valid()) own = witness.ruleset.header.law_day;
  return own.valid() ? date_at(witness, own) : std::optional(witness.facts.decision_date);
}

template <typename Version>
const Version* version_of(const Witness& witness, const std::vector<Version>& all,
                          const std::string& id) {
  const Version* first = nullptr;
  for (const Version& one : all) {
    if (one.id != id) continue;
    if (first == nullptr) first = &one;
    const auto day = law_day(witness, one.law_day);
    if (day && one.validity.days.contains(*day)) return &one;
  }
  return first;
}

// The dates that the table is asked about in the whole rule set.
std::vector<Date> asked_periods(const Witness& witness, engine::TableId table) {
  std::vector<Date> out;
  for (const engine::Expr& expr : witness.ruleset.exprs) {
    if (expr.op != Op::kTable || expr.table != table || expr.args.empty()) continue;
    if (const auto date = date_at(witness, expr.args.back())) out.push_back(*date);
  }
  return out;
}

bool answers(const engine::TableVersion& version, Date day, const std::vector<Date>& periods) {
  if (!version.validity.days.contains(day)) return false;
  return !version.period || std::any_of(periods.begin(), periods.end(),
                                        [&](Date date) { return version.period->contains(date); });
}

}  // namespace

VersionPlace place_of_provision(const Witness& witness, const std::string& id) {
  if (const auto* rule = version_of(witness, witness.ruleset.rules, id))
    return {rule->span, rule->citations};
  if (const auto* one = version_of(witness, witness.ruleset.requirements, id))
    return {one->span, one->citations};
  return {};
}

VersionPlace place_of_table(const Witness& witness, engine::TableId id) {
  const engine::Table& table = witness.ruleset.at(id);
  const auto day = law_day(witness, {});
  const std::vector<Date> periods = asked_periods(witness, id);
  for (const engine::TableVersion& version : table.versions) {
    if (day && answers(version, *day, periods)) return {version.span, version.citations};
  }
  if (table.versions.empty()) return {table.span, table.citations};
  return {table.span, table.versions.front().citations};
}

}  // namespace stadga::verify
