// calls.cpp - names that may be calls of tables: NAME(key, key) for a period.
#include "messages/figures.h"
#include "messages/names.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {

using engine::ExprId;
using engine::Op;
using engine::TypeKind;
using syntax::ExprKind;

ExprId Expressions::name_or_call(const syntax::Expr& expr, const engine::Type* expected) {
  const syntax::Name& name = expr.path.front();
  const bool like_a_call = expr.called || expr.period.valid();
  const auto report_no_table = [&](const std::vector<std::string>& known) {
    return fail(name.span, messages::unknown_table(shown(expr), nearest(name.text, known)));
  };
  if (expr.kind == ExprKind::kMunicipal) {
    const auto table = context_.symbols.municipal_tables.find(name.text);
    if (table != context_.symbols.municipal_tables.end()) return call(table->second, expr);
    return like_a_call ? report_no_table(keys(context_.symbols.municipal_tables)) : municipal(name);
  }
  const auto found = context_.symbols.values.find(name.text);
  const bool table = expr.path.size() == 1 && found != context_.symbols.values.end() &&
                     found->second.kind == Named::Kind::kTable;
  const bool hidden = expected != nullptr && expected->kind == TypeKind::kEnum && !like_a_call;
  if (table && !hidden) return call(engine::TableId{found->second.index}, expr);
  if (!like_a_call) return path(expr.path, expected, expr.span);
  std::vector<std::string> known;
  for (const auto& [known_name, named] : context_.symbols.values) {
    if (named.kind == Named::Kind::kTable) known.push_back(known_name);
  }
  return report_no_table(known);
}

ExprId Expressions::call(engine::TableId id, const syntax::Expr& expr) {
  const engine::Table& table = context_.ruleset.at(id);  // lowering the keys fills other arenas
  if (table.guideline && !guideline_) return fail(expr.span, messages::guideline_decides(table.name));
  if (expr.args.size() != table.keys.size()) {
    return fail(expr.span, messages::key_count(shown(expr), table.keys.size(), expr.args.size()));
  }
  if (expr.period.valid() != table.periods) {
    return fail(expr.span, table.periods ? messages::period_missing(shown(expr)) : messages::no_periods(shown(expr)));
  }
  std::vector<ExprId> args;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    args.push_back(value(expr.args[i], table.keys[i].type));
    if (!args.back().valid()) return {};
  }
  if (table.periods) args.push_back(operand_date(expr.period));
  if (table.periods && !args.back().valid()) return {};
  const ExprId out = make(Op::kTable, table.type, std::move(args), expr.span);
  context_.ruleset.exprs[out.value].table = id;
  return out;
}

}  // namespace stadga::dsl::sema
