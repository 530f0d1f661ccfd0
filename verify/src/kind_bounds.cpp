// kind_bounds.cpp - bounds: a term has no value outside the interval that it declares.
//
// By structure first: the interval of what its rules conclude, from the ranges against which facts and a
// municipality's values are checked, through the terms that they read. Where that is too wide, because a
// condition keeps the values in, the solver is asked.
#include <algorithm>
#include <iterator>
#include <map>

#include "kinds.h"
#include "messages.h"
#include "stadga/base/money.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using engine::Term;
using engine::TypeKind;

// Products of two numbers of the evaluator fit.
__extension__ using Wide = __int128;

// Nothing that the evaluator calls a value is larger (semantics 16).
constexpr std::int64_t kMost = (std::int64_t{1} << 53) - 1;

struct Interval {
  std::int64_t low = -kMost, high = kMost;
};

Interval cut(Wide low, Wide high) {
  const auto within = [](Wide v) {
    return static_cast<std::int64_t>(std::clamp<Wide>(v, -kMost, kMost));
  };
  return {within(low), within(high)};
}

bool is_number(const engine::Type& type) {
  return type.kind == TypeKind::kInt || type.kind == TypeKind::kMonths || type.kind == TypeKind::kDays ||
         type.kind == TypeKind::kMoney;
}

class Intervals {
 public:
  explicit Intervals(const Ruleset& ruleset) : ruleset_(ruleset) {}

  // nullopt where no rule concludes the term.
  [[nodiscard]] std::optional<Interval> of_term(std::uint32_t term) const {
    const auto known = terms_.find(term);
    if (known != terms_.end()) return known->second;
    std::optional<Interval> out;
    for (const auto& rule : ruleset_.rules) {
      if (rule.term.value != term || !rule.requirement.empty() || !rule.conclusion.valid()) continue;
      join(out, of(rule.conclusion));
    }
    terms_.emplace(term, out);
    return out;
  }

 private:
  static void join(std::optional<Interval>& out, const Interval& one) {
    out = out ? Interval{std::min(out->low, one.low), std::max(out->high, one.high)} : one;
  }
  static std::optional<Interval> of_literal(const engine::Literal& literal) {
    if (const auto* number = std::get_if<std::int64_t>(&literal)) return Interval{*number, *number};
    if (const auto* money = std::get_if<Money>(&literal)) return Interval{money->ore, money->ore};
    return std::nullopt;
  }
  static Interval declared(const engine::Type& type) { return {type.min, type.max}; }

  [[nodiscard]] Interval of_parameter(const engine::Parameter& parameter) const {
    std::optional<Interval> out;
    if (parameter.municipal && !ruleset_.overlay) out = declared(parameter.type);
    for (const auto& value : parameter.values) {
      const auto one = value.value ? of_literal(*value.value) : std::nullopt;
      if (value.value) join(out, one.value_or(Interval{}));
    }
    return out.value_or(declared(parameter.type));
  }
  [[nodiscard]] Interval of_table(const engine::Table& table) const {
    std::optional<Interval> out;
    if (table.municipal && !ruleset_.overlay) out = declared(table.type);
    for (const auto& version : table.versions) {
      for (const auto& row : version.rows) join(out, of_literal(row.value).value_or(Interval{}));
    }
    return out.value_or(declared(table.type));
  }

  static Wide floor_of(Wide value, Wide by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
  }
  // From low to high, divided and rounded to a unit in any way: between the multiples around the ends.
  static Interval divided(Wide low, Wide high, Wide by, std::int64_t unit) {
    return cut(floor_of(floor_of(low, by), unit) * unit, -floor_of(floor_of(-high, by), unit) * unit);
  }

  [[nodiscard]] Interval scaled(const Expr& expr) const {
    const Interval a = of(expr.args.at(0));
    const Wide x = Wide{a.low} * expr.numerator;
    const Wide y = Wide{a.high} * expr.numerator;
    return divided(std::min(x, y), std::max(x, y), expr.denominator, std::max<std::int64_t>(1, expr.unit));
  }

  // A share of an amount. A divisor below one is an error and gives no value.
  [[nodiscard]] Interval share(const Expr& expr) const {
    const Interval a = of(expr.args.at(0));
    const Interval part = of(expr.args.at(1));
    const Interval whole = of(expr.args.at(2));
    const Wide ends[] = {Wide{a.low} * part.low, Wide{a.low} * part.high, Wide{a.high} * part.low,
                         Wide{a.high} * part.high, Wide{0}};
    return divided(*std::min_element(std::begin(ends), std::end(ends)),
                   *std::max_element(std::begin(ends), std::end(ends)), std::max<std::int64_t>(1, whole.low),
                   std::max<std::int64_t>(1, expr.unit));
  }

  [[nodiscard]] Interval counted(const Expr& expr) const {
    const auto& list = ruleset_.at(expr.args.at(0)).type;
    const Expr& condition = ruleset_.at(expr.args.at(1));
    const bool all = condition.op == Op::kLiteral && condition.literal == engine::Literal(true);
    return {all && list.non_empty ? 1 : 0, list.max_items};
  }

