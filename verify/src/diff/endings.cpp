// diff/endings.cpp - see diff/endings.h.
#include "diff/endings.h"

#include <set>

#include "replay.h"
#include "stadga/base/date.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;
using engine::Outcome;

const Json* printed(const Evaluation& evaluation, const std::string& name) {
  const auto found = evaluation.values.find(name);
  return found == evaluation.values.end() ? nullptr : &found->second;
}

Direction direction(const Json& before, const Json& after) {
  const auto a = printed_number(before);
  const auto b = printed_number(after);
  if (a && b) return *a < *b ? Direction::kUp : Direction::kDown;
  const auto* x = before.as_string();
  const auto* y = after.as_string();
  const auto day = [](const std::string* text) {
    return text == nullptr ? std::nullopt : parse_date(*text);
  };
  if (day(x) && day(y)) return *day(x) < *day(y) ? Direction::kUp : Direction::kDown;
  return Direction::kOther;
}

bool grants(const Evaluation& evaluation) {
  return evaluation.outcome == Outcome::kGrant || evaluation.outcome == Outcome::kPartial;
}

// Where both grant; else the outcome says it.
void item_moves(const Evaluation& before, const Evaluation& after, std::set<Move>& out) {
  if (!grants(before) || !grants(after)) return;
  for (const auto& a : before.items) {
    for (const auto& b : after.items) {
      if (a.list != b.list || a.index != b.index || a.granted == b.granted) continue;
      out.insert({a.list, true, a.granted < b.granted ? Direction::kUp : Direction::kDown});
    }
  }
}

}  // namespace

Ending ending_of(const Evaluation& evaluation) {
  switch (evaluation.status) {
    case CaseStatus::kIncomplete:
    case CaseStatus::kNeedsAssessment:
      return Ending::kWaiting;
    case CaseStatus::kReferred:
      return evaluation.referral && evaluation.referral->reason == "komplettering" ? Ending::kDefect
                                                                                   : Ending::kRoute;
    case CaseStatus::kConflict:
      return Ending::kConflict;
    case CaseStatus::kGap:
      return Ending::kGap;
    case CaseStatus::kNotInForce:
      return Ending::kNotInForce;
    case CaseStatus::kNotCovered:
      return Ending::kNotCovered;
    case CaseStatus::kError:
      return Ending::kError;
    case CaseStatus::kDetermined:
      break;
  }
  switch (evaluation.outcome.value_or(Outcome::kReferral)) {
    case Outcome::kDismissal:
      return Ending::kDismissal;
    case Outcome::kRejection:
      return Ending::kRejection;
    case Outcome::kGrant:
      return Ending::kGrant;
    case Outcome::kPartial:
      return Ending::kPartial;
    case Outcome::kReferral:
      break;
  }
  return Ending::kRoute;
}

JsonObject ending_json(Ending ending) {
  const auto determined = [](const char* outcome) {
    return JsonObject{{"status", "determined"}, {"outcome", outcome}};
  };
  switch (ending) {
    case Ending::kDismissal:
      return determined("avvisning");
    case Ending::kRejection:
      return determined("avslag");
    case Ending::kGrant:
      return determined("bifall");
    case Ending::kPartial:
      return determined("delavslag");
    case Ending::kDefect:
      return {{"status", "referred"}, {"reason", "komplettering"}};
    case Ending::kRoute:
      return {{"status", "referred"}, {"reason", "väg"}};
    case Ending::kConflict:
      return {{"status", "conflict"}};
    case Ending::kGap:
      return {{"status", "gap"}};
    case Ending::kNotInForce:
      return {{"status", "not_in_force"}};
    case Ending::kNotCovered:
      return {{"status", "not_covered"}};
    case Ending::kWaiting:
      return {{"status", "incomplete"}};
    case Ending::kError:
      break;
  }
  return {{"status", "error"}};
}

std::vector<Move> moves_between(const Evaluation& before, const Evaluation& after,
                                const std::vector<std::string>& values) {
  std::set<Move> out;
  for (const auto& name : values) {
    const Json* a = printed(before, name);
    const Json* b = printed(after, name);
    if (a == nullptr && b == nullptr) continue;
    if (a == nullptr || b == nullptr) {
      out.insert({name, false, Direction::kOther});
    } else if (!(*a == *b)) {
      out.insert({name, false, direction(*a, *b)});
    }
  }
  item_moves(before, after, out);
  return {out.begin(), out.end()};
}

}  // namespace stadga::verify
