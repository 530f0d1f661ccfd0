// grammar_list.cpp - values that begin with a phrase or a name: over lists, of dates, calls of tables.
//
//   over       := ('for every' NAME 'in' path | 'in' path) ['where' condition]
//   call       := path ['(' condition % ',' ')'] ['for' primary]
#include <algorithm>
#include <array>

#include "syntax/grammar.h"

namespace stadga::dsl::syntax::grammar {
namespace {

using Exprs = std::vector<ExprId>;
const x3::rule<struct ValuesId, Exprs> values{"values"};
const x3::rule<struct FieldPathId, Expr> field_path{"field_path"};
const x3::rule<struct StoredPathId, ExprId> stored_path{"stored_path"};

constexpr std::array kModes{Kw::kHalfUp, Kw::kHalfEven, Kw::kUp, Kw::kDown};

constexpr auto add_arg = add<&Expr::args>;
constexpr auto set_args = set<&Expr::args>;
constexpr SetKind kind(ExprKind k) { return {k}; }
constexpr auto add_name = [](auto& c) { x3::_val(c).path = {std::move(x3::_attr(c))}; };
constexpr auto set_path = [](auto& c) {
  Expr& expr = x3::_val(c);
  expr.path = std::move(x3::_attr(c));
  expr.kind = ExprKind::kPath;
  expr.args.clear();  // what another reading of the same words left
};
constexpr auto empty_fails = [](auto& c) { x3::_val(c).empty_holds = false; };
constexpr auto empty_holds = [](auto& c) { x3::_val(c).empty_holds = true; };
constexpr auto over_list = [](auto& c) { x3::_val(c).over_list = true; };

// `(a, b)` lists values, `(a + b) * c` begins one: a comma tells, if it is not that of a rounding.
struct ListAhead : x3::parser<ListAhead> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, const R&, A&) const {
    if (first == last || first->kind == Tok::kBlockBegin) return true;
    if (first->kind != Tok::kLeftParen) return false;
    const ParseState& state = x3::get<StateTag>(context);
    int depth = 0;
    for (Iterator at = first; at->kind != Tok::kEndOfFile && at->head == 0; ++at) {
      if (at->kind == Tok::kLeftParen) ++depth;
      if (at->kind == Tok::kRightParen && --depth == 0) return false;
      if (at->kind == Tok::kComma && depth == 1 && !rounds(state, at + 1)) return true;
    }
    return false;
  }
  static bool rounds(const ParseState& state, Iterator at) {
    return std::any_of(kModes.begin(), kModes.end(), [&](Kw k) { return state.match(at, k) != 0; });
  }
};
constexpr ListAhead list_ahead{};

const auto comma = tok(Tok::kComma);
const auto values_def =
    labelled(Label::kBullets, (tok(Tok::kBlockBegin) > +(tok(Tok::kItem) > sum[push]) > tok(Tok::kBlockEnd)) |
                                  (tok(Tok::kLeftParen) > (sum[push] % comma) > tok(Tok::kRightParen)));
const auto field_path_def = spanned(path[set_path]);
const auto stored_path_def = field_path[store];

const auto where = -(kw(Kw::kWhere) > condition[set<&Expr::where>]);
const auto in_list = kw(Kw::kIn) > path[set<&Expr::list>];
const auto named_in = free_name[set<&Expr::binder>] >> kw(Kw::kIn) > path[set<&Expr::list>];
const auto for_every = kw(Kw::kForEvery) > free_name[set<&Expr::binder>] > kw(Kw::kIn) > path[set<&Expr::list>];
const auto over = (for_every | in_list) >> x3::eps[over_list] >> where;
const auto for_period = !kw(Kw::kForEvery) >> !kw(Kw::kBorn) >> kw(Kw::kFor) > primary[set<&Expr::period>];
const auto call = -quiet(tok(Tok::kLeftParen)[assign<&Expr::called, true>] > (condition[add_arg] % comma) >
                         tok(Tok::kRightParen)) >>
                  -quiet(for_period);

