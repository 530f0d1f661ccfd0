// waivers.h - a named person's answer for a proof that is lacking, as data (bytes: docs/bundle.md).
// What one is worth is the review room's business. Values only; pure and thread-safe.
#pragma once
#include <string>
#include <tuple>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::engine {

// Everything but `signature` is what was signed.
struct Waiver {
  std::string ruleset;          // its name
  std::string obligation;       // id: "conflict/avgift", "2281/gap/decision"
  std::string obligation_hash;  // sha256:… (identity.h)
  std::string by;               // who answers for it: name, role
  std::string reason;
  std::string day;        // YYYY-MM-DD
  std::string key;        // verifier key (base/note_key.h)
  std::string signature;  // base64 of 64 bytes
  friend auto operator<=>(const Waiver&, const Waiver&) = default;
};

// The bytes that are signed: "stadga/v1/waiver", a zero byte, canonical JSON of all but
// `signature`.
[[nodiscard]] std::string signed_bytes(const Waiver& waiver);
[[nodiscard]] bool is_genuine(const Waiver& waiver);

// The order of a list of waivers.
[[nodiscard]] std::tuple<std::string, std::string, std::string, std::string> sort_key(
    const Waiver& waiver);

[[nodiscard]] Json to_json(const Waiver& waiver);
// Strict, sorted, none twice: S4040 with a JSON pointer. A signature need not be genuine.
[[nodiscard]] Result<std::vector<Waiver>> read_waivers(const Json& list);

}  // namespace stadga::engine
