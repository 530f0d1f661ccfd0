// waivers.cpp - judges waivers one by one against the rules as they are and what a check asked.
#include "stadga/review/waivers.h"

#include <algorithm>
#include <map>
#include <set>

#include "messages.h"
#include "signable.h"
#include "stadga/base/date.h"
#include "stadga/base/text.h"
#include "stadga/engine/identity.h"
#include "stadga/review/sign.h"

namespace stadga::review {
namespace {

using engine::ObligationName;
using engine::Waiver;

// "2281/gap/decision": municipality, kind and subject; that of the base begins with its kind.
ObligationName parts_of(std::string_view id) {
  const std::size_t slash = std::min(id.find('/'), id.size());
  const std::string_view first = id.substr(0, slash);
  const bool municipal = first.size() == 4 && first.find_first_not_of("0123456789") == first.npos;
  if (!municipal) return {id, first, ""};
  const std::string_view rest = id.substr(std::min(slash + 1, id.size()));
  return {id, rest.substr(0, rest.find('/')), first};
}

// Hashes of obligations by id alone; a rule set's meaning is hashed once.
class Hashes {
 public:
  explicit Hashes(const engine::Package& package) : package_(package) {}

  // Nothing where the package has no such municipality.
  std::optional<std::string> of(std::string_view id) {
    const ObligationName name = parts_of(id);
    const engine::Ruleset* ruleset = &package_.base;
    if (!name.municipality.empty()) {
      const auto found = package_.municipal.find(std::string(name.municipality));
      if (found == package_.municipal.end()) return std::nullopt;
      ruleset = &found->second;
    }
    std::string& meaning = meanings_[std::string(name.municipality)];
    if (meaning.empty()) meaning = engine::meaning_hash(*ruleset);
    return engine::obligation_hash(meaning, name);
  }

 private:
  const engine::Package& package_;
  std::map<std::string, std::string> meanings_;
};

// "Anna Ek, stadsjurist" is Anna Ek.
std::string_view name_in(std::string_view by) { return by.substr(0, by.find(',')); }

bool is_owner(const std::string& owner, const std::string& by) {
  const std::string folded = fold_name(owner);
  return owner.empty() || folded == fold_name(by) || folded == fold_name(name_in(by));
}

const engine::Reviewer* trusted(const engine::Reviews& reviews, const std::string& key) {
  const auto found =
      std::find_if(reviews.reviewers.begin(), reviews.reviewers.end(),
                   [&](const engine::Reviewer& reviewer) { return reviewer.key == key; });
  return found == reviews.reviewers.end() ? nullptr : &*found;
}

// A proof is about the rules together, so whoever wrote any of them is an author here.
std::vector<std::string> all_authors(const engine::Reviews& reviews) {
  std::vector<std::string> out = reviews.authors.standard;
  for (const auto& [id, names] : reviews.authors.rules) {
    out.insert(out.end(), names.begin(), names.end());
  }
  for (const engine::ReviewSignature& signature : reviews.signatures) {
    if (trusted(reviews, signature.key) == nullptr || !engine::is_genuine(signature)) continue;
    out.insert(out.end(), signature.authors.begin(), signature.authors.end());
  }
  return out;
}

bool wrote_rules(const engine::Reviews& reviews, const std::string& by, const std::string& key) {
  const std::vector<std::string> authors = all_authors(reviews);
  return is_author(authors, reviews.authors, by, key) ||
         is_author(authors, reviews.authors, name_in(by), key);
}

const Asked* find(const std::vector<Asked>& asked, std::string_view id) {
  const auto found =
      std::find_if(asked.begin(), asked.end(), [&](const Asked& one) { return one.id == id; });
  return found == asked.end() ? nullptr : &*found;
}

class Judge {
 public:
  Judge(const engine::Package& package, const engine::Reviews& reviews,
        const std::optional<std::vector<Asked>>& asked)
      : package_(package), reviews_(reviews), asked_(asked), hashes_(package) {}

  WaiverWorth judge(const Waiver& waiver) {
    if (!engine::is_genuine(waiver)) return WaiverWorth::kFalse;
    if (const auto why = not_by_one_who_may(waiver)) return *why;
    if (const auto why = not_of_this_question(waiver)) return *why;
    const bool show = engine::is_demonstration_key(waiver.key) && !reviews_.demonstration;
    return show ? WaiverWorth::kDemonstration : WaiverWorth::kCounts;
  }

