// encode_table.cpp - tables by version, period and row; shares of an amount; windows of months.
#include <algorithm>

#include "encoder.h"
#include "ranges.h"

namespace stadga::verify {

using engine::Expr;
using engine::Op;
using engine::TypeKind;

namespace {

std::int64_t rank(const engine::Literal& literal) {
  struct Rank {
    std::int64_t operator()(bool v) const { return v ? 1 : 0; }
    std::int64_t operator()(std::int64_t v) const { return v; }
    std::int64_t operator()(const Money& v) const { return v.ore; }
    std::int64_t operator()(const Date& v) const { return v.month * 32 + v.day; }
    std::int64_t operator()(const engine::EnumLiteral& v) const { return v.index; }
    std::int64_t operator()(const std::string&) const { return 0; }
  };
  return std::visit(Rank{}, literal);
}

// As in the evaluator: a band of every value of the key's type holds whatever is asked.
bool holds_all(const engine::Ruleset& ruleset, const engine::Type& type,
               const engine::KeyBand& band) {
  const std::int64_t first = rank(band.first);
  const std::int64_t last = rank(band.last);
  switch (type.kind) {
    case TypeKind::kBool: return first == 0 && last == 1;
    case TypeKind::kEnum:
      return first == 0 &&
             last == static_cast<std::int64_t>(ruleset.at(type.enumeration).values.size()) - 1;
    case TypeKind::kDate: return first == rank(type.min_date) && last == rank(type.max_date);
    default: return first == type.min && last == type.max;
  }
}

}  // namespace

z3::expr Encoder::in_band(const Symbol& key, const engine::KeyBand& band) {
  const std::int64_t first = rank(band.first);
  const std::int64_t last = rank(band.last);
  if (key.kind == TypeKind::kBool) {
    if (first == 0 && last == 1) return smt_.truth(true);
    return first == 1 ? key.parts.at(0) : smt_.negate(key.parts.at(0));
  }
  const z3::expr place = logic_.order(key);
  return smt_.all({smt_.at_most(smt_.number(first), place), smt_.at_most(place, smt_.number(last))});
}

z3::expr Encoder::row_answers(const engine::Table& table, const engine::TableRow& row,
                              const std::vector<Symbol>& keys) {
  Exprs parts;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (holds_all(ruleset_, table.keys[i].type, row.keys[i])) continue;
    const Symbol& key = keys[i];
    parts.push_back(smt_.all({key.states.known(smt_), key.present, smt_.negate(key.no_limit),
                              in_band(key, row.keys[i])}));
  }
  return smt_.all(parts);
}

// The value where a row answers; else not covered, not in force or in conflict.
Symbol Encoder::table_value(const Expr& expr, const engine::Table& table,
                            const std::vector<Symbol>& keys, const Symbol* period) {
  Symbol out = stand_in(blank(table.type), State::kNotCovered);
  z3::expr lacking_row = smt_.truth(false);
  for (const bool overlay : {false, true}) {
    std::vector<engine::Validity> versions;
    z3::expr found = smt_.truth(false);
    z3::expr doubled = smt_.truth(false);
    for (const auto& version : table.versions) {
      if (version.from_overlay != overlay) continue;
      versions.push_back(version.validity);
      z3::expr here = in_force(version.validity);
      if (period != nullptr) {
        here = smt_.all({here, calendar_.within({period->parts.at(0), period->parts.at(1)},
                                                *version.period)});
      }
      Symbol value = stand_in(out, State::kNotCovered);
      z3::expr answered = smt_.truth(false);
      for (auto row = version.rows.rbegin(); row != version.rows.rend(); ++row) {
        Expr constant;
        constant.type = table.type;
        constant.literal = row->value;
        const z3::expr answers = row_answers(table, *row, keys);
        value = logic_.choose(answers, literal(constant), value);
        answered = smt_.any({answered, answers});
      }
      out = logic_.choose(here, value, out);
      lacking_row = smt_.choose(here, smt_.negate(answered), lacking_row);
      doubled = smt_.any({doubled, smt_.all({found, here})});
      found = smt_.any({found, here});
    }
    if (versions.empty()) continue;
    const Coverage days = sweep(versions, law_days(ruleset_));
    const z3::expr silent = smt_.all({within(days.declared), smt_.negate(found),
                                      out.states[State::kNotCovered]});
    out = logic_.choose(silent, stand_in(out, State::kNotInForce), out);
    out = logic_.choose(doubled, stand_in(out, State::kConflict), out);
  }
  no_row_[expr.table.value].push_back(
      smt_.all({where_, lacking_row, first_of(keys).known(smt_), out.states[State::kNotCovered]}));
  return out;
}

// What some municipality may have decided, for these keys: any value within the bounds.
Symbol Encoder::any_value(const engine::Table& table) {
  Symbol out = blank(table.type);
  const std::string name = "kommun." + table.name;
  switch (table.type.kind) {
    case engine::TypeKind::kBool: out.parts[0] = smt_.fresh_bool(name); return out;
    case engine::TypeKind::kDate: {
      const DateTerm day{smt_.fresh_int(name + ".month"), smt_.fresh_int(name + ".day")};
      smt_.require(calendar_.valid(day));
      smt_.require(calendar_.within(day, {table.type.min_date, table.type.max_date}));
      out.parts = {day.month, day.day};
      return out;
    }
    default: break;
  }
  const bool choice = table.type.kind == engine::TypeKind::kEnum;
  const auto values = choice ? static_cast<std::int64_t>(ruleset_.at(table.type.enumeration).values.size()) : 0;
  out.parts[0] = smt_.fresh_int(name);
  smt_.require(smt_.between(choice ? 0 : table.type.min, out.parts[0], choice ? values - 1 : table.type.max));
  return out;
}

