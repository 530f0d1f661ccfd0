#include "ranges.h"

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
  const Expr& expr = ruleset.at(id);
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
