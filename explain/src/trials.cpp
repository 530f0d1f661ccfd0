#include "trials.h"

#include <algorithm>

namespace stadga::explain {
namespace {

// A judgement that nobody has made is put in nobody's mouth.
Json assessed(const Json& value) {
  return JsonObject{{"assessor", "what-if"}, {"reason", "what-if"}, {"value", value}};
}

void put(Json& at, const std::vector<Step>& steps, std::size_t from, const Json& value) {
  if (from == steps.size()) {
    at = value;
    return;
  }
  const Step& step = steps[from];
  if (JsonArray* array = at.as_array();
      array != nullptr && step.index && *step.index < array->size()) {
    put((*array)[*step.index], steps, from + 1, value);
  } else if (JsonObject* object = at.as_object(); object != nullptr) {
    put((*object)[step.name], steps, from + 1, value);
  }
}

}  // namespace

Json case_file(const engine::Case& facts) {
  JsonObject out{{"decision_date", to_string(facts.decision_date)},
                 {"facts", facts.received_facts}};
  if (!facts.case_id.empty()) out["case_id"] = facts.case_id;
  if (!facts.municipality.empty()) out["municipality"] = facts.municipality;
  if (facts.received_provenance) out["provenance"] = *facts.received_provenance;
  return out;
}

Json with_changes(Json case_json, const std::vector<Change>& changes) {
  JsonObject* top = case_json.as_object();
  if (top == nullptr) return case_json;
  Json& facts = (*top)["facts"];
  if (facts.as_object() == nullptr) facts = JsonObject{};
  for (const Change& change : changes) put(facts, steps_of(change.path), 0, change.written);
  return case_json;
}

std::vector<Change> Trials::changes(const Options& options) const {
  Options ordered = options;
  std::sort(ordered.begin(), ordered.end(),
            [](const Option& a, const Option& b) { return a.place < b.place; });
  std::vector<Change> out;
  for (const Option& option : ordered) {
    const Place& place = places_[option.place];
    Change change{place.path,
                  steps_of(place.path).front().name,
                  place.type,
                  place.before,
                  option.value,
                  option.value,
                  place.type.assessment,
                  place.is_protected};
    if (place.type.assessment) change.written = assessed(option.value);
    if (place.is_protected) change.before.reset();
    out.push_back(std::move(change));
  }
  return out;
}

std::optional<engine::Evaluation> Trials::run(const Options& options) {
  if (count_ == limit_) {
    spent_ = true;
    return std::nullopt;
  }
  ++count_;
  const auto text = canonical(with_changes(base_, changes(options)));
  if (!text) return std::nullopt;
  const engine::CaseReading reading = engine::read_case(package_, *text);
  if (!reading.value) return std::nullopt;
  return engine::evaluate(*reading.ruleset, *reading.value);
}

}  // namespace stadga::explain
