// lists.cpp - operators over lists: some, none, every, the number, the sum, least and greatest.
#include "messages/figures.h"
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;

void Expressions::open_element(engine::RecordId record, const std::string& binder) {
  scopes_.push_back({next_scope_++, record, binder});
}

// The list, and that the element's name is free.
ExprId Expressions::list_of(const syntax::Expr& expr) {
  const ExprId list = path(expr.list, nullptr, expr.list.front().span);
  if (!list.valid()) return {};
  const Type& type = type_of(list);
  if (type.kind != TypeKind::kList) return fail(expr.list.front().span, messages::needs_list(syntax::dotted(expr.list)));
  if (!type.record.valid()) return {};
  for (const Scope& scope : scopes_) {
    const bool taken = !expr.binder.text.empty() && scope.binder == expr.binder.text;
    if (taken) return fail(expr.binder.span, messages::binder_twice(expr.binder.text));
  }
  return list;
}

// Both kinds of list operators: opens the element's scope round the condition and what follows.
ExprId Expressions::list_operator(const syntax::Expr& expr) {
  const ExprId list = list_of(expr);
  if (!list.valid()) return {};
  const Type type = type_of(list);
  const bool undecided = expr.kind == ExprKind::kEvery && !type.non_empty && !expr.empty_holds;
  if (undecided) return fail(expr.span, messages::may_be_empty(syntax::dotted(expr.list)));

  const Guards outer = guards_;
  scopes_.push_back({next_scope_++, type.record, expr.binder.text});
  const ExprId where = expr.where.valid() ? condition(expr.where) : literal(true, Type{}, expr.span);
  assume(where);
  const ExprId out = where.valid() ? list_value(expr, list, where) : ExprId{};
  scopes_.pop_back();
  guards_ = outer;
  return out;
}

ExprId Expressions::over_list(const syntax::Expr& expr) { return list_operator(expr); }

ExprId Expressions::list_value(const syntax::Expr& expr, ExprId list, ExprId where) {
  switch (expr.kind) {
    case ExprKind::kSome: return make_bool(Op::kSome, {list, where}, expr.span);
    case ExprKind::kNoneIn: return make_bool(Op::kNot, {make_bool(Op::kSome, {list, where}, expr.span)}, expr.span);
    case ExprKind::kEvery: {
      const ExprId out = make_bool(Op::kEvery, {list, where}, expr.span);
      context_.ruleset.exprs[out.value].empty_holds = expr.empty_holds.value_or(false);
      return out;
    }
    case ExprKind::kCount: {
      Type count;
      count.kind = TypeKind::kInt;
      count.max = type_of(list).max_items;
      return make(Op::kCount, count, {list, where}, expr.span);
    }
    default: break;
  }
  if (!expr.value.valid()) return {};
  const syntax::Expr& source = ast(expr.value);
  const ExprId value = lower(expr.value, nullptr);
  if (!value.valid() || !present(value, source)) return {};
  Type type = plain(type_of(value));
  const bool wrong = expr.kind == ExprKind::kSum ? !is_number(type.kind) : !is_ordered(type.kind);
  if (wrong) return fail(source.span, messages::not_ordered(describe_type(value)));
  if (expr.kind == ExprKind::kSum) {
    const std::int64_t items = type_of(list).max_items;
    type.min = type.min > 0 ? 0 : checked_mul(type.min, items).value_or(-kMaxExact);
    type.max = type.max < 0 ? 0 : checked_mul(type.max, items).value_or(kMaxExact);
    return make(Op::kListSum, type, {list, where, value}, expr.span);
  }
  const bool dates = expr.kind == ExprKind::kEarliest || expr.kind == ExprKind::kLatest;
  if (dates != (type.kind == TypeKind::kDate)) return fail(expr.span, messages::superlative(dates));
  const bool least = expr.kind == ExprKind::kLeast || expr.kind == ExprKind::kEarliest;
  return make(least ? Op::kListLeast : Op::kListGreatest, type, {list, where, value}, expr.span);
}

}  // namespace stadga::dsl::sema
