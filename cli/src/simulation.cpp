#include "simulation.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "decision_words.h"

namespace stadga::cli {
namespace {

std::optional<Money> amount_in(const Json& value) {
  return is_amount(value) ? parse_money(*value.as_string()) : std::nullopt;
}

Verdict verdict_of(const Json& decision) {
  return {text_of(decision, "status"), text_of(decision, "outcome")};
}

// The members of `values`, and what is granted of the items applied for in each list.
std::map<std::string, Json> values_of(const Json& decision) {
  std::map<std::string, Json> out;
  const Json* values = decision.find("values");
  if (values != nullptr && values->as_object() != nullptr) {
    for (const auto& [name, value] : *values->as_object()) out.emplace(name, value);
  }
  std::map<std::string, std::optional<std::int64_t>> granted;
  for (const Json& item : list_of(decision, "items")) {
    auto& sum = granted.try_emplace(text_of(item, "list"), 0).first->second;
    const Json* amount = item.find("granted");
    const auto money = amount != nullptr ? amount_in(*amount) : std::nullopt;
    sum = sum && money ? checked_add(*sum, money->ore) : std::nullopt;
  }
  for (const auto& [list, sum] : granted) {
    if (sum) out.emplace(list + " (granted)", to_string(Money{*sum}));
  }
  return out;
}

// Two ways to divide the same sum among items are two results too.
bool same_items(const Json& a, const Json& b) {
  const auto key = [](const Json& item) {
    const Json* index = item.find("index");
    return std::tuple(text_of(item, "list"), index != nullptr ? *index : Json(),
                      text_of(item, "granted"));
  };
  const JsonArray& left = list_of(a, "items");
  const JsonArray& right = list_of(b, "items");
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](const Json& x, const Json& y) { return key(x) == key(y); });
}

ValueChange change_of(const std::string& name, const Json* before, const Json* after) {
  ValueChange change{name, true, std::nullopt, std::nullopt};
  for (const auto& [value, money] :
       {std::pair{before, &change.before}, std::pair{after, &change.after}}) {
    if (value == nullptr) continue;
    *money = amount_in(*value);
    change.amount = change.amount && money->has_value();
  }
  if (!change.amount) change.before = change.after = std::nullopt;
  return change;
}

std::vector<ValueChange> changes(const Json& before, const Json& after) {
  const auto old_values = values_of(before);
  const auto new_values = values_of(after);
  std::set<std::string> names;
  for (const auto& [name, value] : old_values) names.insert(name);
  for (const auto& [name, value] : new_values) names.insert(name);
  std::vector<ValueChange> out;
  for (const std::string& name : names) {
    const auto a = old_values.find(name);
    const auto b = new_values.find(name);
    const Json* left = a == old_values.end() ? nullptr : &a->second;
    const Json* right = b == new_values.end() ? nullptr : &b->second;
    if (left != nullptr && right != nullptr && *left == *right) continue;
    out.push_back(change_of(name, left, right));
  }
  if (out.empty() && !same_items(before, after)) {
    out.push_back({"items", false, std::nullopt, std::nullopt});
  }
  return out;
}

Json parsed(const engine::DecideResult& result) {
  return read_json(*result.bytes, {.max_bytes = result.bytes->size()}).value;
}

void add(std::optional<Money>& sum, Money money) {
  const auto total = sum ? checked_add(sum->ore, money.ore) : std::nullopt;
  sum = total ? std::optional(Money{*total}) : std::nullopt;
}

}  // namespace

const char* to_string(Effect effect) {
  switch (effect) {
    case Effect::kSame:
      return "same";
    case Effect::kOtherOutcome:
      return "other_outcome";
    case Effect::kOtherValues:
      return "other_values";
    case Effect::kUnreadable:
      return "unreadable";
    case Effect::kErased:
      return "erased";
  }
  return "";
}

Simulated compare(std::uint64_t index, const Json& recorded, const engine::DecideResult& other) {
  Simulated out;
  out.index = index;
  out.decision_id = text_of(recorded, "decision_id");
  out.before = verdict_of(recorded);
  if (!other.bytes) {
    out.effect = Effect::kUnreadable;
    // Codes alone: a path would name the fact.
    std::set<std::string> codes;
    for (const engine::CaseProblem& problem : other.problems) codes.insert(problem.code);
    out.codes.assign(codes.begin(), codes.end());
    return out;
  }
  const Json now = parsed(other);
  out.after = verdict_of(now);
  out.values = changes(recorded, now);
  if (out.before != out.after) {
    out.effect = Effect::kOtherOutcome;
  } else if (!out.values.empty()) {
    out.effect = Effect::kOtherValues;
  }
  return out;
}

void add_amounts(const Json& recorded, const engine::DecideResult& other, AmountSums& sums) {
  if (!other.bytes) return;
  const auto now = values_of(parsed(other));
  for (const auto& [name, value] : values_of(recorded)) {
    const auto before = amount_in(value);
    const auto found = now.find(name);
    const auto after = found != now.end() ? amount_in(found->second) : std::nullopt;
    if (!before || !after) continue;
    add(sums[name].before, *before);
    add(sums[name].after, *after);
  }
}

}  // namespace stadga::cli
