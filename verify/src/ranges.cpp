// ranges.cpp - see ranges.h.
#include "ranges.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "stadga/base/money.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using engine::TypeKind;

// Products of two exact numbers, and so many of them, fit.
__extension__ using Wide = __int128;

constexpr std::int64_t kFar = INT64_MAX / 4;
constexpr Range kAnything{-kFar, kFar};
constexpr Range kAnyValue{-kMaxExact, kMaxExact};

Range cut(Wide low, Wide high, const Range& to) {
  const auto within = [&](Wide v) { return static_cast<std::int64_t>(std::clamp<Wide>(v, to.low, to.high)); };
  return {within(low), within(high)};
}

Wide floor_of(Wide value, Wide by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

// From low to high, divided and rounded to a unit in any way: between the multiples around the ends.
Range divided(Wide low, Wide high, Wide by, std::int64_t unit) {
  return cut(floor_of(floor_of(low, by), unit) * unit, -floor_of(floor_of(-high, by), unit) * unit, kAnything);
}

std::optional<Range> of_literal(const engine::Literal& literal) {
  if (const auto* number = std::get_if<std::int64_t>(&literal)) return Range{*number, *number};
  if (const auto* money = std::get_if<Money>(&literal)) return Range{money->ore, money->ore};
  return std::nullopt;
}

void join(std::optional<Range>& out, const Range& one) {
  out = out ? Range{std::min(out->low, one.low), std::max(out->high, one.high)} : one;
}

class Ranges {
 public:
  explicit Ranges(const Ruleset& ruleset) : ruleset_(ruleset) {}

  [[nodiscard]] Range of_term(std::uint32_t term) {
    const auto known = terms_.find(term);
    if (known != terms_.end()) return known->second;
    std::optional<Range> out;
    for (const auto& rule : ruleset_.rules) {
      if (rule.term.value != term || !rule.requirement.empty() || !rule.conclusion.valid()) continue;
      join(out, value(rule.conclusion));
    }
    return terms_.emplace(term, out.value_or(Range{0, 0})).first->second;
  }

  [[nodiscard]] Range of(const Expr& expr) {
    if (!is_number(expr.type)) return kAnything;
    const auto argument = [&](std::size_t i) { return value(expr.args.at(i)); };
    switch (expr.op) {
      case Op::kLiteral: return of_literal(expr.literal).value_or(kAnyValue);
      case Op::kFact:
      case Op::kField:
      case Op::kElement: return {expr.type.min, expr.type.max};
      case Op::kTerm: return of_term(expr.term.value);
      case Op::kParameter: return of_parameter(ruleset_.at(expr.parameter));
      case Op::kTable: return of_table(ruleset_.at(expr.table));
      case Op::kCount: return counted(expr);
      case Op::kAdd: return sum(argument(0), argument(1), 1);
      case Op::kSub: return sum(argument(0), argument(1), -1);
      case Op::kScale: return scaled(expr);
      case Op::kRatio: return share(argument(0), argument(1), argument(2), expr.unit);
      case Op::kLeast: return extreme(expr, false);
      case Op::kGreatest: return extreme(expr, true);
      case Op::kListSum: return summed(expr);
      case Op::kListLeast:
      case Op::kListGreatest: return argument(2);
      case Op::kYearOf: return {1900, 2199};
      case Op::kDayOfMonth: return {1, 31};
      case Op::kAge: return {-300, 300};
      case Op::kMonthsBetween: return {-12 * 300, 12 * 300};
      case Op::kDaysBetween: return {-366 * 300, 366 * 300};
      default: return kAnything;
    }
  }

 private:
  // What a part is worth: never more than is exact.
  [[nodiscard]] Range value(ExprId id) {
    const Range range = of(ruleset_.at(id));
    return cut(range.low, range.high, kAnyValue);
  }

  [[nodiscard]] Range of_parameter(const engine::Parameter& parameter) const {
    const Range declared{parameter.type.min, parameter.type.max};
    std::optional<Range> out;
    if (parameter.municipal) out = declared;
    for (const auto& version : parameter.values) {
      if (version.value) join(out, of_literal(*version.value).value_or(kAnyValue));
    }
    return out.value_or(declared);
  }

  [[nodiscard]] Range of_table(const engine::Table& table) const {
    const Range declared{table.type.min, table.type.max};
    std::optional<Range> out;
    if (table.municipal) out = declared;
    for (const auto& version : table.versions) {
      for (const auto& row : version.rows) join(out, of_literal(row.value).value_or(kAnyValue));
    }
    return out.value_or(declared);
  }

  [[nodiscard]] static Range sum(const Range& a, const Range& b, int sign) {
    return sign > 0 ? cut(Wide{a.low} + b.low, Wide{a.high} + b.high, kAnything)
                    : cut(Wide{a.low} - b.high, Wide{a.high} - b.low, kAnything);
  }

  [[nodiscard]] Range scaled(const Expr& expr) {
    const Range a = value(expr.args.at(0));
    if (expr.denominator < 1) return kAnything;
    const Wide x = Wide{a.low} * expr.numerator;
    const Wide y = Wide{a.high} * expr.numerator;
    return divided(std::min(x, y), std::max(x, y), expr.denominator, std::max<std::int64_t>(1, expr.unit));
  }

  // A share of an amount. A divisor below one is an error and gives no value; a large one gives nearly none.
  [[nodiscard]] static Range share(const Range& a, const Range& part, const Range& whole, std::int64_t unit) {
    const Wide ends[] = {Wide{a.low} * part.low, Wide{a.low} * part.high, Wide{a.high} * part.low,
                         Wide{a.high} * part.high};
    const Wide low = *std::min_element(std::begin(ends), std::end(ends));
    const Wide high = *std::max_element(std::begin(ends), std::end(ends));
    return divided(std::min<Wide>(low, 0), std::max<Wide>(high, 0), std::max<std::int64_t>(1, whole.low),
                   std::max<std::int64_t>(1, unit));
  }

  [[nodiscard]] Range counted(const Expr& expr) const {
    const auto& list = ruleset_.at(expr.args.at(0)).type;
    const Expr& condition = ruleset_.at(expr.args.at(1));
    const bool all = condition.op == Op::kLiteral && condition.literal == engine::Literal(true);
    return {all && list.non_empty ? 1 : 0, list.max_items};
  }

  // Of none to all elements.
  [[nodiscard]] Range summed(const Expr& expr) {
    const auto& list = ruleset_.at(expr.args.at(0)).type;
    const Range each = value(expr.args.at(2));
    const Wide most = list.max_items;
    return cut(most * std::min<std::int64_t>(0, each.low), most * std::max<std::int64_t>(0, each.high), kAnything);
  }

  [[nodiscard]] Range extreme(const Expr& expr, bool greatest) {
    Range out = value(expr.args.at(0));
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      const Range one = value(expr.args[i]);
      out = greatest ? Range{std::max(out.low, one.low), std::max(out.high, one.high)}
                     : Range{std::min(out.low, one.low), std::min(out.high, one.high)};
    }
    return out;
  }

  const Ruleset& ruleset_;
  std::map<std::uint32_t, Range> terms_;
};

}  // namespace

bool is_number(const engine::Type& type) {
  return type.kind == TypeKind::kInt || type.kind == TypeKind::kMonths || type.kind == TypeKind::kDays ||
         type.kind == TypeKind::kMoney;
}

Range range_of(const Ruleset& ruleset, const Expr& expr) { return Ranges(ruleset).of(expr); }
Range range_of(const Ruleset& ruleset, ExprId id) { return range_of(ruleset, ruleset.at(id)); }
Range range_of_term(const Ruleset& ruleset, engine::TermId id) { return Ranges(ruleset).of_term(id.value); }

bool always_fits(const Ruleset& ruleset, const Expr& expr) {
  const Range range = range_of(ruleset, expr);
  return -kMaxExact <= range.low && range.high <= kMaxExact;
}

}  // namespace stadga::verify
