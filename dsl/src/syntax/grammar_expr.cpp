// grammar_expr.cpp - conditions and values.
//
//   condition  := 'all of' list | 'any of' list | 'not' condition | quantifier | requirement | comparison
//   list       := bullets | '(' condition % ',' ')'
//   comparison := sum (exists | is absent | follows sum | is [not] (one of | operator) sum)?
//   sum        := product (('+'|'-') product)*
//   product    := primary ('*' primary)*
#include <array>

#include "syntax/grammar.h"

namespace stadga::dsl::syntax::grammar {
namespace {

using Exprs = std::vector<ExprId>;
const x3::rule<struct ConditionsId, Exprs> conditions{"conditions"};
const x3::rule<struct ValuesId, Exprs> values{"values"};
const x3::rule<struct OneOfListId, Exprs> one_of_list{"one_of_list"};
const x3::rule<struct GroupId, Expr> group{"group"};
const x3::rule<struct QuantifierId, Expr> quantifier{"quantifier"};
const x3::rule<struct RequirementIsId, Expr> requirement_is{"requirement_is"};
const x3::rule<struct ComparisonId, ExprId> comparison{"comparison"};
const x3::rule<struct TailId, Expr> tail{"tail"};
const x3::rule<struct SumTailId, Expr> sum_tail{"sum_tail"};
const x3::rule<struct ProductId, ExprId> product{"product"};
const x3::rule<struct ProductTailId, Expr> product_tail{"product_tail"};
const x3::rule<struct PrimaryId, ExprId> primary{"primary"};
const x3::rule<struct LiteralId, Expr> literal{"literal"};
const x3::rule<struct DerivedId, Expr> derived{"derived"};

constexpr auto add_arg = add<&Expr::args>;
constexpr auto set_args = set<&Expr::args>;
constexpr SetKind kind(ExprKind k) { return {k}; }
constexpr SetUnit unit(Unit u) { return {u}; }
constexpr auto add_name = [](auto& c) { x3::_val(c).path = {std::move(x3::_attr(c))}; };
constexpr auto set_text = [](auto& c) { x3::_val(c).text = std::move(x3::_attr(c).text); };
constexpr auto empty_fails = [](auto& c) { x3::_val(c).empty_holds = false; };
constexpr auto empty_holds = [](auto& c) { x3::_val(c).empty_holds = true; };

const auto path_def = free_name[push] >> *(tok(Tok::kDot) > name[push]);

const auto conditions_def =
    labelled(Label::kBullets, (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > condition[push]) > tok(Tok::kBlockEnd)) |
                                  (tok(Tok::kLeftParen) > (condition[push] % tok(Tok::kComma)) > tok(Tok::kRightParen)));
const auto values_def =
    labelled(Label::kBullets, (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > sum[push]) > tok(Tok::kBlockEnd)) |
                                  (tok(Tok::kLeftParen) > (sum[push] % tok(Tok::kComma)) > tok(Tok::kRightParen)));
const auto one_of_list_def =
    (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > sum[push]) > tok(Tok::kBlockEnd)) |
    (tok(Tok::kLeftParen) > (sum[push] % tok(Tok::kComma)) > tok(Tok::kRightParen)) |
    (sum[push] >> *(tok(Tok::kComma) > sum[push]));

const auto group_def = spanned(
    (kw(Kw::kAllOf)[kind(ExprKind::kAll)] > conditions[set_args]) |
                       (kw(Kw::kAnyOf)[kind(ExprKind::kAny)] > conditions[set_args]) |
                       (kw(Kw::kNot)[kind(ExprKind::kNot)] > condition[add_arg]));

const auto quantifier_def = spanned(
    (kw(Kw::kSomeIn)[kind(ExprKind::kSome)] | kw(Kw::kNoneIn)[kind(ExprKind::kNoneIn)] |
     kw(Kw::kEveryIn)[kind(ExprKind::kEvery)]) >
    path[set<&Expr::list>] > kw(Kw::kSatisfies) > condition[add_arg] >>
    -(kw(Kw::kAndSomeExists)[empty_fails] | kw(Kw::kEvenIfNone)[empty_holds]));

const auto requirement_is_def = spanned(
    kw(Kw::kTheRequirement) > name[add_name] >
    (kw(Kw::kIsMet)[kind(ExprKind::kRequirementMet)] | kw(Kw::kIsNotMet)[kind(ExprKind::kRequirementNotMet)] |
     kw(Kw::kIsNotShown)[kind(ExprKind::kRequirementNotShown)] |
     kw(Kw::kIsNotApplicable)[kind(ExprKind::kRequirementNotApplicable)]));

const auto comparison_def = sum[self] >> -tail[attach];