  [[nodiscard]] Interval summed(const Expr& expr) const {
    const auto& list = ruleset_.at(expr.args.at(0)).type;
    const Interval each = of(expr.args.at(2));
    const Wide most = list.max_items;
    return cut(most * std::min<std::int64_t>(0, each.low), most * std::max<std::int64_t>(0, each.high));
  }

  [[nodiscard]] Interval extreme(const Expr& expr, bool greatest) const {
    Interval out = of(expr.args.at(0));
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      const Interval one = of(expr.args[i]);
      out = greatest ? Interval{std::max(out.low, one.low), std::max(out.high, one.high)}
                     : Interval{std::min(out.low, one.low), std::min(out.high, one.high)};
    }
    return out;
  }

  [[nodiscard]] Interval of(ExprId id) const {
    const Expr& expr = ruleset_.at(id);
    if (!is_number(expr.type)) return {};
    switch (expr.op) {
      case Op::kLiteral: return of_literal(expr.literal).value_or(Interval{});
      case Op::kFact:
      case Op::kField:
      case Op::kElement: return declared(expr.type);
      case Op::kTerm: return of_term(expr.term.value).value_or(Interval{});
      case Op::kParameter: return of_parameter(ruleset_.at(expr.parameter));
      case Op::kTable: return of_table(ruleset_.at(expr.table));
      case Op::kCount: return counted(expr);
      case Op::kAdd:
      case Op::kSub: {
        const Interval a = of(expr.args.at(0));
        const Interval b = of(expr.args.at(1));
        const bool add = expr.op == Op::kAdd;
        return add ? cut(Wide{a.low} + b.low, Wide{a.high} + b.high)
                   : cut(Wide{a.low} - b.high, Wide{a.high} - b.low);
      }
      case Op::kScale: return scaled(expr);
      case Op::kRatio: return share(expr);
      case Op::kLeast: return extreme(expr, false);
      case Op::kGreatest: return extreme(expr, true);
      case Op::kListSum: return summed(expr);
      case Op::kListLeast:
      case Op::kListGreatest: return of(expr.args.at(2));
      case Op::kYearOf: return {1900, 2199};
      case Op::kDayOfMonth: return {1, 31};
      case Op::kAge: return {-300, 300};
      default: return {};
    }
  }

  const Ruleset& ruleset_;
  mutable std::map<std::uint32_t, std::optional<Interval>> terms_;
};

// The number that a printed value is; amounts in oere.
std::optional<std::int64_t> number(const Json& printed) {
  if (const auto* value = printed.as_int()) return *value;
  const auto* text = printed.as_string();
  const auto amount = text == nullptr ? std::nullopt : parse_money(*text);
  return amount ? std::optional(amount->ore) : std::nullopt;
}

class Bounds {
 public:
  explicit Bounds(Workbench& bench) : bench_(bench), intervals_(bench.ruleset()) {}

  void run() {
    for (std::uint32_t i = 0; i < bench_.ruleset().terms.size(); ++i) {
      const Term& term = bench_.ruleset().terms[i];
      if (!is_number(term.type)) continue;
      bench_.prove(bench_.start("bounds", term.name, term.span), [&](Obligation& o) { check(o, i); });
    }
  }

 private:
  void check(Obligation& o, std::uint32_t index) {
    const Term& term = bench_.ruleset().terms[index];
    const auto interval = intervals_.of_term(index);
    if (!interval || (term.type.min <= interval->low && interval->high <= term.type.max)) {
      o.verdict = Verdict::kProved;
      return;
    }
    if (term.each.valid()) throw OutOfCore(term.name);  // no door of the engine shows it for one element
    const engine::TermId id{index};
    const Symbol& value = bench_.encoder().term(id).value;
    Smt& smt = bench_.smt();
    Question question;
    question.query = {value.states.known(smt), value.present,
                      smt.negate(smt.between(term.type.min, value.parts.at(0), term.type.max))};
    question.shows = [&](const Shown& shown) { return outside(term, shown, id).has_value(); };
    const auto witness = bench_.settle(o, question);
    if (witness) describe(o, term, *outside(term, {witness->evaluation, witness->facts, witness->ruleset}, id));
  }

  static std::optional<Json> outside(const Term& term, const Shown& shown, engine::TermId id) {
    auto printed = engine::term_value(shown.ruleset, shown.facts, id);
    const auto value = printed ? number(*printed) : std::nullopt;
    const bool out = value && (*value < term.type.min || term.type.max < *value);
    return out ? std::move(printed) : std::nullopt;
  }

  void describe(Obligation& o, const Term& term, const Json& value) {
    for (const auto& rule : bench_.ruleset().rules) {
      const bool mine = rule.requirement.empty() && bench_.ruleset().at(rule.term).name == term.name;
      if (mine && std::find(o.rules.begin(), o.rules.end(), rule.id) == o.rules.end()) o.rules.push_back(rule.id);
    }
    o.code = "S2123";
    (*o.replayed.front().as_object())["values"] = JsonObject{{term.name, value}};
    const auto* text = value.as_string();
    const auto message = messages::out_of_bounds(term.name, text == nullptr ? canonical_or_die(value) : *text);
    o.message = message.message;
    o.help = message.help;
  }

  Workbench& bench_;
  Intervals intervals_;
};

}  // namespace

void check_bounds(Workbench& bench) { Bounds(bench).run(); }

}  // namespace stadga::verify
