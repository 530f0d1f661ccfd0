// formal.h - the meaning of the small language of formal_language.h, as docs/language.md gives it in short and
// written from that section alone: no engine code, everything by enumeration.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "formal_language.h"

namespace stadga::engine::formal {

class Meaning {
 public:
  Meaning(const Rules& rules, const Case& facts) : rules_(rules), case_(facts) {}

  State term(std::size_t t) const {
    std::vector<Entry> entries;
    for (const Rule& rule : rules_.terms[t].rules) entries.push_back(entry(rule, false));
    return defined(entries);
  }

  // A known state is 0 not applicable, 1 met, 2 not met or 3 not shown.
  State standing(std::size_t k) const {
    const Requirement& requirement = rules_.requirements[k];
    const State version = pick(requirement.versions);
    if (version.kind == Kind::kNotInForce) return known(0);
    if (is_trouble(version)) return version;
    const State a = guard_of(requirement);
    if (is(a, false)) return known(0);
    const State q = settled(requirement);
    if (!requirement.fires) return is(a, true) ? q : a;
    if (q == known(2)) return q;
    const auto hidden = hide({a, q});
    return hidden ? *hidden : q;
  }

  State eval(const Node& node, const Element* element = nullptr) const {
    switch (node.op) {
      case Op::kNumber: return known(node.number);
      case Op::kFact: return case_.facts[index(node)];
      case Op::kParameter: return case_.parameters[index(node)];
      case Op::kTerm: return term(index(node));
      case Op::kStanding: return asks(node);
      case Op::kElementFlag: return element->flag;
      case Op::kElementNumber: return element->number;
      case Op::kAll: return all_of(parts(node, element));
      case Op::kAny: return any_of(parts(node, element));
      case Op::kNot: return negated(eval(node.parts[0], element));
      case Op::kExists: return exists(eval(node.parts[0], element));
      case Op::kAbsent: return negated(exists(eval(node.parts[0], element)));
      case Op::kEq: case Op::kNe: case Op::kLt: case Op::kLe: case Op::kGt: case Op::kGe:
        return compared(node.op, eval(node.parts[0], element), eval(node.parts[1], element));
      case Op::kSome: case Op::kEvery: case Op::kCount: case Op::kSum: case Op::kListLeast: case Op::kListGreatest:
        return over_list(node);
      case Op::kLeast: return extreme(parts(node, element), false);
      case Op::kGreatest: return extreme(parts(node, element), true);
      case Op::kAdd: case Op::kSub: case Op::kScale: case Op::kRatio: return arithmetic(node, parts(node, element));
    }
    return trouble(Kind::kError);
  }

  // The multiple of `unit` that x = amount * numerator / denominator is rounded to.
  static State rounded(std::int64_t amount, std::int64_t numerator, std::int64_t denominator, std::int64_t unit, Mode mode) {
    if (denominator < 1) return trouble(Kind::kError);
    // |x| is size / denominator; it is compared as size with multiples of denominator.
    const Wide product = static_cast<Wide>(amount) * numerator;
    const Wide size = product < 0 ? -product : product;
    const Wide step = static_cast<Wide>(denominator) * unit;
    const Wide k = size / step;
    const Wide beyond = size - k * step;
    bool up = false;
    if (mode == Mode::kUp) up = beyond > 0;
    if (mode == Mode::kHalfUp) up = !(2 * beyond < step);
    if (mode == Mode::kHalfEven) up = 2 * beyond == step ? (k + 1) % 2 == 0 : 2 * beyond > step;
    const Wide result = (up ? k + 1 : k) * unit;
    return exact(product < 0 ? -result : result);
  }

 private:
  __extension__ typedef __int128 Wide;
  using States = std::vector<State>;

  static std::size_t index(const Node& node) { return static_cast<std::size_t>(node.number); }
  static State exact(Wide number) {
    const Wide most = (Wide{1} << 53) - 1;
    if (number > most || number < -most) return trouble(Kind::kError);
    return known(static_cast<std::int64_t>(number));
  }

  static std::optional<State> hide(const States& states) {
    for (const Kind kind : {Kind::kUnknown, Kind::kConflict, Kind::kGap, Kind::kNotInForce, Kind::kNotCovered, Kind::kError}) {
      for (const State& state : states) {
        if (state.kind == kind) return trouble(kind);
      }
    }
    return std::nullopt;
  }
  static bool has(const States& states, Kind kind) {
    for (const State& state : states) {
      if (state.kind == kind) return true;
    }
    return false;
  }