const auto quantifier_def = spanned(
    (((kw(Kw::kSomeIn)[kind(ExprKind::kSome)] | kw(Kw::kNoneIn)[kind(ExprKind::kNoneIn)] |
       kw(Kw::kEveryIn)[kind(ExprKind::kEvery)]) >
      path[set<&Expr::list>]) |
     quiet((kw(Kw::kSomeElement)[kind(ExprKind::kSome)] | kw(Kw::kNoElement)[kind(ExprKind::kNoneIn)] |
            kw(Kw::kEveryElement)[kind(ExprKind::kEvery)]) >>
           named_in)) > kw(Kw::kSatisfies) > condition[set<&Expr::where>] >>
    -(kw(Kw::kAndSomeExists)[empty_fails] | kw(Kw::kEvenIfNone)[empty_holds]));

const auto qualified_def = spanned(
    kw(Kw::kLiesWithin)[kind(ExprKind::kQualified)] > number[set<&Expr::window>] > kw(Kw::kMonths) > kw(Kw::kAfter) >
    number[set<&Expr::number>] > kw(Kw::kConsecutiveAmong) > sum[set<&Expr::value>] > over);

const auto superlative = (kw(Kw::kTheLeast)[kind(ExprKind::kLeast)] | kw(Kw::kTheGreatest)[kind(ExprKind::kGreatest)] |
                          kw(Kw::kTheEarliest)[kind(ExprKind::kEarliest)] | kw(Kw::kTheLatest)[kind(ExprKind::kLatest)]) >
                         ((kw(Kw::kOf) > ((list_ahead >> values[set_args]) | (sum[set<&Expr::value>] > over))) |
                          (stored_path[set<&Expr::value>] > (in_list >> x3::eps[over_list] >> where)));

const auto date_value =
    (kw(Kw::kDayBefore)[kind(ExprKind::kDayBefore)] > sum[add_arg]) |
    (kw(Kw::kDayAfter)[kind(ExprKind::kDayAfter)] > sum[add_arg]) |
    (kw(Kw::kFirstOfMonth)[kind(ExprKind::kFirstOfMonth)] > sum[add_arg]) |
    (kw(Kw::kLastOfMonth)[kind(ExprKind::kLastOfMonth)] > sum[add_arg]) |
    (kw(Kw::kYearOf)[kind(ExprKind::kYearOf)] > primary[add_arg]) |
    (kw(Kw::kDayOfMonth)[kind(ExprKind::kDayOfMonth)] > primary[add_arg]) |
    ((kw(Kw::kDaysFrom)[kind(ExprKind::kDaysBetween)] | kw(Kw::kMonthsFrom)[kind(ExprKind::kMonthsBetween)]) >
     sum[add_arg] > kw(Kw::kUntil) > primary[add_arg]) |
    quiet(kw(Kw::kAgeOn) >> sum[add_arg] >> kw(Kw::kBorn)[kind(ExprKind::kAge)] > primary[add_arg]);

const auto derived_def = spanned(
    kw(Kw::kDecisionDay)[kind(ExprKind::kDecisionDay)] | date_value | superlative |
    (kw(Kw::kCountIn)[kind(ExprKind::kCount)] > path[set<&Expr::list>] >> where) |
    (quiet(kw(Kw::kTheNumber) >> named_in)[kind(ExprKind::kCount)] >> where) |
    (kw(Kw::kSumOf)[kind(ExprKind::kSum)] > sum[set<&Expr::value>] > over) |
    ((kw(Kw::kMunicipality) >> tok(Tok::kDot) > name[add_name][kind(ExprKind::kMunicipal)]) >> call) |
    quiet(kw(Kw::kTheValue))[kind(ExprKind::kTheValue)] | (path[set_path] >> call));

BOOST_SPIRIT_DEFINE(values, field_path, stored_path)

}  // namespace

BOOST_SPIRIT_DEFINE(quantifier, qualified, derived)
BOOST_SPIRIT_INSTANTIATE(QuantifierRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(QualifiedRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DerivedRule, Iterator, Context)

}  // namespace stadga::dsl::syntax::grammar
