// list_bounds.cpp - counting the witnesses of the list operators.
#include "list_bounds.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using engine::TypeKind;

constexpr std::uint32_t kLongestUnrolled = 4;  // beyond it a list without a bound is inexact
constexpr std::uint32_t kLongestPartial = 8;   // known and possible elements, one step at a time
constexpr std::uint32_t kToldApart = 1;        // beside a rest: the element that a finding is about

bool is_comparison(Op op) {
  return op == Op::kEq || op == Op::kNe || op == Op::kLt || op == Op::kLe || op == Op::kGt ||
         op == Op::kGe;
}

// What the operators ask of one group of elements (those for which a condition holds).
struct Need {
  std::int64_t threshold = 0;     // so many members must be told apart from fewer
  std::map<std::string, int> extremes;  // least or greatest by some value: one member each
  [[nodiscard]] std::int64_t witnesses() const {
    return std::max(threshold, static_cast<std::int64_t>(extremes.size()));
  }
};

struct ListNeeds {
  std::map<std::string, Need> groups;
  bool unbounded = false;
  std::map<std::string, std::uint32_t> windows;  // months in a row that are asked about
  std::uint32_t max_items = 0;
  bool non_empty = false;
};

class Bounds {
 public:
  Bounds(const Ruleset& ruleset, const std::vector<ExprId>& roots, bool partial)
      : ruleset_(ruleset), roots_(roots), partial_(partial) {}

  ListBounds compute() {
    declare();
    // Outer bounds multiply inner needs; the caps make the iteration end.
    for (bool changed = true; changed;) {
      for (auto& [place, needs] : needs_) needs.groups.clear();
      for (const ExprId root : roots_) visit(root, ExprId{}, elements_of(root));
      for (const auto& items : ruleset_.decision.items) {  // one that is refused, one in trouble
        needs_.at({true, items.list.value, 0}).groups["applied for"].threshold = 2;
      }
      for (const auto& guarantee : ruleset_.guarantees) add_varied(guarantee);
      changed = update();
    }
    return bounds_;
  }

 private:
  // Of two cases that differ in one element of a list, each has witnesses of its own: beside those of one
  // case stands the element that differs.
  void add_varied(const engine::Guarantee& guarantee) {
    if (partial_ || guarantee.kind == engine::GuaranteeKind::kAlways) return;  // asked of complete cases
    ListPlace place{true, guarantee.with.value, 0};
    const engine::Type* type = &ruleset_.at(guarantee.with).type;
    const auto add = [&] {
      if (type->kind == TypeKind::kList) needs_.at(place).groups["varied " + guarantee.id].threshold = 1;
    };
    add();
    for (const std::uint32_t field : guarantee.with_fields) {
      place = {false, type->record.value, field};
      type = &ruleset_.at(type->record).fields.at(field).type;
      add();
    }
  }

