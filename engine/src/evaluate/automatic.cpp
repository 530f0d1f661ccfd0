#include "evaluate/automatic.h"

#include <algorithm>

#include "stadga/engine/law_text.h"

namespace stadga::engine {
namespace {

bool assessed(const FactValue& value) {
  if (!value.assessor.empty()) return true;
  if (value.known == nullptr) return false;
  const auto any = [](const RecordValue& record) {
    return std::any_of(record.begin(), record.end(), assessed);
  };
  if (const auto* record = std::get_if<RecordValue>(value.known.get())) return any(*record);
  const auto* list = std::get_if<ListValue>(value.known.get());
  return list != nullptr && std::any_of(list->items.begin(), list->items.end(), any);
}

// Routes are declared for a section; a citation of any part of it takes that route.
bool has_other_route(const Ruleset& ruleset, const Citation& citation) {
  return std::any_of(ruleset.routes.begin(), ruleset.routes.end(),
                     [&](const ProvisionRoute& route) {
                       return route.route != AppealRoute::kAdministrative &&
                              cites(citation, route.provision);
                     });
}

}  // namespace

const Delegation* delegation_on(const Ruleset& ruleset, Date day) {
  for (const Delegation& delegation : ruleset.delegations) {
    if (delegation.validity.days.contains(day)) return &delegation;
  }
  return nullptr;
}

bool may_be_automatic(const Ruleset& ruleset, const Case& facts, const Evaluation& result,
                      const std::vector<Citation>& relied_on) {
  return ruleset.header.automatic && result.status == CaseStatus::kDetermined &&
         ruleset.header.appeal == AppealRoute::kAdministrative && result.gates.empty() &&
         result.warnings.empty() && delegation_on(ruleset, facts.decision_date) != nullptr &&
         std::none_of(facts.facts.begin(), facts.facts.end(), assessed) &&
         std::none_of(relied_on.begin(), relied_on.end(), [&](const Citation& citation) {
           return has_other_route(ruleset, citation);
         });
}

}  // namespace stadga::engine
