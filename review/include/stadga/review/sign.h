// sign.h - one reviewer's signature of one unit. Clock and randomness are the caller's; a private
// key is read, never kept. Pure and thread-safe.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/note_key.h"
#include "stadga/base/result.h"
#include "stadga/engine/reviews.h"
#include "stadga/review/units.h"

namespace stadga::review {

// A key pair from 32 random bytes. A demonstration key's name begins with "demonstration-" (added
// where it is missing); other names must not. S7009 for a name that cannot be a key's.
[[nodiscard]] Result<SignerKey> make_key(std::string_view name, bool demonstration,
                                         const std::array<std::uint8_t, 32>& seed);

struct Signing {
  std::string ruleset;               // name of the rule set
  std::string reviewer;              // role or name
  std::vector<std::string> authors;  // given beside what the rule set says; may be empty
  std::string day;                   // YYYY-MM-DD
  std::string statement;
};

// S7006: the reviewer wrote the rule, by name or by key. S7007: nobody is said to have written it,
// or somebody else is. S7010: day, reviewer or statement cannot be signed.
[[nodiscard]] Result<engine::ReviewSignature> sign(const Unit& unit, const Signing& signing,
                                                   const engine::Authors& authors,
                                                   const SignerKey& key);

// What the reviewer says where nothing else is given, in the rule set's language ("sv" or "en").
[[nodiscard]] std::string standard_statement(std::string_view language);

// Do two verifier keys hold the same public key, whatever their names?
[[nodiscard]] bool same_key(std::string_view a, std::string_view b);
// Is `name` one of `authors`, written in any way, or `key` one of theirs?
[[nodiscard]] bool is_author(const std::vector<std::string>& authors, const engine::Authors& known,
                             std::string_view name, std::string_view key);

}  // namespace stadga::review
