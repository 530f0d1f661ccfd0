#include "model/check_expr.h"

#include <algorithm>

namespace stadga::engine {
namespace {

constexpr std::size_t kDeepest = 400;  // the parser stops at 256
constexpr std::int64_t kLongestWindow = 1200;  // months

bool is_number(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMonths || kind == TypeKind::kDays ||
         kind == TypeKind::kMoney;
}

struct Arity {
  std::size_t least, most;
};
Arity arity(Op op) {
  constexpr std::size_t kMany = UINT32_MAX;
  switch (op) {
    case Op::kLiteral:
    case Op::kNone:
    case Op::kFact:
    case Op::kElement:
    case Op::kParameter:
    case Op::kDecisionDay:
    case Op::kRequirementIs:
      return {0, 0};
    case Op::kTerm:
      return {0, 1};
    case Op::kTable:
      return {0, kMany};
    case Op::kRatio:
      return {3, 3};
    case Op::kQualified:
      return {4, 4};
    case Op::kYearOf:
    case Op::kFirstOfMonth:
    case Op::kLastOfMonth:
    case Op::kDayOfMonth:
    case Op::kNextWorkday:
      return {1, 1};
    case Op::kField:
    case Op::kNot:
    case Op::kExists:
    case Op::kAbsent:
    case Op::kScale:
      return {1, 1};
    case Op::kAll:
    case Op::kAny:
    case Op::kLeast:
    case Op::kGreatest:
      return {1, kMany};
    case Op::kIsOneOf:
      return {2, kMany};
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum:
      return {3, 3};
    default:
      return {2, 2};
  }
}

}  // namespace

bool ExprChecker::type_exists(const Type& type) const {
  if (type.kind == TypeKind::kEnum) {
    return type.enumeration.value < ruleset_.enumerations.size() &&
           !ruleset_.at(type.enumeration).values.empty();
  }
  if (type.kind == TypeKind::kRecord || type.kind == TypeKind::kList) {
    return type.record.value < ruleset_.records.size();
  }
  return type.min <= type.max && type.min_date <= type.max_date;
}

bool ExprChecker::literal_fits(const Type& type, const Literal& literal) const {
  switch (type.kind) {
    case TypeKind::kBool:
      return std::holds_alternative<bool>(literal);
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays:
      return std::holds_alternative<std::int64_t>(literal);
    case TypeKind::kMoney:
      return std::holds_alternative<Money>(literal);
    case TypeKind::kDate:
      return std::holds_alternative<Date>(literal) && is_valid(std::get<Date>(literal));
    case TypeKind::kEnum:
      return std::holds_alternative<EnumLiteral>(literal) && type_exists(type) &&
             std::get<EnumLiteral>(literal).index < ruleset_.at(type.enumeration).values.size();
    case TypeKind::kIdentifier:
    case TypeKind::kPattern:
      return std::holds_alternative<std::string>(literal);
    case TypeKind::kRecord:
    case TypeKind::kList:
      return false;
  }
  return false;
}

bool ExprChecker::agree(const Type& a, const Type& b) const {
  if (a.kind != b.kind) return false;
  if (a.kind != TypeKind::kEnum) return true;
  return type_exists(a) && type_exists(b) &&
         ruleset_.at(a.enumeration).values == ruleset_.at(b.enumeration).values;
}

bool ExprChecker::check_in(ExprId id, RecordId each) {
  if (each.valid()) elements_.push_back(each);
  const bool good = check(id, 0);
  if (each.valid()) elements_.pop_back();
  return good;
}

bool ExprChecker::check(ExprId id, std::size_t level) {
  if (level > kDeepest || id.value >= ruleset_.exprs.size()) return false;
  const Expr& expr = ruleset_.at(id);
  const Arity wanted = arity(expr.op);
  if (expr.args.size() < wanted.least || expr.args.size() > wanted.most) return false;
  // Arguments stand anywhere in the arena, but an expression is never part of itself.
  return check_node(expr, level);
}

bool ExprChecker::check_node(const Expr& expr, std::size_t level) {
  switch (expr.op) {
    case Op::kLiteral:
      return literal_fits(expr.type, expr.literal);
    case Op::kNone:
    case Op::kDecisionDay:
      return expr.op == Op::kNone || expr.type.kind == TypeKind::kDate;
    case Op::kFact:
    case Op::kParameter:
    case Op::kTerm:
    case Op::kRequirementIs:
      return check_reference(expr);
    case Op::kField:
      return check_field(expr, level);
    case Op::kElement:
      return false;  // stands only under kField and kTerm
    case Op::kTable:
      return check_call(expr, level);
    case Op::kQualified:
      return check_qualified(expr, level);
    case Op::kExists:
    case Op::kAbsent: {
      const Op inner =
          expr.args[0].value < ruleset_.exprs.size() ? ruleset_.at(expr.args[0]).op : Op::kElement;
      const bool place = inner == Op::kFact || inner == Op::kField;
      return expr.type.kind == TypeKind::kBool && check(expr.args[0], level + 1) &&
             (place || scalar(kind(expr.args[0]))) && kind(expr.args[0]) != TypeKind::kList;
    }
    case Op::kSome:
    case Op::kEvery:
    case Op::kCount:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum:
      return check_list(expr, level);
    default:
      return check_scalars(expr, level) && check_operator(expr);
  }
}

bool ExprChecker::check_reference(const Expr& expr) {
  switch (expr.op) {
    case Op::kFact:
      return expr.fact.value < ruleset_.facts.size() &&
             agree(expr.type, ruleset_.at(expr.fact).type) && type_exists(expr.type);
    case Op::kParameter:
      return expr.parameter.value < ruleset_.parameters.size() &&
             agree(expr.type, ruleset_.at(expr.parameter).type);
    case Op::kTerm: {
      if (expr.term.value >= ruleset_.terms.size()) return false;
      const Term& term = ruleset_.at(expr.term);
      const bool placed = term.each.valid() ? expr.args.size() == 1 &&
                                                  check_element(expr.args[0], term.each)
                                            : expr.args.empty();
      return placed && agree(expr.type, term.type);
    }
    default:
      return expr.requirement.value < ruleset_.requirements.size() &&
             expr.type.kind == TypeKind::kBool;
  }
}

bool ExprChecker::check_element(ExprId id, RecordId wanted) const {
  if (id.value >= ruleset_.exprs.size()) return false;
  const Expr& element = ruleset_.at(id);
  return element.op == Op::kElement && element.args.empty() &&
         element.depth < elements_.size() &&
         elements_[elements_.size() - 1 - element.depth] == wanted;
}

// A call of a table: a value per key, then the period's date.
bool ExprChecker::check_call(const Expr& expr, std::size_t level) {
  if (expr.table.value >= ruleset_.tables.size()) return false;
  const Table& table = ruleset_.at(expr.table);
  if (expr.args.size() != table.keys.size() + (table.periods ? 1U : 0U)) return false;
  if (!check_scalars(expr, level) || !agree(expr.type, table.type)) return false;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (!agree(table.keys[i].type, ruleset_.at(expr.args[i]).type)) return false;
  }
  return !table.periods || kind(expr.args.back()) == TypeKind::kDate;
}

