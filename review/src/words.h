// words.h - the words of a status report. Holds text outside ASCII.
#pragma once
#include <string>

#include "stadga/review/status.h"
#include "stadga/review/waivers.h"

namespace stadga::review::words {

inline LocalText reviewed() { return {"granskad av två", "reviewed by two"}; }
inline LocalText unreviewed() { return {"ogranskad", "unreviewed"}; }
inline LocalText signed_by(int count, int needed) {
  const std::string a = std::to_string(count), b = std::to_string(needed);
  return {"signerad av " + a + " av " + b, "signed by " + a + " of " + b};
}
inline LocalText is() { return {"är", "is"}; }
inline LocalText orphan() {
  return {"finns inte längre i regelverket; underskriften räknas inte",
          "is no longer in the rule set; its signature does not count"};
}
inline LocalText sum(bool holds, const std::string& reviewed, const std::string& all) {
  if (holds) {
    return {"Regelverket är granskat: " + reviewed + " av " + all + " delar är granskade av två",
            "The rule set is reviewed: " + reviewed + " of " + all + " parts are reviewed by two"};
  }
  return {"Regelverket är inte granskat: " + reviewed + " av " + all + " delar är granskade av två",
          "The rule set is not reviewed: " + reviewed + " of " + all + " parts are reviewed by two"};
}

inline LocalText worth(Worth worth) {
  switch (worth) {
    case Worth::kCounts:
      return {"räknas", "counts"};
    case Worth::kDemonstration:
      return {"räknas inte, demonstrationsnyckel", "does not count, demonstration key"};
    case Worth::kConeChanged:
      return {"signerad, men det den läser har ändrats", "signed, but what it reads has changed"};
    case Worth::kRuleChanged:
      return {"räknas inte, regeln har ändrats sedan den signerades",
              "does not count, the rule has changed since it was signed"};
    case Worth::kRepeated:
      return {"räknas inte, samma granskare eller nyckel igen",
              "does not count, the same reviewer or key again"};
    case Worth::kAuthor:
      return {"räknas inte, granskaren har skrivit regeln",
              "does not count, the reviewer wrote the rule"};
    case Worth::kOtherOwner:
      return {"räknas inte, nyckeln är någon annans enligt granskare.txt",
              "does not count, the key is somebody else's by granskare.txt"};
    case Worth::kUnknownKey:
      return {"räknas inte, okänd nyckel", "does not count, unknown key"};
    case Worth::kOtherRuleset:
      return {"räknas inte, underskriften gäller ett annat regelverk",
              "does not count, the signature is of another rule set"};
    case Worth::kFalse:
      return {"ogiltig underskrift", "invalid signature"};
  }
  return {};
}

// Why a waiver does not count.
inline LocalText waiver(WaiverWorth worth) {
  switch (worth) {
    case WaiverWorth::kCounts:
      return {"räknas", "counts"};
    case WaiverWorth::kDemonstration:
      return {"demonstrationsnyckel", "demonstration key"};
    case WaiverWorth::kNeedless:
      return {"kravet hindrar ingen utgåva", "the obligation stands in no release's way"};
    case WaiverWorth::kStale:
      return {"reglerna har ändrats sedan dess", "the rules have changed since"};
    case WaiverWorth::kUnknown:
      return {"kontrollen ställer inget sådant krav", "the check has no such obligation"};
    case WaiverWorth::kRefuted:
      return {"kravet är motbevisat", "the obligation is refuted"};
    case WaiverWorth::kAuthor:
      return {"undertecknaren har skrivit regler", "the signer wrote rules of the set"};
    case WaiverWorth::kOtherOwner:
      return {"nyckeln är någon annans enligt granskare.txt",
              "the key is somebody else's by granskare.txt"};
    case WaiverWorth::kUnknownKey:
      return {"okänd nyckel", "unknown key"};
    case WaiverWorth::kOtherRuleset:
      return {"det gäller ett annat regelverk", "it is of another rule set"};
    case WaiverWorth::kFalse:
      return {"ogiltig underskrift", "invalid signature"};
  }
  return {};
}

// "parameter gräns" in words.
inline LocalText part(const std::string& name) {
  const std::size_t space = std::min(name.find(' '), name.size());
  const std::string kind = name.substr(0, space);
  const std::string rest = name.substr(space);
  if (kind == "fact") return {"uppgiften" + rest, name};
  if (kind == "record") return {"posten" + rest, name};
  if (kind == "parameter") return {"parametern" + rest, name};
  if (kind == "table") return {"tabellen" + rest, name};
  if (kind == "term") return {"begreppet" + rest, name};
  if (kind == "rule") return {"regeln" + rest, name};
  if (kind == "requirement") return {"kravet" + rest, name};
  return {"lagdagen", "the day that selects the law"};
}

inline LocalText change(const ConeChange& change) {
  LocalText out = part(change.part);
  if (change.how == ConeChange::How::kAdded) return {out.sv + " (ny)", out.en + " (new)"};
  if (change.how == ConeChange::How::kRemoved) return {out.sv + " (borta)", out.en + " (gone)"};
  return out;
}

inline const char* how(ConeChange::How how) {
  if (how == ConeChange::How::kAdded) return "added";
  return how == ConeChange::How::kRemoved ? "removed" : "changed";
}

}  // namespace stadga::review::words