const auto tail_def = spanned(
    kw(Kw::kExists)[kind(ExprKind::kExists)] | kw(Kw::kAbsent)[kind(ExprKind::kAbsent)] |
    (kw(Kw::kFollows)[kind(ExprKind::kFollows)] > sum[add_arg]) |
    (kw(Kw::kIs) >
     ((kw(Kw::kAnyOf)[kind(ExprKind::kOneOf)] > one_of_list[set_args]) |
      (kw(Kw::kNot) > ((kw(Kw::kAnyOf)[kind(ExprKind::kNotOneOf)] > one_of_list[set_args]) |
                       sum[add_arg][kind(ExprKind::kIsNot)])) |
      (kw(Kw::kAtLeast)[kind(ExprKind::kAtLeast)] > sum[add_arg]) |
      (kw(Kw::kAtMost)[kind(ExprKind::kAtMost)] > sum[add_arg]) |
      (kw(Kw::kMoreThan)[kind(ExprKind::kMoreThan)] > sum[add_arg]) |
      (kw(Kw::kLessThan)[kind(ExprKind::kLessThan)] > sum[add_arg]) |
      (kw(Kw::kBefore)[kind(ExprKind::kBefore)] > sum[add_arg]) |
      (kw(Kw::kAfter)[kind(ExprKind::kAfter)] > sum[add_arg]) |
      (kw(Kw::kNotBefore)[kind(ExprKind::kNotBefore)] > sum[add_arg]) |
      (kw(Kw::kNotAfter)[kind(ExprKind::kNotAfter)] > sum[add_arg]) | sum[add_arg][kind(ExprKind::kIs)])));

const auto condition_def = nested(labelled(
    Label::kCondition, group[store] | quantifier[store] | requirement_is[store] | comparison[self]));

const auto sum_def = nested(product[self] >> *sum_tail[attach]);
const auto sum_tail_def = spanned(
    (tok(Tok::kPlus)[kind(ExprKind::kAdd)] > product[add_arg]) |
                          (tok(Tok::kMinus)[kind(ExprKind::kSubtract)] > product[add_arg]));
const auto product_def = primary[self] >> *product_tail[attach];
const auto product_tail_def = spanned(
    tok(Tok::kStar)[kind(ExprKind::kMultiply)] > primary[add_arg]);

const auto unit_def = kw(Kw::kMonths)[unit(Unit::kMonths)] | kw(Kw::kMonth)[unit(Unit::kMonths)] |
                      kw(Kw::kDays)[unit(Unit::kDays)] | kw(Kw::kDay)[unit(Unit::kDays)] |
                      kw(Kw::kYears)[unit(Unit::kYears)] | kw(Kw::kKr)[unit(Unit::kMoney)];

const auto literal_def = spanned(
    (number[set<&Expr::number>][kind(ExprKind::kNumber)] >> -unit_def) |
    (tok(Tok::kMinus) >> number[set<&Expr::number>][kind(ExprKind::kNumber)] >> -unit_def >> x3::eps[negate]) |
    (decimal[set<&Expr::number>][kind(ExprKind::kNumber)][assign<&Expr::unit, Unit::kMoney>] > kw(Kw::kKr)) |
    date[set<&Expr::date>][kind(ExprKind::kDate)] | text[set_text][kind(ExprKind::kText)] |
    kw(Kw::kNoLimit)[kind(ExprKind::kNoLimit)] | kw(Kw::kYes)[kind(ExprKind::kYes)] |
    kw(Kw::kNo)[kind(ExprKind::kNo)] | kw(Kw::kNone)[kind(ExprKind::kNone)]);

const auto over_list_def = kw(Kw::kIn) > path[set<&Expr::list>] >> -(kw(Kw::kWhere) > condition[add_arg]);

const auto derived_def = spanned(
    kw(Kw::kDecisionDay)[kind(ExprKind::kDecisionDay)] |
    (kw(Kw::kDayBefore)[kind(ExprKind::kDayBefore)] > sum[add_arg]) |
    (kw(Kw::kDayAfter)[kind(ExprKind::kDayAfter)] > sum[add_arg]) |
    ((kw(Kw::kTheLeast)[kind(ExprKind::kLeast)] | kw(Kw::kTheGreatest)[kind(ExprKind::kGreatest)] |
      kw(Kw::kTheEarliest)[kind(ExprKind::kEarliest)] | kw(Kw::kTheLatest)[kind(ExprKind::kLatest)]) >
     ((kw(Kw::kOf) > values[set_args]) |
      (path[set<&Expr::field>][assign<&Expr::over_list, true>] > over_list_def))) |
    (kw(Kw::kCountIn)[kind(ExprKind::kCount)] > path[set<&Expr::list>] >> -(kw(Kw::kWhere) > condition[add_arg])) |
    (kw(Kw::kSumOf)[kind(ExprKind::kSum)] > path[set<&Expr::field>] > over_list_def) |
    (kw(Kw::kMunicipality) >> tok(Tok::kDot) > name[add_name][kind(ExprKind::kMunicipal)]) |
    path[set<&Expr::path>][kind(ExprKind::kPath)]);

const auto primary_def =
    labelled(Label::kValue, (tok(Tok::kLeftParen) > condition[self] > tok(Tok::kRightParen)) | literal[store] |
                                derived[store]);

BOOST_SPIRIT_DEFINE(conditions, values, one_of_list, group, quantifier, requirement_is, comparison, tail, sum_tail,
                    product, product_tail, primary, literal, derived)

}  // namespace

BOOST_SPIRIT_DEFINE(path, condition, sum)
BOOST_SPIRIT_INSTANTIATE(PathRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ConditionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(SumRule, Iterator, Context)

}  // namespace stadga::dsl::syntax::grammar