  States parts(const Node& node, const Element* element) const {
    States out;
    for (const Node& part : node.parts) out.push_back(eval(part, element));
    return out;
  }

  static State all_of(const States& states) {
    for (const State& state : states) {
      if (is(state, false)) return state;
    }
    return hide(states).value_or(known(1));
  }
  static State any_of(const States& states) {
    for (const State& state : states) {
      if (is(state, true)) return state;
    }
    return hide(states).value_or(known(0));
  }
  static State negated(const State& state) { return state.kind == Kind::kValue ? known(1 - state.value) : trouble(state.kind); }
  static State exists(const State& state) {
    if (const auto hidden = hide({state})) return *hidden;
    return known(state.kind == Kind::kNone ? 0 : 1);
  }

  static bool holds(Op op, std::int64_t a, std::int64_t b) {
    switch (op) {
      case Op::kEq: return a == b;
      case Op::kNe: return a != b;
      case Op::kLt: return a < b;
      case Op::kLe: return a <= b;
      case Op::kGt: return a > b;
      default: return a >= b;
    }
  }

  static std::optional<State> by_bounds(Op op, const State& a, const State& b) {
    if (!a.bounds && !b.bounds) return std::nullopt;
    if ((!a.bounds && a.kind != Kind::kValue) || (!b.bounds && b.kind != Kind::kValue)) return std::nullopt;
    const auto left = a.bounds.value_or(std::pair(a.value, a.value));
    const auto right = b.bounds.value_or(std::pair(b.value, b.value));
    std::set<bool> found;
    for (std::int64_t x = left.first; x <= left.second; ++x) {
      for (std::int64_t y = right.first; y <= right.second; ++y) found.insert(holds(op, x, y));
    }
    return found.size() == 1 ? std::optional(known(*found.begin() ? 1 : 0)) : std::nullopt;
  }

  static State compared(Op op, const State& a, const State& b) {
    if (const auto agreed = by_bounds(op, a, b)) return *agreed;
    if (const auto hidden = hide({a, b})) return *hidden;
    const bool equality = op == Op::kEq || op == Op::kNe;
    if (has({a, b}, Kind::kNoLimit)) return equality ? trouble(Kind::kError) : known(1);
    if (has({a, b}, Kind::kNone)) {
      if (!equality) return trouble(Kind::kError);
      return known((a == b) == (op == Op::kEq) ? 1 : 0);
    }
    return known(holds(op, a.value, b.value) ? 1 : 0);
  }

  // What every operation on numbers does before there are numbers.
  static std::optional<State> no_numbers(const States& states) {
    if (const auto hidden = hide(states)) return hidden;
    if (has(states, Kind::kNone)) return trouble(Kind::kError);
    return std::nullopt;
  }

  static State extreme(const States& states, bool greatest) {
    if (const auto none = no_numbers(states)) return *none;
    if (greatest && has(states, Kind::kNoLimit)) return trouble(Kind::kNoLimit);
    std::set<std::int64_t> numbers;
    for (const State& state : states) {
      if (state.kind == Kind::kValue) numbers.insert(state.value);
    }
    if (numbers.empty()) return trouble(Kind::kNoLimit);
    return known(greatest ? *numbers.rbegin() : *numbers.begin());
  }

  static State sum(const States& states) {
    if (const auto none = no_numbers(states)) return *none;
    if (has(states, Kind::kNoLimit)) return trouble(Kind::kNoLimit);
    Wide total = 0;
    for (const State& state : states) total += state.value;
    return exact(total);
  }

  static State arithmetic(const Node& node, const States& s) {
    if (const auto none = no_numbers(s)) return *none;
    if (has(s, Kind::kNoLimit)) return trouble(Kind::kNoLimit);
    switch (node.op) {
      case Op::kAdd: return exact(static_cast<Wide>(s[0].value) + s[1].value);
      case Op::kSub: return exact(static_cast<Wide>(s[0].value) - s[1].value);
      case Op::kScale: return rounded(s[0].value, node.numerator, node.denominator, node.unit, node.mode);
      default: return rounded(s[0].value, s[1].value, s[2].value, node.unit, node.mode);
    }
  }

