// format.cpp - writing and strict reading of what docs/audit-format.md describes.
#include "format.h"

#include <algorithm>

#include "stadga/base/date.h"

namespace stadga::audit {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kDaysFrom1900To1970 = 25567;

constexpr std::array<std::string_view, 15> kActKinds{
    "amend",       "appeal",     "appeal_late", "communication", "court",
    "decision",    "forwarded",  "handover",    "notification",  "objection",
    "rectify",     "refusal",    "revocation",  "withdrawal",    "note"};
constexpr std::array<std::string_view, 10> kOtherKinds{
    "config", "ruleset", "proposal", "incident",    "erasure",
    "hold",   "hold_release", "key", "access_root", "seal"};

std::string two(std::int64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::string_view view(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Date of the day, and milliseconds into it.
std::optional<std::pair<std::string, std::int64_t>> split_instant(std::int64_t ms) {
  if (ms < 0) return std::nullopt;
  const auto date = from_day_number(ms / kMsPerDay + kDaysFrom1900To1970);
  if (!date) return std::nullopt;
  return std::pair{to_string(*date), ms % kMsPerDay};
}

Key32 part_key(const Key32& case_key, std::string_view origin, std::uint64_t index,
               std::string_view name) {
  std::string text = prefix(label::kPartKey, origin) + big_endian(index);
  text += name;
  return hmac_sha256(case_key, text);
}

std::string part_context(std::string_view origin, std::uint64_t index, std::string_view name) {
  std::string text = prefix(label::kPart, origin) + big_endian(index);
  text += name;
  return text;
}

// "YYYY-MM-DDTHH:00Z", d for a digit.
bool is_hour(std::string_view time) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:00Z";
  return std::equal(time.begin(), time.end(), kShape.begin(), kShape.end(), [](char c, char s) {
    return s == 'd' ? c >= '0' && c <= '9' : c == s;
  });
}

bool is_part_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && name[0] >= 'a' && name[0] <= 'z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

const std::string* text_member(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  return member != nullptr ? member->as_string() : nullptr;
}

std::optional<std::uint64_t> index_member(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  const std::int64_t* value = member != nullptr ? member->as_int() : nullptr;
  if (value == nullptr || *value < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*value);
}

// "sha256": 64 hexadecimal digits.
std::optional<Hash32> sha_member(const Json& object) {
  const std::string* text = text_member(object, "sha256");
  const auto bytes = text != nullptr ? from_hex(*text) : std::nullopt;
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Hash32 hash{};
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

// An optional base64url hash: false when it is there and malformed.
bool read_hash(const Json& object, std::string_view key, std::optional<Hash32>& out) {
  if (object.find(key) == nullptr) return true;
  const std::string* text = text_member(object, key);
  out = text != nullptr ? hash_from_base64url(*text) : std::nullopt;
  return out.has_value();
}

bool read_commitments(const Json& object, EntryView& view) {
  const Json* commit = object.find("commit");
  if (commit == nullptr) return true;
  const JsonObject* members = commit->as_object();
  if (members == nullptr || members->empty() || members->size() > kMaxParts) return false;
  for (const auto& [name, value] : *members) {
    const std::string* text = value.as_string();
    const auto hash = text != nullptr ? hash_from_base64url(*text) : std::nullopt;
    if (!is_part_name(name) || !hash) return false;
    view.commitments.emplace(name, *hash);
  }
  return true;
}

bool read_config(const Json& object, EntryView& view) {
  const std::string* origin = text_member(object, "origin");
  const std::string* key = text_member(object, "key");
  const std::string* schema = text_member(object, "schema");
  if (origin == nullptr || key == nullptr || schema == nullptr) return false;
  view.origin = *origin;
  view.verifier_key = *key;
  view.schema = *schema;
  return true;
}

bool read_case(const Json& object, EntryView& view) {
  const Json* ruleset = object.find("ruleset");
  const Json* engine = object.find("engine");
  if (ruleset == nullptr && engine == nullptr) return true;  // an act
  if (ruleset == nullptr || engine == nullptr) return false;
  view.ruleset = sha_member(*ruleset);
  view.ruleset_index = index_member(*ruleset, "index");
  const auto semantics = index_member(*engine, "semantics");
  if (!view.ruleset || !view.ruleset_index || !semantics) return false;
  view.semantics = static_cast<std::int64_t>(*semantics);
  return true;
}

bool read_erasure(const Json& object, EntryView& view) {
  const Json* parts = object.find("parts");
  const JsonArray* list = parts != nullptr ? parts->as_array() : nullptr;
  if (list == nullptr) return false;
  for (const Json& element : *list) {
    const auto index = index_member(element, "index");
    const Json* names = element.find("names");
    const JsonArray* name_list = names != nullptr ? names->as_array() : nullptr;
    if (!index || name_list == nullptr) return false;
    for (const Json& name : *name_list) {
      if (name.as_string() == nullptr) return false;
      view.erased.push_back({*index, *name.as_string()});
    }
  }
  return true;
}

}  // namespace

std::string prefix(std::string_view label, std::string_view origin) {
  std::string out(label);
  out += '\0';
  out += origin;
  out += '\0';
  return out;
}

std::string big_endian(std::uint64_t value) {
  std::string out(8, '\0');
  for (std::size_t i = 8; i-- > 0; value >>= 8U) out[i] = static_cast<char>(value & 0xFFU);
  return out;
}

Bytes seal_with_nonce(const Key32& key, const Nonce& nonce, std::string_view plain,
                      std::string_view associated) {
  const Bytes sealed = seal(key, nonce, plain, associated);
  Bytes out;
  out.reserve(nonce.size() + sealed.size());
  out.insert(out.end(), nonce.begin(), nonce.end());
  out.insert(out.end(), sealed.begin(), sealed.end());
  return out;
}

std::optional<std::string> open_with_nonce(const Key32& key, std::span<const std::uint8_t> sealed,
                                           std::string_view associated) {
  constexpr std::size_t kNonceBytes = std::tuple_size_v<Nonce>;
  if (sealed.size() < kNonceBytes) return std::nullopt;
  return open_sealed(key, sealed.first<kNonceBytes>(), sealed.subspan(kNonceBytes), associated);
}

Hash32 commitment(const Salt& salt, std::string_view origin, std::string_view name,
                  std::string_view plain) {
  std::string text = prefix(label::kCommit, origin);
  text += name;
  text += '\0';
  text += big_endian(plain.size());
  text += plain;
  return hmac_sha256(salt, text);
}

Bytes seal_part(const Key32& case_key, const Nonce& nonce, const Salt& salt,
                std::string_view origin, std::uint64_t index, std::string_view name,
                std::string_view plain) {
  Key32 key = part_key(case_key, origin, index, name);
  std::string salted(view(salt));
  salted += plain;
  Bytes sealed = seal_with_nonce(key, nonce, salted, part_context(origin, index, name));
  wipe(key);
  return sealed;
}

std::optional<OpenedPart> open_part(const Key32& case_key, std::string_view origin,
                                    std::uint64_t index, std::string_view name,
                                    std::span<const std::uint8_t> sealed) {
  constexpr std::size_t kSaltBytes = std::tuple_size_v<Salt>;
  Key32 key = part_key(case_key, origin, index, name);
  const auto salted = open_with_nonce(key, sealed, part_context(origin, index, name));
  wipe(key);
  if (!salted || salted->size() < kSaltBytes) return std::nullopt;
  OpenedPart part;
  std::copy_n(salted->begin(), kSaltBytes, part.salt.begin());
  part.plain = salted->substr(kSaltBytes);
  return part;
}

Hash32 labelled_mac(const Key32& key, std::string_view label, std::string_view origin,
                    std::string_view text) {
  std::string message = prefix(label, origin);
  message += text;
  return hmac_sha256(key, message);
}

Hash32 entry_mac(const Key32& key, std::string_view origin, std::uint64_t index,
                 std::string_view entry) {
  std::string message = prefix(label::kEntryMac, origin) + big_endian(index);
  message += entry;
  return hmac_sha256(key, message);
}

std::optional<std::string> hour_text(std::int64_t ms) {
  const auto parts = split_instant(ms);
  if (!parts) return std::nullopt;
  return parts->first + "T" + two(parts->second / 3'600'000) + ":00Z";
}

std::optional<std::string> instant_text(std::int64_t ms) {
  const auto parts = split_instant(ms);
  if (!parts) return std::nullopt;
  const std::int64_t in_day = parts->second;
  std::string millis = std::to_string(in_day % 1000);
  millis.insert(0, 3 - millis.size(), '0');
  return parts->first + "T" + two(in_day / 3'600'000) + ":" + two(in_day / 60'000 % 60) + ":" +
         two(in_day / 1000 % 60) + "." + millis + "Z";
}

bool is_act_kind(std::string_view kind) {
  return std::find(kActKinds.begin(), kActKinds.end(), kind) != kActKinds.end();
}

bool is_known_kind(std::string_view kind) {
  return is_act_kind(kind) ||
         std::find(kOtherKinds.begin(), kOtherKinds.end(), kind) != kOtherKinds.end();
}

std::optional<EntryView> read_entry(std::string_view bytes) {
  JsonLimits limits;
  limits.max_bytes = kMaxEntryBytes;
  limits.require_canonical = true;
  const JsonReading reading = read_json(bytes, limits);
  if (!reading.problems.empty() || reading.value.as_object() == nullptr) return std::nullopt;
  const Json& object = reading.value;
  const std::string* kind = text_member(object, "kind");
  const std::string* time = text_member(object, "t");
  const auto version = index_member(object, "v");
  if (kind == nullptr || time == nullptr || version != kFormatVersion ||
      !is_known_kind(*kind) || !is_hour(*time)) {
    return std::nullopt;
  }
  EntryView view;
  view.kind = *kind;
  view.time = *time;
  if (!read_commitments(object, view) || !read_hash(object, "idem", view.idem) ||
      !read_hash(object, "req", view.request) || view.idem.has_value() != view.request.has_value()) {
    return std::nullopt;
  }
  bool good = true;
  if (view.kind == "config") good = read_config(object, view);
  if (view.kind == "erasure") good = read_erasure(object, view);
  if (view.kind == "proposal" || view.kind == "decision") good = read_case(object, view);
  if (view.kind == "ruleset") {
    const Json* artefact = object.find("artefact");
    view.artefact = artefact != nullptr ? sha_member(*artefact) : std::nullopt;
    good = view.artefact.has_value();
  }
  return good ? std::optional(std::move(view)) : std::nullopt;
}

std::optional<Hash32> idem_of(std::string_view bytes) {
  constexpr std::string_view kMember = "\"idem\":\"";
  const std::size_t at = bytes.find(kMember);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = bytes.substr(at + kMember.size());
  return hash_from_base64url(rest.substr(0, rest.find('"')));
}

std::optional<std::uint64_t> payload_id(std::uint64_t index, const EntryView& entry,
                                        std::string_view name) {
  const auto at = entry.commitments.find(name);
  if (at == entry.commitments.end()) return std::nullopt;
  return index * kMaxParts +
         static_cast<std::uint64_t>(std::distance(entry.commitments.begin(), at));
}

std::optional<Hash32> hash_from_base64url(std::string_view text) {
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Hash32 hash{};
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

}  // namespace stadga::audit
