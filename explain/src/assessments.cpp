#include "assessments.h"

#include <algorithm>

namespace stadga::explain {
namespace {

using engine::Evaluation;
using engine::Ruleset;

std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  const std::string* text = found == nullptr ? nullptr : found->as_string();
  return text == nullptr ? std::string() : *text;
}

bool same_item(const engine::ItemResult& a, const engine::ItemResult& b) {
  return a.list == b.list && a.index == b.index && a.applied == b.applied && a.granted == b.granted;
}

// The same case without the assessment; nullopt where no host could send that.
std::optional<Evaluation> without(const engine::Package& package, const engine::Case& facts,
                                  const Assessment& one) {
  Change change;
  change.path = one.place.path;
  change.written = JsonObject{{"unknown", "what-if"}};
  const auto text = canonical(with_changes(case_file(facts), {change}));
  if (!text) return std::nullopt;
  const engine::CaseReading reading = engine::read_case(package, *text);
  if (!reading.value) return std::nullopt;
  return engine::evaluate(*reading.ruleset, *reading.value);
}

// "/facts/kostnader/0" of "/facts/kostnader/0/skälig"; "/facts" of a whole fact.
std::string owner(const std::string& path) { return path.substr(0, path.rfind('/')); }

bool is_of_the_same(const Assessment& one, const Change& change) {
  const std::string whole = owner(one.place.path);
  return whole != "/facts" && change.path.starts_with(whole + "/");
}

bool is_needed_because_of(const Ruleset& ruleset, const Assessment& one, const Change& change) {
  const engine::ExprId needed = ruleset.at(one.place.fact).needed_when;
  if (!needed.valid()) return false;
  const Reach reach = reach_of(ruleset, needed);
  return std::any_of(reach.facts.begin(), reach.facts.end(),
                     [&](engine::FactId fact) { return ruleset.at(fact).name == change.fact; });
}

std::vector<Assessment> within(const Ruleset& ruleset, const engine::Case& facts,
                               const Reach& reach) {
  const Json file = case_file(facts);
  std::vector<Assessment> out;
  for (Place& place : places_of(ruleset, facts, reach).all) {
    if (!place.type.assessment || !place.before) continue;
    const Json* given = value_at(file, place.path);
    if (given == nullptr) continue;
    out.push_back({std::move(place), member(*given, "assessor"), member(*given, "reason")});
  }
  return out;
}

}  // namespace

std::vector<Assessment> assessments_of(const Ruleset& ruleset, const engine::Case& facts) {
  return within(ruleset, facts, reach_of_everything(ruleset));
}

bool same_answer(const Evaluation& a, const Evaluation& b) {
  return a.status == b.status && a.outcome == b.outcome && a.values == b.values &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_item);
}

std::vector<Assessment> decisive_assessments(const engine::Package& package, const Ruleset& ruleset,
                                             const engine::Case& facts, const Evaluation& result) {
  const bool answered = result.status == engine::CaseStatus::kDetermined ||
                        result.status == engine::CaseStatus::kReferred;
  if (!answered) return {};
  // A grant rests on everything; what is refused or referred, on what its reasons can rest on.
  const bool granted =
      result.outcome == engine::Outcome::kGrant || result.outcome == engine::Outcome::kPartial;
  std::vector<std::string> ids;
  for (const engine::Reason& reason : result.reasons) ids.push_back(reason.rule);
  std::vector<Assessment> out =
      within(ruleset, facts, granted ? reach_of_everything(ruleset) : reach_of(ruleset, ids));
  std::erase_if(out, [&](const Assessment& one) {
    const auto now = without(package, facts, one);
    return now && same_answer(result, *now);
  });
  return out;
}

std::vector<std::string> to_reassess(const Ruleset& ruleset, const engine::Case& facts,
                                     const std::vector<Change>& changes) {
  std::vector<std::string> out;
  for (const Assessment& one : assessments_of(ruleset, facts)) {
    // An assessment that changes is of the facts as they are, like those beside it.
    const auto touches = [&](const Change& change) {
      return !change.assessment &&
             (is_of_the_same(one, change) || is_needed_because_of(ruleset, one, change));
    };
    const auto itself = [&](const Change& change) { return change.path == one.place.path; };
    if (std::any_of(changes.begin(), changes.end(), touches) &&
        std::none_of(changes.begin(), changes.end(), itself))
      out.push_back(one.place.path);
  }
  return out;
}

}  // namespace stadga::explain