  State over_list(const Node& node) const {
    if (!case_.list) return trouble(Kind::kUnknown);
    States conditions, values;
    std::int64_t surely = 0, perhaps = 0;
    for (const Element& element : *case_.list) {
      const State c = eval(node.parts[0], &element);
      conditions.push_back(c);
      if (is(c, true)) ++surely;
      if (!is(c, false)) ++perhaps;
      if (node.parts.size() < 2 || is(c, false)) continue;
      values.push_back(is(c, true) ? eval(node.parts[1], &element) : c);
    }
    switch (node.op) {
      case Op::kSome: return any_of(conditions);
      case Op::kEvery: return conditions.empty() ? known(node.empty_holds ? 1 : 0) : all_of(conditions);
      case Op::kCount: {
        State out = hide(conditions).value_or(known(surely));
        out.bounds = {surely, perhaps};
        return out;
      }
      case Op::kSum: return sum(values);
      default: return values.empty() ? trouble(Kind::kError) : extreme(values, node.op == Op::kListGreatest);
    }
  }

  State asks(const Node& node) const {
    const Requirement& requirement = rules_.requirements[index(node)];
    const State found = standing(index(node));
    if (found == known(2) && (node.standing == 2 || node.standing == 0)) {
      const State a = guard_of(requirement);
      if (a.kind != Kind::kValue) return a;
    }
    if (const auto hidden = hide({found})) return *hidden;
    return known(found.value == node.standing ? 1 : 0);
  }

  // ---- definitions -------------------------------------------------------------------------------

  // A rule with what the case makes of it.
  struct Entry {
    std::string id;
    State g, c;
    std::vector<std::string> goes_before;
    bool last = false, in_force = true;
  };
  // absent, any, or a state; a level's result is one too.
  struct Result {
    enum What { kAbsent, kAny, kState } what = kAbsent;
    State state;
    friend bool operator<(const Result& a, const Result& b) {
      if (a.what != b.what) return a.what < b.what;
      return a.what == kState && a.state < b.state;
    }
  };

  State pick(const std::vector<Version>& versions) const {
    int holding = 0;
    const Version* before = nullptr;
    const Version* after = nullptr;
    for (const Version& v : versions) {
      if (v.from <= case_.law_day && case_.law_day <= v.to) ++holding;
      if (v.to < case_.law_day && (before == nullptr || v.to > before->to)) before = &v;
      if (v.from > case_.law_day && (after == nullptr || v.from < after->from)) after = &v;
    }
    if (holding == 1) return known(1);
    if (holding > 1) return trouble(Kind::kConflict);
    const bool declared = (before != nullptr && before->repealed) || (after != nullptr && after->introduced);
    return trouble(declared ? Kind::kNotInForce : Kind::kNotCovered);
  }

  static State bounded(const State& state) { return state.kind == Kind::kNoLimit ? trouble(Kind::kError) : state; }

  Entry entry(const Rule& rule, bool concludes_standing) const {
    Entry out{rule.id, known(0), trouble(Kind::kUnknown), rule.goes_before, rule.last, false};
    const State version = pick(rule.versions);
    if (version.kind == Kind::kNotInForce) return out;
    if (is_trouble(version)) {
      out.g = version;
      return out;
    }
    out.in_force = true;
    out.g = rule.when ? bounded(eval(*rule.when)) : known(1);
    if (!is(out.g, false)) out.c = concludes_standing ? known(rule.effect.number) : bounded(eval(rule.effect));
    return out;
  }

  State guard_of(const Requirement& requirement) const {
    return requirement.applies ? bounded(eval(*requirement.applies)) : known(1);
  }

  State settled(const Requirement& requirement) const {
    State c = bounded(eval(requirement.condition));
    if (c.kind == Kind::kValue) {
      c = known(c.value == 1 ? 1 : 2);
    } else if (c.kind == Kind::kUnknown && requirement.not_shown_when && is(eval(*requirement.not_shown_when), true)) {
      c = known(3);
    }
    std::vector<Entry> entries{{requirement.id, known(1), c, {}, false, true}};
    for (const Rule& rule : requirement.rules) entries.push_back(entry(rule, true));
    return defined(entries);
  }

  static std::vector<std::size_t> before(const std::vector<Entry>& entries, std::size_t r) {
    std::vector<std::size_t> out;
    for (std::size_t x = 0; x < entries.size(); ++x) {
      for (const std::string& id : entries[x].goes_before) {
        if (id == entries[r].id) out.push_back(x);
      }
    }
    return out;
  }
  static std::set<std::size_t> all_before(const std::vector<Entry>& entries, std::size_t r) {
    std::set<std::size_t> out;
    for (const std::size_t x : before(entries, r)) {
      out.insert(x);
      out.merge(all_before(entries, x));
    }
    return out;
  }
  static bool is_top(const std::vector<Entry>& entries, std::size_t r) {
    for (std::size_t x = 0; x < entries.size(); ++x) {
      for (const std::string& id : entries[r].goes_before) {
        if (id == entries[x].id) return false;
      }
    }
    return true;
  }

