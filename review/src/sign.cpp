#include "stadga/review/sign.h"

#include <algorithm>

#include "messages.h"
#include "signable.h"
#include "stadga/base/date.h"
#include "stadga/base/text.h"

namespace stadga::review {
namespace {

Error invalid(const char* code, LocalText message, std::string context = "") {
  return {Failure::kInvalidInput, code, std::move(message), std::move(context)};
}

bool same_people(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto within = [](const auto& few, const auto& many) {
    return std::all_of(few.begin(), few.end(), [&](const std::string& name) {
      return std::any_of(many.begin(), many.end(), [&](const std::string& other) {
        return fold_name(name) == fold_name(other);
      });
    });
  };
  return within(a, b) && within(b, a);
}

// What the rule set says, else what is given; both must agree.
Result<std::vector<std::string>> authors_of(const Unit& unit, const Signing& signing,
                                            const engine::Authors& known) {
  const std::vector<std::string>& said = known.of(unit.id);
  if (said.empty() && signing.authors.empty()) {
    return invalid("S7007", messages::no_author(unit.id), unit.id);
  }
  if (said.empty()) return signing.authors;
  if (!signing.authors.empty() && !same_people(said, signing.authors)) {
    return invalid("S7007", messages::other_author(unit.id, said.front()), unit.id);
  }
  return said;
}

}  // namespace

Result<SignerKey> make_key(std::string_view name, bool demonstration,
                           const std::array<std::uint8_t, 32>& seed) {
  std::string full(name);
  const bool named_so = name.starts_with(engine::kDemonstration);
  if (demonstration && !named_so) full = std::string(engine::kDemonstration) + full;
  if (name.empty() || name.size() > kMaxText || !is_key_name(full) || !is_nfc(full) ||
      full == engine::kDemonstration) {
    return invalid("S7009", messages::bad_key_name());
  }
  if (!demonstration && named_so) return invalid("S7009", messages::demonstration_name());
  return SignerKey(full, ed25519_from_seed(seed));
}

bool is_author(const std::vector<std::string>& authors, const engine::Authors& known,
               std::string_view name, std::string_view key) {
  const std::string folded = fold_name(name);
  for (const std::string& author : authors) {
    const std::string other = fold_name(author);
    if (other == folded) return true;
    for (const engine::Author& person : known.people) {
      if (fold_name(person.name) == other && !person.key.empty() && same_key(person.key, key)) {
        return true;
      }
    }
  }
  return false;
}

bool same_key(std::string_view a, std::string_view b) {
  const auto left = parse_verifier_key(a);
  const auto right = parse_verifier_key(b);
  return left && right && left->public_key == right->public_key;
}

Result<engine::ReviewSignature> sign(const Unit& unit, const Signing& signing,
                                     const engine::Authors& authors, const SignerKey& key) {
  const bool good_authors =
      std::all_of(signing.authors.begin(), signing.authors.end(), is_signable);
  if (!parse_date(signing.day) || !is_signable(signing.reviewer) ||
      !is_signable(signing.statement) || !good_authors) {
    return invalid("S7010", messages::cannot_be_signed());
  }
  auto who = authors_of(unit, signing, authors);
  if (!who) return who.error();
  engine::ReviewSignature out;
  out.ruleset = signing.ruleset;
  out.rule = unit.id;
  out.rule_hash = unit.rule_hash;
  out.cone = unit.cone;
  out.authors = std::move(who).value();
  out.day = signing.day;
  out.reviewer = signing.reviewer;
  out.key = to_string(key.verifier());
  out.statement = signing.statement;
  if (is_author(out.authors, authors, out.reviewer, out.key)) {
    return invalid("S7006", messages::reviewer_is_author(unit.id, out.reviewer), unit.id);
  }
  out.signature = to_base64(ed25519_sign(key.key, engine::signed_bytes(out)));
  return out;
}

std::string standard_statement(std::string_view language) {
  return in(messages::statement(),
            language == "en" ? MessageLanguage::kEnglish : MessageLanguage::kSwedish);
}

}  // namespace stadga::review
