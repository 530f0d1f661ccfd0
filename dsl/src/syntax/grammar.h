// grammar.h - Boost.Spirit X3 over tokens: the token parsers, the actions and the rules that both
// grammar files share. X3 stays behind rules.h.
//
// Every parser below records what it wanted in ParseState; messages are made from that set, never
// from X3's own exceptions. Keyword and token parsers carry their kind as a value, not as a template
// argument, so that the grammar stays cheap to compile.
#pragma once
#include <boost/spirit/home/x3/auxiliary.hpp>
#include <boost/spirit/home/x3/core.hpp>
#include <boost/spirit/home/x3/directive/expect.hpp>
#include <boost/spirit/home/x3/directive/with.hpp>
#include <boost/spirit/home/x3/nonterminal.hpp>
#include <boost/spirit/home/x3/operator.hpp>

#include "syntax/literals.h"
#include "syntax/state.h"

namespace stadga::dsl::syntax::grammar {

namespace x3 = boost::spirit::x3;
using Iterator = const Token*;
struct StateTag;
using Context = x3::context<StateTag, ParseState, x3::unused_type>;

// ---- terminals -------------------------------------------------------------------------------

struct KeywordParser : x3::parser<KeywordParser> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  Kw kw;
  explicit constexpr KeywordParser(Kw k) : kw(k) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, const R&, A&) const {
    ParseState& state = x3::get<StateTag>(context);
    const std::size_t n = first == last ? 0 : state.match(first, kw);
    if (n == 0) {
      state.miss(first, slot(kw));
      return false;
    }
    state.read_as(first, kw);
    first += n;
    return true;
  }
};
constexpr KeywordParser kw(Kw k) { return KeywordParser(k); }

// The first keyword of a list that stands here.
struct KeywordChoice : x3::parser<KeywordChoice> {
  using attribute_type = Kw;
  static constexpr bool has_attribute = true;
  const Kw* begin;
  const Kw* end;
  constexpr KeywordChoice(const Kw* b, const Kw* e) : begin(b), end(e) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, const R&, A& out) const {
    ParseState& state = x3::get<StateTag>(context);
    for (const Kw* k = begin; k != end; ++k) {
      const std::size_t n = first == last ? 0 : state.match(first, *k);
      if (n != 0) {
        state.read_as(first, *k);
        first += n;
        x3::traits::move_to(Kw(*k), out);
        return true;
      }
      state.miss(first, slot(*k));
    }
    return false;
  }
};
template <std::size_t N>
constexpr KeywordChoice one_of(const std::array<Kw, N>& list) {
  return KeywordChoice(list.data(), list.data() + list.size());
}

struct TokenParser : x3::parser<TokenParser> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  Tok kind;
  explicit constexpr TokenParser(Tok k) : kind(k) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, const R&, A&) const {
    if (first != last && first->kind == kind) {
      ++first;
      return true;
    }
    x3::get<StateTag>(context).miss(first, slot(kind));
    return false;
  }
};
constexpr TokenParser tok(Tok k) { return TokenParser(k); }

// A terminal made of a function `bool read(ParseState&, Iterator&, Value&)` from literals.h.
template <class Value, bool (*Read)(ParseState&, const Token*&, Value&)>
struct Terminal : x3::parser<Terminal<Value, Read>> {
  using attribute_type = Value;
  static constexpr bool has_attribute = true;
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator&, const C& context, const R&, A& out) const {
    Value value{};
    if (!Read(x3::get<StateTag>(context), first, value)) return false;
    x3::traits::move_to(std::move(value), out);
    return true;
  }
};
inline constexpr Terminal<Name, read_name> name{};
inline constexpr Terminal<Name, read_free_name> free_name{};  // no reserved word
inline constexpr Terminal<QuotedText, read_text> text{};
inline constexpr Terminal<std::int64_t, read_number> number{};
inline constexpr Terminal<Decimal, read_decimal> decimal{};
inline constexpr Terminal<Date, read_date> date{};
inline constexpr Terminal<Date, read_month> month{};
inline constexpr Terminal<Name, read_digits> digits{};
inline constexpr Terminal<std::string, read_provision_number> provision_number{};
inline constexpr Terminal<std::string, read_ordinal> ordinal{};
inline constexpr Terminal<std::string, read_act_number> act_number{};
inline constexpr Terminal<std::string, read_rest_of_line> rest_of_line{};

