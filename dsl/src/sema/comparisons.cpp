// comparisons.cpp - `X is ...`, `X exists`, `X follows ...`.
#include "messages/types.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {

using engine::ExprId;
using engine::Op;
using engine::Type;
using engine::TypeKind;
using syntax::ExprKind;

ExprId Expressions::comparison(const syntax::Expr& expr) {
  const ExprId left = lower(expr.args[0], nullptr);
  if (!left.valid()) return {};
  switch (expr.kind) {
    case ExprKind::kExists: case ExprKind::kAbsent: return existence(expr, left);
    case ExprKind::kFollows: return follows(expr, left);
    case ExprKind::kOneOf: case ExprKind::kNotOneOf: return one_of(expr, left);
    case ExprKind::kIs: case ExprKind::kIsNot: return equality(expr, left);
    default: return ordering(expr, left);
  }
}

ExprId Expressions::mismatch(const syntax::Expr& right_source, ExprId left, ExprId right) {
  return fail(right_source.span, messages::incomparable(describe_type(left), describe_type(right)));
}

ExprId Expressions::equality(const syntax::Expr& expr, ExprId left) {
  const Type type = plain(type_of(left));
  const syntax::Expr& right_source = ast(expr.args[1]);
  if (right_source.kind == ExprKind::kNone) return fail(right_source.span, messages::is_none());
  const bool whole = type.kind == TypeKind::kRecord || type.kind == TypeKind::kList || type.kind == TypeKind::kPattern;
  if (whole) return fail(ast(expr.args[0]).span, messages::no_value_here(messages::type_name(type.kind)));
  const bool yes_no = right_source.kind == ExprKind::kYes || right_source.kind == ExprKind::kNo;
  if (yes_no && type.kind != TypeKind::kBool) return fail(right_source.span, messages::no_yes_no(describe_type(left)));
  const ExprId right = lower(expr.args[1], &type);
  if (!right.valid()) return {};
  if (!same_values(context_.ruleset, type, type_of(right))) return mismatch(right_source, left, right);
  return make_bool(expr.kind == ExprKind::kIs ? Op::kEq : Op::kNe, {left, right}, expr.span);
}

ExprId Expressions::ordering(const syntax::Expr& expr, ExprId left) {
  const Type type = plain(type_of(left));
  const bool date_word = expr.kind == ExprKind::kBefore || expr.kind == ExprKind::kAfter ||
                         expr.kind == ExprKind::kNotBefore || expr.kind == ExprKind::kNotAfter;
  if (!is_ordered(type.kind)) return fail(ast(expr.args[0]).span, messages::not_ordered(describe(context_.ruleset, type)));
  if (type.kind == TypeKind::kDate && !date_word) return fail(expr.span, messages::needs_number_words());
  if (type.kind != TypeKind::kDate && date_word) return fail(expr.span, messages::needs_date_words());
  const bool left_there = present(left, ast(expr.args[0]));
  const ExprId right = lower(expr.args[1], &type);
  if (!right.valid()) return {};
  if (!same_kind(type, type_of(right))) return mismatch(ast(expr.args[1]), left, right);
  if (!present(right, ast(expr.args[1])) || !left_there) return {};
  const auto op = [&] {
    switch (expr.kind) {
      case ExprKind::kAtLeast: case ExprKind::kNotBefore: return Op::kGe;
      case ExprKind::kAtMost: case ExprKind::kNotAfter: return Op::kLe;
      case ExprKind::kMoreThan: case ExprKind::kAfter: return Op::kGt;
      default: return Op::kLt;
    }
  };
  return make_bool(op(), {left, right}, expr.span);
}

ExprId Expressions::one_of(const syntax::Expr& expr, ExprId left) {
  const Type type = plain(type_of(left));
  std::vector<ExprId> args{left};
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    const syntax::Expr& source = ast(expr.args[i]);
    const ExprId value = lower(expr.args[i], &type);
    if (!value.valid()) return {};
    if (!same_kind(type, type_of(value))) return mismatch(source, left, value);
    if (context_.ruleset.at(value).op != Op::kLiteral) return fail(source.span, messages::only_literals());
    args.push_back(value);
  }
  const ExprId out = make_bool(Op::kIsOneOf, std::move(args), expr.span);
  return expr.kind == ExprKind::kOneOf ? out : make_bool(Op::kNot, {out}, expr.span);
}

ExprId Expressions::existence(const syntax::Expr& expr, ExprId left) {
  const syntax::Expr& source = ast(expr.args[0]);
  if (!type_of(left).optional) return fail(source.span, messages::always_there(shown(source)));
  return make_bool(expr.kind == ExprKind::kExists ? Op::kExists : Op::kAbsent, {left}, expr.span);
}

ExprId Expressions::follows(const syntax::Expr& expr, ExprId left) {
  if (!guideline_) return fail(expr.span, messages::pattern_decides());
  const syntax::Expr& source = ast(expr.args[0]);
  if (type_of(left).kind != TypeKind::kIdentifier) {
    return fail(source.span, messages::wrong_type(messages::type_name(TypeKind::kIdentifier), describe_type(left)));
  }
  if (!present(left, source)) return {};
  Type pattern;
  pattern.kind = TypeKind::kPattern;
  const ExprId right = lower(expr.args[1], &pattern);
  if (!right.valid()) return {};
  if (type_of(right).kind != TypeKind::kPattern) {
    return fail(ast(expr.args[1]).span, messages::wrong_type(messages::type_name(TypeKind::kPattern), describe_type(right)));
  }
  return make_bool(Op::kMatches, {left, right}, expr.span);
}

}  // namespace stadga::dsl::sema
