// literals.cpp - see literals.h.
#include "sema/literals.h"

#include "messages/law.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

using engine::Literal;
using engine::Type;
using engine::TypeKind;
using syntax::Clause;
using syntax::Kw;

std::string shown_bound(const Type& type, bool low) {
  if (type.kind == TypeKind::kDate) return to_string(low ? type.min_date : type.max_date);
  const std::int64_t bound = low ? type.min : type.max;
  if (type.kind != TypeKind::kMoney) return std::to_string(bound);
  return (bound % 100 == 0 ? std::to_string(bound / 100) : to_string(Money{bound})) + " kr";
}

}  // namespace

std::optional<Literal> literal_at(Context& context, syntax::ExprId id, const Type& type) {
  const std::size_t before = context.ruleset.exprs.size();
  Expressions expressions(context, true);
  const engine::ExprId lowered = expressions.value(id, type);
  std::optional<Literal> out;
  if (lowered.valid()) {
    const engine::Expr& expr = context.ruleset.at(lowered);
    if (expr.op == engine::Op::kLiteral) {
      out = expr.literal;
    } else {
      context.report(context.file->at(id).span, messages::value_not_literal());
    }
  }
  context.ruleset.exprs.resize(before);
  return out;
}

std::optional<std::int64_t> rank(const Literal& literal) {
  if (const auto* number = std::get_if<std::int64_t>(&literal)) return *number;
  if (const auto* money = std::get_if<Money>(&literal)) return money->ore;
  if (const auto* date = std::get_if<Date>(&literal)) return day_number(*date);
  if (const auto* yes = std::get_if<bool>(&literal)) return *yes ? 1 : 0;
  if (const auto* choice = std::get_if<engine::EnumLiteral>(&literal)) return choice->index;
  return std::nullopt;
}

void check_bounds(const Context& context, const syntax::Span& at, const Type& type, const Literal& literal) {
  const std::optional<std::int64_t> value = rank(literal);
  if (!value || !is_ordered(type.kind)) return;
  const bool dates = type.kind == TypeKind::kDate;
  const std::int64_t low = dates ? day_number(type.min_date) : type.min;
  const std::int64_t high = dates ? day_number(type.max_date) : type.max;
  if (low > high) return;  // the type itself has been reported
  if (*value < low || *value > high) {
    context.report(at, messages::value_out_of_bounds(shown_bound(type, true), shown_bound(type, false)));
  }
}

bool overlap(const DateInterval& a, const DateInterval& b) { return a.from <= b.to && b.from <= a.to; }

engine::Favour favour_of(const Context& context, const Clause& clause, const Type& type) {
  const Kw kw = clause.choice.value_or(Kw::kHigherFavours);
  const bool dates = kw == Kw::kLaterFavours || kw == Kw::kEarlierFavours;
  if (!is_ordered(type.kind)) {
    context.report(clause.span, messages::favour_needs_order());
  } else if (dates != (type.kind == TypeKind::kDate)) {
    context.report(clause.span, messages::favour_of_wrong_type());
  }
  const bool higher = kw == Kw::kLaterFavours || kw == Kw::kHigherFavours;
  return higher ? engine::Favour::kHigher : engine::Favour::kLower;
}

}  // namespace stadga::dsl::sema
