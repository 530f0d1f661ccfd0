// note_key.h - how an Ed25519 key is written as text, as C2SP signed-note does it. The audit log
// signs checkpoints with such keys and reviewers sign rules. Pure and thread-safe.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stadga/base/crypto.h"

namespace stadga {

using KeyId = std::array<std::uint8_t, 4>;

// Ed25519 verifier key: "<name>+<8 hex digits>+<base64(0x01 || public key)>".
struct VerifierKey {
  std::string name;
  std::array<std::uint8_t, 32> public_key{};
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
// First four bytes of SHA-256(name || 0x0A || 0x01 || public key).
[[nodiscard]] KeyId key_id(const VerifierKey& key);
[[nodiscard]] std::string to_string(const VerifierKey& key);
[[nodiscard]] std::optional<VerifierKey> parse_verifier_key(std::string_view text);
// Not empty, no Unicode white space or control character, no '+'.
[[nodiscard]] bool is_key_name(std::string_view name);

// The private half: "PRIVATE+KEY+<name>+<8 hex digits>+<base64(0x01 || seed)>". Wipes its seed.
struct SignerKey {
  std::string name;
  Ed25519Key key;

  SignerKey(std::string owner, const Ed25519Key& pair) : name(std::move(owner)), key(pair) {}
  SignerKey(const SignerKey&) = default;
  SignerKey& operator=(const SignerKey&) = default;
  ~SignerKey() { wipe(key.seed); }
  [[nodiscard]] VerifierKey verifier() const { return {name, key.public_key}; }
};
[[nodiscard]] std::string to_private_text(const SignerKey& key);
// Strict: the hash must be that of the name and of the public key that belongs to the seed.
[[nodiscard]] std::optional<SignerKey> parse_signer_key(std::string_view text);

}  // namespace stadga
