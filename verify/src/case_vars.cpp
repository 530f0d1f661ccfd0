// case_vars.cpp - free variables by type, and their constraints. Records are flattened, lists have
// slots (list_bounds.h), enumerations are bounded integers, identifiers opaque codes.
#include "case_vars.h"

#include <algorithm>
#include <set>

#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

// Identifier texts that rules compare with; their codes come first.
std::vector<std::string> literal_identifiers(const Ruleset& ruleset) {
  std::set<std::string> found;
  for (const auto& expr : ruleset.exprs) {
    if (const auto* text = std::get_if<std::string>(&expr.literal)) {
      if (expr.op == engine::Op::kLiteral && expr.type.kind == TypeKind::kIdentifier) {
        found.insert(*text);
      }
    }
  }
  return {found.begin(), found.end()};
}

class Builder {
 public:
  Builder(Smt& smt, const Ruleset& ruleset, Knowledge knowledge, LongLists lists, Places places)
      : smt_(smt), calendar_(smt), ruleset_(ruleset), knowledge_(knowledge), places_(places), vars_(smt) {
    vars_.bounds = list_bounds(ruleset, deciding_roots(ruleset), knowledge == Knowledge::kPartial);
    if (lists == LongLists::kSummed) vars_.bounds = with_rest(ruleset, std::move(vars_.bounds));
    vars_.identifiers = literal_identifiers(ruleset);
    vars_.any_choice = places == Places::kAnyValue && !ruleset.overlay;
    for (const auto& [place, bound] : vars_.bounds) {
      vars_.exact_lists = vars_.exact_lists && bound.exact;
    }
  }

  // To make something once more for a case that is there.
  Builder(Smt& smt, const Ruleset& ruleset, const CaseVars& vars)
      : smt_(smt), calendar_(smt), ruleset_(ruleset), knowledge_(Knowledge::kComplete), places_(Places::kAsGiven), vars_(vars) {
    vars_.domain.clear();
  }

  OtherValue once_more(std::uint32_t index) {
    const auto& fact = ruleset_.facts.at(index);
    Symbol symbol = value(fact.type, fact.name + "'", {true, index, 0});
    if (may_be_unknown().contains(index)) make_unknown(symbol, fact.name + "'");
    if (fact.not_after_decision_day) forbid_later(symbol);
    std::int64_t known = 0;  // a text of the case, or any other: as many more as the case has
    for (const auto& other : vars_.facts) known += texts(other);
    bound_identifiers(known);
    return {std::move(symbol), std::move(vars_.domain)};
  }

