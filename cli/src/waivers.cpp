#include "waivers.h"

#include <algorithm>

#include "operations.h"

namespace stadga::cli {
namespace {

using review::Asked;
using review::JudgedWaiver;
using review::WaiverWorth;

std::string text_in(const Json& json, const char* key) {
  const Json* member = json.find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? "" : *text;
}

// The best one; the list has the best of each obligation first.
const JudgedWaiver* waiver_of(const std::vector<JudgedWaiver>& waivers, const std::string& id) {
  const auto found = std::find_if(waivers.begin(), waivers.end(), [&](const JudgedWaiver& judged) {
    return judged.waiver.obligation == id;
  });
  return found == waivers.end() ? nullptr : &*found;
}

const JsonArray* recorded_obligations(const Json& checks) {
  const Json* list = checks.find("obligations");
  return list == nullptr ? nullptr : list->as_array();
}

Asked::State state_of(const std::string& verdict, bool is_error) {
  if (verdict == "undecided" || verdict == "out_of_core") return Asked::State::kOpen;
  return verdict == "refuted" && is_error ? Asked::State::kRefuted : Asked::State::kSettled;
}

}  // namespace

bool is_open(const verify::Obligation& obligation) {
  return obligation.verdict == verify::Verdict::kUndecided ||
         obligation.verdict == verify::Verdict::kOutOfCore;
}

std::vector<Asked> asked_of(const verify::CheckResult& result) {
  std::vector<Asked> out;
  for (const verify::Obligation& obligation : result.obligations) {
    const bool wrong = obligation.verdict == verify::Verdict::kRefuted &&
                       obligation.severity == verify::Severity::kError;
    const auto settled = wrong ? Asked::State::kRefuted : Asked::State::kSettled;
    out.push_back({obligation.id, is_open(obligation) ? Asked::State::kOpen : settled});
  }
  return out;
}

std::optional<std::vector<Asked>> asked_of(const Json& checks) {
  const JsonArray* list = recorded_obligations(checks);
  if (list == nullptr) return std::nullopt;
  std::vector<Asked> out;
  for (const Json& one : *list) {
    out.push_back({text_in(one, "id"),
                   state_of(text_in(one, "verdict"), text_in(one, "severity") == "error")});
  }
  return out;
}

std::vector<JudgedWaiver> judged_waivers(const engine::Package& package, engine::Reviews reviews,
                                         const std::string& municipality,
                                         const verify::CheckResult& result) {
  if (!municipality.empty()) {
    std::erase_if(reviews.waivers, [&](const engine::Waiver& waiver) {
      return !waiver.obligation.starts_with(municipality + "/");
    });
  }
  return review::judge_waivers(package, reviews, asked_of(result));
}

verify::Waivers beside(const std::vector<JudgedWaiver>& waivers) {
  verify::Waivers out;
  for (const JudgedWaiver& judged : waivers) {  // the best of each obligation stands first
    const engine::Waiver& waiver = judged.waiver;
    out.emplace(waiver.obligation,
                verify::Waived{waiver.by, waiver.reason, waiver.day,
                               std::string(review::word(judged.worth)), review::waiver_text(judged),
                               judged.worth == WaiverWorth::kCounts});
  }
  return out;
}

void warn_waivers(const Console& console, const std::vector<JudgedWaiver>& waivers) {
  for (const JudgedWaiver& judged : waivers) {
    if (judged.worth == WaiverWorth::kCounts) continue;
    const LocalText text = review::waiver_text(judged);
    const std::string head = "S7015 " + judged.waiver.obligation + ": ";
    warn(console, {head + text.sv, head + text.en});
  }
}

bool recorded_as_found(const Json& checks, const std::vector<JudgedWaiver>& waivers) {
  const JsonArray* list = recorded_obligations(checks);
  if (list == nullptr) return waivers.empty();
  return std::all_of(list->begin(), list->end(), [&](const Json& one) {
    const JudgedWaiver* judged = waiver_of(waivers, text_in(one, "id"));
    const Json* recorded = one.find("waiver");
    const std::string state = judged == nullptr ? "" : std::string(review::word(judged->worth));
    const bool open = state_of(text_in(one, "verdict"), false) == Asked::State::kOpen;
    if (open && state != "valid") return false;
    if (recorded == nullptr || judged == nullptr)
      return (recorded == nullptr) == (judged == nullptr);
    return text_in(*recorded, "state") == state && text_in(*recorded, "by") == judged->waiver.by &&
           text_in(*recorded, "reason") == judged->waiver.reason &&
           text_in(*recorded, "date") == judged->waiver.day;
  });
}

}  // namespace stadga::cli