bool ExprChecker::check_qualified(const Expr& expr, std::size_t level) {
  if (!check_place(expr.args[0], level + 1)) return false;
  const Type& list = ruleset_.at(expr.args[0]).type;
  if (list.kind != TypeKind::kList || !type_exists(list)) return false;
  elements_.push_back(list.record);
  const bool good = check(expr.args[1], level + 1) && kind(expr.args[1]) == TypeKind::kBool &&
                    check(expr.args[2], level + 1) && kind(expr.args[2]) == TypeKind::kDate;
  elements_.pop_back();
  return good && check(expr.args[3], level + 1) && kind(expr.args[3]) == TypeKind::kDate &&
         expr.type.kind == TypeKind::kBool && expr.numerator >= 1 && expr.denominator >= 1 &&
         expr.numerator <= kLongestWindow && expr.denominator <= kLongestWindow;
}

// What a field or a list operator reaches into: a fact or a field, never a computed value.
bool ExprChecker::check_place(ExprId id, std::size_t level) {
  if (id.value >= ruleset_.exprs.size()) return false;
  const Op op = ruleset_.at(id).op;
  return (op == Op::kFact || op == Op::kField) && check(id, level);
}

bool ExprChecker::check_field(const Expr& expr, std::size_t level) {
  const ExprId owner = expr.args[0];
  if (owner.value >= ruleset_.exprs.size()) return false;
  const Expr& record = ruleset_.at(owner);
  if (record.op == Op::kElement) {
    if (record.depth >= elements_.size() || !record.args.empty()) return false;
    if (record.type.record != elements_[elements_.size() - 1 - record.depth]) return false;
  } else if (!check_place(owner, level + 1)) {
    return false;
  }
  const Type& type = record.type;
  if (type.kind != TypeKind::kRecord || type.record.value >= ruleset_.records.size()) return false;
  const auto& fields = ruleset_.at(type.record).fields;
  return expr.field < fields.size() && agree(expr.type, fields[expr.field].type) &&
         type_exists(expr.type);
}