  CaseVars build() {
    make_day();
    const auto loose = may_be_unknown();
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      const auto& fact = ruleset_.facts[i];
      Symbol symbol = value(fact.type, fact.name, {true, i, 0});
      if (knowledge_ == Knowledge::kPartial || loose.contains(i)) make_unknown(symbol, fact.name);
      if (fact.not_after_decision_day) forbid_later(symbol);
      vars_.facts.push_back(std::move(symbol));
    }
    make_open_parameters();
    bound_identifiers(static_cast<std::int64_t>(identifiers_.size()));
    return std::move(vars_);
  }

 private:
  void make_day() {
    vars_.day = {smt_.fresh_int("day.month"), smt_.fresh_int("day.day")};
    vars_.domain.push_back(calendar_.valid(vars_.day));
    DateInterval horizon = ruleset_.header.horizon;
    if (horizon.to > kMaxDecisionDate) horizon.to = kMaxDecisionDate;
    vars_.domain.push_back(calendar_.within(vars_.day, horizon));
  }

  // A volunteered fact blocks nothing, and what a requirement may leave `not shown` is unknown.
  std::set<std::uint32_t> may_be_unknown() const {
    std::set<std::uint32_t> out;
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      if (ruleset_.facts[i].volunteered) out.insert(i);
    }
    for (const auto& requirement : ruleset_.requirements) {
      if (!requirement.not_shown_when.valid()) continue;
      out.merge(facts_read(ruleset_, {requirement.condition}));
    }
    return out;
  }

  Symbol value(const Type& type, const std::string& name, const ListPlace& place) {
    Symbol out(smt_);
    out.kind = type.kind;
    switch (type.kind) {
      case TypeKind::kBool:
        out.parts.push_back(smt_.fresh_bool(name));
        break;
      case TypeKind::kEnum:
        integer(out, name, 0,
                static_cast<std::int64_t>(ruleset_.at(type.enumeration).values.size()) - 1);
        break;
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays:
      case TypeKind::kMoney:
        integer(out, name, type.min, type.max);
        break;
      case TypeKind::kDate:
        date(out, name, type);
        break;
      case TypeKind::kIdentifier:
      case TypeKind::kPattern:
        out.parts.push_back(smt_.fresh_int(name));
        identifiers_.push_back(out.parts.front());
        break;
      case TypeKind::kRecord:
        out.fields = fields(type.record, name);
        break;
      case TypeKind::kList:
        list(out, type, name, place);
        break;
    }
    if (type.optional) out.present = smt_.fresh_bool(name + "?");
    return out;
  }

  void integer(Symbol& out, const std::string& name, std::int64_t low, std::int64_t high) {
    out.parts.push_back(smt_.fresh_int(name));
    vars_.domain.push_back(smt_.between(low, out.parts.front(), high));
  }

  void date(Symbol& out, const std::string& name, const Type& type) {
    out.parts.push_back(smt_.fresh_int(name + ".month"));
    out.parts.push_back(smt_.fresh_int(name + ".day"));
    const DateTerm term{out.parts[0], out.parts[1]};
    vars_.domain.push_back(calendar_.valid(term));
    vars_.domain.push_back(calendar_.within(term, {type.min_date, type.max_date}));
  }

  std::vector<Symbol> fields(engine::RecordId record, const std::string& name) {
    std::vector<Symbol> out;
    const auto& declared = ruleset_.at(record).fields;
    for (std::uint32_t f = 0; f < declared.size(); ++f) {
      out.push_back(value(declared[f].type, name + "." + declared[f].name,
                          {false, record.value, f}));
    }
    return out;
  }

  void list(Symbol& out, const Type& type, const std::string& name, const ListPlace& place) {
    const auto& [slots, exact, rest] = vars_.bounds.at(place);
    static_cast<void>(exact);
    out.parts.push_back(smt_.fresh_int(name + ".length"));
    vars_.domain.push_back(smt_.between(type.non_empty && rest == 0 ? 1 : 0, out.parts.front(), slots));
    if (rest > 0) {
      out.parts.push_back(smt_.fresh_int(name + ".rest"));
      vars_.domain.push_back(smt_.between(0, out.parts.back(), rest));
      if (type.non_empty) {
        vars_.domain.push_back(smt_.at_most(smt_.number(1), smt_.add(out.parts[0], out.parts[1])));
      }
    }
    for (std::uint32_t i = 0; i < slots; ++i) {
      Symbol item(smt_);
      item.kind = TypeKind::kRecord;
      item.fields = fields(type.record, name + "[" + std::to_string(i) + "]");
      out.items.push_back(std::move(item));
    }
  }

  void make_unknown(Symbol& symbol, const std::string& name) {
    symbol.states.set(State::kUnknown, smt_.fresh_bool(name + " unknown"));
    if (knowledge_ != Knowledge::kPartial) return;
    for (std::size_t f = 0; f < symbol.fields.size(); ++f) {
      make_unknown(symbol.fields[f], name + "." + std::to_string(f));
    }
    for (std::size_t i = 0; i < symbol.items.size(); ++i) {
      auto& item = symbol.items[i];
      for (std::size_t f = 0; f < item.fields.size(); ++f) {
        make_unknown(item.fields[f], name + "[" + std::to_string(i) + "]." + std::to_string(f));
      }
    }
  }

  // A date after the decision day is invalid input, also inside a record.
  void forbid_later(const Symbol& symbol) {
    if (symbol.kind == TypeKind::kDate) {
      vars_.domain.push_back(smt_.at_most(calendar_.key(DateTerm{symbol.parts[0], symbol.parts[1]}),
                                          calendar_.key(vars_.day)));
    }
    for (const auto& field : symbol.fields) forbid_later(field);
    for (const auto& item : symbol.items) forbid_later(item);
  }

  // Only the base leaves places open; what an overlay has not filled is a day without a version.
  // In the base proof an unfilled place is any value of its range; in an overlay it is not covered.
  void make_open_parameters() {
    if (ruleset_.overlay) return;
    for (std::uint32_t i = 0; i < ruleset_.parameters.size(); ++i) {
      const auto& parameter = ruleset_.parameters[i];
      if (!parameter.municipal || (places_ == Places::kAsGiven && !parameter.values.empty())) continue;
      vars_.open.emplace(i, value(parameter.type, "kommun." + parameter.name, {}));
    }
  }

  static std::int64_t texts(const Symbol& symbol) {
    std::int64_t out = symbol.kind == TypeKind::kIdentifier || symbol.kind == TypeKind::kPattern ? 1 : 0;
    for (const auto& field : symbol.fields) out += texts(field);
    for (const auto& item : symbol.items) out += texts(item);
    return out;
  }

  void bound_identifiers(std::int64_t texts) {
    const auto codes = static_cast<std::int64_t>(vars_.identifiers.size()) + texts;
    for (const auto& code : identifiers_) {
      vars_.domain.push_back(smt_.between(0, code, codes));
    }
  }

  Smt& smt_;
  Calendar calendar_;
  const Ruleset& ruleset_;
  Knowledge knowledge_;
  Places places_;
  CaseVars vars_;
  Exprs identifiers_;
};

