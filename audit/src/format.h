// format.h - the bytes of the log, as docs/audit-format.md specifies them: labels, commitments, sealed
// parts, and what an entry says. Pure functions; no database.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/crypto.h"
#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::audit {

inline constexpr std::int64_t kFormatVersion = 1;
inline constexpr std::size_t kMaxEntryBytes = 4096;
inline constexpr std::size_t kMaxPartBytes = 1U << 20U;
inline constexpr std::size_t kMaxParts = 64;  // payload row id = leaf index * 64 + position

// Every MAC and hash outside the tree starts with one of these and a zero byte.
namespace label {
inline constexpr std::string_view kCommit = "stadga/v1/commit";
inline constexpr std::string_view kPart = "stadga/v1/part";
inline constexpr std::string_view kPartKey = "stadga/v1/part-key";
inline constexpr std::string_view kIdem = "stadga/v1/idem";
inline constexpr std::string_view kRequest = "stadga/v1/request";
inline constexpr std::string_view kEntryMac = "stadga/v1/entry-mac";
inline constexpr std::string_view kSchema = "stadga/v1/schema";
inline constexpr std::string_view kCaseRef = "stadga/v1/case-ref";
inline constexpr std::string_view kFileRef = "stadga/v1/file-ref";
inline constexpr std::string_view kRequestRef = "stadga/v1/request-ref";
inline constexpr std::string_view kCaseKey = "stadga/v1/case-key";
inline constexpr std::string_view kFileKey = "stadga/v1/file-key";
inline constexpr std::array kAll{kCommit,    kPart,    kPartKey, kIdem,       kRequest,
                                 kEntryMac,  kSchema,  kCaseRef, kFileRef,    kRequestRef,
                                 kCaseKey,   kFileKey};
}  // namespace label

using Key32 = std::array<std::uint8_t, 32>;
using KeyName = std::array<std::uint8_t, 16>;  // random name of a case key
using Salt = std::array<std::uint8_t, 32>;
using Nonce = std::array<std::uint8_t, 24>;

// label || 0x00 || origin || 0x00
[[nodiscard]] std::string prefix(std::string_view label, std::string_view origin);
[[nodiscard]] std::string big_endian(std::uint64_t value);

// nonce || XChaCha20-Poly1305(key, nonce, plain, associated), and back.
[[nodiscard]] Bytes seal_with_nonce(const Key32& key, const Nonce& nonce, std::string_view plain,
                                    std::string_view associated);
[[nodiscard]] std::optional<std::string> open_with_nonce(const Key32& key,
                                                         std::span<const std::uint8_t> sealed,
                                                         std::string_view associated);

// HMAC-SHA-256(salt, prefix(commit) || part name || 0x00 || length as 8 bytes || plain)
[[nodiscard]] Hash32 commitment(const Salt& salt, std::string_view origin, std::string_view name,
                                std::string_view plain);
// nonce || XChaCha20-Poly1305(part key, nonce, salt || plain, aad = prefix(part) || index || name)
// where part key = HMAC-SHA-256(case key, prefix(part-key) || index || name).
[[nodiscard]] Bytes seal_part(const Key32& case_key, const Nonce& nonce, const Salt& salt,
                              std::string_view origin, std::uint64_t index, std::string_view name,
                              std::string_view plain);
struct OpenedPart {
  Salt salt{};
  std::string plain;
};
[[nodiscard]] std::optional<OpenedPart> open_part(const Key32& case_key, std::string_view origin,
                                                  std::uint64_t index, std::string_view name,
                                                  std::span<const std::uint8_t> sealed);
// HMAC-SHA-256(key, prefix(label) || text)
[[nodiscard]] Hash32 labelled_mac(const Key32& key, std::string_view label,
                                  std::string_view origin, std::string_view text);
// HMAC-SHA-256(key, prefix(entry-mac) || index || entry)
[[nodiscard]] Hash32 entry_mac(const Key32& key, std::string_view origin, std::uint64_t index,
                               std::string_view entry);

// The hour that `ms` (since 1970, UTC) lies in: "2026-11-22T09:00Z"; nullopt outside 1970..2199.
[[nodiscard]] std::optional<std::string> hour_text(std::int64_t ms);
// "2026-11-22T09:12:44.120Z"
[[nodiscard]] std::optional<std::string> instant_text(std::int64_t ms);

// Kinds of records. Case kinds carry parts under a case's key.
[[nodiscard]] bool is_act_kind(std::string_view kind);  // what record_act may write
[[nodiscard]] bool is_known_kind(std::string_view kind);

// An entry, read strictly: canonical, at most 4 KiB, and every member of its kind well-formed.
struct EntryView {
  std::string kind;
  std::string time;
  std::map<std::string, Hash32, std::less<>> commitments;  // part name -> commitment
  std::optional<Hash32> idem;
  std::optional<Hash32> request;
  std::optional<Hash32> artefact;          // of a ruleset record
  std::optional<Hash32> ruleset;           // bundle that a case record used
  std::optional<std::uint64_t> ruleset_index;
  std::int64_t semantics = 0;
  struct ErasedPart {
    std::uint64_t index = 0;
    std::string name;
  };
  std::vector<ErasedPart> erased;          // of an erasure record
  std::string origin, verifier_key, schema;  // of the config record
};
[[nodiscard]] std::optional<EntryView> read_entry(std::string_view bytes);

// The `idem` of an entry whose bytes are known to be the writer's own, without reading the rest:
// inside a text the quotes would be escaped, so these characters are the member.
[[nodiscard]] std::optional<Hash32> idem_of(std::string_view bytes);

// Position of a part among the commitments, which are sorted by name.
[[nodiscard]] std::optional<std::uint64_t> payload_id(std::uint64_t index, const EntryView& entry,
                                                      std::string_view name);

[[nodiscard]] std::optional<Hash32> hash_from_base64url(std::string_view text);

}  // namespace stadga::audit
