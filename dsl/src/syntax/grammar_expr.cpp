// grammar_expr.cpp - conditions and values. Over lists, dates and calls: grammar_list.cpp.
//
//   condition  := 'all of' list | 'any of' list | 'not' condition | quantifier | requirement | comparison
//   list       := bullets | '(' condition % ',' ')'
//   comparison := sum (exists | is absent | follows sum | lies within … | is [not] (one of | operator) sum)?
//   sum        := rounded (('+'|'-') rounded)* ['or the next working day']
//   rounded    := product ['percent of' product] ['rounded to' unit ',' mode]
//   product    := primary (('*'|'/') primary)*
#include <array>

#include "syntax/grammar.h"

namespace stadga::dsl::syntax::grammar {
namespace {

using Exprs = std::vector<ExprId>;
const x3::rule<struct ConditionsId, Exprs> conditions{"conditions"};
const x3::rule<struct OneOfListId, Exprs> one_of_list{"one_of_list"};
const x3::rule<struct GroupId, Expr> group{"group"};
const x3::rule<struct RequirementIsId, Expr> requirement_is{"requirement_is"};
const x3::rule<struct ComparisonId, ExprId> comparison{"comparison"};
const x3::rule<struct TailId, Expr> tail{"tail"};
const x3::rule<struct SumTailId, Expr> sum_tail{"sum_tail"};
const x3::rule<struct ProductId, ExprId> product{"product"};
const x3::rule<struct ProductTailId, Expr> product_tail{"product_tail"};
const x3::rule<struct LiteralId, Expr> literal{"literal"};
const x3::rule<struct RoundedId, ExprId> rounded{"rounded"};
const x3::rule<struct ShareId, Expr> share{"share"};
const x3::rule<struct RoundingId, Expr> rounding{"rounding"};
const x3::rule<struct WorkdayId, Expr> workday{"workday"};
constexpr std::array kRoundTo{Kw::kOre, Kw::kWholeKronor, Kw::kTensOfKronor, Kw::kHundredsOfKronor, Kw::kInteger};
constexpr std::array kRoundModes{Kw::kHalfUp, Kw::kHalfEven, Kw::kUp, Kw::kDown};

constexpr auto add_arg = add<&Expr::args>;
constexpr auto set_args = set<&Expr::args>;
constexpr SetKind kind(ExprKind k) { return {k}; }
constexpr SetUnit unit(Unit u) { return {u}; }
constexpr auto add_name = [](auto& c) { x3::_val(c).path = {std::move(x3::_attr(c))}; };
constexpr auto set_text = [](auto& c) { x3::_val(c).text = std::move(x3::_attr(c).text); };
constexpr auto set_decimal = [](auto& c) {
  x3::_val(c).number = x3::_attr(c).digits;
  x3::_val(c).decimals = x3::_attr(c).decimals;
  x3::_val(c).span = x3::_attr(c).span;
};
constexpr auto as_money = [](auto& c) {
  Expr& expr = x3::_val(c);
  expr.number = decimal_ore(x3::get<StateTag>(c), {expr.number, expr.decimals, expr.span});
  expr.decimals = 0;
  expr.unit = Unit::kMoney;
};
// The brackets are remembered: what stands in them is rounded as a whole.
constexpr auto in_parentheses = [](auto& c) {
  x3::_val(c) = x3::_attr(c);
  auto& exprs = x3::get<StateTag>(c).file->exprs;
  if (x3::_val(c).valid()) exprs[x3::_val(c).value].in_parentheses = true;
};

const auto path_def = free_name[push] >> *(tok(Tok::kDot) > name[push]);

const auto conditions_def =
    labelled(Label::kBullets, (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > condition[push]) > tok(Tok::kBlockEnd)) |
                                  (tok(Tok::kLeftParen) > (condition[push] % tok(Tok::kComma)) > tok(Tok::kRightParen)));
const auto one_of_list_def =
    (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > sum[push]) > tok(Tok::kBlockEnd)) |
    (tok(Tok::kLeftParen) > (sum[push] % tok(Tok::kComma)) > tok(Tok::kRightParen)) |
    (sum[push] >> *(tok(Tok::kComma) > sum[push]));

const auto group_def = spanned(
    (kw(Kw::kAllOf)[kind(ExprKind::kAll)] > conditions[set_args]) |
                       (kw(Kw::kAnyOf)[kind(ExprKind::kAny)] > conditions[set_args]) |
                       (kw(Kw::kNot)[kind(ExprKind::kNot)] > condition[add_arg]));