 private:
  std::optional<WaiverWorth> not_by_one_who_may(const Waiver& waiver) const {
    const engine::Reviewer* reviewer = trusted(reviews_, waiver.key);
    if (reviewer == nullptr) return WaiverWorth::kUnknownKey;
    if (!is_owner(reviewer->owner, waiver.by)) return WaiverWorth::kOtherOwner;
    if (waiver.ruleset != package_.base.header.name) return WaiverWorth::kOtherRuleset;
    if (wrote_rules(reviews_, waiver.by, waiver.key)) return WaiverWorth::kAuthor;
    return std::nullopt;
  }

  std::optional<WaiverWorth> not_of_this_question(const Waiver& waiver) {
    const auto hash = hashes_.of(waiver.obligation);
    const Asked* asked = asked_ ? find(*asked_, waiver.obligation) : nullptr;
    if (!hash || (asked_ && asked == nullptr)) return WaiverWorth::kUnknown;
    if (*hash != waiver.obligation_hash) return WaiverWorth::kStale;
    if (asked == nullptr || asked->state == Asked::State::kOpen) return std::nullopt;
    return asked->state == Asked::State::kRefuted ? WaiverWorth::kRefuted : WaiverWorth::kNeedless;
  }

  const engine::Package& package_;
  const engine::Reviews& reviews_;
  const std::optional<std::vector<Asked>>& asked_;
  Hashes hashes_;
};

bool better(const JudgedWaiver& a, const JudgedWaiver& b) {
  if (a.waiver.obligation != b.waiver.obligation) return a.waiver.obligation < b.waiver.obligation;
  return a.worth != b.worth ? a.worth < b.worth : a.waiver.day > b.waiver.day;
}

Error invalid(const char* code, LocalText message, std::string_view context) {
  return {Failure::kInvalidInput, code, std::move(message), std::string(context)};
}

// That the check asks it, and that its answer can be waived.
std::optional<Error> not_to_be_waived(const std::vector<Asked>& asked, std::string_view id) {
  const Asked* found = find(asked, id);
  if (found == nullptr && asked.empty()) return invalid("S7013", messages::nothing_asked(), id);
  if (found == nullptr) {
    const auto nearest =
        std::min_element(asked.begin(), asked.end(), [&](const Asked& a, const Asked& b) {
          return edit_distance(a.id, id) < edit_distance(b.id, id);
        });
    return invalid("S7013", messages::no_such_obligation(nearest->id), id);
  }
  if (found->state == Asked::State::kSettled)
    return invalid("S7014", messages::already_settled(), id);
  if (found->state == Asked::State::kRefuted) {
    return invalid("S7014", messages::refuted_cannot_be_waived(), id);
  }
  return std::nullopt;
}

}  // namespace

std::vector<JudgedWaiver> judge_waivers(const engine::Package& package,
                                        const engine::Reviews& reviews,
                                        const std::optional<std::vector<Asked>>& asked) {
  Judge judge(package, reviews, asked);
  std::vector<JudgedWaiver> out;
  for (const Waiver& waiver : reviews.waivers) out.push_back({waiver, judge.judge(waiver)});
  std::stable_sort(out.begin(), out.end(), better);
  // An older one says nothing more beside a better one by the same key.
  std::set<std::pair<std::string, std::string>> seen;
  std::erase_if(out, [&](const JudgedWaiver& judged) {
    return judged.worth != WaiverWorth::kFalse &&
           !seen.emplace(judged.waiver.obligation, judged.waiver.key).second;
  });
  return out;
}

Result<Waiver> waive(const engine::Package& package, const engine::Reviews& reviews,
                     const std::vector<Asked>& asked, std::string_view id, const Waiving& waiving,
                     const SignerKey& key) {
  const bool named = is_signable(waiving.by) && !fold_name(name_in(waiving.by)).empty();
  if (!parse_date(waiving.day) || !named || !is_signable(waiving.reason)) {
    return invalid("S7010", messages::cannot_be_waived_so(), "");
  }
  if (auto refused = not_to_be_waived(asked, id)) return std::move(*refused);
  Waiver out;
  out.ruleset = package.base.header.name;
  out.obligation = id;
  out.obligation_hash = Hashes(package).of(id).value_or("");
  out.by = waiving.by;
  out.reason = waiving.reason;
  out.day = waiving.day;
  out.key = to_string(key.verifier());
  if (wrote_rules(reviews, out.by, out.key)) {
    return invalid("S7006", messages::waiver_by_author(out.by), id);
  }
  out.signature = to_base64(ed25519_sign(key.key, engine::signed_bytes(out)));
  return out;
}

}  // namespace stadga::review
