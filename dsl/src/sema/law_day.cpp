// law_day.cpp - see law_day.h. What picks the law may not be read from the law that is picked: it is
// built from facts, days and what is added to them.
#include "sema/law_day.h"

#include <algorithm>

#include "messages/decision.h"
#include "sema/clauses.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using syntax::Clause;
using syntax::Kw;

LocalText quoted(const std::string& name) { return {"`" + name + "`", "`" + name + "`"}; }

// What in the expression is no fact and no day; empty when all is.
LocalText other_than_facts(const Ruleset& ruleset, ExprId id) {
  const engine::Expr& expr = ruleset.at(id);
  switch (expr.op) {
    case Op::kLiteral: case Op::kDecisionDay: return {};
    case Op::kFact:
      return ruleset.at(expr.fact).needed_when.valid() ? quoted(ruleset.at(expr.fact).name) : LocalText{};
    case Op::kField: case Op::kLeast: case Op::kGreatest: case Op::kAddDays: case Op::kSubDays:
    case Op::kAddMonths: case Op::kSubMonths: case Op::kFirstOfMonth: case Op::kLastOfMonth:
      for (const ExprId arg : expr.args) {
        LocalText found = other_than_facts(ruleset, arg);
        if (!found.sv.empty()) return found;
      }
      return {};
    case Op::kTerm: return quoted(ruleset.at(expr.term).name);
    case Op::kParameter: return quoted(ruleset.at(expr.parameter).name);
    case Op::kTable: return quoted(ruleset.at(expr.table).name);
    default: return messages::more_than_days();
  }
}

bool same(const Ruleset& ruleset, ExprId a, ExprId b) {
  if (!a.valid() || !b.valid()) return a.valid() == b.valid();
  const engine::Expr& left = ruleset.at(a);
  const engine::Expr& right = ruleset.at(b);
  return left.op == right.op && left.fact == right.fact && left.field == right.field && left.literal == right.literal &&
         std::equal(left.args.begin(), left.args.end(), right.args.begin(), right.args.end(),
                    [&](ExprId x, ExprId y) { return same(ruleset, x, y); });
}

template <typename Item>
void check_versions(const Ruleset& ruleset, const std::vector<Item>& items, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto first = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == items[i].id; });
    if (same(ruleset, first->law_day, items[i].law_day)) continue;
    messages::Advice advice = messages::versions_by_other_days(items[i].id, first->span.file + ":" + std::to_string(first->span.line));
    diagnostics.push_back({advice.code, Severity::kError, items[i].span, "", std::move(advice.message), std::move(advice.help)});
  }
}

}  // namespace

ExprId law_day_of(Context& context, const syntax::Decl& decl, bool& adds_months) {
  const Clause* clause = find_clause(decl.clauses, Kw::kLawDay);
  if (clause == nullptr) return {};
  engine::Type date;
  date.kind = engine::TypeKind::kDate;
  Expressions expressions(context, false);
  const ExprId day = expressions.value(clause->expr, date);
  adds_months = adds_months || expressions.adds_months();
  if (!day.valid()) return {};
  const LocalText law = other_than_facts(context.ruleset, day);
  if (law.sv.empty()) return day;
  context.report(clause->span, messages::law_day_from_law(law));
  return {};
}

void check_law_days(const Ruleset& ruleset, Diagnostics& diagnostics) {
  check_versions(ruleset, ruleset.requirements, diagnostics);
  check_versions(ruleset, ruleset.rules, diagnostics);
}

}  // namespace stadga::dsl::sema
