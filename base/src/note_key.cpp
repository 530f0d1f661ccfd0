#include "stadga/base/note_key.h"

#include <algorithm>

#include "stadga/base/text.h"

namespace stadga {
namespace {

constexpr char kEd25519 = '\x01';
constexpr std::string_view kPrivate = "PRIVATE+KEY+";

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
}

// Characters with the Unicode property White_Space beyond ASCII, in UTF-8.
bool has_unicode_space(std::string_view text) {
  for (const std::string_view space :
       {" ", "\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
        "\xE2\x81\x9F", "\xE3\x80\x80"}) {
    if (text.find(space) != std::string_view::npos) return true;
  }
  for (char last = '\x80'; last <= '\x8A'; ++last) {  // U+2000 to U+200A
    if (text.find(std::string("\xE2\x80") + last) != std::string_view::npos) return true;
  }
  return false;
}

std::string typed(const std::array<std::uint8_t, 32>& bytes) {
  return kEd25519 + std::string(bytes.begin(), bytes.end());
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// "<name>+<8 hex digits>+<base64(0x01 || 32 bytes)>"
struct KeyText {
  std::string name, id;
  std::array<std::uint8_t, 32> bytes{};
};

std::optional<KeyText> split(std::string_view text) {
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('+', first + 1);  // base64 may hold more of them
  if (second == std::string_view::npos) return std::nullopt;
  KeyText key;
  key.name = text.substr(0, first);
  key.id = text.substr(first + 1, second - first - 1);
  const auto bytes = from_base64(text.substr(second + 1));
  if (!is_key_name(key.name) || !bytes || bytes->size() != 33 || (*bytes)[0] != kEd25519) {
    return std::nullopt;
  }
  std::copy(bytes->begin() + 1, bytes->end(), key.bytes.begin());
  return key;
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && !first_bad_utf8(name) && name.find('+') == std::string_view::npos &&
         !has_control(name) && !has_unicode_space(name);
}

KeyId key_id(const VerifierKey& key) {
  const Hash32 hash = sha256(key.name + "\n" + typed(key.public_key));
  KeyId id{};
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

std::string to_string(const VerifierKey& key) {
  return key.name + "+" + to_hex(key_id(key)) + "+" + to_base64(bytes_of(typed(key.public_key)));
}

std::optional<VerifierKey> parse_verifier_key(std::string_view text) {
  const auto parts = split(text);
  if (!parts) return std::nullopt;
  VerifierKey key{parts->name, parts->bytes};
  if (to_hex(key_id(key)) != parts->id) return std::nullopt;
  return key;
}

std::string to_private_text(const SignerKey& key) {
  return std::string(kPrivate) + key.name + "+" + to_hex(key_id(key.verifier())) + "+" +
         to_base64(bytes_of(typed(key.key.seed)));
}

std::optional<SignerKey> parse_signer_key(std::string_view text) {
  if (!text.starts_with(kPrivate)) return std::nullopt;
  auto parts = split(text.substr(kPrivate.size()));
  if (!parts) return std::nullopt;
  const SignerKey key(parts->name, ed25519_from_seed(parts->bytes));
  wipe(parts->bytes);
  if (to_hex(key_id(key.verifier())) != parts->id) return std::nullopt;
  return key;
}

}  // namespace stadga
