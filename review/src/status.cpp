// status.cpp - judges each signature by itself, then counts: two different people with two different
// keys, neither of whom wrote the rule.
#include "stadga/review/status.h"

#include <algorithm>
#include <set>

#include "stadga/base/text.h"
#include "stadga/review/sign.h"

namespace stadga::review {
namespace {

using engine::ReviewSignature;
using engine::Reviewer;

std::vector<ConeChange> changes_between(const engine::Cone& was, const engine::Cone& is) {
  std::vector<ConeChange> out;
  for (const auto& [part, hash] : was) {
    const auto now = is.find(part);
    if (now == is.end()) {
      out.push_back({part, ConeChange::How::kRemoved});
    } else if (now->second != hash) {
      out.push_back({part, ConeChange::How::kChanged});
    }
  }
  for (const auto& [part, hash] : is) {
    static_cast<void>(hash);
    if (!was.contains(part)) out.push_back({part, ConeChange::How::kAdded});
  }
  std::sort(out.begin(), out.end(),
            [](const ConeChange& a, const ConeChange& b) { return a.part < b.part; });
  return out;
}

class Judge {
 public:
  Judge(const engine::Package& package, const engine::Reviews& reviews)
      : ruleset_(package.base.header.name), reviews_(reviews) {}

  UnitStatus judge(Unit unit) const {
    UnitStatus out;
    out.unit = std::move(unit);
    const auto authors = authors_of(out.unit);
    for (const ReviewSignature& signature : reviews_.signatures) {
      if (signature.rule == out.unit.id) out.signatures.push_back(judge(signature, out.unit, authors));
    }
    std::stable_sort(out.signatures.begin(), out.signatures.end(), better);
    count(out);
    std::stable_sort(out.signatures.begin(), out.signatures.end(), better);
    keep_best(out.signatures);
    return out;
  }

 private:
  // Better worth first, then newer.
  static bool better(const Judged& a, const Judged& b) {
    return a.worth != b.worth ? a.worth < b.worth : a.signature.day > b.signature.day;
  }

  // The rule set's word, and what good signatures of the present wording say: two reviewers cannot
  // each name the other as the author.
  std::vector<std::string> authors_of(const Unit& unit) const {
    std::vector<std::string> out = reviews_.authors.of(unit.id);
    for (const ReviewSignature& signature : reviews_.signatures) {
      if (signature.rule != unit.id || signature.rule_hash != unit.rule_hash) continue;
      if (trusted(signature) == nullptr || !engine::is_genuine(signature)) continue;
      out.insert(out.end(), signature.authors.begin(), signature.authors.end());
    }
    return out;
  }

  const Reviewer* trusted(const ReviewSignature& signature) const {
    const auto found =
        std::find_if(reviews_.reviewers.begin(), reviews_.reviewers.end(),
                     [&](const Reviewer& reviewer) { return reviewer.key == signature.key; });
    return found == reviews_.reviewers.end() ? nullptr : &*found;
  }

  Judged judge(const ReviewSignature& signature, const Unit& unit,
               const std::vector<std::string>& authors) const {
    Judged out{signature, Worth::kCounts, {}};
    const Reviewer* reviewer = trusted(signature);
    if (!engine::is_genuine(signature)) {
      out.worth = Worth::kFalse;
    } else if (reviewer == nullptr) {
      out.worth = Worth::kUnknownKey;
    } else if (!reviewer->owner.empty() &&
               fold_name(reviewer->owner) != fold_name(signature.reviewer)) {
      out.worth = Worth::kOtherOwner;
    } else if (signature.ruleset != ruleset_) {
      out.worth = Worth::kOtherRuleset;
    } else if (signature.rule_hash != unit.rule_hash) {
      out.worth = Worth::kRuleChanged;
    } else if (is_author(authors, reviews_.authors, signature.reviewer, signature.key)) {
      out.worth = Worth::kAuthor;
    } else if (signature.cone != unit.cone) {
      out.worth = Worth::kConeChanged;
      out.changes = changes_between(signature.cone, unit.cone);
    } else if (engine::is_demonstration_key(signature.key) && !reviews_.demonstration) {
      out.worth = Worth::kDemonstration;
    }
    return out;
  }

  // Expects the best first.
  static void count(UnitStatus& status) {
    std::set<std::string> people;
    std::vector<std::string> keys;
    for (Judged& judged : status.signatures) {
      if (judged.worth != Worth::kCounts) continue;
      const std::string& key = judged.signature.key;
      const bool known_key = std::any_of(keys.begin(), keys.end(), [&](const std::string& other) {
        return same_key(other, key);
      });
      const std::string person = fold_name(judged.signature.reviewer);
      if (known_key || people.contains(person)) {
        judged.worth = Worth::kRepeated;
        continue;
      }
      people.insert(person);
      keys.push_back(key);
      ++status.count;
    }
  }

  // An older signature says nothing more beside a better one by the same key.
  static void keep_best(std::vector<Judged>& signatures) {
    std::set<std::string> seen;
    std::erase_if(signatures, [&](const Judged& judged) {
      return judged.worth != Worth::kFalse && !seen.insert(judged.signature.key).second;
    });
  }

  const std::string& ruleset_;
  const engine::Reviews& reviews_;
};

}  // namespace

std::string_view word(Worth worth) {
  switch (worth) {
    case Worth::kCounts:
      return "counts";
    case Worth::kDemonstration:
      return "demonstration";
    case Worth::kConeChanged:
      return "cone_changed";
    case Worth::kRuleChanged:
      return "rule_changed";
    case Worth::kRepeated:
      return "repeated";
    case Worth::kAuthor:
      return "author";
    case Worth::kOtherOwner:
      return "other_owner";
    case Worth::kUnknownKey:
      return "unknown_key";
    case Worth::kOtherRuleset:
      return "other_ruleset";
    case Worth::kFalse:
      return "invalid";
  }
  return "";
}

std::string_view UnitStatus::state() const {
  const bool any_false = std::any_of(signatures.begin(), signatures.end(), [](const Judged& judged) {
    return judged.worth == Worth::kFalse;
  });
  if (any_false) return word(Worth::kFalse);
  if (count >= kReviewersNeeded) return "reviewed";
  if (count > 0) return "signed";
  return signatures.empty() ? "unreviewed" : word(signatures.front().worth);
}

bool Report::holds() const {
  return !any_false && std::all_of(units.begin(), units.end(), [](const UnitStatus& unit) {
    return unit.count >= kReviewersNeeded;
  });
}

Report status(const engine::Package& package, const engine::Reviews& reviews) {
  Report out;
  const Judge judge(package, reviews);
  std::set<std::string> known;
  for (Unit& unit : units_of(package)) {
    known.insert(unit.id);
    out.units.push_back(judge.judge(std::move(unit)));
    if (out.units.back().state() == word(Worth::kFalse)) out.any_false = true;
  }
  for (const ReviewSignature& signature : reviews.signatures) {
    if (known.contains(signature.rule)) continue;
    out.orphans.push_back(signature);
    if (!engine::is_genuine(signature)) out.any_false = true;
  }
  return out;
}

}  // namespace stadga::review
