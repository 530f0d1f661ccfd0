// expressions.h - conditions and values: names and types resolved, lowered into the model's arena.
//
// A value that may be `inget` is guarded by what is known to hold where it is used: the conditions
// before it in the same `alla av`, the negations of those before it in the same `nagon av`, and
// whatever the caller assumes (a requirement's `tillampas nar`). Guards are sets of path keys.
#pragma once
#include <map>
#include <set>

#include "sema/context.h"
#include "sema/types.h"

namespace stadga::dsl::sema {

class Expressions {
 public:
  using Guards = std::set<std::string>;

  // In a guideline, parameters that are guidelines and patterns may be used.
  Expressions(Context& context, bool guideline) : context_(context), guideline_(guideline) {}

  // Every result may be invalid: then a diagnostic has been reported.
  [[nodiscard]] engine::ExprId condition(syntax::ExprId id);
  // A value of the given type, as a rule concludes it.
  [[nodiscard]] engine::ExprId value(syntax::ExprId id, const engine::Type& type);
  [[nodiscard]] engine::Text text(const syntax::QuotedText& text);

  // Inside an element of a list: its fields are names from now on.
  void open_element(engine::RecordId record);
  // NAME or NAME.STAGE; invalid when no term is named so, and nothing is reported.
  [[nodiscard]] engine::TermId term_named(const syntax::Path& path);

  void assume(engine::ExprId condition);  // it holds from now on
  [[nodiscard]] const Guards& guards() const { return guards_; }
  void set_guards(Guards guards) { guards_ = std::move(guards); }
  [[nodiscard]] bool adds_months() const { return adds_months_; }

 private:
  struct Scope {
    std::uint32_t number = 0;  // which list operator; guards of one element do not serve another
    engine::RecordId record;
  };

  [[nodiscard]] const syntax::Expr& ast(syntax::ExprId id) const { return context_.file->at(id); }
  [[nodiscard]] const engine::Type& type_of(engine::ExprId id) const { return context_.ruleset.at(id).type; }
  [[nodiscard]] LocalText describe_type(engine::ExprId id) const {
    return describe(context_.ruleset, type_of(id));
  }
  [[nodiscard]] std::string shown(const syntax::Expr& expr) const;
  engine::ExprId fail(const syntax::Span& at, messages::Advice advice);
  engine::ExprId add(engine::Expr expr, const syntax::Span& at);
  engine::ExprId make(engine::Op op, engine::Type type, std::vector<engine::ExprId> args, const syntax::Span& at);
  engine::ExprId make_bool(engine::Op op, std::vector<engine::ExprId> args, const syntax::Span& at);
  engine::ExprId literal(engine::Literal value, engine::Type type, const syntax::Span& at);

  // expressions.cpp
  engine::ExprId lower(syntax::ExprId id, const engine::Type* expected);
  engine::ExprId number(const syntax::Expr& expr, const engine::Type* expected);
  engine::ExprId group(const syntax::Expr& expr);
  engine::ExprId requirement_is(const syntax::Expr& expr);
  bool present(engine::ExprId id, const syntax::Expr& source);

  // paths.cpp
  engine::ExprId path(const syntax::Path& path, const engine::Type* expected, const syntax::Span& at);
  engine::ExprId enum_value(const syntax::Name& name, const engine::Type& type);
  engine::ExprId first_name(const syntax::Name& name);
  engine::ExprId field_of(engine::ExprId owner, const syntax::Name& name, const std::string& shown);
  engine::ExprId field(engine::ExprId owner, std::uint32_t index, const syntax::Span& at);
  engine::ExprId municipal(const syntax::Name& name);
  engine::ExprId parameter(engine::ParameterId id, const syntax::Name& name);
  engine::Text::value_type hole(const std::string& inside, const syntax::Span& at);

  // named_terms.cpp
  [[nodiscard]] bool names_stage(const syntax::Path& path) const;
  engine::ExprId stage(const syntax::Path& path);

  // comparisons.cpp
  engine::ExprId comparison(const syntax::Expr& expr);
  engine::ExprId equality(const syntax::Expr& expr, engine::ExprId left);
  engine::ExprId ordering(const syntax::Expr& expr, engine::ExprId left);
  engine::ExprId one_of(const syntax::Expr& expr, engine::ExprId left);
  engine::ExprId existence(const syntax::Expr& expr, engine::ExprId left);
  engine::ExprId follows(const syntax::Expr& expr, engine::ExprId left);
  engine::ExprId mismatch(const syntax::Expr& right_source, engine::ExprId left, engine::ExprId right);

  // arithmetic.cpp
  engine::ExprId sum(const syntax::Expr& expr, const engine::Type* expected);
  engine::ExprId date_sum(const syntax::Expr& expr, engine::ExprId left, engine::ExprId right);
  engine::ExprId product(const syntax::Expr& expr, const engine::Type* expected);
  engine::ExprId neighbour_day(const syntax::Expr& expr);
  engine::ExprId extreme(const syntax::Expr& expr, const engine::Type* expected);

  // lists.cpp
  engine::ExprId list_operator(const syntax::Expr& expr);
  engine::ExprId list_value(const syntax::Expr& expr, engine::ExprId list, engine::ExprId where);
  engine::ExprId over_list(const syntax::Expr& expr);

  // guards.cpp
  [[nodiscard]] Guards known_when(engine::ExprId id, bool holds) const;
  [[nodiscard]] Guards merged(const std::vector<engine::ExprId>& args, bool holds, bool all) const;
  [[nodiscard]] bool guarded(engine::ExprId id) const;

  Context& context_;
  bool guideline_;
  bool adds_months_ = false;
  std::uint32_t next_scope_ = 0;
  std::vector<Scope> scopes_;
  Guards guards_;
  std::map<std::uint32_t, std::string> paths_;  // expression -> the key of its path
};

}  // namespace stadga::dsl::sema
