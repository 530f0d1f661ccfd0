// reviews.h - signatures of legal review as data: what a rule set's granskning/ holds and a release
// bundle carries (bytes: docs/bundle.md). What they are worth is the review room's business.
// Values only; every function is pure and thread-safe.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/waivers.h"

namespace stadga::engine {

// Parts that a provision rests on: "parameter gräns" to its hash (identity.h).
using Cone = std::map<std::string, std::string>;
[[nodiscard]] std::string cone_hash(const Cone& cone);

// One person's signature of one provision. Everything but `signature` is what was signed.
struct ReviewSignature {
  std::string ruleset;              // its name
  std::string rule;                 // id of the provision
  std::string rule_hash;            // sha256:… of its meaning
  Cone cone;                        // and of what it reads
  std::vector<std::string> authors;  // who wrote it, at least one
  std::string day;                  // YYYY-MM-DD
  std::string reviewer;             // who signed: role or name
  std::string key;                  // verifier key (base/note_key.h)
  std::string statement;            // what the reviewer says about the rule
  std::string signature;            // base64 of 64 bytes
  friend auto operator<=>(const ReviewSignature&, const ReviewSignature&) = default;
};

struct Reviewer {
  std::string key;    // trusted verifier key
  std::string owner;  // whose it is; empty = not said
  friend bool operator==(const Reviewer&, const Reviewer&) = default;
};

struct Author {
  std::string name;
  std::string key;  // the author's own verifier key; empty = none known
};
struct Authors {
  std::vector<Author> people;
  std::vector<std::string> standard;                      // of what `rules` does not name
  std::map<std::string, std::vector<std::string>> rules;  // by id
  [[nodiscard]] const std::vector<std::string>& of(std::string_view id) const;
};

struct Reviews {
  std::vector<ReviewSignature> signatures;  // sorted, none twice
  std::vector<Reviewer> reviewers;
  Authors authors;
  std::vector<Waiver> waivers;  // sorted, none twice
  bool demonstration = false;                 // demonstration keys counted in this release
  std::map<std::string, std::string> states;  // of each provision when the release was made
};

inline constexpr std::string_view kDemonstration = "demonstration-";  // begins such a key's name
[[nodiscard]] bool is_demonstration_key(std::string_view verifier_key);

// The bytes that are signed: "stadga/v1/review", a zero byte, canonical JSON of all but `signature`.
[[nodiscard]] std::string signed_bytes(const ReviewSignature& signature);
[[nodiscard]] bool is_genuine(const ReviewSignature& signature);

// The order of a list of signatures.
[[nodiscard]] std::tuple<std::string, std::string, std::string, std::string> sort_key(
    const ReviewSignature& signature);

[[nodiscard]] Json to_json(const ReviewSignature& signature);
[[nodiscard]] Json to_json(const Authors& authors);
[[nodiscard]] Json to_json(const Reviews& reviews);
// Strict: every member is checked, none is left over, lists are sorted where they are sets. The
// error is S4040 with a JSON pointer as context. A signature need not be genuine.
[[nodiscard]] Result<std::vector<ReviewSignature>> read_signatures(const Json& list);
[[nodiscard]] Result<Authors> read_authors(const Json& json);
// As in a bundle: here every signature and waiver must be genuine (else S4041).
[[nodiscard]] Result<Reviews> read_reviews(const Json& json);

}  // namespace stadga::engine
