#include "practices.h"

#include <algorithm>
#include <vector>

#include "assessments.h"

namespace stadga::explain {
namespace {

using engine::Citation;
using engine::DatedValue;
using engine::EnumLiteral;
using engine::Literal;
using engine::Parameter;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

constexpr std::int64_t kMostTried = 64;  // values of a number

bool has(const std::vector<Citation>& citations, const Citation& one) {
  return std::find(citations.begin(), citations.end(), one) != citations.end();
}

// Also a table's: which row answered is not known here, so that it was read is enough.
bool is_followed(const Ruleset& ruleset, const engine::Evaluation& result, const Citation& one) {
  const auto relied = [&](const std::string& id) {
    return std::find(result.relied_on.begin(), result.relied_on.end(), id) !=
           result.relied_on.end();
  };
  for (const engine::Rule& rule : ruleset.rules) {
    if ((has(rule.practices, one) || has(rule.citations, one)) && relied(rule.id)) return true;
  }
  for (const engine::Requirement& version : ruleset.requirements) {
    if (has(version.citations, one) && relied(version.id)) return true;
  }
  for (const engine::Table& table : ruleset.tables) {
    for (const engine::TableVersion& version : table.versions) {
      if (has(version.citations, one)) return true;
    }
  }
  return false;
}

std::vector<Literal> values_of(const Ruleset& ruleset, const Type& type) {
  std::vector<Literal> out;
  const bool counts =
      type.kind == TypeKind::kInt || type.kind == TypeKind::kMonths || type.kind == TypeKind::kDays;
  if (type.kind == TypeKind::kBool) out = {true, false};
  if (type.kind == TypeKind::kEnum) {
    const auto size = static_cast<std::uint32_t>(ruleset.at(type.enumeration).values.size());
    for (std::uint32_t i = 0; i < size; ++i) out.emplace_back(EnumLiteral{i});
  }
  if (counts) {
    const std::int64_t step = (type.max - type.min) / kMostTried + 1;
    for (std::int64_t value = type.min; value < type.max; value += step) out.emplace_back(value);
    out.emplace_back(type.max);
  }
  if (type.kind == TypeKind::kMoney) {
    out.emplace_back(Money{type.min});
    out.emplace_back(Money{type.max});
  }
  if (type.kind == TypeKind::kDate) {
    out.emplace_back(type.min_date);
    out.emplace_back(type.max_date);
  }
  return out;
}

// The parameter filled otherwise on all its days.
bool matters(const Ruleset& ruleset, const engine::Case& facts, const engine::Evaluation& result,
             std::size_t parameter) {
  Ruleset other = ruleset;
  for (const Literal& value : values_of(ruleset, ruleset.parameters[parameter].type)) {
    for (DatedValue& dated : other.parameters[parameter].values) dated.value = value;
    if (!same_answer(result, engine::evaluate(other, facts))) return true;
  }
  return false;
}

}  // namespace

bool counted(const Ruleset& ruleset, const engine::Case& facts, const engine::Evaluation& result,
             const Citation& practice) {
  if (is_followed(ruleset, result, practice)) return true;
  bool found = false;
  for (std::size_t i = 0; i < ruleset.parameters.size(); ++i) {
    for (const DatedValue& dated : ruleset.parameters[i].values) {
      if (!has(dated.citations, practice)) continue;
      found = true;
      if (matters(ruleset, facts, result, i)) return true;
      break;
    }
  }
  return !found;
}

}  // namespace stadga::explain