Symbol Encoder::table(const Expr& expr, const Scope& scope) {
  const auto& table = ruleset_.at(expr.table);
  if (!ruleset_.overlay && table.municipal && table.versions.empty()) {
    // Left to each municipality: only guidelines may read it in the base, and they decide nothing.
    if (!table.guideline) throw OutOfCore(table.name);
    Symbol open = blank(table.type);
    open.parts[0] = smt_.fresh_int("kommun." + table.name);
    return open;
  }
  std::vector<Symbol> keys;
  for (const auto& key : arguments(expr, scope)) keys.push_back(logic_.exact(key));
  std::vector<const Symbol*> all;
  for (const auto& key : keys) all.push_back(&key);
  States hidden = logic_.first_of(all);
  Exprs unlimited, absent;
  for (const auto& key : keys) {
    unlimited.push_back(key.no_limit);
    absent.push_back(smt_.negate(key.present));
  }
  Symbol period(smt_);
  if (table.periods) {
    period = keys.back();
    keys.pop_back();
  }
  const bool any = vars_.any_choice && table.municipal;
  Symbol out = any ? any_value(table) : table_value(expr, table, keys, table.periods ? &period : nullptr);
  // A row that answers settles it, but only for a period that is known.
  z3::expr settled = out.states.known(smt_);
  if (table.periods) settled = smt_.all({settled, period.states.known(smt_), period.present});
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    const z3::expr shows = smt_.choose(hidden.known(smt_), out.states.at(rank), hidden.at(rank));
    out.states.set(rank, smt_.all({smt_.negate(settled), shows}));
  }
  const z3::expr impossible =
      smt_.all({smt_.negate(settled), hidden.known(smt_), smt_.any({smt_.any(unlimited), smt_.any(absent)})});
  return logic_.choose(impossible, stand_in(out, State::kError), out);
}

z3::expr Encoder::no_row(engine::TableId id) {
  const auto found = no_row_.find(id.value);
  return found == no_row_.end() ? smt_.truth(false) : smt_.any(found->second);
}

// One multiplication and one division by constants for each value that the parts and the whole can
// take: linear, and no larger than the two ranges together.
Symbol Encoder::ratio(const Expr& expr, const std::vector<Symbol>& values) {
  constexpr std::int64_t kWidest = 64;
  const Range parts = range_of(ruleset_, expr.args.at(1));
  const Range whole = range_of(ruleset_, expr.args.at(2));
  if (parts.width() > kWidest || whole.width() > kWidest) throw OutOfCore("share");
  Symbol product = values.at(0);
  for (std::int64_t n = parts.low; n <= parts.high; ++n) {
    const z3::expr times = smt_.times(values[0].parts.at(0), n);
    product.parts[0] = n == parts.low ? times
                                      : smt_.choose(smt_.equal(values[1].parts.at(0), smt_.number(n)),
                                                    times, product.parts[0]);
  }
  Symbol out = product;
  bool first = true;
  for (std::int64_t d = std::max<std::int64_t>(1, whole.low); d <= whole.high; ++d) {
    Expr share;
    share.numerator = 1;
    share.denominator = d;
    share.unit = expr.unit;
    share.rounding = expr.rounding;
    const Symbol divided = scaled(share, product);
    out = first ? divided
                : logic_.choose(smt_.equal(values[2].parts.at(0), smt_.number(d)), divided, out);
    first = false;
  }
  const z3::expr too_large = always_fits(ruleset_, expr) ? smt_.truth(false) : out.states[State::kError];
  out.states = first_of(values);
  const z3::expr no_divisor = smt_.less(values[2].parts.at(0), smt_.number(1));
  logic_.add_state(out, State::kError,
                   smt_.all({out.states.known(smt_), smt_.any({no_divisor, too_large})}));
  return out;
}

// The list has as many slots as months open a window, and its months rise: whether a window is open
// in one month depends on such a list only (docs/design/verify.md).
Symbol Encoder::qualified(const Expr& expr, const Scope& scope) {
  const Symbol list = logic_.present(encode(expr.args.at(0), scope));
  if (has_rest(list)) return rest_of(expr, list, scope);
  const Symbol asked = logic_.exact(logic_.present(encode(expr.args.at(3), scope)));
  const auto run = static_cast<std::size_t>(expr.numerator);
  std::vector<Symbol> states{asked};
  Exprs complete{smt_.at_most(smt_.number(expr.numerator), list.parts.at(0))};
  std::optional<z3::expr> previous;
  z3::expr last = smt_.number(0);
  std::size_t index = 0;
  for (auto& element : elements(expr, list, scope)) {
    const Symbol month = logic_.exact(logic_.present(encode(expr.args.at(2), element.scope)));
    const z3::expr counts = smt_.all({element.exists, logic_.is_true(element.matches)});
    states.push_back(only_states(element.exists, element.matches));
    states.push_back(only_states(counts, month));
    const z3::expr& value = month.parts.at(0);
    if (previous) {
      smt_.require(smt_.any({smt_.negate(element.exists), smt_.less(*previous, value)}));
      complete.push_back(smt_.equal(value, smt_.add(*previous, smt_.number(1))));
    }
    complete.push_back(counts);
    previous = value;
    last = value;
    if (++index == run) break;
  }
  const z3::expr& month = asked.parts.at(0);
  complete.push_back(smt_.less(last, month));
  complete.push_back(smt_.at_most(month, smt_.add(last, smt_.number(expr.denominator))));
  Symbol out = logic_.truth(index < run ? smt_.truth(false) : smt_.all(complete));
  out.states = first_of(states);
  const z3::expr known = list.states.known(smt_);
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.states.set(rank, smt_.choose(known, out.states.at(rank), list.states.at(rank)));
  }
  return out;
}

}  // namespace stadga::verify
