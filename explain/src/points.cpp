#include "points.h"

#include <algorithm>
#include <set>

namespace stadga::explain {
namespace {

using engine::Literal;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

constexpr std::size_t kEachWay = 12;  // nearest points below and above

std::optional<std::int64_t> number_of(const Type& type, const Literal& literal) {
  if (type.kind == TypeKind::kMoney) {
    const auto* money = std::get_if<Money>(&literal);
    return money == nullptr ? std::nullopt : std::optional(money->ore);
  }
  if (type.kind == TypeKind::kDate) {
    const auto* date = std::get_if<Date>(&literal);
    return date == nullptr ? std::nullopt : std::optional(day_number(*date));
  }
  const auto* number = std::get_if<std::int64_t>(&literal);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

struct Ends {
  std::int64_t low, high;
};

Ends ends_of(const Type& type) {
  if (type.kind == TypeKind::kDate) return {day_number(type.min_date), day_number(type.max_date)};
  return {type.min, type.max};
}

// What the rules compare with: literals and the parameters' values of the same kind.
std::set<std::int64_t> figures(const Ruleset& ruleset, const Type& type) {
  std::set<std::int64_t> out;
  const auto take = [&](TypeKind kind, const Literal& literal) {
    const auto number = kind == type.kind ? number_of(type, literal) : std::nullopt;
    if (number) out.insert(*number);
  };
  for (const engine::Expr& expr : ruleset.exprs) {
    if (expr.op == engine::Op::kLiteral) take(expr.type.kind, expr.literal);
  }
  for (const engine::Parameter& parameter : ruleset.parameters) {
    for (const engine::DatedValue& value : parameter.values) {
      if (value.value) take(parameter.type.kind, *value.value);
    }
  }
  return out;
}

// Keeps the nearest on each side; the ends stay, they say whether there is anything that way.
std::vector<std::int64_t> nearest(const std::set<std::int64_t>& all, std::int64_t from) {
  std::vector<std::int64_t> below(all.begin(), all.lower_bound(from)),
      above(all.upper_bound(from), all.end());
  if (below.size() > kEachWay) below.erase(below.begin() + 1, below.end() - (kEachWay - 1));
  if (above.size() > kEachWay) above.erase(above.begin() + (kEachWay - 1), above.end() - 1);
  below.insert(below.end(), above.begin(), above.end());
  return below;
}

}  // namespace

bool has_order(const Type& type) {
  return type.kind != TypeKind::kBool && type.kind != TypeKind::kEnum;
}

std::optional<std::int64_t> to_number(const Type& type, const Json& plain) {
  const std::string* text = plain.as_string();
  if (type.kind == TypeKind::kDate) {
    const auto date = text == nullptr ? std::nullopt : parse_date(*text);
    return date ? std::optional(day_number(*date)) : std::nullopt;
  }
  const std::int64_t* number = plain.as_int();
  if (type.kind != TypeKind::kMoney)
    return number == nullptr ? std::nullopt : std::optional(*number);
  if (number != nullptr) return checked_mul(*number, 100);
  const auto money = text == nullptr ? std::nullopt : parse_money(*text);
  return money ? std::optional(money->ore) : std::nullopt;
}

Json from_number(const Type& type, std::int64_t number) {
  if (type.kind == TypeKind::kMoney) return to_string(Money{number});
  if (type.kind != TypeKind::kDate) return number;
  const auto date = from_day_number(number);
  return date ? Json(to_string(*date)) : Json();
}

std::vector<Json> other_values(const Ruleset& ruleset, const Place& place) {
  std::vector<Json> out;
  const auto add = [&](const Json& value) {
    if (!place.before || !(*place.before == value)) out.push_back(value);
  };
  if (place.type.kind == TypeKind::kBool) {
    add(true);
    add(false);
  }
  if (place.type.kind == TypeKind::kEnum) {
    for (const std::string& value : ruleset.at(place.type.enumeration).values) add(value);
  }
  if (place.type.optional) add(Json());
  return out;
}

std::vector<std::int64_t> points_for(const Ruleset& ruleset, const Place& place,
                                     Date decision_day) {
  const Ends ends = ends_of(place.type);
  const auto now = to_number(place.type, place.before.value_or(Json()));
  const std::int64_t from = now.value_or(ends.low);
  std::set<std::int64_t> all{ends.low, ends.high};
  const auto add_around = [&](std::int64_t number) {
    for (std::int64_t near = number - 1; near <= number + 1; ++near) {
      if (near >= ends.low && near <= ends.high) all.insert(near);
    }
  };
  for (const std::int64_t figure : figures(ruleset, place.type)) add_around(figure);
  if (place.type.kind == TypeKind::kDate) add_around(day_number(decision_day));
  if (now) add_around(from);
  if (now) all.erase(from);
  return nearest(all, from);
}

}  // namespace stadga::explain