  void declare() {
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      declare({true, i, 0}, ruleset_.facts[i].type);
    }
    for (std::uint32_t r = 0; r < ruleset_.records.size(); ++r) {
      const auto& fields = ruleset_.records[r].fields;
      for (std::uint32_t f = 0; f < fields.size(); ++f) declare({false, r, f}, fields[f].type);
    }
  }
  // A rule about each element of a list stands as it were inside an operator on that list.
  std::vector<ListPlace> elements_of(ExprId root) const {
    for (const auto& rule : ruleset_.rules) {
      if (!rule.term.valid() || !ruleset_.at(rule.term).each.valid()) continue;
      if (rule.condition != root && rule.conclusion != root) continue;
      for (const auto& [place, needs] : needs_) {
        static_cast<void>(needs);
        if (type_of(place).record == ruleset_.at(rule.term).each) return {place};
      }
    }
    return {};
  }
  const engine::Type& type_of(const ListPlace& place) const {
    return place.is_fact ? ruleset_.facts[place.owner].type
                         : ruleset_.records[place.owner].fields[place.field].type;
  }

  void declare(const ListPlace& place, const engine::Type& type) {
    if (type.kind != TypeKind::kList) return;
    needs_[place].max_items = type.max_items;
    needs_[place].non_empty = type.non_empty;
    bounds_[place].slots = type.non_empty ? 1 : 0;
  }

  // `enclosing`: bounds of the list operators around, innermost last.
  void visit(ExprId id, ExprId parent, const std::vector<ListPlace>& enclosing) {
    const Expr& expr = ruleset_.at(id);
    if (!is_list_operator(expr.op)) {
      for (const ExprId arg : expr.args) visit(arg, id, enclosing);
      return;
    }
    const auto place = place_of(expr.args.at(0), enclosing);
    if (place) count(expr, parent, *place, multiplicity(expr.args.at(0), enclosing));
    auto inner = enclosing;
    inner.push_back(place.value_or(ListPlace{}));
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      const bool outside = expr.op == Op::kQualified && i == 3;
      if (expr.args[i].valid()) visit(expr.args[i], id, outside ? enclosing : inner);
    }
  }

  std::optional<ListPlace> place_of(ExprId list, const std::vector<ListPlace>&) const {
    const Expr& expr = ruleset_.at(list);
    if (expr.op == Op::kFact) return ListPlace{true, expr.fact.value, 0};
    if (expr.op == Op::kField) {
      return ListPlace{false, ruleset_.at(expr.args.at(0)).type.record.value, expr.field};
    }
    return std::nullopt;
  }

  // In how many versions an operator inside others is asked of one and the same list.
  std::int64_t multiplicity(ExprId list, const std::vector<ListPlace>& enclosing) const {
    std::optional<std::size_t> owner;
    walk(ruleset_, list, [&](ExprId e) {
      const Expr& expr = ruleset_.at(e);
      if (expr.op == Op::kElement && expr.depth < enclosing.size()) {
        owner = enclosing.size() - 1 - expr.depth;
      }
    });
    std::int64_t times = 1;
    for (std::size_t i = 0; i < enclosing.size(); ++i) {
      if (owner && i <= *owner) continue;  // another element owns another list
      times *= std::max<std::int64_t>(1, bounds_.at(enclosing[i]).slots);
    }
    return times;
  }

  // Is an operator asked of one and the same list in two ways? So it is where two cases are compared, or the rules with
  // rules that differ in something (floor, nonbinding_adverse and their like), and what it asks of an element is
  // not told by the element: then each way has witnesses of its own.
  bool asked_two_ways(const Expr& expr) const {
    bool found = false;
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      walk(ruleset_, expr.args[i], [&](ExprId id) { found = found || differs_elsewhere(ruleset_.at(id)); });
    }
    return found;
  }
  bool differs_elsewhere(const Expr& expr) const {
    switch (expr.op) {
      case Op::kTerm:
      case Op::kRequirementIs: return true;
      case Op::kParameter: return ruleset_.at(expr.parameter).municipal;
      case Op::kTable: return ruleset_.at(expr.table).municipal;
      case Op::kFact:
        return std::any_of(ruleset_.guarantees.begin(), ruleset_.guarantees.end(), [&](const auto& guarantee) {
          return guarantee.kind != engine::GuaranteeKind::kAlways && guarantee.with == expr.fact;
        });
      default: return false;
    }
  }

  void count(const Expr& expr, ExprId parent, const ListPlace& place, std::int64_t times) {
    ListNeeds& needs = needs_.at(place);
    const bool two_ways = !partial_ && asked_two_ways(expr);
    if (two_ways) times *= 2;
    const std::string condition = expression_key(ruleset_, expr.args.at(1));
    const auto want = [&](const std::string& key, std::int64_t members) {
      Need& need = needs.groups[key];
      need.threshold = std::max(need.threshold, members * times);
    };
    switch (expr.op) {
      case Op::kSome:
        want(condition, 1);
        break;
      case Op::kEvery:
        want("not " + condition, 1);
        want("any", 1);
        break;
      case Op::kListLeast:
      case Op::kListGreatest: {
        const char* which = expr.op == Op::kListLeast ? "least " : "greatest ";
        auto& extremes = needs.groups[condition].extremes;
        const std::string key = which + expression_key(ruleset_, expr.args.at(2));
        for (std::int64_t i = 0; i < times; ++i) extremes[key + std::to_string(i)] = 1;
        break;
      }
      case Op::kQualified:
        needs.windows[expression_key(ruleset_, expr.args.at(3)) + condition] =
            static_cast<std::uint32_t>(expr.numerator);
        if (two_ways) needs.windows["the other way " + condition] = static_cast<std::uint32_t>(expr.numerator);
        break;
      case Op::kCount: {
        const auto limit = threshold(expr, parent);
        if (limit) want(condition, *limit);
        needs.unbounded = needs.unbounded || !limit;
        break;
      }
      default:
        needs.unbounded = true;
    }
    // A condition that can fail with an error has that as a result of its own.
    if (may_fail(ruleset_, expr.args.at(1))) want("fails " + condition, 1);
  }

  // How many members a comparison must see to be right; nullopt when the count is not compared with
  // a number or a parameter.
  std::optional<std::int64_t> threshold(const Expr& count, ExprId parent) const {
    if (!parent.valid() || !is_comparison(ruleset_.at(parent).op)) return std::nullopt;
    const Expr& comparison = ruleset_.at(parent);
    const bool first = &ruleset_.at(comparison.args.at(0)) == &count;
    const auto limit = largest(ruleset_.at(comparison.args.at(first ? 1 : 0)));
    if (!limit) return std::nullopt;
    // "at least n" and "fewer than n" need n members; every other comparison one more.
    const Op op = comparison.op;
    const bool exact = first ? (op == Op::kGe || op == Op::kLt) : (op == Op::kLe || op == Op::kGt);
    return std::max<std::int64_t>(0, *limit + (exact ? 0 : 1));
  }

  std::optional<std::int64_t> largest(const Expr& other) const {
    if (other.op == Op::kParameter) return ruleset_.at(other.parameter).type.max;
    if (other.op != Op::kLiteral) return std::nullopt;
    const auto* value = std::get_if<std::int64_t>(&other.literal);
    return value == nullptr ? std::nullopt : std::optional<std::int64_t>(*value);
  }

  bool update() {
    bool changed = false;
    for (const auto& [place, needs] : needs_) {
      std::int64_t total = needs.non_empty ? 1 : 0;
      for (const auto& [key, need] : needs.groups) total += need.witnesses();
      if (partial_) total *= 2;
      ListBound bound;
      if (!needs.windows.empty()) {
        // One question about the list: so many months, or none, are all that matters to it.
        bound.slots = std::min(needs.max_items, needs.windows.begin()->second);
        bound.exact = needs.windows.size() == 1 && needs.groups.empty() && !needs.unbounded &&
                      needs.max_items >= needs.windows.begin()->second;
      } else if (needs.unbounded) {
        const std::uint32_t longest = partial_ ? kLongestPartial : kLongestUnrolled;
        bound.slots = std::min(needs.max_items, longest);
        bound.exact = needs.max_items <= longest;
      } else {
        bound.slots =
            static_cast<std::uint32_t>(std::min<std::int64_t>(total, needs.max_items));
      }
      ListBound& old = bounds_.at(place);
      changed = changed || bound.slots > old.slots;
      old.slots = std::max(old.slots, bound.slots);
      old.exact = bound.exact;
    }
    return changed;
  }

  const Ruleset& ruleset_;
  const std::vector<ExprId>& roots_;
  bool partial_;
  std::map<ListPlace, ListNeeds> needs_;
  ListBounds bounds_;
};

