#include "ranges.h"

#include "stadga/base/money.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::Op;

Range join(const Range& a, const Range& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

// Sums of anything near the ends are without bounds, so that nothing wraps.
Range bounded(Range range) {
  constexpr std::int64_t kFar = INT64_MAX / 8;
  return range.low < -kFar || range.high > kFar ? Range{} : range;
}

__extension__ typedef __int128 Wide;

// Sides of a product or a share, computed wide and cut to what a Range can hold.
Range narrow(Wide low, Wide high) {
  constexpr Wide kFar = INT64_MAX / 8;
  if (low < -kFar || high > kFar) return {};
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

Range of_scale(const Range& amount, const Expr& expr) {
  if (expr.denominator < 1) return {};
  const Wide a = static_cast<Wide>(amount.low) * expr.numerator / expr.denominator;
  const Wide b = static_cast<Wide>(amount.high) * expr.numerator / expr.denominator;
  return narrow(std::min(a, b) - expr.unit, std::max(a, b) + expr.unit);
}

// A divisor below 1 is an error and gives no value.
Range of_ratio(const Range& amount, const Range& parts, const Range& whole, std::int64_t unit) {
  const std::int64_t least = std::max<std::int64_t>(1, whole.low);
  if (whole.high < least) return {0, 0};
  Wide low = 0, high = 0;
  bool first = true;
  for (const std::int64_t a : {amount.low, amount.high}) {
    for (const std::int64_t p : {parts.low, parts.high}) {
      for (const std::int64_t w : {least, whole.high}) {
        const Wide share = static_cast<Wide>(a) * p / w;
        low = first ? share : std::min(low, share);
        high = first ? share : std::max(high, share);
        first = false;
      }
    }
  }
  return narrow(low - unit, high + unit);
}

// Of none to all elements.
Range of_list_sum(const Range& each, std::uint32_t items) {
  return narrow(std::min<Wide>(0, static_cast<Wide>(each.low) * items),
                std::max<Wide>(0, static_cast<Wide>(each.high) * items));
}

Range of_literal(const engine::Literal& literal) {
  if (const auto* number = std::get_if<std::int64_t>(&literal)) return {*number, *number};
  if (const auto* money = std::get_if<Money>(&literal)) return {money->ore, money->ore};
  return {};
}

Range of_term(const engine::Ruleset& ruleset, engine::TermId id) {
  bool any = false;
  Range out;
  for (const auto& rule : ruleset.rules) {
    if (rule.term != id || !rule.conclusion.valid()) continue;
    const Range one = range_of(ruleset, rule.conclusion);
    out = any ? join(out, one) : one;
    any = true;
  }
  return out;
}

Range of_table(const engine::Table& table) {
  bool any = false;
  Range out;
  for (const auto& version : table.versions) {
    for (const auto& row : version.rows) {
      const Range one = of_literal(row.value);
      out = any ? join(out, one) : one;
      any = true;
    }
  }
  return out;
}

Range of_parameter(const engine::Parameter& parameter) {
  if (parameter.municipal) return {parameter.type.min, parameter.type.max};
  bool any = false;
  Range out;
  for (const auto& value : parameter.values) {
    if (!value.value) return {};
    const Range one = of_literal(*value.value);
    out = any ? join(out, one) : one;
    any = true;
  }
  return out;
}

}  // namespace

Range range_of(const engine::Ruleset& ruleset, engine::ExprId id) {
  return range_of(ruleset, ruleset.at(id));
}

bool always_fits(const engine::Ruleset& ruleset, const Expr& expr) {
  const Range range = range_of(ruleset, expr);
  return -kMaxExact <= range.low && range.high <= kMaxExact;
}

Range range_of(const engine::Ruleset& ruleset, const Expr& expr) {
  const auto argument = [&](std::size_t i) { return range_of(ruleset, expr.args.at(i)); };
  switch (expr.op) {
    case Op::kLiteral: return of_literal(expr.literal);
    case Op::kFact:
    case Op::kField: return {expr.type.min, expr.type.max};
    case Op::kParameter: return of_parameter(ruleset.at(expr.parameter));
    case Op::kTable: return of_table(ruleset.at(expr.table));
    case Op::kTerm: return of_term(ruleset, expr.term);
    case Op::kCount: return {0, ruleset.at(expr.args.at(0)).type.max_items};
    case Op::kDayOfMonth: return {1, 31};
    case Op::kYearOf: return {1900, 2199};
    case Op::kAge: return {-300, 300};
    case Op::kMonthsBetween: return {-12 * 300, 12 * 300};
    case Op::kDaysBetween: return {-366 * 300, 366 * 300};
    case Op::kScale: return of_scale(argument(0), expr);
    case Op::kRatio: return of_ratio(argument(0), argument(1), argument(2), expr.unit);
    case Op::kListSum: return of_list_sum(argument(2), ruleset.at(expr.args.at(0)).type.max_items);
    case Op::kListLeast:
    case Op::kListGreatest: return argument(2);
    case Op::kAdd: {
      const Range a = argument(0), b = argument(1);
      return bounded({a.low + b.low, a.high + b.high});
    }
    case Op::kSub: {
      const Range a = argument(0), b = argument(1);
      return bounded({a.low - b.high, a.high - b.low});
    }
    case Op::kLeast: {
      Range out = argument(0);
      for (std::size_t i = 1; i < expr.args.size(); ++i) {
        out = {std::min(out.low, argument(i).low), std::min(out.high, argument(i).high)};
      }
      return out;
    }
    case Op::kGreatest: {
      Range out = argument(0);
      for (std::size_t i = 1; i < expr.args.size(); ++i) {
        out = {std::max(out.low, argument(i).low), std::max(out.high, argument(i).high)};
      }
      return out;
    }
    default: return {};
  }
}

}  // namespace stadga::verify