bool ExprChecker::check_list(const Expr& expr, std::size_t level) {
  if (!check_place(expr.args[0], level + 1)) return false;
  const Type& list = ruleset_.at(expr.args[0]).type;
  if (list.kind != TypeKind::kList || !type_exists(list)) return false;
  elements_.push_back(list.record);
  bool good = check(expr.args[1], level + 1) && kind(expr.args[1]) == TypeKind::kBool;
  if (good && expr.args.size() == 3) {
    const ExprId value = expr.args[2];
    good = check(value, level + 1) && agree(ruleset_.at(value).type, expr.type) &&
           (is_number(kind(value)) || (kind(value) == TypeKind::kDate && expr.op != Op::kListSum));
  }
  elements_.pop_back();
  if (expr.op == Op::kCount) return good && expr.type.kind == TypeKind::kInt;
  return good && (expr.args.size() == 3 || expr.type.kind == TypeKind::kBool);
}

bool ExprChecker::check_scalars(const Expr& expr, std::size_t level) {
  return std::all_of(expr.args.begin(), expr.args.end(), [&](ExprId argument) {
    return check(argument, level + 1) && scalar(kind(argument));
  });
}

bool ExprChecker::all_numeric(const Expr& expr) const {
  return std::all_of(expr.args.begin(), expr.args.end(), [&](ExprId argument) {
    return is_number(kind(argument)) && kind(argument) == expr.type.kind;
  });
}

bool ExprChecker::comparable(const Expr& expr, bool ordered) const {
  const Type& first = ruleset_.at(expr.args[0]).type;
  if (ordered && !is_number(first.kind) && first.kind != TypeKind::kDate) return false;
  return std::all_of(expr.args.begin() + 1, expr.args.end(), [&](ExprId argument) {
    const bool none = !ordered && (is_none(argument) || is_none(expr.args[0]));
    return none || agree(first, ruleset_.at(argument).type);
  });
}

bool ExprChecker::check_ratio(const Expr& expr) const {
  return is_number(expr.type.kind) && kind(expr.args[0]) == expr.type.kind &&
         kind(expr.args[1]) != TypeKind::kMoney && is_number(kind(expr.args[1])) &&
         kind(expr.args[2]) == kind(expr.args[1]) && expr.unit >= 1;
}

bool ExprChecker::all_dates(const Expr& expr) const {
  return std::all_of(expr.args.begin(), expr.args.end(),
                     [this](ExprId argument) { return kind(argument) == TypeKind::kDate; });
}

// The arguments are well-typed scalars of the right number.
bool ExprChecker::check_operator(const Expr& expr) const {
  const TypeKind result = expr.type.kind;
  switch (expr.op) {
    case Op::kNot:
    case Op::kAll:
    case Op::kAny:
      return result == TypeKind::kBool &&
             std::all_of(expr.args.begin(), expr.args.end(),
                         [this](ExprId argument) { return kind(argument) == TypeKind::kBool; });
    case Op::kEq:
    case Op::kNe:
    case Op::kIsOneOf:
      return result == TypeKind::kBool && comparable(expr, false);
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe:
      return result == TypeKind::kBool && comparable(expr, true);
    case Op::kMatches:
      return result == TypeKind::kBool && kind(expr.args[0]) == TypeKind::kIdentifier &&
             kind(expr.args[1]) == TypeKind::kPattern;
    case Op::kAdd:
    case Op::kSub:
      return all_numeric(expr);
    case Op::kScale:
      return all_numeric(expr) && expr.denominator >= 1 && expr.unit >= 1;
    case Op::kLeast:
    case Op::kGreatest:
      return comparable(expr, true) && agree(expr.type, ruleset_.at(expr.args[0]).type);
    case Op::kAddMonths:
    case Op::kSubMonths:
      return result == TypeKind::kDate && kind(expr.args[0]) == TypeKind::kDate &&
             kind(expr.args[1]) == TypeKind::kMonths;
    case Op::kAddDays:
    case Op::kSubDays:
      return result == TypeKind::kDate && kind(expr.args[0]) == TypeKind::kDate &&
             kind(expr.args[1]) == TypeKind::kDays;
    case Op::kRatio:
      return check_ratio(expr);
    case Op::kAge:
    case Op::kYearOf:
    case Op::kDayOfMonth:
      return result == TypeKind::kInt && all_dates(expr);
    case Op::kDaysBetween:
      return result == TypeKind::kDays && all_dates(expr);
    case Op::kMonthsBetween:
      return result == TypeKind::kMonths && all_dates(expr);
    case Op::kFirstOfMonth:
    case Op::kLastOfMonth:
    case Op::kNextWorkday:
      return result == TypeKind::kDate && all_dates(expr);
    default:
      return false;
  }
}

}  // namespace stadga::engine
