#include "goal.h"

#include <algorithm>
#include <set>

#include "points.h"
#include "stadga/base/json.h"

namespace stadga::explain {
namespace {

using engine::CaseStatus;
using engine::Evaluation;
using engine::ItemResult;
using engine::Outcome;
using engine::Ruleset;

std::set<std::string> against(const Evaluation& result) {
  std::set<std::string> out(result.not_examined.begin(), result.not_examined.end());
  for (const engine::Reason& reason : result.reasons) out.insert(reason.rule);
  return out;
}

bool granted(const Evaluation& result) {
  return result.outcome == Outcome::kGrant || result.outcome == Outcome::kPartial;
}

Goal outcome_goal(const Ruleset& ruleset, const Evaluation& result) {
  const std::set<std::string> ids = against(result);
  Goal goal;
  goal.reach = reach_of(ruleset, std::vector<std::string>(ids.begin(), ids.end()));
  goal.value = [](const Evaluation&) { return std::optional<Json>(); };
  if (result.outcome == Outcome::kRejection) {
    goal.reached = granted;
  } else {  // a dismissal: that the case is examined, by rules or by a person
    goal.reached = [](const Evaluation& now) {
      return now.status == CaseStatus::kReferred ||
             (now.outcome && now.outcome != Outcome::kDismissal);
    };
  }
  return goal;
}

const ItemResult* same_item(const Evaluation& result, const ItemResult& item) {
  for (const ItemResult& one : result.items) {
    if (one.list == item.list && one.index == item.index) return &one;
  }
  return nullptr;
}

// In full, with no less applied for; and no other item pays for it.
bool item_reached(const Evaluation& before, const Evaluation& now, const ItemResult& wanted) {
  if (!granted(now)) return false;
  for (const ItemResult& item : before.items) {
    const ItemResult* other = same_item(now, item);
    if (other == nullptr || other->granted < item.granted || other->applied < item.applied)
      return false;
  }
  const ItemResult* item = same_item(now, wanted);
  return item != nullptr && !(item->granted < item->applied);
}

Goal item_goal(const Ruleset& ruleset, const Evaluation& result, const ItemResult& item) {
  Goal goal;
  goal.about = About::kItem;
  goal.subject = pointer(pointer("/facts", item.list), item.index);
  for (const engine::AppliedItems& of : ruleset.decision.items) {
    if (ruleset.at(of.list).name == item.list) goal.reach = reach_of(ruleset, of);
  }
  goal.reached = [result, item](const Evaluation& now) { return item_reached(result, now, item); };
  goal.value = [item](const Evaluation& now) {
    const ItemResult* found = same_item(now, item);
    return found == nullptr ? std::optional<Json>()
                            : std::optional<Json>(to_string(found->granted));
  };
  return goal;
}

bool is_time(const engine::Type& type) {
  return type.kind == engine::TypeKind::kDate || type.kind == engine::TypeKind::kMonths ||
         type.kind == engine::TypeKind::kDays;
}

Goal value_goal(const Ruleset& ruleset, const Evaluation& result, engine::TermId id) {
  const engine::Term& term = ruleset.at(id);
  Goal goal;
  goal.about = About::kValue;
  goal.subject = term.name;
  goal.reach = reach_of_cut(ruleset, id);
  goal.sets = false;
  const bool higher = term.favour == engine::Favour::kHigher;
  goal.better = [type = term.type, higher](const Json& a, const Json& b) {
    const auto first = to_number(type, a), second = to_number(type, b);
    if (!first || !second) return false;
    return higher ? *first > *second : *first < *second;
  };
  goal.value = [name = term.name, outcome = result.outcome](const Evaluation& now) {
    const auto found = now.values.find(name);
    const bool same = now.outcome == outcome && found != now.values.end();
    return same ? std::optional<Json>(found->second) : std::nullopt;
  };
  return goal;
}

}  // namespace

std::vector<Goal> goals_of(const Ruleset& ruleset, const Evaluation& result) {
  std::vector<Goal> out;
  if (result.outcome == Outcome::kRejection || result.outcome == Outcome::kDismissal) {
    out.push_back(outcome_goal(ruleset, result));
  }
  if (result.outcome == Outcome::kPartial) {
    for (const ItemResult& item : result.items) {
      if (item.granted < item.applied) out.push_back(item_goal(ruleset, result, item));
    }
  }
  if (!granted(result)) return out;
  for (std::uint32_t i = 0; i < ruleset.terms.size(); ++i) {
    const engine::Term& term = ruleset.terms[i];
    const bool printed = term.is_value && result.values.contains(term.name);
    if (printed && term.favour != engine::Favour::kNone && is_time(term.type)) {
      out.push_back(value_goal(ruleset, result, engine::TermId{i}));
    }
  }
  return out;
}

std::vector<Goal> parts_of(const Ruleset& ruleset, const Evaluation& result) {
  std::vector<Goal> out;
  for (const std::string& id : against(result)) {
    Goal part;
    part.reach = reach_of(ruleset, std::vector<std::string>{id});
    part.reached = [result, id](const Evaluation& now) {
      return is_progress(result, now) && !against(now).contains(id);
    };
    part.value = [](const Evaluation&) { return std::optional<Json>(); };
    out.push_back(std::move(part));
  }
  return out;
}

bool is_progress(const Evaluation& before, const Evaluation& now) {
  if (now.status != before.status || now.outcome != before.outcome) return false;
  const std::set<std::string> had = against(before), has = against(now);
  return has.size() < had.size() && std::includes(had.begin(), had.end(), has.begin(), has.end());
}

}  // namespace stadga::explain
