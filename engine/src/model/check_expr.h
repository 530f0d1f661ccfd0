// check_expr.h - the type rules of expressions (docs/semantics.md, model.h).
#pragma once
#include <cstddef>
#include <vector>

#include "stadga/engine/model.h"

namespace stadga::engine {

class ExprChecker {
 public:
  explicit ExprChecker(const Ruleset& ruleset) : ruleset_(ruleset) {}
  // Well-typed, of one of the scalar kinds, and no deeper than the limit.
  // `each`: the record whose elements a term is defined for; its rules read the element.
  [[nodiscard]] bool is_scalar(ExprId id, RecordId each = {}) {
    return check_in(id, each) && scalar(kind(id));
  }
  [[nodiscard]] bool is_condition(ExprId id, RecordId each = {}) {
    return check_in(id, each) && kind(id) == TypeKind::kBool;
  }
  [[nodiscard]] bool type_exists(const Type& type) const;
  [[nodiscard]] bool literal_fits(const Type& type, const Literal& literal) const;
  [[nodiscard]] static bool scalar(TypeKind kind) {
    return kind != TypeKind::kRecord && kind != TypeKind::kList;
  }
  // May a value of one stand where the other is expected?
  [[nodiscard]] bool agree(const Type& a, const Type& b) const;

 private:
  [[nodiscard]] bool check_in(ExprId id, RecordId each);
  [[nodiscard]] bool check(ExprId id, std::size_t level);
  [[nodiscard]] bool check_node(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_reference(const Expr& expr);
  [[nodiscard]] bool check_field(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_place(ExprId id, std::size_t level);
  [[nodiscard]] bool check_list(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_element(ExprId id, RecordId wanted) const;
  [[nodiscard]] bool check_call(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_qualified(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_scalars(const Expr& expr, std::size_t level);
  [[nodiscard]] bool check_operator(const Expr& expr) const;
  [[nodiscard]] bool check_ratio(const Expr& expr) const;
  [[nodiscard]] bool all_dates(const Expr& expr) const;
  [[nodiscard]] bool all_numeric(const Expr& expr) const;
  [[nodiscard]] bool comparable(const Expr& expr, bool ordered) const;
  [[nodiscard]] TypeKind kind(ExprId id) const { return ruleset_.at(id).type.kind; }
  [[nodiscard]] bool is_none(ExprId id) const { return ruleset_.at(id).op == Op::kNone; }

  const Ruleset& ruleset_;
  std::vector<RecordId> elements_;  // bound by the list operators around
};

}  // namespace stadga::engine
