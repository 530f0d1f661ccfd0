// diff/remap.cpp - see diff/remap.h.
#include "diff/remap.h"

#include <algorithm>

namespace stadga::verify {
namespace {

using engine::EnumLiteral;
using engine::Expr;
using engine::ExprId;
using engine::KeyBand;
using engine::Literal;
using engine::Op;
using engine::Ruleset;
using engine::TableRow;
using engine::Type;
using engine::TypeKind;

class Rewriter {
 public:
  Rewriter(const Remap& remap, const std::vector<engine::Enumeration>& enumerations)
      : remap_(remap), enumerations_(enumerations) {}

  void type(Type& type) const {
    if (type.kind == TypeKind::kEnum && type.enumeration.valid()) type.enumeration = map(type).to;
    if (type.record.valid()) type.record = remap_.records.at(type.record.value);
  }
  // `own`: the type as it was.
  void literal(const Type& own, Literal& literal) const {
    auto* value = std::get_if<EnumLiteral>(&literal);
    if (value != nullptr && own.enumeration.valid())
      value->index = map(own).values.at(value->index);
  }
  void expr(const Ruleset& own, Expr& expr) const {
    if (expr.op == Op::kField) {
      const auto record = own.at(expr.args.at(0)).type.record;
      expr.field = remap_.fields.at(record.value).at(expr.field);
    }
    if (expr.fact.valid()) expr.fact = remap_.facts.at(expr.fact.value);
    literal(expr.type, expr.literal);
    type(expr.type);
  }
  void table(engine::Table& table) const {
    const std::vector<engine::TableKey> keys = table.keys;
    for (auto& version : table.versions) {
      for (auto& row : version.rows) literal(table.type, row.value);
      for (std::size_t k = 0; k < keys.size(); ++k) {
        if (keys[k].type.kind == TypeKind::kEnum)
          version.rows = banded(version.rows, k, keys[k].type);
      }
    }
    for (auto& key : table.keys) type(key.type);
    type(table.type);
  }

 private:
  const ValueMap& map(const Type& own) const {
    return remap_.enumerations.at(own.enumeration.value);
  }

  // Bands of neighbours can come apart; a band of every value stays one of every value.
  std::vector<TableRow> banded(const std::vector<TableRow>& rows, std::size_t key,
                               const Type& own) const {
    std::vector<TableRow> out;
    for (const TableRow& row : rows) {
      for (const KeyBand& band : bands(row.keys[key], own)) {
        out.push_back(row);
        out.back().keys[key] = band;
      }
    }
    return out;
  }
  std::vector<KeyBand> bands(const KeyBand& band, const Type& own) const {
    const ValueMap& values = map(own);
    const auto first = std::get<EnumLiteral>(band.first).index;
    const auto last = std::get<EnumLiteral>(band.last).index;
    const auto all = static_cast<std::uint32_t>(enumerations_.at(values.to.value).values.size());
    if (first == 0 && last + 1 == values.values.size())
      return {{EnumLiteral{0}, EnumLiteral{all - 1}}};
    std::vector<std::uint32_t> there(values.values.begin() + first,
                                     values.values.begin() + last + 1);
    std::sort(there.begin(), there.end());
    std::vector<KeyBand> out;
    for (const auto value : there) {
      const bool next = !out.empty() && std::get<EnumLiteral>(out.back().last).index + 1 == value;
      if (next) {
        out.back().last = EnumLiteral{value};
      } else {
        out.push_back({EnumLiteral{value}, EnumLiteral{value}});
      }
    }
    return out;
  }

  const Remap& remap_;
  const std::vector<engine::Enumeration>& enumerations_;
};

void shift(ExprId& id, std::uint32_t by) {
  if (id.valid()) id.value += by;
}

}  // namespace

void rewrite(Ruleset& ruleset, const Remap& remap,
             const std::vector<engine::Enumeration>& enumerations) {
  const Rewriter rewriter(remap, enumerations);
  const Ruleset own = ruleset;
  for (Expr& expr : ruleset.exprs) rewriter.expr(own, expr);
  for (auto& parameter : ruleset.parameters) {
    for (auto& version : parameter.values) {
      if (version.value) rewriter.literal(parameter.type, *version.value);
    }
    rewriter.type(parameter.type);
  }
  for (auto& table : ruleset.tables) rewriter.table(table);
  for (auto& term : ruleset.terms) {
    rewriter.type(term.type);
    if (term.each.valid()) term.each = remap.records.at(term.each.value);
  }
  for (auto& items : ruleset.decision.items) {
    const auto record = own.at(items.list).type.record;
    items.label = remap.fields.at(record.value).at(items.label);
    items.list = remap.facts.at(items.list.value);
  }
  ruleset.guarantees.clear();
}

DateInterval compared_days(const engine::Header& first, const engine::Header& second) {
  if (first.law_day.valid() || second.law_day.valid()) return {kMinDate, kMaxDecisionDate};
  return common_days(first, second);
}

DateInterval common_days(const engine::Header& first, const engine::Header& second) {
  const Date last = std::min({first.horizon.to, second.horizon.to, kMaxDecisionDate});
  return {std::max(first.horizon.from, second.horizon.from), last};
}

Ruleset side_by_side(const Ruleset& first, const Ruleset& second) {
  Ruleset out = first;
  const auto exprs = static_cast<std::uint32_t>(first.exprs.size());
  const auto parameters = static_cast<std::uint32_t>(first.parameters.size());
  const auto tables = static_cast<std::uint32_t>(first.tables.size());
  const auto terms = static_cast<std::uint32_t>(first.terms.size());
  const auto requirements = static_cast<std::uint32_t>(first.requirements.size());
  for (Expr expr : second.exprs) {
    for (ExprId& arg : expr.args) shift(arg, exprs);
    if (expr.parameter.valid()) expr.parameter.value += parameters;
    if (expr.table.valid()) expr.table.value += tables;
    if (expr.term.valid()) expr.term.value += terms;
    if (expr.requirement.valid()) expr.requirement.value += requirements;
    out.exprs.push_back(std::move(expr));
  }
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(out.parameters, second.parameters);
  append(out.tables, second.tables);
  append(out.terms, second.terms);
  for (engine::Requirement requirement : second.requirements) {
    for (ExprId* id : {&requirement.applies, &requirement.condition, &requirement.law_day,
                       &requirement.not_shown_when}) {
      shift(*id, exprs);
    }
    requirement.guidelines.clear();
    out.requirements.push_back(std::move(requirement));
  }
  for (engine::Rule rule : second.rules) {
    for (ExprId* id : {&rule.condition, &rule.conclusion, &rule.law_day}) shift(*id, exprs);
    if (rule.term.valid()) rule.term.value += terms;
    out.rules.push_back(std::move(rule));
  }
  for (std::size_t i = 0; i < out.facts.size(); ++i) {
    engine::Fact& fact = out.facts[i];
    fact.volunteered = fact.volunteered || second.facts[i].volunteered;
    ExprId needed = second.facts[i].needed_when;
    shift(needed, exprs);
    // Of two conditions one more is looked at by standing among what is promised: it decides
    // nothing.
    if (needed.valid() && fact.needed_when.valid()) {
      out.guarantees.emplace_back().statement = needed;
    } else if (needed.valid()) {
      fact.needed_when = needed;
    }
  }
  out.header.horizon = compared_days(first.header, second.header);
  out.header.law_day = {};
  return out;
}

}  // namespace stadga::verify
