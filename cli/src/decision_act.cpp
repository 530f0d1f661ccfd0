#include "decision_act.h"

#include <utility>

#include "stadga/base/date.h"
#include "stadga/base/json.h"

namespace stadga::cli {
namespace {

Failed refused(const char* code, const char* path, LocalText message) {
  return {{{code, path, std::move(message), {}, {}}}, kInvalid};
}

std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  const std::string* text = found == nullptr ? nullptr : found->as_string();
  return text == nullptr ? std::string() : *text;
}

}  // namespace

std::optional<Failed> check_act(audit::Snapshot& snapshot, const LogOptions& act) {
  const auto part = snapshot.part(*act.index, "result");
  if (!part) return failed(part.error());
  const Json result = read_json(*part).value;
  if (act.followed && member(result, "status") != "determined") {
    return refused("S6014", "--followed",
                   {"posten är inte avgjord och har inget utfall att följa; skriv --deviated och skälet",
                    "the record is not determined and has no outcome to follow; say --deviated and why"});
  }
  // 6 kap. 37 § KL lets a board delegate to an automated function; a proposal says that this one
  // is for a person.
  if (act.decider == "automated function" && member(result, "kind") == "proposal") {
    return refused("S6015", "--decider",
                   {"ett förslag beslutas av en människa, inte av en automatiserad funktion",
                    "a proposal is decided by a person, not by an automated function"});
  }
  if (act.decider == "employee" && act.delegation.empty()) {
    return refused("S6016", "--delegation",
                   {"en anställd beslutar på delegation: ange vilken",
                    "an employee decides by delegation: say which"});
  }
  const auto day = parse_date(act.day);
  const auto earliest = parse_date(member(result, "decision_date"));
  if (day && earliest && *day < *earliest) {
    return refused("S6017", "--day",
                   {"beslutet kan inte vara fattat före förslagets beslutsdag",
                    "the decision cannot be earlier than the proposal's decision day"});
  }
  return std::nullopt;
}

}  // namespace stadga::cli
