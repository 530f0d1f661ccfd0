// waivers_text.cpp - waivers in words and as JSON.
#include "stadga/review/waivers.h"
#include "words.h"

namespace stadga::review {

std::string_view word(WaiverWorth worth) {
  switch (worth) {
    case WaiverWorth::kCounts:
      return "valid";
    case WaiverWorth::kDemonstration:
      return "demonstration";
    case WaiverWorth::kNeedless:
      return "needless";
    case WaiverWorth::kStale:
      return "stale";
    case WaiverWorth::kUnknown:
      return "unknown";
    case WaiverWorth::kRefuted:
      return "refuted";
    case WaiverWorth::kAuthor:
      return "author";
    case WaiverWorth::kOtherOwner:
      return "other_owner";
    case WaiverWorth::kUnknownKey:
      return "unknown_key";
    case WaiverWorth::kOtherRuleset:
      return "other_ruleset";
    case WaiverWorth::kFalse:
      return "invalid";
  }
  return "";
}

LocalText waiver_text(const JudgedWaiver& judged) {
  const engine::Waiver& w = judged.waiver;
  const std::string sv = w.by + " " + w.day + ": \"" + w.reason + "\"";
  const std::string en = w.by + " on " + w.day + ": \"" + w.reason + "\"";
  if (judged.worth == WaiverWorth::kCounts) {
    return {"Undantaget från krav på bevis av " + sv, "Proof waived by " + en};
  }
  const LocalText why = words::waiver(judged.worth);
  return {"Undantag som inte räknas (" + why.sv + "), av " + sv,
          "Waiver that does not count (" + why.en + "), by " + en};
}

Json to_json(const JudgedWaiver& judged) {
  const engine::Waiver& w = judged.waiver;
  return JsonObject{{"obligation", w.obligation},
                    {"by", w.by},
                    {"reason", w.reason},
                    {"date", w.day},
                    {"key", w.key},
                    {"state", word(judged.worth)}};
}

}  // namespace stadga::review
