// table.cpp - tables by version, period and row (docs/semantics.md, 14), and the window that months
// in a row open.
#include <algorithm>
#include <set>

#include "evaluate/interpreter.h"

namespace stadga::engine {
namespace {

// Where a key's value stands among the key's values; nullopt for what no key can be.
std::optional<std::int64_t> rank(const Scalar& value) {
  struct Rank {
    std::optional<std::int64_t> operator()(std::monostate) const { return std::nullopt; }
    std::optional<std::int64_t> operator()(bool v) const { return v ? 1 : 0; }
    std::optional<std::int64_t> operator()(std::int64_t v) const { return v; }
    std::optional<std::int64_t> operator()(Money v) const { return v.ore; }
    std::optional<std::int64_t> operator()(Date v) const { return day_number(v); }
    std::optional<std::int64_t> operator()(EnumLiteral v) const { return v.index; }
    std::optional<std::int64_t> operator()(const std::string&) const { return std::nullopt; }
  };
  return std::visit(Rank{}, value);
}

// Does the band hold every value of the key? Then the key does not matter to the row.
bool holds_all(const Ruleset& ruleset, const Type& type, const KeyBand& band) {
  const auto first = rank(scalar_of(band.first));
  const auto last = rank(scalar_of(band.last));
  switch (type.kind) {
    case TypeKind::kBool:
      return first == 0 && last == 1;
    case TypeKind::kEnum:
      return first == 0 &&
             last == static_cast<std::int64_t>(ruleset.at(type.enumeration).values.size()) - 1;
    case TypeKind::kDate:
      return first == day_number(type.min_date) && last == day_number(type.max_date);
    default:
      return first == type.min && last == type.max;
  }
}

bool in_band(const KeyBand& band, const Scalar& value) {
  const auto place = rank(value);
  return place && rank(scalar_of(band.first)) <= place && place <= rank(scalar_of(band.last));
}

// Does the row answer whatever the keys that are not known turn out to be?
bool answers(const Ruleset& ruleset, const Table& table, const TableRow& row,
             const std::vector<State>& keys) {
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const bool within = keys[i].is_value() && in_band(row.keys[i], keys[i].value);
    if (!within && !holds_all(ruleset, table.keys[i].type, row.keys[i])) return false;
  }
  return true;
}

State no_table(const Table& table, const char* why) {
  return abnormal_state(StateKind::kNotCovered, (table.municipal ? "kommun." : "") + table.name,
                        why);
}

}  // namespace

const TableVersion* Interpreter::table_version(const Expr& call, const Element* in, State& state) {
  const Table& table = ruleset_.at(call.table);
  std::optional<Date> period;
  if (table.periods) {
    const State asked = eval(call.args.back(), in);
    const auto* date = std::get_if<Date>(&asked.value);
    if (!asked.is_value() || date == nullptr) {
      state = asked.is_value() ? error_state("missing_value") : asked;
      return nullptr;
    }
    period = *date;
  }
  // What the municipality has decided stands before the national version.
  state = no_table(table, "no_version");
  for (const bool overlay : {true, false}) {
    std::vector<const Validity*> versions;
    const TableVersion* found = nullptr;
    bool in_force = false;
    for (const TableVersion& version : table.versions) {
      if (version.from_overlay != overlay) continue;
      versions.push_back(&version.validity);
      if (!version.validity.days.contains(law_day())) continue;
      in_force = true;
      if (period && !(version.period && version.period->contains(*period))) continue;
      if (found != nullptr) {
        state = abnormal_state(StateKind::kConflict, table.name, "two_versions");
        return nullptr;
      }
      found = &version;
    }
    if (found != nullptr) return found;
    if (in_force) {
      state = no_table(table, "no_period");
    } else if (!versions.empty() &&
               pick_version(versions, law_day()).in_force == InForce::kNotInForce) {
      state = abnormal_state(StateKind::kNotInForce, table.name, "not_in_force");
    }
  }
  return nullptr;
}

// A row that answers whatever is not known settles it; else what is not known comes first.
State Interpreter::eval_table(const Expr& expr, const Element* in) {
  const Table& table = ruleset_.at(expr.table);
  std::vector<State> keys = eval_arguments(expr, in);
  const std::vector<State> all = keys;
  State state;
  const TableVersion* version = table_version(expr, in, state);
  if (table.periods) keys.pop_back();
  if (version != nullptr) {
    for (const TableRow& row : version->rows) {
      if (answers(ruleset_, table, row, keys)) return value_state(scalar_of(row.value));
    }
    state = no_table(table, "no_row");
  }
  if (const State* other = hiding(all)) return *other;
  for (const State& key : all) {
    if (key.kind == StateKind::kNoLimit) return error_state("no_limit");
    if (key.is_none()) return error_state("missing_value");
  }
  return state;
}

namespace {

// The months in order, each once. Windows open after `run` months in a row and last `length`
// months; what lies inside a window counts for nothing, and after it the count begins anew.
bool lies_in_window(const std::set<std::int32_t>& months, std::int64_t run, std::int64_t length,
                    std::int32_t asked) {
  std::int64_t in_a_row = 0;
  std::int64_t previous = -2, window_ends = -1;
  for (const std::int32_t month : months) {
    if (month <= window_ends) continue;
    in_a_row = month == previous + 1 ? in_a_row + 1 : 1;
    previous = month;
    if (in_a_row < run) continue;
    window_ends = month + length;
    if (month < asked && asked <= window_ends) return true;
    in_a_row = 0;
    previous = -2;
  }
  return false;
}

}  // namespace

State Interpreter::eval_qualified(const Expr& expr, const Element* in) {
  State why;
  const ListValue* items = list(expr.args[0], in, why);
  if (items == nullptr) return why;
  std::vector<State> states{eval(expr.args[3], in)};
  std::set<std::int32_t> months;
  for (const RecordValue& item : items->items) {
    const Element bound{in, &item, {}};
    const State wanted = eval(expr.args[1], &bound);
    if (wanted.is_false()) continue;
    const State month = wanted.is_true() ? eval(expr.args[2], &bound) : wanted;
    if (const auto* date = std::get_if<Date>(&month.value); month.is_value() && date != nullptr) {
      months.insert(date->month);
    } else {
      states.push_back(month.is_value() ? error_state("missing_value") : month);
    }
  }
  if (const State* other = hiding(states)) return *other;
  const auto* asked = std::get_if<Date>(&states[0].value);
  if (asked == nullptr) return error_state("missing_value");
  return value_state(lies_in_window(months, expr.numerator, expr.denominator, asked->month));
}

}  // namespace stadga::engine