std::string literal_key(const engine::Literal& literal) {
  struct Print {
    std::string operator()(bool v) const { return v ? "true" : "false"; }
    std::string operator()(std::int64_t v) const { return std::to_string(v); }
    std::string operator()(const Money& v) const { return "m" + std::to_string(v.ore); }
    std::string operator()(const Date& v) const {
      return "d" + std::to_string(v.month) + "." + std::to_string(v.day);
    }
    std::string operator()(const engine::EnumLiteral& v) const {
      return "e" + std::to_string(v.index);
    }
    std::string operator()(const std::string& v) const {
      return "s" + std::to_string(v.size()) + ":" + v;
    }
  };
  return std::visit(Print{}, literal);
}

}  // namespace

ListBounds list_bounds(const Ruleset& ruleset, const std::vector<ExprId>& roots, bool partial) {
  return Bounds(ruleset, roots, partial).compute();
}

bool is_list_operator(Op op) {
  return op == Op::kSome || op == Op::kEvery || op == Op::kCount || op == Op::kListLeast ||
         op == Op::kListGreatest || op == Op::kListSum || op == Op::kQualified;
}

bool may_fail(const Ruleset& ruleset, ExprId id) {
  bool found = false;
  walk(ruleset, id, [&](ExprId e) {
    const Op op = ruleset.at(e).op;
    found = found || op == Op::kAddMonths || op == Op::kSubMonths || op == Op::kAddDays ||
            op == Op::kSubDays || op == Op::kAdd || op == Op::kSub || op == Op::kScale ||
            op == Op::kTable || op == Op::kRatio || op == Op::kTerm || op == Op::kParameter ||
            op == Op::kRequirementIs || is_list_operator(op);
  });
  return found;
}

