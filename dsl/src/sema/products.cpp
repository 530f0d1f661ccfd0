// products.cpp - products, quotients, shares and rounding.
//
// A product is read as one fraction: its literal part is reduced exactly, and nothing is rounded but
// the end. With literals only it becomes kScale; with a number that the case decides, kRatio, which
// the prover splits by value, so such numbers must be few.
#include <algorithm>
#include <numeric>

#include "messages/figures.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

constexpr std::int64_t kFewValues = 64;

// Keeps numerator and denominator in lowest terms; false when they leave the exact range.
bool times(std::int64_t& numerator, std::int64_t& denominator, std::int64_t over, std::int64_t under) {
  const auto a = checked_mul(numerator, over);
  const auto b = checked_mul(denominator, under);
  if (!a || !b) return false;
  const std::int64_t common = std::max<std::int64_t>(std::gcd(*a, *b), 1);
  numerator = *a / common;
  denominator = *b / common;
  return true;
}

std::int64_t power_of_ten(std::uint32_t n) {
  std::int64_t out = 1;
  for (std::uint32_t i = 0; i < n; ++i) out = checked_mul(out, 10).value_or(0);
  return out;
}

// Is `a` more likely what is multiplied than `b`: money before others, else what can be the most.
bool is_amount(const engine::Type& a, const engine::Type& b) {
  const bool money = a.kind == engine::TypeKind::kMoney;
  if (money != (b.kind == engine::TypeKind::kMoney)) return money;
  return a.max - a.min > b.max - b.min;
}

}  // namespace

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;
using syntax::Kw;

// `top`: brackets round the whole product say nothing.
void Expressions::collect(syntax::ExprId id, bool divides, bool top, Chain& chain) const {
  const syntax::Expr& expr = ast(id);
  const bool product = expr.kind == ExprKind::kMultiply || expr.kind == ExprKind::kDivide || expr.kind == ExprKind::kPercent;
  if (product && !divides && (top || !expr.in_parentheses)) {
    collect(expr.args[0], false, false, chain);
    collect(expr.args[1], expr.kind == ExprKind::kDivide, false, chain);
    if (expr.kind == ExprKind::kPercent && !times(chain.numerator, chain.denominator, 1, 100)) chain.too_large = true;
    return;
  }
  const bool number = expr.kind == ExprKind::kNumber && expr.unit == syntax::Unit::kNone;
  if (!number) return (divides ? chain.under : chain.over).push_back(id);
  const std::int64_t tens = power_of_ten(expr.decimals);
  const std::int64_t over = divides ? tens : expr.number;
  const std::int64_t under = divides ? expr.number : tens;
  if (tens == 0 || !times(chain.numerator, chain.denominator, over, under)) chain.too_large = true;
}

ExprId Expressions::product(const syntax::Expr& expr, const Type* expected) {
  Chain chain;
  const bool percent = expr.kind == ExprKind::kPercent;
  collect(expr.args[0], false, false, chain);
  collect(expr.args[1], expr.kind == ExprKind::kDivide, false, chain);
  if (percent && !times(chain.numerator, chain.denominator, 1, 100)) chain.too_large = true;
  return scaled(expr, chain, std::nullopt, expected);
}

ExprId Expressions::rounded(const syntax::Expr& expr, const Type* expected) {
  const syntax::Expr& inner = ast(expr.args[0]);
  const bool product = inner.kind == ExprKind::kMultiply || inner.kind == ExprKind::kDivide || inner.kind == ExprKind::kPercent;
  Chain chain;
  if (product) {
    collect(expr.args[0], false, true, chain);
  } else {
    chain.over = {expr.args[0]};
  }
  return scaled(expr, chain, RoundTo{}, expected);
}

// The unit is chosen when the amount's type is known.
std::optional<Expressions::RoundTo> Expressions::round_to(const syntax::Expr& expr, ExprId amount) {
  RoundTo out;
  const bool money = type_of(amount).kind == TypeKind::kMoney;
  switch (*expr.round_to) {
    case Kw::kWholeKronor: out.unit = 100; break;
    case Kw::kTensOfKronor: out.unit = 1000; break;
    case Kw::kHundredsOfKronor: out.unit = 10000; break;
    default: break;
  }
  switch (*expr.round_mode) {
    case Kw::kHalfEven: out.mode = Rounding::kHalfEven; break;
    case Kw::kUp: out.mode = Rounding::kUp; break;
    case Kw::kDown: out.mode = Rounding::kDown; break;
    default: break;
  }
  if (money != (*expr.round_to != Kw::kInteger)) {
    context_.report(expr.span, messages::rounding_unit(money));
    return std::nullopt;
  }
  return out;
}

ExprId Expressions::factor(syntax::ExprId id) {
  const ExprId out = lower(id, nullptr);
  if (!out.valid()) return {};
  const syntax::Expr& source = ast(id);
  if (!is_number(type_of(out).kind)) {
    return fail(source.span, messages::wrong_type({"ett tal", "a number"}, describe_type(out)));
  }
  return present(out, source) ? out : ExprId{};
}

bool Expressions::small(ExprId id, const syntax::Span& at) {
  const Type& type = type_of(id);
  if (type.kind == TypeKind::kMoney) {
    context_.report(at, messages::factor_with_unit(describe_type(id)));
    return false;
  }
  if (type.max - type.min < kFewValues) return true;
  context_.report(at, messages::too_many_values(type.min, type.max, kFewValues));
  return false;
}