  static Result meet(const std::vector<Result>& results) {
    std::set<State> values;
    States troubles;
    bool any = false;
    for (const Result& result : results) {
      if (result.what == Result::kAny) any = true;
      if (result.what != Result::kState) continue;
      if (is_trouble(result.state)) {
        troubles.push_back(result.state);
      } else {
        values.insert(result.state);
      }
    }
    if (values.size() > 1 || has(troubles, Kind::kConflict)) return {Result::kState, trouble(Kind::kConflict)};
    if (any) return {Result::kAny, {}};
    if (const auto hidden = hide(troubles)) return {Result::kState, *hidden};
    if (!values.empty()) return {Result::kState, *values.begin()};
    return {};
  }

  using Assignment = std::vector<bool>;  // for each rule: does it apply?

  static Result say(const std::vector<Entry>& entries, const Assignment& applies, std::size_t r) {
    std::vector<Result> exceptions;
    for (const std::size_t x : before(entries, r)) exceptions.push_back(say(entries, applies, x));
    const Result exception = meet(exceptions);
    if (exception.what != Result::kAbsent) return exception;
    if (!applies[r]) return {};
    if (entries[r].c.kind == Kind::kUnknown) return {Result::kAny, {}};
    return {Result::kState, entries[r].c};
  }

  static Result said(const std::vector<Entry>& entries, const Assignment& applies) {
    for (const bool last : {false, true}) {
      std::vector<Result> level;
      for (std::size_t r = 0; r < entries.size(); ++r) {
        if (is_top(entries, r) && entries[r].last == last) level.push_back(say(entries, applies, r));
      }
      const Result found = meet(level);
      if (found.what != Result::kAbsent) return found;
    }
    return {Result::kState, trouble(Kind::kGap)};
  }

  static std::set<Result> poss(const std::vector<Entry>& entries, const std::function<bool(const State&)>& open) {
    std::set<Result> out;
    for (std::size_t bits = 0; bits < std::size_t{1} << entries.size(); ++bits) {
      Assignment applies;
      bool fits = true;
      for (std::size_t r = 0; r < entries.size(); ++r) {
        applies.push_back((bits >> r & 1U) != 0);
        fits = fits && (open(entries[r].g) || applies[r] == is(entries[r].g, true));
      }
      if (fits) out.insert(said(entries, applies));
    }
    return out;
  }

  static std::optional<State> only(const std::set<Result>& results) {
    if (results.size() != 1 || results.begin()->what != Result::kState) return std::nullopt;
    return results.begin()->state;
  }

  static bool settled_by_true(const std::vector<Entry>& entries, const std::set<std::size_t>& rules) {
    for (const std::size_t r : rules) {
      if (is(entries[r].g, true)) return true;
    }
    return false;
  }

  static bool live(const std::vector<Entry>& entries, std::size_t r) {
    if (settled_by_true(entries, all_before(entries, r))) return false;
    bool last_only = true, ordinary_settled = false;
    for (std::size_t top = 0; top < entries.size(); ++top) {
      if (!is_top(entries, top) || entries[top].last) continue;
      std::set<std::size_t> tree = all_before(entries, top);
      tree.insert(top);
      if (tree.contains(r)) last_only = false;
      if (settled_by_true(entries, tree)) ordinary_settled = true;
    }
    return !last_only || !ordinary_settled;
  }

  static State defined(std::vector<Entry> entries) {
    const auto unknown = [](const State& g) { return g.kind == Kind::kUnknown; };
    if (const auto x = only(poss(entries, [&](const State& g) { return unknown(g) || is_trouble(g); }))) return *x;
    for (std::size_t r = 0; r < entries.size(); ++r) {
      const Entry& e = entries[r];
      if (!e.in_force || is(e.g, false) || !live(entries, r)) continue;
      if (unknown(e.g) || unknown(e.c)) return trouble(Kind::kUnknown);
    }
    for (Entry& e : entries) {
      if (!is_trouble(e.g)) continue;
      e.c = e.g;
      e.g = known(1);
    }
    return only(poss(entries, unknown)).value_or(trouble(Kind::kUnknown));
  }

  const Rules& rules_;
  const Case& case_;
};

}  // namespace stadga::engine::formal