ListBounds with_rest(const Ruleset& ruleset, ListBounds bounds) {
  for (auto& [place, bound] : bounds) {
    if (bound.exact) continue;
    const auto& type = place.is_fact ? ruleset.facts[place.owner].type
                                     : ruleset.records[place.owner].fields[place.field].type;
    bound.slots = std::min(type.max_items, kToldApart);
    bound.rest = type.max_items - bound.slots;
    bound.exact = true;
  }
  return bounds;
}

std::string expression_key(const Ruleset& ruleset, ExprId id) {
  if (!id.valid()) return "-";
  const Expr& expr = ruleset.at(id);
  std::string out = "(" + std::to_string(static_cast<int>(expr.op));
  const auto add = [&](const char* name, std::uint32_t value) {
    out += name + std::to_string(value);
  };
  switch (expr.op) {
    case Op::kLiteral: out += " " + literal_key(expr.literal); break;
    case Op::kFact: add(" f", expr.fact.value); break;
    case Op::kField: add(" .", expr.field); break;
    case Op::kElement: add(" ^", expr.depth); break;
    case Op::kParameter: add(" p", expr.parameter.value); break;
    case Op::kTerm: add(" t", expr.term.value); break;
    case Op::kRequirementIs:
      add(" r", expr.requirement.value);
      add(" =", static_cast<std::uint32_t>(expr.requirement_state));
      break;
    case Op::kScale:
      out += " " + std::to_string(expr.numerator) + "/" + std::to_string(expr.denominator) + "u" +
             std::to_string(expr.unit) + "r" + std::to_string(static_cast<int>(expr.rounding));
      break;
    case Op::kTable: add(" table", expr.table.value); break;
    case Op::kRatio:
      out += " u" + std::to_string(expr.unit) + "r" +
             std::to_string(static_cast<int>(expr.rounding));
      break;
    case Op::kAge: add(" leap", static_cast<std::uint32_t>(expr.leap)); break;
    case Op::kQualified:
      out += " " + std::to_string(expr.numerator) + "/" + std::to_string(expr.denominator);
      break;
    case Op::kEvery: add(" empty", expr.empty_holds ? 1U : 0U); break;
    default: break;
  }
  for (const ExprId arg : expr.args) out += " " + expression_key(ruleset, arg);
  return out + ")";
}

}  // namespace stadga::verify