const auto requirement_is_def = spanned(
    kw(Kw::kTheRequirement) > name[add_name] >
    (kw(Kw::kIsMet)[kind(ExprKind::kRequirementMet)] | kw(Kw::kIsNotMet)[kind(ExprKind::kRequirementNotMet)] |
     kw(Kw::kIsNotShown)[kind(ExprKind::kRequirementNotShown)] |
     kw(Kw::kIsNotApplicable)[kind(ExprKind::kRequirementNotApplicable)]));

const auto comparison_def = sum[self] >> -tail[attach];

const auto tail_def = spanned(
    kw(Kw::kExists)[kind(ExprKind::kExists)] | kw(Kw::kAbsent)[kind(ExprKind::kAbsent)] |
    (kw(Kw::kFollows)[kind(ExprKind::kFollows)] > sum[add_arg]) | quiet(qualified[self]) |
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

const auto sum_def = nested(rounded[self] >> *sum_tail[attach] >> -quiet(workday)[attach]);
const auto sum_tail_def = spanned(
    (tok(Tok::kPlus)[kind(ExprKind::kAdd)] > rounded[add_arg]) |
                          (tok(Tok::kMinus)[kind(ExprKind::kSubtract)] > rounded[add_arg]));
const auto workday_def = spanned(kw(Kw::kOrNextWorkday)[kind(ExprKind::kNextWorkday)]);
const auto rounded_def = product[self] >> -quiet(share)[attach] >> -quiet(rounding)[attach];
const auto share_def = spanned(kw(Kw::kPercentOf)[kind(ExprKind::kPercent)] > product[add_arg]);
const auto rounding_def = spanned(kw(Kw::kRoundedTo)[kind(ExprKind::kRound)] > one_of(kRoundTo)[set<&Expr::round_to>] >
                                  tok(Tok::kComma) > one_of(kRoundModes)[set<&Expr::round_mode>]);
const auto product_def = primary[self] >> *product_tail[attach];
const auto product_tail_def = spanned(
    (tok(Tok::kStar)[kind(ExprKind::kMultiply)] > primary[add_arg]) |
    (tok(Tok::kSlash)[kind(ExprKind::kDivide)] > primary[add_arg]));

const auto unit_def = kw(Kw::kMonths)[unit(Unit::kMonths)] | kw(Kw::kMonth)[unit(Unit::kMonths)] |
                      kw(Kw::kDays)[unit(Unit::kDays)] | kw(Kw::kDay)[unit(Unit::kDays)] |
                      kw(Kw::kYears)[unit(Unit::kYears)] | kw(Kw::kKr)[unit(Unit::kMoney)] |
                      quiet(kw(Kw::kWeeks) | kw(Kw::kWeek))[set_weeks];

const auto literal_def = spanned(
    quiet(month[set<&Expr::date>][kind(ExprKind::kMonth)]) |
    (number[set<&Expr::number>][kind(ExprKind::kNumber)] >> -unit_def) |
    (tok(Tok::kMinus) >> number[set<&Expr::number>][kind(ExprKind::kNumber)] >> -unit_def >> x3::eps[negate]) |
    (decimal[set_decimal][kind(ExprKind::kNumber)] >> -kw(Kw::kKr)[as_money]) |
    date[set<&Expr::date>][kind(ExprKind::kDate)] | text[set_text][kind(ExprKind::kText)] |
    kw(Kw::kNoLimit)[kind(ExprKind::kNoLimit)] | kw(Kw::kYes)[kind(ExprKind::kYes)] |
    kw(Kw::kNo)[kind(ExprKind::kNo)] | kw(Kw::kNone)[kind(ExprKind::kNone)]);

const auto primary_def =
    labelled(Label::kValue, (tok(Tok::kLeftParen) > condition[in_parentheses] > tok(Tok::kRightParen)) | literal[store] |
                                derived[store]);

BOOST_SPIRIT_DEFINE(conditions, one_of_list, group, requirement_is, comparison, tail, sum_tail, workday, rounded, share,
                    rounding, product, product_tail, literal)

}  // namespace

BOOST_SPIRIT_DEFINE(path, condition, sum, primary)
BOOST_SPIRIT_INSTANTIATE(PathRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ConditionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(SumRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PrimaryRule, Iterator, Context)

}  // namespace stadga::dsl::syntax::grammar