// ---- directives ------------------------------------------------------------------------------

// Says the label instead of the subject's first tokens when it fails without taking one.
template <class S>
struct Labelled : x3::unary_parser<S, Labelled<S>> {
  using base = x3::unary_parser<S, Labelled<S>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = S::handles_container;
  Label label;
  constexpr Labelled(const S& s, Label l) : base(s), label(l) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& out) const {
    ParseState& state = x3::get<StateTag>(context);
    const Iterator start = first;
    const ExpectedSet before = state.furthest == start ? state.expected : ExpectedSet{};
    if (this->subject.parse(first, last, context, rcontext, out)) return true;
    if (state.furthest == start) {
      state.expected = before;
      state.expected.set(slot(label));
    }
    return false;
  }
};
template <class P>
constexpr auto labelled(Label label, const P& p) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return Labelled<Subject>(x3::as_parser(p), label);
}

// What may go on here is not worth a word in messages about something else: the subject's first
// tokens are not noted as wanted.
template <class S>
struct Quiet : x3::unary_parser<S, Quiet<S>> {
  using base = x3::unary_parser<S, Quiet<S>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = S::handles_container;
  explicit constexpr Quiet(const S& s) : base(s) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& out) const {
    ParseState& state = x3::get<StateTag>(context);
    const Iterator start = first;
    const Iterator furthest = state.furthest;
    const ExpectedSet before = state.expected;
    if (this->subject.parse(first, last, context, rcontext, out)) return true;
    if (state.furthest == start) {
      state.furthest = furthest;
      state.expected = before;
    }
    return false;
  }
};
template <class P>
constexpr auto quiet(const P& p) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return Quiet<Subject>(x3::as_parser(p));
}

// Bounds recursion, so that no input can exhaust the stack.
template <class S>
struct Nested : x3::unary_parser<S, Nested<S>> {
  using base = x3::unary_parser<S, Nested<S>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = S::handles_container;
  explicit constexpr Nested(const S& s) : base(s) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& rcontext, A& out) const {
    ParseState& state = x3::get<StateTag>(context);
    if (state.depth >= ParseState::kMaxDepth) {
      state.too_deep = true;
      state.furthest = first;
      boost::throw_exception(x3::expectation_failure<Iterator>(first, "depth"));
    }
    ++state.depth;
    const bool ok = this->subject.parse(first, last, context, rcontext, out);
    --state.depth;
    return ok;
  }
};
template <class P>
constexpr auto nested(const P& p) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return Nested<Subject>(x3::as_parser(p));
}

// Gives the rule's node its span when the subject succeeds. A directive and not on_success: X3 hands
// on_success no attribute where the rule has actions.
template <class S>
struct Spanned : x3::unary_parser<S, Spanned<S>> {
  using base = x3::unary_parser<S, Spanned<S>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = S::handles_container;
  explicit constexpr Spanned(const S& s) : base(s) {}
  template <class C, class R, class A>
  bool parse(Iterator& first, const Iterator& last, const C& context, R& node, A& out) const {
    const Span begin = first->span;
    const Iterator start = first;
    if (!this->subject.parse(first, last, context, node, out)) return false;
    const std::uint32_t end = first == start ? begin.begin : (first - 1)->span.end;
    node.span = {begin.begin, end, begin.line, begin.column};
    return true;
  }
};
template <class P>
constexpr auto spanned(const P& p) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return Spanned<Subject>(x3::as_parser(p));
}

// ---- actions ---------------------------------------------------------------------------------

template <auto Member>
inline constexpr auto set = [](auto& c) { x3::_val(c).*Member = std::move(x3::_attr(c)); };
template <auto Member>
inline constexpr auto add = [](auto& c) { (x3::_val(c).*Member).push_back(std::move(x3::_attr(c))); };
template <auto Member, auto Value>
inline constexpr auto assign = [](auto& c) { x3::_val(c).*Member = Value; };
inline constexpr auto self = [](auto& c) { x3::_val(c) = std::move(x3::_attr(c)); };
inline constexpr auto push = [](auto& c) { x3::_val(c).push_back(std::move(x3::_attr(c))); };

