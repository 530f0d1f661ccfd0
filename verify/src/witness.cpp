// witness.cpp - greedy minimisation; the engine is fast enough to be asked at every step.
#include "witness.h"

#include <functional>
#include <set>

#include "coverage.h"
#include "stadga/base/money.h"

namespace stadga::verify {
namespace {

using engine::Type;
using engine::TypeKind;

// Days inside the horizon on which a version begins, the first ones first, and the horizon's own first.
std::vector<Date> first_days(const engine::Ruleset& ruleset) {
  const DateInterval horizon = law_days(ruleset);
  std::set<Date> days{horizon.from};
  const auto add = [&](const engine::Validity& validity) {
    if (horizon.contains(validity.days.from)) days.insert(validity.days.from);
  };
  for (const auto& requirement : ruleset.requirements) add(requirement.validity);
  for (const auto& rule : ruleset.rules) add(rule.validity);
  for (const auto& parameter : ruleset.parameters) {
    for (const auto& value : parameter.values) add(value.validity);
  }
  return {days.begin(), days.end()};
}

class Minimiser {
 public:
  Minimiser(const Replay& replay, Json case_file, const Shows& shows)
      : replay_(replay), best_(std::move(case_file)), shows_(shows) {}

  std::optional<engine::Evaluation> starts() { return replay_.run_if(best_, shows_); }

  void run(const std::vector<Date>& preferred_days) {
    move_to(preferred_days);
    leave_out_facts();
    for (const auto& fact : replay_.ruleset().facts) simplify_fact(fact);
    move_to(preferred_days);
    leave_out_facts();
  }

  [[nodiscard]] const Json& best() const { return best_; }

 private:
  bool keep_if_shown(const Json& candidate) {
    if (candidate == best_) return false;
    if (!replay_.run_if(candidate, shows_)) return false;
    best_ = candidate;
    return true;
  }

  JsonObject& facts_of(Json& case_file) {
    return *(*case_file.as_object())["facts"].as_object();
  }

  // The best day on which the finding shows: a preferred one, else the first day on which some version
  // begins. The dates of the case move along where they must.
  void move_to(const std::vector<Date>& days) {
    if (days.empty()) return;
    if (move_to_one_of(days)) return;
    move_to_one_of(first_days(replay_.ruleset()));
  }

  bool move_to_one_of(const std::vector<Date>& days) {
    for (const Date day : days) {
      Json candidate = best_;
      (*candidate.as_object())["decision_date"] = to_string(day);
      if (candidate == best_ || keep_if_shown(candidate) || keep_if_shown(shifted(day))) return true;
    }
    return false;
  }

  // The same case on another day: every date as far from the decision day as before.
  Json shifted(Date day) {
    Json out = best_;
    const auto now = parse_date(*best_.find("decision_date")->as_string());
    if (now) shift(facts_in(out), day_number(day) - day_number(*now));
    (*out.as_object())["decision_date"] = to_string(day);
    return out;
  }

  static Json& facts_in(Json& case_file) { return case_file.as_object()->find("facts")->second; }

  static void shift(Json& value, std::int64_t days) {
    if (auto* members = value.as_object()) {
      for (auto& [key, member] : *members) shift(member, days);
    } else if (auto* items = value.as_array()) {
      for (auto& item : *items) shift(item, days);
    } else if (const auto* text = value.as_string()) {
      const auto date = parse_date(*text);
      const auto moved = date ? add_days(*date, days) : std::nullopt;
      if (moved) value = to_string(*moved);
    }
  }

  void leave_out_facts() {
    for (const auto& fact : replay_.ruleset().facts) {
      Json candidate = best_;
      if (facts_of(candidate).erase(fact.name) == 0) continue;
      auto& members = *candidate.as_object();
      const auto provenance = members.find("provenance");
      if (provenance != members.end()) provenance->second.as_object()->erase(fact.name);
      keep_if_shown(candidate);
    }
  }

  // Tries `change` on the value at hand; `path` finds it again in a copy of the case.
  using Find = std::function<Json*(Json&)>;
  bool try_change(const Find& find, const std::function<void(Json&)>& change) {
    Json candidate = best_;
    Json* place = find(candidate);
    if (place == nullptr) return false;
    change(*place);
    return keep_if_shown(candidate);
  }

  void simplify_fact(const engine::Fact& fact) {
    const std::string name = fact.name;
    const bool assessment = fact.type.assessment;
    simplify(fact.type, [this, name, assessment](Json& root) -> Json* {
      auto& facts = facts_of(root);
      const auto found = facts.find(name);
      if (found == facts.end()) return nullptr;
      if (!assessment) return &found->second;
      auto* wrapped = found->second.as_object();
      return wrapped == nullptr ? nullptr : &(*wrapped)["value"];
    });
  }

