// sampling.cpp - half of the numbers and dates are drawn near a boundary of the rules: a literal, a
// parameter, the start or end of a version, the ends of a declared range, the last day of a month.
#include "sampling.h"

#include <algorithm>

#include "coverage.h"
#include "example_values.h"
#include "stadga/base/money.h"

namespace stadga::verify {
namespace {

using engine::Type;
using engine::TypeKind;

// Where a literal stands decides nothing here: every number of the rules is worth a try.
void add_number(std::vector<std::int64_t>& out, std::int64_t value) {
  for (const std::int64_t step : {-1, 0, 1}) out.push_back(value + step);
}

}  // namespace

Sampler::Sampler(const engine::Ruleset& ruleset, const SampleOptions& options)
    : ruleset_(ruleset), options_(options), state_(options.seed) {
  collect_boundaries();
}

// SplitMix64: small, known, and the same everywhere.
std::uint64_t Sampler::draw(std::uint64_t below) {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31U)) % below;
}

void Sampler::collect_boundaries() {
  const DateInterval horizon = law_days(ruleset_);
  const auto add_day = [&](Date day) {
    for (const int step : {-1, 0, 1}) {
      const auto moved = add_days(day, step);
      if (moved && horizon.contains(*moved)) days_.push_back(*moved);
    }
  };
  const auto add_literal = [&](const engine::Literal& literal) {
    if (const auto* v = std::get_if<std::int64_t>(&literal)) add_number(numbers_, *v);
    if (const auto* v = std::get_if<Money>(&literal)) add_number(numbers_, v->ore);
    if (const auto* v = std::get_if<Date>(&literal)) add_day(*v);
  };
  add_day(horizon.from);
  add_day(horizon.to);
  for (const auto& expr : ruleset_.exprs) {
    if (expr.op != engine::Op::kLiteral) continue;
    add_literal(expr.literal);
    if (const auto* text = std::get_if<std::string>(&expr.literal)) {
      if (expr.type.kind == TypeKind::kIdentifier) identifiers_.push_back(*text);
    }
  }
  const auto add_validity = [&](const engine::Validity& validity) {
    add_day(validity.days.from);
    add_day(validity.days.to);
  };
  for (const auto& parameter : ruleset_.parameters) {
    for (const auto& version : parameter.values) {
      add_validity(version.validity);
      if (version.value) add_literal(*version.value);
    }
  }
  for (const auto& table : ruleset_.tables) {
    for (const auto& version : table.versions) {
      add_validity(version.validity);
      if (version.period) add_day(version.period->from);
      if (version.period) add_day(version.period->to);
    }
  }
  for (const auto& requirement : ruleset_.requirements) add_validity(requirement.validity);
  for (const auto& rule : ruleset_.rules) add_validity(rule.validity);
}

Date Sampler::decision_day() {
  const DateInterval horizon = law_days(ruleset_);
  if (chance(50)) return days_[draw(days_.size())];
  const std::int64_t first = day_number(horizon.from);
  const std::int64_t span = day_number(horizon.to) - first + 1;
  const Date day =
      *from_day_number(first + static_cast<std::int64_t>(draw(static_cast<std::uint64_t>(span))));
  const Date last{day.month, days_in_month(day.month)};
  return chance(30) && horizon.contains(last) ? last : day;
}

Date Sampler::some_date(const Type& type, bool not_later) {
  std::optional<Date> out;
  const std::uint64_t way = draw(4);
  if (way == 0) {
    out = add_days(day_, static_cast<std::int64_t>(draw(3)) - 1);
  } else if (way == 1 && !numbers_.empty()) {
    const std::int64_t step = numbers_[draw(numbers_.size())];
    if (step > -1300 && step < 1300) out = add_months_clamped(day_, chance(50) ? step : -step);
  } else if (way == 2) {
    out = add_days(day_, static_cast<std::int64_t>(draw(4000)) - 2000);
  }
  if (!out) {
    const std::int64_t first = day_number(type.min_date);
    const auto span = static_cast<std::uint64_t>(day_number(type.max_date) - first + 1);
    out = from_day_number(first + static_cast<std::int64_t>(draw(span)));
  }
  Date date = std::clamp(*out, type.min_date, type.max_date);
  if (not_later && date > day_) date = day_;
  return date;
}

std::int64_t Sampler::some_number(const Type& type) {
  if (chance(50) && !numbers_.empty()) {
    const std::int64_t near = numbers_[draw(numbers_.size())];
    if (near >= type.min && near <= type.max) return near;
  }
  if (chance(10)) return chance(50) ? type.min : type.max;
  const auto span = static_cast<std::uint64_t>(type.max - type.min) + 1;
  return type.min + static_cast<std::int64_t>(draw(span));
}

Json Sampler::record(engine::RecordId id, bool not_later) {
  JsonObject out;
  const auto& shape = ruleset_.at(id);
  if (shape.bare) return value(shape.fields.front().type, not_later);
  for (const auto& field : shape.fields) {
    if (chance(options_.unknown_percent)) continue;
    Json drawn = value(field.type, not_later);
    out[field.name] = field.type.assessment ? assessed(std::move(drawn)) : std::move(drawn);
  }
  return out;
}

Json Sampler::value(const Type& type, bool not_later) {
  if (type.optional && chance(30)) return {};
  switch (type.kind) {
    case TypeKind::kBool: return chance(50);
    case TypeKind::kEnum: {
      const auto& values = ruleset_.at(type.enumeration).values;
      return values[draw(values.size())];
    }
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays: return some_number(type);
    case TypeKind::kMoney: return to_string(Money{some_number(type)});
    case TypeKind::kDate: return to_string(some_date(type, not_later));
    case TypeKind::kIdentifier:
    case TypeKind::kPattern:
      if (chance(50) && !identifiers_.empty()) return identifiers_[draw(identifiers_.size())];
      return sample_identifier(type, static_cast<std::int64_t>(draw(3)));
    case TypeKind::kRecord: return record(type.record, not_later);
    case TypeKind::kList: break;
  }
  const std::uint32_t longest = std::min(type.max_items, options_.longest_list);
  const std::uint64_t least = type.non_empty ? 1 : 0;
  const std::uint64_t length = least + draw(longest - std::min<std::uint64_t>(least, longest) + 1);
  JsonArray items;
  for (std::uint64_t i = 0; i < length; ++i) items.push_back(record(type.record, not_later));
  return items;
}

Json Sampler::next() {
  day_ = decision_day();
  JsonObject facts;
  JsonObject provenance;
  for (const auto& fact : ruleset_.facts) {
    if (chance(fact.volunteered ? 70 : options_.unknown_percent)) continue;
    Json drawn = value(fact.type, fact.not_after_decision_day);
    facts[fact.name] = fact.type.assessment ? assessed(std::move(drawn)) : std::move(drawn);
    if (fact.provenance_required) provenance[fact.name] = example_provenance(fact, day_);
  }
  JsonObject out{{"decision_date", to_string(day_)}, {"facts", std::move(facts)}};
  if (!options_.municipality.empty()) out["municipality"] = options_.municipality;
  if (!provenance.empty()) out["provenance"] = std::move(provenance);
  return out;
}

}  // namespace stadga::verify
