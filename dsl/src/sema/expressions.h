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

  // NAME or NAME.STAGE; invalid when no term is named so, and nothing is reported.
  [[nodiscard]] engine::ExprId never(const syntax::Span& at);  // a condition that holds in no case
  [[nodiscard]] engine::TermId term_named(const syntax::Path& path);

  void assume(engine::ExprId condition);  // it holds from now on
  [[nodiscard]] const Guards& guards() const { return guards_; }
  void set_guards(Guards guards) { guards_ = std::move(guards); }
  [[nodiscard]] bool adds_months() const { return adds_months_; }
  // What follows is about one element of a list of that record, called `binder`.
  void open_element(engine::RecordId record, const std::string& binder);
  // Both hold; either may be missing.
  [[nodiscard]] engine::ExprId both(engine::ExprId first, engine::ExprId second, const syntax::Span& at);
  // The period holds the date at `id`; see the clause `applies to`.
  [[nodiscard]] engine::ExprId within(const syntax::Period& period, syntax::ExprId id);

 private:
  struct Scope {
    std::uint32_t number = 0;  // which list operator; guards of one element do not serve another
    engine::RecordId record;
    std::string binder;        // may be empty
  };
  // A product's factors: what is multiplied, what divides, and the literal part of both.
  struct Chain {
    std::vector<syntax::ExprId> over, under;
    std::int64_t numerator = 1, denominator = 1;
    bool too_large = false;
  };
  struct RoundTo {
    std::int64_t unit = 1;
    Rounding mode = Rounding::kHalfUp;
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
  engine::ExprId in_scope(const syntax::Name& name);
  engine::ExprId element(std::size_t depth, const syntax::Span& at);
  engine::ExprId element_term(engine::RecordId record, engine::ExprId owner, const syntax::Name& name);
  engine::ExprId the_value(const syntax::Span& at);
  engine::ExprId field_of(engine::ExprId owner, const syntax::Name& name, const std::string& shown);
  engine::ExprId field(engine::ExprId owner, std::uint32_t index, const syntax::Span& at);
  engine::ExprId municipal(const syntax::Name& name);

  // calls.cpp
  engine::ExprId name_or_call(const syntax::Expr& expr, const engine::Type* expected);
  engine::ExprId call(engine::TableId id, const syntax::Expr& expr);
  engine::ExprId parameter(engine::ParameterId id, const syntax::Name& name);
  engine::Text::value_type hole(const std::string& inside, const syntax::Span& at);

  // named_terms.cpp
  [[nodiscard]] bool names_stage(const syntax::Path& path) const;
  engine::ExprId stage(const syntax::Path& path);
  engine::ExprId element_of(engine::RecordId record, const syntax::Name& name);

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
  engine::ExprId neighbour_day(const syntax::Expr& expr);
  engine::ExprId extreme(const syntax::Expr& expr, const engine::Type* expected);

  // products.cpp
  engine::ExprId product(const syntax::Expr& expr, const engine::Type* expected);
  engine::ExprId rounded(const syntax::Expr& expr, const engine::Type* expected);
  void collect(syntax::ExprId id, bool divides, bool top, Chain& chain) const;
  engine::ExprId scaled(const syntax::Expr& expr, const Chain& chain, std::optional<RoundTo> to, const engine::Type* expected);
  engine::ExprId share(const syntax::Expr& expr, engine::ExprId amount, engine::ExprId over, engine::ExprId under,
                       RoundTo to);
  engine::ExprId scale(engine::ExprId amount, std::int64_t numerator, std::int64_t denominator, RoundTo to,
                       const syntax::Span& at);
  std::optional<RoundTo> round_to(const syntax::Expr& expr, engine::ExprId amount);
  engine::ExprId factor(syntax::ExprId id);
  bool small(engine::ExprId id, const syntax::Span& at);

  // dates.cpp
  engine::ExprId date_value(const syntax::Expr& expr);
  engine::ExprId operand_date(syntax::ExprId id);
  engine::ExprId age(const syntax::Expr& expr);
  engine::ExprId qualified(const syntax::Expr& expr);

  // lists.cpp
  engine::ExprId list_of(const syntax::Expr& expr);
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