void forget_unknown(Smt& smt, Symbol& symbol) {
  symbol.states = States(smt);
  for (auto& field : symbol.fields) forget_unknown(smt, field);
  for (auto& item : symbol.items) forget_unknown(smt, item);
}

// Asserts that a symbol has the given value, at every depth.
class Binder {
 public:
  Binder(Smt& smt, const CaseVars& vars) : smt_(smt), vars_(vars) {}

  void fact(const Symbol& symbol, const engine::FactValue& given) {
    const z3::expr& unknown = symbol.states[State::kUnknown];
    if (given.known == nullptr) {
      if (unknown.is_false()) bound_.inside = false;  // this encoding has no such case
      bound_.assertions.push_back(unknown);
      return;
    }
    bound_.assertions.push_back(smt_.negate(unknown));
    known(symbol, *given.known);
  }
  [[nodiscard]] Bound& bound() { return bound_; }

 private:
  void known(const Symbol& symbol, const engine::Value& value) {
    const bool none = std::holds_alternative<engine::NoneValue>(value);
    require(none ? smt_.negate(symbol.present) : symbol.present);
    if (none) return;
    if (const auto* record = std::get_if<engine::RecordValue>(&value)) {
      for (std::size_t f = 0; f < record->size(); ++f) fact(symbol.fields.at(f), (*record)[f]);
    } else if (const auto* list = std::get_if<engine::ListValue>(&value)) {
      items(symbol, *list);
    } else if (const auto* date = std::get_if<Date>(&value)) {
      require(smt_.equal(symbol.parts.at(0), smt_.number(date->month)));
      require(smt_.equal(symbol.parts.at(1), smt_.number(date->day)));
    } else {
      require(smt_.equal(symbol.parts.at(0), scalar(value)));
    }
  }

  void items(const Symbol& symbol, const engine::ListValue& list) {
    const bool has_rest = symbol.parts.size() > 1;
    if (symbol.items.empty() && !has_rest) return;  // nothing reads this list
    const std::size_t told_apart = has_rest ? std::min(list.items.size(), symbol.items.size()) : list.items.size();
    if (told_apart > symbol.items.size()) {
      bound_.inside = false;
      return;
    }
    require(smt_.equal(symbol.parts.at(0), smt_.number(static_cast<std::int64_t>(told_apart))));
    if (has_rest) {
      const auto others = static_cast<std::int64_t>(list.items.size() - told_apart);
      require(smt_.equal(symbol.parts.at(1), smt_.number(others)));
    }
    for (std::size_t i = 0; i < told_apart; ++i) {
      for (std::size_t f = 0; f < list.items[i].size(); ++f) {
        fact(symbol.items[i].fields.at(f), list.items[i][f]);
      }
    }
  }

  z3::expr scalar(const engine::Value& value) {
    if (const auto* v = std::get_if<bool>(&value)) return smt_.truth(*v);
    if (const auto* v = std::get_if<std::int64_t>(&value)) return smt_.number(*v);
    if (const auto* v = std::get_if<Money>(&value)) return smt_.number(v->ore);
    if (const auto* v = std::get_if<engine::EnumLiteral>(&value)) return smt_.number(v->index);
    return smt_.number(code(std::get<std::string>(value)));
  }

  std::int64_t code(const std::string& text) {
    auto& codes = bound_.identifiers;
    if (codes.empty()) codes = vars_.identifiers;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i] == text) return static_cast<std::int64_t>(i);
    }
    codes.push_back(text);
    return static_cast<std::int64_t>(codes.size()) - 1;
  }

  void require(const z3::expr& what) { bound_.assertions.push_back(what); }

  Smt& smt_;
  const CaseVars& vars_;
  Bound bound_;
};

}  // namespace

CaseVars make_case_vars(Smt& smt, const Ruleset& ruleset, Knowledge knowledge, LongLists lists,
                        Places places) {
  return Builder(smt, ruleset, knowledge, lists, places).build();
}

OtherValue other_value(Smt& smt, const Ruleset& ruleset, const CaseVars& vars, std::uint32_t fact) {
  return Builder(smt, ruleset, vars).once_more(fact);
}

CaseVars completion_of(Smt& smt, const CaseVars& partial) {
  CaseVars out = partial;
  for (auto& fact : out.facts) forget_unknown(smt, fact);
  return out;
}

Bound bind_case(Smt& smt, const CaseVars& vars, const engine::Case& facts) {
  Binder binder(smt, vars);
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    binder.fact(vars.facts.at(i), facts.facts[i]);
  }
  Bound bound = std::move(binder.bound());
  bound.assertions.push_back(smt.equal(vars.day.month, smt.number(facts.decision_date.month)));
  bound.assertions.push_back(smt.equal(vars.day.day, smt.number(facts.decision_date.day)));
  return bound;
}

}  // namespace stadga::verify