inline constexpr auto store = [](auto& c) {
  auto& exprs = x3::get<StateTag>(c).file->exprs;
  exprs.push_back(std::move(x3::_attr(c)));
  x3::_val(c) = ExprId{static_cast<std::uint32_t>(exprs.size() - 1)};
};
inline constexpr auto store_value = [](auto& c) {
  auto& values = x3::get<StateTag>(c).file->values;
  values.push_back(std::move(x3::_attr(c)));
  x3::_val(c) = ValueId{static_cast<std::uint32_t>(values.size() - 1)};
};
// _val is the left operand; the attribute is an expression that lacks it.
inline constexpr auto attach = [](auto& c) {
  auto& exprs = x3::get<StateTag>(c).file->exprs;
  Expr expr = std::move(x3::_attr(c));
  const ExprId left = x3::_val(c);
  expr.args.insert(expr.args.begin(), left);
  const Span begin = exprs[left.value].span;
  expr.span = {begin.begin, expr.span.end, begin.line, begin.column};
  exprs.push_back(std::move(expr));
  x3::_val(c) = ExprId{static_cast<std::uint32_t>(exprs.size() - 1)};
};
struct SetKind {
  ExprKind kind;
  template <class C>
  void operator()(C& c) const {
    x3::_val(c).kind = kind;
  }
};
struct SetUnit {
  Unit unit;
  template <class C>
  void operator()(C& c) const {
    auto& node = x3::_val(c);
    node.unit = unit;
    if (unit == Unit::kMoney) node.number = to_ore(x3::get<StateTag>(c), node.number);
  }
};
// An amount with decimals; kr follows.
inline constexpr auto set_decimal_money = [](auto& c) {
  x3::_val(c).number = decimal_ore(x3::get<StateTag>(c), x3::_attr(c));
  x3::_val(c).unit = Unit::kMoney;
};
// Weeks are counted in days.
inline constexpr auto set_weeks = [](auto& c) {
  x3::_val(c).unit = Unit::kDays;
  x3::_val(c).number = to_days(x3::get<StateTag>(c), x3::_val(c).number);
};
inline constexpr auto negate = [](auto& c) { x3::_val(c).number = -x3::_val(c).number; };

// ---- rules shared by both files -----------------------------------------------------------------

struct ConditionId;
struct SumId;
struct PathId;
struct PrimaryId;
struct QuantifierId;
struct QualifiedId;
struct DerivedId;
using ConditionRule = x3::rule<ConditionId, ExprId>;
using SumRule = x3::rule<SumId, ExprId>;
using PathRule = x3::rule<PathId, Path>;
using PrimaryRule = x3::rule<PrimaryId, ExprId>;
using QuantifierRule = x3::rule<QuantifierId, Expr>;
using QualifiedRule = x3::rule<QualifiedId, Expr>;
using DerivedRule = x3::rule<DerivedId, Expr>;
inline const ConditionRule condition{"condition"};
inline const SumRule sum{"sum"};
inline const PathRule path{"path"};
inline const PrimaryRule primary{"primary"};
inline const QuantifierRule quantifier{"quantifier"};  // grammar_list.cpp, as the two below
inline const QualifiedRule qualified{"qualified"};     // what follows the date
inline const DerivedRule derived{"derived"};           // values that begin with a phrase or a name
BOOST_SPIRIT_DECLARE(ConditionRule, SumRule, PathRule, PrimaryRule, QuantifierRule, QualifiedRule, DerivedRule)

// Runs a rule; expectation failures end here.
template <class Rule, class T>
bool run(ParseState& state, const Rule& rule, Iterator& at, Iterator end, T& out) {
  state.restart();
  Iterator first = at;
  try {
    if (!x3::parse(first, end, x3::with<StateTag>(state)[rule], out)) return false;
  } catch (const x3::expectation_failure<Iterator>&) {
    return false;
  }
  at = first;
  return true;
}

}  // namespace stadga::dsl::syntax::grammar