ExprId Expressions::scaled(const syntax::Expr& expr, const Chain& chain, std::optional<RoundTo> to, const Type* expected) {
  if (chain.too_large) return fail(expr.span, messages::fraction_too_large());
  if (chain.denominator == 0) return fail(expr.span, messages::divides_by_zero());
  const std::int64_t sign = chain.denominator < 0 ? -1 : 1;
  const std::int64_t numerator = sign * chain.numerator;
  const std::int64_t denominator = sign * chain.denominator;
  if (chain.over.empty()) return fail(expr.span, messages::only_numbers());
  if (chain.over.size() > 2 || chain.under.size() > 1) return fail(expr.span, messages::product_of_variables());
  const bool alone = chain.over.size() == 1;
  ExprId amount = alone && expected != nullptr && is_number(expected->kind) ? lower(chain.over[0], expected) : factor(chain.over[0]);
  if (!amount.valid() || !present(amount, ast(chain.over[0]))) return {};
  if (!is_number(type_of(amount).kind)) {
    return fail(ast(chain.over[0]).span, messages::wrong_type({"ett tal", "a number"}, describe_type(amount)));
  }
  ExprId over;
  syntax::ExprId over_source;
  if (!alone) {
    over_source = chain.over[1];
    over = factor(over_source);
    if (!over.valid()) return {};
    if (is_amount(type_of(over), type_of(amount))) {
      std::swap(amount, over);
      over_source = chain.over[0];
    }
    if (type_of(over).kind == TypeKind::kMoney) return fail(expr.span, messages::product_of_variables());
    if (!small(over, ast(over_source).span)) return {};
  }
  ExprId under;
  if (!chain.under.empty()) {
    under = factor(chain.under[0]);
    if (!under.valid() || !small(under, ast(chain.under[0]).span)) return {};
  }
  // Days are shared by days and months by months; else both are plain numbers.
  const TypeKind above = over.valid() ? type_of(over).kind : TypeKind::kInt;
  const TypeKind below = under.valid() ? type_of(under).kind : TypeKind::kInt;
  if (above != below) {
    const bool above_wrong = over.valid() && above != TypeKind::kInt;
    return fail(ast(above_wrong ? over_source : chain.under[0]).span,
                messages::factor_with_unit(describe_type(above_wrong ? over : under)));
  }
  const bool divides = under.valid() || denominator != 1;
  if (to) {
    to = round_to(expr, amount);
    if (!to) return {};
  } else if (divides) {
    return fail(expr.span, messages::no_rounding(expr.kind == ExprKind::kPercent));
  }
  const RoundTo rounding = to.value_or(RoundTo{});
  if (!over.valid() && !under.valid()) return scale(amount, numerator, denominator, rounding, expr.span);
  if (numerator != 1) amount = scale(amount, numerator, 1, {}, expr.span);
  const auto one = [&](std::int64_t n) {
    Type type;
    type.kind = TypeKind::kInt;
    type.min = type.max = n;
    return literal(n, type, expr.span);
  };
  if (!over.valid()) over = one(1);
  if (!under.valid()) {
    under = one(denominator);
  } else if (denominator != 1) {
    under = scale(under, denominator, 1, {}, expr.span);
    if (!small(under, expr.span)) return {};
  }
  return share(expr, amount, over, under, rounding);
}

ExprId Expressions::scale(ExprId amount, std::int64_t numerator, std::int64_t denominator, RoundTo to, const syntax::Span& at) {
  engine::Expr out;
  out.op = Op::kScale;
  out.type = plain(type_of(amount));
  const auto end = [&](std::int64_t value) {
    const bool rises = (value > 0) == (numerator > 0);
    return stadga::scale(value, numerator, denominator, to.unit, to.mode).value_or(rises ? kMaxExact : -kMaxExact);
  };
  const std::int64_t a = end(out.type.min);
  const std::int64_t b = end(out.type.max);
  out.type.min = std::min(a, b);
  out.type.max = std::max(a, b);
  out.args = {amount};
  out.numerator = numerator;
  out.denominator = denominator;
  out.unit = to.unit;
  out.rounding = to.mode;
  return add(std::move(out), at);
}

// Few values on both sides: every quotient is tried for the range.
ExprId Expressions::share(const syntax::Expr& expr, ExprId amount, ExprId over, ExprId under, RoundTo to) {
  engine::Expr out;
  out.op = Op::kRatio;
  out.type = plain(type_of(amount));
  const Type n = type_of(over);
  const Type d = type_of(under);
  if (d.max < 1) return fail(expr.span, messages::divides_by_zero());
  std::int64_t low = kMaxExact;
  std::int64_t high = -kMaxExact;
  for (std::int64_t b = d.min; b <= d.max; ++b) {
    if (b < 1) continue;  // an error state; check shows the case
    for (std::int64_t a = n.min; a <= n.max; ++a) {
      for (const std::int64_t value : {out.type.min, out.type.max}) {
        const bool rises = (value > 0) == (a > 0);
        const std::int64_t result = stadga::scale(value, a, b, to.unit, to.mode).value_or(rises ? kMaxExact : -kMaxExact);
        low = std::min(low, result);
        high = std::max(high, result);
      }
    }
  }
  out.type.min = low;
  out.type.max = high;
  out.args = {amount, over, under};
  out.unit = to.unit;
  out.rounding = to.mode;
  return add(std::move(out), expr.span);
}

}  // namespace stadga::dsl::sema