  void simplify(const Type& type, const Find& find) {
    Json now = best_;
    const Json* value = find(now);
    if (value == nullptr || value->is_null()) return;
    switch (type.kind) {
      case TypeKind::kRecord: return simplify_record(type, find);
      case TypeKind::kList: return simplify_list(type, find);
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays:
        if (const auto* number = value->as_int()) return round_number(type, find, *number);
        return;
      case TypeKind::kMoney:
        if (const auto* text = value->as_string()) return round_amount(type, find, *text);
        return;
      case TypeKind::kDate: return simplify_date(find);
      default: return;
    }
  }

  void simplify_record(const Type& type, const Find& find) {
    for (const auto& field : replay_.ruleset().at(type.record).fields) {
      const std::string name = field.name;
      const auto leave_out = [&](Json& record) {
        auto& members = *record.as_object();
        if (members.size() > 1) members.erase(name);  // an empty record tells a reader nothing
      };
      if (try_change(find, leave_out)) continue;
      const bool assessment = field.type.assessment;
      simplify(field.type, [find, name, assessment](Json& root) -> Json* {
        Json* record = find(root);
        if (record == nullptr || record->as_object() == nullptr) return nullptr;
        const auto found = record->as_object()->find(name);
        if (found == record->as_object()->end()) return nullptr;
        if (!assessment) return &found->second;
        auto* wrapped = found->second.as_object();
        return wrapped == nullptr || !wrapped->contains("value") ? nullptr : &(*wrapped)["value"];
      });
    }
  }

  void simplify_list(const Type& type, const Find& find) {
    Json now = best_;
    const std::size_t length = find(now)->as_array()->size();
    for (std::size_t i = length; i-- > 0;) {
      try_change(find, [i](Json& list) {
        auto& items = *list.as_array();
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
    now = best_;
    const std::size_t left = find(now)->as_array()->size();
    for (std::size_t i = 0; i < left; ++i) {
      Type item = type;
      item.kind = TypeKind::kRecord;
      const auto& shape = replay_.ruleset().at(type.record);
      if (shape.bare) item = shape.fields.front().type;
      simplify(item, [find, i](Json& root) -> Json* {
        Json* list = find(root);
        return list == nullptr ? nullptr : &list->as_array()->at(i);
      });
    }
  }

  void round_number(const Type& type, const Find& find, std::int64_t value) {
    for (const std::int64_t candidate : rounder(type, value)) {
      if (candidate == value) return;
      if (try_change(find, [&](Json& place) { place = candidate; })) return;
    }
  }

  void round_amount(const Type& type, const Find& find, const std::string& text) {
    const auto amount = parse_money(text);
    if (!amount) return;
    for (const std::int64_t candidate : rounder(type, amount->ore)) {
      if (candidate == amount->ore) return;
      if (try_change(find, [&](Json& place) { place = to_string(Money{candidate}); })) return;
    }
  }

  // Rounder values than this one, roundest first; the value itself ends the list.
  static std::vector<std::int64_t> rounder(const Type& type, std::int64_t value) {
    std::vector<std::int64_t> out;
    const auto add = [&](std::int64_t v) {
      if (v >= type.min && v <= type.max) out.push_back(v);
    };
    add(0);
    add(type.min);
    for (std::int64_t unit = 1'000'000'000; unit >= 10; unit /= 10) {
      const std::int64_t down = value - value % unit;
      add(down);
      add(value > 0 ? down + unit : down - unit);
    }
    add(value);
    return out;
  }

  void simplify_date(const Find& find) {
    const auto* text = best_.find("decision_date")->as_string();
    const auto day = parse_date(text == nullptr ? "" : *text);
    if (!day) return;
    const Date year{day->month - day->month % 12, 1};
    for (const Date candidate : {*day, Date{day->month, 1}, year}) {
      const std::string printed = to_string(candidate);
      Json now = best_;
      if (*find(now) == Json(printed)) return;
      if (try_change(find, [&](Json& place) { place = printed; })) return;
    }
  }

  const Replay& replay_;
  Json best_;
  const Shows& shows_;
};

}  // namespace

std::optional<Witness> make_witness(const Replay& replay, const Json& case_file,
                                    const Shows& shows, const Days& days) {
  Minimiser minimiser(replay, case_file, shows);
  const auto first = minimiser.starts();
  if (!first) return std::nullopt;
  minimiser.run(days ? days(*first) : std::vector<Date>{});
  Witness out;
  out.case_file = minimiser.best();
  out.facts = *replay.read(out.case_file);
  out.ruleset = replay.ruleset();
  out.evaluation = engine::evaluate(out.ruleset, out.facts);
  const Json* facts = out.case_file.find("facts");
  for (const auto& fact : replay.ruleset().facts) {
    if (facts->find(fact.name) != nullptr) out.because.push_back(fact.name);
  }
  return out;
}

}  // namespace stadga::verify
