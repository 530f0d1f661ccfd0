// crypto.h - the primitives Stadga uses, each from a library: SHA-256 and HMAC from libcrypto,
// Ed25519 and XChaCha20-Poly1305 from libsodium. Nothing here draws randomness or reads a clock:
// both are handed in (the command owns them).
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/result.h"

namespace stadga {

using Hash32 = std::array<std::uint8_t, 32>;
using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] Hash32 sha256(std::string_view bytes);
[[nodiscard]] Hash32 hmac_sha256(std::span<const std::uint8_t> key, std::string_view bytes);
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);      // RFC 4648, padded
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);         // strict
[[nodiscard]] std::string to_base64url(std::span<const std::uint8_t> bytes);   // no padding
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);      // strict
[[nodiscard]] std::string sha256_name(std::string_view bytes);  // "sha256:<64 hex digits>"

// SHA-256(label || 0x00 || bytes): every hash but the Merkle tree's is domain separated.
[[nodiscard]] Hash32 labelled_sha256(std::string_view label, std::string_view bytes);

struct Ed25519Key {
  std::array<std::uint8_t, 32> seed{};
  std::array<std::uint8_t, 32> public_key{};
};
using Signature = std::array<std::uint8_t, 64>;
[[nodiscard]] Ed25519Key ed25519_from_seed(const std::array<std::uint8_t, 32>& seed);
[[nodiscard]] Signature ed25519_sign(const Ed25519Key& key, std::string_view message);
[[nodiscard]] bool ed25519_verify(std::span<const std::uint8_t, 32> public_key,
                                  std::string_view message, const Signature& signature);

// XChaCha20-Poly1305 (IETF). `nonce` 24 bytes, `key` 32 bytes, ciphertext carries its tag.
[[nodiscard]] Bytes seal(std::span<const std::uint8_t, 32> key,
                         std::span<const std::uint8_t, 24> nonce, std::string_view plain,
                         std::string_view associated);
[[nodiscard]] std::optional<std::string> open_sealed(std::span<const std::uint8_t, 32> key,
                                                     std::span<const std::uint8_t, 24> nonce,
                                                     std::span<const std::uint8_t> sealed,
                                                     std::string_view associated);

// Compares without a data-dependent branch.
[[nodiscard]] bool equal_constant_time(std::span<const std::uint8_t> a,
                                       std::span<const std::uint8_t> b);
// Overwrites secrets; not optimised away.
void wipe(std::span<std::uint8_t> bytes);

}  // namespace stadga
